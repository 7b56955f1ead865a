/** The map as SVG with named layers and live text, for a graphics desk to work on. */

import { fineBox, needsWorld } from "./basemap.js";
import { pixelX, traceArea, traceLines, viewOf } from "./canvas.js";
import { largestWithin } from "../panels/brief.js";
import { basisSentences, headline } from "../state/finding.js";
import { caption } from "../state/stated.js";
import { isPoint, sizeOf } from "./dots.js";
import { canShade, shaded } from "./parts.js";
import { INSIDE, OUTSIDE, UNCERTAIN_INSIDE } from "../state/model.js";
import { most, shadeRows } from "../state/people.js";
import { distance, people, placeName, say, t, whole0 } from "../panels/text.js";
import { factsOf, legendRows, Scene, xml } from "./scene.js";

const LINE = 18; // pixels from one line of the foot to the next

/** @param {import("./mapview.js").MapView} mapview @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state */
export function drawing(mapview, model, state) {
  const { data } = model;
  const full = mapview.layer.view();
  const size = mapview.map.getSize();
  const origin = mapview.map.getPixelOrigin().add(mapview.map.containerPointToLayerPoint([0, 0]));
  const view = viewOf(full.zoom, origin.x, origin.y, size.x, size.y);
  const scene = new Scene(data.scene, mapview.colours);
  const shown = state.layers.zone;
  const title = headline(model, state);
  const lines = footLines(size.x, [title, ...briefLines(model, state), caption(data, state), `${data.credits} · ${t("made")}`]);
  const foot = lines.length * LINE + 16;
  const paper = xml(scene.colours.paper);
  const layers = {
    Sea: `<rect width="${size.x}" height="${size.y}" ${scene.style("sea")}/>`,
    Countries: countries(data, view, scene),
    Waters: data.waters && state.layers.waters ? path(traceArea(data.waters.lakes, view, new Pen()), scene.style("lake"), "") + line(data.waters.rivers, view, scene.style("river"), "", null) : "",
    Divisions: state.layers.divisions ? data.areas.filter((a) => a.level === 1).map((a) => line(a.shape, view, scene.style("division"), a.name, fineBox(data))).join("") : "",
    "Hypothetical zone": mapview.zone && shown ? (state.depth ? zoneDrawn(mapview.zone, view, state.depth, scene, "", state.layers.people && canShade(data) ? shaded(model, state) : null) : "") + (data.other ? "" : ringsDrawn(mapview.zone, view, state, scene)) : "",
    "Hypothetical zone B": mapview.zoneB && state.depthB && shown ? zoneDrawn(mapview.zoneB, view, state.depthB, scene, "B") : "",
    "Stretch of the border": stretch(data.zone, view, scene, state),
    "Stretch of the border B": stretch(data.other, view, scene, state),
    "Named divisions": divisions(mapview, view, scene),
    Settlements: settlements(mapview, model, state, view, scene),
    "Named places": mentions(mapview, model, state, full, view, scene),
    Labels: labels(mapview, full, view, scene),
  };
  const beside = {
    Legend: scene.legend([...legendRows(data.scene, factsOf(data)).map(([key, text]) => /** @type {[string, string]} */ ([key, t(text)])), ...(state.layers.people && canShade(data) ? shadeRows(model) : [])], size.x),
    Caption: lines.map((line, i) => `<text x="14" y="${size.y + 22 + LINE * i}" font-size="${line.px}" font-weight="${line.weight}" fill="${xml(line.quiet ? scene.colours.label : scene.colours.ink)}">${xml(line.text)}</text>`).join(""),
  };
  return [`<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 ${size.x} ${size.y + foot}" width="${size.x}" height="${size.y + foot}" font-family="system-ui, sans-serif" role="img">`,
    `<title>${xml(title)}</title><desc>${xml(caption(data, state))}</desc><metadata>${xml(data.terms.picture)}</metadata>`,
    `<defs><clipPath id="drawn-frame"><rect width="${size.x}" height="${size.y}"/></clipPath>${scene.hatches()}${sideClip("", data.zone, view, state.side)}${sideClip("B", data.other, view, state.sideB)}</defs>`,
    `<rect width="${size.x}" height="${size.y + foot}" fill="${paper}"/><g clip-path="url(#drawn-frame)">`,
    scene.stacked(layers), "</g>", scene.stacked(beside), "</svg>"].join("\n");
}

/** The same drawing as a PNG, twice as fine. @param {string} svg @returns {Promise<Blob | null>} */
export async function png(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
  const context = /** @type {import("./canvas.js").Context} */ (canvas.getContext("2d"));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** @typedef {{ text: string, px: number, weight: number, quiet: boolean }} FootLine */

/** What a brief says below the map: the largest places within, the sentence that the zone rests on.
 * @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state */
function briefLines(model, state) {
  const { data } = model;
  const { settlements } = data;
  const largest = largestWithin(model, state).map((row) => `${settlements?.name(row)} ${whole0(Number(settlements?.population[row]))}`);
  const [first] = basisSentences(data, state);
  const said = first === undefined ? "" : data.sentences[first.sentence].text;
  const speaker = data.statements[state.basis ?? -1]?.speaker;
  return [largest.length ? `${t("brief.largest")}: ${largest.join(", ")}.` : "", said ? `${speaker ? `${speaker}: ` : ""}“${said.replace(/^[“"]|[”"]$/g, "")}”` : ""].filter(Boolean);
}

/** Title, what a brief says, the hypothetical line (always whole) and credits, broken into lines that fit. @param {number} width @param {string[]} texts @returns {FootLine[]} */
export function footLines(width, texts) {
  const [title, credits, line] = [texts[0], texts[texts.length - 1], texts[texts.length - 2]];
  const pen = /** @type {import("./canvas.js").Context} */ (document.createElement("canvas").getContext("2d"));
  /** @type {FootLine[]} */
  const styles = [{ text: title, px: 15, weight: 600, quiet: false }, ...texts.slice(1, -2).map((text) => ({ text, px: 12, weight: 400, quiet: false })), { text: line, px: 13, weight: 400, quiet: false }, { text: credits, px: 11, weight: 400, quiet: true }];
  return styles.flatMap((style) => {
    pen.font = `${style.weight} ${style.px}px system-ui, sans-serif`;
    const lines = [""];
    for (const word of style.text.split(/\s+/)) {
      const longer = `${lines[lines.length - 1]} ${word}`.trim();
      if (lines[lines.length - 1] && pen.measureText(longer).width > width - 28) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.slice(0, style.px === 13 ? lines.length : 4).map((text) => ({ ...style, text }));
  });
}

/** @param {import("../wire/unpack.js").Zone | null} zone @param {import("./canvas.js").View} view @param {Scene} scene @param {import("../wire/store.js").State} state */
function stretch(zone, view, scene, state) {
  return zone && state.layers.border ? line(zone.line, view, scene.style("stretch"), say(zone.label)) : "";
}

/** Names as they stand on the map. @param {import("./mapview.js").MapView} mapview @param {import("./canvas.js").View} full @param {import("./canvas.js").View} view @param {Scene} scene */
function labels(mapview, full, view, scene) {
  const texts = mapview.labels.placed.map((la) => {
    const [x, y] = [la.x + full.left - view.left, la.y + full.top - view.top];
    const anchor = la.align === "center" ? "middle" : la.align === "right" ? "end" : "start";
    const [, style = "", weight = "", px = "11"] = /^(italic )?(600 )?([\d.]+)px/.exec(la.font) ?? [];
    return `<text x="${x.toFixed(1)}" y="${(y + Number(px) / 3).toFixed(1)}" font-size="${px}" text-anchor="${anchor}"${weight ? ' font-weight="600"' : ""}${style ? ' font-style="italic"' : ""} fill="${xml(la.colour)}">${xml(la.text)}</text>`;
  });
  return texts.length ? `<g ${scene.style("label")}>${texts.join("")}</g>` : "";
}

/** Coarse countries; above them, in their box, the exact ones. @param {import("../wire/unpack.js").PageData} data @param {import("./canvas.js").View} view @param {Scene} scene */
function countries(data, view, scene) {
  /** @param {import("../wire/unpack.js").Area[]} areas @param {number[] | null} rim */
  const drawn = (areas, rim) => areas.map((a) => path(traceArea(a.shape, view, new Pen()), scene.style("land"), a.name)).join("")
    + areas.map((a) => line(a.shape, view, scene.style("country"), a.name, rim)).join("");
  const coarse = needsWorld(view, data) ? drawn(data.world(), null) : "";
  const box = fineBox(data);
  if (!box) return coarse;
  const [west, north, east, south] = box;
  const corner = [west * view.size - view.left, north * view.size - view.top];
  const sea = `<rect x="${corner[0].toFixed(1)}" y="${corner[1].toFixed(1)}" width="${((east - west) * view.size).toFixed(1)}" height="${((south - north) * view.size).toFixed(1)}" ${scene.style("sea")}/>`;
  return coarse + sea + drawn(data.areas.filter((a) => a.level === 0), box);
}

/** Mentioned divisions, outlines only. @param {import("./mapview.js").MapView} mapview @param {import("./canvas.js").View} view @param {Scene} scene */
function divisions(mapview, view, scene) {
  const { data } = mapview.model;
  if (!mapview.store.state.layers.outlines) return "";
  return [...data.outlines.keys()].map((place) => ({ place: data.places[place], outline: data.outlines.get(place) }))
    .map(({ place, outline }) => (outline && place.kind !== "country" ? line(outline, view, scene.style("outline"), place.name) : "")).join("");
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

/** @param {import("../wire/unpack.js").Shape} shape @param {import("./canvas.js").View} view @param {string} style @param {string} name @param {number[] | null} [rim] */
function line(shape, view, style, name, rim = null) {
  return path(traceLines(shape, view, new Pen(), rim), style, name);
}

/** @param {Pen} pen @param {string} style @param {string} name */
function path({ d }, style, name) {
  return d ? `<path d="${d}" fill-rule="evenodd" ${style}><title>${xml(name)}</title></path>` : "";
}

/** @param {import("./zonelayer.js").ZoneLayer} zone @param {import("./canvas.js").View} view @param {number} depth @param {Scene} scene @param {string} which
 * @param {ReturnType<typeof shaded> | null} [parts]  divisions, shaded by their people */
function zoneDrawn(zone, view, depth, scene, which, parts = null) {
  const contour = zone.contour(view, depth);
  const area = contour.rings.map(points).join("");
  const shades = (parts ?? []).map(({ sum, shape, shade }) => {
    const name = `${sum.name}: ${people(most(sum))}`;
    const filled = ["land", `people${shade}`, ...(sum.partial ? ["hatch"] : [])].map((style) => path(traceArea(shape, view, new Pen()), scene.style(style), name));
    return filled.join("") + line(shape, view, scene.style("part"), name);
  });
  const within = parts ? `<clipPath id="drawn-within"><path d="${area}" clip-rule="evenodd"/></clipPath><g clip-path="url(#drawn-within)">${shades.join("")}</g>` : "";
  return `<g clip-path="url(#drawn-side${which})"><path d="${area}" ${scene.style(`zone${which}`)}/><path d="${area}" ${scene.style(`hatch${which}`)}/>${within}<path d="${contour.edges.map(points).join("")}" ${scene.style(`edge${which}`)}/></g>`;
}

/** Further depths, each with its name. @param {import("./zonelayer.js").ZoneLayer} zone @param {import("./canvas.js").View} view @param {import("../wire/store.js").State} state @param {Scene} scene */
function ringsDrawn(zone, view, { depth, rings }, scene) {
  return rings.filter((ring) => ring !== depth).map((ring) => `<g clip-path="url(#drawn-side)"><path d="${zone.contour(view, ring).edges.map(points).join("")}" ${scene.style("edge", "ring")}><title>${xml(distance(ring, "km"))}</title></path></g>`).join("");
}

/** @param {string} which @param {import("../wire/unpack.js").Zone | null} zone @param {import("./canvas.js").View} view @param {string} side */
function sideClip(which, zone, view, side) {
  if (!zone) return "";
  const areas = zone.sides.filter((s) => side === "both" || s.code === side);
  return `<clipPath id="drawn-side${which}">${areas.map((s) => path(traceArea(s.area, view, new Pen()), 'clip-rule="evenodd"', s.name)).join("")}</clipPath>`;
}

/** Dots by listed people: hollow without a figure, crossed where the data decide nothing; of two zones a disc only in A, a
 * square only in B, a disc with a ring in both. @param {import("./mapview.js").MapView} mapview @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state @param {import("./canvas.js").View} view @param {Scene} scene */
function settlements(mapview, model, state, view, scene) {
  const s = model.data.settlements;
  if (!s || !state.layers.settlements) return "";
  const out = [];
  for (let k = 0; k < mapview.dots.drawnCount; k++) {
    const row = mapview.dots.drawn[k];
    const at = `translate(${pixelX(view, mapview.dots.x[row]).toFixed(1)} ${(mapview.dots.y[row] * view.size - view.top).toFixed(1)})`;
    const kind = markOf(model, state, row);
    const scale = ((sizeOf(s.population[row]) + (kind === "outside" ? 0 : 0.5)) / 3).toFixed(2);
    out.push(`<g transform="${at} scale(${scale})"><title>${xml(s.name(row))}</title>${scene.mark(kind)}</g>`);
  }
  return out.join("");
}

/** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state @param {number} row */
function markOf(model, state, row) {
  if (model.data.other) {
    const relation = model.relation(row, state);
    return relation ? `only-${relation}` : "outside";
  }
  const status = model.statusOfRow(row, state.depth, state.side);
  if (status === OUTSIDE) return "outside";
  if (status !== INSIDE) return "near";
  return Number(model.data.settlements?.population[row]) < 0 ? "unknown" : "inside";
}

/** @param {import("./mapview.js").MapView} mapview @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state @param {import("./canvas.js").View} full @param {import("./canvas.js").View} view @param {Scene} scene */
function mentions(mapview, model, state, full, view, scene) {
  return mapview.dots.anchors.map((anchor) => {
    const place = model.data.places[anchor.places[0]];
    if (!isPoint(place.kind)) return "";
    const status = model.statusOfPlace(place, state.depth, state.side);
    const within = status === INSIDE || status === UNCERTAIN_INSIDE;
    const at = `translate(${(anchor.x + full.left - view.left).toFixed(1)} ${(anchor.y + full.top - view.top).toFixed(1)})`;
    return `<g transform="${at}"><title>${xml(placeName(place))}</title>${scene.mark(within ? "mention-in" : "mention-out")}</g>`;
  }).join("");
}
