/** People by grids and by division: what a zone's parts hold within any depth. The numbers are of `page/people.py`. */

import { sideName } from "./finding.js";
import { country, nameIn, people, t } from "../panels/text.js";

const DEPTH_STEP = 1000; // metres from one depth of the numbers to the next
const GAPS = 0.0005; // of an area: a share without a figure from which a sum is partial

/** @typedef {{ people: number, low: number, high: number, lacking: number }} AtDepth  `lacking` is a share of the area */

export class Within {
  /** @param {Float64Array[]} rows  people, how many fewer at least, more at most, and thousandths of the area without a figure */
  constructor([count, fewer, more, lacking]) {
    this.rows = [count, count.map((n, i) => n - fewer[i]), count.map((n, i) => n + more[i]), lacking.map((n) => n / 1000)];
  }

  /** What lies within a depth, drawn out straight between two known ones. @param {number} depth @returns {AtDepth} */
  at(depth) {
    const [count, low, high, lacking] = this.rows.map((row) => {
      const at = Math.min(Math.max(depth / DEPTH_STEP, 0), row.length - 1);
      const below = Math.min(Math.floor(at), row.length - 2);
      return row[below] + (row[below + 1] - row[below]) * (at - below);
    });
    return { people: count, low, high, lacking };
  }

  /** Share of the area within reach that has no figure. */
  get gaps() {
    return this.rows[3][this.rows[3].length - 1];
  }
}

/** The numbers of a zone: of its sides, then of its parts that have any.
 * @param {Uint8Array} bytes  four byte planes of differences, row after row @param {number} steps @returns {Within[]} */
export function withins(bytes, steps) {
  const made = [];
  for (let at = 0; at < bytes.length; at += 16 * steps) {
    made.push(new Within([0, 1, 2, 3].map((k) => {
      const from = at + 4 * k * steps;
      const row = new Float64Array(steps);
      for (let i = 0, sum = 0; i < steps; i++) {
        const z = (bytes[from + i] | (bytes[from + i + steps] << 8) | (bytes[from + i + 2 * steps] << 16) | (bytes[from + i + 3 * steps] << 24)) >>> 0;
        row[i] = sum += (z >>> 1) ^ -(z & 1);
      }
      return row;
    })));
  }
  return made;
}

/**
 * @typedef {{ key: string, name: string, country: string, part: import("../wire/unpack.js").Part | null, settlements: number, low: number,
 *   high: number, people: number, peopleLow: number, peopleHigh: number, unknown: number, grid: AtDepth | null, partial: boolean }} DivisionSum
 *   settlements and listed people inside, at least and at most; `unknown` of the `high` have no figure
 */

/** What a zone holds of each division of each side, the most people first. @param {import("./model.js").Model} model @param {number | null} depth @param {string} side @returns {DivisionSum[]} */
export function byDivision(model, depth, side) {
  const s = model.data.settlements;
  const { zone } = model.data;
  if (!s || !zone || depth === null) return [];
  /** @type {Map<string, DivisionSum>} */
  const sums = new Map();
  /** @param {number} on @param {number} division */
  const sumOf = (on, division) => {
    const key = `${on}/${division}`;
    let sum = sums.get(key);
    if (!sum) {
      sum = { key, name: nameIn(s.divisions[division] ?? "", s.locals[division]), country: model.sides[on]?.code ?? "", part: null, settlements: 0, low: 0, high: 0, people: 0, peopleLow: 0, peopleHigh: 0, unknown: 0, grid: null, partial: false };
      sums.set(key, sum);
    }
    return sum;
  };
  for (const part of zone.parts) {
    const grid = model.onSide(part.side, side) ? part.within?.at(depth) : null;
    if (grid?.high) sumOf(part.side, part.division).grid = grid;
  }
  const last = s.within(depth + s.vaguest);
  for (let row = 0; row < last; row++) {
    if (!model.onSide(s.side[row], side)) continue;
    const inside = s.distance[row] <= depth;
    const near = s.unsure(row, depth);
    if (!inside && !near) continue;
    const sum = sumOf(s.side[row], s.division[row]);
    const [low, middle, high] = s.parts(row, depth) ?? [inside && !near ? 1 : 0, inside ? 1 : 0, 1];
    const listed = Math.max(0, s.population[row]);
    sum.settlements += inside ? 1 : 0;
    sum.low += inside && !near ? 1 : 0;
    sum.high++;
    sum.people += listed * middle;
    sum.peopleLow += listed * low;
    sum.peopleHigh += listed * high;
    if (s.population[row] < 0) sum.unknown++;
  }
  for (const part of zone.parts) {
    const sum = sums.get(`${part.side}/${part.division}`);
    if (sum) sum.part = part;
  }
  for (const sum of sums.values()) sum.partial = sum.grid ? sum.grid.lacking >= GAPS : sum.unknown > 0;
  return [...sums.values()].sort((a, b) => most(b) - most(a) || b.settlements - a.settlements || a.key.localeCompare(b.key));
}

/** The people of a division that count first: by the grid, else listed. @param {DivisionSum} sum */
export function most(sum) {
  return sum.grid ? sum.grid.people : sum.people;
}

/** Listed people of a division as a cell, as `peopleRange` says those of a side. @param {DivisionSum} sum */
export function listedRange(sum) {
  const [low, high] = [people(sum.peopleLow), people(sum.peopleHigh)];
  if (sum.unknown) return sum.peopleLow >= 0.5 ? t("figures.atLeast", { people: low }) : t("figures.notKnown");
  return low === high ? low : t("figures.range", { low, high });
}

/** A division's name with its side's, and a mark where the figure is partial. @param {DivisionSum} sum @param {import("./model.js").Model} model */
export function divisionName(sum, model) {
  const side = model.sides.find((each) => each.code === sum.country);
  return { name: sum.name || t("table.noDivision"), side: side ? sideName(side) : country(sum.country) };
}

/** From how many people on each of the shades stands for; the first is for any at all. */
export const SHADES = [0, 1000, 10000, 100000];

/** The shade of a number of people, 0 and up. @param {number} count */
export function shadeOf(count) {
  return SHADES.filter((least) => count >= least).length - 1;
}

/** Lines of the legend of the map by division: marks and words. @param {import("./model.js").Model} model @returns {[string, string][]} */
export function shadeRows(model) {
  const title = model.data.zone?.grid && model.data.zone.parts.some((part) => part.within) ? "legend.peopleGrid" : "legend.peopleListed";
  const words = SHADES.map((least, i) => (i + 1 < SHADES.length ? t("legend.upto", { people: people(SHADES[i + 1]) }) : t("legend.from", { people: people(least) })));
  return [["", t(title)], ...words.map((said, i) => /** @type {[string, string]} */ ([`people-${i}`, said])), ["people-partial", t("legend.partial")]];
}
