/** Points of the reader's own as a list: distance, side, whether they would lie inside. They stay in this page's memory. */

import { announce, download, h, put } from "./dom.js";
import { INSIDE, OUTSIDE } from "../state/model.js";
import { measuredPoints, pointsOf } from "../state/ownpoints.js";
import { csvCell } from "../wire/quoting.js";
import { dropping, fileInput } from "./own.js";
import { country, km, t } from "./text.js";

const MOST_ROWS = 200; // rows of the list

export class PointsPanel {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store @param {HTMLElement} box */
  constructor(model, store, box) {
    this.model = model;
    this.store = store;
    this.box = box;
    this.said = h("p", { class: "small", id: "bm-points-said", role: "status" });
    this.list = h("div");
    /** told which point to show @type {((lat: number, lon: number) => void) | null} */
    this.onShow = null;
    dropping(box, (text) => this.take(text));
  }

  draw() {
    put(this.box, h("fieldset", {}, h("legend", {}, t("points.title")), h("p", { class: "small dim" }, t("points.help")),
      h("div", { class: "chips" }, h("label", { class: "chip", for: "bm-points-file" }, t("points.file")), fileInput("bm-points-file", ".csv,.tsv,.txt,.geojson,.json", (text) => this.take(text)),
        h("button", { type: "button", class: "chip", id: "bm-points-save", onclick: () => this.save() }, t("points.save")),
        h("button", { type: "button", class: "chip", id: "bm-points-remove", onclick: () => this.store.set({ points: [] }) }, t("points.remove"))),
      this.said, this.list));
  }

  /** @param {string} text */
  take(text) {
    try {
      const points = pointsOf(text);
      this.store.set({ points });
      this.tell(t("points.taken", { n: points.length }));
    } catch (error) {
      this.tell(t(/** @type {Error} */ (error).message));
    }
  }

  /** @param {string} text */
  tell(text) {
    this.said.textContent = text;
    announce(text);
  }

  /** @param {import("../wire/store.js").State} state */
  update(state) {
    for (const id of ["bm-points-save", "bm-points-remove"]) document.getElementById(id)?.toggleAttribute("hidden", !state.points.length);
    if (!state.points.length) return put(this.list);
    const rows = measuredPoints(this.model, state.points, state).sort((a, b) => a.distance - b.distance);
    const inside = rows.filter(({ status }) => status === INSIDE).length;
    const unsure = rows.filter(({ status }) => status !== INSIDE && status !== OUTSIDE).length;
    put(this.list, h("p", { class: "small" }, t("points.counted", { inside: String(inside), unsure: String(unsure), of: String(rows.length) })),
      h("table", { class: "figures" }, h("thead", {}, h("tr", {}, ["column.name", "column.distance", "figures.within"].map((key) => h("th", { scope: "col" }, t(key))))),
        h("tbody", {}, rows.slice(0, MOST_ROWS).map((row) => h("tr", {},
          h("th", { scope: "row", dir: "auto" }, h("button", { type: "button", class: "plain", onclick: () => this.onShow?.(row.lat, row.lon) }, row.name)),
          h("td", {}, Number.isFinite(row.distance) ? `${km(row.distance)} km` : "–", h("span", { class: "dim" }, ` ${country(row.side)}`)), h("td", {}, insideWords(row.status)))))),
      rows.length > MOST_ROWS ? h("p", { class: "small dim" }, t("points.more", { n: rows.length - MOST_ROWS })) : null);
  }

  save() {
    const { state } = this.store;
    const rows = measuredPoints(this.model, state.points, state);
    const text = ["name,lat,lon,distance_m,side,zone_depth_m,status", ...rows.map((row) => [row.name, row.lat, row.lon, row.distance, row.side, state.depth, row.status === INSIDE ? "inside" : row.status === OUTSIDE ? "outside" : "uncertain"].map(csvCell).join(","))].join("\r\n");
    download("points.csv", new Blob([`\ufeff${text}\r\n`], { type: "text/csv;charset=utf-8" }));
  }
}

/** @param {number} status */
function insideWords(status) {
  return t(status === INSIDE ? "points.inside" : status === OUTSIDE ? "points.outside" : "points.unsure");
}
