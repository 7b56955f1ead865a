/** The interface's words and numbers. All strings live in `strings/*.json`; data texts never pass through here. */

/** @type {Record<string, any>} */
let strings = {};
let language = "en";

/** @type {Map<string, any>} making a formatter takes longer than a thousand uses of it */
const formatters = new Map();

/** @template T @param {string} key @param {() => T} make @returns {T} */
function kept(key, make) {
  const name = `${language}/${key}`;
  if (!formatters.has(name)) formatters.set(name, make());
  return formatters.get(name);
}

/** @param {Intl.NumberFormatOptions} options */
function numbers(options) {
  return kept(JSON.stringify(options), () => new Intl.NumberFormat(language, options));
}

/** @param {Record<string, Record<string, any>>} all @param {string} chosen */
export function useLanguage(all, chosen) {
  strings = { ...all.en, ...all[chosen] };
  language = chosen;
}

/** A string with its {placeholders} filled; plural forms by the parameter `n`.
 * @param {string} key @param {Record<string, string | number>} [values] */
export function t(key, values = {}) {
  let text = strings[key];
  if (text === undefined) return key;
  if (typeof text === "object") {
    const form = kept("plural", () => new Intl.PluralRules(language)).select(Number(values.n));
    text = text[form] ?? text.other;
  }
  return String(text).replace(/\{(\w+)\}/g, (whole, name) => {
    const value = name === "n" && typeof values.n === "number" ? whole0(values.n) : values[name];
    return value === undefined ? whole : String(value);
  });
}

/** @param {string} key */
export function has(key) {
  return strings[key] !== undefined;
}

/** A whole number with thin separators. @param {number} n */
export function whole0(n) {
  return numbers({}).format(n);
}

/** People: three significant digits, as no listed figure deserves more. @param {number} n */
export function people(n) {
  return numbers({ maximumSignificantDigits: 3 }).format(n);
}

/** Kilometres of a distance in metres. @param {number} metres @param {number} [digits] */
export function km(metres, digits = 1) {
  return numbers({ maximumFractionDigits: digits, minimumFractionDigits: digits }).format(metres / 1000);
}

/** A depth as people write it: no decimals that are not there. @param {number} metres */
export function depthKm(metres) {
  return numbers({ maximumFractionDigits: 3 }).format(metres / 1000);
}

/** @type {Record<string, number>} */
const METRES = { km: 1000, mi: 1609.344, nmi: 1852, m: 1 };

/** A depth in the unit in which a text says it: "8 miles". @param {number} metres @param {string} [unit] */
export function depthWords(metres, unit = "km") {
  if (unit === "km" || !METRES[unit]) return `${depthKm(metres)} km`;
  const n = Math.round((metres / METRES[unit]) * 100) / 100;
  return t(`unit.${unit}`, { n });
}

/** Share of one, as a percentage. @param {number} share */
export function percent(share) {
  return numbers({ style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** A date as a newspaper writes it; what is no ISO date stays as it is. @param {string | undefined} iso */
export function date(iso) {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  if (!match) return iso ?? "";
  const day = new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])));
  return kept("date", () => new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })).format(day);
}

/** Name of a country; other codes stay as they are. @param {string | undefined} code */
export function country(code) {
  if (!code || !/^[A-Z]{2}$/.test(code)) return code ?? "";
  try {
    return kept("country", () => new Intl.DisplayNames([language], { type: "region" })).of(code) ?? code;
  } catch {
    return code;
  }
}

export function currentLanguage() {
  return language;
}

/** Compare names in the page's language. @param {string} a @param {string} b */
export function collate(a, b) {
  return kept("collate", () => new Intl.Collator(language)).compare(a, b);
}
