/** The page as it was written, for a copy of itself: only what the script changes is kept, the rest stands there. */

let frame = "";
let writtenIn = "";

/** Keep the frame as it is before anything fills it. */
export function keepSource() {
  writtenIn = document.documentElement.lang;
  frame = "";
  for (const node of document.body.childNodes) {
    if (/** @type {Element} */ (node).id === "bm-static") break;
    frame += written(node);
  }
}

/** The page's source. */
export function pageSource() {
  const [first] = document.body.children;
  let rest = "";
  /** @type {ChildNode | null} */
  let node = document.getElementById("bm-static") ?? first;
  for (; node; node = node.nextSibling) {
    if (!(node instanceof Element) || node.id === "bm-static" || node.localName === "script") rest += written(node);
  }
  const lang = writtenIn.replace(/[^\w-]/g, "");
  return `<!DOCTYPE html>\n<html lang="${lang}">${document.head.outerHTML}\n<body>${frame}${rest}</body></html>\n`;
}

/** @param {Node} node */
function written(node) {
  return node instanceof Element ? node.outerHTML : (node.nodeValue ?? "");
}
