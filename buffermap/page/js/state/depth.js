/** The depth: slider, typed value, curve, presets, side, and how many settlements and people that is. */

import { byId, h, put, svg } from "../panels/dom.js";
import { depthKm, depthWords, distance, people, t, whole0 } from "../panels/text.js";
import { peopleRange, sideName } from "./finding.js";
import { comparable, curveOf, gridCurve, heldBy } from "./held.js";
import { depthBy, saidElsewhere, speakerOf, wordsBy } from "./stated.js";

const STEPS = 200;
const [WIDTH, HEIGHT] = [1000, 120]; // the curve's own units
const TRY = [5000, 10000, 20000, 30000]; // metres, offered where no text states a depth

export class DepthPanel {
  /** @param {import("./model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    this.slider = /** @type {HTMLInputElement} */ (byId("bm-slider"));
    this.number = /** @type {HTMLInputElement} */ (byId("bm-depth-number"));
    this.reach();
    this.slider.addEventListener("input", () => {
      this.choose(Number(this.slider.value) * 1000);
      store.flush(); // browsers send one such event a frame: waiting for the next would only be late
    });
    this.number.addEventListener("change", () => this.typed());
    this.number.addEventListener("keydown", (e) => {
      if (e.key === "Enter") this.typed();
    });
    byId("bm-unstated").addEventListener("click", () => this.store.set({ depth: null, depthBy: "none", depthOf: null }));
    byId("bm-curve").addEventListener("click", (e) => this.clickCurve(/** @type {MouseEvent} */ (e)));
    this.drawSides();
    this.drawPresets();
    this.drawCurve();
    this.update(store.state);
    store.subscribe((state, changed) => {
      if (changed.has("asked")) this.reach();
      if (changed.has("language") || changed.has("asked")) {
        this.drawSides();
        this.drawPresets();
      }
      if (["side", "sideB", "language"].some((key) => changed.has(key))) this.drawCurve();
      if (["depth", "side", "language", "depthBy", "depthOf"].some((key) => changed.has(key))) this.update(state);
    });
  }

  /** How deep the zone can be. */
  reach() {
    this.slider.max = String(this.zone.reach_m / 1000);
    this.number.max = this.slider.max;
  }

  get zone() {
    return /** @type {import("../wire/unpack.js").Zone} */ (this.model.data.zone);
  }

  /** @param {number} metres @param {string} [by] @param {number | null} [depthOf]  the statement that states it */
  choose(metres, by = "reader", depthOf = null) {
    const depth = Math.max(0, Math.min(this.zone.reach_m, Math.round(metres)));
    this.store.set({ depth, depthBy: by, depthOf });
  }

  typed() {
    const value = Number(this.number.value.replace(",", "."));
    if (this.number.value.trim() === "" || !Number.isFinite(value)) this.store.set({ depth: null, depthBy: "none", depthOf: null });
    else this.choose(value * 1000);
  }

  /** @param {MouseEvent} event */
  clickCurve(event) {
    const box = byId("bm-curve").getBoundingClientRect();
    this.choose(Math.round(((event.clientX - box.left) / box.width) * (this.zone.reach_m / 1000)) * 1000);
  }

  drawSides() {
    const choices = [...this.zone.sides.map((s) => [s.code, sideName(s)]), ["both", t("side.both")]];
    put(byId("bm-sides"), choices.map(([code, name]) =>
      h("button", { type: "button", "data-side": code, "aria-pressed": "false", onclick: () => this.store.set({ side: code, sideBy: "reader", sideOf: null }) }, name)));
    byId("bm-sides").hidden = this.zone.sides.length < 2;
  }

  /** Depths that the texts state for this stretch, and the one that the page came with; without any, depths to try. Apart
   * from them what the texts say of other places. */
  drawPresets() {
    /** @type {Map<number, number>} the first statement of each depth */
    const here = new Map();
    /** @type {Map<number, number>} */
    const elsewhere = new Map();
    this.model.data.statements.forEach((statement, i) => {
      const known = statement.here || statement.chosen ? here : elsewhere;
      if (statement.depth_m !== undefined && !known.has(statement.depth_m)) known.set(statement.depth_m, i);
    });
    /** @param {Map<number, number>} depths */
    const sorted = (depths) => [...depths].sort((a, b) => a[0] - b[0]);
    const { zone } = this;
    /** @type {HTMLElement[]} */
    const buttons = sorted(here).map(([depth, i]) => this.preset(depth, i, true));
    /** @type {[number, string][]} */
    const came = zone.depth_m === undefined ? [] : [[zone.depth_m, zone.depth_origin], ...(zone.offered_m ?? [])];
    buttons.unshift(...came.filter(([depth]) => !here.has(depth)).map(([depth, origin], k) => {
      const by = k === 0 && origin === "text" && zone.depth_source ? wordsBy(zone.depth_source, this.model.data.zones.some((z) => z.drawn && z.composite)) : t(`origin.${origin}`);
      return this.chip(depth, distance(depth, "km"), by, () => this.choose(depth, origin));
    }));
    if (!here.size && zone.depth_origin !== "text") {
      for (const depth of TRY) if (depth <= zone.reach_m && !came.some(([each]) => each === depth)) buttons.push(this.chip(depth, distance(depth, "km"), "", () => this.choose(depth)));
    }
    put(byId("bm-presets"), buttons);
    const others = sorted(elsewhere).filter(([depth]) => !here.has(depth));
    put(byId("bm-elsewhere-list"), others.map(([depth, i]) => this.preset(depth, i, false)));
    byId("bm-elsewhere").hidden = !others.length;
    byId("bm-elsewhere-title").textContent = t("depth.elsewhere", { n: others.length });
  }

  /** @param {number} depth @param {number} i @param {boolean} here  whether the statement speaks of this stretch */
  preset(depth, i, here) {
    const statement = this.model.data.statements[i];
    const composite = this.model.data.zones[statement.zone ?? -1]?.composite === true;
    const by = here ? wordsBy(speakerOf(statement), composite) : saidElsewhere(statement);
    const words = statement.depth_upper && statement.depth_text ? t("depth.inText", { depth: depthWords(depth, statement.depth_unit), words: statement.depth_text }) : depthWords(depth, statement.depth_unit);
    return this.chip(depth, words, by, () => (here ? this.choose(depth, "text", i) : this.choose(depth)));
  }

  /** @param {number} depth @param {string} words @param {string} by @param {() => void} choose */
  chip(depth, words, by, choose) {
    return h("button", { type: "button", class: "chip", "data-depth": depth, title: by || null, onclick: choose }, words, by ? h("span", { class: "dim" }, ` ${by}`) : null);
  }

  /** Listed people as a line in the band that the accuracies allow, settlements as a thin line, by depth. What rests on
   * different data is not added up. */
  drawCurve() {
    if (this.model.data.other) return this.drawBoth();
    const { side } = this.store.state;
    const sides = this.model.sides.map((_, i) => ({ layers: this.model.data.settlements?.layers[i] ?? [] }));
    const apart = side === "both" && !comparable(sides);
    const sums = curveOf(this.model, side, STEPS);
    const x = (/** @type {number} */ k) => (k / STEPS) * WIDTH;
    /** @param {Float64Array} values @param {number} most */
    const points = (values, most) => Array.from({ length: STEPS + 1 }, (_, k) => `${x(k).toFixed(1)} ${(HEIGHT - (HEIGHT - 4) * (most ? values[k] / most : 0)).toFixed(1)}`);
    const grid = gridCurve(this.zone, side, STEPS);
    const first = grid ?? sums; // listed people are the second line where a grid tells more
    const most = Math.max(first.high[STEPS], grid && !apart ? sums.people[STEPS] : 0);
    const band = `M${points(first.high, most).join("L")}L${points(first.low, most).reverse().join("L")}Z`;
    const hidden = apart && !grid;
    put(byId("bm-curve"), svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      hidden ? null : svg("path", { class: "curve-people", d: band }),
      hidden ? null : svg("path", { class: "curve-listed", d: `M${points(first.people, most).join("L")}`, "vector-effect": "non-scaling-stroke" }),
      apart || !grid ? null : svg("path", { class: "curve-listed curve-second", d: `M${points(sums.people, most).join("L")}`, "vector-effect": "non-scaling-stroke" }),
      apart ? null : svg("path", { class: "curve-settlements", d: `M${points(sums.settlements, sums.settlements[STEPS]).join("L")}`, "vector-effect": "non-scaling-stroke" }),
      svg("line", { class: "curve-now", id: "bm-curve-now", y1: 0, y2: HEIGHT, "vector-effect": "non-scaling-stroke" })));
    const listed = people(sums.people[STEPS]);
    put(byId("bm-curve-key"), [
      grid ? h("span", { class: "key-people" }, t("curve.grid", { source: String(this.zone.grid?.name), people: people(grid.people[STEPS]) })) : null,
      ...(apart ? [h("span", {}, t("curve.apart"))] : [
        h("span", { class: grid ? "key-second" : "key-people" }, t(grid ? "curve.gridListed" : "curve.people", { people: listed })),
        h("span", { class: "key-settlements" }, t("curve.settlements", { n: sums.settlements[STEPS] }))])]);
    this.drawTicks();
  }

  /** The people of two zones, each by its own depth. */
  drawBoth() {
    const { side, sideB } = this.store.state;
    const { other } = this.model.data;
    const grids = [gridCurve(this.zone, side, STEPS), other && gridCurve(other, sideB, STEPS)];
    const curves = grids[0] && grids[1] ? grids.map((each) => /** @type {{ people: Float64Array }} */ (each).people) : [curveOf(this.model, side, STEPS).people, curveOf(this.model, sideB, STEPS, true).people];
    const most = Math.max(1, ...curves.map((each) => each[STEPS]));
    /** @param {Float64Array} values */
    const path = (values) => `M${Array.from({ length: STEPS + 1 }, (_, k) => `${((k / STEPS) * WIDTH).toFixed(1)} ${(HEIGHT - ((HEIGHT - 4) * values[k]) / most).toFixed(1)}`).join("L")}`;
    put(byId("bm-curve"), svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      curves.map((values, k) => svg("path", { class: k ? "curve-listed curve-b" : "curve-listed", d: path(values), "vector-effect": "non-scaling-stroke" })),
      svg("line", { class: "curve-now", id: "bm-curve-now", y1: 0, y2: HEIGHT, "vector-effect": "non-scaling-stroke" })));
    put(byId("bm-curve-key"), curves.map((values, k) => h("span", { class: k ? "key-people key-b" : "key-people" }, t("curve.of", { zone: "AB"[k], people: people(values[STEPS]) }))));
    this.drawTicks();
  }

  /** The axis below the slider: every number stands at its depth. */
  drawTicks() {
    const reach = this.zone.reach_m / 1000;
    put(byId("bm-ticks"), [0, 0.25, 0.5, 0.75, 1].map((share) => {
      const tick = h("span", {}, share === 1 ? distance(reach * 1000, "km") : depthKm(reach * share * 1000));
      tick.style.setProperty("--at", String(share));
      return tick;
    }));
  }

  /** @param {import("../wire/store.js").State} state */
  update(state) {
    const { depth, side } = state;
    const stated = depth !== null;
    this.slider.value = String(stated ? depth / 1000 : 0);
    this.slider.classList.toggle("unset", !stated);
    this.slider.style.setProperty("--share", String(stated ? depth / this.zone.reach_m : 0));
    if (document.activeElement !== this.number || Number(this.number.value) * 1000 !== depth) this.number.value = stated ? String(depth / 1000) : "";
    this.number.style.width = `${Math.max(2, this.number.value.length) + 0.4}ch`;
    byId("bm-depth-by").textContent = this.byLine(state);
    byId("bm-unstated").setAttribute("aria-pressed", String(!stated));
    const now = document.getElementById("bm-curve-now");
    if (now) {
      const at = String(stated ? (depth / this.zone.reach_m) * WIDTH : 0);
      now.setAttribute("x1", at);
      now.setAttribute("x2", at);
      now.classList.toggle("hidden", !stated);
    }
    for (const button of document.querySelectorAll("#bm-sides button")) button.setAttribute("aria-pressed", String(button.getAttribute("data-side") === side));
    for (const chip of document.querySelectorAll("#bm-presets .chip")) chip.setAttribute("aria-pressed", String(Number(chip.getAttribute("data-depth")) === depth));
    this.figures(depth, side);
  }

  /** Who set the depth. @param {import("../wire/store.js").State} state */
  byLine(state) {
    const { statements } = this.model.data;
    if (state.depth === null) return t("depth.unstatedLong");
    const stated = !statements.length || this.zone.depth_origin === "text" || statements.some((s) => s.depth_m !== undefined && (s.here || s.chosen));
    const by = depthBy(this.model.data, state);
    return stated ? by : `${by}. ${t("depth.noneStated")}`;
  }

  /** @param {number | null} depth @param {string} side */
  figures(depth, side) {
    const sides = this.zone.sides.filter((each) => side === "both" || each.code === side);
    const sums = heldBy(this.model, depth, side);
    put(byId("bm-figures-body"), sides.map((each, i) => {
      const sum = sums[i];
      return h("tr", {}, h("th", { scope: "row" }, sideName(each)),
        h("td", {}, sum ? whole0(sum.settlements) : "–", sum && sum.low !== sum.high ? h("span", { class: "range" }, ` ${t("figures.range", { low: whole0(sum.low), high: whole0(sum.high) })}`) : null),
        this.zone.grid ? h("td", {}, sum?.grid ? people(sum.grid.people) : "–", sum?.grid && people(sum.grid.low) !== people(sum.grid.high) ? h("span", { class: "range" }, ` ${t("figures.range", { low: people(sum.grid.low), high: people(sum.grid.high) })}`) : null) : null,
        h("td", { class: this.zone.grid ? "dim" : "" }, sum ? peopleRange(sum) : "–"),
        h("td", { class: "dim" }, sum ? whole0(sum.unknown) : "–"));
    }));
    byId("bm-grid-people").hidden = !this.zone.grid;
    byId("bm-figures").classList.toggle("by-grid", this.zone.grid !== null);
    byId("bm-apart").hidden = !(sums.length > 1 && !comparable(sums));
  }
}
