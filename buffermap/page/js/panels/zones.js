/** The other zones that the articles describe: one choice away, each with whose words it is and why it is another. */

import { byId, h, put } from "./dom.js";
import { fieldList, quote, spoken } from "./saying.js";
import { describedZone, fieldOf } from "../state/stated.js";
import { shellWord } from "../wire/quoting.js";
import { asksFor, showable, useZone } from "../state/switching.js";
import { say, t } from "./text.js";

/** @typedef {import("../wire/unpack.js").Described} Described */

/** The zones that are not shown at present. @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
function otherZones(model, store) {
  const shown = describedZone(model.data, store.state);
  return model.data.zones.filter((zone) => zone !== shown);
}

/** A box for each zone that is not shown. @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
export function zoneBoxes(model, store) {
  return otherZones(model, store).map((zone) => h("div", { class: "says-box", "data-zone": zone.zone_id },
    h("p", { class: "says-label", dir: "auto" }, zone.label),
    standing(zone),
    zone.why.length ? h("p", { class: "small dim" }, t("zones.why", { why: zone.why.map((why) => t(`apart.${why}`)).join(", ") })) : null,
    fieldList(zone),
    zone.against.length ? h("div", { class: "small" }, t("zones.against"), h("ul", {}, zone.against.map((f) => h("li", { dir: "auto" }, say(f.value), f.speaker ? ` — ${f.speaker}` : "")))) : null,
    zone.unused.length ? h("p", { class: "small dim", dir: "auto" }, t("zones.unused", { names: zone.unused.join(", ") })) : null,
    [...new Set(zone.fields.map((f) => f.sentence))].map((i) => (i === undefined ? null : quote(model.data, i))),
    showable(model, zone) ? h("button", { type: "button", class: "chip use", onclick: () => useZone(model, store, zone) }, t("zones.draw"))
      : zone.placed ? asksFor(`--zone ${shellWord(zone.zone_id)}`, "zones.elsewhere") : h("p", { class: "small" }, t("zones.nowhere"))));
}

/** @param {Described} zone */
function standing(zone) {
  const claimed = fieldOf(zone, "claimed standing");
  if (!zone.standing) return null;
  return h("p", { class: "small", dir: "auto" }, t(zone.composite ? "basis.standingWords" : "statement.claimed", { standing: spoken("standing", zone.standing), who: claimed?.speaker ?? t("speaker.none") }));
}

/** The list beside the headline. */
export class ZoneList {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    const draw = () => {
      const others = otherZones(model, store);
      byId("bm-zones").hidden = !others.length;
      byId("bm-zones-count").textContent = t("zones.count", { n: others.length });
      put(byId("bm-zones-list"), zoneBoxes(model, store));
    };
    draw();
    store.subscribe((_, changed) => {
      if (changed.has("basis") || changed.has("language")) draw();
    });
  }
}
