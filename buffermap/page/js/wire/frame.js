/** A stretch that the reader asks for as the head of a scenario file and as options, as `compose/frame.py` gives the page's own. */

import { shellWord, toml } from "./quoting.js";

/** @param {string} name @param {string} value  TOML */
function table(name, value) {
  return `[${name}]\nvalue = ${value}\nsource = "analyst"\n`;
}

/** Both are empty of a line or a place of the reader's own, which no file holds.
 * @param {import("../state/question.js").Asked} asked @param {string[]} names  of the divisions along it
 * @param {import("./unpack.js").Zone} opening @returns {{ scenario: string, options: string }} */
export function framed({ border, between }, names, opening) {
  if (!border) return { scenario: "", options: "" };
  const points = between?.map(([lon, lat]) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`) ?? [];
  const own = opening.scenario ?? "";
  /** @param {string} name  what the page was made with and the reader cannot change here */
  const kept = (name) => new RegExp(`^\\[${name}\\]\\n[^[]*(?:\\[(?!\\w+\\]\\n)[^[]*)*`, "m").exec(own)?.[0].trim() ?? "";
  const tables = [table("border", toml(border)), names.length ? table("along", `[${names.map(toml).join(", ")}]`) : "", points.length ? table("between", `[${points.map(toml).join(", ")}]`) : "",
    `[ends]\nvalue = ${toml(opening.ends)}\nsource = "default"\n`, table("pov", toml(opening.pov)), kept("places"), kept("data")];
  const options = [`--border ${border}`, names.length ? `--along ${shellWord(names.join(","))}` : "", points.length ? `--between ${points.map(shellWord).join(" ")}` : "",
    opening.ends === "cut" ? "--ends cut" : "", opening.pov === "un" ? "" : `--pov ${opening.pov}`, /--places (?:'[^']*'|\S+)/.exec(opening.options ?? "")?.[0] ?? ""];
  return { scenario: `version = 2\n\n${tables.filter(Boolean).map((each) => each.trim()).join("\n\n")}\n\n`, options: options.filter(Boolean).join(" ") };
}
