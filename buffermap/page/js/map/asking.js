/** Asking on the map: the ends of a stretch as handles, divisions by a click, a line of one's own by drawing; own points as dots. */

import { ringsHold } from "./outline.js";
import { worldX, worldY } from "./geodesy.js";
import { pixelX } from "./canvas.js";
import { holds, INSIDE, UNCERTAIN_INSIDE } from "../state/model.js";
import { asking, sameAsked } from "../state/question.js";
import { measuredPoints } from "../state/ownpoints.js";

const SNAP_PX = 14; // pixels from a handle to where a division changes
const HALF_MARK = 4.5; // pixels, half a mark of an own point

export class MapAsking {
  /** @param {any} L @param {any} map @param {import("./mapview.js").MapView} view @param {import("../panels/ask.js").AskPanel} panel */
  constructor(L, map, view, panel) {
    this.L = L;
    this.map = map;
    this.view = view;
    this.panel = panel;
    this.model = panel.model;
    this.store = panel.store;
    this.handles = [0, 1].map((end) => this.handle(end));
    this.preview = L.polyline([], { weight: 2.5, className: "measure-line", interactive: false });
    panel.own.onChange = () => this.draft();
    panel.points.onShow = (lat, lon) => map.setView([lat, lon], Math.max(map.getZoom(), 8));
    view.onAsk = (/** @type {any} */ at) => this.clicked(at);
    view.drawMore = (context, shown) => this.drawPoints(context, shown);
    this.store.subscribe((_, changed) => {
      if (["asked", "tab"].some((key) => changed.has(key))) this.place();
      if (changed.has("points")) view.layer.paint(new Set(["dots"]));
      if (changed.has("tab") || changed.has("asked")) this.draft();
    });
    this.place();
  }

  /** @param {number} end */
  handle(end) {
    const icon = this.L.divIcon({ className: "end-handle", iconSize: [22, 22] });
    const marker = this.L.marker([0, 0], { icon, draggable: true, keyboard: false, autoPan: true, alt: "" });
    marker.on("drag", () => this.moved(end, marker.getLatLng()));
    marker.on("dragend", () => requestAnimationFrame(() => this.place()));
    return marker;
  }

  /** Show the handles where the ends are. */
  place() {
    const { state } = this.store;
    const { border } = state.tab === "ask" && (!state.asked || state.asked.border) ? this.panel : { border: undefined };
    const ends = border ? this.panel.ends.ends(state) : [0, 0];
    for (const [end, marker] of this.handles.entries()) {
      if (border) {
        const [lon, lat] = border.at(ends[end]);
        if (!marker.dragging?.moving?.()) marker.setLatLng([lat, lon]);
        marker.addTo(this.map);
      } else marker.remove();
    }
  }

  /** @param {number} end @param {any} at */
  moved(end, at) {
    const { border, ends } = this.panel;
    if (!border) return;
    const v = border.nearest(at.lng, at.lat);
    const pixel = (/** @type {number} */ each) => this.map.latLngToContainerPoint([border.at(each)[1], border.at(each)[0]]);
    const here = pixel(v);
    const near = border.changes().find((each) => pixel(each).distanceTo(here) <= SNAP_PX);
    ends.moveTo(end, near ?? v);
  }

  /** A click adds a point to what is drawn, or a division to the stretch. @param {any} at @returns {boolean} whether it was for this */
  clicked(at) {
    if (this.store.state.tab !== "ask") return false;
    const lon = this.L.Util.wrapNum(at.lng, [-180, 180], true);
    if (this.panel.own.drawing) {
      this.panel.own.add(at.lat, lon);
      return true;
    }
    const names = this.panel.border?.line.names ?? {};
    const [x, y] = [worldX(lon), worldY(at.lat)];
    const area = this.model.data.areas.find(({ code, level, shape }) => level === 1 && names[code] !== undefined && ringsHold(shape.rings, x, y));
    if (area) this.panel.toggle(area.code);
    return area !== undefined;
  }

  /** What is drawn and not yet shown. */
  draft() {
    const shape = this.store.state.tab === "ask" && this.panel.own.text.value ? this.panel.own.shape() : null;
    const shown = shape && sameAsked(this.store.state.asked, asking(shape));
    const points = shown ? [] : shape?.line ?? (shape?.around ? [shape.around, shape.around] : []);
    this.preview.setLatLngs(points.map(([lon, lat]) => [lat, lon]));
    if (points.length) this.preview.addTo(this.map);
    else this.preview.remove();
    this.map.getContainer().classList.toggle("measuring", this.panel.own.drawing || this.view.measuring);
  }

  /** Own points as squares, filled where they would lie inside. @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view */
  drawPoints(context, view) {
    const { state } = this.store;
    if (!state.points.length) return;
    const { colours } = this.view;
    context.lineWidth = 1.8;
    context.strokeStyle = colours.accent;
    for (const { lon, lat, status } of measuredPoints(this.model, state.points, state)) {
      const [x, y] = [pixelX(view, worldX(lon)), worldY(lat) * view.size - view.top];
      if (x < -9 || y < -9 || x > view.width + 9 || y > view.height + 9) continue;
      context.fillStyle = holds(status) ? colours.accent : colours.paper;
      context.setLineDash(status === INSIDE || !holds(status) || status !== UNCERTAIN_INSIDE ? [] : [2, 2]);
      context.fillRect(x - HALF_MARK, y - HALF_MARK, 2 * HALF_MARK, 2 * HALF_MARK);
      context.strokeRect(x - HALF_MARK, y - HALF_MARK, 2 * HALF_MARK, 2 * HALF_MARK);
    }
    context.setLineDash([]);
  }
}
