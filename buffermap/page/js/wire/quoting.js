/** Texts as TOML, shells and tables write them. */

/** A TOML basic string. @param {string} text */
export function toml(text) {
  const escaped = text.replace(/[\\"]/g, "\\$&").replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `"${escaped}"`;
}

/** A word as a shell takes it. @param {string} word */
export function shellWord(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'"'"'`)}'`;
}

/** A cell that no spreadsheet takes for a formula. @param {string | number | null | undefined} value */
export function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const plain = value.replace(/\p{Cc}/gu, (c) => ("\t\r\n".includes(c) ? c : "")); // control characters, which no table needs
  const safe = /^[\s]*[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
