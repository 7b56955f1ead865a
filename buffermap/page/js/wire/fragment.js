/** Links to the very sentence on the web, as text fragments. */

const WHOLE = 10; // words up to which a sentence is given whole
const ENDS = 5; // words of its beginning and of its end, where it is longer

/**
 * A link that makes a browser scroll to a sentence and mark it.
 *
 * Quotation marks and brackets at the ends are left out, as pages often print others than their text holds; commas,
 * hyphens and ampersands separate the parts of a fragment and are written as percent codes.
 * @param {string | null | undefined} url @param {string} text
 */
export function fragmentLink(url, text) {
  if (!url) return null;
  const words = text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "").trim().split(/\s+/);
  const parts = words.length <= WHOLE ? [words] : [words.slice(0, ENDS), words.slice(-ENDS)];
  const fragment = parts.map((part) => trimmed(part.join(" "))).filter(Boolean).map(encoded).join(",");
  if (!fragment) return null;
  const [address, anchor = ""] = url.split(/#(.*)/s);
  return `${address}#${anchor.split(":~:")[0]}:~:text=${fragment}`;
}

/** Without marks at the ends that are no part of a word. @param {string} text */
function trimmed(text) {
  return text.replace(/^[^\p{L}\p{N}$€£+-]+|[^\p{L}\p{N}%]+$/gu, "");
}

/** @param {string} text */
function encoded(text) {
  return encodeURIComponent(text).replace(/[-'()!*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
