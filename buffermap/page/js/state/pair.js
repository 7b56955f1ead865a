/** A second depth or side beside the first one, on any page: its model then has two zones along one stretch. */

import { INSIDE, holds } from "./model.js";

/** Whether a page may be given a second zone: one that was made with two has it, a public one lists too little.
 * @param {import("../wire/unpack.js").PageData} data @param {boolean} two  whether the page was made with two */
export function pairable(data, two) {
  return !two && data.zone !== null && data.settlements !== null && !data.public;
}

/** Give the model the second zone that the state asks for, or take it away. @param {import("./model.js").Model} model @param {import("../wire/store.js").State} state */
export function pair(model, state) {
  if (pairable(model.data, model.two)) model.data.other = state.pair ? model.data.zone : null;
}

/** The depth that a second zone begins with: a ring's, else twice the first one's. @param {import("../wire/store.js").State} state @param {number} reach */
export function secondDepth({ depth, rings }, reach) {
  if (depth === null) return null;
  return rings.find((ring) => ring !== depth) ?? Math.min(reach, 2 * depth);
}

/** The depths that are shown at once, the least first. @param {import("../wire/store.js").State} state */
export function nested({ depth, rings }) {
  return [...new Set(depth === null ? rings : [depth, ...rings])].sort((a, b) => a - b);
}

/** Settlements and listed people within each of the depths that are shown at once, and how many more than within the one before.
 * @param {import("./model.js").Model} model @param {import("../wire/store.js").State} state */
export function nestedSums(model, state) {
  const s = model.data.settlements;
  let before = 0;
  return nested(state).map((depth) => {
    const sum = { depth, settlements: 0, people: 0, unknown: 0, uncertain: 0, more: 0 };
    for (let row = 0; s && row < s.count; row++) {
      const status = model.statusOfRow(row, depth, state.side);
      if (!status) continue;
      if (status !== INSIDE) sum.uncertain++;
      if (!holds(status)) continue;
      sum.settlements++;
      if (s.population[row] >= 0) sum.people += s.population[row];
      else sum.unknown++;
    }
    sum.more = sum.settlements - before;
    before = sum.settlements;
    return sum;
  });
}
