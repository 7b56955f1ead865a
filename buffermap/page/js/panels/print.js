/** The page on paper: the whole map in the paper's width, and the whole table or a word of what is left out. */

import { byId, h, put } from "./dom.js";
import { INSIDE, OUTSIDE } from "../state/model.js";
import { country, km, t, whole0 } from "./text.js";

const PAPER_ROWS = 2000; // forty pages
const MAP_SIZE = [680, 400]; // pixels of a portrait page within its margins, as the style sheet has it

export class PaperPage {
  /** @param {any} map @param {import("../map/mapview.js").MapView} view @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(map, view, model, store) {
    this.map = map;
    this.view = view;
    this.model = model;
    this.store = store;
    this.table = h("section", { id: "bm-paper-table" });
    byId("bm-panel-body").append(this.table);
    window.addEventListener("beforeprint", () => this.prepare());
    window.addEventListener("afterprint", () => this.restore());
  }

  prepare() {
    put(this.table, this.rows());
    /** @type {HTMLDetailsElement} */ (byId("bm-legend")).open = true;
    const bounds = this.map.getBounds();
    this.before = { center: this.map.getCenter(), zoom: this.map.getZoom() };
    const box = this.map.getContainer();
    [box.style.width, box.style.height] = MAP_SIZE.map((v) => `${v}px`);
    this.map.invalidateSize({ animate: false });
    if (this.model.data.zone && bounds.contains(this.view.homeBounds())) this.view.home(false);
    else this.map.fitBounds(bounds, { animate: false });
    for (const sheet of Object.values(this.view.layer.canvases)) sheet.width = 0; // so that they are drawn on empty ones
    this.view.layer._update();
  }

  restore() {
    this.table.replaceChildren();
    const box = this.map.getContainer();
    box.style.width = box.style.height = "";
    this.map.invalidateSize({ animate: false });
    if (this.before) this.map.setView(this.before.center, this.before.zoom, { animate: false });
  }

  /** The settlements within, nearest first. */
  rows() {
    const s = this.model.data.settlements;
    const { depth, side } = this.store.state;
    if (!s || depth === null) return [];
    const rows = [];
    let left = 0;
    for (let row = 0; row < s.count && s.distance[row] <= depth + s.vaguest; row++) {
      if (this.model.statusOfRow(row, depth, side) === OUTSIDE) continue;
      if (rows.length < PAPER_ROWS) rows.push(row);
      else if (s.distance[row] <= depth) left++;
    }
    /** @param {number} row */
    const sure = (row) => this.model.statusOfRow(row, depth, side) === INSIDE;
    /** @param {string} key */
    const head = (key) => h("th", { scope: "col" }, t(`column.${key}`));
    return [h("h3", {}, t("tab.table")), h("table", {},
      h("thead", {}, h("tr", {}, ["name", "division", "population", "distance"].map(head))),
      h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, s.name(row), sure(row) ? "" : " ±"),
        h("td", {}, s.divisionName(s.division[row]) || country(this.model.sides[s.side[row]]?.code)),
        h("td", {}, s.population[row] < 0 ? "–" : whole0(s.population[row])), h("td", {}, km(s.distance[row])))))),
      left ? h("p", {}, t("print.rest", { n: left })) : null,
      rows.every(sure) ? null : h("p", {}, t("print.uncertain"))];
  }
}
