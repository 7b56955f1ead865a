/** The page's answer to a question of its reader: another stretch, its distances and sides, measured here as Python would. */

import { english } from "../panels/text.js";
import { DistanceField } from "../map/distance.js";
import { arcOfChord, radiusAt, toEcef, worldX, worldY } from "../map/geodesy.js";
import { ringsHold } from "../map/outline.js";
import { boxesOf } from "../wire/unpack.js";
import { framed } from "../wire/frame.js";
import { Border, worldOf } from "./border.js";
import { sidesOf } from "./ownshape.js";
import { askedOf, lineOf, sameAsked } from "./question.js";

const LISTED_M = 100000; // from a border that travels with the page its settlements do, too
const LEAST_M = 1000; // a zone that could not be a kilometre deep is none
const LINE_M = 200; // accuracy of a line of one's own, and of a point
const POINT_M = 1000;
const CENTIMETRE = 1e-7; // degrees: a disc is a zone along a line that is as short as that

/** @typedef {import("./question.js").Asked} Asked */
/** @typedef {import("../wire/unpack.js").PageData} PageData */
/** @typedef {import("../wire/unpack.js").Zone} Zone */

export class Answers {
  /** @param {import("./model.js").Model} model */
  constructor(model) {
    this.model = model;
    const { data } = model;
    /** what the page was made with */
    this.opening = {
      zone: data.zone, settlements: data.settlements,
      places: data.places.map(({ distance_m, uncertainty_m, side }) => ({ distance_m, uncertainty_m, side })),
      statements: data.statements.map(({ here, chosen, depth_m }) => ({ here, chosen, depth_m })),
      zones: data.zones.map(({ here, drawn, depth_m }) => ({ here, drawn, depth_m })),
    };
    /** @type {Map<string, Border>} */
    this.borders = new Map();
  }

  /** A border that travels with the page, unpacked when it is first asked for. @param {string} name */
  border(name) {
    const line = this.model.data.lines.find((one) => one.border === name);
    if (line && !this.borders.has(name)) this.borders.set(name, new Border(line));
    return this.borders.get(name);
  }

  /** Whether a question can be answered here. @param {Asked} asked */
  known(asked) {
    if (!asked.border) return this.reach(asked) >= LEAST_M;
    const border = this.border(asked.border);
    return border !== undefined && asked.along.every((code) => border.line.names[code] !== undefined) && border.ranges(asked).length > 0;
  }

  /** How far from what is asked for the page lists all settlements that it knows of: as deep as a zone can be there. @param {Asked} asked */
  reach({ border, line, around }) {
    const opening = /** @type {Zone} */ (this.opening.zone);
    if (border) return Math.min(opening.reach_m, LISTED_M);
    const fields = [opening.field ??= new DistanceField(opening.lineLonlat), ...this.model.data.lines.map((one) => /** @type {Border} */ (this.border(one.border)).field)];
    let farthest = 0;
    for (const [lon, lat] of finely(line ?? (around ? [around] : []))) {
      toEcef(lon, lat, spot, 0);
      farthest = Math.max(farthest, Math.min(...fields.map((field) => field.at(spot[0], spot[1], spot[2]))));
    }
    return Math.floor((Math.min(opening.reach_m, LISTED_M) - farthest) / 1000) * 1000;
  }

  /** Make the model that of a question; null is the one that the page was made with. @param {Asked | null} asked */
  give(asked) {
    const { model, opening } = this;
    const { data } = model;
    data.zone = asked ? (asked.border ? this.zone(asked) : this.ownZone(asked)) : opening.zone;
    model.sides = data.zone?.sides ?? [];
    model.plain = undefined;
    data.settlements = asked ? this.settlements(/** @type {Zone} */ (data.zone)) : opening.settlements;
    for (const [i, place] of data.places.entries()) {
      Object.assign(place, opening.places[i]);
      if (asked && place.distance_m !== undefined) Object.assign(place, this.place(place));
    }
    for (const [i, one] of data.statements.entries()) Object.assign(one, opening.statements[i], asked ? this.told(asked, one.own) : {});
    for (const [i, one] of data.zones.entries()) Object.assign(one, opening.zones[i], asked ? this.told(asked, one.own) : {});
  }

  /** What a text says of the stretch that is asked for, if it speaks of that. @param {Asked} asked @param {import("../wire/unpack.js").Own | undefined} own */
  told(asked, own) {
    const nothing = { here: false, chosen: false, drawn: false };
    return own !== undefined && sameAsked(asked, askedOf(this.model.data, own)) ? { ...nothing, here: true, depth_m: own.depth_m } : nothing;
  }

  /** The stretch that is asked for, as the page's own zone is given. @param {Asked} asked @returns {Zone} */
  zone(asked) {
    const opening = /** @type {Zone} */ (this.opening.zone);
    const border = /** @type {Border} */ (this.border(asked.border));
    const { line } = border;
    const ranges = border.ranges(asked);
    const rest = opening.ends === "cut" ? border.rest(ranges) : [];
    return {
      ...framed(asked, codesAlong(asked, border).map((code) => english(border.line.names[code])), opening),
      label: labelOf(asked, border), border: line.border, side: "both", depth_origin: "default", side_origin: "default",
      ends: rest.length ? "cut" : "round", pov: opening.pov, border_accuracy_m: line.accuracy_m, reach_m: this.reach(asked),
      line: border.shape(ranges), lineLonlat: ranges.map((range) => border.part(range)), field: border.field.part(ranges),
      restLonlat: rest.length ? rest.map((range) => border.part(range)) : null, restField: rest.length ? border.field.part(rest) : null,
      sides: line.sides(), computed: true,
      grid: null, parts: [], // people by a grid are those of the stretch that they were summed along
    };
  }

  /** A line or place of the reader's own; as deep as the page lists settlements. @param {Asked} asked @returns {Zone} */
  ownZone(asked) {
    const opening = /** @type {Zone} */ (this.opening.zone);
    const { line, around, name } = asked;
    const [lon, lat] = around ?? [0, 0];
    const points = line ?? [[lon, lat], [lon + (lon < 180 ? CENTIMETRE : -CENTIMETRE), lat]];
    const lineLonlat = [Float64Array.from(points.flat())];
    const rings = lineLonlat.map(worldOf);
    const zone = {
      label: name || (around ? pointWords(around) : { t: "line.own" }), border: "", side: "both", depth_origin: "default", side_origin: "default",
      ends: "round", pov: opening.pov, border_accuracy_m: around ? this.pointAccuracy(lon, lat) : LINE_M, reach_m: this.reach(asked),
      line: { rings, boxes: boxesOf(rings) }, lineLonlat, field: new DistanceField(lineLonlat), restLonlat: null, restField: null,
      sides: line ? sidesOf(line) : [], computed: true, ...framed(asked, [], opening), grid: null, parts: [],
    };
    if (around) zone.sides = this.countriesAround(zone);
    return zone;
  }

  /** How exact the middle of a disc is: a settlement's point by its people, other points as the smallest are. @param {number} lon @param {number} lat */
  pointAccuracy(lon, lat) {
    const s = this.opening.settlements;
    for (let row = 0; s && row < s.count; row++) if (Math.abs(s.lon(row) - lon) < 2e-5 && Math.abs(s.lat(row) - lat) < 2e-5) return s.uncertainty[row] - s.accuracy;
    return POINT_M;
  }

  /** Codes of the sides of a line or place that is asked for. @param {Asked} asked */
  sidesOf(asked) {
    return this.known(asked) ? this.ownZone(asked).sides.map(({ code }) => code) : [];
  }

  /** The countries that a disc may hold something of. @param {Zone} zone @returns {import("../wire/unpack.js").Side[]} */
  countriesAround(zone) {
    const { data } = this.model;
    const s = this.opening.settlements;
    const codes = new Set();
    for (let row = 0; s && row < s.count; row++) if (metresTo(zone, s.lon(row), s.lat(row)) <= zone.reach_m) codes.add(landOf(s, row));
    const fine = new Map(data.lines.flatMap((line) => line.sides()).map((each) => [each.code, each]));
    for (const area of data.areas) if (area.level === 0 && !fine.has(area.code)) fine.set(area.code, { code: area.code, name: area.code, area: area.shape });
    return [...fine.values()].filter(({ code }) => codes.has(code)).sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  /** Settlements measured to a stretch. @param {Zone} zone */
  settlements(zone) {
    const s = this.opening.settlements;
    if (!s) return null;
    const distance = new Float64Array(s.count);
    const side = new Int8Array(s.count);
    for (let row = 0; row < s.count; row++) {
      distance[row] = metresTo(zone, s.lon(row), s.lat(row));
      side[row] = sideAt(zone, s.lon(row), s.lat(row), zone.border ? (s.lands[s.land[row]] ?? "") : landOf(s, row));
    }
    const all = [...new Set(Object.values(s.listing).flat())].sort();
    const listed = zone.sides.map(({ code }) => (isOwn(zone) ? all : s.listedBy(code)));
    return s.measured(distance, side, listed, zone.border_accuracy_m - s.accuracy);
  }

  /** A mentioned place measured to the present stretch. @param {import("../wire/unpack.js").Place} place */
  place(place) {
    const zone = /** @type {Zone} */ (this.model.data.zone);
    const opening = /** @type {Zone} */ (this.opening.zone);
    const more = zone.border_accuracy_m - opening.border_accuracy_m;
    const known = this.opening.zone?.sides.some(({ code }) => code === place.side) ? place.side : place.country;
    const side = zone.sides[sideAt(zone, Number(place.lon), Number(place.lat), known ?? "")]?.code;
    return { distance_m: metresTo(zone, Number(place.lon), Number(place.lat)), uncertainty_m: (place.uncertainty_m ?? 0) + more, side };
  }
}

const spot = [0, 0, 0];

/** Whether a zone's sides are those of a line, not countries. @param {Zone} zone */
function isOwn(zone) {
  return zone.sides.some(({ code }) => code === "left" || code === "inside");
}

/** Which of a zone's sides holds a point, -1 none: of a line its areas say so, else the country's code. @param {Zone} zone @param {number} lon @param {number} lat @param {string} code */
export function sideAt(zone, lon, lat, code) {
  return isOwn(zone) ? sideHolding(zone, lon, lat) : zone.sides.findIndex((side) => side.code === code);
}

/** Which of a zone's sides has a point in its area, -1 none. @param {Zone} zone @param {number} lon @param {number} lat */
export function sideHolding(zone, lon, lat) {
  const [x, y] = [worldX(lon), worldY(lat)];
  return zone.sides.findIndex(({ area }) => ringsHold(area.rings, x, y));
}

/** The country that holds a settlement: of the borders aboard their areas', else the layer's. @param {import("../panels/settlements.js").Settlements} s @param {number} row */
function landOf(s, row) {
  return s.lands[s.land[row]] ?? s.country(row);
}

/** The points of a line, none farther than about 2 km from the next. @param {readonly import("./question.js").LonLat[]} line @returns {import("./question.js").LonLat[]} */
function finely(line) {
  return line.flatMap(([lon, lat], i) => {
    const [east, north] = line[i + 1] ?? [lon, lat];
    const steps = Math.max(1, Math.ceil(Math.hypot(east - lon, north - lat) / 0.02));
    return Array.from({ length: steps }, (_, k) => /** @type {[number, number]} */ ([lon + ((east - lon) * k) / steps, lat + ((north - lat) * k) / steps]));
  });
}

/** Metres from a point to a stretch, to a tenth; endless beyond the ends of a cut one. @param {Zone} zone @param {number} lon @param {number} lat */
export function metresTo(zone, lon, lat) {
  toEcef(lon, lat, spot, 0);
  const chord = /** @type {import("../map/distance.js").DistanceField} */ (zone.field).at(spot[0], spot[1], spot[2]);
  if (zone.restField && zone.restField.at(spot[0], spot[1], spot[2]) < chord) return Infinity;
  return Math.round(10 * arcOfChord(chord, radiusAt(lat))) / 10;
}

/** A stretch as it stands after "within 20 km of"; `words.py` says it the same way. @param {Asked} asked @param {Border} border */
function labelOf(asked, border) {
  const { along, between } = asked;
  const line = lineOf(border.line.border);
  if (between) return { t: "line.between", line, ends: { t: "ask.ends", a: pointWords(between[0]), b: pointWords(between[1]) } };
  if (!along.length) return line;
  return { t: "line.stretch", line, names: codesAlong(asked, border).map((code) => border.line.names[code]) };
}

/** The divisions that are asked for, in their order along the border. @param {Asked} asked @param {Border} border */
function codesAlong({ along }, border) {
  return [...border.divisions().keys()].filter((code) => along.includes(code));
}

/** @param {import("./question.js").LonLat} point */
export function pointWords([lon, lat]) {
  return `${lat.toFixed(3)}, ${lon.toFixed(3)}`;
}
