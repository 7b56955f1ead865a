/** Settlements and mentioned places as dots; status is in fill and shape, never in colour alone. */

import { linePath, pixelX } from "./canvas.js";
import { worldX, worldY } from "./geodesy.js";
import { INSIDE, OUTSIDE, UNCERTAIN_INSIDE, UNCERTAIN_OUTSIDE } from "../state/model.js";

const CLUSTER = 11; // pixels between mentioned places, below which they are shown as one
const CELL = 3; // pixels: one settlement is drawn in a square this wide
const CROWD = 2500; // dots in view from which they would run together: then the squares are wider
const CROWDED_CELL = 9; // pixels

const MANY = 4000; // dots in view from which they are written as pixels

/** @typedef {{ x: number, y: number, places: number[] }} Anchor */

export class Dots {
  /** @param {import("../state/model.js").Model} model */
  constructor(model) {
    this.model = model;
    const { settlements, places } = model.data;
    const n = settlements?.count ?? 0;
    this.x = new Float64Array(n);
    this.y = new Float64Array(n);
    this.bySize = new Uint32Array(n);
    if (settlements) {
      const keys = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        this.x[i] = worldX(settlements.lon(i));
        this.y[i] = worldY(settlements.lat(i));
        keys[i] = (2 ** 31 - settlements.population[i]) * n + i;
      }
      keys.sort();
      for (let k = 0; k < n; k++) this.bySize[k] = keys[k] % n;
    }
    this.places = places.map((p) => (p.lat === undefined || p.lon === undefined || p.lat === null || p.lon === null ? null : [worldX(p.lon), worldY(p.lat)]));
    /** @type {Anchor[]} */
    this.anchors = [];
    this.drawn = new Uint32Array(0);
    this.drawnCount = 0;
    this.taken = new Uint8Array(0);
    this.key = "";
    /** whether a dot may stand for several settlements */
    this.several = false;
    /** @type {number[][]} */
    this.batches = [[], [], [], []];
  }

  /**
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
   * @param {import("../wire/store.js").State} state @param {import("./canvas.js").Palette} colours
   */
  drawSettlements(context, view, state, colours) {
    if (!state.layers.settlements || !this.x.length) {
      this.drawnCount = 0;
      this.key = "";
      return;
    }
    this.thin(view);
    if (this.model.data.other) return this.drawCompared(context, view, state, colours);
    this.sort(state);
    if (this.drawnCount > MANY) this.drawMany(context, view, colours);
    else this.drawFew(context, view, colours);
  }

  /** Choose the rows in view, at most one in each small square, large ones first; once a view.
   * @param {import("./canvas.js").View} view */
  thin(view) {
    const { size, left, top, width, height } = view;
    const key = `${size}/${left}/${top}/${width}/${height}`;
    if (key === this.key) return;
    this.key = key;
    this.choose(view, CELL);
    this.several = this.drawnCount > CROWD;
    if (this.several) this.choose(view, CROWDED_CELL);
  }

  /** @param {import("./canvas.js").View} view @param {number} wide  pixels of a square */
  choose({ size, left, top, width, height }, wide) {
    this.drawnCount = 0;
    const columns = Math.ceil(width / wide) + 2;
    const cells = columns * (Math.ceil(height / wide) + 2);
    if (this.taken.length !== cells) this.taken = new Uint8Array(cells);
    else this.taken.fill(0);
    if (this.drawn.length < Math.min(cells, this.bySize.length)) this.drawn = new Uint32Array(Math.min(cells, this.bySize.length));
    const middle = (left + width / 2) / size;
    for (let k = 0; k < this.bySize.length; k++) {
      const row = this.bySize[k];
      const x = (this.x[row] - Math.round(this.x[row] - middle)) * size - left;
      if (x < 0 || x > width) continue;
      const y = this.y[row] * size - top;
      if (y < 0 || y > height) continue;
      const cell = ((y / wide) | 0) * columns + ((x / wide) | 0);
      if (this.taken[cell]) continue;
      this.taken[cell] = 1;
      this.drawn[this.drawnCount++] = row;
    }
  }

  /** Put the chosen rows into batches by status. @param {import("../wire/store.js").State} state */
  sort(state) {
    for (const batch of this.batches) batch.length = 0;
    const s = /** @type {import("../panels/settlements.js").Settlements} */ (this.model.data.settlements);
    const chosen = this.model.sides.map((_, i) => this.model.onSide(i, state.side));
    const depth = state.depth;
    for (let k = 0; k < this.drawnCount; k++) {
      const row = this.drawn[k];
      let status = OUTSIDE;
      if (depth !== null && s.side[row] >= 0 && chosen[s.side[row]]) {
        const near = s.unsure(row, depth);
        status = s.distance[row] <= depth ? (near ? UNCERTAIN_INSIDE : INSIDE) : near ? UNCERTAIN_OUTSIDE : OUTSIDE;
      }
      this.batches[status].push(row);
    }
  }

  /** Two zones: a disc only in A, a square only in B, a disc with a ring in both.
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {import("../wire/store.js").State} state @param {import("./canvas.js").Palette} colours */
  drawCompared(context, view, state, colours) {
    const s = /** @type {import("../panels/settlements.js").Settlements} */ (this.model.data.settlements);
    const wanted = state.table.relation;
    for (let k = 0; k < this.drawnCount; k++) {
      const row = this.drawn[k];
      const relation = this.model.relation(row, state);
      const r = sizeOf(s.population[row]) + 1;
      const x = pixelX(view, this.x[row]);
      const y = this.y[row] * view.size - view.top;
      context.globalAlpha = wanted && relation !== wanted ? 0.25 : 1;
      if (!relation) disc(context, x, y, Math.max(0.9, r - 1.4), colours.dot);
      else if (relation === "b") {
        context.fillStyle = colours.zoneEdgeB;
        context.fillRect(x - r, y - r, 2 * r, 2 * r);
      } else {
        if (relation === "both") {
          disc(context, x, y, r + 2.6, colours.ink);
          disc(context, x, y, r + 1.5, colours.paper);
        }
        disc(context, x, y, r, colours.dotInside);
      }
    }
    context.globalAlpha = 1;
  }

  /** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {import("./canvas.js").Palette} colours */
  drawFew(context, view, colours) {
    const s = /** @type {import("../panels/settlements.js").Settlements} */ (this.model.data.settlements);
    const grown = view.zoom >= 9 ? 1.35 : view.zoom >= 7 ? 1 : 0.8;
    /** @param {number} row */
    const radius = (row) => sizeOf(s.population[row]) * grown;
    const [outside, inside, nearOut, nearIn] = this.batches;
    context.fillStyle = colours.dot;
    for (const row of outside) this.mark(context, view, row, Math.max(0.9, radius(row) * 0.8));
    context.fillStyle = colours.dotInside;
    for (const row of inside) if (s.population[row] >= 0) this.mark(context, view, row, radius(row) + 0.5);
    for (const row of inside) if (s.population[row] < 0) this.markUnknown(context, view, row, radius(row) + 1, colours);
    context.strokeStyle = colours.dotInside;
    context.lineWidth = 1.2;
    for (const batch of [nearOut, nearIn]) {
      for (const row of batch) this.markUncertain(context, view, row, radius(row) + 1, colours);
    }
  }

  /** Tens of thousands of dots: pixels written one by one are a hundred times quicker than rectangles.
   * Uncertain ones are hollow squares. @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {import("./canvas.js").Palette} colours */
  drawMany(context, view, colours) {
    const ratio = context.getTransform().a;
    const { width, height } = context.canvas;
    const image = context.createImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    /** @param {number[]} rows @param {number} half @param {number} colour @param {boolean} hollow */
    const stamp = (rows, half, colour, hollow) => {
      for (const row of rows) {
        const x = Math.round(pixelX(view, this.x[row]) * ratio);
        const y = Math.round((this.y[row] * view.size - view.top) * ratio);
        if (x < half || y < half || x >= width - half || y >= height - half) continue;
        for (let j = -half; j <= half; j++) {
          const at = (y + j) * width + x;
          const step = !hollow || j === -half || j === half ? 1 : 2 * half;
          for (let i = -half; i <= half; i += step) pixels[at + i] = colour;
        }
      }
    };
    const half = Math.max(1, Math.round(ratio));
    const [outside, inside, nearOut, nearIn] = this.batches;
    stamp(outside, Math.max(0, half - 1), abgr(colours.dot), false);
    stamp(inside, half, abgr(colours.dotInside), false);
    stamp(nearOut, half, abgr(colours.dotInside), true);
    stamp(nearIn, half, abgr(colours.dotInside), true);
    context.putImageData(image, 0, 0);
  }

  /** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {number} row @param {number} r */
  mark(context, view, row, r) {
    const x = pixelX(view, this.x[row]);
    const y = this.y[row] * view.size - view.top;
    if (r < 1.2) context.fillRect(x - r, y - r, 2 * r, 2 * r);
    else {
      context.beginPath();
      context.arc(x, y, r, 0, 7);
      context.fill();
    }
  }

  /** A ring: no figure is listed. @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {number} row @param {number} r @param {import("./canvas.js").Palette} colours */
  markUnknown(context, view, row, r, colours) {
    context.strokeStyle = colours.dotInside;
    context.lineWidth = 1.2;
    context.beginPath();
    context.arc(pixelX(view, this.x[row]), this.y[row] * view.size - view.top, r, 0, 7);
    context.fillStyle = colours.paper;
    context.fill();
    context.stroke();
    context.fillStyle = colours.dotInside;
  }

  /** A ring with a diagonal: nearer to the edge than the data are accurate.
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {number} row @param {number} r @param {import("./canvas.js").Palette} colours */
  markUncertain(context, view, row, r, colours) {
    const x = pixelX(view, this.x[row]);
    const y = this.y[row] * view.size - view.top;
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
      const x = pixelX(view, at[0]);
      const y = at[1] * view.size - view.top;
      if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
      const near = this.anchors.find((a) => Math.abs(a.x - x) < CLUSTER && Math.abs(a.y - y) < CLUSTER);
      if (near) near.places.push(place);
      else this.anchors.push({ x, y, places: [place] });
    }
    return this.anchors;
  }

  /**
   * @param {import("./canvas.js").Context} context @param {import("../wire/store.js").State} state
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
   *  @param {import("../wire/store.js").State} state @param {import("./canvas.js").Palette} colours */
  drawSelection(context, view, state, colours) {
    const at = state.place !== null ? this.places[state.place] : state.row !== null ? [this.x[state.row], this.y[state.row]] : null;
    if (state.place !== null) this.drawOutline(context, view, state.place, colours);
    if (!at || (state.place !== null && !isPoint(this.model.data.places[state.place].kind))) return;
    const x = pixelX(view, at[0]);
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
    const path = linePath(outline, view);
    context.lineJoin = "round";
    context.strokeStyle = colours.paper;
    context.lineWidth = 5;
    context.stroke(path);
    context.strokeStyle = colours.accent;
    context.lineWidth = 2.2;
    context.stroke(path);
  }
}

/** A #rrggbb colour as one little-endian pixel. @param {string} colour */
function abgr(colour) {
  const value = parseInt(colour.slice(1, 7), 16);
  return (0xff000000 | ((value & 255) << 16) | (value & 0xff00) | (value >> 16)) >>> 0;
}

/** Only settlements and sites are drawn as dots. @param {string} kind */
export function isPoint(kind) {
  return kind === "settlement" || kind === "site";
}

/** Radius of a settlement's dot in pixels. @param {number} population */
export function sizeOf(population) {
  return Math.min(6, 1.5 + Math.sqrt(Math.max(0, population)) / 110);
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
