/** Lines, areas and places of the reader's own: from GeoJSON or typed coordinates, with their sides. */

import { Rim } from "../map/contour.js";
import { latOf, lonOf, worldX, worldY } from "../map/geodesy.js";
import { boxesOf } from "../wire/unpack.js";
import { worldOf } from "./border.js";

const MOST_VERTICES = 5000; // vertices: every pair of segments is asked whether it crosses
const SIDES_M = 600000; // as far as Python's sides of a line reach, beyond the deepest zone
const POLE = 84.9; // degrees, the end of the map

/** @typedef {import("./question.js").LonLat} LonLat */
/** @typedef {{ line: LonLat[] | null, around: LonLat | null, name: string }} OwnShape */

/** What a text gives; its errors are keys of strings. @param {string} text @returns {OwnShape} */
export function shapeOf(text) {
  const found = text.trim().startsWith("{") ? fromGeojson(text) : fromTyped(text);
  const points = found.line ?? (found.around ? [found.around] : []);
  if (!points.length) throw new Error("own.nothing");
  if (points.some(([lon, lat]) => !(Math.abs(lat) <= POLE && Math.abs(lon) <= 180))) throw new Error("own.nowhere");
  if (points.length > MOST_VERTICES) throw new Error("own.many");
  if (points.some(([lon], i) => i > 0 && Math.abs(lon - points[i - 1][0]) > 180)) throw new Error("own.dateline");
  if (found.line && crosses(found.line)) throw new Error("own.crosses");
  return found;
}

/** "50.1, 36.2", a point a line or between semicolons: latitude first. @param {string} text @returns {OwnShape} */
function fromTyped(text) {
  const points = text.split(/[\n;]+/).filter((row) => row.trim()).map((row) => {
    const [lat, lon, ...more] = (row.match(/[-−]?\d+(?:\.\d+)?/g) ?? []).map((part) => Number(part.replace("−", "-")));
    if (lon === undefined || more.length || /\p{L}/u.test(row)) throw new Error("own.unread");
    return /** @type {LonLat} */ ([lon, lat]);
  });
  return points.length === 1 ? { line: null, around: points[0], name: "" } : { line: distinct(points), around: null, name: "" };
}

/** The one line, area or point of a GeoJSON text. @param {string} text @returns {OwnShape} */
function fromGeojson(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error("own.unread");
  }
  const found = [...geometriesOf(value)];
  const name = found.map((each) => each.name).find(Boolean) ?? "";
  const lines = found.flatMap(({ geometry: { type, coordinates } }) =>
    type === "LineString" ? [coordinates] : type === "MultiLineString" ? coordinates : type === "Polygon" ? coordinates.slice(0, 1) : type === "MultiPolygon" && coordinates.length === 1 ? coordinates[0].slice(0, 1) : []);
  const points = found.filter(({ geometry }) => geometry.type === "Point").map(({ geometry }) => lonLat(geometry.coordinates));
  if (lines.length) return { line: joined(lines.map((line) => distinct(list(line).map(lonLat)))), around: null, name };
  if (points.length === 1) return { line: null, around: points[0], name };
  throw new Error("own.nothing");
}

/** @param {any} value @param {string} [name] @returns {Generator<{ geometry: any, name: string }>} */
export function* geometriesOf(value, name = "") {
  const own = value?.properties?.name;
  const called = typeof own === "string" ? own : name;
  for (const part of [...list(value?.features ?? []), ...list(value?.geometries ?? [])]) yield* geometriesOf(part, called);
  if (value?.geometry) yield* geometriesOf(value.geometry, called);
  if (value?.coordinates) yield { geometry: value, name: called };
}

/** @param {any} value @returns {any[]} */
function list(value) {
  if (!Array.isArray(value)) throw new Error("own.unread");
  return value;
}

/** @param {any} position @returns {LonLat} */
export function lonLat(position) {
  const [lon, lat] = list(position);
  if (typeof lon !== "number" || typeof lat !== "number") throw new Error("own.unread");
  return [lon, lat];
}

/** @param {LonLat[]} points */
function distinct(points) {
  return points.filter(([lon, lat], i) => i === 0 || lon !== points[i - 1][0] || lat !== points[i - 1][1]);
}

/** Lines that follow each other as one. @param {LonLat[][]} lines */
function joined(lines) {
  const [first, ...rest] = lines.filter((line) => line.length > 1);
  if (!first) throw new Error("own.nothing");
  const whole = [...first];
  for (const line of rest) {
    const [lon, lat] = whole[whole.length - 1];
    if (line[0][0] !== lon || line[0][1] !== lat) throw new Error("own.several");
    whole.push(...line.slice(1));
  }
  return whole;
}

/** Whether a line ends where it begins. @param {readonly LonLat[]} line */
export function isClosed(line) {
  return line.length > 3 && line[0][0] === line[line.length - 1][0] && line[0][1] === line[line.length - 1][1];
}

/** Whether a line crosses or touches itself, so that it has no sides. @param {readonly LonLat[]} line */
function crosses(line) {
  const last = line.length - 1;
  for (let i = 0; i < last; i++) {
    for (let j = i + 2; j < last; j++) {
      if (i === 0 && j === last - 1 && isClosed(line)) continue;
      if (meet(line[i], line[i + 1], line[j], line[j + 1])) return true;
    }
  }
  return false;
}

/** Whether two segments have a point in common. @param {LonLat} a @param {LonLat} b @param {LonLat} c @param {LonLat} d */
function meet(a, b, c, d) {
  for (const axis of [0, 1]) if (Math.max(a[axis], b[axis]) < Math.min(c[axis], d[axis]) || Math.max(c[axis], d[axis]) < Math.min(a[axis], b[axis])) return false;
  return turnOf(a, b, c) * turnOf(a, b, d) <= 0 && turnOf(c, d, a) * turnOf(c, d, b) <= 0;
}

/** On which side of a to b a point lies: positive on the left. @param {LonLat} a @param {LonLat} b @param {LonLat} p */
function turnOf(a, b, p) {
  return Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
}

/** The areas on the sides of a line: left and right of its direction, its ends going straight on; inside and outside of a closed one.
 * @param {readonly LonLat[]} line @returns {import("../wire/unpack.js").Side[]} */
export function sidesOf(line) {
  const rim = boxAround(line);
  const box = Float64Array.from([...rim.corners, rim.corners[0], rim.corners[1]]);
  if (isClosed(line)) {
    const ring = worldOf(line.flat());
    return [areaOn("inside", [ring]), areaOn("outside", [box, ring])];
  }
  const path = [beyond(line[1], line[0], rim), ...line, beyond(line[line.length - 2], line[line.length - 1], rim)];
  const starts = path.slice(0, 2);
  const ends = path.slice(-2);
  if (line.some((point, i) => i > 1 && meet(starts[0], starts[1], line[i - 1], point)) || line.some((point, i) => i > 0 && i < line.length - 1 && meet(ends[0], ends[1], line[i - 1], point))) throw new Error("own.pointsBack");
  const world = Array.from(worldOf(path.flat()));
  const left = [...world];
  const at = (/** @type {number} */ i) => rim.position(world[i], world[i + 1]);
  rim.walk(at(world.length - 2), rim.way(at(world.length - 2), at(0)), left);
  const ring = Float64Array.from([...left, left[0], left[1]]);
  return [areaOn("left", [ring]), areaOn("right", [box, ring])];
}

/** @param {string} code @param {Float64Array[]} rings */
function areaOn(code, rings) {
  return { code, name: code, area: { rings, boxes: boxesOf(rings) } };
}

/** The rim of all that a line's sides are asked for. @param {readonly LonLat[]} line */
function boxAround(line) {
  const [lon, lat] = [0, 1].map((axis) => line.map((point) => point[axis]));
  const high = SIDES_M / 111000;
  const [south, north] = [Math.max(Math.min(...lat) - high, -POLE), Math.min(Math.max(...lat) + high, POLE)];
  const wide = Math.min(high / Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180), 170);
  return new Rim(worldX(Math.min(...lon) - wide), worldY(north), worldX(Math.max(...lon) + wide), worldY(south));
}

/** Where the way from one point through another leaves a box. @param {LonLat} from @param {LonLat} to @param {Rim} rim @returns {LonLat} */
function beyond(from, to, rim) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const [east, west] = [lonOf(rim.right), lonOf(rim.left)];
  const across = dx === 0 ? Infinity : ((dx > 0 ? east : west) - to[0]) / dx;
  const up = dy === 0 ? Infinity : (latOf(dy > 0 ? rim.top : rim.bottom) - to[1]) / dy;
  const way = Math.min(across, up);
  return [to[0] + way * dx, to[1] + way * dy];
}
