/** What the texts state about zones, by date: a timeline, contradictions, places without a name, distances. */

import { byId, h, put } from "./dom.js";
import { articleOf, articleShows, statementShows } from "../state/model.js";
import { claimWords, fieldList, quote, quotes, spoken, standingWords, statementDay, unnamedWords, verdict } from "./saying.js";
import { asksFor, showable, useStatement } from "../state/switching.js";
import { country, date, say, t } from "./text.js";

const AT_ONCE = 40; // events put into the document at a time
const STACK = 5; // dots above each other on the axis

/** @typedef {{ day: string, statements: number[] }} Event  the first statement's day, and all of one event */

export class StatementsPanel {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.data = model.data;
    this.store = store;
    this.box = byId("bm-statements");
    this.limit = AT_ONCE;
    store.subscribe((state, changed) => {
      if (state.tab !== "statements") return;
      if (["filters", "language", "tab", "basis", "sideOf", "depthOf", "depth", "side"].some((key) => changed.has(key))) this.draw();
      if (changed.has("statement") || changed.has("tab")) this.show(state.statement);
    });
    if (store.state.tab === "statements") this.draw();
  }

  /** Statements that pass the filters, gathered by event, by day. @returns {Event[]} */
  events() {
    const { data } = this;
    /** @type {Map<number | string, number[]>} */
    const groups = new Map();
    data.statements.forEach((statement, i) => {
      if (!statementShows(data, statement, this.store.state.filters)) return;
      const key = statement.event ?? `alone ${i}`;
      groups.set(key, [...(groups.get(key) ?? []), i]);
    });
    /** @param {number} i */
    const day = (i) => (data.statements[i].date ?? "").slice(0, 10);
    return [...groups.values()]
      .map((statements) => {
        const sorted = statements.sort((a, b) => (day(a) || "9") < (day(b) || "9") ? -1 : day(a) === day(b) ? a - b : 1);
        return { day: day(sorted[0]), statements: sorted };
      })
      .sort((a, b) => ((a.day || "9") < (b.day || "9") ? -1 : a.day === b.day ? a.statements[0] - b.statements[0] : 1));
  }

  draw() {
    const events = this.events();
    const days = [...new Set(events.map((e) => e.day))];
    const shown = events.slice(0, this.limit);
    const count = events.reduce((n, e) => n + e.statements.length, 0);
    put(this.box,
      h("section", { class: "timeline" }, h("h3", {}, t("timeline.title")),
        h("p", { class: "dim small", role: "status" }, t("timeline.count", { n: count }), this.store.state.filters.speaker ? ` · ${this.store.state.filters.speaker}` : ""),
        this.data.reading.filter((line) => line.t.startsWith("reading.unread")).map((line) => h("p", { class: "small" }, say(line))),
        this.speakers(),
        events.length ? this.axis(events) : h("p", { class: "empty" }, t("timeline.none")),
        days.filter((day) => shown.some((e) => e.day === day)).map((day) => h("section", { class: "day", id: `bm-day-${day || "none"}` },
          h("h4", { tabindex: "-1" }, day ? date(day) : t("timeline.undated")),
          shown.filter((e) => e.day === day).map((e) => this.event(e)))),
        events.length > shown.length ? h("button", { type: "button", class: "chip", onclick: () => this.more() }, t("timeline.more", { n: events.length - shown.length })) : null),
      this.contradictions(), this.unnamed(), this.claims());
  }

  more() {
    this.limit += AT_ONCE;
    this.draw();
  }

  /** Speakers as a filter, the same one as among the sentences. */
  speakers() {
    const names = [...new Set(this.data.statements.map((s) => s.speaker ?? ""))].filter(Boolean).sort();
    if (names.length < 2) return null;
    const { speaker } = this.store.state.filters;
    const select = h("select", { id: "bm-timeline-speaker", "aria-label": t("filter.speaker") },
      h("option", { value: "" }, t("timeline.allSpeakers")), names.map((name) => h("option", { value: name, selected: name === speaker }, name)));
    select.addEventListener("change", () => this.store.set({ filters: { ...this.store.state.filters, speaker: select.value } }));
    return h("div", { class: "table-tools" }, select);
  }

  /** Days on an axis to scale, a dot for each statement. @param {Event[]} events */
  axis(events) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { day, statements } of events) if (time(day)) counts.set(day, (counts.get(day) ?? 0) + statements.length);
    if (counts.size < 2) return null;
    const days = [...counts.keys()].sort();
    const places = apart(days.map(time));
    return h("div", { class: "axis" },
      h("ol", { "aria-label": t("timeline.axis") }, days.map((day, k) => {
        const n = Number(counts.get(day));
        const item = h("li", {}, h("button", { type: "button", title: t("timeline.day", { date: date(day), n }), "aria-label": t("timeline.day", { date: date(day), n }), onclick: () => this.goTo(day) },
          n > STACK ? h("span", { class: "more" }, String(n)) : null, Array.from({ length: Math.min(n, STACK) }, () => h("i", {}))));
        item.style.left = `${places[k]}%`;
        return item;
      })),
      h("div", { class: "ticks" }, [days[0], days[days.length - 1]].map((day, k) => {
        const tick = h("span", {}, date(day));
        tick.style.setProperty("--at", String(k));
        return tick;
      })));
  }

  /** @param {string} day */
  goTo(day) {
    while (!document.getElementById(`bm-day-${day}`) && this.limit < this.data.statements.length) this.more();
    const heading = document.getElementById(`bm-day-${day}`)?.querySelector("h4");
    heading?.scrollIntoView({ block: "start" });
    heading?.focus({ preventScroll: true });
  }

  /** @param {Event} event */
  event({ statements }) {
    const [first, ...rest] = statements;
    return h("div", { class: "event" }, this.statement(first),
      rest.length ? h("details", { class: "again" }, h("summary", { class: "small" }, t("timeline.again", { n: rest.length })), rest.map((i) => this.statement(i))) : null);
  }

  /** @param {number} i */
  statement(i) {
    const { data, store } = this;
    const statement = data.statements[i];
    const basis = store.state.basis === i;
    const reprints = this.reprints(statement);
    return h("div", { class: basis ? "says-box chosen" : "says-box", "data-statement": i, tabindex: "-1" },
      h("p", { class: "says-label", dir: "auto" }, statement.label, basis ? [" ", h("span", { class: "origin text" }, t("about.chosen"))] : null),
      h("p", { class: "small", dir: "auto" }, standingWords(statement), h("span", { class: "dim" }, ` · ${statementDay(statement)}`),
        reprints ? h("span", { class: "dim" }, ` · ${t("text.reprinted", { n: reprints })}`) : null),
      fieldList(statement), quotes(data, statement),
      showable(this.model, statement) ? (basis ? null : h("button", { type: "button", class: "chip use", onclick: () => useStatement(this.model, store, i) }, t(statement.here ? "statement.use" : "statement.show")))
        : statement.ask ? asksFor(statement.ask) : null);
  }

  /** How often the article of a statement was printed again. @param {import("../wire/unpack.js").Statement} statement */
  reprints(statement) {
    const article = articleOf(this.data, statement);
    return article === null ? 0 : this.data.articles.filter((a) => a.reprint_of === article).length;
  }

  /** What is said differently of one stretch, side by side. */
  contradictions() {
    const { data } = this;
    const shown = data.contradictions.filter((c) => c.statements.some((i) => statementShows(data, data.statements[i], this.store.state.filters)));
    if (!shown.length) return null;
    return h("section", { class: "contradictions" }, h("h3", {}, t("contradictions.title")), h("p", { class: "dim small" }, t("contradictions.lead")),
      shown.map((c) => h("div", {}, h("h4", {}, spoken("field", c.field)),
        h("div", { class: "beside" }, c.statements.map((i, k) => {
          const statement = data.statements[i];
          return h("div", { class: "column" }, h("p", { class: "says-label" }, contradicted(c.field, c.values[k], statement)),
            h("p", { class: "small", dir: "auto" }, [statement.speaker, statementDay(statement)].filter(Boolean).join(" · ")),
            statement.sentences.slice(0, 1).map((s) => quote(data, s)));
        })))));
  }

  /** Places that are counted but not named: listed, never drawn. */
  unnamed() {
    const { data } = this;
    const shown = data.unnamed.filter((u) => articleShows(data, data.sentences[u.sentence].article, this.store.state.filters));
    if (!shown.length) return null;
    return h("section", { class: "unnamed-list" }, h("h3", {}, t("unnamed.title")), h("p", { class: "dim small" }, t("unnamed.lead")),
      h("ul", {}, shown.map((u) => h("li", {}, h("strong", { dir: "auto" }, unnamedWords(u, data.sentences[u.sentence].text.slice(u.start, u.end))), quote(data, u.sentence, [[u.start, u.end]])))));
  }

  /** Distances that sentences claim, with what geography says. */
  claims() {
    const { data } = this;
    const shown = data.claims.filter((c) => articleShows(data, data.sentences[c.sentence].article, this.store.state.filters));
    if (!shown.length) return null;
    return h("section", { class: "claim-list" }, h("h3", {}, t("claims.title")), h("p", { class: "dim small" }, t("claims.lead")),
      h("ul", {}, shown.map((c) => h("li", {}, h("span", { dir: "auto" }, claimWords(c, data.sentences[c.sentence].text.slice(c.start, c.end))), " ", verdict(c), quote(data, c.sentence, [[c.start, c.end]])))));
  }

  /** Bring a statement into sight. @param {number | null} i */
  show(i) {
    if (i === null) return;
    const find = () => /** @type {HTMLElement | null} */ (this.box.querySelector(`[data-statement="${i}"]`));
    while (!find() && this.limit < this.data.statements.length) this.more();
    const box = find();
    const folded = /** @type {HTMLDetailsElement | null} */ (box?.closest("details") ?? null);
    if (folded) folded.open = true;
    for (const other of this.box.querySelectorAll(".says-box.current")) other.classList.remove("current");
    box?.classList.add("current");
    box?.scrollIntoView({ block: "nearest" });
    box?.focus({ preventScroll: true });
  }
}

/** A contradicting value in words. @param {string} field @param {string} value @param {import("../wire/unpack.js").Statement} statement */
function contradicted(field, value, statement) {
  if (field === "side") return value.split(",").map(country).join(", ");
  if (field === "depth") return say(statement.fields.find((f) => f.name === "depth")?.value ?? value);
  return statement.standing ? spoken("standing", statement.standing) : value;
}

/** Where days stand on the axis, in percent: to scale, but never so near that one hides the other.
 * @param {number[]} times  ascending @returns {number[]} */
function apart(times) {
  const n = times.length;
  const [first, last] = [times[0], times[n - 1]];
  const gap = Math.min(6.5, 100 / (n - 1));
  const places = times.map((at) => (100 * (at - first)) / (last - first));
  for (let k = 1; k < n; k++) places[k] = Math.max(places[k], places[k - 1] + gap);
  places[n - 1] = Math.min(places[n - 1], 100);
  for (let k = n - 2; k >= 0; k--) places[k] = Math.min(places[k], places[k + 1] - gap);
  return places;
}

/** @param {string} day  ISO */
function time(day) {
  return Date.parse(`${day}T00:00:00Z`) || 0;
}
