/** Events as diamonds on a sheet of their own, apart from named places; no picture of the map has them. */

import { pixelX } from "./canvas.js";
import { worldX, worldY } from "./geodesy.js";
import { INSIDE, OUTSIDE } from "../state/model.js";

const DIAMOND = 5; // pixels, half of it
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
    for (const i of this.incidents.order) {
      const [x, y] = this.at(i, view);
      if (x < -DIAMOND || y < -DIAMOND || x > view.width + DIAMOND || y > view.height + DIAMOND) continue;
      if (this.incidents.shows(i, state.filters)) this.drawn.push(i);
    }
    for (let k = this.drawn.length - 1; k >= 0; k--) this.diamond(context, view, this.drawn[k], this.incidents.status(this.drawn[k], state), colours);
    if (state.event !== null && this.incidents.hasPoints) this.ring(context, view, state.event, colours);
  }

  /** @param {number} i @param {import("./canvas.js").View} view */
  at(i, view) {
    return [pixelX(view, this.x[i]), this.y[i] * view.size - view.top];
  }

  /** Filled inside, hollow outside, half where that is uncertain.
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {number} i @param {number} status @param {import("./canvas.js").Palette} colours */
  diamond(context, view, i, status, colours) {
    const [x, y] = this.at(i, view);
    const path = new Path2D(`M${x} ${y - DIAMOND}L${x + DIAMOND} ${y}L${x} ${y + DIAMOND}L${x - DIAMOND} ${y}Z`);
    context.fillStyle = status === INSIDE ? colours.ink : colours.paper;
    context.fill(path);
    if (status !== INSIDE && status !== OUTSIDE) {
      context.fillStyle = colours.ink;
      context.fill(new Path2D(`M${x} ${y - DIAMOND}L${x} ${y + DIAMOND}L${x - DIAMOND} ${y}Z`));
    }
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.2;
    context.stroke(path);
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
