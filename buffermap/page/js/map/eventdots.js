/** Events as diamonds on a sheet of their own, apart from named places; no picture of the map has them. */

import { pixelX } from "./canvas.js";
import { worldX, worldY } from "./geodesy.js";
import { INSIDE, OUTSIDE } from "../state/model.js";

const DIAMOND = 5; // pixels, half of it
const OUTSIDE_DIAMOND = 3; // of one outside: there may be thousands
const CELL_OF_EVENTS = 3; // pixels of a square in which one event of a status is drawn
const EVENT_HIT = 9; // pixels between a click and an event

export class EventDots {
  /** @param {import("../state/incidents.js").Incidents} incidents */
  constructor(incidents) {
    this.incidents = incidents;
    const rows = incidents.wire.rows;
    this.x = Float64Array.from(rows?.lon ?? [], worldX);
    this.y = Float64Array.from(rows?.lat ?? [], worldY);
    /** @type {number[]} */
    this.drawn = [];
  }

  /** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
   *  @param {import("../wire/store.js").State} state @param {import("./canvas.js").Palette} colours */
  draw(context, view, state, colours) {
    this.drawn = [];
    if (!state.layers.events) return;
    /** @type {number[][]} what is inside lies above what may be, and that above what is outside */
    const layers = [[], [], []];
    const taken = new Uint8Array(((view.width / CELL_OF_EVENTS + 2) | 0) * ((view.height / CELL_OF_EVENTS + 2) | 0));
    for (const i of this.incidents.shown(state.filters)) {
      const [x, y] = this.at(i, view);
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      this.drawn.push(i);
      const status = this.incidents.status(i, state);
      const layer = status === INSIDE ? 2 : status === OUTSIDE ? 0 : 1;
      const cell = ((y / CELL_OF_EVENTS) | 0) * ((view.width / CELL_OF_EVENTS + 2) | 0) + ((x / CELL_OF_EVENTS) | 0);
      if (taken[cell] > layer) continue; // hidden by one that is drawn above it
      taken[cell] = layer + 1;
      layers[layer].push(i);
    }
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.2;
    for (const [layer, events] of layers.entries()) this.diamonds(context, view, events, layer, colours);
    if (state.event !== null && this.incidents.hasPoints) this.ring(context, view, state.event, colours);
  }

  /** @param {number} i @param {import("./canvas.js").View} view */
  at(i, view) {
    return [pixelX(view, this.x[i]), this.y[i] * view.size - view.top];
  }

  /** Hollow outside, half where that is uncertain, filled inside.
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {number[]} events @param {number} layer @param {import("./canvas.js").Palette} colours */
  diamonds(context, view, events, layer, colours) {
    const half = layer === 0 && this.incidents.model.data.zone ? OUTSIDE_DIAMOND : DIAMOND;
    /** @param {number} right  how far they reach to the right */
    const trace = (right) => {
      context.beginPath();
      for (const i of events) {
        const [x, y] = this.at(i, view);
        context.moveTo(x, y - half);
        context.lineTo(x + right, y);
        context.lineTo(x, y + half);
        context.lineTo(x - half, y);
        context.closePath();
      }
    };
    trace(half);
    context.fillStyle = layer === 2 ? colours.ink : colours.paper;
    context.fill();
    context.stroke();
    if (layer !== 1) return;
    trace(0);
    context.fillStyle = colours.ink;
    context.fill();
  }

  /** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {number} i @param {import("./canvas.js").Palette} colours */
  ring(context, view, i, colours) {
    const [x, y] = this.at(i, view);
    context.strokeStyle = colours.accent;
    context.lineWidth = 3;
    context.beginPath();
    context.arc(x, y, 11, 0, 7);
    context.stroke();
  }

  /** The event at a point of the canvas, null where there is none. @param {number} x @param {number} y @param {import("./canvas.js").View} view */
  hit(x, y, view) {
    let [near, best] = [EVENT_HIT, /** @type {number | null} */ (null)];
    for (const i of this.drawn) {
      const at = this.at(i, view);
      const d = Math.hypot(at[0] - x, at[1] - y);
      if (d < near) [near, best] = [d, i];
    }
    return best;
  }
}
