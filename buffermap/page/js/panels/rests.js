/** The sentence that the zone rests on, above all others, with what it says and what it leaves open. */

import { byId, h, put } from "./dom.js";
import { basisSentences } from "../state/finding.js";
import { describedZone } from "../state/stated.js";
import { fieldWords, quote, spoken } from "./saying.js";
import { t } from "./text.js";

const SLOTS = ["where", "side", "depth"];

export class Rests {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.data = model.data;
    this.draw(store.state);
    store.subscribe((state, changed) => {
      if (changed.has("basis") || changed.has("language")) this.draw(state);
    });
  }

  /** @param {import("../wire/store.js").State} state */
  draw(state) {
    const statement = this.data.statements[state.basis ?? -1];
    const box = byId("bm-rests");
    const found = basisSentences(this.data, state).slice(0, 1);
    box.hidden = !statement || !found.length;
    if (!statement) return;
    const said = describedZone(this.data, state) ?? statement;
    const slots = SLOTS.map((name) => {
      const field = said.fields.find((f) => f.name === name);
      const open = !field || field.unstated;
      return h("span", { class: open ? "origin none" : "origin text", dir: "auto" }, `${spoken("field", name)}: ${open ? t("origin.none") : fieldWords(field)}`);
    });
    put(box, h("p", { class: "says-label small", dir: "auto" }, [t("rests.label"), said.fields.find((f) => f.name === "where")?.speaker ?? statement.speaker].filter(Boolean).join(" · ")),
      found.map(({ sentence, spans }) => quote(this.data, sentence, spans)),
      h("p", { class: "slots" }, slots, said.standing ? h("span", { class: "origin text" }, spoken("standing", said.standing)) : null));
  }
}
