/** Taking the zone's assumptions from another statement: what the page can show at once, and how to ask for the rest. */

import { announce, h, icon } from "../panels/dom.js";
import { t } from "../panels/text.js";
import { askedOf } from "./question.js";

/** Take side and depth from a statement; what it does not state becomes unstated, on both sides.
 * @param {import("./model.js").Model} model @param {import("../wire/store.js").Store} store @param {number} i */
export function useStatement(model, store, i) {
  const statement = model.data.statements[i];
  store.set({ basis: i, statement: i, ...ofText(model, statement, i, i) });
  announce(t("statement.used"));
}

/** Whether the page can show the stretch that a text speaks of: it is the page's own, or travels with it.
 * @param {import("./model.js").Model} model @param {import("../wire/unpack.js").Statement | import("../wire/unpack.js").Described} text */
export function showable(model, text) {
  if (isOpenings(model, text)) return true;
  const asked = text.own && askedOf(model.data, text.own);
  return asked !== undefined && (asked.border !== "" || model.answers.known(asked)) && (text.own?.depth_m ?? 0) <= model.answers.reach(asked);
}

/** Whether a text speaks of the stretch that the page was made with.
 * @param {import("./model.js").Model} model @param {import("../wire/unpack.js").Statement | import("../wire/unpack.js").Described} text */
function isOpenings({ data, answers: { opening } }, text) {
  const i = data.statements.indexOf(/** @type {any} */ (text));
  return i >= 0 ? opening.statements[i].here === true || opening.statements[i].chosen === true : opening.zones[data.zones.indexOf(/** @type {any} */ (text))]?.here === true;
}

/** Take place, side and depth from a zone; what its text does not state is unstated, never borrowed.
 * @param {import("./model.js").Model} model @param {import("../wire/store.js").Store} store @param {import("../wire/unpack.js").Described} zone */
export function useZone(model, store, zone) {
  store.set({ basis: zone.basis ?? null, statement: zone.basis ?? null, ...ofText(model, zone, zone.side_of ?? null, zone.depth_of ?? null) });
  announce(t("zones.drawn", { zone: zone.label }));
}

/** The state in which a text's own stretch, side and depth are shown. @param {import("./model.js").Model} model
 * @param {import("../wire/unpack.js").Statement | import("../wire/unpack.js").Described} text @param {number | null} sideOf @param {number | null} depthOf  statements behind them */
function ofText(model, text, sideOf, depthOf) {
  const { data } = model;
  const asked = isOpenings(model, text) || !text.own ? null : askedOf(data, text.own);
  const sides = asked ? (asked.border ? asked.border.split("-") : model.answers.sidesOf(asked)) : (model.answers.opening.zone?.sides ?? []).map((each) => each.code);
  const side = text.own?.side ?? text.side;
  const sided = side !== undefined && (side === "both" || sides.includes(side));
  const depth = text.own ? text.own.depth_m : text.depth_m;
  const deep = depth !== undefined;
  return {
    asked, side: sided ? String(side) : "both", sideBy: sided ? "text" : "default", sideOf: sided ? sideOf : null,
    depth: deep ? Number(depth) : null, depthBy: deep ? "text" : "none", depthOf: deep ? depthOf : null,
  };
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
