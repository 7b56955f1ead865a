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

/** Take place, side and depth from a zone on this stretch; what its text does not state is unstated, never borrowed.
 * @param {import("./model.js").Model} model @param {import("../wire/store.js").Store} store @param {import("../wire/unpack.js").Described} zone */
export function useZone(model, store, zone) {
  const sided = zone.side !== undefined && (zone.side === "both" || model.sides.some((s) => s.code === zone.side));
  const deep = zone.depth_m !== undefined;
  store.set({
    basis: zone.basis ?? null, statement: zone.basis ?? null,
    side: sided ? String(zone.side) : "both", sideBy: sided ? "text" : "default", sideOf: sided ? (zone.side_of ?? null) : null,
    depth: deep ? Number(zone.depth_m) : null, depthBy: deep ? "text" : "none", depthOf: deep ? (zone.depth_of ?? null) : null,
  });
  announce(t("zones.drawn", { zone: zone.label }));
}

/** The options that make a page of a statement or zone of another stretch, to be copied. @param {string} options @param {string} [key] */
export function asksFor(options, key = "statement.elsewhere") {
  const command = `buffermap map INPUT -o other.html ${options}`;
  const button = h("button", { type: "button", class: "chip", onclick: () => void copy() }, icon("quote"), t("statement.copy"));
  return h("div", { class: "asks" }, h("p", { class: "dim small" }, t(key)), h("code", {}, command), button);

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
