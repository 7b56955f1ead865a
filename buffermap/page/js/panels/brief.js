/** The finding on one page: the largest places, the deciding sentence, sources; for paper, for a frame in another page. */

import { byId, h, put } from "./dom.js";
import { INSIDE } from "../state/model.js";
import { basisSentences, coverage } from "../state/finding.js";
import { quote } from "./saying.js";
import { divisionTable } from "./table.js";
import { country, km, t, whole0 } from "./text.js";

const LARGEST = 10;
const DIVISIONS = 12;

/** The rows within, by listed people, that a brief has room for. @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state @returns {number[]} */
export function largestWithin(model, state) {
  const s = model.data.settlements;
  if (!s || state.depth === null || model.data.other) return [];
  const rows = [];
  for (let row = 0; row < s.count && s.distance[row] <= state.depth; row++) if (s.population[row] >= 0 && model.onSide(s.side[row], state.side)) rows.push(row);
  return rows.sort((a, b) => s.population[b] - s.population[a]).slice(0, LARGEST);
}

export class Brief {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    if (this.shown()) this.draw();
    store.subscribe((_, changed) => {
      if (this.shown() && ["depth", "side", "basis", "language"].some((key) => changed.has(key))) this.draw();
    });
    window.addEventListener("beforeprint", () => this.draw());
    byId("bm-do-brief").addEventListener("click", () => this.toggle(true));
  }

  shown() {
    return document.documentElement.classList.contains("embed");
  }

  /** @param {boolean} on */
  toggle(on) {
    document.documentElement.classList.toggle("embed", on);
    this.store.changed.add("embed"); // the address says so, too
    this.store.flush();
    this.draw();
    byId(on ? "bm-whole" : "bm-slider").focus();
  }

  draw() {
    put(byId("bm-brief"), this.largest(), this.divisions(), this.deciding(),
      h("p", { class: "small dim" }, coverage(this.model)), h("p", { class: "small dim" }, this.model.data.credits),
      h("button", { type: "button", id: "bm-whole", class: "chip", onclick: () => this.toggle(false) }, t("brief.whole")));
  }

  largest() {
    const { model } = this;
    const rows = largestWithin(model, this.store.state);
    const s = model.data.settlements;
    if (!s || !rows.length) return null;
    /** @param {number} row */
    const sure = (row) => model.statusOfRow(row, this.store.state.depth, this.store.state.side) === INSIDE;
    return h("table", { class: "figures" }, h("caption", {}, t("brief.largest")),
      h("thead", {}, h("tr", {}, ["name", "population", "distance"].map((key) => h("th", { scope: "col" }, t(`column.${key}`))))),
      h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, s.name(row), sure(row) ? "" : " ±", h("span", { class: "dim" }, ` ${s.divisionName(s.division[row]) || country(model.sides[s.side[row]]?.code)}`)),
        h("td", {}, whole0(s.population[row])), h("td", {}, km(s.distance[row]))))));
  }

  divisions() {
    const { state } = this.store;
    if (state.depth === null || this.model.data.other || !this.model.data.settlements) return null;
    return h("div", { id: "bm-brief-divisions" }, h("h2", {}, t("brief.divisions")), divisionTable(this.model, state, DIVISIONS));
  }

  /** The sentence that the zone rests on. */
  deciding() {
    const { data } = this.model;
    const [first] = basisSentences(data, this.store.state);
    return first === undefined ? null : h("div", {}, h("h2", {}, t("rests.label")), quote(data, first.sentence, first.spans));
  }
}
