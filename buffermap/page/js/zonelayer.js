/** The hypothetical zone, true at every depth: its edge from the distance field, clipped by the chosen side. */

import { pathOf } from "./canvas.js";
import { ContourView } from "./contour.js";
import { DistanceField } from "./distance.js";

export class ZoneLayer {
  /** @param {import("./unpack.js").Zone} zone */
  constructor(zone) {
    this.zone = zone;
    this.field = new DistanceField(zone.line.lonlat, zone.ends === "cut");
    this.key = "";
    this.maskKey = "";
    this.mask = document.createElement("canvas");
    this.scratch = document.createElement("canvas");
  }

  /** The zone's outline in a view. @param {import("./canvas.js").View} view @param {number} depth */
  contour(view, depth) {
    const key = `${view.zoom}/${view.left}/${view.top}/${view.width}/${view.height}`;
    if (key !== this.key) {
      this.view = new ContourView(this.field, view);
      this.key = key;
    }
    return /** @type {ContourView} */ (this.view).at(depth);
  }

  /**
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
   * @param {{ depth: number | null, side: string, layers: Record<string, boolean> }} state
   * @param {import("./canvas.js").Palette} colours
   */
  draw(context, view, state, colours) {
    if (state.layers.zone && state.depth !== null && state.depth > 0) {
      this.drawZone(context, view, state.depth, state.side, colours);
    }
    if (state.layers.border) this.drawStretch(context, view, colours);
  }

  /** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
   *  @param {number} depth @param {string} side @param {import("./canvas.js").Palette} colours */
  drawZone(context, view, depth, side, colours) {
    if (!context.canvas.width || !context.canvas.height) return;
    const contour = this.contour(view, depth);
    const area = ringsPath(contour.rings);
    const ratio = context.getTransform().a;
    const sheet = this.sheet(context, ratio);
    sheet.fillStyle = colours.zone;
    sheet.fill(area, "evenodd");
    sheet.fillStyle = hatch(sheet, view, colours.zoneHatch, ratio);
    sheet.fill(area, "evenodd");
    sheet.strokeStyle = colours.zoneEdge;
    sheet.lineWidth = 1.5;
    sheet.setLineDash([7, 4]);
    sheet.lineJoin = "round";
    sheet.stroke(ringsPath(contour.edges));
    sheet.setLineDash([]);
    this.clipToSide(sheet, view, side, ratio);
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.scratch, 0, 0);
    context.restore();
  }

  /** A clean canvas of the same size to clip on. @param {import("./canvas.js").Context} context @param {number} ratio */
  sheet(context, ratio) {
    this.scratch.width = context.canvas.width;
    this.scratch.height = context.canvas.height;
    const sheet = /** @type {import("./canvas.js").Context} */ (this.scratch.getContext("2d"));
    sheet.setTransform(ratio, 0, 0, ratio, 0, 0);
    return sheet;
  }

  /** Keep what lies on the chosen side; the side's picture is drawn once a view.
   * @param {import("./canvas.js").Context} sheet @param {import("./canvas.js").View} view @param {string} side @param {number} ratio */
  clipToSide(sheet, view, side, ratio) {
    const key = `${view.zoom}/${view.left}/${view.top}/${side}/${sheet.canvas.width}x${sheet.canvas.height}`;
    if (key !== this.maskKey) {
      this.mask.width = sheet.canvas.width;
      this.mask.height = sheet.canvas.height;
      const mask = /** @type {import("./canvas.js").Context} */ (this.mask.getContext("2d"));
      mask.setTransform(ratio, 0, 0, ratio, 0, 0);
      for (const each of this.zone.sides) {
        if (side === "both" || each.code === side) mask.fill(pathOf(each.area.rings, view), "evenodd");
      }
      if (!this.zone.sides.length) mask.fillRect(0, 0, view.width + 1, view.height + 1);
      this.maskKey = key;
    }
    sheet.save();
    sheet.setTransform(1, 0, 0, 1, 0, 0);
    sheet.globalCompositeOperation = "destination-in";
    sheet.drawImage(this.mask, 0, 0);
    sheet.restore();
  }

  /** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {import("./canvas.js").Palette} colours */
  drawStretch(context, view, colours) {
    const path = pathOf(this.zone.line.rings, view);
    context.lineJoin = "round";
    context.lineCap = "round";
    context.strokeStyle = colours.labelHalo;
    context.lineWidth = 4.5;
    context.stroke(path);
    context.strokeStyle = colours.border;
    context.lineWidth = 2;
    context.stroke(path);
  }
}

/** @param {Float64Array[]} rings */
export function ringsPath(rings) {
  const path = new Path2D();
  for (const ring of rings) {
    if (ring.length < 4) continue;
    path.moveTo(ring[0], ring[1]);
    for (let i = 2; i < ring.length; i += 2) path.lineTo(ring[i], ring[i + 1]);
  }
  return path;
}

/** Diagonal hatching that stays on the ground when the map moves.
 * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {string} colour @param {number} ratio */
function hatch(context, view, colour, ratio) {
  const step = 8;
  const tile = document.createElement("canvas");
  tile.width = tile.height = step * ratio;
  const pen = /** @type {import("./canvas.js").Context} */ (tile.getContext("2d"));
  pen.scale(ratio, ratio);
  pen.strokeStyle = colour;
  pen.lineWidth = 1.1;
  pen.beginPath();
  for (const o of [-step, 0, step]) {
    pen.moveTo(o - 1, step + 1);
    pen.lineTo(o + step + 1, -1);
  }
  pen.stroke();
  const pattern = /** @type {CanvasPattern} */ (context.createPattern(tile, "repeat"));
  pattern.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, -(view.left % step), -(view.top % step)]));
  return pattern;
}
