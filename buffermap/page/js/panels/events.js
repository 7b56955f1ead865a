/** Events beside the map: how many the zone would hold, week by week, and each with its words where rows may be shown. */

import { announce, byId, h, outLink, put } from "./dom.js";
import { INSIDE, OUTSIDE } from "../state/model.js";
import { sunday } from "../state/incidents.js";
import { date, distance, km, t, whole0 } from "./text.js";

const EVENTS_AT_ONCE = 50; // events put into the document at a time

export class EventsPanel {
  /** @param {import("../state/incidents.js").Incidents} incidents @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(incidents, model, store) {
    this.incidents = incidents;
    this.model = model;
    this.store = store;
    this.shown = EVENTS_AT_ONCE;
    this.later = 0;
    this.now = byId("bm-events-now");
    this.now.hidden = false;
    document.documentElement.classList.toggle("own-use", incidents.wire.share === "own-use"); // says for whose use it is at every width
    this.live();
    this.draw();
    store.subscribe((state, changed) => {
      const anew = ["depth", "side", "filters", "language"].some((key) => changed.has(key));
      if (anew) this.live();
      clearTimeout(this.later); // tables and list follow when the slider rests
      if (state.tab === "events" && anew) this.later = window.setTimeout(() => this.draw(), 120);
      if (state.tab === "events" && ["tab", "event", "filters"].some((key) => changed.has(key))) this.draw();
      if (changed.has("event") && state.event !== null) this.reveal(state.event);
    });
    window.addEventListener("beforeprint", () => this.draw());
  }

  /** The line below the settlements' counts. */
  live() {
    this.now.textContent = this.summary();
  }

  summary() {
    const { state } = this.store;
    if (!this.model.data.zone) return t("events.all", { n: this.incidents.wire.number });
    if (state.depth === null) return t("events.noDepth", { n: this.incidents.wire.number });
    if (this.incidents.away) return t("events.ownStretch");
    const totals = this.incidents.totals(state);
    if (!totals) return t("events.otherDepths", { depths: this.incidents.depths().map((m) => distance(m, "km")).join(", ") });
    return t("events.now", { n: totals[0], uncertain: whole0(totals[1]), outside: whole0(totals[2]) });
  }

  draw() {
    const { wire } = this.incidents;
    const { state } = this.store;
    put(byId("bm-events"), h("p", { class: "lead" }, this.summary()), h("p", { class: "small dim" }, t(`events.share.${wire.share}`)),
      this.weeks(), this.table("type"), this.table("division"), wire.rows && this.incidents.hasPoints ? this.list(state) : null,
      h("h3", {}, t("events.sources")), h("ul", { class: "small" }, [...wire.cited, ...wire.notes].map((line) => h("li", { dir: "auto" }, line))));
  }

  /** A bar a week; a click shows that week alone, on the map and in the sentences too. */
  weeks() {
    const weeks = this.incidents.counts("week", this.store.state);
    if (!weeks?.length) return null;
    const most = Math.max(...weeks.map((each) => each[1] + each[2]), 1);
    const { filters } = this.store.state;
    const bars = weeks.filter((each) => /^\d/.test(each[0])).map(([week, inside, uncertain, outside]) => {
      const words = t("events.week", { week: date(week), n: inside, uncertain: whole0(uncertain), outside: whole0(outside) });
      const bar = h("button", { type: "button", class: "week", title: words, "aria-label": words, "aria-pressed": String(filters.from === week && filters.to === sunday(week)), onclick: () => this.choose(week) },
        h("span", { class: "maybe" }), h("span", { class: "sure" }));
      bar.style.setProperty("--sure", String(inside / most));
      bar.style.setProperty("--maybe", String(uncertain / most));
      return bar;
    });
    return h("div", {}, h("h3", {}, t("events.weeks")), h("div", { class: "weeks", role: "group", "aria-label": t("events.weeks") }, bars),
      h("p", { class: "small dim" }, t("events.weeksKey")));
  }

  /** @param {string} week */
  choose(week) {
    const { filters } = this.store.state;
    const again = filters.from === week && filters.to === sunday(week);
    this.shown = EVENTS_AT_ONCE;
    this.store.set({ filters: { ...filters, from: again ? "" : week, to: again ? "" : sunday(week) } });
    announce(t("events.weekChosen", { week: again ? "" : date(week) }));
  }

  /** @param {"type" | "division"} by */
  table(by) {
    const counts = this.incidents.counts(by, this.store.state);
    if (!counts?.length) return null;
    /** @param {string} key */
    const head = (key) => h("th", { scope: "col" }, t(key));
    return h("table", { class: "figures" }, h("thead", {}, h("tr", {}, [`events.${by}`, "events.inside", "figures.uncertain", "events.outside"].map(head))),
      h("tbody", {}, [...counts].sort((a, b) => b[1] + b[2] - a[1] - a[2]).map(([label, ...numbers]) => h("tr", {},
        h("th", { scope: "row", dir: "auto" }, label && label !== "not stated" ? label : t("events.unstated")), numbers.map((n) => h("td", {}, whole0(n)))))));
  }

  /** @param {import("../wire/store.js").State} state */
  list(state) {
    const found = this.incidents.shown(state.filters);
    const held = state.depth === null ? found : found.filter((i) => this.incidents.status(i, state) !== OUTSIDE);
    const first = held.slice(0, this.shown);
    if (state.event !== null && !first.includes(state.event)) first.unshift(state.event);
    const more = held.length > this.shown ? h("button", { type: "button", class: "chip", onclick: () => {
      this.shown += EVENTS_AT_ONCE;
      this.draw();
    } }, t("events.more", { n: held.length - this.shown })) : null;
    return h("div", {}, h("h3", {}, t("events.list", { n: held.length })), h("ol", { class: "events" }, first.map((i) => this.event(i, state))), more);
  }

  /** @param {number} i @param {import("../wire/store.js").State} state */
  event(i, state) {
    const rows = /** @type {any} */ (this.incidents.wire.rows);
    const status = this.incidents.status(i, state);
    const word = status === INSIDE ? "events.inside" : status === OUTSIDE ? "events.outside" : "figures.uncertain";
    const where = Number.isFinite(this.incidents.distance[i]) && this.model.data.zone ? t("tip.distance", { km: km(this.incidents.distance[i]) }) : "";
    const exact = Number.isFinite(this.incidents.uncertainty[i]) ? t("events.exact", { km: km(this.incidents.uncertainty[i]) }) : this.model.data.zone ? t("events.inexact") : "";
    const about = [state.depth === null ? "" : t(word), where, exact, this.incidents.word("precision", i)].filter(Boolean).join(" · ");
    const source = this.incidents.word("source", i);
    return h("li", { "data-event": i, class: state.event === i ? "event chosen" : "event" },
      h("button", { type: "button", class: "plain", onclick: () => this.store.set({ event: i, place: null, row: null, mention: null }) },
        [date(this.incidents.day(i)) || t("events.undated"), this.incidents.word("type", i), this.incidents.word("division", i)].filter(Boolean).join(" · ")),
      rows.text[i] ? h("p", { dir: "auto" }, rows.text[i]) : null,
      h("p", { class: "small dim" }, about),
      source || rows.url[i] ? h("p", { class: "small" }, rows.url[i] ? outLink(rows.url[i], source || t("text.read")) : source) : null,
      state.event === i ? this.near(i) : null);
  }

  /** Articles near in place and days: offered, never said to be about the event. @param {number} i */
  near(i) {
    const found = this.incidents.near(i);
    const { data } = this.model;
    return h("div", { class: "small" }, h("p", {}, t(found.length ? "events.near" : "events.nearNone")),
      h("ul", {}, found.map(({ article, place }) => {
        const { title, doc_id, outlet, published } = data.articles[article];
        const words = [date(published), outlet, title || doc_id].filter(Boolean).join(" · ");
        return h("li", {}, h("button", { type: "button", class: "plain", dir: "auto", onclick: () => this.store.set({ tab: "text", place, event: null, row: null, mention: null }) }, words));
      })));
  }

  /** @param {number} i */
  reveal(i) {
    byId("bm-events").querySelector(`[data-event="${i}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** What stands beside the pointer on an event. @param {number} i @returns {Node[]} */
  tip(i) {
    const text = /** @type {any} */ (this.incidents.wire.rows).text[i];
    return [h("div", {}, h("strong", {}, [date(this.incidents.day(i)), this.incidents.word("type", i)].filter(Boolean).join(" · "))),
      text ? h("div", { class: "dim" }, text.length > 160 ? `${text.slice(0, 160)}…` : text) : null].filter((each) => each !== null);
  }
}
