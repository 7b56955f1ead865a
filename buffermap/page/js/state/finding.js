/** The page's first line and what stands behind it: what a zone would hold, how sure, on whose words. `words.py` says the
 * same from the same templates. */

import { byId } from "../panels/dom.js";
import { spoken } from "../panels/saying.js";
import { country, date, decimal, distance, people, say, t, whole0 } from "../panels/text.js";
import { depthBy, depthSaid, describedZone, saidAgainst, sideBy, zoneSaid, zoneShort } from "./stated.js";
import { comparable, heldBy } from "./held.js";

/** @typedef {import("./held.js").Held} Held */

/** What a zone would hold; sides that are listed from different data stand in sentences of their own.
 * @param {string} depth  in words @param {Held[]} sides @param {(row: number) => [string, number]} known  name and listed people of a row
 * @param {string} [grid]  that people are counted by */
export function finding(depth, sides, known, grid = "") {
  if (sides.length === 1 || !comparable(sides)) return sides.map((side) => alone(depth, side, known, grid)).join(" ");
  const parts = sides.map((side) => t("finding.part", { n: side.settlements, side: on(side), range: range(side, "finding.rangeShort") }) + (gridPeople(side) ?? listed(side))).join(t("finding.and"));
  const deciding = sides.filter((side) => side.turnsOn >= 0).sort((a, b) => known(b.turnsOn)[1] - known(a.turnsOn)[1]);
  return t("finding.both", { depth, both: t(sides.length === 2 ? "finding.bothSides" : "finding.allSides"), parts, turns: grid ? t("finding.gridBy", { source: grid }) : deciding.length ? turns(deciding[0], known) : "" });
}

/** People by a grid with the range that the line's accuracy allows. @param {Held} side */
function gridPeople({ grid }) {
  if (!grid) return null;
  const [low, high] = [people(grid.low), people(grid.high)];
  return t(low === high ? "finding.grid" : "finding.gridRange", { people: people(grid.people), low, high });
}

/** The listed people of each side, for the line below one that tells people by a grid. @param {Held[]} sides @param {(row: number) => [string, number]} known */
function listedLine(sides, known) {
  const deciding = sides.filter((side) => side.turnsOn >= 0).sort((a, b) => known(b.turnsOn)[1] - known(a.turnsOn)[1]);
  return t("finding.listedLine", {
    parts: sides.map((side) => t("finding.listedPart", { side: sideName(side), people: peopleRange(side) })).join(", "),
    turns: deciding.length ? turns(deciding[0], known) : "",
  });
}

/** @param {string} depth @param {Held} side @param {(row: number) => [string, number]} known @param {string} grid */
function alone(depth, side, known, grid) {
  const largest = side.largest >= 0 ? t("finding.largest", { name: known(side.largest)[0] }) : "";
  return t(side.settlements ? "finding.one" : "finding.nobody", {
    n: side.settlements, depth, side: on(side), range: range(side), people: gridPeople(side) ?? (side.high ? listed(side) : ""), turns: grid ? t("finding.gridBy", { source: grid }) : turns(side, known) || largest,
  });
}

/** @param {Held} side */
function on(side) {
  if (side.code === "inside") return ""; // of an area there is nothing else
  return t(side.code.length === 2 ? "finding.in" : "finding.onSide", { side: sideName(side) });
}

/** @param {Held} side @param {string} [key] */
function range(side, key = "finding.range") {
  return side.low === side.high ? "" : t(key, { low: whole0(side.low), high: whole0(side.high) });
}

/** Listed people; where a figure lacks there is no upper end. @param {Held} side */
function listed(side) {
  if (!side.high) return "";
  if (side.unknown === side.high) return t("finding.noFigure");
  const [low, high] = [people(side.peopleLow), people(side.peopleHigh)];
  if (side.unknown) return t(side.peopleLow ? "finding.atLeast" : "finding.notKnown", { people: low, known: whole0(side.high - side.unknown), of: whole0(side.high) });
  return low === high ? t("finding.people", { people: low }) : t("finding.peopleRange", { low, high });
}

/** @param {Held} side @param {(row: number) => [string, number]} known */
function turns(side, known) {
  if (side.turnsOn < 0) return "";
  const [name, count] = known(side.turnsOn);
  return t("finding.turns", { name, people: people(count) });
}

/** Listed people of a side as a cell of a table. @param {Held} side */
export function peopleRange(side) {
  const [low, high] = [people(side.peopleLow), people(side.peopleHigh)];
  if (side.unknown) return side.peopleLow ? t("figures.atLeast", { people: low }) : t("figures.notKnown");
  return low === high ? low : t("figures.range", { low, high });
}

/** A side's name in the page's language. @param {{ code: string, name: string }} side */
export function sideName({ code, name }) {
  const known = country(code);
  return known === code ? name : known;
}

/** The page's first line in its present state. @param {import("./model.js").Model} model @param {import("../wire/store.js").State} state */
export function headline(model, state) {
  const { data } = model;
  const { zone, settlements } = data;
  if (!zone) return say(data.title);
  if (data.other) {
    const name = alike(zone, data.other) ? zoneShort : zoneSaid; // of one stretch only what differs
    const said = { a: name(zone, state.depth, state.side), b: name(data.other, state.depthB, state.sideB) };
    if (settlements && !comparable(settlements.layers.map((layers) => ({ layers })))) return t("finding.twoApart", said);
    const sums = settlements ? model.relationSums(state) : null;
    /** @param {string} code */
    const held = (code) => whole0(sums?.[code].settlements ?? 0);
    return t("finding.two", { ...said, onlyA: held("a"), onlyB: held("b"), both: held("both") });
  }
  const sides = heldBy(model, state.depth, state.side);
  if (!sides.length || !settlements) {
    return t(data.statements.length ? "finding.unstated" : "finding.unset", { stretch: zone.label });
  }
  return finding(depthSaid(data, state), sides, (row) => [settlements.name(row), settlements.population[row]], zone.grid?.name);
}

/** Whether two zones lie along one stretch. @param {import("../wire/unpack.js").Zone} a @param {import("../wire/unpack.js").Zone} b */
export function alike(a, b) {
  return JSON.stringify(a.label) === JSON.stringify(b.label);
}

/** What the zone rests on: whose words, who set depth and side, what is said differently. @param {import("./model.js").Model} model @param {import("../wire/store.js").State} state @returns {string[]} */
export function basis(model, state) {
  const { data } = model;
  if (data.zone && data.other) return alike(data.zone, data.other) ? [t("basis.same", { stretch: data.zone.label })] : [];
  if (!data.zone) return [];
  const stretch = data.zone.label;
  const statement = data.statements[state.basis ?? -1];
  const zone = describedZone(data, state);
  const lines = saidAgainst(data, state); // first, so that no small screen cuts it off
  const s = data.settlements;
  const sides = data.zone.grid && s ? heldBy(model, state.depth, state.side) : [];
  if (s && sides.length) lines.unshift(listedLine(sides, (row) => [s.name(row), s.population[row]]));
  if (!statement) lines.push(`${t(state.asked ? "basis.reader" : "basis.asked", { stretch })}.`);
  else {
    const said = zone ?? statement;
    const where = said.fields.find((f) => f.name === "where");
    const who = where?.speaker ?? (zone ? undefined : statement.speaker);
    const day = statement.date ? t("basis.date", { date: date(statement.date) }) : "";
    lines.push(`${who ? t(zone?.composite ? "basis.words" : "basis.stated", { stretch, who, date: day }) : t("basis.text", { stretch, date: day })}.`);
    const claimed = said.fields.find((f) => f.name === "claimed standing");
    const claims = claimed?.speaker ?? (zone ? undefined : statement.speaker) ?? t("speaker.none");
    if (said.standing) lines.push(t(zone?.composite ? "basis.standingWords" : "basis.standing", { standing: spoken("standing", said.standing), who: claims }));
  }
  lines.push(state.depth === null ? t("basis.depthOpen", { sideBy: sideBy(data, state) }) : t("basis.depth", { by: depthBy(data, state), sideBy: sideBy(data, state) }));
  if (zone?.composite) lines.push(t("basis.composite"));
  if (state.asked) lines.push(t("basis.computed"));
  return lines.map((line) => (line.slice(0, 1).toUpperCase() + line.slice(1)).replace(/\.\.$/, "."));
}

/** Sentences that the zone rests on, the one that says where first, with the words that say it.
 * @param {import("../wire/unpack.js").PageData} data @param {import("../wire/store.js").State} state @returns {{ sentence: number, spans: [number, number][] }[]} */
export function basisSentences(data, state) {
  const statement = data.statements[state.basis ?? -1];
  if (!statement) return [];
  const { fields } = describedZone(data, state) ?? statement; // of a zone that several sentences describe each slot has its own
  /** @type {Map<number, [number, number][]>} */
  const spans = new Map();
  for (const name of ["where", "side", "depth"]) {
    const field = fields.find((f) => f.name === name && !f.unstated);
    const said = field?.sentence ?? (name === "where" ? statement.sentences[0] : undefined);
    if (said === undefined) continue;
    if (!spans.has(said)) spans.set(said, []);
    if (field?.start !== undefined && field.end !== undefined) spans.get(said)?.push([field.start, field.end]);
  }
  return [...spans].map(([sentence, each]) => ({ sentence, spans: each }));
}

/** What the settlement data cover, side by side. @param {import("./model.js").Model} model */
export function coverage(model) {
  const { data } = model;
  const s = data.settlements;
  const lost = data.zone && !data.zone.grid && model.answers.opening.zone?.grid ? ` ${t("ask.noGrid")}` : "";
  const rest = `${gridLine(data.zone)}${lost}${data.public ? ` ${say(data.public.rest)}` : ""}`;
  if (!s?.layers.length || !model.sides.length) return (say(data.coverage) + rest).trim();
  const sides = model.sides.map((side, i) => ({ ...side, ...s.listed(i, Number(data.zone?.reach_m)), layers: s.layers[i] ?? [] }));
  const counts = sides.map((side) => ({ n: side.settlements, side: sideName(side), unknown: whole0(side.unknown), layer: layerWords(side.layers) }));
  const told = comparable(sides)
    ? [t("cover.listed", { parts: counts.map((count) => t("cover.part", count)).join(", "), layer: counts[0].layer })]
    : [...counts.map((count) => t("cover.side", count)), t("cover.apart")];
  return ([...told, t("cover.undated")].join(" ") + rest).trim();
}

/** Whose grid people are counted by, of when, and what it lacks. @param {import("../wire/unpack.js").Zone | null} zone */
function gridLine(zone) {
  if (!zone?.grid) return "";
  const lacking = Math.max(...zone.grid.sides.map((within) => within.gaps));
  const year = zone.grid.year === null ? "" : t("cover.gridYear", { year: String(zone.grid.year) });
  return ` ${t("cover.grid", { source: zone.grid.source, year, lacks: lacking >= 0.0005 ? t("cover.gridLacks", { share: decimal(100 * lacking, 1) }) : "" })}`;
}

/** @param {string[]} layers */
function layerWords(layers) {
  const own = layers.filter((layer) => layer !== "embedded");
  return [layers.includes("embedded") || !layers.length ? t("cover.embedded") : "", own.length ? t("cover.layers", { layers: own.join(", ") }) : ""].filter(Boolean).join("; ");
}

/** The first line, and on whose words it stands, above the map. */
export class Headline {
  /** @param {import("./model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.update(store.state);
    store.subscribe((state, changed) => {
      if (["depth", "side", "depthB", "sideB", "basis", "depthOf", "sideOf", "depthBy", "language"].some((key) => changed.has(key))) this.update(state);
    });
  }

  /** @param {import("../wire/store.js").State} state */
  update(state) {
    const { data } = this.model;
    const text = headline(this.model, state);
    byId("bm-title").textContent = text;
    const named = data.zone ? say(data.title) : "";
    document.title = named ? `${named}: ${text}` : text;
    byId("bm-kicker").textContent = [named, t("kicker")].filter(Boolean).join(" · ");
    byId("bm-basis").textContent = [...basis(this.model, state), data.public ? say(data.public.rest) : ""].join(" ").trim();
    byId("bm-slider").setAttribute("aria-valuetext", state.depth === null ? t("depth.unstated") : data.other ? `${distance(state.depth, "km")}. ${text}` : text);
  }
}
