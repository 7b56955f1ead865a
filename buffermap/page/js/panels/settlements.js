/** Settlements in typed arrays, nearest to the stretch first: a depth is then a binary search. */

import { nameIn } from "./text.js";

const SETTLEMENT_GRID = 100000; // steps per degree
const FAR = 1e9; // metres, beyond the ends of a cut zone
const SUM_BLOCK = 256; // rows from one kept sum to the next

/** @typedef {{ settlements: number, population: number, unknown: number, largest: number }} Totals  `largest` is a row, -1 without any figure */

export class Settlements {
  /**
   * @param {{ count: number, divisions: string[], countries?: string[], locals?: string[], layer: string, layers?: string[][], lands?: string[], listed?: Record<string, string[]>, extents?: [number, number[]][] }} head
   * @param {(name: string) => Uint8Array | null} part @param {number} accuracy  of the border, in metres
   */
  constructor({ count, divisions, countries, locals, layer, layers, lands, listed, extents }, part, accuracy) {
    this.accuracy = accuracy;
    /** countries of the borders that travel with the page, and which layers list their settlements */
    this.lands = lands ?? [];
    this.listing = listed ?? {};
    /** of each division */
    this.countries = countries ?? [];
    this.locals = locals ?? [];
    this.count = count;
    this.divisions = divisions;
    this.layer = layer;
    /** which layers list each side's settlements */
    this.layers = layers ?? [];
    const tenths = new Float64Array(count);
    scatter(part, "distance", tenths, null);
    const rank = ranks(tenths);
    /** @template {Int32Array | Float64Array | Int8Array | Uint8Array} T @param {string} name @param {T} into @param {boolean} [steps] */
    const column = (name, into, steps = false) => scatter(part, name, into, rank, steps);
    this.distance = new Float64Array(count);
    for (let i = 0; i < count; i++) this.distance[rank[i]] = tenths[i] < 0 ? Infinity : tenths[i] / 10;
    /** of a page that compares two zones: distance to the second one's stretch, and its side there */
    this.distanceB = part("distance_b") ? column("distance_b", new Float64Array(count)).map((v) => (v < 0 ? Infinity : v / 10)) : null;
    this.sideB = part("side_b") ? column("side_b", new Int8Array(count)) : null;
    this.geonameid = column("geonameid", new Float64Array(count), true);
    if (part("id_high")) {
      const high = column("id_high", new Float64Array(count), true);
      for (let i = 0; i < count; i++) this.geonameid[i] += high[i] * 2 ** 30;
    }
    /** degrees in steps of 1e-5 */
    this.gridLon = column("lon", new Int32Array(count), true);
    this.gridLat = column("lat", new Int32Array(count), true);
    this.population = column("population", new Int32Array(count));
    this.side = column("side", new Int8Array(count));
    /** index into `lands`, -1 in none */
    this.land = part("land") ? column("land", new Int8Array(count)) : new Int8Array(count).fill(-1);
    this.division = column("division", new Int32Array(count), true);
    this.placeClass = column("place_class", new Uint8Array(count));
    this.uncertainty = new Float32Array(count);
    if (part("uncertainty")) scatter(part, "uncertainty", this.uncertainty, rank);
    else {
      for (let i = 0; i < count; i++) this.uncertainty[i] = Math.round(Math.max(1000, 10 * Math.sqrt(Math.max(this.population[i], 0))) + accuracy);
    }
    this.vaguest = this.uncertainty.reduce((a, b) => Math.max(a, b), 0);
    /** at which distances the built-up land or the people of a large settlement lie, nearest first, by row @type {Map<number, number[]>} */
    this.extents = new Map((extents ?? []).map(([i, metres]) => [rank[i], metres]));
    for (const [row, metres] of this.extents) {
      for (const end of [metres[0], metres[metres.length - 1]]) if (end < FAR) this.vaguest = Math.max(this.vaguest, Math.abs(end - this.distance[row]) + accuracy);
    }
    this.text = (part("names") ?? new Uint8Array()).slice();
    this.begins = new Uint32Array(count);
    let at = 0;
    for (let i = 0; i < count; i++) {
      this.begins[rank[i]] = at;
      at = this.text.indexOf(10, at) + 1 || this.text.length + 1;
    }
    this.decoder = new TextDecoder();
    /** running sums of each side @type {Map<number, Float64Array>} */
    this.kept = new Map();
  }

  /** The same settlements measured to another stretch, in their new order.
   * @param {Float64Array} distance  by row, metres @param {Int8Array} side @param {string[][]} layers  that list each side @param {number} vaguer  metres that the line is less accurate by
   * @returns {Settlements} */
  measured(distance, side, layers, vaguer) {
    const rank = ranks(distance.map((metres) => (metres === Infinity ? -1 : Math.round(10 * metres))));
    /** @template {Int32Array | Float64Array | Float32Array | Int8Array | Uint8Array | Uint32Array} T @param {T} column @returns {T} */
    const moved = (column) => {
      const into = column.slice();
      for (let i = 0; i < this.count; i++) into[rank[i]] = column[i];
      return /** @type {T} */ (into);
    };
    return Object.assign(Object.create(Settlements.prototype), this, {
      distance: moved(distance), side: moved(side), layers, land: moved(this.land), geonameid: moved(this.geonameid), gridLon: moved(this.gridLon), gridLat: moved(this.gridLat),
      population: moved(this.population), division: moved(this.division), placeClass: moved(this.placeClass), begins: moved(this.begins),
      uncertainty: moved(this.uncertainty).map((metres) => metres + vaguer), vaguest: this.vaguest + vaguer, accuracy: this.accuracy + vaguer, kept: new Map(), extents: new Map(),
    });
  }

  /** Which layers list a country's settlements. @param {string} land */
  listedBy(land) {
    return this.listing[land] ?? [];
  }

  /** @param {number} row */
  name(row) {
    const begin = this.begins[row];
    const end = this.text.indexOf(10, begin);
    return this.decoder.decode(this.text.subarray(begin, end < 0 ? this.text.length : end));
  }

  /** Name of a division as the page's reader writes it. @param {number} i */
  divisionName(i) {
    return nameIn(this.divisions[i] ?? "", this.locals[i]);
  }

  /** Code of the country that the layer puts a settlement in. @param {number} row */
  country(row) {
    return this.countries[this.division[row]] ?? "";
  }

  /** All names, by row; made for one search or sort and then let go. @returns {string[]} */
  allNames() {
    const inFile = this.decoder.decode(this.text).split("\n");
    const order = new Float64Array(this.count).map((_, row) => this.begins[row] * this.count + row).sort();
    /** @type {string[]} */
    const names = new Array(this.count);
    for (let i = 0; i < this.count; i++) names[order[i] % this.count] = inFile[i];
    return names;
  }

  /** How much of a settlement that something decides on lies within, at least, as it is and at most; null of others.
   * @param {number} row @param {number} depth @returns {[number, number, number] | null} */
  parts(row, depth) {
    const metres = this.extents.get(row);
    return metres ? [shareWithin(metres, depth - this.accuracy), shareWithin(metres, depth), shareWithin(metres, depth + this.accuracy)] : null;
  }

  /** Whether the accuracies leave open if a settlement lies within. @param {number} row @param {number} depth */
  unsure(row, depth) {
    const parts = this.extents.size ? this.parts(row, depth) : null;
    if (!parts) return Math.abs(this.distance[row] - depth) <= this.uncertainty[row];
    return this.distance[row] <= depth ? parts[0] < 1 : parts[2] > 0;
  }

  /** @param {number} row */
  lon(row) {
    return this.gridLon[row] / SETTLEMENT_GRID;
  }

  /** @param {number} row */
  lat(row) {
    return this.gridLat[row] / SETTLEMENT_GRID;
  }

  /** How many rows lie within a depth; they are the first ones. @param {number} depth */
  within(depth) {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.distance[middle] <= depth) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Settlements and listed people of one side among the first rows. @param {number} side @param {number} rows @returns {Totals} */
  totals(side, rows) {
    const kept = this.sums(side);
    const block = Math.floor(rows / SUM_BLOCK);
    let [settlements, population, unknown, largest] = kept.subarray(4 * block, 4 * block + 4);
    for (let row = block * SUM_BLOCK; row < rows; row++) {
      if (this.side[row] !== side) continue;
      settlements++;
      if (this.population[row] >= 0) population += this.population[row];
      else unknown++;
      largest = this.larger(largest, row);
    }
    return { settlements, population, unknown, largest };
  }

  /** Settlements of one side that a depth up to the page's reach may hold by their accuracy. @param {number} side @param {number} reach  metres */
  listed(side, reach) {
    const sure = this.within(reach);
    let { settlements, unknown } = this.totals(side, sure);
    for (let row = sure; row < this.count && this.distance[row] <= reach + this.vaguest; row++) {
      if (this.side[row] !== side || this.distance[row] - this.uncertainty[row] > reach) continue;
      settlements++;
      if (this.population[row] < 0) unknown++;
    }
    return { settlements, unknown };
  }

  /** The more populous of two rows; of equals the first. @param {number} best  -1: none yet @param {number} row */
  larger(best, row) {
    return this.population[row] >= 0 && (best < 0 || this.population[row] > this.population[best]) ? row : best;
  }

  /** Running sums before each block of rows. @param {number} side @returns {Float64Array} */
  sums(side) {
    let kept = this.kept.get(side);
    if (!kept) {
      kept = new Float64Array(4 * (Math.floor(this.count / SUM_BLOCK) + 1));
      let [settlements, population, unknown, largest] = [0, 0, 0, -1];
      for (let row = 0; row < this.count; row++) {
        if (row % SUM_BLOCK === 0) kept.set([settlements, population, unknown, largest], (4 * row) / SUM_BLOCK);
        if (this.side[row] !== side) continue;
        settlements++;
        if (this.population[row] >= 0) population += this.population[row];
        else unknown++;
        largest = this.larger(largest, row);
      }
      if (this.count % SUM_BLOCK === 0) kept.set([settlements, population, unknown, largest], (4 * this.count) / SUM_BLOCK);
      this.kept.set(side, kept);
    }
    return kept;
  }
}

/** Share of the distances, which stand in even steps of it, that is no larger. @param {number[]} metres @param {number} depth */
function shareWithin(metres, depth) {
  const last = metres.length - 1;
  if (depth < metres[0]) return 0;
  if (depth >= metres[last]) return 1;
  let k = 0;
  while (metres[k + 1] <= depth) k++;
  return (k + (depth - metres[k]) / (metres[k + 1] - metres[k])) / last;
}

/** Where each row of the file stands when sorted by distance; -1 is infinitely far. @param {Float64Array} tenths @returns {Uint32Array} */
function ranks(tenths) {
  const n = tenths.length;
  const far = 2 ** 31;
  const keys = new Float64Array(n);
  for (let i = 0; i < n; i++) keys[i] = (tenths[i] < 0 ? far : tenths[i]) * n + i;
  keys.sort();
  const rank = new Uint32Array(n);
  for (let k = 0; k < n; k++) rank[keys[k] % n] = k;
  return rank;
}

/** Write a column of byte planes to its rows. `steps` are differences from the value before, in the file's order.
 * @template {Int32Array | Float64Array | Float32Array | Int8Array | Uint8Array} T
 * @param {(name: string) => Uint8Array | null} part @param {string} name @param {T} into @param {Uint32Array | null} rank @param {boolean} [steps] */
function scatter(part, name, into, rank, steps = false) {
  const planes = /** @type {Uint8Array} */ (part(name));
  const n = into.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const z = planes[i] | (planes[i + n] << 8) | (planes[i + 2 * n] << 16) | (planes[i + 3 * n] << 24);
    const v = (z >>> 1) ^ -(z & 1);
    sum = steps ? sum + v : v;
    into[rank ? rank[i] : i] = sum;
  }
  return into;
}
