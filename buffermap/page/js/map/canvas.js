/** Canvases that move with the map, and the few ways of drawing on them that all layers share. */

/**
 * @typedef {{ zoom: number, size: number, left: number, top: number, width: number, height: number,
 *   copies: number[] }} View
 *   what a canvas shows: the world's side in pixels at this zoom, world pixels of the canvas' corner, and which
 *   copies of the world (0 is the one from 180° W to 180° E) reach into it
 * @typedef {CanvasRenderingContext2D} Context
 * @typedef {Record<"sea" | "water" | "land" | "landOther" | "line" | "division" | "label" | "labelHalo" | "zone" | "zoneEdge" | "zoneHatch" | "zoneB" | "zoneEdgeB" | "zoneHatchB" |
 *   "border" | "dot" | "dotInside" | "mention" | "mentionInside" | "paper" | "accent" | "ink", string>} Palette
 */

const NEAR = 2e-8; // of the world's width, a metre
const DATE_LINE = [0, -1, 1, 2]; // where the world's own edge is no line on the ground

/** A Leaflet layer of stacked canvases; `draw` is told which of them to draw again.
 * @param {any} L @param {string[]} names @param {string} opaque  the one that hides all below it @param {(contexts: Record<string, Context>, view: View, dirty: Set<string>) => void} draw */
export function canvasLayer(L, names, opaque, draw) {
  const Layer = L.Renderer.extend({
    options: { padding: 0.1, pane: "bm" },
    _initContainer() {
      const container = (this._container = document.createElement("div"));
      this.canvases = {};
      for (const name of names) {
        const canvas = document.createElement("canvas");
        canvas.setAttribute("aria-hidden", "true");
        this.canvases[name] = canvas;
        container.append(canvas);
      }
      this.dirty = new Set();
    },
    _destroyContainer() {
      this._container.remove();
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      L.DomUtil.setPosition(this._container, this._bounds.min);
      const size = this._bounds.getSize();
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      let empty = false;
      for (const canvas of Object.values(this.canvases)) {
        const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
        if (canvas.width !== width || canvas.height !== height) {
          canvas.width = width;
          canvas.height = height;
          canvas.style.width = `${size.x}px`;
          canvas.style.height = `${size.y}px`;
          empty = true;
        }
      }
      this.ratio = ratio;
      this.paint(new Set(names), empty);
    },
    /** @returns {View} */
    view() {
      const origin = this._map.getPixelOrigin();
      const size = this._bounds.getSize();
      return viewOf(this._zoom, origin.x + this._bounds.min.x, origin.y + this._bounds.min.y, size.x, size.y);
    },
    /** @param {Set<string>} dirty @param {boolean} [empty]  nothing to clear: on paper, clearing would hide what is below */
    paint(dirty, empty = false) {
      if (!this._map || !this._bounds) return;
      /** @type {Record<string, Context>} */
      const contexts = {};
      for (const name of dirty) {
        const context = this.canvases[name].getContext("2d", { alpha: name !== opaque });
        context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
        if (!empty) context.clearRect(0, 0, this._bounds.getSize().x + 1, this._bounds.getSize().y + 1);
        contexts[name] = context;
      }
      draw(contexts, this.view(), dirty);
    },
  });
  return new Layer();
}

/** @param {number} zoom @param {number} left @param {number} top @param {number} width @param {number} height @returns {View} */
export function viewOf(zoom, left, top, width, height) {
  const size = 256 * 2 ** zoom;
  const copies = [];
  for (let k = Math.floor((left - 1) / size); k * size < left + width + 1; k++) copies.push(k);
  return { zoom, size, left, top, width, height, copies };
}

/** Pixels of a point: of its copies the one nearest the view's middle. @param {View} view @param {number} x  in world units */
export function pixelX(view, x) {
  return (x - Math.round(x - (view.left + view.width / 2) / view.size)) * view.size - view.left;
}

/**
 * Add a chain of world points to a path, without points that are nearer than half a pixel to the last one or far
 * out of view. `rim` (world units: west, north, east, south) names a box whose own edges are not drawn.
 * @param {Pen} path @param {Float64Array} points @param {View} view @param {number[] | null} [rim] @param {number} [shift]
 */
export function trace(path, points, view, rim = null, shift = 0) {
  const { size, left, top, width, height } = view;
  const far = 60;
  const last = points.length - 2;
  let [drawnX, drawnY] = [NaN, NaN];
  let [heldX, heldY, heldCode, held] = [0, 0, 0, false];
  let common = 0; // the side of the view on which everything since the last drawn point lies
  let pen = false;
  for (let i = 0; i <= last; i += 2) {
    const x = (points[i] + shift) * size - left;
    const y = points[i + 1] * size - top;
    const code = (x < -far ? 1 : x > width + far ? 2 : 0) | (y < -far ? 4 : y > height + far ? 8 : 0);
    if (rim && i > 0 && onRim(points, i, rim)) {
      pen = false;
      held = false;
    }
    if (!pen) {
      path.moveTo(x, y);
      [drawnX, drawnY, common, pen] = [x, y, code, true];
      continue;
    }
    if (common & code || (Math.abs(x - drawnX) < 0.5 && Math.abs(y - drawnY) < 0.5)) {
      common &= code;
      [heldX, heldY, heldCode, held] = [x, y, code, true];
      continue;
    }
    if (held) {
      path.lineTo(heldX, heldY);
      [drawnX, drawnY, held] = [heldX, heldY, false];
      if (heldCode & code) {
        common = heldCode & code;
        [heldX, heldY, heldCode, held] = [x, y, code, true];
        continue;
      }
    }
    path.lineTo(x, y);
    [drawnX, drawnY, common] = [x, y, code];
  }
  if (held) path.lineTo(heldX, heldY);
}

/** Whether the line to point `i` runs along the rim or along 180°. @param {Float64Array} points @param {number} i @param {number[]} rim */
function onRim(points, i, rim) {
  const [x, y] = [points[i], points[i + 1]];
  if (Math.abs(x - points[i - 2]) < NEAR && (whole(x) || whole(x - rim[0]) || whole(x - rim[2]))) return true;
  return Math.abs(y - points[i - 1]) < NEAR && (Math.abs(y - rim[1]) < NEAR || Math.abs(y - rim[3]) < NEAR);
}

/** @param {number} x */
function whole(x) {
  return Math.abs(x - Math.round(x)) < NEAR;
}

/** Calls back for each ring of a shape and each copy of the world in which it reaches into the view.
 * @param {import("../wire/unpack.js").Shape} shape @param {View} view @param {(ring: Float64Array, copy: number, i: number) => void} draw */
export function inView(shape, view, draw) {
  const { size, left, top, width, height, copies } = view;
  const { boxes } = shape;
  for (const copy of copies) {
    const [west, east] = [(left - 9) / size - copy, (left + width + 9) / size - copy];
    const [north, south] = [(top - 9) / size, (top + height + 9) / size];
    for (let i = 0; i < shape.rings.length; i++) {
      const o = 4 * i;
      if (boxes[o] <= east && boxes[o + 2] >= west && boxes[o + 1] <= south && boxes[o + 3] >= north) draw(shape.rings[i], copy, i);
    }
  }
}

/** @typedef {{ moveTo(x: number, y: number): void, lineTo(x: number, y: number): void }} Pen */

/** The path of an area, to fill. @template {Pen} P @param {import("../wire/unpack.js").Shape} shape @param {View} view @param {P} path */
export function traceArea(shape, view, path) {
  inView(shape, view, (ring, copy) => trace(path, ring, view, null, copy));
  return path;
}

/** The path of a shape's lines, without the edges of a box that cut it off, and those along 180°.
 * @template {Pen} P @param {import("../wire/unpack.js").Shape} shape @param {View} view @param {P} path @param {number[] | null} [rim] */
export function traceLines(shape, view, path, rim = null) {
  inView(shape, view, (ring, copy, i) => {
    const cut = shape.boxes[4 * i] < 1e-7 || shape.boxes[4 * i + 2] > 1 - 1e-7;
    trace(path, ring, view, cut ? (rim ?? DATE_LINE) : rim, copy);
  });
  return path;
}

/** @param {import("../wire/unpack.js").Shape} shape @param {View} view */
export function areaPath(shape, view) {
  return traceArea(shape, view, new Path2D());
}

/** @param {import("../wire/unpack.js").Shape} shape @param {View} view @param {number[] | null} [rim] */
export function linePath(shape, view, rim = null) {
  return traceLines(shape, view, new Path2D(), rim);
}

/** The page's colours, from its style sheet. @returns {Palette} */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const names = ["sea", "water", "land", "landOther", "line", "division", "label", "labelHalo", "zone", "zoneEdge", "zoneHatch", "zoneB", "zoneEdgeB", "zoneHatchB", "border", "dot", "dotInside", "mention", "mentionInside", "paper", "accent", "ink"];
  return /** @type {Palette} */ (Object.fromEntries(names.map((n) => [n, style.getPropertyValue(`--map-${n}`).trim()])));
}
