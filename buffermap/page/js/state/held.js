/** What a zone would hold on each side, and the range that the accuracies allow; `zones/held.py` counts the same way. */

/**
 * @typedef {{ code: string, name: string, settlements: number, low: number, high: number, people: number, peopleLow: number,
 *   peopleHigh: number, unknown: number, largest: number, turnsOn: number, layers: string[], grid: import("./people.js").AtDepth | null }} Held
 *   settlements inside by distance alone, certainly inside (`low`) and possibly inside (`high`), with their listed people;
 *   `unknown` of the `high` have no figure; `largest` and `turnsOn` are rows, -1 where there is none
 */

const TURNS = 0.5; // of a range of people, from which one settlement decides it

/** @param {import("./model.js").Model} model @param {number | null} depth @param {string} side @returns {Held[]} */
export function heldBy(model, depth, side) {
  const s = model.data.settlements;
  if (!s || depth === null) return [];
  return model.sides.flatMap(({ code, name }, i) => (side === "both" || side === code ? [{ code, name, ...heldOn(s, i, depth), layers: s.layers[i] ?? [], grid: model.data.zone?.grid?.sides[i].at(depth) ?? null }] : []));
}

/** @param {import("../panels/settlements.js").Settlements} s @param {number} side @param {number} depth */
function heldOn(s, side, depth) {
  const first = s.within(depth - s.vaguest - 1); // all nearer ones are certainly inside
  const last = s.within(depth + s.vaguest);
  const sure = s.totals(side, first);
  let [settlements, low, high] = [sure.settlements, sure.settlements, sure.settlements];
  let [people, peopleLow, peopleHigh] = [sure.population, sure.population, sure.population];
  let [unknown, largest, decides] = [sure.unknown, sure.largest, -1];
  for (let row = first; row < last; row++) {
    if (s.side[row] !== side) continue;
    const inside = s.distance[row] <= depth;
    const near = s.unsure(row, depth);
    if (!inside && !near) continue;
    const population = s.population[row];
    const listed = Math.max(0, population);
    const [least, middle, most] = s.parts(row, depth) ?? [inside && !near ? 1 : 0, inside ? 1 : 0, 1];
    people += listed * middle;
    peopleLow += listed * least;
    peopleHigh += listed * most;
    high++;
    if (population < 0) unknown++;
    if (inside) {
      settlements++;
      if (population >= 0 && (largest < 0 || population > s.population[largest])) largest = row;
    }
    if (inside && !near) {
      low++;
    } else if (near && population >= 0 && (decides < 0 || population > s.population[decides])) decides = row;
  }
  [people, peopleLow, peopleHigh] = [people, peopleLow, peopleHigh].map((n) => Math.floor(n + 0.5));
  const turns = decides >= 0 && s.population[decides] > 0 && s.population[decides] >= TURNS * (peopleHigh - peopleLow);
  return { settlements, low, high, people, peopleLow, peopleHigh, unknown, largest, turnsOn: turns ? decides : -1 };
}

/** Whether the sides' counts rest on the same data: otherwise nothing may compare or add them. @param {{ layers: string[] }[]} sides */
export function comparable(sides) {
  return new Set(sides.filter((each) => each.layers.length).map((each) => each.layers.join("\n"))).size <= 1;
}

/** Settlements and listed people at `steps` + 1 depths from 0 to the page's reach, with the range of the people.
 * @param {import("./model.js").Model} model @param {string} side @param {number} steps @param {boolean} [second]  of the second of two zones */
export function curveOf(model, side, steps, second = false) {
  const s = model.data.settlements;
  const reach = model.data.zone?.reach_m ?? 0;
  const distances = second ? (s?.distanceB ?? s?.distance) : s?.distance;
  const sides = second ? (s?.sideB ?? s?.side) : s?.side;
  const codes = (second ? model.data.other : model.data.zone)?.sides ?? [];
  /** @type {Float64Array[]} settlements, people, at least, at most: first by step, then added up */
  const [settlements, people, low, high] = [0, 1, 2, 3].map(() => new Float64Array(steps + 2));
  /** the first step whose depth holds a distance @param {number} metres */
  const step = (metres) => Math.min(steps + 1, Math.max(0, Math.ceil((metres / reach) * steps)));
  for (let row = 0; s && distances && sides && row < s.count; row++) {
    if (sides[row] < 0 || (side !== "both" && codes[sides[row]]?.code !== side)) continue;
    const [distance, near, listed] = [distances[row], s.uncertainty[row], Math.max(0, s.population[row])];
    settlements[step(distance)]++;
    const metres = second ? undefined : s.extents.get(row);
    if (metres) {
      for (const at of metres) {
        people[step(at)] += listed / metres.length;
        high[step(at - s.accuracy)] += listed / metres.length;
        low[step(at + s.accuracy)] += listed / metres.length;
      }
      continue;
    }
    people[step(distance)] += listed;
    high[step(distance - near)] += listed;
    low[step(distance + near)] += listed;
  }
  for (const sums of [settlements, people, low, high]) for (let k = 1; k <= steps; k++) sums[k] += sums[k - 1];
  return { settlements, people, low, high };
}

/** People by a zone's grid within a depth; null without a grid or a depth. @param {import("../wire/unpack.js").Zone} zone @param {number | null} depth @param {string} side */
export function gridWithin({ grid, sides }, depth, side) {
  if (!grid || depth === null) return null;
  return grid.sides.reduce((sum, within, i) => (side === "both" || sides[i].code === side ? sum + within.at(depth).people : sum), 0);
}

/** People by a zone's grid at the same depths, with their range; null without a grid. @param {import("../wire/unpack.js").Zone} zone @param {string} side @param {number} steps */
export function gridCurve(zone, side, steps) {
  const { grid, reach_m } = zone;
  if (!grid) return null;
  const held = grid.sides.filter((_, i) => side === "both" || zone.sides[i].code === side);
  /** @param {"people" | "low" | "high"} name */
  const curve = (name) => Float64Array.from({ length: steps + 1 }, (_, k) => held.reduce((sum, within) => sum + within.at((k / steps) * reach_m)[name], 0));
  return { people: curve("people"), low: curve("low"), high: curve("high") };
}
