/** The depth: slider, typed value, curve, presets, side, and how many settlements and people that is. */

import { byId, h, put, svg } from "../panels/dom.js";
import { country, depthWords, distance, people, t, whole0 } from "../panels/text.js";

const STEPS = 200;
const [WIDTH, HEIGHT] = [1000, 120]; // the curve's own units

export class DepthPanel {
  /** @param {import("./model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    this.zone = /** @type {import("../wire/unpack.js").Zone} */ (model.data.zone);
    this.slider = /** @type {HTMLInputElement} */ (byId("bm-slider"));
    this.number = /** @type {HTMLInputElement} */ (byId("bm-depth-number"));
    this.slider.max = String(this.zone.reach_m / 1000);
    this.number.max = this.slider.max;
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
      if (changed.has("language")) {
        this.drawSides();
        this.drawPresets();
      }
      if (changed.has("side") || changed.has("language")) this.drawCurve();
      if (["depth", "side", "language"].some((key) => changed.has(key))) this.update(state);
    });
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
    const choices = [...this.zone.sides.map((s) => [s.code, country(s.code) === s.code ? s.name : country(s.code)]), ["both", t("side.both")]];
    put(byId("bm-sides"), choices.map(([code, name]) =>
      h("button", { type: "button", "data-side": code, "aria-pressed": "false", onclick: () => this.store.set({ side: code, sideOf: null }) }, name)));
    byId("bm-sides").hidden = this.zone.sides.length < 2;
  }

  /** Depths that the texts state, and those that the page came with. */
  drawPresets() {
    /** @type {Map<number, number>} the first statement of each depth */
    const presets = new Map();
    this.model.data.statements.forEach((statement, i) => {
      if (statement.depth_m !== undefined && !presets.has(statement.depth_m)) presets.set(statement.depth_m, i);
    });
    const zone = this.zone;
    const buttons = [...presets].sort((a, b) => a[0] - b[0]).map(([depth, i]) => {
      const statement = this.model.data.statements[i];
      const who = depthSpeaker(statement);
      const by = who ? t("depth.statedBy", { who }) : t("depth.stated");
      return h("button", { type: "button", class: "chip", "data-depth": depth, title: by, onclick: () => this.choose(depth, "text", i) },
        depthWords(depth, statement.depth_unit), h("span", { class: "dim" }, ` ${by}`));
    });
    /** @type {[number, string][]} */
    const came = zone.depth_m === undefined ? [] : [[zone.depth_m, zone.depth_origin], ...(zone.offered_m ?? [])];
    const chips = came.filter(([depth]) => !presets.has(depth)).map(([depth, origin]) =>
      h("button", { type: "button", class: "chip", "data-depth": depth, onclick: () => this.choose(depth, origin) },
        distance(depth, "km"), h("span", { class: "dim" }, ` ${t(`origin.${origin}`)}`)));
    put(byId("bm-presets"), [...chips, ...buttons]);
  }

  /** People as an area, settlements as a line, both by depth. */
  drawCurve() {
    const points = this.model.curve(this.store.state.side, STEPS);
    const most = points[points.length - 1];
    const x = (/** @type {number} */ k) => (k / STEPS) * WIDTH;
    /** @param {(p: typeof most) => number} value */
    const line = (value) => points.map((p, k) => `${k ? "L" : "M"}${x(k).toFixed(1)} ${(HEIGHT - (HEIGHT - 4) * (value(most) ? value(p) / value(most) : 0)).toFixed(1)}`).join("");
    const curve = byId("bm-curve");
    put(curve, svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("path", { class: "curve-people", d: `${line((p) => p.population)}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z` }),
      svg("path", { class: "curve-settlements", d: line((p) => p.settlements), "vector-effect": "non-scaling-stroke" }),
      svg("line", { class: "curve-now", id: "bm-curve-now", y1: 0, y2: HEIGHT, "vector-effect": "non-scaling-stroke" })));
    put(byId("bm-curve-key"),
      h("span", { class: "key-people" }, t("curve.people", { people: people(most.population) })),
      h("span", { class: "key-settlements" }, t("curve.settlements", { n: most.settlements })));
  }

  /** @param {import("../wire/store.js").State} state */
  update(state) {
    const { depth, side } = state;
    const stated = depth !== null;
    this.slider.value = String(stated ? depth / 1000 : 0);
    this.slider.classList.toggle("unset", !stated);
    const spoken = stated ? distance(depth, "km") : t("depth.unstated");
    this.slider.setAttribute("aria-valuetext", spoken);
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
    if (state.depth === null) return t("depth.unstatedLong");
    return depthBy(this.model.data, state);
  }

  /** @param {number | null} depth @param {string} side */
  figures(depth, side) {
    const sums = this.model.sums(depth, side);
    const body = byId("bm-figures-body");
    const none = depth === null || !this.model.data.settlements;
    put(body, sums.map((sum) => h("tr", {},
      h("th", { scope: "row" }, country(sum.code) === sum.code ? sum.name : country(sum.code)),
      h("td", {}, none ? "–" : whole0(sum.settlements)),
      h("td", {}, none ? "–" : people(sum.population)),
      h("td", { class: "dim" }, none ? "–" : whole0(sum.unknown)),
      h("td", { class: "dim" }, none ? "–" : whole0(sum.uncertain)))));
  }
}

/** Who states a statement's depth. @param {import("../wire/unpack.js").Statement | undefined} statement */
export function depthSpeaker(statement) {
  return statement?.fields.find((f) => f.name === "depth")?.speaker ?? statement?.speaker ?? statement?.fields.find((f) => f.speaker)?.speaker;
}

/** The statement that the depth is taken from. @param {import("../wire/unpack.js").PageData} data @param {import("../wire/store.js").State} state */
function depthStatement(data, state) {
  if (state.depthBy !== "text") return undefined;
  return data.statements[state.depthOf ?? -1] ?? data.statements.find((s) => s.depth_m === state.depth);
}

/** "set by reader", "stated by X", … @param {import("../wire/unpack.js").PageData} data @param {import("../wire/store.js").State} state */
export function depthBy(data, state) {
  if (state.depth === null) return t("depth.unstated");
  if (state.depthBy !== "text") return t(`depth.by.${state.depthBy}`);
  const who = data.zone?.depth_m === state.depth && data.zone.depth_source
    ? data.zone.depth_source
    : depthSpeaker(depthStatement(data, state));
  return who ? t("depth.statedBy", { who }) : t("depth.stated");
}

/** The depth as the text says it, with kilometres beside it. @param {import("../wire/unpack.js").PageData} data @param {import("../wire/store.js").State} state */
export function depthSaid(data, state) {
  const unit = depthStatement(data, state)?.depth_unit ?? "km";
  const kilometres = distance(Number(state.depth), "km");
  return unit === "km" ? kilometres : `${depthWords(Number(state.depth), unit)} (${kilometres})`;
}

/** The line that stands on every picture of the map. @param {import("../wire/unpack.js").PageData} data @param {import("../wire/store.js").State} state */
export function caption(data, state) {
  if (!data.zone) return t("caption.none");
  const stretch = data.zone.label;
  if (data.other) return t("caption.two", { a: zoneSaid(data.zone, state.depth, state.side), b: zoneSaid(data.other, state.depthB, state.sideB) });
  if (state.depth === null) return t("caption.unstated", { stretch });
  return t("caption", { depth: depthSaid(data, state), stretch, side: onSide(state.side), by: depthBy(data, state) });
}

/** @param {string} side */
function onSide(side) {
  return side === "both" ? "" : t("caption.side", { side: country(side) });
}

/** One of two zones in words. @param {import("../wire/unpack.js").Zone} zone @param {number | null} depth @param {string} side */
export function zoneSaid(zone, depth, side) {
  return depth === null ? t("caption.noDepth", { stretch: zone.label, side: onSide(side) })
    : t("caption.within", { depth: { m: depth, u: "km" }, stretch: zone.label, side: onSide(side) });
}
