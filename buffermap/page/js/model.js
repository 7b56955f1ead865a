/** What follows from the data and the reader's choices: who lies inside, how many people, which sentences show. */

/** @typedef {import("./unpack.js").PageData} PageData */

/** Inside, not inside, or nearer to the edge than the points are accurate. */
export const OUTSIDE = 0;
export const INSIDE = 1;
export const UNCERTAIN_OUTSIDE = 2;
export const UNCERTAIN_INSIDE = 3;

/** Status of a point for a depth. A depth that is not stated holds nobody.
 * @param {number} distance @param {number} uncertainty @param {number | null} depth @param {boolean} onSide */
export function statusOf(distance, uncertainty, depth, onSide) {
  if (depth === null || !onSide) return OUTSIDE;
  const near = Math.abs(distance - depth) <= uncertainty;
  if (distance <= depth) return near ? UNCERTAIN_INSIDE : INSIDE;
  return near ? UNCERTAIN_OUTSIDE : OUTSIDE;
}

/**
 * @typedef {{ code: string, name: string, settlements: number, population: number, unknown: number,
 *   uncertain: number }} Sum
 */

export class Model {
  /** @param {PageData} data */
  constructor(data) {
    this.data = data;
    const { settlements, zone } = data;
    this.sides = zone ? zone.sides : [];
    /** @type {Map<number, number>} settlement row of a geonameid */
    this.rowOf = new Map();
    if (settlements) for (let i = 0; i < settlements.count; i++) this.rowOf.set(settlements.geonameid[i], i);
    /** @type {number[][]} mentions of each place, in reading order */
    this.mentionsOf = data.places.map(() => []);
    data.mentions.forEach((mention, i) => {
      if (mention.place !== undefined) this.mentionsOf[mention.place].push(i);
    });
    /** @type {Map<number, number>} place of a geonameid */
    this.placeOf = new Map(data.places.map((place, i) => [place.geonameid, i]));
    this.prefix = settlements ? this.sides.map((_, side) => prefixSums(settlements, side)) : [];
  }

  /** Whether a side's index is chosen. @param {number} index @param {string} side */
  onSide(index, side) {
    return index >= 0 && (side === "both" || this.sides[index]?.code === side);
  }

  /** Rows within a depth: settlements are sorted by distance, so they are the first ones. @param {number} depth */
  rowsWithin(depth) {
    const s = this.data.settlements;
    if (!s) return 0;
    let [low, high] = [0, s.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (s.distance[middle] <= depth) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Status of a settlement. @param {number} row @param {number | null} depth @param {string} side */
  statusOfRow(row, depth, side) {
    const s = /** @type {import("./unpack.js").Settlements} */ (this.data.settlements);
    return statusOf(s.distance[row], s.uncertainty[row], depth, this.onSide(s.side[row], side));
  }

  /** Status of a mentioned place. @param {import("./unpack.js").Place} place @param {number | null} depth @param {string} side */
  statusOfPlace(place, depth, side) {
    if (place.distance_m === undefined || place.distance_m === null) return OUTSIDE;
    const index = this.sides.findIndex((s) => s.code === place.side);
    return statusOf(place.distance_m, place.uncertainty_m ?? 0, depth, this.onSide(index, side));
  }

  /** Settlements and people inside, for each chosen side. @param {number | null} depth @param {string} side @returns {Sum[]} */
  sums(depth, side) {
    const uncertain = depth === null ? [] : this.countUncertain(depth);
    const rows = depth === null ? 0 : this.rowsWithin(depth);
    return this.sides
      .map(({ code, name }, i) => {
        const prefix = this.prefix[i];
        if (!prefix) return { code, name, settlements: 0, population: 0, unknown: 0, uncertain: 0 };
        return {
          code, name, settlements: prefix.count[rows], population: prefix.population[rows],
          unknown: prefix.unknown[rows], uncertain: uncertain[i] ?? 0,
        };
      })
      .filter((sum) => side === "both" || sum.code === side);
  }

  /** @param {number} depth @returns {number[]} by side */
  countUncertain(depth) {
    const s = this.data.settlements;
    const counts = this.sides.map(() => 0);
    if (!s) return counts;
    for (let i = 0; i < s.count; i++) {
      if (s.side[i] >= 0 && Math.abs(s.distance[i] - depth) <= s.uncertainty[i]) counts[s.side[i]]++;
    }
    return counts;
  }

  /** Settlements and people by depth, at `steps` + 1 depths from 0. @param {string} side @param {number} steps */
  curve(side, steps) {
    const reach = this.data.zone ? this.data.zone.reach_m : 0;
    return Array.from({ length: steps + 1 }, (_, k) => {
      const depth = (reach * k) / steps;
      const rows = this.rowsWithin(depth);
      let [settlements, population] = [0, 0];
      this.sides.forEach((each, i) => {
        if (!this.prefix[i] || (side !== "both" && each.code !== side)) return;
        settlements += this.prefix[i].count[rows];
        population += this.prefix[i].population[rows];
      });
      return { depth, settlements, population };
    });
  }
}

/** Running sums over the rows of one side. @param {import("./unpack.js").Settlements} s @param {number} side */
function prefixSums(s, side) {
  const count = new Int32Array(s.count + 1);
  const population = new Float64Array(s.count + 1);
  const unknown = new Int32Array(s.count + 1);
  for (let i = 0; i < s.count; i++) {
    const mine = s.side[i] === side ? 1 : 0;
    const known = s.population[i] >= 0;
    count[i + 1] = count[i] + mine;
    population[i + 1] = population[i] + (mine && known ? s.population[i] : 0);
    unknown[i + 1] = unknown[i] + (mine && !known ? 1 : 0);
  }
  return { count, population, unknown };
}

/**
 * @typedef {{ article: number | null, from: string, to: string, kind: string, associative: boolean,
 *   confidence: number, speaker: string, query: string }} Filters
 */

/** @returns {Filters} */
export function noFilters() {
  return { article: null, from: "", to: "", kind: "", associative: false, confidence: 0, speaker: "", query: "" };
}

/** Whether a mention passes the filters that speak of mentions.
 * @param {PageData} data @param {number} i @param {Filters} filters @param {Map<number, Review>} reviews */
export function mentionShows(data, i, filters, reviews) {
  const mention = data.mentions[i];
  if (reviews.get(i)?.verdict === "not-a-place") return false;
  if (mention.usage === "associative" && !filters.associative) return false;
  if (filters.kind && mention.kind !== filters.kind) return false;
  if (mention.score < filters.confidence) return false;
  return articleShows(data, data.sentences[mention.sentence].article, filters);
}

/** @param {PageData} data @param {number} i @param {Filters} filters */
export function articleShows(data, i, filters) {
  if (filters.article !== null && filters.article !== i) return false;
  const day = (data.articles[i].published ?? "").slice(0, 10);
  if (filters.from && (!day || day < filters.from)) return false;
  return !(filters.to && (!day || day > filters.to));
}

/** @typedef {{ verdict: "confirmed" | "not-a-place" | "other", geonameid?: number, name?: string, note?: string,
 *   date: string }} Review */

/** Words ready for comparison: case and accents do not count. @param {string} text */
export function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
