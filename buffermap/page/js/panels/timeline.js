/** A timeline of articles, statements and events: two handles choose the days that map, sentences and lists show. */

import { byId, h, put, svg } from "./dom.js";
import { lastDay, spanAt, spansOf } from "../state/days.js";
import { articleShows, statementShows } from "../state/model.js";
import { date, t } from "./text.js";

const WIDE = 8; // units of the chart a span
const TALL = 34;
const SERIES = /** @type {const} */ (["articles", "statements", "events"]);

export class DaysPanel {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store @param {import("../state/incidents.js").Incidents | null} incidents */
  constructor(model, store, incidents) {
    this.model = model;
    this.store = store;
    this.incidents = incidents;
    this.spans = spansOf(model.data, incidents?.wire.rows?.date ?? []);
    this.from = /** @type {HTMLInputElement} */ (byId("bm-days-from"));
    this.to = /** @type {HTMLInputElement} */ (byId("bm-days-to"));
    if (!this.spans) return;
    this.from.max = this.to.max = String(this.spans.starts.length - 2);
    this.from.addEventListener("input", () => this.move(Number(this.from.value), Math.max(Number(this.from.value), this.chosen()[1])));
    this.to.addEventListener("input", () => this.move(Math.min(Number(this.to.value), this.chosen()[0]), Number(this.to.value)));
    byId("bm-days-all").addEventListener("click", () => {
      this.move(0, Infinity);
      store.flush();
      this.from.focus();
    });
    byId("bm-filter-box").addEventListener("toggle", () => this.draw());
    this.bars();
    this.draw();
    store.subscribe((_, changed) => {
      if (changed.has("language")) this.bars();
      if (["filters", "tab", "language"].some((key) => changed.has(key))) this.draw();
    });
  }

  /** The spans that the filters choose: first and last. */
  chosen() {
    const { starts } = /** @type {import("../state/days.js").Spans} */ (this.spans);
    const { from, to } = this.store.state.filters;
    return [from ? spanAt(starts, from) : 0, to ? spanAt(starts, to) : starts.length - 2];
  }

  /** @param {number} first @param {number} last */
  move(first, last) {
    const { starts } = /** @type {import("../state/days.js").Spans} */ (this.spans);
    const end = starts.length - 2;
    this.store.set({ filters: { ...this.store.state.filters, from: first > 0 ? starts[first] : "", to: last < end ? lastDay(starts, last) : "" } });
  }

  /** Bars of what there is in all, by span. */
  bars() {
    const { spans } = this;
    if (!spans) return;
    const n = spans.starts.length - 1;
    const most = SERIES.map((name) => Math.max(1, ...spans[name]));
    const shown = SERIES.filter((name) => spans[name].some(Boolean));
    const wide = (WIDE - 1) / shown.length;
    put(byId("bm-days-bars"), svg("svg", { viewBox: `0 0 ${n * WIDE} ${TALL}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { id: "bm-days-window", y: 0, height: TALL }),
      shown.flatMap((name, k) => spans[name].map((count, i) => {
        const tall = (TALL * count) / most[SERIES.indexOf(name)];
        return count ? svg("rect", { class: name, x: i * WIDE + k * wide + 0.5, y: TALL - tall, width: wide, height: tall }) : null;
      }))));
    put(byId("bm-days-key"), shown.map((name) => h("span", { class: `day-${name}` }, t(`days.${name}`))));
  }

  draw() {
    const { spans } = this;
    const { tab, filters } = this.store.state;
    const set = filters.from !== "" || filters.to !== "";
    const open = /** @type {HTMLDetailsElement} */ (byId("bm-filter-box")).open;
    byId("bm-days").hidden = !spans || !(tab === "statements" || tab === "events" || (tab === "text" && (open || set)));
    if (!spans || byId("bm-days").hidden) return;
    const [first, last] = this.chosen();
    const [begin, end] = [filters.from || spans.starts[0], filters.to || lastDay(spans.starts, spans.starts.length - 2)];
    [this.from.value, this.to.value] = [String(first), String(last)];
    this.from.setAttribute("aria-valuetext", date(begin));
    this.to.setAttribute("aria-valuetext", date(end));
    const window = document.getElementById("bm-days-window");
    window?.setAttribute("x", String(first * WIDE));
    window?.setAttribute("width", String((last - first + 1) * WIDE));
    byId("bm-days-all").hidden = !set;
    byId("bm-days-now").textContent = [t(set ? "days.some" : "days.whole", { from: date(begin), to: date(end) }), this.counts(set), !set && spans.undated ? t("days.undated", { n: spans.undated }) : ""].filter(Boolean).join(" ");
  }

  /** How much of everything the chosen days hold. @param {boolean} set */
  counts(set) {
    const { data } = this.model;
    const { filters } = this.store.state;
    const numbers = {
      articles: [data.articles.filter((_, i) => articleShows(data, i, filters)).length, data.articles.length],
      statements: [data.statements.filter((s) => statementShows(data, s, filters)).length, data.statements.length],
      events: [this.incidents ? this.incidents.shown(filters).length : 0, this.incidents?.count ?? 0],
    };
    return SERIES.filter((name) => numbers[name][1]).map((name) => `${t(`days.${name}`)} ${set ? t("days.of", { n: numbers[name][0], all: numbers[name][1] }) : numbers[name][1]}`).join(" · ");
  }
}

/** When a place is mentioned, as a small chart with its words. @param {string[]} days */
export function overTime(days) {
  const dated = days.filter(Boolean).sort();
  if (dated.length < 2 || dated[0] === dated[dated.length - 1]) return null;
  const spans = spansOf(/** @type {any} */ ({ articles: dated.map((published) => ({ published })), statements: [] }), []);
  if (!spans) return null;
  const most = Math.max(...spans.articles);
  const at = spans.articles.indexOf(most);
  const words = t("card.overTime", { from: date(dated[0]), to: date(dated[dated.length - 1]), n: most, peak: date(spans.starts[at]) });
  const chart = svg("svg", { viewBox: `0 0 ${spans.articles.length * WIDE} ${TALL}`, preserveAspectRatio: "none", "aria-hidden": "true", class: "over-time" },
    spans.articles.map((count, i) => (count ? svg("rect", { class: "articles", x: i * WIDE + 0.5, y: TALL - (TALL * count) / most, width: WIDE - 1, height: (TALL * count) / most }) : null)));
  return { chart, words };
}
