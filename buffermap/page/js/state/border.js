/** A border that travels with the page: its vertices in one row, which divisions lie along which of them, and distances. */

import { DistanceField } from "../map/distance.js";
import { distanceBetween, worldX, worldY } from "../map/geodesy.js";
import { boxesOf } from "../wire/unpack.js";

/** @typedef {[number, number]} Range  first and last vertex, both included */

export class Border {
  /** @param {import("../wire/unpack.js").Line} line */
  constructor(line) {
    this.line = line;
    /** vertices between which both sides keep their division @type {{ from: number, to: number, divisions: string[] }[]} */
    this.runs = [];
    /** unbroken parts @type {Range[]} */
    this.chains = [];
    /** @type {number[]} */
    const points = [];
    for (const { parts, divisions } of line.runs()) {
      for (const part of parts) {
        const last = points.length - 2;
        const goesOn = last >= 0 && points[last] === part[0] && points[last + 1] === part[1];
        const from = goesOn ? last / 2 : points.length / 2;
        for (let i = goesOn ? 2 : 0; i < part.length; i++) points.push(part[i]);
        const to = points.length / 2 - 1;
        if (goesOn) this.chains[this.chains.length - 1][1] = to;
        else this.chains.push([from, to]);
        this.runs.push({ from, to, divisions });
      }
    }
    /** longitude and latitude, vertex after vertex */
    this.points = Float64Array.from(points);
    /** metres along the border up to each vertex; gaps count nothing */
    this.metres = this.measured();
    this.field = new DistanceField(this.chains.map((chain) => this.part(chain)));
  }

  get length() {
    return this.metres[this.metres.length - 1];
  }

  measured() {
    const metres = new Float64Array(this.points.length / 2);
    for (const [from, to] of this.chains) {
      if (from) metres[from] = metres[from - 1];
      for (let v = from + 1; v <= to; v++) metres[v] = metres[v - 1] + distanceBetween(...this.at(v - 1), ...this.at(v));
    }
    return metres;
  }

  /** @param {number} v @returns {[number, number]} */
  at(v) {
    return [this.points[2 * v], this.points[2 * v + 1]];
  }

  /** @param {Range} range */
  part([from, to]) {
    return this.points.subarray(2 * from, 2 * to + 2);
  }

  /** Codes of the divisions along it, in their order, with the metres that each touches. @returns {Map<string, number>} */
  divisions() {
    /** @type {Map<string, number>} */
    const lengths = new Map();
    for (const { from, to, divisions } of this.runs) {
      for (const code of divisions) if (code) lengths.set(code, (lengths.get(code) ?? 0) + this.metres[to] - this.metres[from]);
    }
    return lengths;
  }

  /** The vertex nearest to a point, among those of a range. @param {number} lon @param {number} lat @param {Range} [range] */
  nearest(lon, lat, [from, to] = [0, this.metres.length - 1]) {
    const flat = Math.cos((lat * Math.PI) / 180);
    let [best, nearest] = [Infinity, from];
    for (let v = from; v <= to; v++) {
      const away = ((this.points[2 * v] - lon) * flat) ** 2 + (this.points[2 * v + 1] - lat) ** 2;
      if (away < best) [best, nearest] = [away, v];
    }
    return nearest;
  }

  /** The vertex at so many metres along the border. @param {number} metres */
  vertexAt(metres) {
    let [low, high] = [0, this.metres.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.metres[middle] < metres) low = middle + 1;
      else high = middle;
    }
    return low && metres - this.metres[low - 1] < this.metres[low] - metres ? low - 1 : low;
  }

  /** Vertices at which a division changes, or the border begins, ends or is broken, in their order. @returns {number[]} */
  changes() {
    return [...new Set(this.runs.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  }

  /** The unbroken part that a vertex belongs to. @param {number} v @returns {Range} */
  chainOf(v) {
    return this.chains.find(([from, to]) => v >= from && v <= to) ?? this.chains[0];
  }

  /** What a question asks for of it; empty where nothing of it is meant. @param {import("./question.js").Asked} asked @returns {Range[]} */
  ranges({ along, between }) {
    if (between) {
      const [a, b] = between.map(([lon, lat]) => this.nearest(lon, lat));
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      return from < to && this.chainOf(from) === this.chainOf(to) ? [[from, to]] : [];
    }
    if (!along.length) return this.chains;
    /** @type {Range[]} */
    const found = [];
    for (const { from, to, divisions } of this.runs) {
      if (!divisions.some((code) => along.includes(code))) continue;
      const last = found[found.length - 1];
      if (last && last[1] === from) last[1] = to;
      else found.push([from, to]);
    }
    return found;
  }

  /** All of it but some ranges. @param {Range[]} ranges @returns {Range[]} */
  rest(ranges) {
    return this.chains.flatMap(([from, to]) => {
      const inside = ranges.filter(([a, b]) => a >= from && b <= to);
      const ends = [from, ...inside.flat(), to];
      /** @type {Range[]} */
      const found = [];
      for (let i = 0; i < ends.length; i += 2) if (ends[i] < ends[i + 1]) found.push([ends[i], ends[i + 1]]);
      return found;
    });
  }

  /** Ranges as a shape to draw. @param {Range[]} ranges @returns {import("../wire/unpack.js").Shape} */
  shape(ranges) {
    const rings = ranges.map((range) => worldOf(this.part(range)));
    return { rings, boxes: boxesOf(rings) };
  }
}

/** Degrees as world units. @param {ArrayLike<number>} points */
export function worldOf(points) {
  return Float64Array.from(points, (value, i) => (i % 2 ? worldY(value) : worldX(value)));
}
