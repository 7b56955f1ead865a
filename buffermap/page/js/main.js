/** Put the page together. */

import { AboutPanel } from "./panels/about.js";
import { AskPanel } from "./panels/ask.js";
import { Card } from "./panels/card.js";
import { ComparePanel } from "./panels/compare.js";
import { Controls } from "./panels/controls.js";
import { DepthPanel } from "./state/depth.js";
import { Brief } from "./panels/brief.js";
import { byId, h, icon, put } from "./panels/dom.js";
import { DaysPanel } from "./panels/timeline.js";
import { EventsPanel } from "./panels/events.js";
import { Exports } from "./wire/exports.js";
import { coverage, Headline } from "./state/finding.js";
import { FilterBar } from "./state/filters.js";
import { follow, read } from "./wire/hash.js";
import { Inset } from "./map/inset.js";
import { drawLayers } from "./map/layers.js";
import { MapAsking } from "./map/asking.js";
import { MapView } from "./map/mapview.js";
import { Incidents } from "./state/incidents.js";
import { Kept } from "./state/kept.js";
import { Model } from "./state/model.js";
import { asking } from "./state/question.js";
import { PaperPage } from "./panels/print.js";
import { Review } from "./state/review.js";
import { Rests } from "./panels/rests.js";
import { SentencesPanel } from "./panels/sentences.js";
import { keepSource } from "./wire/source.js";
import { StatementsPanel } from "./panels/statements.js";
import { Store } from "./wire/store.js";
import { TablePanel } from "./panels/table.js";
import { pair } from "./state/pair.js";
import { RingsPanel } from "./panels/rings.js";
import { say, t, useLanguage } from "./panels/text.js";
import { unpack } from "./wire/unpack.js";
import { ZoneList } from "./panels/zones.js";

const TABS = ["text", "statements", "table", "events", "ask", "about"];

/** @param {any} L @param {() => any} makeMap  it makes the map */
export async function start(L, makeMap) {
  keepSource();
  try {
    await open(L, makeMap);
  } catch (error) {
    document.documentElement.classList.remove("js"); // shows what the page has without a script
    throw error;
  }
}

/** @param {any} L @param {() => any} makeMap */
async function open(L, makeMap) {
  const data = await unpack(JSON.parse(byId("bm-data").textContent ?? ""), byId("bm-bulk").textContent ?? "");
  const model = new Model(data);
  const store = new Store(data);
  restore(store, model, JSON.parse(byId("bm-state").textContent || "{}"));
  const linked = read(location.hash, model);
  Object.assign(store.state, linked.state);
  const { state } = store;
  if (state.asked) model.answers.give(state.asked);
  pair(model, state);
  useLanguage(data.strings, state.language);
  new Kept(data, store);
  applyStrings(data, model);
  applyTheme(state.theme);
  byId("bm-depth").hidden = !data.zone;
  byId("bm-hint").hidden = !data.hint;
  document.documentElement.classList.add("filled"); // the frame shows from now on
  if (data.zone) new DepthPanel(model, store);
  new Headline(model, store);
  new ZoneList(model, store);
  for (const id of ["bm-checked", "bm-review"]) byId(id).hidden = !data.mentions.length;
  if (data.zone && data.settlements) new ComparePanel(model, store);
  if (data.zone) new RingsPanel(model, store);
  const sentences = new SentencesPanel(model, store);
  new Rests(model, store);
  new Card(model, store, sentences, new Review(model, store));
  new FilterBar(model, store);
  if (data.settlements) new TablePanel(model, store);
  new AboutPanel(model, store);
  new StatementsPanel(model, store);
  const asks = data.zone && !model.two && !data.public ? new AskPanel(model, store) : null;
  const incidents = data.events ? new Incidents(model) : null;
  if (state.asked) incidents?.measure(true);
  const events = incidents && new EventsPanel(incidents, model, store);
  if (data.articles.length || events) new DaysPanel(model, store, incidents);
  tabs(model, store);
  if (linked.embed) document.documentElement.classList.add("embed");
  const map = makeMap(); // after all that could change the map's size: it is measured only once
  if (!data.tiles) map.options.zoomSnap = 0.25; // what is drawn here is sharp at any zoom
  drawLayers(L, map, JSON.parse(document.getElementById("bm-added")?.textContent || "[]"));
  const view = new MapView(L, map, model, store, events);
  if (asks) new MapAsking(L, map, view, asks);
  new Controls(L, map, view, model, store);
  new Exports(map, view, model, store);
  new Brief(model, store);
  new PaperPage(map, view, model, store);
  tools(model, store, incidents);
  if (byId("bm-map").offsetWidth < 900) /** @type {HTMLDetailsElement} */ (byId("bm-legend")).open = false;
  const opening = linked.view ?? saved.view;
  if (opening) map.setView([opening[1], opening[2]], opening[0], { animate: false });
  else view.open();
  for (const key of /** @type {const} */ (["place", "row", "mention"])) if (state[key] !== null) store.changed.add(key);
  store.flush();
  follow(map, model, store);
  view.show();
  new Inset(map, view, model, store);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(byId("bm-map"));
  /** @type {any} */ (window).buffermap = { map, model, store, view };
  await drawn();
  document.documentElement.classList.add("ready");
  performance.mark("buffermap-ready");
}

/** Resolves when the browser has drawn what is there now, and would answer to a click. */
function drawn() {
  return new Promise((done) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(0);
    });
    setTimeout(done, 1000); // a tab in the background draws no frames
  });
}

/** @type {{ view: [number, number, number] | null }} */
const saved = { view: null };

/** The state that a saved copy carries. @param {Store} store @param {Model} model @param {any} value */
function restore(store, model, value) {
  const { reviews, view, asked, ...rest } = value;
  if (asked && model.answers.known(asking(asked))) store.state.asked = asking(asked);
  for (const [key, each] of Object.entries(rest)) if (Object.hasOwn(store.state, key)) /** @type {any} */ (store.state)[key] = each;
  if (reviews) store.state.reviews = new Map(reviews);
  if (view) saved.view = view;
}

/** Fill every element that names a string. @param {import("./wire/unpack.js").PageData} data @param {Model} model */
function applyStrings(data, model) {
  document.documentElement.lang = data.strings[document.documentElement.lang] ? document.documentElement.lang : "en";
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.getAttribute("data-t") ?? "");
  for (const attribute of ["aria-label", "title", "placeholder"]) {
    for (const element of document.querySelectorAll(`[data-t-${attribute}]`)) element.setAttribute(attribute, t(element.getAttribute(`data-t-${attribute}`) ?? ""));
  }
  byId("bm-hint").textContent = say(data.hint);
  tellCoverage(model);
  byId("bm-mode").textContent = data.textMode === "full" ? t("mode.full") : data.textMode === "links" ? t("mode.links") : t("mode.sentences");
}

/** What the settlement data near the stretch cover. @param {Model} model */
function tellCoverage(model) {
  const told = coverage(model);
  /** @type {HTMLElement} */ (byId("bm-coverage").firstElementChild).textContent = told;
  byId("bm-coverage").hidden = !told;
}

/** @param {string} theme  "light", "dark" or "" for the system's */
function applyTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

/** @param {import("./state/model.js").Model} model @param {Store} store */
function tabs(model, store) {
  const { statements, claims, unnamed } = model.data;
  const spoken = [...statements, ...claims, ...unnamed];
  const available = TABS.filter((name) => (name !== "text" || model.data.articles.length > 0 || !model.data.settlements) && (name !== "table" || model.data.settlements) && (name !== "events" || model.data.events) && (name !== "ask" || (model.data.zone && !model.two && !model.data.public)) && (name !== "statements" || spoken.length > 0));
  for (const name of TABS) byId(`bm-tab-${name}`).hidden = !available.includes(name);
  /** where each tab was scrolled to @type {Record<string, number>} */
  const places = {};
  const body = byId("bm-panel-body");
  let before = store.state.tab;
  // the depth folds to a strip while one reads, where there is enough to read
  for (const scroller of [body, byId("bm-rows")]) {
    scroller.addEventListener("scroll", () => {
      if (scroller === body) places[store.state.tab] = body.scrollTop;
      const folds = scroller.scrollTop > 60 && scroller.scrollHeight - scroller.clientHeight > 400;
      if (folds || scroller.scrollTop === 0) byId("bm-depth").classList.toggle("folded", folds);
    });
  }
  const show = () => {
    for (const name of TABS) {
      const on = store.state.tab === name;
      const tab = byId(`bm-tab-${name}`);
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      byId(`bm-${name}`).hidden = !on;
    }
    body.classList.toggle("fixed", store.state.tab === "table");
    if (before !== store.state.tab) body.scrollTop = places[store.state.tab] ?? 0;
    before = store.state.tab;
  };
  for (const name of available) byId(`bm-tab-${name}`).addEventListener("click", () => store.set({ tab: name }));
  byId("bm-tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = available[(available.indexOf(store.state.tab) + step + available.length) % available.length];
    store.set({ tab: next });
    store.flush();
    byId(`bm-tab-${next}`).focus();
  });
  store.subscribe((_, changed) => {
    if (changed.has("tab")) show();
  });
  show();
}

const FOLLOWS = ["depth", "side", "basis", "row", "layers"]; // from the stretch that is asked for: all that shows one of these is drawn anew

/** Make the model that of the question. @param {Model} model @param {import("./wire/store.js").State} state @param {Set<string>} changed @param {Incidents | null} incidents */
function answer(model, state, changed, incidents) {
  if (!changed.has("asked") && !changed.has("pair")) return;
  if (changed.has("asked")) answered(model, state, changed, incidents);
  const two = model.data.other !== null;
  pair(model, state);
  for (const key of FOLLOWS) changed.add(key);
  if (two || model.data.other) changed.add("language"); // a second zone changes every panel
  tellCoverage(model);
}

/** A settlement that is selected stays it. @param {Model} model @param {import("./wire/store.js").State} state @param {Set<string>} changed @param {Incidents | null} incidents */
function answered(model, state, changed, incidents) {
  const selected = changed.has("row") || state.row === null ? undefined : model.data.settlements?.geonameid[state.row];
  model.answers.give(state.asked);
  incidents?.measure(state.asked !== null);
  if (!changed.has("row") && state.row !== null) state.row = selected ? (model.data.settlements?.geonameid.indexOf(selected) ?? null) : null;
}

/** Language, theme, menus. @param {Model} model @param {Store} store @param {Incidents | null} incidents */
function tools(model, store, incidents) {
  const { data } = model;
  const language = /** @type {HTMLSelectElement} */ (byId("bm-language"));
  put(language, Object.entries(data.strings).map(([code, strings]) => h("option", { value: code }, strings.language)));
  language.value = store.state.language;
  language.addEventListener("change", () => store.set({ language: language.value }));
  put(byId("bm-theme"), icon("moon"));
  byId("bm-theme").addEventListener("click", () => {
    const dark = getComputedStyle(document.documentElement).getPropertyValue("--scheme").trim() === "dark";
    applyTheme(dark ? "light" : "dark");
    store.set({ theme: dark ? "light" : "dark" });
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    store.changed.add("theme");
    store.flush();
  });
  store.subscribe((state, changed) => {
    if (!changed.has("language")) return;
    document.documentElement.lang = state.language;
    language.value = state.language;
    useLanguage(data.strings, state.language);
    applyStrings(data, model);
  });
  // the answer and the words first, then whoever shows them
  store.listeners.unshift(/** @type {any} */ (store.listeners.pop()));
  store.listeners.unshift((state, changed) => answer(model, state, changed, incidents));
  for (const menu of document.querySelectorAll("details.menu")) {
    menu.addEventListener("keydown", (event) => {
      if (/** @type {KeyboardEvent} */ (event).key !== "Escape") return;
      event.stopPropagation();
      /** @type {HTMLDetailsElement} */ (menu).open = false;
      /** @type {HTMLElement} */ (menu.querySelector("summary")).focus();
    });
    menu.addEventListener("click", (event) => {
      if (/** @type {HTMLElement} */ (event.target).closest("button")) /** @type {HTMLDetailsElement} */ (menu).open = false;
    });
  }
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(/** @type {Node} */ (event.target))) /** @type {HTMLDetailsElement} */ (menu).open = false;
    }
  });
}
