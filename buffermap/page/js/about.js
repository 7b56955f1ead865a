/** What the page assumes, what the texts state, and whose data it shows. */

import { byId, h, outLink, put } from "./dom.js";
import { date, depthKm, t } from "./text.js";

export class AboutPanel {
  /** @param {import("./model.js").Model} model @param {import("./store.js").Store} store */
  constructor(model, store) {
    this.data = model.data;
    this.store = store;
    this.draw();
    store.subscribe((_, changed) => {
      if (["language", "depth", "side", "tab"].some((key) => changed.has(key)) && store.state.tab === "about") this.draw();
    });
    window.addEventListener("beforeprint", () => this.draw());
  }

  draw() {
    put(byId("bm-about"), this.assumptions(), this.statements(), this.sources());
  }

  assumptions() {
    const { data } = this;
    const { state } = this.store;
    /** @type {[string, string, string, number | undefined, string][]} */
    const rows = data.assumptions.map((a) => [a.label, a.value, a.origin, a.sentence, a.note ?? ""]);
    if (data.zone) {
      rows.unshift(
        [t("about.depth"), state.depth === null ? t("depth.unstated") : `${depthKm(state.depth)} km`, state.depth === null ? "none" : state.depthBy, undefined, ""],
        [t("about.side"), state.side === "both" ? t("side.both") : state.side, state.side === data.zone.side ? data.zone.side_origin : "reader", undefined, ""],
      );
    }
    return h("section", {}, h("h3", {}, t("about.assumptions")),
      h("p", { class: "lead" }, t("about.hypothetical")),
      rows.length ? h("dl", { class: "assumptions" }, rows.map(([label, value, origin, sentence, note]) => h("div", {},
        h("dt", {}, label),
        h("dd", { dir: "auto" }, value, " ", h("span", { class: `origin ${origin}` }, t(`origin.${origin}`)),
          note ? h("div", { class: "dim small" }, note) : null,
          sentence !== undefined ? this.quote(sentence) : null)))) : null);
  }

  /** @param {number} i */
  quote(i) {
    const sentence = this.data.sentences[i];
    const article = this.data.articles[sentence.article];
    return h("blockquote", {}, sentence.text,
      h("footer", {}, [article.outlet, date(article.published)].filter(Boolean).join(", "), " ", outLink(article.url, t("text.read"))));
  }

  statements() {
    const { statements } = this.data;
    if (!statements.length) return null;
    return h("section", {}, h("h3", {}, t("about.statements")), statements.map((s) => h("div", { class: s.chosen ? "says-box chosen" : "says-box" },
      h("p", { class: "says-label", dir: "auto" }, s.label, s.chosen ? h("span", { class: "origin text" }, t("about.chosen")) : null),
      h("dl", { class: "fields" },
        s.date ? h("div", {}, h("dt", {}, t("about.date")), h("dd", {}, date(s.date))) : null,
        s.fields.map((f) => h("div", {}, h("dt", {}, f.name), h("dd", { dir: "auto" }, f.value, f.speaker ? h("span", { class: "dim" }, ` — ${f.speaker}`) : null)))),
      s.depth_m === undefined ? h("p", { class: "dim small" }, t("depth.unstatedLong"))
        : h("button", { type: "button", class: "chip", onclick: () => this.store.set({ depth: s.depth_m ?? null, depthBy: "text" }) }, t("about.use", { km: depthKm(s.depth_m) })),
      s.sentences.map((i) => this.quote(i)))));
  }

  sources() {
    const { data } = this;
    return h("section", {}, h("h3", {}, t("about.sources")),
      data.coverage ? h("p", {}, data.coverage) : null,
      h("ul", { class: "sources" }, data.sources.map((s) => h("li", {},
        outLink(s.url, s.name), s.version ? ` ${s.version}` : "", s.licence ? h("span", { class: "dim" }, ` · ${s.licence}`) : null,
        s.attribution ? h("div", { class: "dim small" }, s.attribution) : null,
        s.accuracy ? h("div", { class: "dim small" }, s.accuracy) : null))),
      h("p", { class: "dim small" }, t("about.made", { version: data.version })));
  }
}
