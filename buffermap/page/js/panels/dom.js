/** Elements, made without any HTML from data: text is always a text node. */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Make an element. `props` are attributes, except `on…` (listeners), `class` and booleans.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {Record<string, any>} [props] @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** An SVG element. @param {string} tag @param {Record<string, any>} [props] @param {...(Child | Child[])} children */
export function svg(tag, props = {}, ...children) {
  return /** @type {any} */ (fill(/** @type {any} */ (document.createElementNS("http://www.w3.org/2000/svg", tag)), props, children));
}

/** @template {Element} T @param {T} element @param {Record<string, any>} props @param {(Child | Child[])[]} children */
function fill(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) element.append(/** @type {any} */ (child instanceof Node ? child : String(child)));
  }
  return element;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page lacks #${id}`);
  return element;
}

/** Replace what is inside an element. @param {Element} element @param {...(Child | Child[])} children */
export function put(element, ...children) {
  element.replaceChildren();
  fill(element, {}, children);
}

/** A link that leaves the page, or plain text where the address is not http(s).
 * @param {string | null | undefined} url @param {string} text @param {Record<string, any>} [props] */
export function outLink(url, text, props = {}) {
  if (!url || !/^https?:\/\/[^/]/i.test(url)) return h("span", props, text);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", ...props }, text);
}

/** Say something to screen readers. @param {string} text */
export function announce(text) {
  byId("bm-live").textContent = text;
}

/** Offer a file for download. @param {string} name @param {Blob} blob */
export function download(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** An icon of the page's own sprite, drawn with strokes. @param {keyof typeof ICONS} name */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true", class: "icon" },
    svg("path", { d: ICONS[name], fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round", "stroke-linejoin": "round" }));
}

export const ICONS = {
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  home: "M3.5 9.5 10 4l6.5 5.5M5.5 8.5V16h9V8.5",
  full: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  layers: "m10 3 7 4-7 4-7-4zM3 11l7 4 7-4",
  ruler: "m3 13 10-10 4 4L7 17zM6.5 9.5l1.6 1.6M9 7l2.3 2.3M11.500 4.500l1.600 1.600",
  close: "m5 5 10 10M15 5 5 15",
  left: "M12.500 4.500 7 10l5.500 5.500",
  right: "M7.500 4.500 13 10l-5.500 5.500",
  check: "m4 10.500 4 4 8-9",
  fold: "m5 12.500 5-5 5 5",
  down: "M10 3v10M5.500 9 10 13.500 14.500 9M4 17h12",
  quote: "M5 13c2 0 3-1.500 3-4V6H4v4h3M13 13c2 0 3-1.500 3-4V6h-4v4h3",
  save: "M4 4h9l3 3v9H4zM7 4v4h5V4M7 16v-4h6v4",
  print: "M6 8V3.500h8V8M6 14H3.500V8h13v6H14M6 12h8v5H6z",
  search: "M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4ZM13 13l4 4",
  moon: "M15.500 12.500A6.500 6.500 0 0 1 7.500 4.500a6.500 6.500 0 1 0 8 8Z",
  legend: "M4 5.500h2M9 5.500h7M4 10h2M9 10h7M4 14.500h2M9 14.500h7",
  link: "M8.500 11.500a3 3 0 0 0 4.200 0l2.600-2.600a3 3 0 0 0-4.200-4.200l-1 1M11.500 8.500a3 3 0 0 0-4.200 0L4.700 11.100a3 3 0 0 0 4.200 4.200l1-1",
};
