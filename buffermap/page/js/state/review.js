/** A person checks mentions; what they decide leaves as `corrections.toml` and rides along in exports. */

import { toml } from "../wire/quoting.js";
import { announce, byId, download, h, icon } from "../panels/dom.js";
import { percent, t } from "../panels/text.js";

export class Review {
  /** @param {import("./model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    this.count();
    store.subscribe((_, changed) => {
      if (changed.has("reviews") || changed.has("language")) this.count();
    });
    byId("bm-corrections").addEventListener("click", () => this.save());
    const name = /** @type {HTMLInputElement} */ (byId("bm-reviewer"));
    name.value = store.state.reviewer;
    name.addEventListener("input", () => store.set({ reviewer: name.value }));
    store.subscribe((state, changed) => {
      if (changed.has("reviewer") && name.value !== state.reviewer) name.value = state.reviewer;
    });
  }

  count() {
    const n = this.store.state.reviews.size;
    const { mentions } = this.model.data;
    const before = mentions.filter((mention, i) => reviewedBefore(mention) && !this.store.state.reviews.has(i)).length;
    byId("bm-checked").textContent = t("review.count", { n: n + before, of: mentions.length });
    /** @type {HTMLButtonElement} */ (byId("bm-corrections")).disabled = n === 0;
  }

  /** @param {number} m @param {import("./model.js").Review | null} review */
  decide(m, review) {
    const reviews = new Map(this.store.state.reviews);
    if (review) reviews.set(m, review);
    else reviews.delete(m);
    this.store.set({ reviews });
    announce(t(review ? `review.${review.verdict}` : "review.undone"));
  }

  /** The review of one mention: why this place, what else it could be, and the reviewer's decision. @param {number} m */
  form(m) {
    const { data } = this.model;
    const mention = data.mentions[m];
    const current = this.store.state.reviews.get(m);
    const today = new Date().toISOString().slice(0, 10);
    /** @param {string} key @param {import("./model.js").Review} review @param {Node | null} [mark] */
    const choice = (key, review, mark = null) => {
      const on = current?.verdict === review.verdict && current.geonameid === review.geonameid;
      return h("button", { type: "button", class: "chip", id: `bm-review-${review.verdict}`, "aria-pressed": String(on), onclick: () => this.decide(m, on ? null : { ...review, note: this.store.state.reviews.get(m)?.note }) }, mark, t(key));
    };
    const chosen = mention.place === undefined ? undefined : data.places[mention.place].geonameid;
    const candidates = (mention.candidates ?? []).map(([i, score, reason]) => {
      const [geonameid, name, where] = data.candidates[i];
      const on = current?.verdict === "other" && current.geonameid === geonameid;
      return h("li", { class: geonameid === chosen ? "chosen" : "" },
        h("button", { type: "button", class: "candidate", id: `bm-candidate-${geonameid}`, "aria-pressed": String(on), disabled: geonameid === chosen,
          onclick: () => this.decide(m, on ? null : { verdict: "other", geonameid, name, date: today }) },
        h("span", {}, h("strong", {}, name), where ? ` ${where}` : ""), h("span", { class: "tabular dim" }, percent(score))),
        reason ? h("span", { class: "reason" }, reason) : null);
    });
    const note = h("input", { type: "text", class: "note", id: "bm-review-note", placeholder: t("review.note"), "aria-label": t("review.note"), value: current?.note ?? "" });
    note.addEventListener("change", () => {
      const review = this.store.state.reviews.get(m);
      if (review) this.decide(m, { ...review, note: note.value });
    });
    const confirmed = { verdict: /** @type {const} */ ("confirmed"), geonameid: chosen, date: today };
    return h("details", { class: "review", open: this.open === true, ontoggle: (/** @type {Event} */ e) => { this.open = /** @type {HTMLDetailsElement} */ (e.target).open; } },
      h("summary", { id: "bm-review-open" }, t("review.title"), current ? h("span", { class: "status reviewed" }, t(`review.${current.verdict}`)) : h("span", { class: "dim" }, ` ${t("review.score", { score: percent(mention.score) })}`)),
      mention.reason ? h("p", { class: "reason" }, mention.reason) : null,
      mention.subtype || mention.flags?.length ? h("p", { class: "reason" }, [mention.usage, mention.subtype, ...(mention.flags ?? [])].filter(Boolean).join(" · ")) : null,
      h("div", { class: "chips" },
        mention.place === undefined ? null : choice("review.confirm", confirmed, icon("check")),
        choice("review.notPlace", { verdict: "not-a-place", date: today }, icon("close"))),
      candidates.length ? h("p", { class: "label" }, t("review.else")) : null,
      candidates.length ? h("ul", { class: "candidates" }, candidates) : null,
      current ? note : null);
  }

  save() {
    download("corrections.toml", new Blob([corrections(this.model.data, this.store.state)], { type: "application/toml" }));
  }
}

/** Reviews as a file for `--corrections`. @param {import("../wire/unpack.js").PageData} data @param {import("../wire/store.js").State} state */
export function corrections(data, state) {
  const lines = ["# Reviewed on a buffermap page; read with: buffermap map … --corrections corrections.toml", "format = 1", ""];
  for (const [m, review] of [...state.reviews].sort((a, b) => a[0] - b[0])) {
    const mention = data.mentions[m];
    const sentence = data.sentences[mention.sentence];
    const before = codePoints(sentence.text.slice(0, mention.start));
    lines.push("[[correction]]");
    lines.push(`surface = ${toml(mention.surface)}`);
    lines.push(`doc_id = ${toml(data.articles[sentence.article].doc_id)}`);
    if (sentence.text) lines.push(`start = ${sentence.start + before}`);
    lines.push(`verdict = ${toml(review.verdict)}`);
    if (review.verdict === "not-a-place") lines.push("not_a_place = true");
    else if (review.geonameid !== undefined) lines.push(`geonameid = ${review.geonameid}`);
    if (state.reviewer) lines.push(`reviewer = ${toml(state.reviewer)}`);
    lines.push(`date = ${review.date}`);
    if (review.note) lines.push(`note = ${toml(review.note)}`);
    lines.push("");
  }
  return lines.join("\n");
}

/** Whether a mention was reviewed before the page was made. @param {import("../wire/unpack.js").Mention} mention */
export function reviewedBefore(mention) {
  return Boolean(mention.flags?.some((flag) => flag === "confirmed" || flag === "corrected"));
}

/** What a person decided on a mention, as exports say it: "confirmed by M. K. 2026-11-20: the note"; empty where nobody did.
 * @param {import("../wire/unpack.js").PageData} data @param {import("../wire/store.js").State} state @param {number} m */
export function reviewWords(data, state, m) {
  const review = state.reviews.get(m);
  if (!review) return reviewedBefore(data.mentions[m]) ? (data.mentions[m].reason ?? "") : "";
  const verdict = review.verdict === "other" ? "corrected" : review.verdict;
  return `${verdict} by ${state.reviewer || "the reader"} ${review.date}${review.note ? `: ${review.note}` : ""}`;
}

/** @param {string} text */
export function codePoints(text) {
  return Array.from(text).length;
}

