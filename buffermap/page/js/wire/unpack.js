/** The page's data: a short JSON head, and one packed block of all the rest (see `encode.py` and `pack.py`). */

import { worldX, worldY } from "../map/geodesy.js";
import { Settlements } from "../panels/settlements.js";
import { withins } from "../state/people.js";

const GRID = 100000;

/** @typedef {import("../panels/text.js").Phrase} Phrase  what `say` makes words of */

/**
 * @typedef {{ doc_id: string, title?: string, url: string | null, archived_url: string | null, published?: string,
 *   outlet?: string, author?: string, language?: string, reprint_of?: number }} Article
 * @typedef {{ article: number, start: number, end: number, text: string, paragraph: boolean, mentions: number[],
 *   statements: number[], claims: Claim[], unnamed: Unnamed[] }} Sentence
 * @typedef {{ sentence: number, start: number, end: number, surface: string, kind: string, place?: number,
 *   usage: string, subtype?: string, flags?: string[], score: number, reason?: string,
 *   candidates?: [number, number, string][] }} Mention
 * @typedef {{ geonameid: number, name: string, name_local?: string, kind: string, lat?: number, lon?: number,
 *   country?: string, admin1?: string, population?: number, distance_m?: number, uncertainty_m?: number,
 *   side?: string, mentions_in_all?: number, articles_in_all?: number }} Place
 * @typedef {{ name: string, value: Phrase, sentence?: number, speaker?: string, voice?: string, start?: number,
 *   end?: number, unstated?: boolean }} Field
 * @typedef {{ label: string, depth_m?: number, depth_text?: string, depth_unit: string, depth_upper?: boolean, side?: string,
 *   speaker?: string, voice?: string, quoted_by?: string, standing?: string, date?: string, dated?: boolean,
 *   event?: number, zone?: number, chosen?: boolean, here?: boolean, ask?: string, own?: Own, sentences: number[], fields: Field[] }} Statement
 * @typedef {{ zone_id: string, label: string, fields: Field[], against: Field[], why: string[], unused: string[], basis?: number,
 *   side?: string, side_of?: number, depth_m?: number, depth_of?: number, standing?: string, composite?: boolean, placed?: boolean,
 *   here?: boolean, drawn?: boolean, own?: Own }} Described
 * @typedef {{ field: string, statements: number[], values: string[] }} Contradiction
 * @typedef {{ sentence: number, start: number, end: number, origin: string, goal: string, claimed_m: number,
 *   comparison: string, verdict: string, to_border?: boolean, nearest_m?: number, centre_m?: number,
 *   farthest_m?: number }} Claim
 * @typedef {{ sentence: number, start: number, end: number, kind: string, count?: number, country?: string,
 *   where?: string }} Unnamed
 * @typedef {{ label: string, value: Phrase, origin: string, sentence?: number, note?: string }} Assumption
 * @typedef {{ name: string, version?: string, licence?: string, attribution?: string, accuracy?: string,
 *   url: string | null }} Source
 * @typedef {{ rings: Float64Array[], boxes: Float64Array }} Shape
 *   rings or lines in world units (0 to 1); of each its box: west, north, east, south
 * @typedef {{ label: Phrase, border: string, side: string, depth_m?: number, offered_m?: [number, string][], depth_origin: string,
 *   depth_source?: string, side_origin: string, ends: string, pov: string, border_accuracy_m: number,
 *   edge_error_m?: number, basis?: string, scenario?: string, options?: string, reach_m: number, line: Shape, lineLonlat: Float64Array[],
 *   restLonlat: Float64Array[] | null, grid: Grid | null, parts: Part[], own?: Own, computed?: boolean,
 *   field?: import("../map/distance.js").DistanceField, restField?: import("../map/distance.js").DistanceField | null,
 *   sides: Side[] }} Zone  `computed` where the reader asked for it; the fields are there then
 * @typedef {{ code: string, name: string, area: Shape }} Side
 * @typedef {{ line?: number, around?: [number, number], name?: string, along: string[], side?: string, depth_m?: number }} Own  a stretch that a text speaks of, or a place that its zone lies around
 * @typedef {{ border: string, names: Record<string, Phrase>, accuracy_m: number, sides: () => Side[],
 *   runs: () => { parts: Float64Array[], divisions: string[] }[] }} Line  a border of which the reader may ask for a stretch
 * @typedef {import("../state/people.js").Within} Within
 * @typedef {{ name: string, source: string, year: number | null, sides: Within[] }} Grid
 * @typedef {{ side: number, division: number, within: Within | null, shape: Shape | null }} Part  a division as far as it lies on a side
 * @typedef {{ code: string, name: string, level: number, shape: Shape }} Area
 * @typedef {{ share: string, number: number, cited: string[], notes: string[],
 *   counts: { side: string, depth_m: number, week: [string, number, number, number][], type: [string, number, number, number][],
 *   division: [string, number, number, number][] }[],
 *   rows: { date: string[], side: number[], distance: (number | null)[], uncertainty: (number | null)[], type: number[], types: string[],
 *   division: number[], divisions: string[], lat?: number[], lon?: number[], text?: string[], url?: (string | null)[] } | null }} Events
 * @typedef {{ id: string, format: number, title: Phrase, language: string, textMode: string, articles: Article[],
 *   sentences: Sentence[], mentions: Mention[], candidates: [number, string, string][], places: Place[],
 *   statements: Statement[], zones: Described[], contradictions: Contradiction[], claims: Claim[], unnamed: Unnamed[], assumptions: Assumption[], sources: Source[], events: Events | null, coverage: Phrase, hint: Phrase, reading: Phrase[], public: { rest: Phrase } | null,
 *   tiles: { url: string, attribution: string } | null, zone: Zone | null, other: Zone | null, lines: Line[], areas: Area[], waters: { rivers: Shape, lakes: Shape } | null, frame: number[] | null,
 *   labels: { name: string, lon: number, lat: number, rank: number }[], outlines: Outlines,
 *   settlements: import("../panels/settlements.js").Settlements | null, strings: Record<string, Record<string, any>>, world: () => Area[],
 *   credits: string, scene: import("../map/scene.js").SceneData, terms: { table: string, picture: string }, version: string }} PageData
 */

const FORMAT = 3;

/** Read and unpack the page's data. @param {any} head  the JSON block @param {string} bulk  the packed block @returns {Promise<PageData>} */
export async function unpack(head, bulk) {
  if (head.format !== FORMAT) throw new Error(`data format ${head.format}, but this page's script reads ${FORMAT}`);
  const bytes = await inflate(bulk);
  /** @param {string} name */
  const part = (name) => (head.parts[name] ? bytes.subarray(head.parts[name][0], head.parts[name][0] + head.parts[name][1]) : null);
  const wire = JSON.parse(new TextDecoder().decode(/** @type {Uint8Array} */ (part("data"))));
  const arcs = new Arcs(/** @type {Uint8Array} */ (part("arcs")), GRID);
  /** @param {number} i */
  const shape = (i) => arcs.shape(wire.shapes[i]);
  /** @type {Sentence[]} */
  const sentences = wire.sentences.map((/** @type {any[]} */ [article, start, end, text, paragraph]) => ({
    article, start, end, text, paragraph: paragraph === 1, mentions: [], statements: [], claims: [], unnamed: [],
  }));
  for (const [i, mention] of wire.mentions.entries()) sentences[mention.sentence].mentions.push(i);
  wire.statements.forEach((/** @type {Statement} */ s, /** @type {number} */ i) => {
    for (const sentence of new Set(s.sentences)) sentences[sentence].statements.push(i);
  });
  for (const claim of wire.claims) sentences[claim.sentence].claims.push(claim);
  for (const places of wire.unnamed) sentences[places.sentence].unnamed.push(places);
  for (const sentence of sentences) sentence.mentions.sort((a, b) => wire.mentions[a].start - wire.mentions[b].start);
  /** @param {any} zone @param {string} numbers */
  const zoneOf = (zone, numbers) => zone && {
    ...zone,
    ...peopleOf(zone, part(numbers)),
    line: shape(zone.line),
    lineLonlat: arcs.lonlat(wire.shapes[zone.line]),
    restLonlat: zone.rest === undefined ? null : arcs.lonlat(wire.shapes[zone.rest]),
    sides: zone.sides.map((/** @type {any} */ s) => ({ ...s, area: shape(s.area) })),
  };
  /** @param {any} zone @param {Uint8Array | null} numbers */
  const peopleOf = (zone, numbers) => {
    const known = numbers && zone.grid ? withins(numbers, zone.grid.steps) : [];
    let next = zone.sides.length;
    const areas = new Map(wire.areas.filter((/** @type {any[]} */ a) => a[2] === 1).map((/** @type {any[]} */ a) => [a[0], a[3]]));
    return {
      grid: zone.grid ? { ...zone.grid, sides: known.slice(0, zone.sides.length) } : null,
      parts: (zone.parts ?? []).map((/** @type {any} */ p) => {
        const area = p.area ?? areas.get(p.code);
        return { side: p.side, division: p.division, within: p.within ? known[next++] : null, shape: area === undefined ? null : shape(area) };
      }),
    };
  };
  const zone = zoneOf(wire.zone, "people");
  const coarse = world(wire.world, part("world")?.slice() ?? null);
  return {
    ...wire,
    id: String(head.id ?? ""),
    format: FORMAT,
    shapes: null,
    sentences,
    zone,
    other: zoneOf(wire.other, "people_b"),
    lines: wire.lines.map((/** @type {any} */ line) => ({
      ...line,
      sides: once(() => Object.entries(line.areas).map(([code, i]) => ({ code, name: code, area: shape(Number(i)) }))),
      runs: () => line.runs.map((/** @type {any[]} */ [i, ...divisions]) => ({ parts: arcs.lonlat(wire.shapes[i]), divisions })),
    })),
    areas: wire.areas.map((/** @type {any[]} */ [code, name, level, i]) => ({ code, name, level, shape: shape(i) })),
    waters: wire.waters && { rivers: shape(wire.waters[0]), lakes: shape(wire.waters[1]) },
    labels: wire.labels.map((/** @type {any[]} */ [name, lon, lat, rank]) => ({ name, lon, lat, rank })),
    outlines: new Outlines(wire.outlines.map((/** @type {any[]} */ [place, i]) => [place, typeof i === "string" ? () => coarse().find(({ code }) => code === i)?.shape : once(() => shape(i))])),
    settlements: wire.settlements && new Settlements(wire.settlements, part, zone.border_accuracy_m),
    world: coarse,
  };
}

/** Outlines of places, each unpacked when it is first asked for; a country's is that of the world below every map. */
class Outlines {
  /** @param {[number, () => Shape | undefined][]} entries */
  constructor(entries) {
    this.made = new Map(entries);
  }

  get size() {
    return this.made.size;
  }

  /** @param {number} place */
  has(place) {
    return this.made.has(place);
  }

  /** @param {number} place @returns {Shape | undefined} */
  get(place) {
    return this.made.get(place)?.();
  }

  keys() {
    return this.made.keys();
  }
}

/** What is made when it is first asked for. @template T @param {() => T} make @returns {() => T} */
function once(make) {
  /** @type {{ value: T } | null} */
  let made = null;
  return () => (made ??= { value: make() }).value;
}

/** The coarse outlines of the world that come with every page, read when first asked for.
 * @param {any} wire @param {Uint8Array | null} bytes @returns {() => Area[]} */
function world(wire, bytes) {
  /** @type {Area[] | null} */
  let areas = null;
  return () => {
    if (!areas) {
      const arcs = bytes ? new Arcs(bytes, wire.grid) : null;
      areas = arcs ? wire.areas.map((/** @type {any[]} */ [code, chains]) => ({ code, name: code, level: 0, shape: arcs.shape(chains) })) : [];
      bytes = null;
    }
    return /** @type {Area[]} */ (areas);
  };
}

/** @param {string} text @returns {Promise<Uint8Array>} */
async function inflate(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%.()*+-;,=/?@^_`{|}~";

/** Five characters are four bytes; the last ones may be fewer. @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function bytesOf(text) {
  const value = new Uint8Array(128);
  for (let i = 0; i < DIGITS.length; i++) value[DIGITS.charCodeAt(i)] = i;
  const bytes = new Uint8Array(4 * Math.ceil(text.length / 5));
  const whole = text.padEnd(5 * Math.ceil(text.length / 5), "~");
  /** @param {number} i */
  const digit = (i) => value[whole.charCodeAt(i)];
  for (let i = 0, at = 0; i < whole.length; i += 5) {
    const number = (((digit(i) * 85 + digit(i + 1)) * 85 + digit(i + 2)) * 85 + digit(i + 3)) * 85 + digit(i + 4);
    bytes[at++] = number >>> 24;
    bytes[at++] = number >>> 16;
    bytes[at++] = number >>> 8;
    bytes[at++] = number;
  }
  return bytes.subarray(0, Math.floor((text.length * 4) / 5));
}

/** Pieces of lines that shapes share: each is decoded and projected once. */
class Arcs {
  /** @param {Uint8Array} bytes  varints: per arc its number of points, then differences @param {number} grid  steps per degree */
  constructor(bytes, grid) {
    this.grid = grid;
    /** longitude and latitude on the grid, arc after arc */
    this.points = new Int32Array(bytes.length);
    /** @type {number[]} where each arc begins in `points`, and where the last one ends */
    this.begins = [0];
    let at = 0;
    const next = () => {
      let byte = bytes[at++];
      let value = byte & 127;
      for (let factor = 128; byte & 128; factor *= 128) {
        byte = bytes[at++];
        value += (byte & 127) * factor;
      }
      return value % 2 ? -(value + 1) / 2 : value / 2;
    };
    let [x, y, n] = [0, 0, 0];
    while (at < bytes.length) {
      for (const end = n + 2 * next(); n < end; n += 2) {
        this.points[n] = x += next();
        this.points[n + 1] = y += next();
      }
      this.begins.push(n);
    }
    this.world = new Float64Array(n);
    for (let i = 0; i < n; i += 2) {
      this.world[i] = worldX(this.points[i] / grid);
      this.world[i + 1] = worldY(this.points[i + 1] / grid);
    }
  }

  /** Put a shape's chains together. @param {number[][]} chains @returns {Shape} */
  shape(chains) {
    const rings = chains.map((refs) => this.join(refs, this.world));
    return { rings, boxes: boxesOf(rings) };
  }

  /** The same chains in degrees. @param {number[][]} chains */
  lonlat(chains) {
    return chains.map((refs) => this.join(refs, this.points).map((v) => v / this.grid));
  }

  /** @param {number[]} refs  arc numbers; ~i is arc i backwards @param {Int32Array | Float64Array} from @returns {Float64Array} */
  join(refs, from) {
    const { begins } = this;
    const size = refs.reduce((n, ref) => n + begins[(ref < 0 ? ~ref : ref) + 1] - begins[ref < 0 ? ~ref : ref] - 2, 2);
    const points = new Float64Array(size);
    let o = 0;
    for (const ref of refs) {
      const [begin, end] = [begins[ref < 0 ? ~ref : ref], begins[(ref < 0 ? ~ref : ref) + 1]];
      if (o) o -= 2; // arcs share their end points
      if (ref >= 0) {
        points.set(from.subarray(begin, end), o);
        o += end - begin;
      } else {
        for (let k = end - 2; k >= begin; k -= 2) {
          points[o++] = from[k];
          points[o++] = from[k + 1];
        }
      }
    }
    return points;
  }
}

/** @param {Float64Array[]} rings @returns {Float64Array} */
export function boxesOf(rings) {
  const boxes = new Float64Array(4 * rings.length);
  rings.forEach((ring, k) => {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < ring.length; i += 2) {
      if (ring[i] < west) west = ring[i];
      if (ring[i] > east) east = ring[i];
      if (ring[i + 1] < north) north = ring[i + 1];
      if (ring[i + 1] > south) south = ring[i + 1];
    }
    boxes.set([west, north, east, south], 4 * k);
  });
  return boxes;
}
