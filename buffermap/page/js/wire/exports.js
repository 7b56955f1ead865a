/** What leaves the page: tables, shapes, pictures, a citation, and the page itself with its present state. */

import { coverage, headline } from "../state/finding.js";
import { caption } from "../state/stated.js";
import { announce, byId, download } from "../panels/dom.js";
import { articleOf, holds, INSIDE, mentionShows, OUTSIDE, statementShows, UNCERTAIN_INSIDE, UNCERTAIN_OUTSIDE } from "../state/model.js";
import { drawing, png } from "../map/drawing.js";
import { codePoints, reviewWords } from "../state/review.js";
import { csvCell } from "./quoting.js";
import { pageSource } from "./source.js";
import { date, english, say, t } from "../panels/text.js";
import { scenarioId } from "./identity.js";
import { edgeStep, zonePolygons } from "../map/outline.js";
import { nested } from "../state/pair.js";
import { commandText, scenarioText } from "./scenario.js";

const EXPORT_COLUMNS = ["geonameid", "name", "country", "admin1", "lat", "lon", "population", "distance_m", "side", "zone_depth_m", "inside", "status", "mentioned", "review", "scenario_id"];
const COMPARED_COLUMNS = ["relation", "distance_b_m", "zone_b_depth_m", "status_b"];
const MENTION_COLUMNS = ["doc_id", "start", "surface", "kind", "usage", "score", "geonameid", "name", "country", "admin1", "lat", "lon", "distance_m", "sentence", "outlet", "published", "url", "review"];
const STATEMENT_COLUMNS = ["doc_id", "date", "date_stated", "what", "where", "side", "depth", "depth_m", "claimed_standing", "said_against", "speaker", "voice", "quoted_by", "sentence", "outlet", "published", "url"];

export class Exports {
  /** @param {any} map @param {import("../map/mapview.js").MapView} view @param {import("../state/model.js").Model} model @param {import("./store.js").Store} store */
  constructor(map, view, model, store) {
    this.map = map;
    this.view = view;
    this.model = model;
    this.store = store;
    /** @type {[string, () => void | Promise<void>][]} */
    const actions = [["csv", () => this.csv()], ["geojson", () => this.geojson()], ["mentions", () => this.mentions()], ["statements", () => this.statements()], ["png", () => this.png()], ["svg", () => this.svg()],
      ["scenario", () => this.scenario()], ["zone", () => this.zone()], ["command", () => this.command()], ["cite", () => this.cite()], ["copy", () => this.copy()], ["print", () => window.print()]];
    for (const [name, act] of actions) byId(`bm-do-${name}`).addEventListener("click", () => void act());
    for (const name of ["csv", "geojson"]) byId(`bm-do-${name}`).hidden = !model.data.settlements || !!model.data.public;
    this.named();
    store.subscribe((_, changed) => changed.has("asked") && this.named());
    byId("bm-do-zone").hidden = !model.data.zone;
    byId("bm-do-mentions").hidden = !model.data.mentions.length;
    byId("bm-do-statements").hidden = !model.data.statements.length;
  }

  /** Offer what a file can name. */
  named() {
    const { zone, other } = this.model.data;
    byId("bm-do-scenario").hidden = !zone?.scenario;
    byId("bm-do-command").hidden = !zone?.scenario || !!other;
  }

  /** Rows that the table would show, ordered by distance. @returns {Record<string, string | number | null>[]} */
  rows() {
    const s = this.model.data.settlements;
    const { depth, side } = this.store.state;
    if (!s || (depth === null && !this.model.data.other)) return [];
    const rows = [];
    for (let row = 0; row < s.count; row++) {
      const status = this.model.statusOfRow(row, depth, side);
      if (this.model.data.other) {
        const relation = this.model.relation(row, this.store.state);
        const { table, depthB } = this.store.state;
        if (relation && (!table.relation || relation === table.relation)) {
          rows.push({ ...this.record(row, status), status: statusWord(status), relation, distance_b_m: (s.distanceB ?? s.distance)[row], zone_b_depth_m: depthB, status_b: statusWord(this.model.statusInB(row, this.store.state)) });
        }
      } else if (status === INSIDE || status === UNCERTAIN_INSIDE || status === UNCERTAIN_OUTSIDE) rows.push(this.record(row, status));
    }
    return rows;
  }

  /** @param {number} row @param {number} status @returns {Record<string, string | number | null>} */
  record(row, status) {
    const s = /** @type {import("../panels/settlements.js").Settlements} */ (this.model.data.settlements);
    const place = this.model.placeOf.get(s.geonameid[row]);
    const reviews = place === undefined ? [] : this.model.mentionsOf[place].map((m) => reviewWords(this.model.data, this.store.state, m)).filter(Boolean);
    const side = this.model.sides[s.side[row]]?.code ?? "";
    return {
      geonameid: s.geonameid[row] || null, name: s.name(row), country: s.country(row) || (/^[A-Z]{2}$/.test(side) ? side : ""), admin1: s.divisions[s.division[row]] ?? "", lat: s.lat(row), lon: s.lon(row),
      population: s.population[row] < 0 ? null : s.population[row], distance_m: s.distance[row], side, zone_depth_m: this.store.state.depth,
      inside: holds(status) ? "True" : "False", status: status === INSIDE ? "inside" : "uncertain", mentioned: place === undefined ? 0 : this.model.mentionsOf[place].length, review: [...new Set(reviews)].join("; "),
      scenario_id: scenarioId(this.model.data.zone?.basis, this.store.state.side, this.store.state.depth),
    };
  }

  csv() {
    this.saveTable(this.name("csv"), this.model.data.other ? [...EXPORT_COLUMNS, ...COMPARED_COLUMNS] : EXPORT_COLUMNS, this.rows());
  }

  /** Mentions that pass the filters, and those that a person said to be no places. */
  mentions() {
    const { data } = this.model;
    const { filters, reviews } = this.store.state;
    const shown = data.mentions.map((_, m) => m).filter((m) => reviews.has(m) || mentionShows(data, m, filters, reviews));
    this.saveTable(this.name("places.csv"), MENTION_COLUMNS, shown.map((m) => {
      const mention = data.mentions[m];
      const sentence = data.sentences[mention.sentence];
      const { doc_id, outlet, published, url } = data.articles[sentence.article];
      const place = mention.place === undefined ? undefined : data.places[mention.place];
      const start = sentence.text ? sentence.start + codePoints(sentence.text.slice(0, mention.start)) : null;
      return {
        doc_id, start, surface: mention.surface, kind: mention.kind, usage: mention.usage, score: mention.score, geonameid: place?.geonameid ?? null, name: place?.name ?? "",
        country: place?.country ?? "", admin1: place?.admin1 ?? "", lat: place?.lat ?? null, lon: place?.lon ?? null, distance_m: place?.distance_m ?? null,
        sentence: sentence.text, outlet: outlet ?? "", published: published ?? "", url: url ?? "", review: reviewWords(data, this.store.state, m),
      };
    }));
  }

  /** Statements that pass the filters; each field beside its speaker. */
  statements() {
    const { data } = this.model;
    const shown = data.statements.filter((s) => statementShows(data, s, this.store.state.filters));
    this.saveTable(this.name("statements.csv"), STATEMENT_COLUMNS, shown.map((s) => {
      const { doc_id, outlet, published, url } = data.articles[articleOf(data, s) ?? -1] ?? {};
      /** @param {string} name */
      const field = (name) => plainField(s.fields.find((f) => f.name === name));
      return {
        doc_id: doc_id ?? "", date: s.date ?? "", date_stated: s.dated ? "yes" : "no", what: s.label, where: field("where"), side: field("side"), depth: field("depth"), depth_m: s.depth_m ?? null,
        claimed_standing: s.standing ?? "", said_against: (data.zones[s.zone ?? -1]?.against ?? []).map((f) => `${english(f.value)}${f.speaker ? ` (${f.speaker})` : ""}`).join("; "), speaker: s.speaker ?? "", voice: s.voice ?? "", quoted_by: s.quoted_by ?? "",
        sentence: s.sentences.map((i) => data.sentences[i].text).join(" "), outlet: outlet ?? "", published: published ?? "", url: url ?? "",
      };
    }));
  }

  /** A table as CSV, and beside it what it is: remarks within the table would break most readers.
   * @param {string} name @param {string[]} columns @param {Record<string, string | number | null>[]} records */
  saveTable(name, columns, records) {
    const rows = records.map((r) => columns.map((c) => csvCell(r[c])).join(","));
    const text = `\ufeff${[columns.join(","), ...rows].join("\r\n")}\r\n`;
    download(name, new Blob([text], { type: "text/csv;charset=utf-8" }));
    const { data } = this.model;
    const about = {
      "@context": "http://www.w3.org/ns/csvw", url: name, dialect: { encoding: "utf-8", header: true },
      "dc:description": [caption(data, this.store.state), headline(this.model, this.store.state), coverage(this.model)].filter(Boolean).join(" "), "dc:rights": data.credits, "dc:license": data.terms.table,
    };
    download(`${name}-metadata.json`, new Blob([JSON.stringify(about, null, 1)], { type: "application/json" }));
  }

  geojson() {
    const features = this.rows().map((r) => ({ type: "Feature", geometry: { type: "Point", coordinates: [r.lon, r.lat] }, properties: Object.fromEntries(Object.entries(r).filter(([k]) => k !== "lat" && k !== "lon")) }));
    this.saveShapes(this.name("geojson"), features, this.model.data.terms.table);
  }

  /** The scenario of what is shown; of two zones one file each, for `buffermap diff`. */
  scenario() {
    const { data } = this.model;
    for (const second of data.other ? [false, true] : [false]) {
      const name = this.name(data.other ? `${second ? "b" : "a"}.toml` : "toml");
      download(name, new Blob([scenarioText(data, this.store.state, second)], { type: "application/toml" }));
    }
  }

  /** Zone and stretch as shapes; the zone only where its edge can be found finely enough for its depth. */
  zone() {
    const { data } = this.model;
    const { state } = this.store;
    /** @type {[string, import("../map/zonelayer.js").ZoneLayer | null, number[], string][]} */
    const shown = [["A", this.view.zone, nested(data.other ? { ...state, rings: [] } : state), state.side], ["B", this.view.zoneB, nested({ ...state, depth: state.depthB, rings: [] }), state.sideB]];
    const features = shown.flatMap(([letter, layer, depths, side]) => {
      if (!layer) return [];
      const about = { border: layer.zone.border, stretch: english(layer.zone.label), pov: layer.zone.pov, ...(data.other ? { zone: letter } : {}) };
      const line = feature("MultiLineString", layer.zone.lineLonlat.map(pairs), { ...about, part: "stretch" });
      const sides = layer.zone.sides.filter((each) => side === "both" || each.code === side);
      const fine = depths.filter((depth) => depth > 0 && edgeStep(layer, depth) <= depth / 2);
      return [line, ...fine.flatMap((depth) => sides.map((each) => feature("MultiPolygon", zonePolygons(layer, depth, each.area), { ...about, part: "zone", side: each.code, depth_m: depth, ends: layer.zone.ends, computed: "on this page" })))];
    });
    this.saveShapes(this.name("zone.geojson"), features, data.terms.picture);
  }

  /** @param {string} name @param {any[]} features @param {string} licence */
  saveShapes(name, features, licence) {
    const { data } = this.model;
    const value = { type: "FeatureCollection", description: `${headline(this.model, this.store.state)} ${caption(data, this.store.state)}`, attribution: data.credits, licence, coverage: coverage(this.model), features };
    download(name, new Blob([JSON.stringify(value)], { type: "application/geo+json" }));
  }

  async command() {
    await this.copied(commandText(this.model.data, this.store.state), "statement.copied");
  }

  async png() {
    const blob = await png(drawing(this.view, this.model, this.store.state));
    if (blob) download(this.name("png"), blob);
  }

  svg() {
    download(this.name("svg"), new Blob([drawing(this.view, this.model, this.store.state)], { type: "image/svg+xml" }));
  }

  async cite() {
    const { data } = this.model;
    const line = [data.zone && data.title ? `${say(data.title)}.` : "", headline(this.model, this.store.state), caption(data, this.store.state), `${t("cite.sources")}: ${data.credits}`, `buffermap ${data.version}`, t("about.page", { id: data.id, format: data.format }), address(), date(new Date().toISOString())].filter(Boolean).join(" ").replace(/\.\./g, ".");
    await this.copied(line, "cite.copied");
  }

  /** Put a line where it can be pasted from, and say so. @param {string} line @param {string} done */
  async copied(line, done) {
    try {
      await navigator.clipboard.writeText(line);
      announce(t(done));
      byId("bm-done").textContent = t(done);
    } catch {
      window.prompt(t("cite.manual"), line);
    }
  }

  /** The page with its present state: the choices and reviews go into the copy. */
  copy() {
    const state = this.store.leaving();
    const at = this.map.getCenter();
    const saved = {
      asked: state.asked,
      depth: state.depth, depthBy: state.depthBy, side: state.side, sideBy: state.sideBy, place: state.place, mention: state.mention, row: state.row, statement: state.statement, basis: state.basis, sideOf: state.sideOf, depthOf: state.depthOf,
      depthB: state.depthB, sideB: state.sideB, pair: state.pair, rings: state.rings, table: state.table, tab: state.tab, filters: state.filters,
      layers: state.layers, language: state.language, theme: state.theme, reviewer: state.reviewer, reviews: [...state.reviews], view: [this.map.getZoom(), at.lat, at.lng],
    };
    download(this.name("html"), new Blob([withState(pageSource(), saved)], { type: "text/html" }));
  }

  /** @param {string} suffix */
  name(suffix) {
    const { title: named, zone } = this.model.data;
    const title = english(named || zone?.label || "").normalize("NFKD").replace(/[^\w]+/g, "-").replace(/^-|-$/g, "").toLowerCase().slice(0, 40) || "buffermap";
    const depth = this.store.state.depth;
    return `${title}${depth === null ? "" : `-${depth / 1000}km`}.${suffix}`;
  }
}

/** @param {string} type @param {any} coordinates @param {Record<string, any>} properties */
function feature(type, coordinates, properties) {
  return { type: "Feature", geometry: { type, coordinates }, properties };
}

/** @param {Float64Array} line */
function pairs(line) {
  return Array.from({ length: line.length / 2 }, (_, i) => [Number(line[2 * i].toFixed(6)), Number(line[2 * i + 1].toFixed(6))]);
}

/** The permalink; of a file without its folder, which is nobody else's. */
function address() {
  if (/^https?:$/.test(location.protocol)) return location.href;
  return location.protocol === "file:" ? `${location.pathname.split("/").pop()}${location.hash}` : "";
}

/** @param {number} status */
function statusWord(status) {
  return status === INSIDE ? "inside" : status === OUTSIDE ? "outside" : "uncertain";
}

/** What a field says, in the words of the command line's table: codes of countries, no quotation beside a depth.
 * @param {import("./unpack.js").Field | undefined} field */
function plainField(field) {
  const value = field?.value ?? "";
  if (field?.name === "side" && Array.isArray(value)) return value.map((one) => one.c ?? "both").join(", ");
  return english(value?.t === "depth.inText" ? value.depth : value);
}

/** Put a state into the page's own place for it. @param {string} html @param {any} state */
export function withState(html, state) {
  const json = JSON.stringify(state).replace(/</g, "\\u003c").replace(/\u2028/g, "\\u2028").replace(/\u2029/g, "\\u2029");
  const start = html.indexOf('<script type="application/json" id="bm-state">');
  const open = html.indexOf(">", start) + 1;
  const end = html.indexOf("<\/script>", open);
  return html.slice(0, open) + json + html.slice(end);
}

