/** The map: canvases over Leaflet, what lies under the pointer, and moving to what is selected. */

import { drawBasemap } from "./basemap.js";
import { canvasLayer, linePath, palette, pixelX } from "./canvas.js";
import { byId, h, put } from "../panels/dom.js";
import { Dots, isPoint } from "./dots.js";
import { EventDots } from "./eventdots.js";
import { latOf, lonOf, worldX } from "./geodesy.js";
import { Labels } from "./labels.js";
import { canShade } from "./parts.js";
import { mentionShows } from "../state/model.js";
import { country, km, people, placeName, t } from "../panels/text.js";
import { secondColours, ZoneLayer } from "./zonelayer.js";

const LAYERS = ["base", "zone", "dots", "labels", "events"];
const HIT = 12; // pixels

export class MapView {
  /** @param {any} L @param {any} map @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store @param {import("../panels/events.js").EventsPanel | null} events */
  constructor(L, map, model, store, events) {
    this.L = L;
    this.map = map;
    this.model = model;
    this.store = store;
    this.dots = new Dots(model);
    this.labels = new Labels(model);
    this.zone = model.data.zone ? new ZoneLayer(model.data.zone) : null;
    this.zoneB = model.data.other ? new ZoneLayer(model.data.other, true) : null;
    this.events = events;
    this.eventDots = events?.incidents.hasPoints ? new EventDots(events.incidents) : null;
    this.colours = palette();
    /** @type {number[]} */
    this.shown = [];
    this.measuring = false;
    this.naming = 0;
    /** @type {any} */
    this.tileLayer = null;
    /** @type {Map<string, Path2D>} */
    this.outlinePaths = new Map();
    /** told where the pointer is @type {((at: any) => void) | null} */
    this.onHover = null;
    /** asked what a click is for, before it selects @type {((at: any) => boolean) | null} */
    this.onAsk = null;
    /** draws above the dots @type {((context: import("./canvas.js").Context, view: import("./canvas.js").View) => void) | null} */
    this.drawMore = null;
    this.tip = byId("bm-tip");
    const pane = map.createPane("bm");
    pane.style.zIndex = "350";
    pane.style.pointerEvents = "none";
    this.layer = canvasLayer(L, LAYERS, model.data.tiles ? "" : "base", (contexts, view, dirty) => this.draw(contexts, view, dirty));
    this.name();
    this.choosePlaces(store.state);
    store.subscribe((state, changed) => this.changed(state, changed));
    map.on("click", (/** @type {any} */ e) => this.click(e));
    map.on("mousemove", (/** @type {any} */ e) => this.hover(e));
    map.on("mouseout", () => this.hideTip());
    map.on("movestart zoomstart", () => this.hideTip());
  }

  /** What a screen reader calls the part that takes the keys. */
  name() {
    const box = this.map.getContainer();
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", t("map.keys"));
  }

  /** Another stretch: another zone, and settlements in another order. */
  renew() {
    const { zone } = this.model.data;
    this.zone = zone ? new ZoneLayer(zone) : null;
    this.second();
    this.dots = new Dots(this.model);
  }

  /** The second of two zones; of one stretch both have one field. */
  second() {
    const { zone, other } = this.model.data;
    this.zoneB = other ? new ZoneLayer(other, true, other === zone ? this.zone : null) : null;
  }

  /** Draw from now on. The view is set by then, so that nothing is drawn twice. */
  show() {
    this.tiles(this.store.state);
    this.map.addLayer(this.layer);
  }

  /** Online tiles, where the page was made with them. @param {import("../wire/store.js").State} state */
  tiles(state) {
    const { tiles } = this.model.data;
    if (!tiles) return;
    this.tileLayer ??= this.L.tileLayer(tiles.url, { maxZoom: 19, crossOrigin: false });
    if (state.layers.tiles) this.tileLayer.addTo(this.map);
    else this.tileLayer.remove();
  }

  /** Places with a mention that passes the filters, those with most mentions first. @param {import("../wire/store.js").State} state */
  choosePlaces(state) {
    const { model } = this;
    const counts = new Map();
    if (state.layers.mentions) {
      model.data.mentions.forEach((mention, i) => {
        const place = mention.place;
        if (place === undefined || !isPoint(model.data.places[place].kind)) return;
        if (mentionShows(model.data, i, state.filters, state.reviews)) counts.set(place, (counts.get(place) ?? 0) + 1);
      });
    }
    this.shown = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([place]) => place);
  }

  /** @param {import("../wire/store.js").State} state @param {Set<string>} changed */
  changed(state, changed) {
    /** @type {Set<string>} */
    const dirty = new Set();
    if (changed.has("pair")) this.second();
    if (changed.has("asked")) this.renew(); // and out of sight it would be no answer
    if (changed.has("asked") && !this.map.getBounds().contains(this.homeBounds())) this.home(false);
    if (changed.has("theme")) {
      this.colours = palette();
      for (const name of LAYERS) dirty.add(name);
    }
    if (changed.has("filters") || changed.has("layers") || changed.has("reviews")) {
      this.choosePlaces(state);
      for (const name of LAYERS) dirty.add(name);
    }
    if (["depth", "side", "depthB", "sideB", "rings"].some((key) => changed.has(key))) dirty.add("zone").add("dots").add("events");
    if (changed.has("event")) {
      dirty.add("events");
      this.revealEvent(state.event);
    }
    if (["depth", "side", "row"].some((key) => changed.has(key))) {
      clearTimeout(this.naming); // names follow when the slider rests
      this.naming = window.setTimeout(() => this.layer.paint(new Set(["dots", "labels"])), 150);
    }
    if (changed.has("place") || changed.has("row")) {
      dirty.add("dots");
      this.reveal(state);
    }
    if (changed.has("table") && this.zoneB) dirty.add("dots");
    if (changed.has("layers")) this.tiles(state);
    if (changed.has("language")) {
      this.name();
      dirty.add("labels");
    }
    if (dirty.size) this.layer.paint(dirty);
  }

  /** @param {Record<string, import("./canvas.js").Context>} contexts @param {import("./canvas.js").View} view @param {Set<string>} dirty */
  draw(contexts, view, dirty) {
    const { state } = this.store;
    if (dirty.has("base")) this.drawBase(contexts.base, view, state);
    const shaded = state.layers.people && canShade(this.model.data) ? this.model : null;
    if (dirty.has("zone") && this.zone) this.zone.draw(contexts.zone, view, state, this.colours, shaded);
    if (dirty.has("zone") && this.zoneB) this.zoneB.draw(contexts.zone, view, { ...state, depth: state.depthB, side: state.sideB }, secondColours(this.colours));
    if (dirty.has("zone") && this.zone && !this.zoneB) this.zone.drawRings(contexts.zone, view, state, this.colours);
    if (dirty.has("labels")) this.dots.gather(view, this.shown);
    if (dirty.has("dots")) {
      const dots = contexts.dots;
      this.dots.drawSettlements(dots, view, state, this.colours);
      byId("bm-several").hidden = !this.dots.several;
      if (dirty.has("labels")) this.labels.place(contexts.labels, view, state, this.dots, this.colours);
      if (state.layers.outlines) this.drawMentionedOutlines(dots, view);
      this.dots.drawSelection(dots, view, state, this.colours);
      this.dots.drawMentions(dots, state, this.colours);
      this.drawMore?.(dots, view);
    }
    if (dirty.has("events")) this.eventDots?.draw(contexts.events, view, state, this.colours);
    if (dirty.has("labels")) {
      if (!dirty.has("dots")) this.labels.place(contexts.labels, view, state, this.dots, this.colours);
      this.labels.draw(contexts.labels, this.colours);
    }
  }

  /** What stays when the depth changes: land, and the stretch. @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {import("../wire/store.js").State} state */
  drawBase(context, view, state) {
    drawBasemap(context, view, this.model.data, this.colours, state.layers);
    if (!state.layers.border) return;
    this.zoneB?.drawStretch(context, view, this.colours);
    this.zone?.drawStretch(context, view, this.colours);
  }

  /** Mentioned divisions as quiet outlines: their point stands for no event. @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view */
  drawMentionedOutlines(context, view) {
    const { data } = this.model;
    const { state } = this.store;
    for (const place of data.outlines.keys()) {
      if (data.places[place].kind === "country") continue;
      const shows = this.model.mentionsOf[place].some((m) => mentionShows(data, m, state.filters, state.reviews));
      if (shows) this.outline(context, view, place);
    }
  }

  /** @param {import("./canvas.js").Context} context @param {import("./canvas.js").View} view @param {number} place */
  outline(context, view, place) {
    const key = `${place}/${view.zoom}/${view.left}/${view.top}`;
    if (!this.outlinePaths.has(key)) {
      if (this.outlinePaths.size > 60) this.outlinePaths.clear();
      const outline = this.model.data.outlines.get(place);
      this.outlinePaths.set(key, outline ? linePath(outline, view) : new Path2D());
    }
    context.save();
    context.strokeStyle = this.colours.mention;
    context.globalAlpha = 0.55;
    context.lineWidth = 1.3;
    context.setLineDash([1, 3]);
    context.lineCap = "round";
    context.stroke(/** @type {Path2D} */ (this.outlinePaths.get(key)));
    context.restore();
  }

  /** What is drawn at a point of the map: mentioned places, else a settlement. @param {{ x: number, y: number }} point */
  at(point) {
    const view = this.layer.view();
    const origin = this.map.getPixelOrigin();
    const x = point.x + origin.x - view.left;
    const y = point.y + origin.y - view.top;
    let near = HIT;
    /** @type {import("./dots.js").Anchor | null} */
    let anchor = null;
    for (const each of this.dots.anchors) {
      const d = Math.hypot(each.x - x, each.y - y);
      if (d < near) [near, anchor] = [d, each];
    }
    if (anchor) return { places: anchor.places, row: null, event: null };
    const event = this.eventDots?.hit(x, y, view) ?? null;
    if (event !== null) return { places: [], row: null, event };
    let row = null;
    near = HIT * 0.75;
    for (let k = 0; k < this.dots.drawnCount; k++) {
      const each = this.dots.drawn[k];
      const dx = pixelX(view, this.dots.x[each]) - x;
      if (dx > near || dx < -near) continue;
      const d = Math.hypot(dx, this.dots.y[each] * view.size - view.top - y);
      if (d < near) [near, row] = [d, each];
    }
    return { places: [], row, event: null };
  }

  /** @param {any} event */
  click(event) {
    if (this.measuring) return;
    const { places, row, event: found } = this.at(event.layerPoint);
    if (this.onAsk?.(event.latlng)) return;
    if (found !== null) return this.store.set({ event: found, place: null, row: null, mention: null, tab: "events" });
    if (places.length > 1 && this.map.getZoom() < 13) {
      const points = places.map((p) => [this.model.data.places[p].lat, this.model.data.places[p].lon]);
      const bounds = this.L.latLngBounds(points);
      if (this.map.getBoundsZoom(bounds.pad(0.2)) > this.map.getZoom()) this.map.fitBounds(bounds.pad(0.4), { maxZoom: 13 });
    }
    if (places.length) this.store.set({ place: places[0], row: null, mention: null, tab: "text" });
    else if (row !== null) {
      const place = this.model.placeOf.get(/** @type {any} */ (this.model.data.settlements).geonameid[row]);
      if (place !== undefined && this.model.mentionsOf[place].length) this.store.set({ place, row, mention: null, tab: "text" });
      else this.store.set({ row, place: null, mention: null });
    } else this.store.set({ place: null, row: null, mention: null, event: null });
  }

  /** @param {any} event */
  hover(event) {
    this.onHover?.(event.latlng);
    const { places, row, event: found } = this.at(event.layerPoint);
    this.map.getContainer().classList.toggle("over-dot", places.length > 0 || row !== null || found !== null);
    if (!places.length && row === null && found === null) return this.hideTip();
    put(this.tip, found !== null && this.events ? this.events.tip(found) : this.describe(places, row));
    this.tip.hidden = false;
    const { x, y } = event.containerPoint;
    const size = this.map.getSize();
    this.tip.style.left = `${Math.min(x + 14, size.x - this.tip.offsetWidth - 8)}px`;
    this.tip.style.top = `${y + 18 + this.tip.offsetHeight > size.y ? y - this.tip.offsetHeight - 10 : y + 18}px`;
  }

  hideTip() {
    this.tip.hidden = true;
  }

  /** @param {number[]} places @param {number | null} row @returns {Node[]} */
  describe(places, row) {
    const { data } = this.model;
    if (places.length) {
      return places.slice(0, 6).map((i) => {
        const place = data.places[i];
        return h("div", {}, h("strong", {}, placeName(place)), " ",
          h("span", { class: "dim" }, t("tip.sentences", { n: this.model.mentionsOf[i].length })),
          place.distance_m !== undefined ? h("div", { class: "dim" }, t("tip.distance", { km: km(place.distance_m) })) : null);
      });
    }
    const s = data.settlements;
    if (!s || row === null) return [];
    const population = s.population[row] >= 0 ? t("tip.people", { people: people(s.population[row]) }) : t("tip.noFigure");
    return [h("div", {}, h("strong", {}, s.name(row)), " ", h("span", { class: "dim" }, country(this.model.sides[s.side[row]]?.code))),
      h("div", { class: "dim" }, `${population} · ${t("tip.distance", { km: km(s.distance[row]) })}`)];
  }

  /** Move the map only if what is selected is out of sight. @param {import("../wire/store.js").State} state */
  reveal(state) {
    const { data } = this.model;
    const s = data.settlements;
    const place = state.place === null ? null : data.places[state.place];
    const outline = state.place === null ? undefined : data.outlines.get(state.place);
    if (outline) {
      const bounds = this.boundsOf(outline);
      if (!this.map.getBounds().contains(bounds) || !this.map.getBounds().pad(-0.2).intersects(bounds)) this.map.fitBounds(bounds, { maxZoom: 9 });
      return;
    }
    const at = place ? (place.lat === undefined || place.lon === undefined ? null : [place.lat, place.lon]) : state.row !== null && s ? [s.lat(state.row), s.lon(state.row)] : null;
    if (!at || (place && !isPoint(place.kind))) return;
    const near = [at[0], at[1] + 360 * Math.round((this.map.getCenter().lng - at[1]) / 360)];
    if (!this.map.getBounds().pad(-0.08).contains(near)) this.map.setView(near, Math.max(this.map.getZoom(), 7));
  }

  /** Move the map to a chosen event that is out of sight. @param {number | null} event */
  revealEvent(event) {
    const rows = this.eventDots && this.model.data.events?.rows;
    if (!rows?.lat || !rows.lon || event === null) return;
    const at = [rows.lat[event], rows.lon[event]];
    if (!this.map.getBounds().pad(-0.08).contains(at)) this.map.setView(at, Math.max(this.map.getZoom(), 8));
  }

  /** The box of a shape in degrees; a shape across 180° has a box across it. @param {import("../wire/unpack.js").Shape} shape */
  boundsOf({ boxes }) {
    /** @type {[number, number][]} */
    const spans = [];
    let [north, south] = [Infinity, -Infinity];
    for (let o = 0; o < boxes.length; o += 4) {
      spans.push([boxes[o], boxes[o + 2]]);
      north = Math.min(north, boxes[o + 1]);
      south = Math.max(south, boxes[o + 3]);
    }
    const [west, east] = around(spans);
    return this.L.latLngBounds([[latOf(south), lonOf(west)], [latOf(north), lonOf(east)]]);
  }

  /** The first view: the whole stretch; a legend that would cover it folds. */
  open() {
    this.home(false);
    const legend = /** @type {HTMLDetailsElement} */ (byId("bm-legend"));
    const { zone } = this.model.data;
    if (!zone || !legend.open) return;
    const box = legend.getBoundingClientRect();
    const frame = this.map.getContainer().getBoundingClientRect();
    const covers = zone.lineLonlat.some((line) => {
      for (let i = 0; i < line.length; i += 20) {
        const { x, y } = this.map.latLngToContainerPoint([line[i + 1], line[i]]);
        if (x + frame.left > box.left - 12 && y + frame.top < box.bottom + 12) return true;
      }
      return false;
    });
    if (covers) legend.open = false;
  }

  /** Show the whole stretch, clear of what stands on the map's rim. @param {boolean} animate */
  home(animate) {
    const narrow = this.map.getSize().x < 600; // the buttons stand above the map there, beside it else
    const foot = Math.min(byId("bm-caption").offsetHeight, this.map.getSize().y / 3);
    this.map.fitBounds(this.homeBounds(), { animate, paddingTopLeft: narrow ? [8, 60] : [56, 8], paddingBottomRight: [8, foot + 6] });
  }

  /** The box of a stretch and what lies within the chosen depth of it. @param {import("../wire/unpack.js").Zone} zone */
  reached(zone) {
    const bounds = this.boundsOf(zone.line);
    const high = Math.max(2000, (zone === this.model.data.other ? this.store.state.depthB : this.store.state.depth) ?? 0) / 111000;
    const wide = high / Math.max(0.1, Math.cos((bounds.getCenter().lat * Math.PI) / 180));
    return this.L.latLngBounds([[bounds.getSouth() - high, bounds.getWest() - wide], [bounds.getNorth() + high, bounds.getEast() + wide]]);
  }

  /** Where the page opens: the stretch with room for the zone, else the mentioned places. */
  homeBounds() {
    const { data } = this.model;
    if (data.zone && data.other) return this.reached(data.zone).extend(this.reached(data.other)).pad(0.03);
    if (data.zone) return this.reached(data.zone).pad(0.03);
    const points = this.shown.map((i) => data.places[i]);
    const [west, east] = around(points.map(({ lon }) => [worldX(Number(lon)), worldX(Number(lon))]));
    const bounds = this.L.latLngBounds(points.map(({ lat }) => [lat, lonOf(west)]));
    for (const { lat } of points) bounds.extend([lat, lonOf(east)]);
    if (!bounds.isValid()) return this.L.latLngBounds([[-50, -150], [70, 160]]);
    return bounds.pad(0.15);
  }
}

/** The smallest stretch of the world's round that holds all spans (west and east in world units).
 * @param {[number, number][]} spans @returns {[number, number]} */
export function around(spans) {
  const sorted = [...spans].sort((a, b) => a[0] - b[0]);
  if (!sorted.length) return [0, 1];
  let [east, widest, start] = [sorted[0][1], 0, 0];
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i][0] - east > widest) [widest, start] = [sorted[i][0] - east, i];
    east = Math.max(east, sorted[i][1]);
  }
  if (widest <= sorted[0][0] + 1 - east) return [sorted[0][0], east]; // the widest gap is the one across 180°
  const before = sorted.slice(0, start).reduce((most, span) => Math.max(most, span[1]), -Infinity);
  return [sorted[start][0], before + 1];
}
