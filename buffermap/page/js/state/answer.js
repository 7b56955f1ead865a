/** The page's answer to a question of its reader: another stretch, its distances and sides, measured here as Python would. */

import { english } from "../panels/text.js";
import { arcOfChord, radiusAt, toEcef } from "../map/geodesy.js";
import { framed } from "../wire/frame.js";
import { Border } from "./border.js";
import { askedOf, lineOf, sameAsked } from "./question.js";

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
    const border = this.border(asked.border);
    return border !== undefined && asked.along.every((code) => border.line.names[code] !== undefined) && border.ranges(asked).length > 0;
  }

  /** Make the model that of a question; null is the one that the page was made with. @param {Asked | null} asked */
  give(asked) {
    const { model, opening } = this;
    const { data } = model;
    data.zone = asked ? this.zone(asked) : opening.zone;
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
      ends: rest.length ? "cut" : "round", pov: opening.pov, border_accuracy_m: line.accuracy_m, reach_m: opening.reach_m,
      line: border.shape(ranges), lineLonlat: ranges.map((range) => border.part(range)), field: border.field.part(ranges),
      restLonlat: rest.length ? rest.map((range) => border.part(range)) : null, restField: rest.length ? border.field.part(rest) : null,
      sides: line.sides(), computed: true,
      grid: null, parts: [], // people by a grid are those of the stretch that they were summed along
    };
  }

  /** Settlements measured to a stretch. @param {Zone} zone */
  settlements(zone) {
    const s = this.opening.settlements;
    if (!s) return null;
    const index = s.lands.map((code) => zone.sides.findIndex((side) => side.code === code));
    const distance = new Float64Array(s.count);
    const side = new Int8Array(s.count);
    for (let row = 0; row < s.count; row++) {
      distance[row] = metresTo(zone, s.lon(row), s.lat(row));
      side[row] = s.land[row] < 0 ? -1 : index[s.land[row]];
    }
    const listed = zone.sides.map(({ code }) => s.listedBy(code));
    return s.measured(distance, side, listed, zone.border_accuracy_m - s.accuracy);
  }

  /** A mentioned place measured to the present stretch. @param {import("../wire/unpack.js").Place} place */
  place(place) {
    const zone = /** @type {Zone} */ (this.model.data.zone);
    const opening = /** @type {Zone} */ (this.opening.zone);
    const more = zone.border_accuracy_m - opening.border_accuracy_m;
    const side = zone.sides.find(({ code }) => code === place.side || code === place.country)?.code;
    return { distance_m: metresTo(zone, Number(place.lon), Number(place.lat)), uncertainty_m: (place.uncertainty_m ?? 0) + more, side };
  }
}

const spot = [0, 0, 0];

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
