/** The map as a picture, with the hypothetical line, the legend and the credits burned in. */

import { headline } from "../state/finding.js";
import { caption } from "../state/stated.js";
import { byId } from "../panels/dom.js";
import { t } from "../panels/text.js";

const LINE = 18; // pixels from one line of the foot to the next

/** @param {import("./mapview.js").MapView} view @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state
 *  @returns {Promise<Blob | null>} */
export function picture(view, model, state) {
  const size = view.map.getSize();
  const ratio = 2;
  const canvas = document.createElement("canvas");
  const context = /** @type {import("./canvas.js").Context} */ (canvas.getContext("2d"));
  const lines = footLines(size.x, [headline(model, state), caption(model.data, state), `${model.data.credits} · ${t("made")}`]);
  const height = size.y + lines.length * LINE + 16;
  canvas.width = size.x * ratio;
  canvas.height = height * ratio;
  context.scale(ratio, ratio);
  context.fillStyle = view.colours.paper;
  context.fillRect(0, 0, size.x, height);
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
  drawFoot(context, size, view, lines);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** @param {import("./canvas.js").Context} context @param {{ x: number, y: number }} size @param {import("./mapview.js").MapView} view */
function drawLegend(context, size, view) {
  const items = [...byId("bm-legend-list").querySelectorAll("li")];
  if (!items.length) return;
  context.font = "12px system-ui, sans-serif";
  const width = Math.max(...items.map((li) => context.measureText(li.textContent ?? "").width)) + 46;
  const height = items.length * 20 + 14;
  const [x, y] = [size.x - width - 12, 12];
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
  if (key === "zone" || key === "zone-b") {
    context.fillStyle = key === "zone" ? colours.zone : colours.zoneB;
    context.fillRect(x - 9, y - 6, 18, 12);
    context.strokeStyle = key === "zone" ? colours.zoneEdge : colours.zoneEdgeB;
    context.setLineDash(key === "zone" ? [4, 2] : [2, 2]);
    context.strokeRect(x - 9, y - 6, 18, 12);
  } else if (key === "border" || key === "outline") {
    context.strokeStyle = key === "border" ? colours.border : colours.mention;
    if (key === "outline") context.setLineDash([1, 3]);
    context.beginPath();
    context.moveTo(x - 9, y);
    context.lineTo(x + 9, y);
    context.stroke();
  } else if (key === "only-b") {
    context.fillStyle = colours.zoneEdgeB;
    context.fillRect(x - 3, y - 3, 6, 6);
  } else {
    const big = key.startsWith("mention");
    const filled = key === "inside" || key === "mention-in";
    context.beginPath();
    context.arc(x, y, big ? 5 : 3, 0, 7);
    context.fillStyle = key === "outside" ? colours.dot : key === "inside" || key === "only-a" || key === "only-both" ? colours.dotInside : filled ? colours.mentionInside : colours.paper;
    context.fill();
    context.strokeStyle = key === "near" ? colours.dotInside : colours.mention;
    if (key === "near" || key === "mention-out") context.stroke();
    if (key === "only-both") {
      context.strokeStyle = colours.ink;
      context.beginPath();
      context.arc(x, y, 5.5, 0, 7);
      context.stroke();
    }
    if (key === "near") {
      context.beginPath();
      context.moveTo(x - 2.5, y + 2.5);
      context.lineTo(x + 2.5, y - 2.5);
      context.stroke();
    }
  }
  context.restore();
}

/** @typedef {{ text: string, px: number, weight: number, quiet: boolean }} FootLine */

/** Title, hypothetical line (always whole) and credits, broken into lines that fit. @param {number} width @param {string[]} texts @returns {FootLine[]} */
export function footLines(width, [title, line, credits]) {
  const pen = /** @type {import("./canvas.js").Context} */ (document.createElement("canvas").getContext("2d"));
  /** @type {FootLine[]} */
  const styles = [{ text: title, px: 15, weight: 600, quiet: false }, { text: line, px: 13, weight: 400, quiet: false }, { text: credits, px: 11, weight: 400, quiet: true }];
  return styles.flatMap((style) => {
    pen.font = fontOf(style);
    const lines = [""];
    for (const word of style.text.split(/\s+/)) {
      const longer = `${lines[lines.length - 1]} ${word}`.trim();
      if (lines[lines.length - 1] && pen.measureText(longer).width > width - 28) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.slice(0, style.px === 13 ? lines.length : 4).map((text) => ({ ...style, text }));
  });
}

/** @param {{ px: number, weight: number }} style */
function fontOf(style) {
  return `${style.weight} ${style.px}px system-ui, sans-serif`;
}

/** @param {import("./canvas.js").Context} context @param {{ x: number, y: number }} size @param {import("./mapview.js").MapView} view @param {FootLine[]} lines */
function drawFoot(context, size, view, lines) {
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  lines.forEach((line, i) => {
    context.fillStyle = line.quiet ? view.colours.label : view.colours.ink;
    context.font = fontOf(line);
    context.fillText(line.text, 14, size.y + 22 + i * LINE, size.x - 28);
  });
}
