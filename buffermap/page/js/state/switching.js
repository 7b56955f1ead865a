/** Taking the zone's assumptions from another statement: what the page can show at once, and how to ask for the rest. */

import { announce, h, icon } from "../panels/dom.js";
import { t } from "../panels/text.js";

/** Take side and depth from a statement; what it does not state becomes unstated, on both sides.
 * @param {import("./model.js").Model} model @param {import("../wire/store.js").Store} store @param {number} i */
export function useStatement(model, store, i) {
  const statement = model.data.statements[i];
  const sided = statement.side !== undefined && model.sides.some((s) => s.code === statement.side);
  const deep = statement.depth_m !== undefined;
  store.set({
    basis: i, statement: i,
    side: sided ? String(statement.side) : "both", sideBy: sided ? "text" : "default", sideOf: sided ? i : null,
    depth: deep ? Number(statement.depth_m) : null, depthBy: deep ? "text" : "none", depthOf: deep ? i : null,
  });
  announce(t("statement.used"));
}

/** The options that make a page of a statement about another stretch, to be copied. @param {string} options */
export function asksFor(options) {
  const command = `buffermap map INPUT -o other.html ${options}`;
  const button = h("button", { type: "button", class: "chip", onclick: () => void copy() }, icon("quote"), t("statement.copy"));
  return h("div", { class: "asks" }, h("p", { class: "dim small" }, t("statement.elsewhere")), h("code", {}, command), button);

  async function copy() {
    try {
      await navigator.clipboard.writeText(command);
      announce(t("statement.copied"));
      button.lastChild?.replaceWith(t("statement.copied"));
    } catch {
      window.prompt(t("cite.manual"), command);
    }
  }
}
