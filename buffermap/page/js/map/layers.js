/** Layers that the analyst added to the map, drawn from data: no text of theirs is ever run or put in as HTML. */

/** @typedef {{ type: string, data?: any, at?: any, style: Record<string, any>, popup?: string, tooltip?: string }} Layer */

/** @param {any} L @param {any} map @param {Layer[]} layers */
export function drawLayers(L, map, layers) {
  for (const layer of layers) {
    const drawn = leafletLayer(L, layer);
    tell(drawn, layer);
    drawn.addTo(map);
  }
}

/** Show what a layer says as text; who has no pointer gets to it by Tab and Enter. @param {any} drawn @param {Layer} layer */
function tell(drawn, { data, popup, tooltip }) {
  const shown = tooltip ?? data?.properties.name;
  if (shown) drawn.bindTooltip(() => asText(shown));
  if (!popup) return;
  drawn.bindPopup(() => asText(popup));
  const parts = drawn.getLayers ? drawn.getLayers() : [drawn];
  for (const part of parts) {
    part.on("add", () => {
      const element = part.getElement();
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", String(shown ?? popup));
      if (element.tabIndex >= 0) return; // a marker, which Leaflet opens by Enter
      element.tabIndex = 0;
      element.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "Enter") part.openPopup();
      });
    });
  }
}

/** @param {unknown} text */
function asText(text) {
  const element = document.createElement("span");
  element.textContent = String(text);
  return element;
}

/** @param {any} L @param {Layer} layer */
function leafletLayer(L, { type, data, at, style, popup }) {
  const path = popup ? { ...style, bubblingMouseEvents: false } : style;
  switch (type) {
    case "geojson":
      return L.geoJSON(data, { style, bubblingMouseEvents: !popup });
    case "marker":
      return L.marker(at);
    case "dot":
      return L.circleMarker(at, path);
    case "circle":
      return L.circle(at, path);
    case "line":
      return L.polyline(at, path);
    default:
      return L.polygon(at, path);
  }
}
