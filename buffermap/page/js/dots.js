/** Settlements and mentioned places as dots; status is in fill and shape, never in colour alone. */

import { pathOf } from "./canvas.js";
import { worldX, worldY } from "./geodesy.js";
import { INSIDE, OUTSIDE, UNCERTAIN_INSIDE, UNCERTAIN_OUTSIDE } from "./model.js";

const CLUSTER = 11; // pixels between mentioned places, below which they are shown as one
const CELL = 3; // pixels: one settlement is drawn in a square this wide

/** @typedef {{ x: number, y: number, places: number[] }} Anchor */

export class Dots {
  /** @param {import("./model.js").Model} model */
  constructor(model) {
    this.model = model;
    const { settlements, places } = model.data;
    const n = settlements?.count ?? 0;
    this.x = new Float64Array(n);
    this.y = new Float64Array(n);
    this.bySize = new Uint32Array(n).map((_, i) => i);
    if (settlements) {
      for (let i = 0; i < n; i++) {
        this.x[i] = worldX(settlements.lon[i]);
        this.y[i] = worldY(settlements.lat[i]);
      }
      this.bySize.sort((a, b) => settlements.population[b] - settlements.population[a] || a - b);
    }
    this.places = places.map((p) => (p.lat === undefined || p.lon === undefined || p.lat === null || p.lon === null ? null : [worldX(p.lon), worldY(p.lat)]));
    /** @type {Anchor[]} */
    this.anchors = [];
    this.drawn = new Uint32Array(n);
    this.drawnCount = 0;
    this.taken = new Uint8Array(0);
    /** @type {number[][]} */
    this.batches = [[], [], [], []];
  }

  /**
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
   * @param {import("./store.js").State} state @param {import("./canvas.js").Palette} colours
   */
  drawSettlements(context, view, state, colours) {
    this.drawnCount = 0;
    if (!state.layers.settlements || !this.x.length) return;
    this.sort(view, state);
    const s = /** @type {import("./unpack.js").Settlements} */ (this.model.data.settlements);
    const grown = view.zoom >= 9 ? 1.35 : view.zoom >= 7 ? 1 : 0.8;
    const many = this.drawnCount > 4000;
    /** @param {number} row */
    const radius = (row) => (many ? 1.3 : sizeOf(s.population[row]) * grown);
    const [outside, inside, nearOut, nearIn] = this.batches;
    context.fillStyle = colours.dot;
    for (const row of outside) this.mark(context, view, row, Math.max(0.9, radius(row) * 0.8), many);
    context.fillStyle = colours.dotInside;
    for (const row of inside) this.mark(context, view, row, radius(row) + 0.5, many);
    context.strokeStyle = colours.dotInside;
    context.lineWidth = 1.2;
    for (const batch of [nearOut, nearIn]) {
      for (const row of batch) this.markUncertain(context, view, row, radius(row) + 1, many, colours);
    }
  }

  /** Put the rows in view into batches by status, at most one in each small square, large ones first.
   * @param {import("./canvas.js").View} view @param {import("./store.js").State} state */
  sort(view, state) {
    const { size, left, top, width, height } = view;
    const columns = Math.ceil(width / CELL) + 2;
    const cells = columns * (Math.ceil(height / CELL) + 2);
    if (this.taken.length !== cells) this.taken = new Uint8Array(cells);
    else this.taken.fill(0);
    for (const batch of this.batches) batch.length = 0;
    const s = /** @type {import("./unpack.js").Settlements} */ (this.model.data.settlements);
    const chosen = this.model.sides.map((_, i) => this.model.onSide(i, state.side));
    const depth = state.depth;
    for (let k = 0; k < this.bySize.length; k++) {
      const row = this.bySize[k];
      const x = this.x[row] * size - left;
      if (x < 0 || x > width) continue;
      const y = this.y[row] * size - top;
      if (y < 0 || y > height) continue;
      const cell = ((y / CELL) | 0) * columns + ((x / CELL) | 0);
      if (this.taken[cell]) continue;
      this.taken[cell] = 1;
      let status = OUTSIDE;
      if (depth !== null && s.side[row] >= 0 && chosen[s.side[row]]) {
        const near = Math.abs(s.distance[row] - depth) <= s.uncertainty[row];
        status = s.distance[row] <= depth ? (near ? UNCERTAIN_INSIDE : INSIDE) : near ? UNCERTAIN_OUTSIDE : OUTSIDE;
      }
      this.batches[status].push(row);
      this.drawn[this.drawnCount++] = row;
    }
  }

  /** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {number} row @param {number} r @param {boolean} square */
  mark(context, view, row, r, square) {
    const x = this.x[row] * view.size - view.left;
    const y = this.y[row] * view.size - view.top;
    if (square || r < 1.2) context.fillRect(x - r, y - r, 2 * r, 2 * r);
    else {
      context.beginPath();
      context.arc(x, y, r, 0, 7);
      context.fill();
    }
  }

  /** A ring with a diagonal: nearer to the edge than the data are accurate.
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {number} row @param {number} r @param {boolean} many @param {import("./canvas.js").Palette} colours */
  markUncertain(context, view, row, r, many, colours) {
    const x = this.x[row] * view.size - view.left;
    const y = this.y[row] * view.size - view.top;
    if (many) {
      context.strokeRect(x - 1.2, y - 1.2, 2.4, 2.4);
      return;
    }
    context.beginPath();
    context.arc(x, y, r, 0, 7);
    context.fillStyle = colours.paper;
    context.fill();
    context.moveTo(x - r * 0.7, y + r * 0.7);
    context.lineTo(x + r * 0.7, y - r * 0.7);
    context.stroke();
  }

  /** Group the mentioned places that show and would overlap. @param {import("./canvas.js").View} view @param {number[]} shown */
  gather(view, shown) {
    /** @type {Anchor[]} */
    this.anchors = [];
    for (const place of shown) {
      const at = this.places[place];
      if (!at) continue;
      const x = at[0] * view.size - view.left;
      const y = at[1] * view.size - view.top;
      if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
      const near = this.anchors.find((a) => Math.abs(a.x - x) < CLUSTER && Math.abs(a.y - y) < CLUSTER);
      if (near) near.places.push(place);
      else this.anchors.push({ x, y, places: [place] });
    }
    return this.anchors;
  }

  /**
   * @param {import("./canvas.js").Context} context @param {import("./store.js").State} state
   * @param {import("./canvas.js").Palette} colours
   */
  drawMentions(context, state, colours) {
    for (const anchor of this.anchors) {
      const first = this.model.data.places[anchor.places[0]];
      const status = this.model.statusOfPlace(first, state.depth, state.side);
      const within = status === INSIDE || status === UNCERTAIN_INSIDE;
      const radius = anchor.places.length > 1 ? 7.5 : 5;
      disc(context, anchor.x, anchor.y, radius + 2, colours.paper);
      disc(context, anchor.x, anchor.y, radius, within ? colours.mentionInside : colours.mention);
      if (!within) disc(context, anchor.x, anchor.y, radius - 2.2, colours.paper);
      if (status === UNCERTAIN_INSIDE || status === UNCERTAIN_OUTSIDE) slash(context, anchor.x, anchor.y, radius, within ? colours.paper : colours.mention);
      if (anchor.places.length > 1) {
        context.fillStyle = within ? colours.paper : colours.ink;
        context.font = "600 9.5px system-ui, sans-serif";
        context.textAlign = "center";
        context.textBaseline = "middle";
        context.fillText(String(anchor.places.length), anchor.x, anchor.y + 0.5);
      }
    }
  }

  /** A ring around what is selected. @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
   *  @param {import("./store.js").State} state @param {import("./canvas.js").Palette} colours */
  drawSelection(context, view, state, colours) {
    const at = state.place !== null ? this.places[state.place] : state.row !== null ? [this.x[state.row], this.y[state.row]] : null;
    if (state.place !== null) this.drawOutline(context, view, state.place, colours);
    if (!at || (state.place !== null && !isPoint(this.model.data.places[state.place].kind))) return;
    const x = at[0] * view.size - view.left;
    const y = at[1] * view.size - view.top;
    context.strokeStyle = colours.paper;
    context.lineWidth = 6;
    ring(context, x, y, 11);
    context.strokeStyle = colours.accent;
    context.lineWidth = 3;
    ring(context, x, y, 11);
  }

  /** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {number} place @param {import("./canvas.js").Palette} colours */
  drawOutline(context, view, place, colours) {
    const outline = this.model.data.outlines.get(place);
    if (!outline) return;
    const path = pathOf(outline.rings, view);
    context.lineJoin = "round";
    context.strokeStyle = colours.paper;
    context.lineWidth = 5;
    context.stroke(path);
    context.strokeStyle = colours.accent;
    context.lineWidth = 2.2;
    context.stroke(path);
  }
}

/** Only settlements and sites are drawn as dots. @param {string} kind */
export function isPoint(kind) {
  return kind === "settlement" || kind === "site";
}

/** Radius of a settlement's dot in pixels. @param {number} population */
export function sizeOf(population) {
  if (population >= 500000) return 4;
  if (population >= 100000) return 3.2;
  if (population >= 20000) return 2.5;
  return population >= 3000 ? 1.9 : 1.5;
}

/** @param {import("./canvas.js").Context} context @param {number} x @param {number} y @param {number} r @param {string} colour */
function disc(context, x, y, r, colour) {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, r, 0, 7);
  context.fill();
}

/** @param {import("./canvas.js").Context} context @param {number} x @param {number} y @param {number} r */
function ring(context, x, y, r) {
  context.beginPath();
  context.arc(x, y, r, 0, 7);
  context.stroke();
}

/** @param {import("./canvas.js").Context} context @param {number} x @param {number} y @param {number} r @param {string} colour */
function slash(context, x, y, r, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 1.6;
  context.beginPath();
  context.moveTo(x - r * 0.6, y + r * 0.6);
  context.lineTo(x + r * 0.6, y - r * 0.6);
  context.stroke();
}
