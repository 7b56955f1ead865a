/** A line or a place of the reader's own: typed, pasted, dropped as a file, or drawn on the map. */

import { announce, h, put } from "./dom.js";
import { shapeOf } from "../state/ownshape.js";
import { t } from "./text.js";

export class OwnPanel {
  /** @param {import("./ask.js").AskPanel} panel @param {HTMLElement} box */
  constructor(panel, box) {
    this.panel = panel;
    this.box = box;
    this.text = h("textarea", { id: "bm-own-text", rows: 4, spellcheck: "false" });
    this.said = h("p", { class: "small", id: "bm-own-said", role: "status" });
    this.drawing = false;
    /** told of each change, to preview it on the map @type {(() => void) | null} */
    this.onChange = null;
    this.text.addEventListener("input", () => this.onChange?.());
    dropping(box, (text) => {
      this.text.value = text;
      this.show();
    });
  }

  draw() {
    const file = fileInput("bm-own-file", ".geojson,.json,.txt,application/geo+json", (text) => {
      this.text.value = text;
      this.show();
    });
    this.text.setAttribute("placeholder", "50.30, 36.90\n50.10, 37.40");
    this.pen = h("button", { type: "button", class: "chip", id: "bm-own-draw", "aria-pressed": String(this.drawing), onclick: () => this.toggle() }, t("own.draw"));
    put(this.box, h("fieldset", {}, h("legend", {}, t("own.title")), h("p", { class: "small dim" }, t("own.help")),
      h("label", { class: "small label", for: "bm-own-text" }, t("own.points")), this.text,
      h("div", { class: "chips" }, h("button", { type: "button", class: "chip", id: "bm-own-show", onclick: () => this.show() }, t("own.show")), this.pen,
        h("button", { type: "button", class: "chip", onclick: () => this.clear() }, t("own.clear")), h("label", { class: "chip", for: "bm-own-file" }, t("own.file")), file),
      this.said));
  }

  /** Whether clicks on the map add points. */
  toggle() {
    this.drawing = !this.drawing;
    this.pen?.setAttribute("aria-pressed", String(this.drawing));
    this.tell(t(this.drawing ? "own.drawing" : "own.drawn"));
    this.onChange?.();
  }

  /** @param {number} lat @param {number} lon */
  add(lat, lon) {
    this.text.value = `${this.text.value.trimEnd()}\n${lat.toFixed(5)}, ${lon.toFixed(5)}`.trimStart();
    this.onChange?.();
  }

  clear() {
    this.text.value = "";
    this.tell("");
    this.onChange?.();
  }

  /** The shape as far as it can be read. */
  shape() {
    try {
      return shapeOf(this.text.value);
    } catch {
      return null;
    }
  }

  show() {
    if (this.drawing) this.toggle();
    try {
      const { line, around, name } = shapeOf(this.text.value);
      const asked = { line, around, name };
      const reach = this.panel.model.answers.reach(/** @type {any} */ (asked));
      if (reach < 1000) throw new Error("own.far");
      this.panel.ask(asked);
      this.tell(t(line ? "own.shownLine" : "own.shownPlace", { km: String(reach / 1000) }));
    } catch (error) {
      this.tell(t(/** @type {Error} */ (error).message));
    }
  }

  /** @param {string} text */
  tell(text) {
    this.said.textContent = text;
    if (text) announce(text);
  }
}

/** An input that reads a text file. @param {string} id @param {string} accept @param {(text: string) => void} take */
export function fileInput(id, accept, take) {
  const input = h("input", { type: "file", id, accept, class: "visually-hidden" });
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (file) take(await file.text());
    input.value = "";
  });
  return input;
}

/** Take a text file that is dropped. @param {HTMLElement} box @param {(text: string) => void} take */
export function dropping(box, take) {
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", async (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) take(await file.text());
  });
}
