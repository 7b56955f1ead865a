/** The hypothetical zone, true at every depth: its edge from the distance field, clipped by the chosen side. */

import { pathOf } from "./canvas.js";
import { ContourView } from "./contour.js";
import { DistanceField } from "./distance.js";

const HATCH = 8; // pixels between lines

export class ZoneLayer {
  /** @param {import("./unpack.js").Zone} zone */
  constructor(zone) {
    this.zone = zone;
    this.field = new DistanceField(zone.line.lonlat);
    /** what lies nearer to the line's continuation than to the line is not in a zone with cut ends */
    this.rest = zone.rest ? new DistanceField(zone.rest.lonlat) : null;
    this.key = "";
    this.maskKey = "";
    this.mask = document.createElement("canvas");
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
    context.fillStyle = colours.zone;
    context.fill(area, "evenodd");
    context.fillStyle = this.hatch(context, view, colours.zoneHatch, ratio);
    context.fill(area, "evenodd");
    context.strokeStyle = colours.zoneEdge;
    context.lineWidth = 1.5;
    context.setLineDash([7, 4]);
    context.lineJoin = "round";
    context.stroke(ringsPath(contour.edges));
    context.setLineDash([]);
    this.clipToSide(context, view, side, ratio);
  }

  /** Keep what lies on the chosen side; the side's picture is drawn once a view.
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {string} side @param {number} ratio */
  clipToSide(context, view, side, ratio) {
    const { width, height } = context.canvas;
    const key = `${view.zoom}/${view.left}/${view.top}/${side}/${width}x${height}`;
    if (key !== this.maskKey) {
      this.mask.width = width;
      this.mask.height = height;
      const mask = /** @type {import("./canvas.js").Context} */ (this.mask.getContext("2d"));
      mask.setTransform(ratio, 0, 0, ratio, 0, 0);
      for (const each of this.zone.sides) {
        if (side === "both" || each.code === side) mask.fill(pathOf(each.area.rings, view), "evenodd");
      }
      if (!this.zone.sides.length) mask.fillRect(0, 0, view.width + 1, view.height + 1);
      this.maskKey = key;
    }
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalCompositeOperation = "destination-in";
    context.drawImage(this.mask, 0, 0);
    context.restore();
  }

  /** Diagonal hatching that stays on the ground when the map moves.
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {string} colour @param {number} ratio */
  hatch(context, view, colour, ratio) {
    const key = `${colour}/${ratio}`;
    if (key !== this.tileKey) {
      this.tile = hatchTile(colour, ratio);
      this.tileKey = key;
    }
    const pattern = /** @type {CanvasPattern} */ (context.createPattern(/** @type {HTMLCanvasElement} */ (this.tile), "repeat"));
    pattern.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, -(view.left % HATCH), -(view.top % HATCH)]));
    return pattern;
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

/** One square of the hatching. @param {string} colour @param {number} ratio */
function hatchTile(colour, ratio) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = HATCH * ratio;
  const pen = /** @type {import("./canvas.js").Context} */ (tile.getContext("2d"));
  pen.scale(ratio, ratio);
  pen.strokeStyle = colour;
  pen.lineWidth = 1.1;
  pen.beginPath();
  for (const o of [-HATCH, 0, HATCH]) {
    pen.moveTo(o - 1, HATCH + 1);
    pen.lineTo(o + HATCH + 1, -1);
  }
  pen.stroke();
  return tile;
}
