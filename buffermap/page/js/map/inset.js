/** Where in the world the map is; and where the zone has gone out of sight, the zone. A click leads back to it. */

import { byId } from "../panels/dom.js";
import { t } from "../panels/text.js";
import { drawBasemap } from "./basemap.js";
import { viewOf } from "./canvas.js";
import { worldX, worldY } from "./geodesy.js";

const SIZE = [150, 104]; // pixels
const WIDER = 4.3; // steps of zoom from the map to the overview
const LEAST_ZOOM = 4.5; // below it the map is an overview itself

export class Inset {
  /** @param {any} map @param {import("./mapview.js").MapView} view @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(map, view, model, store) {
    this.map = map;
    this.view = view;
    this.data = model.data;
    this.store = store;
    this.box = byId("bm-inset");
    this.canvas = /** @type {HTMLCanvasElement} */ (this.box.querySelector("canvas"));
    this.waiting = 0;
    this.box.addEventListener("click", () => view.home(true));
    map.on("moveend resize", () => this.later());
    store.subscribe((_, changed) => {
      if (["depth", "side", "theme", "language"].some((key) => changed.has(key)) && (this.away() || changed.has("theme") || changed.has("language"))) this.later();
    });
    this.later();
  }

  /** Not now: what the reader waits for comes first. */
  later() {
    clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.draw(), 150);
  }

  /** Whether the map shows nothing of the stretch. */
  away() {
    if (!this.data.zone) return false;
    const [home, shown] = [this.view.homeBounds(), this.map.getBounds()];
    const turn = 360 * Math.round((shown.getCenter().lng - home.getCenter().lng) / 360);
    return home.getNorth() < shown.getSouth() || home.getSouth() > shown.getNorth() || home.getEast() + turn < shown.getWest() || home.getWest() + turn > shown.getEast();
  }

  draw() {
    const away = this.away();
    const size = this.map.getSize();
    this.box.hidden = !away && (size.x < 600 || size.y < 360 || this.map.getZoom() < LEAST_ZOOM);
    if (this.box.hidden) return;
    const label = away ? t("inset.zone") : t("inset.where");
    byId("bm-inset-label").textContent = label;
    this.box.setAttribute("aria-label", `${label}. ${t("inset.back")}`);
    this.box.title = t("inset.back");
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    [this.canvas.width, this.canvas.height] = SIZE.map((v) => v * ratio);
    const context = /** @type {import("./canvas.js").Context} */ (this.canvas.getContext("2d"));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const view = away ? this.around(this.view.homeBounds()) : this.overview();
    const { colours } = this.view;
    drawBasemap(context, view, this.data, colours, {});
    if (away) this.view.zone?.draw(context, view, this.store.state, colours);
    this.view.zone?.drawStretch(context, view, colours);
    if (away) return;
    const { min, max } = this.map.getPixelBounds();
    const scale = view.size / (256 * 2 ** this.map.getZoom());
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.5;
    context.strokeRect(min.x * scale - view.left, min.y * scale - view.top, (max.x - min.x) * scale, (max.y - min.y) * scale);
  }

  /** The map's middle, from further above. */
  overview() {
    const { lat, lng } = this.map.getCenter();
    return viewAt(worldX(lng), worldY(lat), Math.max(0, this.map.getZoom() - WIDER));
  }

  /** @param {any} bounds */
  around(bounds) {
    const [west, east, north, south] = [worldX(bounds.getWest()), worldX(bounds.getEast()), worldY(bounds.getNorth()), worldY(bounds.getSouth())];
    const size = 0.85 * Math.min(SIZE[0] / (east - west), SIZE[1] / (south - north));
    return viewAt((west + east) / 2, (north + south) / 2, Math.min(10, Math.log2(size / 256)));
  }
}

/** @param {number} x @param {number} y  the middle in world units @param {number} zoom */
function viewAt(x, y, zoom) {
  const size = 256 * 2 ** zoom;
  return viewOf(zoom, x * size - SIZE[0] / 2, y * size - SIZE[1] / 2, SIZE[0], SIZE[1]);
}
