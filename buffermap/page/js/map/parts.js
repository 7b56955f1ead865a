/** The zone's divisions shaded by the people within them, hatched where the figure is partial. */

import { areaPath, linePath } from "./canvas.js";
import { byDivision, most, shadeOf } from "../state/people.js";

/** How dark each shade is; `scene.json` has the same. */
const DARK = [0.12, 0.28, 0.48, 0.7];

/** Whether there is anything to shade. @param {import("../wire/unpack.js").PageData} data */
export function canShade({ zone, other }) {
  return other === null && zone !== null && zone.parts.some((part) => part.shape !== null);
}

/** The shapes to shade, each with its sum. @param {import("../state/model.js").Model} model @param {{ depth: number | null, side: string }} state */
export function shaded(model, state) {
  return byDivision(model, state.depth, state.side).flatMap((sum) => {
    const shape = sum.part?.shape;
    return shape ? [{ sum, shape, shade: shadeOf(most(sum)) }] : [];
  });
}

/** Shade the divisions that hold somebody within what the context has been clipped to; the others stay as they are. @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
 * @param {import("../state/model.js").Model} model @param {{ depth: number | null, side: string }} state
 * @param {import("./canvas.js").Palette} colours @param {CanvasPattern} hatch */
export function drawParts(context, view, model, state, colours, hatch) {
  for (const { sum, shape, shade } of shaded(model, state)) {
    const path = areaPath(shape, view);
    context.fillStyle = colours.land;
    context.fill(path, "evenodd");
    context.globalAlpha = DARK[shade];
    context.fillStyle = colours.zoneEdge;
    context.fill(path, "evenodd");
    context.globalAlpha = 1;
    if (sum.partial) {
      context.fillStyle = hatch;
      context.fill(path, "evenodd");
    }
    context.strokeStyle = colours.paper;
    context.lineWidth = 1.2;
    context.stroke(linePath(shape, view));
  }
}
