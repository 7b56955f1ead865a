/** The hypothetical zone, true at every depth: its edge from the distance field, clipped by the chosen side. */

import { linePath, traceArea } from "./canvas.js";
import { ContourView } from "./contour.js";
import { DistanceField } from "./distance.js";
import { drawParts } from "./parts.js";
import { distance } from "../panels/text.js";

const HATCH = 8; // pixels between lines

export class ZoneLayer {
  /** @param {import("../wire/unpack.js").Zone} zone @param {boolean} [second]  whether it is the second of two: hatched the other way
   * @param {ZoneLayer | null} [like]  another zone along the same stretch, whose field is this one's */
  constructor(zone, second = false, like = null) {
    this.zone = zone;
    this.second = second;
    this.field = zone.field ??= like?.field ?? new DistanceField(zone.lineLonlat);
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
   * @param {import("./canvas.js").Palette} colours @param {import("../state/model.js").Model | null} [shaded]  whose people shade it by division
   */
  draw(context, view, state, colours, shaded = null) {
    const { depth } = state;
    if (!state.layers.zone || depth === null || depth <= 0 || !context.canvas.width || !context.canvas.height) return;
    const contour = this.contour(view, depth);
    context.save();
    const side = this.onSide(view, state.side);
    if (side) context.clip(side, "evenodd");
    const filling = this.filling(context, view, colours);
    context.fillStyle = filling;
    context.fill(ringsPath(contour.rings), "evenodd");
    if (shaded) {
      context.save();
      context.clip(ringsPath(contour.rings), "evenodd");
      drawParts(context, view, shaded, state, colours, filling);
      context.restore();
    }
    context.strokeStyle = colours.zoneEdge;
    context.lineWidth = 1.5;
    context.setLineDash(this.second ? [2, 3] : [7, 4]);
    context.lineJoin = "bevel";
    context.stroke(ringsPath(contour.edges));
    context.restore();
  }

  /** Further depths as rings around the zone, each with its depth beside it.
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
   * @param {{ depth: number | null, side: string, rings: number[], layers: Record<string, boolean> }} state @param {import("./canvas.js").Palette} colours */
  drawRings(context, view, { depth, side, rings, layers }, colours) {
    const others = rings.filter((ring) => ring !== depth && ring > 0);
    if (!layers.zone || !others.length || !context.canvas.width) return;
    const area = this.onSide(view, side);
    /** @type {[number, number][]} */
    const taken = [];
    for (const ring of others) {
      const { edges } = this.contour(view, ring);
      context.save();
      if (area) context.clip(area, "evenodd");
      context.strokeStyle = colours.zoneEdge;
      context.lineWidth = 1.2;
      context.setLineDash([2, 3]);
      context.stroke(ringsPath(edges));
      context.restore();
      const at = labelAt(context, edges, view, area, taken);
      if (!at) continue;
      label(context, at, distance(ring, "km"), colours);
      taken.push(at);
    }
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

/** Where a ring's depth stands: on its edge within the side, clear of other rings' and nearest to the view's middle.
 * @param {import("./canvas.js").Context} context @param {Float64Array[]} edges @param {import("./canvas.js").View} view @param {Path2D | null} area @param {[number, number][]} taken */
function labelAt(context, edges, view, area, taken) {
  /** @type {[number, number] | null} */
  let best = null;
  let nearest = Infinity;
  const { a, e, f } = context.getTransform();
  for (const edge of edges) {
    for (let i = 0; i < edge.length; i += 16) {
      const [x, y] = [edge[i], edge[i + 1]];
      const off = Math.hypot(x - view.width / 2, y - view.height / 2);
      if (off < nearest && !taken.some(([tx, ty]) => Math.abs(tx - x) < 48 && Math.abs(ty - y) < 24) && (!area || context.isPointInPath(area, a * x + e, a * y + f, "evenodd"))) [best, nearest] = [[x, y], off];
    }
  }
  return best;
}

/** A word on the map with a halo. @param {import("./canvas.js").Context} context @param {[number, number]} at @param {string} text @param {import("./canvas.js").Palette} colours */
function label(context, [x, y], text, colours) {
  context.font = "600 12px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = colours.labelHalo;
  context.strokeText(text, x, y);
  context.fillStyle = colours.zoneEdge;
  context.fillText(text, x, y);
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
