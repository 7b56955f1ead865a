/**
 * What the page answers at present, as one frozen value that whatever leaves the page reads: scenario, command line,
 * permalink, saved copy, tables.
 *
 * `state.asked` is null while the page shows the stretch that it was made with. Otherwise it is one of three, frozen, and
 * the page computes the answer itself: a stretch of a border that travels with the page (`border`, and either divisions
 * `along` it or two points of it, `between`; neither is the whole border), a `line` of the reader's own, or discs
 * `around` a place. Points and lines are pairs of longitude and latitude. Side and depth stay `state.side` and
 * `state.depth`.
 */

import { depthOrigin, sideOrigin } from "./stated.js";

/**
 * @typedef {readonly [number, number]} LonLat
 * @typedef {Readonly<{ border: string, along: readonly string[], between: readonly [LonLat, LonLat] | null,
 *   line: readonly LonLat[] | null, around: LonLat | null, name: string }>} Asked
 *   `border` is "" of a line or place of the reader's own; `name` is what the reader calls it
 * @typedef {Readonly<{ asked: Asked | null, label: import("../panels/text.js").Phrase, border: string, pov: string, ends: string,
 *   side: string, sideBy: string, depth_m: number | null, depthBy: string }>} Question
 */

/** @param {Partial<Asked>} parts @returns {Asked} */
export function asking({ border = "", along = [], between = null, line = null, around = null, name = "" }) {
  /** @param {LonLat} point @returns {LonLat} */
  const fixed = ([lon, lat]) => Object.freeze(/** @type {LonLat} */ ([lon, lat]));
  return Object.freeze({
    border, name,
    along: Object.freeze([...along].sort()),
    between: between && Object.freeze(/** @type {[LonLat, LonLat]} */ (between.map(fixed))),
    line: line && Object.freeze(line.map(fixed)),
    around: around && fixed(around),
  });
}

/** The stretch that a text speaks of. @param {import("../wire/unpack.js").PageData} data @param {import("../wire/unpack.js").Own} own */
export function askedOf(data, own) {
  return own.around ? asking({ around: own.around, name: own.name }) : asking({ border: data.lines[own.line ?? -1]?.border, along: own.along });
}

/** Whether two ask for one stretch. @param {Asked | null} a @param {Asked | null} b */
export function sameAsked(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The question that the page answers. @param {import("../wire/unpack.js").PageData} data @param {import("../wire/store.js").State} state @returns {Question | null} */
export function question(data, state) {
  const { zone } = data;
  if (!zone) return null;
  return Object.freeze({
    asked: state.asked, label: zone.label, border: zone.border, pov: zone.pov, ends: zone.ends,
    side: state.side, sideBy: sideOrigin(data, state), depth_m: state.depth, depthBy: depthOrigin(data, state),
  });
}

/** A border as a phrase. @param {string} border */
export function lineOf(border) {
  const [a, b] = border.split("-");
  return { t: "line.border", a: { c: a }, b: { c: b } };
}
