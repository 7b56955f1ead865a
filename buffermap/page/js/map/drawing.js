/** The map as SVG with named layers and live text, for a graphics desk to work on. */

import { fineBox, needsWorld } from "./basemap.js";
import { pixelX, traceArea, traceLines, viewOf } from "./canvas.js";
import { headline } from "../state/finding.js";
import { caption } from "../state/stated.js";
import { byId } from "../panels/dom.js";
import { isPoint, sizeOf } from "./dots.js";
import { INSIDE, OUTSIDE, UNCERTAIN_INSIDE } from "../state/model.js";
import { footLines } from "./picture.js";
import { placeName, say, t } from "../panels/text.js";
import { secondColours } from "./zonelayer.js";

/** @param {import("./mapview.js").MapView} mapview @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state */
export function drawing(mapview, model, state) {
  const { data } = model;
  const full = mapview.layer.view();
  const size = mapview.map.getSize();
  const origin = mapview.map.getPixelOrigin().add(mapview.map.containerPointToLayerPoint([0, 0]));
  const view = viewOf(full.zoom, origin.x, origin.y, size.x, size.y);
  const c = mapview.colours;
  const lines = footLines(size.x, [headline(model, state), caption(data, state), `${data.credits} · ${t("made")}`]);
  const foot = lines.length * 18 + 16;
  const out = [`<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 ${size.x} ${size.y + foot}" width="${size.x}" height="${size.y + foot}" font-family="system-ui, sans-serif">`,
    `<title>${xml(headline(model, state))}</title><desc>${xml(caption(data, state))}</desc><metadata>${xml(data.terms.picture)}</metadata>`,
    `<defs><clipPath id="frame"><rect width="${size.x}" height="${size.y}"/></clipPath>`,
    `<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V8" stroke="${xml(c.zoneHatch)}" stroke-width="1.5"/></pattern>`,
    sideClip("side", data.zone, view, state.side), sideClip("side-b", data.other, view, state.sideB), data.other ? hatchB(c) : "", "</defs>", `<rect width="${size.x}" height="${size.y + foot}" fill="${xml(c.paper)}"/>`, '<g clip-path="url(#frame)">'];
  out.push(layer("Sea", `<rect width="${size.x}" height="${size.y}" fill="${xml(c.sea)}"/>`));
  out.push(layer("Countries", countries(data, view, c)));
  out.push(layer("Divisions", data.areas.filter((a) => a.level === 1).map((a) => line(a.shape, view, `stroke="${xml(c.division)}" stroke-width="0.8" stroke-dasharray="4 3"`, a.name)).join("")));
  if (mapview.zone && state.depth !== null && state.layers.zone) out.push(layer("Hypothetical zone", zoneDrawn(mapview.zone, view, state.depth, c, "")));
  if (mapview.zoneB && state.depthB !== null && state.layers.zone) out.push(layer("Hypothetical zone B", zoneDrawn(mapview.zoneB, view, state.depthB, secondColours(c), "-b")));
  if (data.other) out.push(layer("Stretch of the border B", line(data.other.line, view, `stroke="${xml(c.border)}" stroke-width="2"`, say(data.other.label))));
  if (data.zone) out.push(layer("Stretch of the border", line(data.zone.line, view, `stroke="${xml(c.border)}" stroke-width="2"`, say(data.zone.label))));
  out.push(layer("Named divisions", divisions(mapview, view)));
  out.push(layer("Settlements", settlements(mapview, model, state, view)));
  out.push(layer("Mentioned places", mentions(mapview, model, state, full, view)));
  out.push(layer("Labels", mapview.labels.placed.map((la) => {
    const [x, y] = [la.x + full.left - view.left, la.y + full.top - view.top];
    const anchor = la.align === "center" ? "middle" : la.align === "right" ? "end" : "start";
    const [, style = "", weight = "", px = "11"] = /^(italic )?(600 )?([\d.]+)px/.exec(la.font) ?? [];
    return `<text x="${x.toFixed(1)}" y="${(y + Number(px) / 3).toFixed(1)}" font-size="${px}" text-anchor="${anchor}"${weight ? ' font-weight="600"' : ""}${style ? ' font-style="italic"' : ""} fill="${xml(la.colour)}" stroke="${xml(c.labelHalo)}" stroke-width="2.5" stroke-linejoin="round" paint-order="stroke">${xml(la.text)}</text>`;
  }).join("")));
  out.push("</g>", layer("Legend", legend(size.x, c)));
  out.push(layer("Caption", lines.map((line, i) => `<text x="14" y="${size.y + 22 + 18 * i}" font-size="${line.px}" font-weight="${line.weight}" fill="${xml(line.quiet ? c.label : c.ink)}">${xml(line.text)}</text>`).join("")), "</svg>");
  return out.join("\n");
}

/** The legend that stands on the map, its keys drawn anew. @param {number} width @param {import("./canvas.js").Palette} c */
function legend(width, c) {
  const items = [...byId("bm-legend-list").querySelectorAll("li")].map((li) => [(li.querySelector("i")?.className ?? "").replace("key ", ""), li.textContent ?? ""]);
  if (!items.length) return "";
  const wide = Math.max(...items.map(([, text]) => text.length)) * 6.4 + 52;
  const left = width - wide - 12;
  /** @type {Record<string, string>} */
  const keys = {
    zone: `<rect x="-9" y="-6" width="18" height="12" fill="${xml(c.zone)}"/><rect x="-9" y="-6" width="18" height="12" fill="url(#hatch)" stroke="${xml(c.zoneEdge)}" stroke-dasharray="4 2"/>`,
    "zone-b": `<rect x="-9" y="-6" width="18" height="12" fill="${xml(c.zoneB)}"/><rect x="-9" y="-6" width="18" height="12" fill="url(#hatch-b)" stroke="${xml(c.zoneEdgeB)}" stroke-dasharray="2 2"/>`,
    "only-a": `<circle r="3" fill="${xml(c.dotInside)}"/>`,
    "only-b": `<rect x="-3" y="-3" width="6" height="6" fill="${xml(c.zoneEdgeB)}"/>`,
    "only-both": `<circle r="5" fill="none" stroke="${xml(c.ink)}"/><circle r="3" fill="${xml(c.dotInside)}"/>`,
    border: `<path d="M-9 0h18" stroke="${xml(c.border)}" stroke-width="2"/>`,
    outline: `<path d="M-9 0h18" stroke="${xml(c.mention)}" stroke-width="1.5" stroke-dasharray="1 3"/>`,
    inside: `<circle r="3" fill="${xml(c.dotInside)}"/>`,
    outside: `<circle r="2.5" fill="${xml(c.dot)}"/>`,
    near: `<circle r="3.5" fill="${xml(c.paper)}" stroke="${xml(c.dotInside)}"/><path d="M-2 2l4 -4" stroke="${xml(c.dotInside)}"/>`,
    "mention-in": `<circle r="5" fill="${xml(c.mentionInside)}"/>`,
    "mention-out": `<circle r="4.5" fill="${xml(c.paper)}" stroke="${xml(c.mention)}" stroke-width="2"/>`,
  };
  const rows = items.map(([key, text], i) => `<g transform="translate(${(left + 22).toFixed(0)} ${30 + 19 * i})">${keys[key] ?? ""}<text x="18" y="4" font-size="12" fill="${xml(c.ink)}">${xml(text)}</text></g>`);
  return `<rect x="${left.toFixed(0)}" y="12" width="${wide.toFixed(0)}" height="${19 * items.length + 16}" rx="4" fill="${xml(c.paper)}" fill-opacity="0.94"/>${rows.join("")}`;
}

/** Coarse countries; above them, in their box, the exact ones. @param {import("../wire/unpack.js").PageData} data @param {import("./canvas.js").View} view @param {import("./canvas.js").Palette} c */
function countries(data, view, c) {
  /** @param {import("../wire/unpack.js").Area[]} areas @param {number[] | null} rim */
  const drawn = (areas, rim) => areas.map((a) => area(a.shape, view, `fill="${xml(c.land)}"`, a.name)).join("")
    + areas.map((a) => line(a.shape, view, `stroke="${xml(c.line)}"`, a.name, rim)).join("");
  const coarse = needsWorld(view, data) ? drawn(data.world(), null) : "";
  const box = fineBox(data);
  if (!box) return coarse;
  const [west, north, east, south] = box;
  const corner = [west * view.size - view.left, north * view.size - view.top];
  const sea = `<rect x="${corner[0].toFixed(1)}" y="${corner[1].toFixed(1)}" width="${((east - west) * view.size).toFixed(1)}" height="${((south - north) * view.size).toFixed(1)}" fill="${xml(c.sea)}"/>`;
  return coarse + sea + drawn(data.areas.filter((a) => a.level === 0), box);
}

/** Mentioned divisions, outlines only. @param {import("./mapview.js").MapView} mapview @param {import("./canvas.js").View} view */
function divisions(mapview, view) {
  const { data } = mapview.model;
  if (!mapview.store.state.layers.outlines) return "";
  return [...data.outlines].filter(([place]) => data.places[place].kind !== "country")
    .map(([place, outline]) => line(outline, view, `stroke="${xml(mapview.colours.mention)}" stroke-opacity="0.6" stroke-width="1.3" stroke-dasharray="1 3" stroke-linecap="round"`, data.places[place].name)).join("");
}

/** @param {string} name @param {string} content */
function layer(name, content) {
  return `<g id="${name.toLowerCase().replace(/ /g, "-")}" inkscape:groupmode="layer" inkscape:label="${name}">${content}</g>`;
}

/** @param {Float64Array} xy */
function points(xy) {
  let path = "";
  for (let i = 0; i < xy.length; i += 2) path += `${i ? "L" : "M"}${xy[i].toFixed(1)} ${xy[i + 1].toFixed(1)}`;
  return path;
}

/** A canvas path's pen that writes path data. */
class Pen {
  constructor() {
    this.d = "";
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.d += `M${x.toFixed(1)} ${y.toFixed(1)}`;
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.d += `L${x.toFixed(1)} ${y.toFixed(1)}`;
  }
}

/** @param {import("../wire/unpack.js").Shape} shape @param {import("./canvas.js").View} view @param {string} style @param {string} name */
function area(shape, view, style, name) {
  return path(traceArea(shape, view, new Pen()), style, name);
}

/** @param {import("../wire/unpack.js").Shape} shape @param {import("./canvas.js").View} view @param {string} style @param {string} name @param {number[] | null} [rim] */
function line(shape, view, style, name, rim = null) {
  return path(traceLines(shape, view, new Pen(), rim), `fill="none" ${style}`, name);
}

/** @param {Pen} pen @param {string} style @param {string} name */
function path({ d }, style, name) {
  return d ? `<path d="${d}" fill-rule="evenodd" ${style}><title>${xml(name)}</title></path>` : "";
}

/** @param {import("./zonelayer.js").ZoneLayer} zone @param {import("./canvas.js").View} view @param {number} depth @param {import("./canvas.js").Palette} c @param {string} which */
function zoneDrawn(zone, view, depth, c, which) {
  const contour = zone.contour(view, depth);
  const path = contour.rings.map(points).join("");
  const edge = contour.edges.map(points).join("");
  return `<g clip-path="url(#side${which})"><path d="${path}" fill="${xml(c.zone)}" fill-rule="evenodd"/><path d="${path}" fill="url(#hatch${which})" fill-rule="evenodd"/><path d="${edge}" fill="none" stroke="${xml(c.zoneEdge)}" stroke-width="1.5" stroke-dasharray="${which ? "2 3" : "7 4"}"/></g>`;
}

/** @param {import("./canvas.js").Palette} c */
function hatchB(c) {
  return `<pattern id="hatch-b" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><path d="M0 0V8" stroke="${xml(c.zoneHatchB)}" stroke-width="1.5"/></pattern>`;
}

/** @param {string} id @param {import("../wire/unpack.js").Zone | null} zone @param {import("./canvas.js").View} view @param {string} side */
function sideClip(id, zone, view, side) {
  if (!zone) return "";
  const areas = zone.sides.filter((s) => side === "both" || s.code === side);
  return `<clipPath id="${id}">${areas.map((s) => area(s.area, view, 'clip-rule="evenodd"', s.name)).join("")}</clipPath>`;
}

/** @param {import("./mapview.js").MapView} mapview @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state @param {import("./canvas.js").View} view */
function settlements(mapview, model, state, view) {
  const s = model.data.settlements;
  if (!s || !state.layers.settlements) return "";
  const c = mapview.colours;
  const out = [];
  for (let k = 0; k < mapview.dots.drawnCount; k++) {
    const row = mapview.dots.drawn[k];
    if (model.data.other) {
      out.push(compared(model, state, row, pixelX(view, mapview.dots.x[row]), mapview.dots.y[row] * view.size - view.top, c));
      continue;
    }
    const status = model.statusOfRow(row, state.depth, state.side);
    const sure = status === INSIDE || status === OUTSIDE;
    const r = sizeOf(s.population[row]) + (status === OUTSIDE ? 0 : 0.5);
    const fill = status === OUTSIDE ? c.dot : sure ? c.dotInside : c.paper;
    out.push(`<circle cx="${pixelX(view, mapview.dots.x[row]).toFixed(1)}" cy="${(mapview.dots.y[row] * view.size - view.top).toFixed(1)}" r="${r}" fill="${xml(fill)}"${sure ? "" : ` stroke="${xml(c.dotInside)}"`}><title>${xml(s.name(row))}</title></circle>`);
  }
  return out.join("");
}

/** @param {import("./mapview.js").MapView} mapview @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state @param {import("./canvas.js").View} full @param {import("./canvas.js").View} view */
function mentions(mapview, model, state, full, view) {
  const c = mapview.colours;
  return mapview.dots.anchors.map((anchor) => {
    const place = model.data.places[anchor.places[0]];
    if (!isPoint(place.kind)) return "";
    const status = model.statusOfPlace(place, state.depth, state.side);
    const within = status === INSIDE || status === UNCERTAIN_INSIDE;
    return `<circle cx="${(anchor.x + full.left - view.left).toFixed(1)}" cy="${(anchor.y + full.top - view.top).toFixed(1)}" r="4.5" fill="${xml(within ? c.mentionInside : c.paper)}" stroke="${xml(within ? c.paper : c.mention)}" stroke-width="2"><title>${xml(placeName(place))}</title></circle>`;
  }).join("");
}

/** A settlement on a page of two zones: a disc only in A, a square only in B, a disc with a ring in both.
 * @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state @param {number} row @param {number} x @param {number} y @param {import("./canvas.js").Palette} c */
function compared(model, state, row, x, y, c) {
  const s = /** @type {import("../panels/settlements.js").Settlements} */ (model.data.settlements);
  const relation = model.relation(row, state);
  const r = sizeOf(s.population[row]) + (relation ? 1 : 0);
  const title = `<title>${xml(s.name(row))}</title>`;
  if (relation === "b") return `<rect x="${(x - r).toFixed(1)}" y="${(y - r).toFixed(1)}" width="${2 * r}" height="${2 * r}" fill="${xml(c.zoneEdgeB)}">${title}</rect>`;
  const ring = relation === "both" ? `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r + 2}" fill="${xml(c.paper)}" stroke="${xml(c.ink)}"/>` : "";
  return `${ring}<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r}" fill="${xml(relation ? c.dotInside : c.dot)}">${title}</circle>`;
}

/** @param {string} text */
export function xml(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (ch) => `&#${ch.charCodeAt(0)};`);
}
