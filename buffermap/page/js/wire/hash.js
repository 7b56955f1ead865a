/** The permalink: view, depth, side, selection and filters in the address, and the back button. */

import { COLUMNS } from "../panels/table.js";
import { asking } from "../state/question.js";

const ORIGINS = ["text", "default", "analyst", "reader"];

/** @param {any} map @param {import("./store.js").State} state */
export function write(map, state) {
  const parts = new URLSearchParams();
  const at = map.getCenter();
  parts.set("map", `${map.getZoom()}/${at.lat.toFixed(4)}/${at.lng.toFixed(4)}`);
  parts.set("depth", state.depth === null ? "none" : String(state.depth / 1000));
  if (state.depth !== null) parts.set("by", state.depthBy);
  parts.set("side", state.side);
  parts.set("sideby", state.sideBy);
  if (state.rings.length) parts.set("rings", state.rings.map((ring) => ring / 1000).join(","));
  if (state.pair) parts.set("pair", "1");
  if (state.pair && state.depthB === null) parts.set("depthb", "none");
  if (state.depthB !== null) parts.set("depthb", String(state.depthB / 1000));
  if (state.depthB !== null || state.pair) parts.set("sideb", state.sideB);
  if (state.place !== null) parts.set("place", String(state.place));
  if (state.mention !== null) parts.set("mention", String(state.mention));
  if (state.row !== null) parts.set("row", String(state.row));
  for (const key of /** @type {const} */ (["statement", "basis", "sideOf", "depthOf"])) if (state[key] !== null) parts.set(key, String(state[key]));
  if (state.asked?.border) {
    parts.set("border", state.asked.border);
    if (state.asked.along.length) parts.set("along", state.asked.along.join(","));
    if (state.asked.between) parts.set("between", state.asked.between.map(([lon, lat]) => `${lat.toFixed(5)},${lon.toFixed(5)}`).join(";"));
  }
  parts.set("tab", state.tab);
  const { table } = state;
  if (table.sort !== "distance" || table.down) parts.set("sort", `${table.down ? "-" : ""}${table.sort}`);
  for (const [key, value] of [["find", table.query], ["division", table.division], ["relation", table.relation], ["sums", table.sums ? "1" : ""]]) if (value) parts.set(key, value);
  if (state.language !== "en") parts.set("lang", state.language);
  const { filters } = state;
  if (filters.article !== null) parts.set("article", String(filters.article));
  for (const key of /** @type {const} */ (["from", "to", "kind", "speaker", "query", "outlet"])) if (filters[key]) parts.set(key, filters[key]);
  if (filters.naming !== null) parts.set("naming", String(filters.naming));
  if (filters.associative) parts.set("associative", "1");
  if (filters.confidence) parts.set("confidence", String(filters.confidence));
  if (document.documentElement.classList.contains("embed")) parts.set("embed", "");
  return `#${parts.toString().replace(/%2F/g, "/")}`;
}

/**
 * What an address asks for; whatever does not fit the data is ignored.
 * @param {string} hash @param {import("../state/model.js").Model} model
 * @returns {{ state: Partial<import("./store.js").State>, view: [number, number, number] | null, embed: boolean }}
 */
export function read(hash, model) {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const { data } = model;
  /** @type {Partial<import("./store.js").State>} */
  const state = {};
  /** @param {string} key @param {number} below */
  const index = (key, below) => {
    const text = parts.get(key);
    const value = text === null ? NaN : Number(text);
    return Number.isInteger(value) && value >= 0 && value < below ? value : null;
  };
  /** @param {string} key */
  const day = (key) => {
    const text = parts.get(key) ?? "";
    return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";
  };
  if (parts.has("map") || parts.has("border")) state.asked = askedIn(parts, model);
  const depth = parts.get("depth");
  if (data.zone && depth !== null) {
    const value = Number(depth) * 1000;
    state.depth = Number.isFinite(value) && value >= 0 ? Math.min(value, data.zone.reach_m) : null;
    const by = parts.get("by") ?? "";
    state.depthBy = state.depth === null ? "none" : ORIGINS.includes(by) ? by : "reader";
  }
  const side = parts.get("side");
  const sides = state.asked ? state.asked.border.split("-") : model.sides.map((s) => s.code);
  if (side !== null && (side === "both" || sides.includes(side))) {
    state.side = side;
    state.sideBy = ORIGINS.includes(parts.get("sideby") ?? "") ? String(parts.get("sideby")) : side === data.zone?.side ? data.zone.side_origin : "reader";
  }
  if (parts.has("map")) {
    Object.assign(state, depthsIn(parts, model, sides), { table: tableIn(parts, index("division", data.settlements?.divisions.length ?? 0)) });
    state.place = index("place", data.places.length);
    state.mention = index("mention", data.mentions.length);
    state.row = index("row", data.settlements?.count ?? 0);
    for (const key of /** @type {const} */ (["statement", "basis", "sideOf", "depthOf"])) if (data.statements.length) state[key] = index(key, data.statements.length);
    state.filters = {
      article: index("article", data.articles.length), from: day("from"), to: day("to"), kind: parts.get("kind") ?? "",
      associative: parts.get("associative") === "1", confidence: Number(parts.get("confidence")) || 0, speaker: parts.get("speaker") ?? "", query: parts.get("query") ?? "",
      outlet: parts.get("outlet") ?? "", naming: index("naming", data.places.length),
    };
  }
  const tab = parts.get("tab");
  if (tab && ["text", "statements", "table", "about", ...(data.events ? ["events"] : []), ...(data.zone && !model.two && !data.public ? ["ask"] : [])].includes(tab)) state.tab = tab;
  const language = parts.get("lang");
  if (language && Object.hasOwn(data.strings, language)) state.language = language;
  const [zoom, lat, lon] = (parts.get("map") ?? "").split("/").map(Number);
  const view = [zoom, lat, lon].every(Number.isFinite) && Math.abs(lat) <= 90 && Math.abs(lon) <= 540 && zoom >= 0 && zoom <= 19 ? /** @type {[number, number, number]} */ ([zoom, lat, lon]) : null;
  return { state, view, embed: parts.has("embed") };
}

/** Rings and the second zone that an address asks for. @param {URLSearchParams} parts @param {import("../state/model.js").Model} model @param {string[]} sides */
function depthsIn(parts, model, sides) {
  const { zone, other, settlements } = model.data;
  const reach = zone?.reach_m ?? 0;
  /** @param {string} text */
  const metres = (text) => (text !== "" && Number(text) >= 0 ? Math.min(reach, Number(text) * 1000) : null);
  const rings = (parts.get("rings") ?? "").split(",").map(metres).filter((ring) => ring !== null && ring > 0);
  const sideB = parts.get("sideb") ?? "";
  return {
    rings: [...new Set(/** @type {number[]} */ (rings))].slice(0, 12).sort((a, b) => a - b),
    pair: !model.two && zone !== null && settlements !== null && parts.get("pair") === "1",
    ...(model.two && !parts.has("depthb") ? {} : {
      depthB: metres(parts.get("depthb") ?? ""),
      sideB: (model.two ? (other?.sides ?? []).map((s) => s.code) : sides).includes(sideB) ? sideB : "both",
    }),
  };
}

/** The table's order and its own filters that an address asks for. @param {URLSearchParams} parts @param {number | null} division */
function tableIn(parts, division) {
  const sort = (parts.get("sort") ?? "").replace(/^-/, "");
  const relation = parts.get("relation") ?? "";
  return {
    sort: COLUMNS.includes(sort) ? sort : "distance", down: (parts.get("sort") ?? "").startsWith("-"), division: division === null ? "" : String(division),
    query: parts.get("find") ?? "", sums: parts.get("sums") === "1", relation: ["a", "b", "both"].includes(relation) ? relation : "",
  };
}

/** The stretch that an address asks for; null is the page's own. @param {URLSearchParams} parts @param {import("../state/model.js").Model} model */
function askedIn(parts, model) {
  const border = parts.get("border") ?? "";
  if (!border) return null;
  const points = (parts.get("between") ?? "").split(";").map((point) => point.split(",").map(Number));
  const two = points.length === 2 && points.every((point) => point.length === 2 && point.every(Number.isFinite));
  if (parts.has("between") && !two) return null;
  const [a, b] = points.map(([lat, lon]) => /** @type {[number, number]} */ ([lon, lat]));
  const asked = asking({ border, along: (parts.get("along") ?? "").split(",").filter(Boolean), between: two ? [a, b] : null });
  return model.answers.known(asked) ? asked : null;
}

/** Keep address and state in step. Choices make history, moving the map does not.
 * @param {any} map @param {import("../state/model.js").Model} model @param {import("./store.js").Store} store */
export function follow(map, model, store) {
  let restoring = false;
  let timer = 0;
  /** @param {boolean} push */
  const save = (push) => {
    if (restoring) return;
    const next = write(map, store.leaving());
    if (next === location.hash) return;
    try {
      if (push) history.pushState(null, "", next);
      else history.replaceState(null, "", next);
    } catch {
      // a page inside a page (srcdoc) may have no history of its own
    }
  };
  map.on("moveend", () => save(false));
  store.subscribe((_, changed) => {
    const moved = changed.has("asked") && store.state.asked?.between; // an end on its way makes no history
    const choice = !moved && ["asked", "place", "row", "tab", "side", "statement"].some((key) => changed.has(key));
    clearTimeout(timer);
    if (choice) save(true);
    else timer = window.setTimeout(() => save(false), 250);
  });
  window.addEventListener("popstate", () => {
    const { state, view } = read(location.hash, model);
    restoring = true;
    store.set(state);
    store.flush();
    if (view) map.setView([view[1], view[2]], view[0], { animate: false });
    restoring = false;
  });
  save(false);
}
