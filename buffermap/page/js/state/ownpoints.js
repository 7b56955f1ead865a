/** Points of the reader's own, from CSV or GeoJSON: they are measured here and never leave the page by themselves. */

import { plain, statusOf } from "./model.js";
import { metresTo, sideHolding } from "./answer.js";
import { geometriesOf, lonLat } from "./ownshape.js";

const MOST_POINTS = 20000; // points

/** @typedef {{ name: string, lon: number, lat: number, accuracy: number }} OwnPoint  accuracy in metres */

/** @type {Record<string, string[]>} what a column's heading may say */
const HEADINGS = {
  lat: ["lat", "latitude", "y", "широта", "szerokosc"],
  lon: ["lon", "lng", "long", "longitude", "x", "довгота", "долгота", "dlugosc"],
  name: ["name", "title", "label", "place", "id", "назва", "название", "nazwa"],
  accuracy: ["accuracy_m", "precision_m", "accuracy", "uncertainty_m"],
};

/** What a text gives; its errors are keys of strings. @param {string} text @returns {OwnPoint[]} */
export function pointsOf(text) {
  const found = (text.trim().startsWith("{") ? fromFeatures(text) : fromTable(text)).filter(({ lon, lat }) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180);
  if (!found.length) throw new Error("points.none");
  if (found.length > MOST_POINTS) throw new Error("points.many");
  return found;
}

/** @param {string} text */
function fromFeatures(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error("own.unread");
  }
  const points = [...geometriesOf(value)].flatMap(({ geometry: { type, coordinates }, name }) => (type === "Point" ? [coordinates] : type === "MultiPoint" ? coordinates : []).map((/** @type {any} */ position) => ({ position, name })));
  return points.map(({ position, name }, i) => {
    const [lon, lat] = lonLat(position);
    return { name: name || String(i + 1), lon, lat, accuracy: 0 };
  });
}

/** @param {string} text */
function fromTable(text) {
  const first = text.split("\n", 1)[0];
  const separator = [";", "\t", ","].find((each) => first.split(each).length > 1) ?? ",";
  const [head, ...rows] = cellsOf(text, separator);
  const headings = (head ?? []).map((each) => plain(each.trim()));
  /** @param {string} what */
  const column = (what) => headings.findIndex((each) => HEADINGS[what].includes(each));
  const [lat, lon, name, accuracy] = ["lat", "lon", "name", "accuracy"].map(column);
  if (lat < 0 || lon < 0) throw new Error("points.columns");
  /** @param {string | undefined} cell */
  const number = (cell) => (cell?.trim() ? Number(cell.trim().replace(separator === "," ? /$^/ : ",", ".")) : NaN);
  return rows.map((row, i) => ({ name: row[name]?.trim() || String(i + 1), lon: number(row[lon]), lat: number(row[lat]), accuracy: Math.max(0, number(row[accuracy]) || 0) }))
    .filter(({ lon: x, lat: y }) => Number.isFinite(x) && Number.isFinite(y));
}

/** @param {string} text @param {string} separator @returns {string[][]} */
function cellsOf(text, separator) {
  const rows = [[""]];
  let quoted = false;
  const plainText = text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
  for (let i = 0; i < plainText.length; i++) {
    const char = plainText[i];
    const row = rows[rows.length - 1];
    if (quoted && char === '"' && plainText[i + 1] === '"') row[row.length - 1] += plainText[i++];
    else if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) row.push("");
    else if (char === "\n" && !quoted) rows.push([""]);
    else row[row.length - 1] += char;
  }
  return rows.filter((row) => row.some((cell) => cell.trim()));
}

/** Distance, side and status of each point. @param {import("./model.js").Model} model @param {readonly OwnPoint[]} points @param {import("../wire/store.js").State} state */
export function measuredPoints(model, points, { depth, side }) {
  const { zone } = model.data;
  return points.map((point) => {
    if (!zone?.field) return { ...point, distance: NaN, side: "", status: 0 };
    const distance = metresTo(zone, point.lon, point.lat);
    const index = sideHolding(zone, point.lon, point.lat);
    return { ...point, distance, side: zone.sides[index]?.code ?? "", status: statusOf(distance, point.accuracy + zone.border_accuracy_m, depth, model.onSide(index, side)) };
  });
}
