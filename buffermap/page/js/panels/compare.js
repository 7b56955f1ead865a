/** A page of two zones: the second one's depth and side, and how many settlements only A, only B, or both hold. */

import { byId, h, put } from "./dom.js";
import { alike, headline, sideName } from "../state/finding.js";
import { zoneShort } from "../state/stated.js";
import { comparable, gridWithin } from "../state/held.js";
import { distance, people, say, t, whole0 } from "./text.js";

export class ComparePanel {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    this.number = /** @type {HTMLInputElement} */ (byId("bm-depth-b"));
    this.slider = /** @type {HTMLInputElement} */ (byId("bm-slider-b"));
    this.number.addEventListener("change", () => this.choose(this.number.value));
    this.slider.addEventListener("input", () => this.choose(this.slider.value));
    this.show();
    store.subscribe((_, changed) => {
      if (["depth", "side", "depthB", "sideB", "pair", "language"].some((key) => changed.has(key))) this.show();
    });
  }

  /** The second zone, where there is one. */
  get other() {
    return /** @type {import("../wire/unpack.js").Zone} */ (this.model.data.other);
  }

  show() {
    const two = this.model.data.other !== null;
    byId("bm-compare").hidden = !two;
    byId("bm-figures").hidden = two;
    byId("bm-depth").classList.toggle("two", two);
    const label = /** @type {HTMLElement} */ (document.querySelector("label[for=bm-depth-number]"));
    label.dataset.t = two ? "compare.depthA" : "depth.label";
    label.textContent = t(label.dataset.t);
    if (two) this.draw();
  }

  /** @param {string} kilometres */
  choose(kilometres) {
    const metres = Number(kilometres.replace(",", ".")) * 1000;
    const stated = kilometres.trim() !== "" && Number.isFinite(metres);
    this.store.set({ depthB: stated ? Math.max(0, Math.min(this.other.reach_m, Math.round(metres))) : null });
  }

  draw() {
    const { state } = this.store;
    this.number.max = this.slider.max = String(this.other.reach_m / 1000);
    const zone = /** @type {import("../wire/unpack.js").Zone} */ (this.model.data.zone);
    put(byId("bm-label-a"), h("strong", {}, `A · ${zoneShort(zone, state.depth, state.side)}`), ` ${say(zone.label)}`);
    put(byId("bm-label-b"), h("strong", {}, `B · ${zoneShort(this.other, state.depthB, state.sideB)}`), ` ${say(this.other.label)}`);
    for (const id of ["bm-label-a", "bm-label-b"]) byId(id).hidden = alike(zone, this.other); // then the first line says it
    const notes = this.model.data.assumptions.filter((a) => a.note);
    byId("bm-two-said").hidden = !notes.length;
    put(byId("bm-two-said"), h("summary", { class: "small" }, t("compare.sentences", { n: notes.length })),
      notes.map((a) => h("blockquote", { dir: "auto" }, String(a.note), h("footer", {}, `${a.label[0]} · ${say(a.value)}`))));
    const stated = state.depthB !== null;
    if (document.activeElement !== this.number) this.number.value = stated ? String(Number(state.depthB) / 1000) : "";
    this.slider.value = String(Number(state.depthB ?? 0) / 1000);
    this.slider.classList.toggle("unset", !stated);
    this.slider.setAttribute("aria-valuetext", stated ? `${distance(Number(state.depthB), "km")}. ${headline(this.model, state)}` : t("depth.unstated"));
    this.slider.style.setProperty("--share", String(Number(state.depthB ?? 0) / this.other.reach_m));
    const sides = [...this.other.sides.map((s) => [s.code, sideName(s)]), ["both", t("side.both")]];
    put(byId("bm-sides-b"), sides.map(([code, name]) => h("button", { type: "button", "aria-pressed": String(state.sideB === code), onclick: () => this.store.set({ sideB: code }) }, name)));
    byId("bm-sides-b").hidden = this.other.sides.length < 2;
    const layers = this.model.data.settlements?.layers ?? [];
    const apart = !comparable(layers.map((each) => ({ layers: each }))); // then nothing adds the sides up
    byId("bm-apart").hidden = !apart;
    const held = [[zone, state.depth, state.side], [this.other, state.depthB, state.sideB]].map(([each, depth, side]) => gridWithin(/** @type {import("../wire/unpack.js").Zone} */ (each), /** @type {number | null} */ (depth), String(side)));
    put(byId("bm-compare-grid"), held.some((n) => n !== null) ? t("compare.grid", { parts: held.flatMap((n, i) => (n === null ? [] : [t("compare.gridPart", { zone: "AB"[i], people: people(n) })])).join(", ") }) : null);
    put(byId("bm-compare-body"), (apart ? [...layers.keys()] : [-1]).flatMap((side) => this.rows(this.model.relationSums(state, side), side)));
  }

  /** @param {ReturnType<import("../state/model.js").Model["relationSums"]>} sums @param {number} side  -1: all */
  rows(sums, side) {
    const name = side < 0 ? "" : ` (${sideName(this.model.sides[side])})`;
    return ["a", "b", "both"].map((relation) => h("tr", { "data-relation": relation },
      h("th", { scope: "row" }, h("button", { type: "button", class: "plain", onclick: () => this.list(relation) }, h("i", { class: `key only-${relation}`, "aria-hidden": "true" }), t(`relation.${relation}`), name)),
      h("td", {}, whole0(sums[relation].settlements)), h("td", {}, people(sums[relation].population)),
      h("td", { class: "dim" }, whole0(sums[relation].unknown)), h("td", { class: "dim" }, whole0(sums[relation].uncertain))));
  }

  /** @param {string} relation */
  list(relation) {
    this.store.set({ tab: "table", table: { ...this.store.state.table, relation } });
    /** @type {HTMLSelectElement} */ (byId("bm-relation")).value = relation;
  }
}
