/** What the page assumes, what the texts state, and whose data it shows. */

import { byId, h, outLink, put } from "./dom.js";
import { depthOrigin, depthSaid, depthStatement, saidElsewhere, sideOrigin } from "../state/stated.js";
import { coverage } from "../state/finding.js";
import { quote, quotes, spoken, standingWords, statementDay } from "./saying.js";
import { country, depthWords, distance, say, t } from "./text.js";
import { zoneBoxes } from "./zones.js";

/** what the page's own stretch rests on */
const OF_STRETCH = ["Border", "Along", "Between", "Around", "Line", "Stretch", "Ends", "Accuracy of the line", "Said otherwise", "Population grid", "Built-up land"];

export class AboutPanel {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.data = model.data;
    this.store = store;
    this.draw();
    store.subscribe((_, changed) => {
      if (["language", "depth", "side", "tab", "basis", "sideOf", "depthOf", "sideBy", "depthBy"].some((key) => changed.has(key)) && store.state.tab === "about") this.draw();
    });
    window.addEventListener("beforeprint", () => this.draw());
  }

  draw() {
    put(byId("bm-about"), this.assumptions(), this.basis(), this.others(), this.reading(), this.sources());
  }

  assumptions() {
    const { data } = this;
    // what the reader may change stands first, as it is now; the rest as the page was made
    const rows = data.zone ? [this.depthRow(), this.sideRow()] : [];
    if (data.zone && this.store.state.asked) rows.push(...this.asked(data.zone));
    for (const a of data.assumptions) {
      if (data.zone && (a.label === "Depth" || a.label === "Side")) continue;
      if (this.store.state.asked && (OF_STRETCH.includes(a.label) || (a.label === "To know" && (a.origin === "text" || this.store.state.asked.border !== this.model.answers.opening.zone?.border)))) continue;
      rows.push(this.row(spoken("assumption", a.label), say(a.value), a.origin, a.sentence, a.note ? h("div", { class: "dim small" }, a.note) : null));
    }
    return h("section", {}, h("h3", {}, t("about.assumptions")),
      h("p", { class: "lead" }, t("about.hypothetical")),
      rows.length ? h("dl", { class: "assumptions" }, rows) : null);
  }

  /** @param {string} label @param {string} value @param {string} origin @param {number | undefined} sentence @param {Node | null} [more] */
  row(label, value, origin, sentence, more = null) {
    return h("div", {}, h("dt", {}, label),
      h("dd", { dir: "auto" }, value, " ", h("span", { class: `origin ${origin}` }, t(`origin.${origin}`)), more, sentence === undefined ? null : quote(this.data, sentence)));
  }

  /** Rows of a stretch that the reader asks for. @param {import("../wire/unpack.js").Zone} zone */
  asked(zone) {
    const origin = this.store.state.basis === null ? "reader" : "text";
    return [this.row(t("assumption.Stretch"), say(zone.label), origin, undefined, h("div", { class: "dim small" }, t("basis.computed"))),
      this.row(spoken("assumption", "Ends"), zone.ends, "default", undefined),
      this.row(spoken("assumption", "Accuracy of the line"), distance(zone.border_accuracy_m), "default", undefined)];
  }

  depthRow() {
    const { data } = this;
    const { state } = this.store;
    const statement = depthStatement(data, state);
    const said = statement?.fields.find((f) => f.name === "depth")?.sentence ?? (depthOrigin(data, state) === "text" ? data.assumptions.find((a) => a.label === "Depth")?.sentence : undefined);
    const value = state.depth === null ? t("depth.unstated") : depthSaid(data, state);
    return this.row(t("about.depth"), value, depthOrigin(data, state), said, this.alternatives("depth"));
  }

  sideRow() {
    const { data } = this;
    const { state } = this.store;
    const statement = data.statements[state.sideOf ?? -1];
    const origin = sideOrigin(data, state) === "default" ? "none" : sideOrigin(data, state);
    const said = origin !== "text" ? undefined : statement?.fields.find((f) => f.name === "side")?.sentence;
    return this.row(t("about.side"), state.side === "both" ? t("side.both") : country(state.side), origin, said, this.alternatives("side"));
  }

  /** What other statements say of the depth or the side; each different value can be taken, with its speaker.
   * @param {"depth" | "side"} field */
  alternatives(field) {
    const { data, store } = this;
    const { state } = store;
    /** @type {Map<string | number, number>} */
    const values = new Map();
    data.statements.forEach((s, i) => {
      const value = field === "depth" ? s.depth_m : data.zone?.sides.some((side) => side.code === s.side) ? s.side : undefined;
      const first = data.statements[values.get(value ?? -1) ?? -1];
      if (value !== undefined && (!first || (s.here && !first.here))) values.set(value, i);
    });
    const now = field === "depth" ? state.depthOf !== null && state.depth : state.sideOf !== null && state.side;
    const other = [...values].filter(([value]) => value !== now);
    if (!other.length) return null;
    return h("div", { class: "also" }, h("span", { class: "dim small" }, t("about.also")), other.map(([value, i]) => {
      const s = data.statements[i];
      const who = s.fields.find((f) => f.name === field)?.speaker ?? s.speaker;
      const text = field === "depth" ? depthWords(Number(value), s.depth_unit) : country(String(value));
      const here = s.here === true || s.chosen === true; // what is said of another place is the reader's choice here
      const change = field === "depth" ? { depth: Number(value), depthBy: here ? "text" : "reader", depthOf: here ? i : null } : { side: String(value), sideBy: here ? "text" : "reader", sideOf: here ? i : null };
      return h("button", { type: "button", class: "chip", "data-take": field, title: data.sentences[s.sentences[0] ?? -1]?.text ?? "", onclick: () => store.set(change) }, text, here ? who && h("span", { class: "dim" }, ` ${who}`) : h("span", { class: "dim" }, ` ${saidElsewhere(s)}`));
    }));
  }

  /** The statement that the zone rests on, and what it leaves open. */
  basis() {
    const { data } = this;
    const statement = data.statements[this.store.state.basis ?? -1];
    if (!statement) return null;
    const open = statement.fields.filter((f) => f.unstated && ["where", "side", "depth"].includes(f.name)).map((f) => spoken("field", f.name));
    return h("section", {}, h("h3", {}, t("about.basis")), h("div", { class: "says-box chosen" },
      h("p", { class: "says-label", dir: "auto" }, statement.label),
      h("p", { class: "small", dir: "auto" }, standingWords(statement), h("span", { class: "dim" }, ` · ${statementDay(statement)}`)),
      quotes(data, statement),
      open.length ? h("p", { class: "small" }, h("span", { class: "origin none" }, t("origin.none")), ` ${open.join(", ")}`) : null));
  }

  /** The other zones that the articles describe. */
  others() {
    const boxes = zoneBoxes(this.model, this.store);
    return boxes.length ? h("section", {}, h("h3", {}, t("zones.title")), boxes) : null;
  }

  /** What was read as what, and what was not. */
  reading() {
    const { reading } = this.data;
    if (!reading.length) return null;
    return h("section", {}, h("h3", {}, t("about.reading")), h("ul", { class: "sources" }, reading.map((line) => h("li", {}, say(line)))));
  }

  sources() {
    const { data } = this;
    return h("section", {}, h("h3", {}, t("about.sources")),
      h("p", {}, coverage(this.model)),
      h("ul", { class: "sources" }, data.sources.map((s) => h("li", {},
        outLink(s.url, s.name), s.version ? ` ${s.version}` : "", s.licence ? h("span", { class: "dim" }, ` · ${s.licence}`) : null,
        s.attribution ? h("div", { class: "dim small" }, s.attribution) : null,
        s.accuracy ? h("div", { class: "dim small" }, s.accuracy) : null))),
      h("p", { class: "dim small" }, t("about.made", { version: data.version }), " ", t("about.page", { id: data.id, format: data.format })));
  }
}
