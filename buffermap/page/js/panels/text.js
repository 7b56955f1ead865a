/** The interface's words and numbers. All strings live in `strings/*.json`; data texts never pass through here. */

/** @type {Record<string, any>} */
let strings = {};
let language = "en";

/** @type {Record<string, Record<string, any>>} */
let languages = {};

/** @type {Map<string, any>} making a formatter takes longer than a thousand uses of it */
const formatters = new Map();

/** @template T @param {string} key @param {() => T} make @returns {T} */
function kept(key, make) {
  const name = `${language}/${key}`;
  if (!formatters.has(name)) formatters.set(name, make());
  return formatters.get(name);
}

/** @param {Record<string, Record<string, any>>} all @param {string} chosen */
export function useLanguage(all, chosen) {
  languages = all;
  strings = { ...all.en, ...(Object.hasOwn(all, chosen) ? all[chosen] : {}) };
  language = chosen;
}

/**
 * A value to be said in words: a text, a whole number, a list of such, or an object for a template (`t` and what
 * stands in its braces), a distance (`m` metres, in the unit `u`), a country (`c`) or a place (`p`, `name`).
 * `buffermap/words.py` makes them and says the same by the same rules.
 * @typedef {any} Phrase
 */

/** A template with phrases in its {braces}; its plural form is that of `n`.
 * @param {string} key @param {Record<string, Phrase>} [values] @returns {string} */
export function t(key, values = {}) {
  let text = strings[key];
  if (text === undefined) return key;
  if (typeof text === "object") text = text[plural(values.n)] ?? text.other;
  return String(text).replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) && values[name] !== undefined ? say(values[name]) : whole));
}

/** @param {Phrase} phrase @returns {string} */
export function say(phrase) {
  if (typeof phrase === "string") return phrase;
  if (typeof phrase === "number") return decimal(phrase, 3);
  if (Array.isArray(phrase)) return phrase.map(say).join(", ");
  if (!phrase) return "";
  if (phrase.t !== undefined) return t(phrase.t, phrase);
  if (phrase.m !== undefined) return distance(phrase.m, phrase.u);
  return phrase.c === undefined ? nameIn(String(phrase.name), phrase.local) : country(phrase.c);
}

/** A phrase as files say it, whatever language the page is read in. @param {Phrase} phrase */
export function english(phrase) {
  const before = [strings, language];
  [strings, language] = [languages.en ?? strings, "en"];
  try {
    return say(phrase);
  } finally {
    [strings, language] = /** @type {[Record<string, any>, string]} */ (before);
  }
}

/** The name that a place has where it lies, if it is in letters that this language's readers read.
 * @param {string} name @param {string | undefined} local */
export function nameIn(name, local) {
  return strings.letters && local && new RegExp(strings.letters).test(local) ? local : name;
}

/** @param {import("../wire/unpack.js").Place} place */
export function placeName(place) {
  return nameIn(place.name, place.name_local);
}

/** The plural form of a number by the language's own rules; fractions have the form `other`. @param {Phrase} n */
function plural(n) {
  if (typeof n !== "number" || !Number.isInteger(n)) return "other";
  /** @param {[number, number[]][] | undefined} rules @param {"some" | "every"} how */
  const holds = (rules, how) => (rules ?? [])[how](([modulus, rests]) => rests.includes(n % modulus));
  for (const rule of strings.plural) if (holds(rule.in, "every") && !holds(rule.not, "some")) return rule.form;
  return "other";
}

/** @param {string} key */
export function has(key) {
  return Object.hasOwn(strings, key);
}

/** A number in groups of three digits, halves rounded up. @param {number} value @param {number} [decimals]  at most @param {boolean} [fixed]  all of them */
export function decimal(value, decimals = 0, fixed = false) {
  const scaled = Math.floor(Math.abs(value) * 10 ** decimals + 0.5);
  const whole = Math.floor(scaled / 10 ** decimals);
  const digits = decimals ? String(scaled % 10 ** decimals).padStart(decimals, "0") : "";
  const fraction = fixed ? digits : digits.replace(/0+$/, "");
  const text = String(whole).replace(/\B(?=(\d{3})+$)/g, strings.number.group) + (fraction ? strings.number.decimal + fraction : "");
  return value < 0 && scaled ? `−${text}` : text;
}

/** A whole number. @param {number} n */
export function whole0(n) {
  return decimal(n);
}

/** People: three significant digits, as no listed figure deserves more. @param {number} n */
export function people(n) {
  const step = 10 ** Math.max(String(Math.floor(n)).length - 3, 0);
  return decimal(Math.floor((Math.floor(n) + Math.floor(step / 2)) / step) * step);
}

/** Kilometres of a distance in metres. @param {number} metres @param {number} [digits] */
export function km(metres, digits = 1) {
  return decimal(metres / 1000, digits, true);
}

/** A depth as people write it: no decimals that are not there. @param {number} metres */
export function depthKm(metres) {
  return decimal(metres / 1000, 3);
}

/** @type {Record<string, number>} */
const METRES = { km: 1000, mi: 1609.344, nmi: 1852, m: 1 };

/** A distance as people say it. @param {number} metres @param {string} [unit]  by default that in which it is a short number */
export function distance(metres, unit) {
  const chosen = unit && METRES[unit] ? unit : shortUnit(metres);
  const scale = chosen === "km" ? 1000 : 100;
  return t(`unit.${chosen}`, { n: Math.floor((metres / METRES[chosen]) * scale + 0.5) / scale });
}

/** The unit in which a distance is a short number. @param {number} metres */
function shortUnit(metres) {
  const plain = metres >= 1000 ? "km" : "m";
  if (Math.abs(metres - Math.round(metres / 100) * 100) < 1e-6) return plain;
  for (const unit of ["mi", "nmi"]) {
    const value = metres / METRES[unit];
    const tenths = Math.floor(value * 10 + 0.5);
    if (Math.abs(value - tenths / 10) < 1e-9 && (tenths < 100 || (tenths % 10 === 0 && tenths < 10000))) return unit;
  }
  return plain;
}

/** A depth in the unit in which a text says it: "8 miles". @param {number} metres @param {string} [unit] */
export function depthWords(metres, unit = "km") {
  return distance(metres, METRES[unit] ? unit : "km");
}

/** Share of one, as a percentage. @param {number} share */
export function percent(share) {
  return `${decimal(share * 100)}%`;
}

/** A date as a newspaper writes it; what is no ISO date stays as it is. @param {string | undefined} iso */
export function date(iso) {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  const month = match && strings.months.split(" ")[Number(match[2]) - 1];
  const real = match && new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))).getUTCDate() === Number(match[3]);
  if (!match || !month || !real) return iso ?? "";
  return t("date", { day: String(Number(match[3])), month, year: String(Number(match[1])) });
}

/** Name of a country; other codes stay as they are. @param {string | undefined} code */
export function country(code) {
  return has(`country.${code}`) ? t(`country.${code}`) : (code ?? "");
}

export function currentLanguage() {
  return language;
}

/** Compare names in the page's language. @param {string} a @param {string} b */
export function collate(a, b) {
  return kept("collate", () => new Intl.Collator(language)).compare(a, b);
}
