/** Land, waters, country borders and divisions, from the page's own data: fine near the stretch, coarse elsewhere. */

import { areaPath, linePath } from "./canvas.js";
import { worldX, worldY } from "./geodesy.js";

const FINE_FROM = 4.5; // zoom from which the coarse outlines of the world are more than a pixel or two off

/**
 * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
 * @param {import("../wire/unpack.js").PageData} data @param {import("./canvas.js").Palette} colours
 * @param {Record<string, boolean>} layers
 */
export function drawBasemap(context, view, data, colours, layers) {
  context.fillStyle = colours.sea;
  context.fillRect(0, 0, view.width + 1, view.height + 1);
  if (layers.tiles) {
    context.clearRect(0, 0, view.width + 1, view.height + 1);
    return;
  }
  const box = fineBox(data);
  const fine = box !== null && view.zoom >= FINE_FROM;
  if (needsWorld(view, data)) {
    context.save();
    if (fine) context.clip(outside(view, box), "evenodd");
    drawCountries(context, view, data.world(), colours, null);
    context.restore();
  }
  if (fine) drawCountries(context, view, data.areas.filter((a) => a.level === 0), colours, box);
  if (fine && layers.waters) drawWaters(context, view, data, colours);
  drawDivisions(context, view, data, colours, layers);
}

/** Lakes, and rivers as thin lines. @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
 *  @param {import("../wire/unpack.js").PageData} data @param {import("./canvas.js").Palette} colours */
function drawWaters(context, view, data, colours) {
  if (!data.waters) return;
  context.fillStyle = colours.sea;
  context.fill(areaPath(data.waters.lakes, view), "evenodd");
  context.strokeStyle = colours.water;
  context.lineWidth = view.zoom < 7 ? 0.8 : 1.3;
  context.stroke(linePath(data.waters.rivers, view));
}

/** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
 *  @param {import("../wire/unpack.js").Area[]} areas @param {import("./canvas.js").Palette} colours @param {number[] | null} rim */
function drawCountries(context, view, areas, colours, rim) {
  for (const area of areas) {
    context.fillStyle = colours.land;
    context.fill(areaPath(area.shape, view), "evenodd");
  }
  context.strokeStyle = colours.line;
  context.lineWidth = view.zoom < 5 ? 0.7 : 1.1;
  context.lineJoin = "round";
  for (const area of areas) context.stroke(linePath(area.shape, view, rim));
}

/** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
 *  @param {import("../wire/unpack.js").PageData} data @param {import("./canvas.js").Palette} colours @param {Record<string, boolean>} layers */
function drawDivisions(context, view, data, colours, layers) {
  if (!layers.divisions || view.zoom < 5 || (view.zoom < 6 && needsWorld(view, data))) return; // where they would end in mid-land
  context.save();
  context.strokeStyle = colours.division;
  context.lineWidth = 0.9;
  context.setLineDash([4, 3]);
  const rim = fineBox(data);
  for (const area of data.areas) {
    if (area.level === 1) context.stroke(linePath(area.shape, view, rim));
  }
  context.restore();
}

/** Bounds of the fine outlines in world units: west, north, east, south; null where there are none.
 * @param {import("../wire/unpack.js").PageData} data @returns {number[] | null} */
export function fineBox(data) {
  const box = data.frame;
  if (!box) return null;
  const [west, south, east, north] = box.map((/** @type {number} */ v) => v / 1e5);
  return [worldX(west), worldY(north), worldX(east), worldY(south)];
}

/** Whether a view shows anything but the fine outlines: the coarse ones are unpacked only then.
 * @param {import("./canvas.js").View} view @param {import("../wire/unpack.js").PageData} data */
export function needsWorld(view, data) {
  const box = fineBox(data);
  if (!box || view.zoom < FINE_FROM) return true;
  const [west, north, east, south] = box;
  return north * view.size > view.top || south * view.size < view.top + view.height
    || !view.copies.some((k) => (west + k) * view.size <= view.left && (east + k) * view.size >= view.left + view.width);
}

/** Everything but a box, for even-odd clipping; a pixel of overlap leaves no seam. @param {import("./canvas.js").View} view @param {number[]} box */
function outside(view, [west, north, east, south]) {
  const path = new Path2D();
  path.rect(0, 0, view.width + 1, view.height + 1);
  for (const k of [view.copies[0] - 1, ...view.copies]) {
    path.rect((west + k) * view.size - view.left + 1, north * view.size - view.top + 1, (east - west) * view.size - 2, (south - north) * view.size - 2);
  }
  return path;
}
