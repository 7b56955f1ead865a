/** What follows from the data and the reader's choices: who lies inside, how many people, which sentences show. */

import { Answers } from "./answer.js";

/** @typedef {import("../wire/unpack.js").PageData} PageData */

/** Inside, not inside, or nearer to the edge than the points are accurate. */
export const OUTSIDE = 0;
export const INSIDE = 1;
export const UNCERTAIN_OUTSIDE = 2;
export const UNCERTAIN_INSIDE = 3;

/** Status of a point for a depth. A depth that is not stated holds nobody.
 * @param {number} distance @param {number} uncertainty @param {number | null} depth @param {boolean} onSide */
export function statusOf(distance, uncertainty, depth, onSide) {
  if (depth === null || !onSide) return OUTSIDE;
  const near = uncertainty > 0 && Math.abs(distance - depth) <= uncertainty;
  if (distance <= depth) return near ? UNCERTAIN_INSIDE : INSIDE;
  return near ? UNCERTAIN_OUTSIDE : OUTSIDE;
}

const LARGE = 100000; // people from which a settlement is no point: near the edge it is held partly

/** Whether a settlement near the edge would be held partly, by the radius that its accuracy stands for. @param {number | undefined} population */
export function partly(population) {
  return (population ?? 0) >= LARGE;
}

/** @param {number} status */
export function holds(status) {
  return status === INSIDE || status === UNCERTAIN_INSIDE;
}

/**
 * @typedef {{ code: string, name: string, settlements: number, population: number, unknown: number,
 *   uncertain: number }} Sum
 */

export class Model {
  /** @param {PageData} data */
  constructor(data) {
    this.data = data;
    const { zone } = data;
    this.sides = zone ? zone.sides : [];
    /** whether the page was made with two zones */
    this.two = data.other !== null;
    /** @type {number[][]} mentions of each place, in reading order */
    this.mentionsOf = data.places.map(() => []);
    data.mentions.forEach((mention, i) => {
      if (mention.place !== undefined) this.mentionsOf[mention.place].push(i);
    });
    /** @type {Map<number, number>} place of a geonameid */
    this.placeOf = new Map(data.places.map((place, i) => [place.geonameid, i]));
    this.answers = new Answers(this);
    /** @type {string[] | undefined} */
    this.plain = undefined;
    this.forget = 0;
  }

  /** Whether a side's index is chosen. @param {number} index @param {string} side */
  onSide(index, side) {
    return index >= 0 && (side === "both" || this.sides[index]?.code === side);
  }

  /** How many settlements, the nearest ones, lie within a depth. @param {number} depth */
  rowsWithin(depth) {
    return this.data.settlements?.within(depth) ?? 0;
  }

  /** Names of the settlements ready for comparison, by row; kept only while somebody types. @returns {string[]} */
  plainNames() {
    clearTimeout(this.forget);
    this.plain ??= plain((this.data.settlements?.allNames() ?? []).join("\n")).split("\n");
    this.forget = window.setTimeout(() => (this.plain = undefined), 20000);
    return this.plain;
  }

  /** Status of a settlement. @param {number} row @param {number | null} depth @param {string} side */
  statusOfRow(row, depth, side) {
    const s = /** @type {import("../panels/settlements.js").Settlements} */ (this.data.settlements);
    if (depth === null || !this.onSide(s.side[row], side)) return OUTSIDE;
    const near = s.unsure(row, depth);
    if (s.distance[row] <= depth) return near ? UNCERTAIN_INSIDE : INSIDE;
    return near ? UNCERTAIN_OUTSIDE : OUTSIDE;
  }

  /** Status of a settlement in the second of two zones. @param {number} row @param {import("../wire/store.js").State} state */
  statusInB(row, { depthB, sideB }) {
    const s = /** @type {import("../panels/settlements.js").Settlements} */ (this.data.settlements);
    const sides = this.data.other?.sides ?? [];
    const side = (s.sideB ?? s.side)[row];
    const on = side >= 0 && (sideB === "both" || sides[side]?.code === sideB);
    return statusOf((s.distanceB ?? s.distance)[row], s.uncertainty[row], depthB, on);
  }

  /** Which of two zones holds a settlement. @param {number} row @param {import("../wire/store.js").State} state @returns {"" | "a" | "b" | "both"} */
  relation(row, state) {
    const inA = holds(this.statusOfRow(row, state.depth, state.side));
    const inB = holds(this.statusInB(row, state));
    return inA ? (inB ? "both" : "a") : inB ? "b" : "";
  }

  /** Settlements and people only in A, only in B, in both. @param {import("../wire/store.js").State} state @param {number} [side]  only of this one @returns {Record<string, Sum>} */
  relationSums(state, side = -1) {
    const s = /** @type {import("../panels/settlements.js").Settlements} */ (this.data.settlements);
    /** @type {Record<string, Sum>} */
    const sums = {};
    for (const code of ["a", "b", "both"]) sums[code] = { code, name: "", settlements: 0, population: 0, unknown: 0, uncertain: 0 };
    for (let row = 0; row < s.count; row++) {
      const relation = this.relation(row, state);
      if (!relation || (side >= 0 && s.side[row] !== side)) continue;
      const sum = sums[relation];
      sum.settlements++;
      if (s.population[row] >= 0) sum.population += s.population[row];
      else sum.unknown++;
      if ([this.statusOfRow(row, state.depth, state.side), this.statusInB(row, state)].some((status) => status === UNCERTAIN_INSIDE || status === UNCERTAIN_OUTSIDE)) sum.uncertain++;
    }
    return sums;
  }

  /** Status of a mentioned place. @param {import("../wire/unpack.js").Place} place @param {number | null} depth @param {string} side */
  statusOfPlace(place, depth, side) {
    if (place.distance_m === undefined || place.distance_m === null) return OUTSIDE;
    const index = this.sides.findIndex((s) => s.code === place.side);
    return statusOf(place.distance_m, place.uncertainty_m ?? 0, depth, this.onSide(index, side));
  }
}

/**
 * @typedef {{ article: number | null, from: string, to: string, kind: string, associative: boolean,
 *   confidence: number, speaker: string, query: string, outlet: string, naming: number | null }} Filters
 *   `naming`: only articles that name this place
 */

/** @returns {Filters} */
export function noFilters() {
  return { article: null, from: "", to: "", kind: "", associative: false, confidence: 0, speaker: "", query: "", outlet: "", naming: null };
}

/** Whether a name stands in a headline, where it is read too easily for what is done in its name: it is always shown.
 * @param {import("../wire/unpack.js").Mention} mention */
function namesInHeadline(mention) {
  return mention.subtype === "metonym" && (mention.flags ?? []).includes("headline");
}

/** Whether a mention passes the filters that speak of mentions.
 * @param {PageData} data @param {number} i @param {Filters} filters @param {Map<number, Review>} reviews */
export function mentionShows(data, i, filters, reviews) {
  const mention = data.mentions[i];
  if (reviews.get(i)?.verdict === "not-a-place") return false;
  if (mention.usage === "associative" && !filters.associative && !namesInHeadline(mention)) return false;
  if (filters.kind && mention.kind !== filters.kind) return false;
  if (mention.score < filters.confidence) return false;
  if (filters.speaker && !said(data, mention.sentence, filters.speaker)) return false;
  return articleShows(data, data.sentences[mention.sentence].article, filters);
}

/** @param {PageData} data @param {number} i @param {Filters} filters */
export function articleShows(data, i, filters) {
  return articleFits(data, i, filters) && within((data.articles[i].published ?? "").slice(0, 10), filters);
}

/** Whether an article passes the filters but for its day. @param {PageData} data @param {number} i @param {Filters} filters */
function articleFits(data, i, filters) {
  if (filters.article !== null && filters.article !== i) return false;
  if (filters.outlet && data.articles[i].outlet !== filters.outlet) return false;
  return filters.naming === null || articlesNaming(data, filters.naming).has(i);
}

/** @param {string} day @param {Filters} filters */
function within(day, { from, to }) {
  if (from && (!day || day < from)) return false;
  return !(to && (!day || day > to));
}

/** the place that was asked for last, and the articles that name it @type {{ data: PageData | null, place: number, articles: Set<number> }} */
const naming = { data: null, place: -1, articles: new Set() };

/** The articles that name a place. @param {PageData} data @param {number} place */
function articlesNaming(data, place) {
  if (naming.data !== data || naming.place !== place) {
    const articles = new Set(data.mentions.filter((m) => m.place === place).map((m) => data.sentences[m.sentence].article));
    Object.assign(naming, { data, place, articles });
  }
  return naming.articles;
}

/** Whether a sentence holds something that a speaker says of a zone. @param {PageData} data @param {number} sentence @param {string} speaker */
export function said(data, sentence, speaker) {
  return data.sentences[sentence].statements.some((s) => speaks(data.statements[s], speaker));
}

/** @param {import("../wire/unpack.js").Statement} statement @param {string} speaker */
export function speaks(statement, speaker) {
  return statement.speaker === speaker || statement.fields.some((f) => f.speaker === speaker);
}

/** Article of a statement. @param {PageData} data @param {import("../wire/unpack.js").Statement} statement */
export function articleOf(data, statement) {
  const sentence = data.sentences[statement.sentences[0] ?? -1];
  return sentence ? sentence.article : null;
}

/** Whether a statement passes the filters: its own day or its article's, its article's others, and the speaker.
 * @param {PageData} data @param {import("../wire/unpack.js").Statement} statement @param {Filters} filters */
export function statementShows(data, statement, filters) {
  if (filters.speaker && !speaks(statement, filters.speaker)) return false;
  const words = plain(filters.query.trim());
  if (words && !statement.sentences.some((i) => plain(data.sentences[i].text).includes(words))) return false;
  const article = articleOf(data, statement);
  const day = statement.date ?? (article === null ? "" : data.articles[article].published) ?? "";
  return (article === null || articleFits(data, article, filters)) && within(day.slice(0, 10), filters);
}

/** @typedef {{ verdict: "confirmed" | "not-a-place" | "other", geonameid?: number, name?: string, note?: string,
 *   date: string }} Review */

/** Words ready for comparison: case and accents do not count. @param {string} text */
export function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
