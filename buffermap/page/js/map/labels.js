/** Names on the map: countries, divisions, mentioned places, towns by size; none over another. */

import { needsWorld } from "./basemap.js";
import { pixelX } from "./canvas.js";
import { sizeOf } from "./dots.js";
import { worldX, worldY } from "./geodesy.js";
import { OUTSIDE } from "../state/model.js";
import { country, placeName } from "../panels/text.js";

/** @typedef {{ x: number, y: number, text: string, font: string, colour: string, align: CanvasTextAlign, width?: number,
 *   spaced?: boolean }} Label */

const SANS = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif';

const POSITIONS = [[1, 0], [-1, 0], [0, -1.4], [0, 1.4], [0.8, -1], [0.8, 1], [-0.8, -1], [-0.8, 1]]; // around a dot, the best first

const CITY = 200000; // people from which a town of the map goes before the villages of the zone

export class Labels {
  /** @param {import("../state/model.js").Model} model */
  constructor(model) {
    this.model = model;
    const { data } = model;
    this.towns = data.labels.map((la) => ({ ...la, x: worldX(la.lon), y: worldY(la.lat) })).sort((a, b) => b.rank - a.rank);
    this.areas = data.areas.map((area) => ({ area, at: middleOf(area.shape) }));
    /** @type {{ area: import("../wire/unpack.js").Area, at: ReturnType<typeof middleOf> }[] | null} */
    this.world = null;
    /** @type {Label[]} */
    this.placed = [];
  }

  /**
   * Choose labels that do not touch. Named places go first, then what the zone would hold, countries, towns by size, divisions.
   * @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view
   * @param {import("../wire/store.js").State} state @param {import("./dots.js").Dots} dots @param {import("./canvas.js").Palette} colours
   */
  place(context, view, state, dots, colours) {
    const { anchors } = dots;
    const shelf = new Shelf(view.width, view.height);
    const rim = view.width / 12;
    /** @type {Label[]} */
    this.placed = [];
    if (!state.layers.labels) return this.placed;
    /** @param {Label} label @param {number} height */
    const tryLabel = (label, height) => {
      context.font = label.font;
      const width = (label.width = context.measureText(label.text).width * (label.spaced ? 1.14 : 1));
      const left = label.align === "center" ? label.x - width / 2 : label.align === "right" ? label.x - width : label.x;
      // what lies in sight has its whole name in sight; the canvas is a tenth wider on each side
      if (label.x > rim && label.x < view.width - rim && (left < rim || left + width > view.width - rim)) return false;
      if (!shelf.take(left - 3, label.y - height / 2, width + 6, height)) return false;
      this.placed.push(label);
      return true;
    };
    for (const anchor of anchors) shelf.take(anchor.x - 6, anchor.y - 6, 12, 12);
    /** Around a dot in the first position that is free. @param {number} x @param {number} y @param {number} gap @param {string} text @param {string} font @param {number} height */
    const around = (x, y, gap, text, font, height) => POSITIONS.some(([dx, dy]) => tryLabel({
      x: x + dx * gap, y: y + dy * (gap + 1), text, font, colour: colours.ink, align: dx > 0 ? "left" : dx < 0 ? "right" : "center",
    }, height));
    for (const anchor of anchors) around(anchor.x, anchor.y, 10, placeName(this.model.data.places[anchor.places[0]]), `600 12px ${SANS}`, 14);
    this.insideLabels(view, state, dots, around, CITY, Infinity);
    this.townLabels(view, colours, tryLabel, CITY, Infinity);
    this.insideLabels(view, state, dots, around, -1, CITY);
    this.countryLabels(view, colours, tryLabel);
    this.townLabels(view, colours, tryLabel, 0, CITY);
    this.divisionLabels(view, colours, tryLabel);
    return this.placed;
  }

  /** Settlements that the zone would hold, the most populous first; what is selected has its name whatever its size.
   * @param {import("./canvas.js").View} view @param {import("../wire/store.js").State} state @param {import("./dots.js").Dots} dots
   * @param {(x: number, y: number, gap: number, text: string, font: string, height: number) => boolean} around
   * @param {number} from @param {number} below  listed people */
  insideLabels(view, state, dots, around, from, below) {
    const s = this.model.data.settlements;
    if (!s || !state.layers.settlements) return;
    /** @param {number} row @param {string} font */
    const name = (row, font) => around(pixelX(view, dots.x[row]), dots.y[row] * view.size - view.top, 4 + sizeOf(s.population[row]), s.name(row), font, 13);
    if (state.row !== null && from >= CITY) name(state.row, `600 12px ${SANS}`);
    if (state.depth === null || this.model.data.other) return;
    let tried = 0;
    for (let k = 0; k < dots.drawnCount && tried < (view.zoom >= 9 ? 400 : 120); k++) {
      const row = dots.drawn[k];
      if (s.population[row] < from || s.population[row] >= below) continue;
      if (row === state.row || this.model.statusOfRow(row, state.depth, state.side) === OUTSIDE || this.named(s.geonameid[row])) continue;
      tried++;
      name(row, `${s.population[row] >= 10000 ? "600 12" : "11"}px ${SANS}`);
    }
  }

  /** Whether a settlement stands on the map as a named place already. @param {number} id */
  named(id) {
    const place = this.model.placeOf.get(id);
    return place !== undefined && this.model.mentionsOf[place].length > 0;
  }

  /** @param {import("./canvas.js").View} view @param {import("./canvas.js").Palette} colours @param {(label: Label, height: number) => boolean} tryLabel */
  countryLabels(view, colours, tryLabel) {
    const named = new Set();
    if (needsWorld(view, this.model.data)) this.world ??= this.model.data.world().map((area) => ({ area, at: middleOf(area.shape) }));
    for (const { area, at } of [...this.areas.filter((a) => a.area.level === 0), ...(this.world ?? [])]) {
      if (named.has(area.code) || view.zoom > 8) continue;
      named.add(area.code);
      if (at.span * view.size < 60) continue;
      const [x, y] = [pixelX(view, at.x), at.y * view.size - view.top];
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      const size = view.zoom < 5 ? 11 : 13;
      tryLabel({ x, y, text: country(area.code).toLocaleUpperCase() || area.name, font: `600 ${size}px ${SANS}`, colour: colours.label, align: "center", spaced: true }, 18);
    }
  }

  /** @param {import("./canvas.js").View} view @param {import("./canvas.js").Palette} colours @param {(label: Label, height: number) => boolean} tryLabel */
  divisionLabels(view, colours, tryLabel) {
    for (const { area, at } of this.areas) {
      if (area.level !== 1 || view.zoom < 6 || at.span * view.size < 110) continue;
      const [x, y] = [pixelX(view, at.x), at.y * view.size - view.top];
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      tryLabel({ x, y, text: area.name, font: `italic 11.5px ${SANS}`, colour: colours.label, align: "center" }, 15);
    }
  }

  /** Towns of the map by size, those of a size. @param {import("./canvas.js").View} view @param {import("./canvas.js").Palette} colours @param {(label: Label, height: number) => boolean} tryLabel @param {number} from @param {number} below */
  townLabels(view, colours, tryLabel, from, below) {
    const least = view.zoom >= 11 ? 0 : view.zoom >= 10 ? 2000 : view.zoom >= 9 ? 8000 : view.zoom >= 8 ? 20000 : view.zoom >= 7 ? 60000 : view.zoom >= 6 ? 200000 : 700000;
    let tried = 0;
    for (const town of this.towns) {
      if (town.rank < Math.max(from, least) || tried > 400) break;
      if (town.rank >= below) continue;
      const x = pixelX(view, town.x);
      const y = town.y * view.size - view.top;
      if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
      if (this.placed.some((each) => each.text === town.name && Math.hypot(each.x - x, each.y - y) < 40)) continue; // named already
      tried++;
      const label = { x: x + 7, y, text: town.name, font: `${town.rank >= CITY ? 12.500 : 11}px ${SANS}`, colour: colours.label, align: /** @type {CanvasTextAlign} */ ("left") };
      if (!tryLabel(label, 13)) tryLabel({ ...label, x: x - 7, align: "right" }, 13);
    }
  }

  /** @param {import("./canvas.js").Context} context @param {import("./canvas.js").Palette} colours */
  draw(context, colours) {
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const label of this.placed) {
      context.font = label.font;
      context.textAlign = label.align;
      if ("letterSpacing" in context) /** @type {any} */ (context).letterSpacing = label.spaced ? "0.14em" : "0px";
      context.strokeStyle = colours.labelHalo;
      context.lineWidth = 3;
      context.strokeText(label.text, label.x, label.y);
      context.fillStyle = label.colour;
      context.fillText(label.text, label.x, label.y);
    }
    if ("letterSpacing" in context) /** @type {any} */ (context).letterSpacing = "0px";
  }
}

/** Boxes already taken, in coarse squares. */
class Shelf {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    this.columns = Math.ceil(width / 64) + 1;
    /** @type {number[][][]} */
    this.squares = Array.from({ length: this.columns * (Math.ceil(height / 64) + 1) }, () => []);
  }

  /** Take a box if it is free. @param {number} x @param {number} y @param {number} w @param {number} h */
  take(x, y, w, h) {
    /** @type {number[][][]} */
    const touched = [];
    for (let j = Math.floor(y / 64); j <= Math.floor((y + h) / 64); j++) {
      for (let i = Math.floor(x / 64); i <= Math.floor((x + w) / 64); i++) {
        const square = i >= 0 && i < this.columns ? this.squares[j * this.columns + i] : undefined;
        if (!square) continue;
        if (square.some((b) => x < b[0] + b[2] && b[0] < x + w && y < b[1] + b[3] && b[1] < y + h)) return false;
        touched.push(square);
      }
    }
    for (const square of touched) square.push([x, y, w, h]);
    return true;
  }
}

const FINE = 400; // points of a ring that are enough to know its middle

/** Middle of the largest ring of a shape, and how wide it is, in world units. @param {import("../wire/unpack.js").Shape} shape */
function middleOf(shape) {
  let best = { x: 0, y: 0, span: 0, area: -1 };
  for (const ring of shape.rings) {
    let [area, cx, cy] = [0, 0, 0];
    const [x0, y0] = [ring[0], ring[1]];
    let [west, east] = [Infinity, -Infinity];
    const step = 2 * Math.max(1, Math.floor(ring.length / 2 / FINE));
    for (let i = 0; i + step + 1 < ring.length; i += step) {
      const [ax, ay, bx, by] = [ring[i] - x0, ring[i + 1] - y0, ring[i + step] - x0, ring[i + step + 1] - y0];
      const cross = ax * by - bx * ay;
      area += cross;
      cx += (ax + bx) * cross;
      cy += (ay + by) * cross;
      west = Math.min(west, ring[i]);
      east = Math.max(east, ring[i]);
    }
    if (Math.abs(area) > best.area && area !== 0) {
      best = { x: x0 + cx / (3 * area), y: y0 + cy / (3 * area), span: east - west, area: Math.abs(area) };
    }
  }
  return best;
}
