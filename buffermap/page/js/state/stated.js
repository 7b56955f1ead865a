/** Who set the depth and the side that are shown: a text only for the stretch that it speaks of. */

import { country, date, depthWords, distance, say, t } from "../panels/text.js";

/** @typedef {import("../wire/unpack.js").PageData} PageData */
/** @typedef {import("../wire/store.js").State} State */

/** Whether two depths are one: the slider knows whole metres, miles do not. @param {number} a @param {number | null} b */
function same(a, b) {
  return b !== null && Math.abs(a - b) < 1;
}

/** Who states a field of a statement. @param {import("../wire/unpack.js").Statement | undefined} statement @param {string} [field] */
export function speakerOf(statement, field = "depth") {
  return statement?.fields.find((f) => f.name === field)?.speaker ?? statement?.speaker ?? statement?.fields.find((f) => f.speaker)?.speaker;
}

/** The zone as described that the page's zone is at present: of another stretch, that lies on it. @param {PageData} data @param {State} state */
export function describedZone(data, state) {
  const zone = zoneBehind(data, state);
  return state.asked && !zone?.here ? undefined : zone;
}

/** The zone as described that the statement behind the page's zone belongs to, wherever that lies. @param {PageData} data @param {State} state @returns {import("../wire/unpack.js").Described | undefined} */
function zoneBehind(data, state) {
  return data.zones[data.statements[state.basis ?? -1]?.zone ?? -1];
}

/** Whether the depth is the described zone's. @param {PageData} data @param {State} state */
function depthOfZone(data, state) {
  const zone = describedZone(data, state);
  return zone !== undefined && state.depth !== null && same(state.depth, zone.depth_m ?? null) && state.depthOf === (zone.depth_of ?? null);
}

/** Whose words a value is: *stated* only by who said all of the zone; of "up to" the words are shown.
 * @param {string | undefined} who @param {boolean} composite @param {string} [text] @param {string} [end]  which end of a range is drawn */
export function wordsBy(who, composite, text = "", end = "") {
  if (!who) return text ? t("depth.upToText", { text, end }) : t("depth.stated");
  if (text) return t(composite ? "depth.upToWords" : "depth.upTo", { who, text, end });
  return t(composite ? "depth.wordsOf" : "depth.statedBy", { who });
}

/** The statement that the depth is taken from: one about this stretch. @param {PageData} data @param {State} state */
export function depthStatement(data, state) {
  if (state.depthBy !== "text" || state.depth === null) return undefined;
  if (depthOfZone(data, state)) return data.statements[state.depthOf ?? -1];
  /** @param {import("../wire/unpack.js").Statement | undefined} s */
  const fits = (s) => s !== undefined && s.depth_m !== undefined && same(s.depth_m, state.depth) && (s.chosen === true || s.here === true);
  const taken = data.statements[state.depthOf ?? -1];
  return fits(taken) ? taken : data.statements.find((s) => s.chosen && fits(s)) ?? data.statements.find(fits);
}

/** The depth that the page came with, from a text. @param {PageData} data @param {State} state */
function opening(data, state) {
  return data.zone?.depth_origin === "text" && data.zone.depth_m !== undefined && same(data.zone.depth_m, state.depth);
}

/** Who set the depth: "text", "reader", "analyst", "default"; what a text says of another place is the reader's choice here.
 * @param {PageData} data @param {State} state */
export function depthOrigin(data, state) {
  if (state.depth === null) return "none";
  if (state.depthBy !== "text") return state.depthBy;
  return depthStatement(data, state) || depthOfZone(data, state) || opening(data, state) ? "text" : "reader";
}

/** "set by reader", "stated by X", … @param {PageData} data @param {State} state */
export function depthBy(data, state) {
  if (state.depth === null) return t("depth.unstated");
  const origin = depthOrigin(data, state);
  if (origin !== "text") return t(`depth.by.${origin}`);
  const statement = depthStatement(data, state);
  const zone = describedZone(data, state);
  const own = depthOfZone(data, state);
  const opened = opening(data, state) && data.zone?.depth_source ? data.zone.depth_source : speakerOf(statement);
  const end = statement && same(state.depth, statement.depth_m ?? null) ? "depth.farEnd" : "depth.nearEnd";
  return wordsBy(own ? fieldOf(zone, "depth")?.speaker : opened, zone !== undefined && (zone.composite === true || !own), statement?.depth_upper ? statement.depth_text : "", t(end));
}

/** @param {import("../wire/unpack.js").Described | undefined} zone @param {string} name */
export function fieldOf(zone, name) {
  return zone?.fields.find((f) => f.name === name);
}

/** Who set the side. @param {PageData} data @param {State} state */
export function sideOrigin(data, state) {
  if (state.sideBy !== "text") return state.sideBy;
  const statement = data.statements[state.sideOf ?? -1];
  const said = statement !== undefined && (statement.chosen === true || statement.here === true) && statement.side === state.side;
  return said || describedZone(data, state)?.side === state.side || (data.zone?.side_origin === "text" && data.zone.side === state.side) ? "text" : "reader";
}

/** @param {PageData} data @param {State} state */
export function sideBy(data, state) {
  const origin = sideOrigin(data, state);
  if (origin !== "text") return t(`side.by.${origin}`);
  const zone = describedZone(data, state);
  if (zone !== undefined && zone.side === state.side && (zone.side_of ?? null) === state.sideOf) return wordsBy(fieldOf(zone, "side")?.speaker, zone.composite === true);
  const who = speakerOf(data.statements[state.sideOf ?? -1] ?? data.statements.find((s) => s.chosen && s.side === state.side), "side");
  return wordsBy(who, zone !== undefined);
}

/** What is said against the zone that is shown, in sentences. @param {PageData} data @param {State} state @returns {string[]} */
export function saidAgainst(data, state) {
  const zone = zoneBehind(data, state);
  if (!zone) return [];
  const lines = [];
  for (const [standing, key] of [["denied", "basis.denied"], ["called_off", "basis.calledOff"]]) {
    const who = zone.against.filter((f) => f.value?.t === `standing.${standing}`).map((f) => f.speaker ?? t("speaker.none"));
    if (who.length) lines.push(t(key, { who: [...new Set(who)].join(", ") }));
  }
  const other = zone.against.filter((f) => f.name !== "claimed standing").map((f) => `${t(`field.${f.name}`).toLowerCase()}: ${say(f.value)}${f.speaker ? ` (${f.speaker})` : ""}`);
  if (other.length) lines.push(t("basis.differently", { values: [...new Set(other)].join("; ") }));
  return lines;
}

/** The depth as the text says it, with kilometres beside it. @param {PageData} data @param {State} state */
export function depthSaid(data, state) {
  const unit = depthStatement(data, state)?.depth_unit ?? "km";
  const kilometres = distance(Number(state.depth), "km");
  return unit === "km" ? kilometres : `${depthWords(Number(state.depth), unit)} (${kilometres})`;
}

/** @param {import("../wire/unpack.js").Zone} zone @param {string} side */
function onSide(zone, side) {
  if (side !== "both") {
    const name = country(side);
    return t("caption.side", { side: name === side ? (zone.sides.find((s) => s.code === side)?.name ?? side) : name });
  }
  return zone.sides.length > 1 ? t("caption.bothSides") : "";
}

/** The line that stands on every picture of the map. @param {PageData} data @param {State} state */
export function caption(data, state) {
  const { from, to } = state.filters;
  const days = from || to ? ` ${t(from && to ? "caption.days" : from ? "caption.daysFrom" : "caption.daysTo", { from: date(from), to: date(to) })}` : "";
  return zoneCaption(data, state) + days;
}

/** @param {PageData} data @param {State} state */
function zoneCaption(data, state) {
  if (!data.zone) return t("caption.none");
  const stretch = data.zone.label;
  if (data.other) return t("caption.two", { a: zoneSaid(data.zone, state.depth, state.side), b: zoneSaid(data.other, state.depthB, state.sideB) });
  const against = saidAgainst(data, state).map((line) => ` ${line}`).join("") + (state.asked ? t("caption.computed") : "");
  if (state.depth === null) return t("caption.unstated", { stretch, against });
  return t("caption", { against, depth: depthSaid(data, state), stretch, side: onSide(data.zone, state.side), by: depthBy(data, state), sideBy: sideBy(data, state) });
}

/** One of two zones in words. @param {import("../wire/unpack.js").Zone} zone @param {number | null} depth @param {string} side */
export function zoneSaid(zone, depth, side) {
  const on = onSide(zone, side);
  return depth === null ? t("caption.noDepth", { stretch: zone.label, side: on }) : t("caption.within", { depth: distance(depth, "km"), stretch: zone.label, side: on });
}

/** Of two zones along one stretch only what differs: depth and side. @param {import("../wire/unpack.js").Zone} zone @param {number | null} depth @param {string} side */
export function zoneShort(zone, depth, side) {
  const known = country(side);
  const on = side === "both" ? t("zone.both") : known === side ? (zone.sides.find((s) => s.code === side)?.name ?? side) : known;
  return t("zone.short", { depth: depth === null ? t("zone.noDepth") : distance(depth, "km"), side: on });
}

/** What a text says a depth of, where that is not this stretch. @param {import("../wire/unpack.js").Statement} statement */
export function saidElsewhere(statement) {
  const where = statement.fields.find((f) => f.name === "where");
  const said = where && !where.unstated ? t("depth.saidOf", { where: where.value }) : t("depth.saidNowhere");
  const who = speakerOf(statement);
  return who ? t("depth.saidBy", { said, who }) : said;
}
