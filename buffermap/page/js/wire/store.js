/** The reader's choices in one place; whoever draws something subscribes to it. */

import { noFilters } from "../state/model.js";

/**
 * @typedef {{ points: readonly import("../state/ownpoints.js").OwnPoint[], asked: import("../state/question.js").Asked | null, depth: number | null, depthBy: string, side: string, sideBy: string, place: number | null, mention: number | null,
 *   row: number | null, event: number | null, statement: number | null, basis: number | null, sideOf: number | null, depthOf: number | null,
 *   depthB: number | null, sideB: string, pair: boolean, rings: number[], tab: string, filters: import("../state/model.js").Filters,
 *   table: { sort: string, down: boolean, division: string, query: string, sums: boolean, relation: string },
 *   layers: Record<string, boolean>, language: string, theme: string,
 *   reviews: Map<number, import("../state/model.js").Review>, reviewer: string }} State
 */

export class Store {
  /** @param {import("./unpack.js").PageData} data */
  constructor(data) {
    const { zone, other } = data;
    const chosen = data.statements.findIndex((s) => s.chosen);
    const drawn = data.zones.find((z) => z.drawn);
    /** @param {boolean} stated @param {number | undefined} said */
    const behind = (stated, said) => (stated ? (said ?? (chosen >= 0 ? chosen : null)) : null);
    /** @type {State} */
    this.state = {
      points: [], // of the reader's own: they leave the page in no copy, link or scenario
      asked: null,
      depth: zone?.depth_m ?? null,
      depthBy: zone?.depth_m === undefined ? "none" : zone.depth_origin,
      side: zone?.side ?? "both",
      sideBy: zone?.side_origin ?? "default",
      place: null, mention: null, row: null, event: null,
      statement: null,
      basis: behind(true, drawn?.basis),
      sideOf: behind(zone?.side_origin === "text", drawn?.side_of),
      depthOf: behind(zone?.depth_origin === "text", drawn?.depth_of),
      depthB: other?.depth_m ?? null,
      sideB: other?.side ?? "both",
      pair: false,
      rings: (zone?.offered_m ?? []).map(([depth]) => depth),
      tab: data.sentences.length || data.articles.length || !data.settlements ? "text" : "table",
      filters: noFilters(),
      table: { sort: "distance", down: false, division: "", query: "", sums: false, relation: "" },
      layers: { zone: true, people: false, border: true, settlements: true, mentions: true, events: true, outlines: true, divisions: true, waters: true, labels: true, tiles: data.tiles !== null },
      language: data.language,
      theme: "",
      reviews: new Map(),
      reviewer: "",
    };
    const { depth, depthBy, side, sideBy, basis, sideOf, depthOf } = this.state;
    /** what the page was made with: where a reader comes back to */
    this.opening = { depth, depthBy, side, sideBy, basis, sideOf, depthOf };
    /** @type {((state: State, changed: Set<string>) => void)[]} */
    this.listeners = [];
    /** @type {Set<string>} */
    this.changed = new Set();
    this.waiting = false;
  }

  /** The state as it may leave the page: a line or a place of the reader's own stays here. @returns {State} */
  leaving() {
    const own = this.state.asked !== null && !this.state.asked.border;
    return own ? { ...this.state, ...this.opening, asked: null, row: null } : this.state;
  }

  /** @param {(state: State, changed: Set<string>) => void} listener */
  subscribe(listener) {
    this.listeners.push(listener);
  }

  /** Change the state; listeners hear of it once, when the event that caused it has been dealt with. @param {Partial<State>} change */
  set(change) {
    for (const [key, value] of Object.entries(change)) {
      if (/** @type {any} */ (this.state)[key] === value) continue;
      /** @type {any} */ (this.state)[key] = value;
      this.changed.add(key);
    }
    if (this.changed.size && !this.waiting) {
      this.waiting = true;
      queueMicrotask(() => this.flush());
    }
  }

  /** Tell listeners now. */
  flush() {
    this.waiting = false;
    const changed = this.changed;
    this.changed = new Set();
    if (!changed.size) return;
    for (const listener of this.listeners) listener(this.state, changed);
  }
}
