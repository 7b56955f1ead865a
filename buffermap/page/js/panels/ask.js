/** Another stretch, asked on the page: of a border along divisions, between two points of it, or the whole of it. */

import { announce, byId, h, put } from "./dom.js";
import { EndsPanel } from "./ends.js";
import { OwnPanel } from "./own.js";
import { PointsPanel } from "./points.js";
import { askedOf, asking, lineOf, sameAsked } from "../state/question.js";
import { country, decimal, say, t } from "./text.js";

/** @typedef {import("../state/border.js").Border} Border */

export class AskPanel {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    /** the border that the panel offers; that of the stretch that is shown, if it is one */
    this.name = model.data.lines[0]?.border ?? "";
    this.parts = { shown: h("div", { class: "shown" }), border: h("div"), along: h("div"), ends: h("div"), own: h("div"), points: h("div") };
    this.ends = new EndsPanel(this, this.parts.ends);
    this.own = new OwnPanel(this, this.parts.own);
    this.points = new PointsPanel(model, store, this.parts.points);
    this.drawn = false;
    store.subscribe((state, changed) => {
      if (["tab", "asked", "language"].some((key) => changed.has(key))) this.draw(state, changed.has("language") && !changed.has("asked"));
      if (this.drawn && ["depth", "side", "points"].some((key) => changed.has(key))) this.points.update(state);
    });
    this.draw(store.state);
  }

  /** @returns {Border | undefined} */
  get border() {
    return this.model.answers.border(this.name);
  }

  /** Ask, from both ends of the stretch to its divisions: what nobody says of it is unstated. @param {Partial<import("../state/question.js").Asked>} parts @param {boolean} [told]  whether it is said aloud */
  ask(parts, told = true) {
    const { model, store } = this;
    const asked = asking(parts);
    if (!model.answers.known(asked)) return announce(t("ask.nothing"));
    const { own } = /** @type {import("../wire/unpack.js").Zone} */ (model.answers.opening.zone);
    const opening = own && sameAsked(asked, askedOf(model.data, own));
    store.set({ asked: opening ? null : asked, basis: null, statement: null, ...this.fitting(asked) });
    store.flush();
    if (told) announce(t("ask.shown", { stretch: model.data.zone?.label }));
  }

  /** A side that the line has is kept, as the reader's own choice there, and so much of the depth as it can have. @param {import("../state/question.js").Asked} asked */
  fitting(asked) {
    const { side, depth } = this.store.state;
    const kept = side === "both" || asked.border.split("-").includes(side);
    const most = this.model.answers.reach(asked);
    return { ...(kept ? {} : { side: "both", sideBy: "default", sideOf: null }), ...(depth !== null && depth > most ? { depth: most, depthBy: "reader", depthOf: null } : {}) };
  }

  /** @param {import("../wire/store.js").State} state @param {boolean} [anew]  in another language */
  draw(state, anew = false) {
    if (state.tab !== "ask") return;
    if (!this.drawn || anew) {
      put(byId("bm-ask"), h("h3", {}, t("ask.title")), h("p", { class: "small dim" }, t("ask.lead")), Object.values(this.parts));
      this.own.draw();
      this.points.draw();
      this.ends.draw();
      this.drawn = true;
    }
    const focused = document.activeElement?.id ?? "";
    if (state.asked?.border && state.asked.border !== this.name) this.name = state.asked.border;
    this.shown(state);
    put(this.parts.border, this.borders());
    put(this.parts.along, this.border ? this.divisions(state, this.border) : null);
    this.ends.update(state);
    this.points.update(state);
    if (focused && !document.activeElement?.id && byId("bm-ask").querySelector(`#${CSS.escape(focused)}`)) byId(focused).focus({ preventScroll: true });
  }

  /** What is shown, and the way back. @param {import("../wire/store.js").State} state */
  shown(state) {
    put(this.parts.shown, h("p", {}, h("span", { class: "label" }, t("ask.now")), " ", h("span", { dir: "auto" }, say(this.model.data.zone?.label))),
      state.asked ? h("p", { class: "small" }, h("span", { class: "origin reader" }, t("ask.computed")), " ",
        h("button", { type: "button", class: "chip", id: "bm-ask-back", onclick: () => this.back() }, t("ask.back"))) : null);
  }

  back() {
    this.store.set({ asked: null, ...this.store.opening });
    this.store.flush();
    byId("bm-ask").focus();
  }

  borders() {
    const { lines } = this.model.data;
    if (lines.length < 2) return null;
    const select = h("select", { id: "bm-ask-border" }, lines.map(({ border }) => h("option", { value: border, selected: border === this.name }, say(lineOf(border)))));
    select.addEventListener("change", () => {
      this.name = select.value;
      this.ask({ border: this.name });
    });
    return h("label", { class: "row-label" }, h("span", {}, t("ask.border")), select);
  }

  /** @param {import("../wire/store.js").State} state @param {Border} border */
  divisions(state, border) {
    const chosen = this.chosen(state);
    const lengths = border.divisions();
    const whole = state.asked !== null && state.asked.border === this.name && !state.asked.along.length && !state.asked.between;
    return h("fieldset", { class: "divisions" }, h("legend", {}, t("ask.along")), h("p", { class: "small dim" }, t("ask.click")),
      h("div", { class: "sides" }, this.name.split("-").map((code) => h("div", { role: "group", "aria-label": country(code) }, h("p", { class: "label" }, country(code)),
        [...lengths].filter(([division]) => division.startsWith(`${code}.`)).map(([division, metres]) => this.division(border, division, metres, chosen))))),
      h("div", { class: "chips" }, h("button", { type: "button", class: "chip", id: "bm-ask-whole", "aria-pressed": String(whole), onclick: () => this.ask({ border: this.name }) }, t("ask.whole", { km: decimal(border.length / 1000) }))));
  }

  /** @param {Border} border @param {string} code @param {number} metres @param {readonly string[]} chosen */
  division(border, code, metres, chosen) {
    const box = h("input", { type: "checkbox", id: `bm-ask-${code}`, checked: chosen.includes(code) });
    box.addEventListener("change", () => this.toggle(code));
    return h("label", { class: "check" }, box, " ", h("span", { dir: "auto" }, say(border.line.names[code])), h("span", { class: "dim" }, ` ${t("unit.km", { n: Math.round(metres / 1000) })}`));
  }

  /** Codes of the divisions that the shown stretch runs along. @param {import("../wire/store.js").State} state @returns {readonly string[]} */
  chosen(state) {
    if (state.asked) return state.asked.border === this.name ? state.asked.along : [];
    const { own } = /** @type {import("../wire/unpack.js").Zone} */ (this.model.data.zone);
    return own && askedOf(this.model.data, own).border === this.name ? own.along : [];
  }

  /** Add a division to the stretch, or take it away; without any it is the whole border. @param {string} code */
  toggle(code) {
    const chosen = this.chosen(this.store.state);
    this.ask({ border: this.name, along: chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code] });
  }
}
