/** Search over places and text, and the filters of the sentences. */

import { byId, h, put } from "../panels/dom.js";
import { articleShows, noFilters, plain, statementShows } from "./model.js";
import { toCard } from "../panels/card.js";
import { describePlace } from "../panels/saying.js";
import { country, date, placeName, t } from "../panels/text.js";

const FOUND = 7; // places offered at a time
const OFFERED = 200; // outlets, speakers, places in a list, those with most first

export class FilterBar {
  /** @param {import("./model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    this.search = /** @type {HTMLInputElement} */ (byId("bm-search"));
    this.search.addEventListener("input", () => {
      this.change({ query: this.search.value });
      this.find();
    });
    this.search.addEventListener("keydown", (e) => {
      if (e.key === "Enter") /** @type {HTMLElement | null} */ (byId("bm-found").querySelector("button"))?.click();
    });
    this.form = /** @type {HTMLFormElement} */ (byId("bm-filters"));
    this.box = /** @type {HTMLDetailsElement} */ (byId("bm-filter-box"));
    this.box.addEventListener("toggle", () => this.box.open && this.facets());
    this.form.addEventListener("input", () => this.read());
    this.form.addEventListener("submit", (e) => e.preventDefault());
    byId("bm-filters-clear").addEventListener("click", () => {
      store.set({ filters: noFilters() });
      this.search.value = "";
      this.find();
    });
    this.draw();
    store.subscribe((state, changed) => {
      if (changed.has("language")) this.draw();
      if (changed.has("filters") && this.box.open) this.facets();
      if (changed.has("filters")) this.write(state.filters);
    });
  }

  /** @param {Partial<import("./model.js").Filters>} change */
  change(change) {
    this.store.set({ filters: { ...this.store.state.filters, ...change } });
  }

  draw() {
    const { data } = this.model;
    const kinds = [...new Set(data.mentions.map((m) => m.kind))].sort();
    const speakers = [...new Set(data.statements.flatMap((s) => s.fields.map((f) => f.speaker ?? "")))].filter(Boolean).sort();
    put(byId("bm-f-article"), h("option", { value: "" }, t("filter.all")), data.articles.map((a, i) =>
      h("option", { value: i }, [date(a.published), a.outlet, a.title ?? a.doc_id].filter(Boolean).join(" · ").slice(0, 90))));
    this.facets();
    put(byId("bm-f-kind"), h("option", { value: "" }, t("filter.all")), kinds.map((k) => h("option", { value: k }, t(`kind.${k}`))));
    byId("bm-f-speaker-row").hidden = speakers.length === 0;
    this.write(this.store.state.filters);
  }

  /** Outlets, speakers and places with how many articles or statements each has under the other filters. */
  facets() {
    const { data } = this.model;
    const { filters } = this.store.state;
    /** @param {string} id @param {[string, string, number][]} values  value, words, how many */
    const offer = (id, values) => {
      const sorted = values.sort((a, b) => b[2] - a[2] || (a[1] < b[1] ? -1 : 1)).slice(0, OFFERED);
      const chosen = { "bm-f-outlet": filters.outlet, "bm-f-speaker": filters.speaker, "bm-f-naming": String(filters.naming ?? "") }[id] ?? "";
      if (chosen && !sorted.some(([value]) => value === chosen)) sorted.push([chosen, id === "bm-f-naming" ? placeName(data.places[Number(chosen)]) : chosen, 0]);
      put(byId(id), h("option", { value: "" }, t("filter.all")), sorted.map(([value, words, n]) => h("option", { value }, `${words} (${n})`)));
      this.field(id).value = chosen;
    };
    const counts = countsOf(data, filters);
    offer("bm-f-outlet", [...counts.outlets].map(([name, n]) => [name, name, n]));
    offer("bm-f-speaker", [...counts.speakers].map(([name, n]) => [name, name, n]));
    offer("bm-f-naming", [...counts.places].map(([place, n]) => [String(place), placeName(data.places[place]), n]));
    byId("bm-f-outlet-row").hidden = !data.articles.some((a) => a.outlet);
    byId("bm-f-naming-row").hidden = !data.places.length;
  }

  /** @param {string} id */
  field(id) {
    return /** @type {HTMLInputElement} */ (byId(id));
  }

  read() {
    const article = this.field("bm-f-article").value;
    this.change({
      article: article === "" ? null : Number(article), from: this.field("bm-f-from").value, to: this.field("bm-f-to").value,
      kind: this.field("bm-f-kind").value, associative: this.field("bm-f-associative").checked,
      confidence: Number(this.field("bm-f-confidence").value) / 100, speaker: this.field("bm-f-speaker").value,
      outlet: this.field("bm-f-outlet").value, naming: this.field("bm-f-naming").value === "" ? null : Number(this.field("bm-f-naming").value),
    });
  }

  /** @param {import("./model.js").Filters} filters */
  write(filters) {
    /** @type {[string, string][]} */
    const values = [["bm-f-article", filters.article === null ? "" : String(filters.article)], ["bm-f-from", filters.from], ["bm-f-to", filters.to],
      ["bm-f-kind", filters.kind], ["bm-f-confidence", String(Math.round(filters.confidence * 100))], ["bm-f-speaker", filters.speaker], ["bm-f-outlet", filters.outlet],
      ["bm-f-naming", filters.naming === null ? "" : String(filters.naming)]];
    for (const [id, value] of values) if (this.field(id).value !== value) this.field(id).value = value;
    this.field("bm-f-associative").checked = filters.associative;
    if (this.search.value !== filters.query) this.search.value = filters.query;
    byId("bm-f-confidence-value").textContent = `${Math.round(filters.confidence * 100)} %`;
    const empty = noFilters();
    const on = Object.keys(empty).filter((key) => key !== "query" && /** @type {any} */ (filters)[key] !== /** @type {any} */ (empty)[key]).length;
    byId("bm-filters-summary").textContent = on ? t("filter.on", { n: on }) : t("filter.title");
  }

  /** Places by name: mentioned ones first, then settlements. */
  find() {
    const words = plain(this.search.value.trim());
    const list = byId("bm-found");
    if (words.length < 2) return put(list);
    const { data } = this.model;
    /** @type {{ exact: boolean, element: HTMLElement }[]} */
    const found = [];
    /** @param {string} name @param {string} text @param {() => void} choose */
    const add = (name, text, choose) => found.push({ exact: plain(name) === words, element: this.result(text, choose) });
    data.places.forEach((place, i) => {
      if (plain(`${place.name} ${place.name_local ?? ""}`).includes(words) && this.model.mentionsOf[i].length) {
        add(place.name, describePlace(place), () => this.store.set({ place: i, row: null, mention: null }));
      }
    });
    const s = data.settlements;
    const names = this.model.plainNames();
    for (let row = 0; s && row < s.count; row++) {
      if (found.length >= FOUND && names[row] !== words) continue;
      if (!names[row].startsWith(words) || this.model.placeOf.has(s.geonameid[row])) continue;
      const where = [s.name(row), s.divisionName(s.division[row]), country(this.model.sides[s.side[row]]?.code)].filter(Boolean).join(", ");
      add(s.name(row), where, () => this.store.set({ row, place: null, mention: null }));
    }
    const best = [...found.filter((each) => each.exact), ...found.filter((each) => !each.exact)].slice(0, FOUND);
    put(list, best.length ? best.map((each) => each.element) : h("li", { class: "small dim" }, t(s ? "search.none" : "search.noneNamed")));
  }

  /** @param {string} text @param {() => void} choose */
  result(text, choose) {
    const button = h("button", { type: "button", class: "found", onclick: (/** @type {MouseEvent} */ event) => {
      choose();
      if (!event.detail) toCard(this.store, this.search);
    } }, text);
    return h("li", {}, button);
  }
}

/** How many articles each outlet has and each place is named in, and how many statements each speaker has: of what passes the
 * other filters. @param {import("../wire/unpack.js").PageData} data @param {import("./model.js").Filters} filters */
export function countsOf(data, filters) {
  /** @template T @param {Map<T, number>} counts @param {T} key */
  const add = (counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  /** @type {Map<string, number>} */
  const outlets = new Map();
  /** @type {Map<string, number>} */
  const speakers = new Map();
  /** @type {Map<number, number>} */
  const places = new Map();
  const [anyOutlet, anyPlace, anySpeaker] = [{ ...filters, outlet: "" }, { ...filters, naming: null }, { ...filters, speaker: "" }];
  for (const [i, { outlet }] of data.articles.entries()) if (outlet && articleShows(data, i, anyOutlet)) add(outlets, outlet);
  const shown = data.articles.map((_, i) => articleShows(data, i, anyPlace));
  const named = new Set();
  for (const { place, sentence } of data.mentions) {
    const { article } = data.sentences[sentence];
    const key = Number(place) * data.articles.length + article;
    if (place === undefined || !shown[article] || named.has(key)) continue;
    named.add(key);
    add(places, place);
  }
  for (const s of data.statements) {
    if (!statementShows(data, s, anySpeaker)) continue;
    for (const name of new Set([s.speaker, ...s.fields.map((f) => f.speaker)])) if (name) add(speakers, name);
  }
  return { outlets, speakers, places };
}
