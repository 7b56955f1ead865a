/** Dated events of the analyst's own tables: what the page holds of them, by the rule under which they may be shared. */

import { distanceBetween } from "../map/geodesy.js";
import { metresTo, sideHolding } from "./answer.js";
import { INSIDE, OUTSIDE, plain, statusOf, UNCERTAIN_OUTSIDE } from "./model.js";

const NEAR_M = 5000; // metres within which an article's place is near an event, or the event's own accuracy
const FAR_M = 25000; // metres beyond which it is not, however inexact the event is
const BEFORE = 1; // days around an event in which articles may speak of it
const AFTER = 4;
const DAY = 86400000;

/** @typedef {[string, number, number, number]} Count  label; inside, uncertain, outside */

export class Incidents {
  /** @param {import("./model.js").Model} model */
  constructor(model) {
    this.model = model;
    this.wire = /** @type {import("../wire/unpack.js").Events} */ (model.data.events);
    const rows = this.wire.rows;
    this.count = rows ? rows.date.length : 0;
    this.hasPoints = Boolean(rows?.lat);
    /** null stands for what JSON has no number for @param {(number | null)[]} values */
    const endless = (values) => Float64Array.from(values, (value) => value ?? Infinity);
    this.distance = endless(rows?.distance ?? []);
    this.uncertainty = endless(rows?.uncertainty ?? []);
    /** side of each, by its number in the zone @type {number[]} */
    this.side = rows?.side ?? [];
    this.opening = { distance: this.distance, side: this.side };
    /** whether the page shows another stretch than that of which it holds counts or distances without points */
    this.away = false;
    /** the latest first @type {number[]} */
    this.order = Array.from({ length: this.count }, (_, i) => i).sort((a, b) => (this.day(b) < this.day(a) ? -1 : this.day(b) > this.day(a) ? 1 : a - b));
    this.weeks = (rows?.date ?? []).map(monday);
    this.statuses = new Uint8Array(this.count);
    /** depth and side of `statuses`, filters of `passing` */
    this.known = { depth: /** @type {number | null | undefined} */ (undefined), side: "", filters: "" };
    /** @type {number[]} */
    this.passing = [];
  }

  /** Measure to the stretch that is shown, where there are points to measure. @param {boolean} another  than the page was made with */
  measure(another) {
    const { rows } = this.wire;
    const { zone } = this.model.data;
    this.known.depth = undefined;
    this.away = another && !this.hasPoints;
    Object.assign(this, this.opening);
    if (!another || !rows?.lat || !rows.lon || !zone) return;
    const [lat, lon] = [rows.lat, rows.lon];
    this.distance = this.distance.map((metres, i) => (metres === Infinity ? metres : metresTo(zone, lon[i], lat[i])));
    this.side = lat.map((_, i) => sideHolding(zone, lon[i], lat[i]));
  }

  /** @param {number} i */
  day(i) {
    return /** @type {any} */ (this.wire.rows).date[i];
  }

  /** A text of an event that stands once for all that share it. @param {"type" | "division" | "source" | "precision"} name @param {number} i @returns {string} */
  word(name, i) {
    const rows = /** @type {any} */ (this.wire.rows);
    return rows[name] ? rows[`${name}s`][rows[name][i]] : "";
  }

  /** Status of an event. @param {number} i @param {import("../wire/store.js").State} state */
  status(i, { depth, side }) {
    if (this.known.depth !== depth || this.known.side !== side) {
      for (let k = 0; k < this.count; k++) this.statuses[k] = this.measured(k, depth, side);
      this.known = { ...this.known, depth, side };
    }
    return this.statuses[i];
  }

  /** One beyond the line is uncertain where it may have been on this side of it. @param {number} i @param {number | null} depth @param {string} side */
  measured(i, depth, side) {
    if (depth === null || this.away || this.distance[i] === Infinity) return OUTSIDE;
    const on = this.model.onSide(this.side[i], side);
    if (!on) return this.distance[i] <= this.uncertainty[i] ? UNCERTAIN_OUTSIDE : OUTSIDE;
    return statusOf(this.distance[i], this.uncertainty[i], depth, true);
  }

  /** The events that pass the filters (their day, and the words that are looked for), the latest first.
   * @param {import("./model.js").Filters} filters @returns {number[]} */
  shown({ from, to, query }) {
    const words = plain(query.trim());
    const key = [from, to, words].join("/");
    if (this.known.filters === key) return this.passing;
    this.known.filters = key;
    this.passing = this.order.filter((i) => {
      const day = this.day(i);
      if ((from && (!day || day < from)) || (to && (!day || day > to))) return false;
      return !words || plain([this.wire.rows?.text?.[i], this.word("type", i), this.word("division", i)].join(" ")).includes(words);
    });
    return this.passing;
  }

  /** The counts by week, type or division at the chosen depth and side; null where only others are held.
   * @param {"week" | "type" | "division"} by @param {import("../wire/store.js").State} state @returns {Count[] | null} */
  counts(by, state) {
    const { depth } = state;
    if (this.away) return null;
    if (!this.wire.rows) {
      const held = depth === null ? undefined : this.wire.counts.find((each) => each.side === state.side && Math.abs(each.depth_m - depth) < 1);
      return held ? held[by] : null;
    }
    if (depth === null) return null;
    /** @type {Map<string, Count>} */
    const sums = new Map();
    for (const i of by === "week" ? this.order : this.shown(state.filters)) {
      const label = by === "week" ? this.weeks[i] : this.word(by, i);
      const sum = sums.get(label) ?? [label, 0, 0, 0];
      const status = this.status(i, state);
      sum[status === INSIDE ? 1 : status === OUTSIDE ? 3 : 2]++;
      sums.set(label, sum);
    }
    return [...sums.values()].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  }

  /** How many events are inside, uncertain, outside; null where that is not held. @param {import("../wire/store.js").State} state */
  totals(state) {
    const counts = this.counts("type", state);
    return counts?.reduce((sum, each) => [sum[0] + each[1], sum[1] + each[2], sum[2] + each[3]], [0, 0, 0]) ?? null;
  }

  /** The depths at which counts are held. */
  depths() {
    return [...new Set(this.wire.counts.map((each) => each.depth_m))];
  }

  /** Articles that name a place near an event, of the days around it: near, not known to be about it. @param {number} i */
  near(i) {
    const rows = this.wire.rows;
    const { data } = this.model;
    if (!rows?.lat || !rows.lon || !this.day(i)) return [];
    const [lat, lon] = [rows.lat[i], rows.lon[i]];
    const reach = Math.min(FAR_M, Math.max(NEAR_M, this.uncertainty[i] || 0));
    const close = new Set();
    data.places.forEach((place, p) => {
      if (place.kind !== "settlement" && place.kind !== "site") return;
      if (typeof place.lat === "number" && typeof place.lon === "number" && distanceBetween(lon, lat, place.lon, place.lat) <= reach) close.add(p);
    });
    /** @type {Map<number, number>} the first place of each article */
    const found = new Map();
    for (const mention of data.mentions) {
      const article = data.sentences[mention.sentence].article;
      if (mention.usage !== "literal" || !close.has(mention.place) || found.has(article)) continue;
      const days = (Date.parse((data.articles[article].published ?? "").slice(0, 10)) - Date.parse(this.day(i))) / DAY;
      if (days >= -BEFORE && days <= AFTER) found.set(article, Number(mention.place));
    }
    return [...found].map(([article, place]) => ({ article, place }));
  }
}

/** The Monday of a day's week, empty for none. @param {string} day */
export function monday(day) {
  const time = Date.parse(day);
  if (Number.isNaN(time)) return "";
  return new Date(time - ((new Date(time).getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10);
}

/** The last day of a week. @param {string} first */
export function sunday(first) {
  return new Date(Date.parse(first) + 6 * DAY).toISOString().slice(0, 10);
}
