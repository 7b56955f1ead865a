/**
 * Points on the WGS84 ellipsoid and on the web map.
 *
 * Distances here are straight lines through the Earth between points on the ellipsoid. Up to 100 km such a chord
 * and the geodesic differ by about a metre, and `chordOfArc` takes even that away.
 */

const A = 6378137;
const E2 = (2 - 1 / 298.257223563) / 298.257223563;
const RADIANS = Math.PI / 180;

/** Degrees to x, y, z in metres, written into `out` at `o`.
 * @param {number} lon @param {number} lat @param {Float64Array | number[]} out @param {number} o */
export function toEcef(lon, lat, out, o) {
  const sin = Math.sin(lat * RADIANS);
  const n = A / Math.sqrt(1 - E2 * sin * sin);
  const cos = n * Math.cos(lat * RADIANS);
  out[o] = cos * Math.cos(lon * RADIANS);
  out[o + 1] = cos * Math.sin(lon * RADIANS);
  out[o + 2] = n * (1 - E2) * sin;
}

/** Mean radius of curvature in metres at a latitude. @param {number} lat */
export function radiusAt(lat) {
  const sin = Math.sin(lat * RADIANS);
  return (A * Math.sqrt(1 - E2)) / (1 - E2 * sin * sin);
}

/** Length of the chord under a geodesic of `arc` metres. @param {number} arc @param {number} radius */
export function chordOfArc(arc, radius) {
  return arc - arc ** 3 / (24 * radius * radius);
}

/** Geodesic length over a chord. @param {number} chord @param {number} radius */
export function arcOfChord(chord, radius) {
  return chord + chord ** 3 / (24 * radius * radius);
}

/** Distance in metres between two points, good to a centimetre up to 100 km, to 0.3 % anywhere.
 * @param {number} lon1 @param {number} lat1 @param {number} lon2 @param {number} lat2 */
export function distanceBetween(lon1, lat1, lon2, lat2) {
  const p = [0, 0, 0, 0, 0, 0];
  toEcef(lon1, lat1, p, 0);
  toEcef(lon2, lat2, p, 3);
  const chord = Math.hypot(p[0] - p[3], p[1] - p[4], p[2] - p[5]);
  const radius = radiusAt((lat1 + lat2) / 2);
  return chord < 5e5 ? arcOfChord(chord, radius) : 2 * radius * Math.asin(Math.min(1, chord / (2 * radius)));
}

/** Web Mercator: the world is a square of side 1, y downwards. @param {number} lon */
export function worldX(lon) {
  return lon / 360 + 0.5;
}

/** @param {number} lat */
export function worldY(lat) {
  const sin = Math.sin(Math.max(-85.0511287798, Math.min(85.0511287798, lat)) * RADIANS);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

/** @param {number} x */
export function lonOf(x) {
  return (x - 0.5) * 360;
}

/** @param {number} y */
export function latOf(y) {
  return (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / RADIANS;
}

/** Pixels of the whole world's side at a zoom level. @param {number} zoom */
export function worldSize(zoom) {
  return 256 * 2 ** zoom;
}
