/** The card of what is selected: a place with all its sentences, or a settlement; and the review of a mention. */

import { byId, h, icon, put } from "./dom.js";
import { isPoint } from "../map/dots.js";
import { INSIDE, mentionShows, OUTSIDE, partly, UNCERTAIN_INSIDE } from "../state/model.js";
import { overTime } from "./timeline.js";
import { dayOf } from "../state/days.js";
import { describePlace } from "./saying.js";
import { country, has, km, people, placeName, t } from "./text.js";

/** where the keyboard came from when it went to the card @type {{ from: HTMLElement | null }} */
const came = { from: null };

/** By the keyboard: on to the card, from which Escape leads back. @param {import("../wire/store.js").Store} store @param {HTMLElement} from */
export function toCard(store, from) {
  came.from = from;
  store.flush();
  byId("bm-card").focus({ preventScroll: true });
}

export class Card {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store
   *  @param {import("./sentences.js").SentencesPanel} sentences @param {import("../state/review.js").Review} review */
  constructor(model, store, sentences, review) {
    this.model = model;
    this.store = store;
    this.sentences = sentences;
    this.review = review;
    this.box = byId("bm-card");
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      const mark = sentences.marks.get(store.state.mention ?? -1);
      const from = came.from?.isConnected ? came.from : mark;
      store.set({ place: null, row: null, mention: null });
      store.flush();
      from?.focus();
    });
    store.subscribe((state, changed) => {
      if (["place", "mention", "row", "depth", "side", "reviews", "filters", "language"].some((key) => changed.has(key))) this.update(state);
    });
  }

  /** @param {import("../wire/store.js").State} state */
  update(state) {
    const open = state.place !== null || state.row !== null || state.mention !== null;
    this.box.hidden = !open;
    if (!open) return;
    const close = h("button", { type: "button", class: "plain", "aria-label": t("close"), onclick: () => this.store.set({ place: null, row: null, mention: null }) }, icon("close"));
    const focused = this.box.contains(document.activeElement) && document.activeElement !== this.box ? document.activeElement?.id : "";
    if (state.place !== null) put(this.box, this.place(state, state.place, close));
    else if (state.mention !== null) put(this.box, this.unplaced(state.mention, close));
    else if (state.row !== null) put(this.box, this.settlement(state, state.row, close));
    this.box.setAttribute("aria-label", [...this.box.querySelectorAll("h3, .card-facts, .card-where")].map((each) => each.textContent?.trim()).filter(Boolean).join(". "));
    if (focused) (document.getElementById(focused) ?? this.box).focus(); // what was drawn anew keeps the focus
  }

  /** @param {import("../wire/store.js").State} state @param {number} i @param {HTMLElement} close */
  place(state, i, close) {
    const place = this.model.data.places[i];
    const mentions = this.sentences.mentionsShown(i);
    const at = state.mention === null ? 0 : Math.max(0, mentions.indexOf(state.mention));
    /** @param {number} step */
    const go = (step) => this.store.set({ mention: mentions[(at + step + mentions.length) % mentions.length] });
    const nav = mentions.length
      ? h("div", { class: "nav" },
        h("button", { type: "button", class: "plain", id: "bm-previous", "aria-label": t("card.previous"), disabled: mentions.length < 2, onclick: () => go(-1) }, icon("left")),
        h("span", { class: "tabular" }, t("card.sentence", { i: at + 1, n: mentions.length })),
        h("button", { type: "button", class: "plain", id: "bm-next", "aria-label": t("card.next"), disabled: mentions.length < 2, onclick: () => go(1) }, icon("right")))
      : null;
    const name = placeName(place);
    const local = place.name_local && place.name_local !== name ? h("span", { class: "local" }, place.name_local) : null;
    return [
      h("div", { class: "card-head" }, h("h3", { dir: "auto" }, name, " ", local), nav, close),
      h("p", { class: "card-facts" }, describePlace(place).split(", ").slice(1).join(" · "),
        place.population !== undefined ? ` · ${t("tip.people", { people: people(place.population) })}` : ""),
      this.unshown(i),
      place.mentions_in_all ? h("p", { class: "dim small" }, t("card.inAll", { n: place.mentions_in_all, articles: place.articles_in_all })) : null,
      this.where(place.distance_m, this.model.statusOfPlace(place, state.depth, state.side), place.side, place.kind, place.uncertainty_m, place.population),
      this.overTime(i),
      state.mention !== null ? this.review.form(state.mention) : null,
    ];
  }

  /** When the articles name a place. @param {number} i */
  overTime(i) {
    const { data } = this.model;
    const found = overTime(this.sentences.mentionsShown(i).map((m) => dayOf(data.articles[data.sentences[data.mentions[m].sentence].article].published)));
    return found && h("div", { class: "card-time" }, found.chart, h("p", { class: "dim small" }, found.words));
  }

  /** Why the map has no dot and no outline of a place. @param {number} i */
  unshown(i) {
    const { data } = this.model;
    const { kind } = data.places[i];
    if (data.outlines.has(i)) return null;
    const used = this.model.mentionsOf[i].some((m) => mentionShows(data, m, { ...this.store.state.filters, associative: false }, this.store.state.reviews));
    const why = !isPoint(kind) ? (["country", "admin1", "admin2"].includes(kind) ? "unshown.division" : "unshown.region") : used ? "" : "unshown.use";
    return why ? h("p", { class: "card-facts" }, t(why)) : null;
  }

  /** @param {number} m @param {HTMLElement} close */
  unplaced(m, close) {
    const mention = this.model.data.mentions[m];
    return [
      h("div", { class: "card-head" }, h("h3", { dir: "auto" }, mention.surface), close),
      h("p", { class: "card-facts" }, t("place.unplaced"), mention.reason ? `: ${mention.reason}` : ""),
      this.review.form(m),
    ];
  }

  /** @param {import("../wire/store.js").State} state @param {number} row @param {HTMLElement} close */
  settlement(state, row, close) {
    const s = /** @type {import("./settlements.js").Settlements} */ (this.model.data.settlements);
    const side = this.model.sides[s.side[row]]?.code;
    const population = s.population[row] >= 0 ? t("tip.people", { people: people(s.population[row]) }) : t("tip.noFigure");
    return [
      h("div", { class: "card-head" }, h("h3", { dir: "auto" }, s.name(row)), close),
      h("p", { class: "card-facts" }, [s.divisionName(s.division[row]), country(side), population].filter(Boolean).join(" · ")),
      this.where(s.distance[row], this.model.statusOfRow(row, state.depth, state.side), side, "settlement", s.uncertainty[row], s.population[row]),
      h("p", { class: "dim small" }, t("card.notMentioned")),
    ];
  }

  /** @param {number | undefined} distance @param {number} status @param {string | undefined} side @param {string} kind @param {number} [uncertainty] @param {number} [listedPeople] */
  where(distance, status, side, kind, uncertainty, listedPeople) {
    if (distance === undefined || distance === null || (kind !== "settlement" && kind !== "site")) return null;
    const key = this.store.state.depth === null ? "none" : status === INSIDE ? "inside" : status === OUTSIDE ? "outside" : partly(listedPeople) ? "partly" : status === UNCERTAIN_INSIDE ? "nearInside" : "nearOutside";
    const text = t("card.distance", { km: km(distance), side: country(side) || t("side.elsewhere") });
    return h("p", { class: "card-where" }, text, uncertainty ? h("span", { class: "dim" }, ` ± ${km(uncertainty)} km`) : null,
      has(`status.${key}`) && key !== "none" ? h("span", { class: `status ${key}` }, t(`status.${key}`)) : null);
  }
}

