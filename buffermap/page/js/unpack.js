/** The page's data: one JSON block, in it one packed block of numbers (see `encode.py` and `pack.py`). */

import { worldX, worldY } from "./geodesy.js";

const GRID = 100000;

/**
 * @typedef {{ doc_id: string, title?: string, url: string | null, archived_url: string | null, published?: string,
 *   outlet?: string, author?: string, language?: string }} Article
 * @typedef {{ article: number, start: number, end: number, text: string, paragraph: boolean, mentions: number[],
 *   statements: number[] }} Sentence
 * @typedef {{ sentence: number, start: number, end: number, surface: string, kind: string, place?: number,
 *   usage: string, subtype?: string, flags?: string[], score: number, reason?: string,
 *   candidates?: [number, number, string][] }} Mention
 * @typedef {{ geonameid: number, name: string, name_local?: string, kind: string, lat?: number, lon?: number,
 *   country?: string, admin1?: string, population?: number, distance_m?: number, uncertainty_m?: number,
 *   side?: string }} Place
 * @typedef {{ name: string, value: string, sentence?: number, speaker?: string, voice?: string, start?: number,
 *   end?: number }} Field
 * @typedef {{ label: string, depth_m?: number, depth_text?: string, side?: string, date?: string,
 *   chosen?: boolean, sentences: number[], fields: Field[] }} Statement
 * @typedef {{ label: string, value: string, origin: string, sentence?: number, note?: string }} Assumption
 * @typedef {{ name: string, version?: string, licence?: string, attribution?: string, accuracy?: string,
 *   url: string | null }} Source
 * @typedef {{ rings: Float64Array[], lonlat: Float64Array[] }} Shape  `rings` in world units (0 to 1)
 * @typedef {{ label: string, border: string, side: string, depth_m?: number, depth_origin: string,
 *   depth_source?: string, side_origin: string, ends: string, pov: string, border_accuracy_m: number,
 *   edge_error_m?: number, reach_m: number, line: Shape, rest: Shape | null, focus: number[],
 *   sides: { code: string, name: string, area: Shape }[] }} Zone
 * @typedef {{ count: number, divisions: string[], layer: string, geonameid: Float64Array, lon: Float64Array,
 *   lat: Float64Array, population: Int32Array, distance: Float64Array, uncertainty: Float64Array,
 *   side: Int8Array, division: Int32Array, placeClass: Uint8Array, names: string[] }} Settlements
 * @typedef {{ code: string, name: string, level: number, shape: Shape }} Area
 * @typedef {{ format: number, title: string, language: string, textMode: string, articles: Article[],
 *   sentences: Sentence[], mentions: Mention[], candidates: [number, string, string][], places: Place[],
 *   statements: Statement[], assumptions: Assumption[], sources: Source[], coverage: string, hint: string,
 *   tiles: { url: string, attribution: string } | null, zone: Zone | null, areas: Area[], frame: number[] | null,
 *   labels: { name: string, lon: number, lat: number, rank: number }[], outlines: Map<number, Shape>,
 *   settlements: Settlements | null, strings: Record<string, Record<string, any>>, world: Area[],
 *   credits: string, version: string }} PageData
 */

/** Read and unpack the data block. @param {any} wire @returns {Promise<PageData>} */
export async function unpack(wire) {
  if (wire.format !== 1) throw new Error(`data format ${wire.format} is newer than this page's script`);
  const bytes = await inflate(wire.bulk);
  /** @param {string} name */
  const part = (name) => bytes.subarray(wire.parts[name][0], wire.parts[name][0] + wire.parts[name][1]);
  if (wire.parts.texts) Object.assign(wire, JSON.parse(new TextDecoder().decode(part("texts"))));
  const arcs = readArcs(part("arcs"));
  /** @param {number} i */
  const shape = (i) => readShape(wire.shapes[i], arcs);
  /** @type {Sentence[]} */
  const sentences = wire.sentences.map((/** @type {any[]} */ [article, start, end, text, paragraph]) => ({
    article, start, end, text, paragraph: paragraph === 1, mentions: [], statements: [],
  }));
  wire.mentions.forEach((/** @type {Mention} */ m, /** @type {number} */ i) => sentences[m.sentence].mentions.push(i));
  wire.statements.forEach((/** @type {Statement} */ s, /** @type {number} */ i) => {
    for (const sentence of new Set(s.sentences)) sentences[sentence].statements.push(i);
  });
  for (const sentence of sentences) sentence.mentions.sort((a, b) => wire.mentions[a].start - wire.mentions[b].start);
  const zone = wire.zone && {
    ...wire.zone,
    line: shape(wire.zone.line),
    rest: wire.zone.rest === undefined ? null : shape(wire.zone.rest),
    sides: wire.zone.sides.map((/** @type {any} */ s) => ({ ...s, area: shape(s.area) })),
  };
  return {
    ...wire,
    bulk: "",
    sentences,
    zone,
    areas: wire.areas.map((/** @type {any[]} */ [code, name, level, i]) => ({ code, name, level, shape: shape(i) })),
    labels: wire.labels.map((/** @type {any[]} */ [name, lon, lat, rank]) => ({ name, lon, lat, rank })),
    outlines: new Map(wire.outlines.map((/** @type {number[]} */ [place, i]) => [place, shape(i)])),
    settlements: wire.settlements && readSettlements(wire, part, zone),
    world: wire.world ? await readWorld(wire.world) : [],
  };
}

/** The coarse outlines of the world that come with every page. @param {any} world @returns {Promise<Area[]>} */
async function readWorld(world) {
  const arcs = readArcs(await inflate(world.arcs));
  return world.areas.map((/** @type {any[]} */ [code, name, chains]) => ({
    code, name, level: 0, shape: readShape(chains, arcs, world.grid),
  }));
}

/** @param {string} base64 @returns {Promise<Uint8Array>} */
async function inflate(base64) {
  const text = atob(base64);
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {Uint8Array} bytes @returns {Int32Array[]} */
function readArcs(bytes) {
  const arcs = [];
  let at = 0;
  const next = () => {
    let value = 0;
    let factor = 1;
    let byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte & 128);
    return value % 2 ? -(value + 1) / 2 : value / 2;
  };
  let [x, y] = [0, 0];
  while (at < bytes.length) {
    const arc = new Int32Array(2 * next());
    for (let i = 0; i < arc.length; i += 2) {
      arc[i] = x += next();
      arc[i + 1] = y += next();
    }
    arcs.push(arc);
  }
  return arcs;
}

/** Put a shape's chains together from arcs. @param {number[][]} chains @param {Int32Array[]} arcs @param {number} [grid] @returns {Shape} */
function readShape(chains, arcs, grid = GRID) {
  const lonlat = chains.map((refs) => {
    const size = refs.reduce((n, ref) => n + arcs[ref < 0 ? ~ref : ref].length - 2, 2);
    const points = new Float64Array(size);
    let o = 0;
    for (const ref of refs) {
      const arc = arcs[ref < 0 ? ~ref : ref];
      const last = arc.length - 2;
      for (let i = o === 0 ? 0 : 2; i <= last; i += 2) {
        const k = ref < 0 ? last - i : i;
        points[o++] = arc[k] / grid;
        points[o++] = arc[k + 1] / grid;
      }
    }
    return points;
  });
  return { lonlat, rings: lonlat.map(toWorld) };
}

/** @param {Float64Array} lonlat */
function toWorld(lonlat) {
  const world = new Float64Array(lonlat.length);
  for (let i = 0; i < lonlat.length; i += 2) {
    world[i] = worldX(lonlat[i]);
    world[i + 1] = worldY(lonlat[i + 1]);
  }
  return world;
}

/** @param {any} wire @param {(name: string) => Uint8Array} part @param {Zone} zone @returns {Settlements} */
function readSettlements(wire, part, zone) {
  const { count, divisions, layer } = wire.settlements;
  /** @param {string} name @param {boolean} [steps] */
  const column = (name, steps = false) => {
    const planes = part(name);
    const values = new Int32Array(count);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const z = planes[i] | (planes[i + count] << 8) | (planes[i + 2 * count] << 16) | (planes[i + 3 * count] << 24);
      const v = (z >>> 1) ^ -(z & 1);
      values[i] = steps ? (sum += v) : v;
    }
    return values;
  };
  const tenths = column("distance");
  const order = new Uint32Array(count).map((_, i) => i);
  const far = (/** @type {number} */ i) => (tenths[i] < 0 ? Infinity : tenths[i]);
  order.sort((a, b) => far(a) - far(b) || a - b);
  /** @template {any} T @param {T} into @param {(i: number) => number} value */
  const sorted = (into, value) => {
    const target = /** @type {any} */ (into);
    for (let k = 0; k < count; k++) target[k] = value(order[k]);
    return into;
  };
  const [low, high] = [column("geonameid", true), column("id_high", true)];
  const [lon, lat] = [column("lon", true), column("lat", true)];
  const [population, side] = [column("population"), column("side")];
  const [division, placeClass] = [column("division", true), column("place_class")];
  const given = wire.parts.uncertainty ? column("uncertainty") : null;
  const accuracy = zone.border_accuracy_m;
  const names = new TextDecoder().decode(part("names")).split("\n");
  return {
    count, divisions, layer,
    geonameid: sorted(new Float64Array(count), (i) => high[i] * 2 ** 30 + low[i]),
    lon: sorted(new Float64Array(count), (i) => lon[i] / GRID),
    lat: sorted(new Float64Array(count), (i) => lat[i] / GRID),
    population: sorted(new Int32Array(count), (i) => population[i]),
    distance: sorted(new Float64Array(count), (i) => far(i) / 10),
    uncertainty: sorted(new Float64Array(count), (i) =>
      given ? given[i] : Math.max(1000, 10 * Math.sqrt(Math.max(population[i], 0))) + accuracy),
    side: sorted(new Int8Array(count), (i) => side[i]),
    division: sorted(new Int32Array(count), (i) => division[i]),
    placeClass: sorted(new Uint8Array(count), (i) => placeClass[i]),
    names: Array.from(order, (i) => names[i]),
  };
}
