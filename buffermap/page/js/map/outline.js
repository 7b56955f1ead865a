/** The zone as polygons in degrees, for whoever takes it elsewhere: the edge of the distance field, cut by a side's area. */

import { ContourView } from "./contour.js";
import { latOf, lonOf, radiusAt, worldSize, worldX, worldY } from "./geodesy.js";

const MOST = 8000; // pixels of the frame that the edge is looked for in
const DEEPEST = 14; // zoom
const BIN = 16; // pixels of the grid in which pieces of the edge are found again

/** How far apart the points of the edge are looked for, in metres. @param {import("./zonelayer.js").ZoneLayer} layer @param {number} depth */
export function edgeStep(layer, depth) {
  return (2 * 2 * Math.PI * radiusAt(0)) / worldSize(zoneFrame(layer.zone.lineLonlat, depth).zoom);
}

/** The zone on one side as coordinates of a MultiPolygon. @param {import("./zonelayer.js").ZoneLayer} layer @param {number} depth @param {import("../wire/unpack.js").Shape} area */
export function zonePolygons(layer, depth, area) {
  const view = zoneFrame(layer.zone.lineLonlat, depth);
  const edge = new ContourView(layer.field, view, layer.rest).at(depth).rings;
  const size = worldSize(view.zoom);
  const side = area.rings.map((ring) => ring.map((v, i) => v * size - (i % 2 ? view.top : view.left)));
  const rings = both(edge, oriented(side));
  return grouped(rings).map((polygon) => polygon.map((ring) => degrees(ring, view, size)));
}

/** The view that a whole zone fits into. @param {Float64Array[]} lines @param {number} depth */
function zoneFrame(lines, depth) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines) {
    for (let i = 0; i < line.length; i += 2) {
      [west, east] = [Math.min(west, line[i]), Math.max(east, line[i])];
      [south, north] = [Math.min(south, line[i + 1]), Math.max(north, line[i + 1])];
    }
  }
  const up = ((1.1 * depth + 500) / radiusAt(0)) * (180 / Math.PI);
  [south, north] = [Math.max(-85, south - up), Math.min(85, north + up)];
  const wide = up / Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180);
  const [left, top, right, bottom] = [worldX(west - wide), worldY(north), worldX(east + wide), worldY(south)];
  let zoom = DEEPEST;
  while (zoom > 2 && worldSize(zoom) * Math.max(right - left, bottom - top) > MOST) zoom--;
  const size = worldSize(zoom);
  return { zoom, left: left * size, top: top * size, width: (right - left) * size, height: (bottom - top) * size };
}

/** Twice the signed area: negative where the inside is on the left on screen, as the edge has it. @param {ArrayLike<number>} ring */
function turn(ring) {
  let sum = 0;
  const n = ring.length;
  for (let i = 0; i < n; i += 2) sum += ring[i] * ring[(i + 3) % n] - ring[(i + 2) % n] * ring[i + 1];
  return sum;
}

/** Whether a point lies in rings, by the even-odd rule. @param {ArrayLike<number>[]} rings @param {number} x @param {number} y */
export function ringsHold(rings, x, y) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      if (ring[i + 1] > y !== ring[j + 1] > y && x < ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i]) inside = !inside;
    }
  }
  return inside;
}

/** Rings without the point that closes them, each with the area on its left. @param {Float64Array[]} rings */
function oriented(rings) {
  return rings.map((ring) => {
    const open = closed(ring) ? ring.subarray(0, -2) : ring;
    const others = rings.filter((each) => each !== ring);
    return turn(open) < 0 === !ringsHold(others, open[0], open[1]) ? open : reversed(open);
  });
}

/** @param {Float64Array} ring */
function closed(ring) {
  return ring[0] === ring.at(-2) && ring[1] === ring.at(-1);
}

/** @param {Float64Array} ring */
function reversed(ring) {
  const n = ring.length;
  return ring.map((_, i) => ring[n - 2 - 2 * (i >> 1) + (i % 2)]);
}

/** What lies in both of two sets of rings: pieces of either that run inside the other, joined where they cross.
 * @param {Float64Array[]} edge @param {Float64Array[]} side */
function both(edge, side) {
  const open = edge.map((ring) => (closed(ring) ? ring.subarray(0, -2) : ring));
  const { onEdge, onSide, count } = crossings(open, side);
  /** @type {(number[] | undefined)[]} the piece that leaves each crossing, and where it ends */
  const pieces = new Array(count);
  /** @type {number[]} */
  const ends = new Array(count);
  /** @type {number[][]} */
  const rings = [];
  for (const [own, found, other] of /** @type {[Float64Array[], Cut[][], Float64Array[]][]} */ ([[open, onEdge, side], [side, onSide, open]])) {
    own.forEach((ring, r) => {
      const cuts = found[r].sort((a, b) => a.at - b.at);
      if (!cuts.length) {
        if (ringsHold(other, ring[0], ring[1])) rings.push(Array.from(ring));
        return;
      }
      cuts.forEach((cut, k) => {
        if (!cut.enters) return;
        const next = cuts[(k + 1) % cuts.length];
        pieces[cut.id] = piece(ring, cut, next);
        ends[cut.id] = next.id;
      });
    });
  }
  for (let first = 0; first < count; first++) {
    /** @type {number[]} */
    const ring = [];
    for (let at = first; pieces[at]; at = ends[at]) {
      for (const v of /** @type {number[]} */ (pieces[at])) ring.push(v);
      pieces[at] = undefined;
    }
    if (ring.length > 4) rings.push(ring);
  }
  return rings;
}

/** @typedef {{ id: number, at: number, x: number, y: number, enters: boolean }} Cut */

/** A ring from one cut up to the next, without the latter. @param {Float64Array} ring @param {Cut} from @param {Cut} to */
function piece(ring, from, to) {
  const n = ring.length / 2;
  const points = [from.x, from.y];
  const steps = Math.floor(to.at) - Math.floor(from.at) + (to.at > from.at ? 0 : n);
  for (let k = 1; k <= steps; k++) {
    const i = (Math.floor(from.at) + k) % n;
    points.push(ring[2 * i], ring[2 * i + 1]);
  }
  return points;
}

/** Where two sets of rings cross, on each of their rings. @param {Float64Array[]} edge @param {Float64Array[]} side */
function crossings(edge, side) {
  /** @type {Map<string, [number, number][]>} */
  const grid = new Map();
  edge.forEach((ring, r) => {
    for (let i = 0; i < ring.length; i += 2) {
      for (const key of cells(ring, i)) {
        const there = grid.get(key);
        if (there) there.push([r, i]);
        else grid.set(key, [[r, i]]);
      }
    }
  });
  /** @type {Cut[][]} */
  const onEdge = edge.map(() => []);
  /** @type {Cut[][]} */
  const onSide = side.map(() => []);
  let count = 0;
  const [west, north, east, south] = bounds(edge);
  side.forEach((ring, s) => {
    const n = ring.length;
    for (let i = 0; i < n; i += 2) {
      const [x0, y0, x1, y1] = [ring[i], ring[i + 1], ring[(i + 2) % n], ring[(i + 3) % n]];
      if (Math.max(x0, x1) < west || Math.min(x0, x1) > east || Math.max(y0, y1) < north || Math.min(y0, y1) > south) continue;
      const met = new Set();
      for (const key of cells(ring, i)) {
        for (const [r, j] of grid.get(key) ?? []) {
          if (met.has(`${r}/${j}`)) continue;
          met.add(`${r}/${j}`);
          const other = edge[r];
          const m = other.length;
          const [ax, ay] = [other[j], other[j + 1]];
          const [bx, by] = [other[(j + 2) % m] - ax, other[(j + 3) % m] - ay];
          const cross = bx * (y1 - y0) - by * (x1 - x0);
          if (!cross) continue;
          const t = ((x0 - ax) * (y1 - y0) - (y0 - ay) * (x1 - x0)) / cross;
          const u = ((x0 - ax) * by - (y0 - ay) * bx) / cross;
          if (t < 0 || t >= 1 || u < 0 || u >= 1) continue;
          const at = { x: ax + t * bx, y: ay + t * by };
          onEdge[r].push({ id: count, at: j / 2 + t, ...at, enters: cross > 0 }); // on screen the inside is on the left
          onSide[s].push({ id: count, at: i / 2 + u, ...at, enters: cross < 0 });
          count++;
        }
      }
    }
  });
  return { onEdge, onSide, count };
}

/** Cells of the grid that the box of a segment touches. @param {Float64Array} ring @param {number} i */
function* cells(ring, i) {
  const n = ring.length;
  const [x, y] = [[ring[i], ring[(i + 2) % n]], [ring[i + 1], ring[(i + 3) % n]]].map((pair) => pair.map((v) => Math.floor(v / BIN)).sort((a, b) => a - b));
  const [right, down] = [Math.min(x[1], x[0] + MOST / BIN), Math.min(y[1], y[0] + MOST / BIN)];
  for (let a = x[0]; a <= right; a++) for (let b = y[0]; b <= down; b++) yield `${a}/${b}`;
}

/** @param {Float64Array[]} rings */
function bounds(rings) {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      [west, east] = [Math.min(west, ring[i]), Math.max(east, ring[i])];
      [north, south] = [Math.min(north, ring[i + 1]), Math.max(south, ring[i + 1])];
    }
  }
  return [west, north, east, south];
}

/** Rings as polygons: each with the holes that lie in it. @param {number[][]} rings */
function grouped(rings) {
  const outer = rings.filter((ring) => turn(ring) < 0).sort((a, b) => Math.abs(turn(a)) - Math.abs(turn(b)));
  /** @type {Map<number[], number[][]>} */
  const polygons = new Map(outer.map((ring) => [ring, [ring]]));
  for (const hole of rings) {
    if (turn(hole) < 0) continue;
    const around = outer.find((ring) => ringsHold([ring], hole[0], hole[1]));
    if (around) polygons.get(around)?.push(hole);
  }
  return [...polygons.values()];
}

/** A closed ring of [lon, lat]. @param {number[]} ring @param {{ left: number, top: number }} view @param {number} size */
function degrees(ring, view, size) {
  const points = [];
  for (let i = 0; i < ring.length; i += 2) points.push([round(lonOf((ring[i] + view.left) / size)), round(latOf((ring[i + 1] + view.top) / size))]);
  return [...points, points[0]];
}

/** @param {number} degree */
function round(degree) {
  return Number(degree.toFixed(6));
}
