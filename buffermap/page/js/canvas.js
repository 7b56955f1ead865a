/** Canvases that move with the map, and the few ways of drawing on them that all layers share. */

/**
 * @typedef {{ zoom: number, size: number, left: number, top: number, width: number, height: number }} View
 *   what a canvas shows: the world's side in pixels at this zoom, and world pixels of the canvas' corner
 * @typedef {CanvasRenderingContext2D} Context
 * @typedef {Record<"sea" | "land" | "landOther" | "line" | "division" | "label" | "labelHalo" | "zone" | "zoneEdge" | "zoneHatch" |
 *   "border" | "dot" | "dotInside" | "mention" | "mentionInside" | "paper" | "accent" | "ink", string>} Palette
 */

/** A Leaflet layer of stacked canvases; `draw` is told which of them to draw again.
 * @param {any} L @param {string[]} names @param {(contexts: Record<string, Context>, view: View, dirty: Set<string>) => void} draw */
export function canvasLayer(L, names, draw) {
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
      for (const canvas of Object.values(this.canvases)) {
        const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
        if (canvas.width !== width || canvas.height !== height) {
          canvas.width = width;
          canvas.height = height;
          canvas.style.width = `${size.x}px`;
          canvas.style.height = `${size.y}px`;
        }
      }
      this.ratio = ratio;
      this.paint(new Set(names));
    },
    /** @returns {View} */
    view() {
      const zoom = this._zoom;
      const origin = this._map.getPixelOrigin();
      const size = this._bounds.getSize();
      return {
        zoom, size: 256 * 2 ** zoom, left: origin.x + this._bounds.min.x, top: origin.y + this._bounds.min.y,
        width: size.x, height: size.y,
      };
    },
    /** @param {Set<string>} dirty */
    paint(dirty) {
      if (!this._map || !this._bounds) return;
      /** @type {Record<string, Context>} */
      const contexts = {};
      for (const name of dirty) {
        const context = this.canvases[name].getContext("2d");
        context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
        context.clearRect(0, 0, this._bounds.getSize().x + 1, this._bounds.getSize().y + 1);
        contexts[name] = context;
      }
      draw(contexts, this.view(), dirty);
    },
  });
  return new Layer();
}

/**
 * Add a chain of world points to a path, without points that are nearer than half a pixel to the last one or far
 * out of view. `rim` (world units: west, north, east, south) names a box whose own edges are not drawn.
 * @param {{ moveTo(x: number, y: number): void, lineTo(x: number, y: number): void }} path
 * @param {Float64Array} points @param {View} view @param {number[] | null} [rim] @param {number} [shift]
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

/** @param {Float64Array} points @param {number} i @param {number[]} rim */
function onRim(points, i, rim) {
  const near = 2e-8;
  for (const side of [0, 2]) {
    if (Math.abs(points[i] - rim[side]) < near && Math.abs(points[i - 2] - rim[side]) < near) return true;
    if (Math.abs(points[i + 1] - rim[side + 1]) < near && Math.abs(points[i - 1] - rim[side + 1]) < near) return true;
  }
  return false;
}

/** A path of several chains. @param {Float64Array[]} rings @param {View} view @param {number[] | null} [rim] */
export function pathOf(rings, view, rim = null) {
  const path = new Path2D();
  for (const ring of rings) trace(path, ring, view, rim);
  return path;
}

/** The page's colours, from its style sheet. @returns {Palette} */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const names = ["sea", "land", "landOther", "line", "division", "label", "labelHalo", "zone", "zoneEdge", "zoneHatch", "border", "dot", "dotInside", "mention", "mentionInside", "paper", "accent", "ink"];
  return /** @type {Palette} */ (Object.fromEntries(names.map((n) => [n, style.getPropertyValue(`--map-${n}`).trim()])));
}
