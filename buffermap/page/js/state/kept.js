/** Review work outlives a reload: it is kept in this browser, under the page's own hash, until its reader deletes it. */

import { announce, byId } from "../panels/dom.js";
import { t } from "../panels/text.js";

const PREFIX = "buffermap:";

export class Kept {
  /** @param {import("../wire/unpack.js").PageData} data @param {import("../wire/store.js").Store} store */
  constructor(data, store) {
    this.key = `${PREFIX}${data.id}`;
    this.store = store;
    this.mentions = data.mentions.length;
    /** whether there is work that no file holds yet */
    this.unsaved = false;
    this.works = true;
    if (!store.state.reviews.size) this.restore();
    store.subscribe((_, changed) => {
      if (changed.has("reviews")) this.unsaved = this.store.state.reviews.size > 0;
      if (changed.has("reviews") || changed.has("reviewer")) this.keep();
      if (changed.has("language") || changed.has("reviews")) this.tell();
    });
    byId("bm-corrections").addEventListener("click", () => (this.unsaved = false));
    byId("bm-forget").addEventListener("click", () => this.forget());
    window.addEventListener("beforeunload", (event) => {
      if (this.unsaved) event.preventDefault();
    });
    this.tell();
  }

  /** @returns {string | null} */
  read() {
    try {
      return localStorage.getItem(this.key);
    } catch {
      this.works = false; // a page within a page, or a browser that is told to keep nothing
      return null;
    }
  }

  restore() {
    try {
      const kept = JSON.parse(this.read() ?? "{}");
      const reviews = (kept.reviews ?? []).filter((/** @type {[number, any]} */ [m, review]) => Number.isInteger(m) && m >= 0 && m < this.mentions && typeof review?.verdict === "string");
      this.store.state.reviews = new Map(reviews);
      this.store.state.reviewer = String(kept.reviewer ?? "");
    } catch {
      // what stands there is not ours: it is left alone until there is something to keep
    }
  }

  keep() {
    const { reviews, reviewer } = this.store.state;
    try {
      if (reviews.size || reviewer) localStorage.setItem(this.key, JSON.stringify({ reviews: [...reviews], reviewer }));
      else localStorage.removeItem(this.key);
      this.works = true;
    } catch {
      this.works = false;
    }
  }

  forget() {
    this.store.set({ reviews: new Map(), reviewer: "" });
    this.store.flush();
    this.unsaved = false;
    try {
      localStorage.removeItem(this.key);
    } catch {
      this.works = false;
    }
    announce(t("review.forgotten"));
  }

  tell() {
    byId("bm-kept").textContent = t(this.works ? "review.kept" : "review.notKept");
    byId("bm-forget").hidden = !this.store.state.reviews.size;
  }
}
