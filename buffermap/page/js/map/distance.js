/** The distance of any point to the stretch: exact, and quick enough to ask for every other pixel of an edge. */

import { toEcef } from "./geodesy.js";

const RUN = 4; // segments in the smallest box
const LONGEST = 0.009; // degrees, about 1 km: longer segments are cut, so that a chord stays close to the ground

/**
 * Segments of one or more lines in x, y, z, in a tree of spheres: neighbours along a line lie near each other, so
 * the tree is simply built over runs of 4, 8, 16 … segments.
 */
export class DistanceField {
  /** @param {Float64Array[]} lines  pairs of lon, lat in degrees; straight between them on the lon/lat plane */
  constructor(lines) {
    /** @type {number[]} */
    const ends = [];
    /** of each vertex, the lines' one after the other, the segment that begins there @type {number[]} */
    this.begins = [];
    for (const line of lines) {
      for (let i = 0; i + 1 < line.length; i += 2) {
        this.begins.push(ends.length / 4);
        if (i + 3 >= line.length) continue;
        const [x0, y0, x1, y1] = line.subarray(i, i + 4);
        const pieces = Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / LONGEST));
        for (let k = 0; k < pieces; k++) {
          const a = k / pieces;
          const b = (k + 1) / pieces;
          ends.push(x0 + (x1 - x0) * a, y0 + (y1 - y0) * a, x0 + (x1 - x0) * b, y0 + (y1 - y0) * b);
        }
      }
    }
    this.count = ends.length / 4;
    /** six numbers a segment: start, and the way to its end */
    this.segments = new Float64Array(6 * this.count);
    const p = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < this.count; i++) {
      toEcef(ends[4 * i], ends[4 * i + 1], p, 0);
      toEcef(ends[4 * i + 2], ends[4 * i + 3], p, 3);
      this.segments.set([p[0], p[1], p[2], p[3] - p[0], p[4] - p[1], p[5] - p[2]], 6 * i);
    }
    this.levels = buildSpheres(this.segments, this.count);
    /** the segment found last: the best first guess for a point close by */
    this.last = 0;
    /** segments that count, first and last in turn; null counts all @type {Int32Array | null} */
    this.parts = null;
    this.stackNode = new Int32Array(256);
    this.stackLevel = new Int32Array(256);
  }

  /** The same lines, of which only some vertices' ranges (first and last) count. @param {[number, number][]} ranges @returns {DistanceField} */
  part(ranges) {
    const parts = Int32Array.from(ranges.flatMap(([from, to]) => [this.begins[from], this.begins[to]]));
    return Object.assign(Object.create(DistanceField.prototype), this, { parts, last: parts[0] });
  }

  /** Whether some segments of a node count. @param {number} from @param {number} to */
  counts(from, to) {
    const parts = /** @type {Int32Array} */ (this.parts);
    for (let i = 0; i < parts.length; i += 2) if (from < parts[i + 1] && to > parts[i]) return true;
    return false;
  }

  /** Chord distance in metres from x, y, z to the nearest point of the lines.
   * @param {number} x @param {number} y @param {number} z */
  at(x, y, z) {
    if (!this.count) return Infinity;
    let best = this.toSegment(this.last, x, y, z);
    let nearest = this.last;
    let bestRoot = Math.sqrt(best);
    const { stackNode, stackLevel, levels } = this;
    let top = 0;
    stackNode[0] = 0;
    stackLevel[0] = levels.length - 1;
    while (top >= 0) {
      const level = stackLevel[top];
      const node = stackNode[top--];
      const spheres = levels[level];
      const o = 4 * node;
      const reach = bestRoot + spheres[o + 3];
      const dx = spheres[o] - x;
      const dy = spheres[o + 1] - y;
      const dz = spheres[o + 2] - z;
      if (dx * dx + dy * dy + dz * dz >= reach * reach) continue;
      const wide = RUN << level;
      if (this.parts && !this.counts(wide * node, wide * (node + 1))) continue;
      if (level === 0) {
        const end = Math.min(this.count, RUN * node + RUN);
        for (let i = RUN * node; i < end; i++) {
          if (this.parts && !this.counts(i, i + 1)) continue;
          const d = this.toSegment(i, x, y, z);
          if (d < best) {
            best = d;
            bestRoot = Math.sqrt(d);
            nearest = i;
          }
        }
        continue;
      }
      const below = levels[level - 1];
      const left = 2 * node;
      const right = left + 1;
      if (4 * right >= below.length) {
        stackNode[++top] = left;
        stackLevel[top] = level - 1;
        continue;
      }
      const nearLeft = gap(below, 4 * left, x, y, z) < gap(below, 4 * right, x, y, z);
      stackNode[++top] = nearLeft ? right : left;
      stackLevel[top] = level - 1;
      stackNode[++top] = nearLeft ? left : right;
      stackLevel[top] = level - 1;
    }
    this.last = nearest;
    return bestRoot;
  }

  /** Squared distance to one segment. @param {number} i @param {number} x @param {number} y @param {number} z */
  toSegment(i, x, y, z) {
    const s = this.segments;
    const o = 6 * i;
    let px = x - s[o];
    let py = y - s[o + 1];
    let pz = z - s[o + 2];
    const dx = s[o + 3];
    const dy = s[o + 4];
    const dz = s[o + 5];
    const length = dx * dx + dy * dy + dz * dz;
    let t = length > 0 ? (px * dx + py * dy + pz * dz) / length : 0;
    if (t < 0) t = 0;
    else if (t > 1) t = 1;
    px -= t * dx;
    py -= t * dy;
    pz -= t * dz;
    return px * px + py * py + pz * pz;
  }
}

/** From a point to the surface of a sphere, negative inside.
 * @param {Float64Array} s @param {number} o @param {number} x @param {number} y @param {number} z */
function gap(s, o, x, y, z) {
  const dx = s[o] - x;
  const dy = s[o + 1] - y;
  const dz = s[o + 2] - z;
  return Math.sqrt(dx * dx + dy * dy + dz * dz) - s[o + 3]; // Math.hypot is several times slower
}

/** Levels of bounding spheres (x, y, z, radius), from runs of segments up to one sphere around all.
 * @param {Float64Array} segments @param {number} count @returns {Float64Array[]} */
function buildSpheres(segments, count) {
  const runs = Math.max(1, Math.ceil(count / RUN));
  const leaves = new Float64Array(4 * runs);
  for (let run = 0; run < runs; run++) {
    const end = Math.min(count, RUN * run + RUN);
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    for (let i = RUN * run; i < end; i++) {
      for (let axis = 0; axis < 3; axis++) {
        const a = segments[6 * i + axis];
        const b = a + segments[6 * i + 3 + axis];
        low[axis] = Math.min(low[axis], a, b);
        high[axis] = Math.max(high[axis], a, b);
      }
    }
    leaves.set(low.map((v, axis) => (v + high[axis]) / 2), 4 * run);
    leaves[4 * run + 3] = Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]) / 2;
  }
  const levels = [leaves];
  while (levels[levels.length - 1].length > 4) levels.push(enclose(levels[levels.length - 1]));
  return levels;
}

/** Spheres around neighbouring pairs of spheres. @param {Float64Array} below */
function enclose(below) {
  const pairs = Math.ceil(below.length / 8);
  const spheres = new Float64Array(4 * pairs);
  for (let i = 0; i < pairs; i++) {
    const a = 8 * i;
    const b = a + 4;
    if (b >= below.length) {
      spheres.set(below.subarray(a, a + 4), 4 * i);
      continue;
    }
    const [dx, dy, dz] = [below[b] - below[a], below[b + 1] - below[a + 1], below[b + 2] - below[a + 2]];
    const apart = Math.hypot(dx, dy, dz);
    const [ra, rb] = [below[a + 3], below[b + 3]];
    const around = Math.max(ra, rb, (apart + ra + rb) / 2);
    const t = apart > 0 ? Math.max(0, Math.min(1, (around - ra) / apart)) : 0;
    spheres.set([below[a] + t * dx, below[a + 1] + t * dy, below[a + 2] + t * dz, around], 4 * i);
  }
  return spheres;
}
