/** The map as a picture, with the hypothetical line, the legend and the credits burned in. */

import { caption } from "./depth.js";
import { byId } from "./dom.js";
import { t } from "./text.js";

const FOOT = 74; // pixels below the map for what must not be cut off

/** @param {import("./mapview.js").MapView} view @param {import("./model.js").Model} model @param {import("./store.js").State} state
 *  @returns {Promise<Blob | null>} */
export function picture(view, model, state) {
  const size = view.map.getSize();
  const ratio = 2;
  const canvas = document.createElement("canvas");
  canvas.width = size.x * ratio;
  canvas.height = (size.y + FOOT) * ratio;
  const context = /** @type {import("./canvas.js").Context} */ (canvas.getContext("2d"));
  context.scale(ratio, ratio);
  context.fillStyle = view.colours.paper;
  context.fillRect(0, 0, size.x, size.y + FOOT);
  const origin = view.map.containerPointToLayerPoint([0, 0]);
  const corner = view.layer._bounds.min;
  context.save();
  context.beginPath();
  context.rect(0, 0, size.x, size.y);
  context.clip();
  for (const each of Object.values(view.layer.canvases)) {
    const sheet = /** @type {HTMLCanvasElement} */ (each);
    context.drawImage(sheet, corner.x - origin.x, corner.y - origin.y, sheet.width / view.layer.ratio, sheet.height / view.layer.ratio);
  }
  context.restore();
  drawLegend(context, size, view);
  drawFoot(context, size, view, [model.data.title, caption(model.data, state), model.data.credits]);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** @param {import("./canvas.js").Context} context @param {{ x: number, y: number }} size @param {import("./mapview.js").MapView} view */
function drawLegend(context, size, view) {
  const items = [...byId("bm-legend-list").querySelectorAll("li")];
  if (!items.length) return;
  context.font = "12px system-ui, sans-serif";
  const width = Math.max(...items.map((li) => context.measureText(li.textContent ?? "").width)) + 46;
  const height = items.length * 20 + 14;
  const [x, y] = [size.x - width - 14, size.y - height - 14];
  context.fillStyle = view.colours.paper;
  context.globalAlpha = 0.94;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
  items.forEach((li, i) => {
    const key = (li.querySelector("i")?.className ?? "").replace("key ", "");
    drawKey(context, key, x + 20, y + 17 + i * 20, view.colours);
    context.fillStyle = view.colours.ink;
    context.textBaseline = "middle";
    context.fillText(li.textContent ?? "", x + 38, y + 17 + i * 20);
  });
}

/** @param {import("./canvas.js").Context} context @param {string} key @param {number} x @param {number} y @param {import("./canvas.js").Palette} colours */
function drawKey(context, key, x, y, colours) {
  context.save();
  context.lineWidth = 1.5;
  if (key === "zone") {
    context.fillStyle = colours.zone;
    context.fillRect(x - 9, y - 6, 18, 12);
    context.strokeStyle = colours.zoneEdge;
    context.setLineDash([4, 2]);
    context.strokeRect(x - 9, y - 6, 18, 12);
  } else if (key === "border" || key === "outline") {
    context.strokeStyle = key === "border" ? colours.border : colours.mention;
    if (key === "outline") context.setLineDash([1, 3]);
    context.beginPath();
    context.moveTo(x - 9, y);
    context.lineTo(x + 9, y);
    context.stroke();
  } else {
    const big = key.startsWith("mention");
    const filled = key === "inside" || key === "mention-in";
    context.beginPath();
    context.arc(x, y, big ? 5 : 3, 0, 7);
    context.fillStyle = key === "outside" ? colours.dot : key === "inside" ? colours.dotInside : filled ? colours.mentionInside : colours.paper;
    context.fill();
    context.strokeStyle = key === "near" ? colours.dotInside : colours.mention;
    if (key === "near" || key === "mention-out") context.stroke();
    if (key === "near") {
      context.beginPath();
      context.moveTo(x - 2.5, y + 2.5);
      context.lineTo(x + 2.5, y - 2.5);
      context.stroke();
    }
  }
  context.restore();
}

/** @param {import("./canvas.js").Context} context @param {{ x: number, y: number }} size @param {import("./mapview.js").MapView} view @param {string[]} lines */
function drawFoot(context, size, view, [title, line, credits]) {
  context.textBaseline = "alphabetic";
  context.fillStyle = view.colours.ink;
  context.font = "600 15px system-ui, sans-serif";
  context.fillText(title, 14, size.y + 22, size.x - 28);
  context.font = "13px system-ui, sans-serif";
  context.fillText(line, 14, size.y + 42, size.x - 28);
  context.font = "11px system-ui, sans-serif";
  context.fillStyle = view.colours.label;
  context.fillText(`${credits} · ${t("made")}`, 14, size.y + 62, size.x - 28);
}
