/** Buttons on the map: zoom, home, full screen, layers, measuring; scale, coordinates, legend. */

import { isPoint } from "../map/dots.js";
import { canShade } from "../map/parts.js";
import { plain } from "../state/model.js";
import { byId, h, icon, put } from "./dom.js";
import { distanceBetween } from "../map/geodesy.js";
import { factsOf, legendRows } from "../map/scene.js";
import { headline } from "../state/finding.js";
import { shadeRows } from "../state/people.js";
import { caption } from "../state/stated.js";
import { km, t } from "./text.js";

export class Controls {
  /** @param {any} L @param {any} map @param {import("../map/mapview.js").MapView} view @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(L, map, view, model, store) {
    this.L = L;
    this.map = map;
    this.view = view;
    this.model = model;
    this.store = store;
    /** @type {any[]} */
    this.pins = [];
    /** what is measured, in words @type {HTMLElement | null} */
    this.said = null;
    /** @type {HTMLInputElement | null} */
    this.typed = null;
    const Scale = L.Control.Scale.extend({
      /** @param {any} box @param {string} text @param {number} ratio  the same, with units in the page's language */
      _updateScale(box, text, ratio) {
        L.Control.Scale.prototype._updateScale.call(this, box, text.replace(/(km|mi|ft|m)$/, (unit) => t(`scale.${unit}`)), ratio);
      },
    });
    this.scale = new Scale({ position: "bottomleft", maxWidth: 140 }).addTo(map);
    map.attributionControl.setPrefix("Leaflet");
    map.attributionControl.addAttribution(model.data.credits.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`));
    this.buttons();
    this.legend();
    byId("bm-legend").addEventListener("toggle", () => /** @type {HTMLDetailsElement} */ (byId("bm-legend")).open && this.alone(byId("bm-legend")));
    this.caption();
    const more = byId("bm-caption-more");
    put(more, icon("fold"));
    more.addEventListener("click", () => more.setAttribute("aria-expanded", String(byId("bm-caption").classList.toggle("open"))));
    view.onHover = (/** @type {any} */ at) => {
      byId("bm-coordinates").textContent = `${at.lat.toFixed(4)}, ${this.L.Util.wrapNum(at.lng, [-180, 180], true).toFixed(4)}`;
    };
    map.on("click", (/** @type {any} */ e) => this.pin(e.latlng));
    document.addEventListener("keydown", (e) => {
      if (e.key === "Escape") this.escape();
    });
    store.subscribe((_, changed) => {
      if (changed.has("layers") || changed.has("asked")) {
        this.layers();
        this.legend();
      }
      if (changed.has("language")) {
        this.scale._update();
        this.buttons();
        this.legend();
      }
      if (["language", "depth", "side", "depthB", "sideB", "depthOf", "depthBy", "sideBy", "sideOf", "filters"].some((key) => changed.has(key))) this.caption();
    });
  }

  buttons() {
    /** @param {keyof typeof import("./dom.js").ICONS} name @param {string} key @param {() => void} act @param {Record<string, any>} [props] */
    const button = (name, key, act, props = {}) => h("button", { type: "button", class: `tool ${name}`, "aria-label": t(key), title: t(key), onclick: act, ...props }, icon(name));
    put(byId("bm-tools-map"),
      h("div", { class: "group" }, button("plus", "map.in", () => this.map.zoomIn()), button("minus", "map.out", () => this.map.zoomOut())),
      h("div", { class: "group" },
        button("home", "map.home", () => this.home()), button("full", "map.full", () => this.fullScreen()),
        button("ruler", "map.measure", () => this.measure(), { id: "bm-measure", "aria-pressed": String(this.view.measuring) }),
        button("layers", "map.layers", () => this.toggleLayers(), { id: "bm-layers-button", "aria-expanded": "false", "aria-controls": "bm-layers" })));
    this.layers();
  }

  home() {
    this.view.home(true);
  }

  fullScreen() {
    if (document.fullscreenElement) void document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => undefined);
  }

  layers() {
    const { data } = this.model;
    const available = Object.keys(this.store.state.layers).filter((name) => name !== "tiles" || data.tiles)
      .filter((name) => data.zone || !["zone", "border"].includes(name)).filter((name) => data.settlements || name !== "settlements").filter((name) => name !== "events" || data.events?.rows?.lat).filter((name) => name !== "people" || canShade(data));
    put(byId("bm-layers"), h("fieldset", {}, h("legend", {}, t("map.layers")), available.map((name) => {
      const box = h("input", { type: "checkbox", checked: this.store.state.layers[name] });
      box.addEventListener("change", () => {
        this.store.set({ layers: { ...this.store.state.layers, [name]: box.checked } });
      });
      return h("label", {}, box, " ", t(`layer.${name}`));
    })));
  }

  toggleLayers() {
    const box = byId("bm-layers");
    box.hidden = !box.hidden;
    if (!box.hidden) this.alone(box);
    byId("bm-layers-button").setAttribute("aria-expanded", String(!box.hidden));
    if (!box.hidden) /** @type {HTMLElement | null} */ (box.querySelector("input"))?.focus();
  }

  /** On a small map one sheet is open at a time. @param {HTMLElement} box */
  alone(box) {
    if (this.map.getSize().x >= 600) return;
    const legend = /** @type {HTMLDetailsElement} */ (byId("bm-legend"));
    if (box !== legend) legend.open = false;
    if (box.id !== "bm-layers" && !byId("bm-layers").hidden) this.toggleLayers();
    if (box.id !== "bm-measured" && this.view.measuring) this.measure();
  }

  escape() {
    if (!byId("bm-layers").hidden) {
      this.toggleLayers();
      byId("bm-layers-button").focus();
    } else if (this.view.measuring) this.measure();
    else this.store.set({ place: null, row: null, mention: null });
  }

  legend() {
    const { data } = this.model;
    const rows = [...legendRows(data.scene, factsOf(data)), ...eventRows(data)];
    const shades = this.store.state.layers.people && canShade(data) ? shadeRows(this.model) : [];
    put(byId("bm-legend-list"), rows.map(([key, text]) => h("li", {}, h("i", { class: `key ${key}`, "aria-hidden": "true" }), t(text))),
      shades.map(([key, said]) => h("li", {}, key ? h("i", { class: `key ${key}`, "aria-hidden": "true" }) : null, said)));
    byId("bm-legend").hidden = rows.length === 0;
  }

  caption() {
    const text = caption(this.model.data, this.store.state);
    byId("bm-caption").textContent = text;
    byId("bm-map").setAttribute("aria-label", t("map.alternative", { headline: headline(this.model, this.store.state), caption: text }));
  }

  measure() {
    this.view.measuring = !this.view.measuring;
    byId("bm-measure").setAttribute("aria-pressed", String(this.view.measuring));
    this.map.getContainer().classList.toggle("measuring", this.view.measuring);
    this.clearPins();
    const note = byId("bm-measured");
    note.hidden = !this.view.measuring;
    if (note.hidden) return byId("bm-measure").focus();
    this.alone(note);
    this.said = h("span", { role: "status" }, t("measure.start"));
    this.typed = h("input", { type: "text", placeholder: t("measure.type"), "aria-label": t("measure.type"), autocomplete: "off" });
    put(note, this.said,
      h("form", { onsubmit: (/** @type {Event} */ event) => this.addTyped(event) }, this.typed, h("button", { type: "submit", class: "chip" }, t("measure.add"))),
      h("button", { type: "button", class: "chip", onclick: () => this.pin(this.map.getCenter()) }, t("measure.middle")),
      h("button", { type: "button", class: "plain", "aria-label": t("close"), onclick: () => this.measure() }, icon("close")));
    this.typed.focus({ preventScroll: true });
  }

  /** A point by its coordinates, or by the name of a place of the page. @param {Event} event */
  addTyped(event) {
    event.preventDefault();
    const { value } = /** @type {HTMLInputElement} */ (this.typed);
    const at = pointOf(value, this.model);
    if (!at) return put(/** @type {HTMLElement} */ (this.said), t("measure.unknown", { text: value.trim() }));
    this.pin(this.L.latLng(...at));
    /** @type {HTMLInputElement} */ (this.typed).value = "";
  }

  clearPins() {
    for (const pin of this.pins) pin.remove();
    this.pins = [];
    this.line?.remove();
    this.line = null;
  }

  /** @param {any} at */
  pin(at) {
    if (!this.view.measuring) return;
    this.pins.push(this.L.circleMarker(at, { radius: 4, weight: 2, className: "measure-pin", interactive: false }).addTo(this.map));
    const points = this.pins.map((p) => p.getLatLng());
    this.line?.remove();
    this.line = this.L.polyline(points, { weight: 2, className: "measure-line", interactive: false }).addTo(this.map);
    let metres = 0;
    for (let i = 1; i < points.length; i++) metres += distanceBetween(points[i - 1].lng, points[i - 1].lat, points[i].lng, points[i].lat);
    put(/** @type {HTMLElement} */ (this.said), points.length < 2 ? t("measure.next") : t("measure.total", { km: km(metres, 2), mi: km(metres / 1.609344, 2) }));
  }
}

/** "50.45, 30.52", or the name of a place of the page. @param {string} text @param {import("../state/model.js").Model} model @returns {[number, number] | null} */
export function pointOf(text, model) {
  const [lat, lon, ...more] = (text.match(/[-−]?\d+(?:[.]\d+)?/g) ?? []).map((part) => Number(part.replace("−", "-")));
  const typed = !/\p{L}/u.test(text) && lon !== undefined && !more.length;
  if (typed) return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lat, lon] : null;
  const words = plain(text.trim());
  const place = model.data.places.find((p) => isPoint(p.kind) && p.lat !== undefined && p.lon !== undefined && [p.name, p.name_local ?? ""].some((name) => plain(name) === words));
  if (place) return [Number(place.lat), Number(place.lon)];
  const row = words ? model.plainNames().indexOf(words) : -1;
  return row < 0 || !model.data.settlements ? null : [model.data.settlements.lat(row), model.data.settlements.lon(row)];
}

/** Lines of the legend for events, which no picture of the map draws. @param {import("../wire/unpack.js").PageData} data @returns {[string, string][]} */
function eventRows(data) {
  if (!data.events?.rows?.lat) return [];
  return data.zone ? [["event-in", "legend.eventIn"], ["event-near", "legend.eventNear"], ["event", "legend.event"]] : [["event", "legend.event"]];
}
