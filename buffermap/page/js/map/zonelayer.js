/** The hypothetical zone, true at every depth: its edge from the distance field, clipped by the chosen side. */

import { linePath, traceArea } from "./canvas.js";
import { ContourView } from "./contour.js";
import { DistanceField } from "./distance.js";

const HATCH = 8; // pixels between lines

export class ZoneLayer {
  /** @param {import("../wire/unpack.js").Zone} zone @param {boolean} [second]  whether it is the second of two: hatched the other way */
  constructor(zone, second = false) {
    this.zone = zone;
    this.second = second;
    this.field = zone.field ?? new DistanceField(zone.lineLonlat);
    /** what lies nearer to the line's continuation than to the line is not in a zone with cut ends */
    this.rest = zone.restField ?? (zone.restLonlat ? new DistanceField(zone.restLonlat) : null);
    this.key = "";
    this.sideKey = "";
    /** @type {Path2D | null} */
    this.sidePath = null;
    this.tileKey = "";
  }

  /** The zone's outline in a view. @param {import("./canvas.js").View} view @param {number} depth */
  contour(view, depth) {
    const key = `${view.zoom}/${view.left}/${view.top}/${view.width}/${view.height}`;
    if (key !== this.key) {
      this.view = new ContourView(this.field, view, this.rest);
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
    const { depth } = state;
    if (!state.layers.zone || depth === null || depth <= 0 || !context.canvas.width || !context.canvas.height) return;
    const contour = this.contour(view, depth);
    context.save();
    const side = this.onSide(view, state.side);
    if (side) context.clip(side, "evenodd");
    context.fillStyle = this.filling(context, view, colours);
    context.fill(ringsPath(contour.rings), "evenodd");
    context.strokeStyle = colours.zoneEdge;
    context.lineWidth = 1.5;
    context.setLineDash(this.second ? [2, 3] : [7, 4]);
    context.lineJoin = "bevel";
    context.stroke(ringsPath(contour.edges));
    context.restore();
  }

  /** The chosen side as one path, so that two sides meet without a seam; made once a view.
   * @param {import("./canvas.js").View} view @param {string} side */
  onSide(view, side) {
    if (!this.zone.sides.length) return null;
    const key = `${view.zoom}/${view.left}/${view.top}/${view.width}x${view.height}/${side}`;
    if (key !== this.sideKey) {
      this.sidePath = new Path2D();
      for (const each of this.zone.sides) if (side === "both" || each.code === side) traceArea(each.area, view, this.sidePath);
      this.sideKey = key;
    }
    return this.sidePath;
  }

  /** The zone's colour with diagonal hatching that stays on the ground when the map moves, as one pattern.
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {import("./canvas.js").Palette} colours */
  filling(context, view, colours) {
    const ratio = context.getTransform().a;
    const key = `${colours.zone}/${colours.zoneHatch}/${ratio}`;
    if (key !== this.tileKey) {
      this.tile = hatchTile(colours, ratio, this.second);
      this.tileKey = key;
    }
    const pattern = /** @type {CanvasPattern} */ (context.createPattern(/** @type {HTMLCanvasElement} */ (this.tile), "repeat"));
    pattern.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, -(view.left % HATCH), -(view.top % HATCH)]));
    return pattern;
  }

  /** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {import("./canvas.js").Palette} colours */
  drawStretch(context, view, colours) {
    const path = linePath(this.zone.line, view);
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

/** The second zone's own colours. @param {import("./canvas.js").Palette} colours @returns {import("./canvas.js").Palette} */
export function secondColours(colours) {
  return { ...colours, zone: colours.zoneB, zoneEdge: colours.zoneEdgeB, zoneHatch: colours.zoneHatchB };
}

/** One square of the hatching. @param {import("./canvas.js").Palette} colours @param {number} ratio @param {boolean} mirrored */
function hatchTile(colours, ratio, mirrored) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = HATCH * ratio;
  const pen = /** @type {import("./canvas.js").Context} */ (tile.getContext("2d"));
  pen.scale(ratio, ratio);
  pen.fillStyle = colours.zone;
  pen.fillRect(0, 0, HATCH, HATCH);
  pen.strokeStyle = colours.zoneHatch;
  pen.lineWidth = 1.1;
  pen.beginPath();
  if (mirrored) pen.transform(-1, 0, 0, 1, HATCH, 0);
  for (const o of [-HATCH, 0, HATCH]) {
    pen.moveTo(o - 1, HATCH + 1);
    pen.lineTo(o + HATCH + 1, -1);
  }
  pen.stroke();
  return tile;
}
