/** The two ends of a stretch, moved along the border by slider, keys or (see `asking.js`) on the map. */

import { h, put } from "./dom.js";
import { askedOf } from "../state/question.js";
import { decimal, say, t } from "./text.js";

const SNAP = 0.008; // of the border's length: so near the pointer means the change of a division
const KEY_M = 1000; // what an arrow key moves

export class EndsPanel {
  /** @param {import("./ask.js").AskPanel} panel @param {HTMLElement} box */
  constructor(panel, box) {
    this.panel = panel;
    this.box = box;
    this.sliders = [0, 1].map((end) => h("input", { type: "range", id: `bm-end-${end}`, class: "end-slider", min: 0, step: "any" }));
    this.said = [0, 1].map(() => h("p", { class: "small tabular", dir: "auto" }));
    this.pointed = false;
    this.waiting = 0;
    this.sliders.forEach((slider, end) => {
      slider.addEventListener("pointerdown", () => (this.pointed = true));
      slider.addEventListener("keydown", (event) => this.key(event, end));
      slider.addEventListener("input", () => this.move(end, Number(slider.value), this.pointed ? SNAP : 0));
      slider.addEventListener("change", () => (this.pointed = false));
    });
  }

  draw() {
    put(this.box, h("fieldset", { class: "ends" }, h("legend", {}, t("ask.between")), h("p", { class: "small dim" }, t("ask.betweenHelp")),
      this.sliders.flatMap((slider, end) => [h("label", { class: "small label", for: slider.id }, t(end ? "ask.to" : "ask.from")), slider, this.said[end]])));
  }

  /** The vertices at which the shown stretch begins and ends. @param {import("../wire/store.js").State} state @returns {[number, number]} */
  ends(state) {
    const { border, model } = this.panel;
    if (!border) return [0, 0];
    const own = model.answers.opening.zone?.own;
    const asked = state.asked?.border === this.panel.name ? state.asked : !state.asked && own && askedOf(model.data, own).border === this.panel.name ? { along: own.along, between: null } : null;
    const ranges = asked ? border.ranges(/** @type {any} */ (asked)) : border.chains;
    return [ranges[0]?.[0] ?? 0, ranges[ranges.length - 1]?.[1] ?? 0];
  }

  /** @param {import("../wire/store.js").State} state */
  update(state) {
    const { border } = this.panel;
    this.box.hidden = !border;
    if (!border) return;
    const ends = this.ends(state);
    this.sliders.forEach((slider, end) => {
      slider.max = String(border.length);
      if (document.activeElement !== slider || !this.pointed) slider.value = String(border.metres[ends[end]]);
      const words = this.words(ends[end], end);
      slider.setAttribute("aria-valuetext", words);
      this.said[end].textContent = words;
    });
  }

  /** Where an end is: kilometres, what lies there, coordinates. @param {number} v @param {number} end */
  words(v, end) {
    const border = /** @type {import("../state/border.js").Border} */ (this.panel.border);
    const run = border.runs.find(({ from, to }) => (end ? v > from && v <= to : v >= from && v < to)) ?? border.runs[0];
    const [lon, lat] = border.at(v);
    const names = run.divisions.filter(Boolean).map((code) => say(border.line.names[code])).join(" / ");
    return t("ask.at", { km: decimal(border.metres[v] / 1000, 1, true), names, point: `${lat.toFixed(4)}, ${lon.toFixed(4)}` });
  }

  /** Arrows move an end by a kilometre, page keys to where a division changes. @param {KeyboardEvent} event @param {number} end */
  key(event, end) {
    this.pointed = false;
    const border = /** @type {import("../state/border.js").Border} */ (this.panel.border);
    const at = this.ends(this.panel.store.state)[end];
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    const changes = border.changes();
    const page = event.key === "PageUp" ? changes.find((v) => v > at) : event.key === "PageDown" ? changes.reverse().find((v) => v < at) : undefined;
    if (step) this.move(end, border.metres[at] + step * KEY_M, 0);
    else if (page !== undefined) this.moveTo(end, page);
    else if (!event.key.startsWith("Page")) return;
    event.preventDefault();
  }

  /** @param {number} end @param {number} metres  along the border @param {number} snap  share of its length */
  move(end, metres, snap) {
    const border = /** @type {import("../state/border.js").Border} */ (this.panel.border);
    const near = border.changes().filter((v) => Math.abs(border.metres[v] - metres) <= snap * border.length).sort((a, b) => Math.abs(border.metres[a] - metres) - Math.abs(border.metres[b] - metres));
    this.moveTo(end, near[0] ?? border.vertexAt(Math.max(0, Math.min(border.length, metres))));
  }

  /** Ask for the stretch with one end at a vertex; the other stays, on the same unbroken part. Once a frame, as it moves. @param {number} end @param {number} v */
  moveTo(end, v) {
    cancelAnimationFrame(this.waiting);
    this.waiting = requestAnimationFrame(() => {
      const border = /** @type {import("../state/border.js").Border} */ (this.panel.border);
      const [from, to] = border.chainOf(v);
      const other = Math.min(to, Math.max(from, this.ends(this.panel.store.state)[1 - end]));
      const pair = end ? [Math.min(other, v - 1), v] : [v, Math.max(other, v + 1)];
      const [a, b] = pair.map((each) => Math.min(to, Math.max(from, each)));
      this.panel.ask({ border: this.panel.name, between: [border.at(a), border.at(b)] }, false);
    });
  }
}
