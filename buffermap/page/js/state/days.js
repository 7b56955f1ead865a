/** The days of articles, statements and events, in as many spans as a small chart has room for. */

import { articleOf } from "./model.js";

const MOST_SPANS = 48;
const DAY_MS = 86400000;
/** Lengths of a span: days up to a week, then months. @type {["day" | "month", number][]} */
const LENGTHS = [["day", 1], ["day", 7], ["month", 1], ["month", 3], ["month", 12], ["month", 60], ["month", 120], ["month", 1200], ["month", 12000]];

/** @typedef {{ starts: string[], articles: number[], statements: number[], events: number[], undated: number }} Spans
 *  `starts` are first days, one more than there are spans: where the last one ends; `undated` articles stand in none */

/** The day of a date that is one. @param {string | undefined} date */
export function dayOf(date) {
  const day = (date ?? "").slice(0, 10);
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : "";
}

/** The day of a statement: what the text says, else its article's. @param {import("../wire/unpack.js").PageData} data @param {import("../wire/unpack.js").Statement} statement */
export function statementDate(data, statement) {
  const article = articleOf(data, statement);
  return dayOf(statement.date) || dayOf(article === null ? "" : data.articles[article].published);
}

/** @param {import("../wire/unpack.js").PageData} data @param {string[]} eventDays @returns {Spans | null} null where all is of one day, or of none */
export function spansOf(data, eventDays) {
  const days = {
    articles: data.articles.map((a) => dayOf(a.published)),
    statements: data.statements.map((s) => statementDate(data, s)),
    events: eventDays.map(dayOf),
  };
  const all = Object.values(days).flat().filter(Boolean);
  if (!all.length) return null;
  let [first, last] = [all[0], all[0]];
  for (const day of all) {
    if (day < first) first = day;
    if (day > last) last = day;
  }
  if (first === last) return null;
  const starts = startsFrom(first, last);
  /** @param {string[]} of */
  const count = (of) => {
    const counts = new Array(starts.length - 1).fill(0);
    for (const day of of) if (day) counts[spanAt(starts, day)]++;
    return counts;
  };
  return { starts, articles: count(days.articles), statements: count(days.statements), events: count(days.events), undated: days.articles.filter((day) => !day).length };
}

/** First days of spans from one day to another, of the shortest length of which there are not too many. @param {string} first @param {string} last */
function startsFrom(first, last) {
  const lengths = LENGTHS.find(([unit, n]) => (unit === "day" ? (Date.parse(last) - Date.parse(first)) / DAY_MS : 12 * (year(last) - year(first) + 1)) / n <= MOST_SPANS) ?? LENGTHS[LENGTHS.length - 1];
  const starts = [first];
  while (starts[starts.length - 1] <= last) starts.push(following(starts[starts.length - 1], lengths));
  return starts;
}

/** @param {string} day */
function year(day) {
  return Number(day.slice(0, 4));
}

/** The first day of the span after the one that begins on a day: months begin on the first of one. @param {string} day @param {["day" | "month", number]} length */
function following(day, [unit, n]) {
  const at = new Date(day);
  if (unit === "day") at.setUTCDate(at.getUTCDate() + n);
  else at.setUTCMonth(Math.floor((at.getUTCMonth() + n) / n) * n, 1);
  const next = at.toISOString();
  return next.startsWith("+") ? "9999-99-99" : next.slice(0, 10);
}

/** The span that a day lies in. @param {string[]} starts @param {string} day */
export function spanAt(starts, day) {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= day) low = middle;
    else high = middle;
  }
  return low;
}

/** The last day of a span. @param {string[]} starts @param {number} span */
export function lastDay(starts, span) {
  const next = new Date(starts[span + 1]);
  return Number.isNaN(next.getTime()) ? "9999-12-31" : new Date(next.getTime() - DAY_MS).toISOString().slice(0, 10);
}
