/** What texts say of zones, distances and unnamed places, in words and as quotations. */

import { h, outLink } from "./dom.js";
import { fragmentLink } from "../wire/fragment.js";
import { country, date, has, km, placeName, say, t } from "./text.js";

/** A word of the data in the page's language, where it has one. @param {string} group @param {string | undefined} word */
export function spoken(group, word) {
  const key = `${group}.${word}`;
  return has(key) ? t(key) : (word ?? "").replace(/_/g, " ");
}

/** @param {import("../wire/unpack.js").Statement} statement */
export function statementTitle(statement) {
  const who = statement.speaker;
  return `${t("statement")}: ${statement.label}${who ? ` — ${who}` : ""}`;
}

/** "described as ordered by Putin (headline)": what is claimed is always shown with who claims it.
 * @param {import("../wire/unpack.js").Statement} statement */
export function standingWords(statement) {
  const claimed = statement.fields.find((f) => f.name === "claimed standing");
  const who = claimed?.speaker ?? statement.speaker ?? t("speaker.none");
  const voice = claimed?.voice ?? statement.voice;
  const said = statement.standing ? t("statement.claimed", { standing: spoken("standing", statement.standing), who }) : t("statement.said", { who });
  const quoted = statement.quoted_by ? ` ${t("statement.quotedBy", { who: statement.quoted_by })}` : "";
  return `${said}${voice ? ` (${spoken("voice", voice)})` : ""}${quoted}`;
}

/** When it was said, or when it was printed. @param {import("../wire/unpack.js").Statement} statement */
export function statementDay(statement) {
  if (!statement.date) return t("timeline.undated");
  return statement.dated ? date(statement.date) : t("timeline.published", { date: date(statement.date) });
}

/** What a field says. @param {import("../wire/unpack.js").Field} field */
export function fieldWords({ name, value }) {
  return name === "side" && typeof value === "string" ? value.split(", ").map(country).join(", ") : say(value);
}

/** The fields where, side and depth; what no text says is marked so. @param {{ fields: import("../wire/unpack.js").Field[] }} statement */
export function fieldList(statement) {
  const shown = statement.fields.filter((f) => ["where", "side", "depth"].includes(f.name));
  return h("dl", { class: "fields" }, shown.map((f) => h("div", {}, h("dt", {}, spoken("field", f.name)),
    h("dd", { dir: "auto" }, f.unstated ? h("span", { class: "origin none" }, t("origin.none")) : fieldWords(f),
      f.speaker && !f.unstated ? h("span", { class: "dim" }, ` — ${f.speaker}${f.voice ? ` (${spoken("voice", f.voice)})` : ""}`) : null))));
}

/** A sentence with its source and a link to it; spans of it may be marked.
 * @param {import("../wire/unpack.js").PageData} data @param {number} i @param {[number, number][]} [spans] */
export function quote(data, i, spans = []) {
  const sentence = data.sentences[i];
  const article = data.articles[sentence.article];
  const source = [article.outlet, date(article.published), article.title || article.doc_id].filter(Boolean).join(", ");
  const url = fragmentLink(article.url, sentence.text) ?? article.url;
  return h("blockquote", { "data-quote": i },
    sentence.text ? h("span", { dir: "auto" }, marked(sentence.text, spans)) : null,
    h("footer", {}, source, url ? " · " : "", url ? outLink(url, t("text.toSource")) : null));
}

/** Sentences of a statement, the words that it was read from marked.
 * @param {import("../wire/unpack.js").PageData} data @param {import("../wire/unpack.js").Statement} statement */
export function quotes(data, statement) {
  return statement.sentences.map((i) => quote(data, i, statement.fields
    .filter((f) => f.sentence === i && f.start !== undefined && f.end !== undefined)
    .map((f) => /** @type {[number, number]} */ ([f.start, f.end]))));
}

/** A text whose spans stand in `mark` elements; overlapping spans become one. @param {string} text @param {[number, number][]} spans */
function marked(text, spans) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let at = 0;
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    parts.push(text.slice(at, from), h("mark", {}, text.slice(from, end)));
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

/** "200 miles": Sumy Oblast to Kyiv, fits: 180 to 368 km. @param {import("../wire/unpack.js").Claim} claim @param {string} words */
export function claimWords(claim, words) {
  const goal = claim.to_border ? t("claim.border", { of: claim.goal }) : claim.goal;
  const known = claim.nearest_m !== undefined && claim.farthest_m !== undefined;
  const range = !known ? "" : Number(claim.farthest_m) - Number(claim.nearest_m) < 1000 ? `${km(Number(claim.centre_m ?? claim.nearest_m), 0)} km`
    : t("claim.range", { near: km(Number(claim.nearest_m), 0), far: km(Number(claim.farthest_m), 0), centre: km(Number(claim.centre_m), 0) });
  return t("claim", { words, origin: claim.origin, goal }) + (range ? ` ${range}` : "");
}

/** "4 villages (Ukraine), near the border". @param {import("../wire/unpack.js").Unnamed} places @param {string} words */
export function unnamedWords(places, words) {
  const about = [country(places.country), places.where && !words.includes(places.where) ? places.where : ""].filter(Boolean).join(", ");
  return `${t("depth.implied", { words })}${about ? ` (${about})` : ""}`;
}

/** What stands beside a sentence: distances checked, places counted but not named.
 * @param {import("../wire/unpack.js").Sentence} sentence */
export function asides(sentence) {
  const words = (/** @type {{ start: number, end: number }} */ { start, end }) => sentence.text.slice(start, end);
  return [
    ...sentence.claims.map((claim) => h("span", { class: "aside claim", dir: "auto" }, claimWords(claim, words(claim)), " ", verdict(claim))),
    ...sentence.unnamed.map((places) => h("span", { class: "aside unnamed", dir: "auto" }, unnamedWords(places, words(places)), " ", h("span", { class: "origin none" }, t("unnamed.note")))),
  ];
}

/** @param {import("../wire/unpack.js").Claim} claim */
export function verdict(claim) {
  return h("span", { class: `origin verdict ${claim.verdict}` }, spoken("verdict", claim.verdict));
}

/** A place in words: what it is and where. @param {import("../wire/unpack.js").Place} place */
export function describePlace(place) {
  const kind = has(`kind.${place.kind}`) ? t(`kind.${place.kind}`) : place.kind;
  const where = place.kind === "country" ? [] : [place.admin1 === place.name ? "" : place.admin1, country(place.country)];
  return [placeName(place), kind, ...where].filter(Boolean).join(", ");
}
