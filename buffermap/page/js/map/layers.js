/** Layers that the analyst added to the map, drawn from data: no text of theirs is ever run or put in as HTML. */

/** @typedef {{ type: string, data?: any, at?: any, style: Record<string, any> }} Layer */

/** @param {any} L @param {any} map @param {Layer[]} layers */
export function drawLayers(L, map, layers) {
  for (const layer of layers) leafletLayer(L, layer).addTo(map);
}

/** The name of a feature, as text. @param {any} layer */
function featureName(layer) {
  const element = document.createElement("span");
  element.textContent = String(layer.feature?.properties?.name ?? "");
  return element;
}

/** @param {any} L @param {Layer} layer */
function leafletLayer(L, { type, data, at, style }) {
  switch (type) {
    case "geojson":
      return data.properties.name ? L.geoJSON(data, { style }).bindTooltip(featureName) : L.geoJSON(data, { style });
    case "marker":
      return L.marker(at);
    case "dot":
      return L.circleMarker(at, style);
    case "circle":
      return L.circle(at, style);
    case "line":
      return L.polyline(at, style);
    default:
      return L.polygon(at, style);
  }
}
