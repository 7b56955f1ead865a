/** Articles and their sentences beside the map: every mention leads to its place. */

import { toCard } from "./card.js";
import { announce, byId, h, icon, outLink, put } from "./dom.js";
import { fragmentLink } from "../wire/fragment.js";
import { articleShows, mentionShows, plain, said } from "../state/model.js";
import { asides, describePlace, statementTitle } from "./saying.js";
import { date, t } from "./text.js";

const PAGE = 15; // articles put into the document at a time

export class SentencesPanel {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    this.data = model.data;
    this.list = byId("bm-articles");
    /** @type {number[]} articles that pass the filters */
    this.articles = [];
    this.rendered = 0;
    /** @type {Map<number, HTMLElement>} */
    this.marks = new Map();
    this.more = new IntersectionObserver((entries) => {
      if (entries.some((e) => e.isIntersecting)) this.renderMore();
    }, { root: byId("bm-panel-body"), rootMargin: "600px" });
    this.list.addEventListener("keydown", (event) => this.walk(event));
    this.list.addEventListener("focusin", (event) => {
      const row = /** @type {HTMLElement} */ (event.target).closest(".sentence");
      if (row) oneStop(/** @type {HTMLElement} */ (row), /** @type {HTMLElement} */ (event.target));
    });
    this.render();
    store.subscribe((state, changed) => {
      if (["filters", "language", "reviews"].some((key) => changed.has(key))) this.render();
      if (["place", "mention", "filters"].some((key) => changed.has(key))) this.select(state, changed);
    });
  }

  render() {
    const { filters } = this.store.state;
    const words = plain(filters.query.trim());
    /** @type {Map<number, number[]>} sentences to show, by article */
    this.sentencesOf = new Map();
    this.data.sentences.forEach((sentence, i) => {
      if (articleShows(this.data, sentence.article, filters) && this.sentenceShows(i, words)) {
        const list = this.sentencesOf?.get(sentence.article);
        if (list) list.push(i);
        else this.sentencesOf?.set(sentence.article, [i]);
      }
    });
    const wanted = this.data.articles.map((_, i) => i).filter((i) => articleShows(this.data, i, filters));
    const narrowed = words !== "" || filters.kind !== "" || filters.confidence > 0 || filters.speaker !== "";
    this.articles = wanted.filter((i) => this.sentencesOf?.has(i) || !narrowed);
    this.rendered = 0;
    this.marks.clear();
    this.list.replaceChildren();
    if (!this.articles.length) {
      put(this.list, h("p", { class: "empty" }, this.data.articles.length ? t("text.noMatch") : t("text.noArticles")));
    }
    this.renderMore();
    byId("bm-text-count").textContent = t("text.count", { n: this.articles.length });
  }

  /** @param {number} i @param {string} words */
  sentenceShows(i, words) {
    const { data } = this;
    const sentence = data.sentences[i];
    const { filters, reviews } = this.store.state;
    if (filters.speaker && !said(data, i, filters.speaker)) return false;
    const shown = sentence.mentions.filter((m) => mentionShows(data, m, filters, reviews));
    const narrow = filters.kind !== "" || filters.confidence > 0;
    if (narrow && !shown.length) return false;
    if (data.textMode !== "full" && !shown.length && !noted(sentence) && !sentence.mentions.some((m) => reviews.has(m))) return false;
    if (!words) return true;
    if (plain(sentence.text).includes(words)) return true;
    return shown.some((m) => {
      const place = data.mentions[m].place;
      return place !== undefined && plain(`${data.places[place].name} ${data.places[place].name_local ?? ""}`).includes(words);
    });
  }

  renderMore() {
    const until = Math.min(this.articles.length, this.rendered + PAGE);
    for (; this.rendered < until; this.rendered++) this.list.append(this.article(this.articles[this.rendered]));
    this.more.disconnect();
    if (this.rendered < this.articles.length && this.list.lastElementChild) this.more.observe(this.list.lastElementChild);
    this.markSelected(this.store.state);
  }

  /** @param {number} i */
  article(i) {
    const article = this.data.articles[i];
    const meta = [article.outlet, date(article.published), article.author].filter(Boolean).join(" · ");
    const links = [article.url ? outLink(article.url, t("text.read"), { class: "read" }) : t("text.noLink"),
      article.archived_url ? [" · ", outLink(article.archived_url, t("text.archived"), { class: "read" })] : null].flat();
    const box = h("article", { "data-article": i, lang: article.language ?? null },
      h("p", { class: "meta" }, meta, meta ? " · " : "", links),
      h("h3", { dir: "auto" }, article.title || article.doc_id));
    const body = article.reprint_of === undefined ? box : this.reprint(box, article.reprint_of);
    const again = this.data.articles.filter((a) => a.reprint_of === i).length;
    if (again) box.append(h("p", { class: "small dim" }, t("text.reprinted", { n: again })));
    let previous = null;
    for (const s of this.sentencesOf?.get(i) ?? []) {
      const sentence = this.data.sentences[s];
      if (previous !== null && sentence.start - previous > 3 && this.data.textMode === "sentences") body.append(h("p", { class: "gap", "aria-hidden": "true" }, "···"));
      body.append(this.sentence(s));
      previous = sentence.end;
    }
    if (!this.sentencesOf?.has(i)) box.append(h("p", { class: "dim small" }, t("text.nothing")));
    return box;
  }

  /** The same text printed again: its origin is named, its sentences are folded away. @param {HTMLElement} box @param {number} origin */
  reprint(box, origin) {
    const { title, doc_id, outlet, published } = this.data.articles[origin];
    const body = h("details", { class: "reprint" }, h("summary", { class: "small" }, t("text.reprint", { of: [title || doc_id, outlet, date(published)].filter(Boolean).join(", ") })));
    box.append(body);
    return body;
  }

  /** @param {number} i */
  sentence(i) {
    const { data } = this;
    const sentence = data.sentences[i];
    const row = h("p", { class: sentence.statements.length ? "sentence statement" : "sentence", "data-sentence": i, dir: "auto" });
    if (sentence.statements.length) row.append(...sentence.statements.map((s) => this.statementChip(s)));
    if (data.textMode === "links") {
      for (const m of sentence.mentions) row.append(this.mark(m), " ");
      row.append(...asides(sentence));
      return oneStop(row);
    }
    let at = 0;
    for (const m of sentence.mentions) {
      const mention = data.mentions[m];
      if (mention.start < at) continue;
      row.append(sentence.text.slice(at, mention.start), this.mark(m));
      at = mention.end;
    }
    row.append(sentence.text.slice(at));
    const url = fragmentLink(data.articles[sentence.article].url, sentence.text);
    if (url) {
      const link = outLink(url, "", { class: "to-source", "aria-label": t("text.toSentence"), title: t("text.toSentence") });
      link.append(icon("link"));
      row.append(" ", link);
    }
    row.append(...asides(sentence));
    return oneStop(row);
  }

  /** Arrows walk within a sentence, and up and down from one to the next. @param {KeyboardEvent} event */
  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = /** @type {HTMLElement} */ (event.target);
    const row = at.closest(".sentence");
    if (!step || !row) return;
    const across = event.key === "ArrowRight" || event.key === "ArrowLeft";
    const stops = /** @type {HTMLElement[]} */ ([...(across ? row : this.list).querySelectorAll(across ? "button, a" : ".sentence [tabindex='0']")]);
    const next = stops[stops.indexOf(across ? at : /** @type {HTMLElement} */ (row.querySelector("[tabindex='0']"))) + step];
    event.preventDefault();
    next?.focus();
  }

  /** @param {number} s */
  statementChip(s) {
    return h("button", { type: "button", class: "says", "data-statement": s, title: t("statement.open"), onclick: () => this.store.set({ statement: s, tab: "statements" }) },
      statementTitle(this.data.statements[s]));
  }

  /** @param {number} m */
  mark(m) {
    const mention = this.data.mentions[m];
    const { filters, reviews } = this.store.state;
    const shows = mentionShows(this.data, m, filters, reviews);
    const review = reviews.get(m);
    const kinds = ["m", mention.kind];
    if (mention.usage === "associative") kinds.push("associative");
    if (mention.place === undefined) kinds.push("unplaced");
    if (!shows) kinds.push("off");
    if (review) kinds.push("reviewed", review.verdict);
    const place = mention.place === undefined ? null : this.data.places[mention.place];
    const label = place ? `${mention.surface}: ${describePlace(place)}` : `${mention.surface}: ${t("place.unplaced")}`;
    const button = h("button", { type: "button", class: kinds.join(" "), "data-mention": m, title: label,
      onclick: (/** @type {MouseEvent} */ event) => {
        this.store.set({ mention: m, place: mention.place ?? null, row: null });
        if (!event.detail) toCard(this.store, button);
      } }, mention.surface);
    this.marks.set(m, button);
    return button;
  }

  /** @param {import("../wire/store.js").State} state @param {Set<string>} changed */
  select(state, changed) {
    if (state.place !== null && state.mention === null) {
      const first = this.mentionsShown(state.place)[0];
      if (first !== undefined) {
        this.store.state.mention = first;
        this.store.changed.delete("mention");
      }
    }
    this.markSelected(state);
    if (state.mention !== null && (changed.has("place") || changed.has("mention"))) this.bringIntoView(state.mention);
  }

  /** Mentions of a place that pass the filters; all of them if none does. @param {number} place */
  mentionsShown(place) {
    const all = this.model.mentionsOf[place];
    const { filters, reviews } = this.store.state;
    const shown = all.filter((m) => mentionShows(this.data, m, filters, reviews));
    return shown.length ? shown : all;
  }

  /** @param {import("../wire/store.js").State} state */
  markSelected(state) {
    for (const [m, mark] of this.marks) {
      mark.classList.toggle("same", state.place !== null && this.data.mentions[m].place === state.place);
      mark.classList.toggle("selected", m === state.mention);
      if (m === state.mention) mark.setAttribute("aria-current", "true");
      else mark.removeAttribute("aria-current");
    }
  }

  /** @param {number} m */
  bringIntoView(m) {
    const article = this.data.sentences[this.data.mentions[m].sentence].article;
    const index = this.articles.indexOf(article);
    while (index >= this.rendered && this.rendered < this.articles.length) this.renderMore();
    const mark = this.marks.get(m);
    const folded = /** @type {HTMLDetailsElement | null} */ (mark?.closest("details.reprint") ?? null);
    if (folded) folded.open = true;
    if (!mark?.isConnected || mark === document.activeElement) return;
    const body = byId("bm-panel-body");
    const card = byId("bm-card");
    const top = mark.getBoundingClientRect().top - body.getBoundingClientRect().top;
    const covered = card.hidden ? 0 : card.offsetHeight;
    if (top < covered + 20 || top > body.clientHeight - 80) {
      body.scrollBy({ top: top - covered - 90, behavior: "instant" });
    }
    announce(this.data.sentences[this.data.mentions[m].sentence].text);
  }
}

/** One stop of the tab key in a sentence; arrows lead to the rest. @param {HTMLElement} row @param {HTMLElement} [stop] */
function oneStop(row, stop) {
  const stops = /** @type {HTMLElement[]} */ ([...row.querySelectorAll("button, a")]);
  const first = stop ?? stops.find((each) => each.classList.contains("m")) ?? stops[0];
  for (const each of stops) each.tabIndex = each === first ? 0 : -1;
  return row;
}

/** Whether something is said of a zone, of a distance or of unnamed places. @param {import("../wire/unpack.js").Sentence} sentence */
function noted(sentence) {
  return sentence.statements.length > 0 || sentence.claims.length > 0 || sentence.unnamed.length > 0;
}
