/** The zone that is shown as a scenario file and as a command, so that the command line computes the same. */

import { nested } from "../state/pair.js";
import { depthOrigin, depthStatement, sideOrigin } from "../state/stated.js";
import { shellWord, toml } from "./quoting.js";

/** @typedef {import("./unpack.js").PageData} PageData */
/** @typedef {import("./store.js").State} State */
/** @typedef {{ depth: number | null, side: string }} Shown */

/** A depth as the command line reads it. @param {number} depth */
function depthWord(depth) {
  return `${Number((depth / 1000).toFixed(9))} km`;
}

/** The entry of a value that a statement gives, or that the reader chose.
 * @param {PageData} data @param {string} origin @param {string} value @param {import("./unpack.js").Statement | undefined} statement @param {string} name */
function entry(data, origin, value, statement, name) {
  const field = statement?.fields.find((f) => f.name === name);
  const sentence = data.sentences[field?.sentence ?? statement?.sentences[0] ?? -1];
  const lines = [`value = ${toml(value)}`];
  if (origin !== "text" || !statement || !sentence?.text) return [...lines, `source = ${toml(origin === "default" ? "default" : "analyst")}`];
  lines.push('source = "text"', `article = ${toml(data.articles[sentence.article].doc_id)}`, `sentence = ${toml(sentence.text)}`);
  const { voice, standing } = statement;
  for (const [key, told] of Object.entries({ speaker: field?.speaker ?? statement.speaker, voice, standing })) if (told) lines.push(`${key} = ${toml(told)}`);
  return lines;
}

/** The scenario of the first zone, or of the second of two. @param {PageData} data @param {State} state @param {boolean} [second] */
export function scenarioText(data, state, second = false) {
  const zone = /** @type {import("./unpack.js").Zone} */ (second ? data.other : data.zone);
  const { depth, side } = second ? { depth: state.depthB, side: state.sideB } : state;
  const statement = depthStatement(data, state);
  const origins = second ? { side: "reader", depth: "reader" } : { side: sideOrigin(data, state), depth: depthOrigin(data, state) };
  const lines = [zone.scenario ?? "", "[side]", ...entry(data, origins.side, side, data.statements[state.sideOf ?? -1], "side")];
  if (depth !== null && depth > 0) lines.push("", "[[depth]]", ...entry(data, origins.depth, depthWord(depth), statement, "depth"));
  const rings = depth === null || data.other ? [] : state.rings.filter((ring) => ring !== depth);
  for (const ring of rings) lines.push("", "[[depth]]", ...entry(data, "reader", depthWord(ring), undefined, "depth"));
  const outputs = depth ? ['settlements = "settlements.csv"', 'zone = "zone.geojson"'] : [];
  return [...lines, "", "[outputs]", 'map = "map.html"', ...outputs, ""].join("\n");
}

/** The command that lists the same settlements, or draws the stretch where no depth is chosen. @param {PageData} data @param {State} state */
export function commandText(data, state) {
  const { depth, side } = state;
  const asked = [data.zone?.options, side === "both" ? "" : `--side ${shellWord(side)}`];
  const depths = nested(state).map((each) => depthWord(each).replace(" ", "")).join(",");
  const way = depth ? ["buffermap settlements", ...asked, `--depth ${depths}`] : ["buffermap map INPUT -o map.html", ...asked];
  return way.filter(Boolean).join(" ");
}
