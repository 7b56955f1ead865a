/**
 * The zone's edge in a view: where the distance to the stretch equals the depth.
 *
 * The view is a lattice of points two pixels apart. A block of it is looked into only where the edge may pass (the
 * distance changes by no more than a metre a metre), so a view costs a few thousand distances, kept for the next
 * depth. Between neighbouring points the edge is a straight line, well within a pixel of the true one.
 */

import { chordOfArc, latOf, lonOf, radiusAt, worldSize } from "./geodesy.js";

const STEP = 2; // pixels between lattice points
const BLOCK = 32; // lattice cells across the largest block, a power of two

/** @typedef {{ rings: Float64Array[], edges: Float64Array[] }} Contour
 * `rings` enclose what lies within the depth (even-odd), in pixels of the view; `edges` are the pieces of it that
 * are the zone's own edge and not the view's. */

export class ContourView {
  /**
   * @param {import("./distance.js").DistanceField} field
   * @param {{ zoom: number, left: number, top: number, width: number, height: number }} view
   *   world pixels of the view's corner at that zoom, and its size in pixels
   * @param {import("./distance.js").DistanceField | null} [rest]
   *   the line's continuation: what is nearer to it than to the line is outside
   */
  constructor(field, view, rest = null) {
    this.field = field;
    this.rest = rest;
    this.left = Math.floor(view.left / STEP) * STEP;
    this.top = Math.floor(view.top / STEP) * STEP;
    this.dx = this.left - view.left;
    this.dy = this.top - view.top;
    this.columns = Math.ceil((view.width - this.dx) / STEP) + 1;
    this.rows = Math.ceil((view.height - this.dy) / STEP) + 1;
    this.values = new Float32Array(this.columns * this.rows).fill(NaN); // 32 bits hold 100 km to a centimetre
    this.leads = rest ? new Float32Array(this.columns * this.rows) : null; // by how much the continuation is nearer
    /** the crossing that follows each crossing, inside on the left @type {Map<number, number>} */
    this.next = new Map();
    /** crossings that follow another @type {Set<number>} */
    this.led = new Set();
    this.prepare(worldSize(view.zoom));
  }

  /** Sines and cosines of every row and column, so that a point costs three products. @param {number} size */
  prepare(size) {
    const [nx, ny] = [2 * this.columns, 2 * this.rows]; // half steps, for the middles of cells
    this.cosLon = new Float64Array(nx);
    this.sinLon = new Float64Array(nx);
    this.ring = new Float64Array(ny);
    this.z = new Float64Array(ny);
    this.metres = new Float64Array(ny); // metres across one lattice step
    const e2 = (2 - 1 / 298.257223563) / 298.257223563;
    for (let i = 0; i < nx; i++) {
      const lon = (lonOf((this.left + (i * STEP) / 2) / size) * Math.PI) / 180;
      this.cosLon[i] = Math.cos(lon);
      this.sinLon[i] = Math.sin(lon);
    }
    for (let j = 0; j < ny; j++) {
      const lat = (latOf((this.top + (j * STEP) / 2) / size) * Math.PI) / 180;
      const sin = Math.sin(lat);
      const n = 6378137 / Math.sqrt(1 - e2 * sin * sin);
      this.ring[j] = n * Math.cos(lat);
      this.z[j] = n * (1 - e2) * sin;
      this.metres[j] = ((2 * Math.PI * 6378137 * Math.cos(lat)) / size) * STEP * 1.01;
    }
    this.radius = radiusAt(latOf((this.top + (this.rows * STEP) / 2) / size));
  }

  /** Distance at half steps i, j. @param {number} i @param {number} j */
  distanceAt(i, j) {
    const ring = /** @type {Float64Array} */ (this.ring)[j];
    const x = ring * /** @type {Float64Array} */ (this.cosLon)[i];
    const y = ring * /** @type {Float64Array} */ (this.sinLon)[i];
    const z = /** @type {Float64Array} */ (this.z)[j];
    const distance = this.field.at(x, y, z);
    this.lead = this.rest ? distance - this.rest.at(x, y, z) : -Infinity;
    return distance;
  }

  /** What is compared with the depth: the distance, or more where the continuation is nearer. @param {number} distance @param {number} lead */
  level(distance, lead) {
    return Math.max(distance, /** @type {number} */ (this.depth) + lead);
  }

  /** What is compared with the depth at a lattice point. @param {number} i @param {number} j */
  value(i, j) {
    const k = j * this.columns + i;
    if (Number.isNaN(this.values[k])) {
      this.values[k] = this.distanceAt(2 * i, 2 * j);
      if (this.leads) this.leads[k] = this.lead ?? 0;
    }
    return this.known(k);
  }

  /** @param {number} k */
  known(k) {
    return this.leads ? this.level(this.values[k], this.leads[k]) : this.values[k];
  }

  /** @param {number} depth  metres @returns {Contour} */
  at(depth) {
    this.next.clear();
    this.led.clear();
    this.depth = chordOfArc(depth, /** @type {number} */ (this.radius));
    for (let j = 0; j < this.rows - 1; j += BLOCK) {
      for (let i = 0; i < this.columns - 1; i += BLOCK) this.search(i, j, BLOCK);
    }
    return this.join();
  }

  /** Look into a block of cells if the edge may pass through it.
   * @param {number} i @param {number} j @param {number} cells */
  search(i, j, cells) {
    if (i >= this.columns - 1 || j >= this.rows - 1) return;
    const depth = /** @type {number} */ (this.depth);
    const half = cells / 2;
    const metres = /** @type {Float64Array} */ (this.metres);
    const widest = Math.max(metres[2 * j], metres[Math.min(2 * (j + cells), 2 * this.rows - 1)]);
    const ci = Math.min(i + half, this.columns - 1);
    const cj = Math.min(j + half, this.rows - 1);
    const reach = (this.rest ? 2 : 1) * Math.SQRT1_2 * cells * widest * (ci < i + half || cj < j + half ? 2 : 1);
    const middle = this.value(ci, cj);
    if (Math.abs(middle - depth) > reach) return;
    if (cells > 2) {
      this.search(i, j, half);
      this.search(i + half, j, half);
      this.search(i, j + half, half);
      this.search(i + half, j + half, half);
      return;
    }
    for (let b = j; b < Math.min(j + cells, this.rows - 1); b++) {
      for (let a = i; a < Math.min(i + cells, this.columns - 1); a++) this.cell(a, b);
    }
  }

  /** The edge through one cell, inside on its left. @param {number} i @param {number} j */
  cell(i, j) {
    const depth = /** @type {number} */ (this.depth);
    const nw = this.value(i, j) <= depth ? 8 : 0;
    const ne = this.value(i + 1, j) <= depth ? 4 : 0;
    const se = this.value(i + 1, j + 1) <= depth ? 2 : 0;
    const sw = this.value(i, j + 1) <= depth ? 1 : 0;
    const which = nw | ne | se | sw;
    if (which === 0 || which === 15) return;
    const k = j * this.columns + i;
    const [north, west, south, east] = [2 * k, 2 * k + 1, 2 * (k + this.columns), 2 * (k + 1) + 1];
    switch (which) {
      case 1: return this.link(south, west);
      case 2: return this.link(east, south);
      case 3: return this.link(east, west);
      case 4: return this.link(north, east);
      case 6: return this.link(north, south);
      case 7: return this.link(north, west);
      case 8: return this.link(west, north);
      case 9: return this.link(south, north);
      case 11: return this.link(east, north);
      case 12: return this.link(west, east);
      case 13: return this.link(south, east);
      case 14: return this.link(west, south);
    }
    const centre = this.distanceAt(2 * i + 1, 2 * j + 1);
    const joined = this.level(centre, this.lead ?? -Infinity) <= depth;
    if (which === 5) {
      this.link(joined ? north : south, west);
      this.link(joined ? south : north, east);
    } else {
      this.link(west, joined ? south : north);
      this.link(east, joined ? north : south);
    }
  }

  /** @param {number} from @param {number} to */
  link(from, to) {
    this.next.set(from, to);
    this.led.add(to);
  }

  /** Chains of crossings as rings; those that leave the view are closed along its rim. @returns {Contour} */
  join() {
    /** @type {Float64Array[]} */
    const open = [];
    for (const edge of this.next.keys()) if (!this.led.has(edge)) open.push(this.follow(edge));
    /** @type {Float64Array[]} */
    const rings = [];
    for (const edge of this.next.keys()) rings.push(this.follow(edge));
    return { rings: rings.concat(this.close(open)), edges: rings.concat(open) };
  }

  /** Take one chain out of the crossings. @param {number} first */
  follow(first) {
    /** @type {number[]} */
    const points = [];
    /** @type {number | undefined} */
    let at = first;
    while (at !== undefined) {
      this.cross(at, points);
      const next = this.next.get(at);
      this.next.delete(at);
      at = next;
    }
    return Float64Array.from(points);
  }

  /** Where the edge crosses a side of a cell: even numbers run east from their point, odd ones south.
   * @param {number} edge @param {number[]} points */
  cross(edge, points) {
    const k = edge >> 1;
    const south = edge & 1;
    const a = this.known(k);
    let t = (/** @type {number} */ (this.depth) - a) / (this.known(south ? k + this.columns : k + 1) - a);
    if (!(t >= 0 && t <= 1)) t = 0.5;
    const i = k % this.columns;
    const j = (k - i) / this.columns;
    points.push(this.dx + (south ? i : i + t) * STEP, this.dy + (south ? j + t : j) * STEP);
  }

  /** Close open chains along the rim of the view, walking with the inside on the left.
   * @param {Float64Array[]} open */
  close(open) {
    const right = this.dx + (this.columns - 1) * STEP;
    const bottom = this.dy + (this.rows - 1) * STEP;
    const rim = new Rim(this.dx, this.dy, right, bottom);
    if (!open.length) {
      const inside = this.value(0, 0) <= /** @type {number} */ (this.depth);
      return inside ? [Float64Array.from([...rim.corners, rim.corners[0], rim.corners[1]])] : [];
    }
    const starts = open.map((line) => rim.position(line[0], line[1]));
    const waiting = new Set(open.keys());
    /** @type {Float64Array[]} */
    const rings = [];
    for (const first of open.keys()) {
      if (!waiting.has(first)) continue;
      /** @type {number[]} */
      const ring = [];
      let at = first;
      do {
        waiting.delete(at);
        const line = open[at];
        for (const v of line) ring.push(v);
        const leave = rim.position(line[line.length - 2], line[line.length - 1]);
        let nearest = first;
        let shortest = Infinity;
        for (const [other, start] of starts.entries()) {
          if (!waiting.has(other) && other !== first) continue;
          const way = rim.way(leave, start);
          if (way < shortest) [nearest, shortest] = [other, way];
        }
        rim.walk(leave, shortest, ring);
        at = nearest;
      } while (at !== first);
      ring.push(ring[0], ring[1]);
      rings.push(Float64Array.from(ring));
    }
    return rings;
  }
}

/** The rim of a view as one way round, in the direction that keeps the view on the left on screen. */
export class Rim {
  /** @param {number} left @param {number} top @param {number} right @param {number} bottom */
  constructor(left, top, right, bottom) {
    this.width = right - left;
    this.height = bottom - top;
    this.around = 2 * (this.width + this.height);
    this.left = left;
    this.top = top;
    this.right = right;
    this.bottom = bottom;
    /** down the left, along the bottom, up the right, back along the top */
    this.corners = [left, top, left, bottom, right, bottom, right, top];
    this.turns = [0, this.height, this.height + this.width, 2 * this.height + this.width];
  }

  /** @param {number} x @param {number} y */
  position(x, y) {
    const gaps = [x - this.left, this.bottom - y, this.right - x, y - this.top].map(Math.abs);
    const side = gaps.indexOf(Math.min(...gaps));
    if (side === 0) return y - this.top;
    if (side === 1) return this.height + x - this.left;
    if (side === 2) return this.height + this.width + this.bottom - y;
    return 2 * this.height + this.width + this.right - x;
  }

  /** @param {number} from @param {number} to */
  way(from, to) {
    const way = to - from;
    return way < 0 ? way + this.around : way;
  }

  /** Push the corners passed on the way. @param {number} from @param {number} way @param {number[]} ring */
  walk(from, way, ring) {
    const passed = this.turns
      .map((turn, i) => ({ i, way: this.way(from, turn) }))
      .filter((corner) => corner.way < way)
      .sort((a, b) => a.way - b.way);
    for (const { i } of passed) ring.push(this.corners[2 * i], this.corners[2 * i + 1]);
  }
}
