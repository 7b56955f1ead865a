/** Several depths at once: nested rings, each with what it holds beyond the one before; and a second zone B to compare with. */

import { byId, h, icon, put } from "./dom.js";
import { nested, nestedSums, pairable, secondDepth } from "../state/pair.js";
import { announce } from "./dom.js";
import { comparable } from "../state/held.js";
import { distance, people, t, whole0 } from "./text.js";

export class RingsPanel {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    byId("bm-ring").addEventListener("click", () => this.keep());
    byId("bm-pair").addEventListener("click", () => this.compare());
    byId("bm-unpair").addEventListener("click", () => this.stop());
    this.draw();
    store.subscribe((_, changed) => {
      if (["depth", "side", "rings", "pair", "language", "asked"].some((key) => changed.has(key))) this.draw();
    });
  }

  keep() {
    const { depth, rings } = this.store.state;
    if (depth === null) return;
    this.store.set({ rings: [...new Set([...rings, depth])].sort((a, b) => a - b) });
    announce(t("rings.kept", { depth: distance(depth, "km") }));
  }

  /** @param {number} depth */
  drop(depth) {
    this.store.set({ rings: this.store.state.rings.filter((each) => each !== depth) });
    this.store.flush();
    (byId("bm-ring-list").querySelector("button") ?? byId("bm-slider")).focus();
  }

  compare() {
    const { state } = this.store;
    const reach = /** @type {import("../wire/unpack.js").Zone} */ (this.model.data.zone).reach_m;
    this.store.set({ pair: true, depthB: state.depthB ?? secondDepth(state, reach), sideB: state.side });
    this.store.flush();
    byId("bm-depth-b").focus();
  }

  stop() {
    this.store.set({ pair: false, table: { ...this.store.state.table, relation: "" } });
    this.store.flush();
    byId("bm-pair").focus();
  }

  draw() {
    const { model } = this;
    const { state } = this.store;
    const may = pairable(model.data, model.two);
    byId("bm-pair").hidden = !may || state.pair;
    byId("bm-unpair").hidden = !may;
    byId("bm-ring").hidden = !may || state.pair || state.depth === null || state.rings.includes(state.depth);
    const sides = model.sides.map((each, i) => ({ ...each, layers: model.data.settlements?.layers[i] ?? [] })).filter((each) => state.side === "both" || each.code === state.side);
    const shown = may && !state.pair && state.rings.length > 0;
    byId("bm-rings").hidden = !shown;
    if (!shown) return;
    const apart = !comparable(sides); // then nothing adds the sides up
    put(byId("bm-ring-list"), nestedSums(model, state).map((sum) => h("tr", { "aria-current": sum.depth === state.depth ? "true" : null },
      h("th", { scope: "row" }, h("button", { type: "button", class: "plain", onclick: () => this.store.set({ depth: sum.depth, depthBy: "reader", depthOf: null }) }, distance(sum.depth, "km"))),
      h("td", {}, apart ? "–" : whole0(sum.settlements)), h("td", { class: "dim" }, apart || sum.depth === nested(state)[0] ? "" : `+${whole0(sum.more)}`),
      h("td", {}, apart ? "–" : people(sum.people)), h("td", { class: "dim" }, apart ? "–" : whole0(sum.unknown)),
      h("td", {}, state.rings.includes(sum.depth) ? h("button", { type: "button", class: "plain", "aria-label": t("rings.drop", { depth: distance(sum.depth, "km") }), onclick: () => this.drop(sum.depth) }, icon("close")) : null))));
  }
}
