/** Settlements within the chosen distance as a table: only the rows in sight exist. */

import { toCard } from "./card.js";
import { byId, h, put } from "./dom.js";
import { canShade } from "../map/parts.js";
import { holds, INSIDE, OUTSIDE, partly, plain, UNCERTAIN_INSIDE } from "../state/model.js";
import { byDivision, divisionName, listedRange } from "../state/people.js";
import { collate, country, km, people, t, whole0 } from "./text.js";

const ROW = 30; // pixels
export const COLUMNS = ["name", "division", "population", "distance"];

export class TablePanel {
  /** @param {import("../state/model.js").Model} model @param {import("../wire/store.js").Store} store */
  constructor(model, store) {
    this.model = model;
    this.store = store;
    this.scroller = byId("bm-rows");
    /** @type {Uint32Array} */
    this.rows = new Uint32Array(0);
    /** @type {Record<string, Uint32Array>} */
    this.orders = {};
    this.head();
    this.scroller.addEventListener("scroll", () => this.draw());
    this.scroller.addEventListener("keydown", (e) => this.key(e));
    new ResizeObserver(() => this.draw()).observe(this.scroller);
    const find = /** @type {HTMLInputElement} */ (byId("bm-find"));
    find.addEventListener("input", () => this.change({ query: find.value }));
    const division = /** @type {HTMLSelectElement} */ (byId("bm-division"));
    division.addEventListener("change", () => this.change({ division: division.value }));
    const relation = /** @type {HTMLSelectElement} */ (byId("bm-relation"));
    relation.addEventListener("change", () => this.change({ relation: relation.value }));
    byId("bm-sums").addEventListener("click", () => this.change({ sums: !store.state.table.sums }));
    const shown = /** @type {HTMLInputElement} */ (byId("bm-sums-shown"));
    shown.addEventListener("change", () => store.set({ layers: { ...store.state.layers, people: shown.checked } }));
    this.divisions();
    store.subscribe((state, changed) => {
      if (changed.has("asked")) this.orders = {};
      if (changed.has("language")) {
        this.head();
        this.divisions();
      }
      if (["depth", "side", "depthB", "sideB", "table", "tab", "language", "layers"].some((key) => changed.has(key))) this.update();
      else if (changed.has("row") || changed.has("place")) this.show(state);
    });
    this.update();
  }

  get s() {
    return /** @type {import("./settlements.js").Settlements} */ (this.model.data.settlements);
  }

  /** @param {Partial<import("../wire/store.js").State["table"]>} change */
  change(change) {
    this.store.set({ table: { ...this.store.state.table, ...change } });
  }

  head() {
    const { sort, down } = this.store.state.table;
    put(byId("bm-table-head"), COLUMNS.map((column) => {
      const on = sort === column;
      return h("div", { role: "columnheader", class: column, "aria-sort": on ? (down ? "descending" : "ascending") : "none" },
        h("button", { type: "button", onclick: () => this.change({ sort: column, down: on ? !down : column === "population" }) },
          t(`column.${column}`), h("span", { class: "arrow", "aria-hidden": "true" }, on ? (down ? "↓" : "↑") : "")));
    }));
  }

  divisions() {
    put(byId("bm-relation"), ["", "a", "b", "both"].map((value) => h("option", { value, selected: value === this.store.state.table.relation }, t(`relation.${value || "any"}`))));
    const names = [...this.s.divisions.keys()].filter((i) => this.s.divisions[i]).sort((a, b) => collate(this.s.divisionName(a), this.s.divisionName(b)));
    /** @type {HTMLInputElement} */ (byId("bm-find")).value = this.store.state.table.query;
    put(byId("bm-division"), h("option", { value: "" }, t("table.allDivisions")), names.map((i) => h("option", { value: i, selected: String(i) === this.store.state.table.division }, this.s.divisionName(i))));
  }

  /** All rows in the order of a column, sorted once. @param {string} column */
  order(column) {
    const { s } = this;
    if (!this.orders[column]) {
      const order = new Uint32Array(s.count).map((_, i) => i);
      if (column === "name") {
        const names = s.allNames();
        order.sort((a, b) => (names[a] < names[b] ? -1 : names[a] > names[b] ? 1 : 0));
      }
      if (column === "population") order.sort((a, b) => s.population[a] - s.population[b] || a - b);
      else if (column === "division") order.sort((a, b) => (s.divisions[s.division[a]] ?? "").localeCompare(s.divisions[s.division[b]] ?? "") || a - b);
      this.orders[column] = order;
    }
    return this.orders[column];
  }

  /** Rows inside or uncertain that pass the table's own filters, in its order. */
  choose() {
    const { depth, side, table } = this.store.state;
    const { s, model } = this;
    const compared = model.data.other !== null;
    if (depth === null && !compared) return new Uint32Array(0);
    const words = plain(table.query.trim());
    const names = words ? this.model.plainNames() : [];
    const division = table.division === "" ? -2 : Number(table.division);
    const order = this.order(table.sort);
    const chosen = new Uint32Array(s.count);
    const sides = model.sides.map((_, i) => model.onSide(i, side));
    let n = 0;
    for (let k = 0; k < s.count; k++) {
      const row = order[table.down ? s.count - 1 - k : k];
      if (compared) {
        const relation = model.relation(row, this.store.state);
        if (!relation || (table.relation && relation !== table.relation)) continue;
      } else if (s.side[row] < 0 || !sides[s.side[row]] || (s.distance[row] > Number(depth) && !s.unsure(row, Number(depth)))) continue;
      if (division !== -2 && s.division[row] !== division) continue;
      if (words && !names[row].includes(words)) continue;
      chosen[n++] = row;
    }
    return chosen.subarray(0, n);
  }

  update() {
    if (this.store.state.tab !== "table") return;
    this.head();
    const { table, depth } = this.store.state;
    byId("bm-relation").hidden = !this.model.data.other;
    this.rows = this.choose();
    byId("bm-sums").setAttribute("aria-pressed", String(table.sums));
    byId("bm-sum-box").hidden = !table.sums;
    byId("bm-grid").hidden = table.sums;
    byId("bm-table-note").textContent = this.model.data.other ? t("table.compared", { n: this.rows.length }) : this.counted(depth);
    if (table.sums) this.drawSums();
    else this.draw();
  }

  /** How many lie within, of how many that are listed: all rows, or those that pass the table's own filters. @param {number | null} depth */
  counted(depth) {
    if (depth === null) return t("table.noDepth");
    const n = { inside: 0, low: 0, high: this.rows.length };
    for (const row of this.rows) {
      const status = this.model.statusOfRow(row, depth, this.store.state.side);
      if (holds(status)) n.inside++;
      if (status === INSIDE) n.low++;
    }
    if (n.low === n.high) return t("table.exact", { n: n.inside });
    return t("table.range", { n: n.inside, low: whole0(n.low), high: whole0(n.high), listed: whole0(n.high) });
  }

  draw() {
    if (this.store.state.tab !== "table" || this.store.state.table.sums) return;
    const { rows, scroller } = this;
    const inner = byId("bm-rows-inner");
    inner.style.height = `${rows.length * ROW}px`;
    const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - 4);
    const last = Math.min(rows.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + 4);
    byId("bm-grid").setAttribute("aria-rowcount", String(rows.length + 1));
    const parts = [];
    for (let k = first; k < last; k++) parts.push(this.row(rows[k], k));
    const focused = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest?.(".row"))?.dataset.row;
    put(inner, parts);
    if (focused) /** @type {HTMLElement | null} */ (inner.querySelector(`[data-row="${focused}"] button`))?.focus({ preventScroll: true });
  }

  /** @param {number} row @param {number} k */
  row(row, k) {
    const { s, model } = this;
    const { depth, side, row: selected } = this.store.state;
    const status = model.statusOfRow(row, depth, side);
    const relation = model.data.other ? model.relation(row, this.store.state) : "";
    const uncertain = !relation && status !== INSIDE && status !== OUTSIDE;
    const mentioned = model.placeOf.has(s.geonameid[row]);
    const element = h("div", { role: "row", class: `row${uncertain ? " uncertain" : ""}${mentioned ? " mentioned" : ""}`, "aria-rowindex": k + 2,
      "aria-selected": String(row === selected), "data-row": row, onclick: (/** @type {MouseEvent} */ event) => {
      this.pick(row);
      if (!event.detail) toCard(this.store, /** @type {HTMLElement} */ (event.target));
    } },
    h("div", { role: "cell", class: "name" }, h("button", { type: "button", tabindex: row === selected || (selected === null && k === 0) ? 0 : -1, title: s.name(row) }, s.name(row)),
      relation ? h("span", { class: `relation ${relation}`, title: t(`relation.${relation}`) }, relation === "both" ? "A+B" : relation.toUpperCase()) : null,
      uncertain ? h("abbr", { class: "near", title: t(partly(s.population[row]) ? "status.partly" : status === UNCERTAIN_INSIDE ? "status.nearInside" : "status.nearOutside") }, "±") : null),
    h("div", { role: "cell", class: "division" }, s.divisionName(s.division[row]) || country(model.sides[s.side[row]]?.code)),
    h("div", { role: "cell", class: "population" }, s.population[row] < 0 ? h("span", { class: "dim" }, "–") : whole0(s.population[row])),
    h("div", { role: "cell", class: "distance" }, km(s.distance[row])));
    element.style.transform = `translateY(${k * ROW}px)`;
    return element;
  }

  /** @param {number} row */
  pick(row) {
    const place = this.model.placeOf.get(this.s.geonameid[row]) ?? null;
    this.store.set({ row, place, mention: null });
  }

  /** Arrow keys walk through the rows. @param {KeyboardEvent} event */
  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -1e9, End: 1e9 }[event.key];
    if (!step || !this.rows.length) return;
    event.preventDefault();
    const at = this.store.state.row === null ? -1 : this.rows.indexOf(this.store.state.row);
    const next = Math.max(0, Math.min(this.rows.length - 1, at + step));
    this.pick(this.rows[next]);
    this.scrollTo(next);
    this.store.flush();
    /** @type {HTMLElement | null} */ (this.scroller.querySelector(`[data-row="${this.rows[next]}"] button`))?.focus();
  }

  /** @param {number} k */
  scrollTo(k) {
    const top = k * ROW;
    if (top < this.scroller.scrollTop) this.scroller.scrollTop = top;
    else if (top + ROW > this.scroller.scrollTop + this.scroller.clientHeight) this.scroller.scrollTop = top + ROW - this.scroller.clientHeight;
    this.draw();
  }

  /** A dot was clicked: bring its row into sight. @param {import("../wire/store.js").State} state */
  show(state) {
    if (state.tab !== "table") return;
    const k = state.row === null ? -1 : this.rows.indexOf(state.row);
    if (k >= 0) this.scrollTo(k);
    else this.draw();
  }

  drawSums() {
    const { model, store } = this;
    put(byId("bm-sum-table"), model.data.other ? relationTable(model, store.state) : divisionTable(model, store.state));
    byId("bm-sums-map").hidden = !canShade(model.data);
    /** @type {HTMLInputElement} */ (byId("bm-sums-shown")).checked = store.state.layers.people;
  }
}

/** What the zone holds of each division: settlements, people by a grid, listed people. @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state @param {number} [most]  rows */
export function divisionTable(model, state, most = Infinity) {
  const sums = byDivision(model, state.depth, state.side);
  const grid = sums.some((sum) => sum.grid);
  const heads = ["column.division", "figures.settlements", ...(grid ? ["figures.grid"] : []), "figures.people", "figures.unknown"];
  return [
    h("table", { class: "figures sums" }, h("thead", {}, h("tr", {}, heads.map((key) => h("th", { scope: "col" }, t(key))))),
      h("tbody", {}, sums.slice(0, most).map((sum) => {
        const { name, side } = divisionName(sum, model);
        return h("tr", {}, h("th", { scope: "row", dir: "auto" }, name, sum.partial ? " +" : "", h("span", { class: "dim" }, ` ${side}`)),
          h("td", {}, whole0(sum.settlements), sum.low === sum.high ? null : h("span", { class: "range" }, ` ${t("figures.range", { low: whole0(sum.low), high: whole0(sum.high) })}`)),
          grid ? h("td", {}, sum.grid ? people(sum.grid.people) : "–") : null,
          h("td", { class: grid ? "dim" : "" }, listedRange(sum)), h("td", { class: "dim" }, whole0(sum.unknown)));
      }))),
    sums.length > most ? h("p", { class: "small dim" }, t("sums.more", { n: sums.length - most })) : null,
    sums.some((sum) => sum.partial) ? h("p", { class: "small dim" }, t("sums.partial")) : null,
  ];
}

/** The same of two zones, by what only one of them or both hold. @param {import("../state/model.js").Model} model @param {import("../wire/store.js").State} state */
function relationTable(model, state) {
  const s = /** @type {import("./settlements.js").Settlements} */ (model.data.settlements);
  /** @type {Map<string, { name: string, country: string, settlements: number, population: number, unknown: number }>} */
  const sums = new Map();
  for (let row = 0; row < s.count; row++) {
    const relation = model.relation(row, state);
    if (!relation || (state.table.relation && relation !== state.table.relation)) continue;
    const key = `${s.side[row]}/${s.division[row]}`;
    const sum = sums.get(key) ?? { name: s.divisionName(s.division[row]), country: model.sides[s.side[row]]?.code ?? "", settlements: 0, population: 0, unknown: 0 };
    sum.settlements++;
    if (s.population[row] >= 0) sum.population += s.population[row];
    else sum.unknown++;
    sums.set(key, sum);
  }
  const ordered = [...sums.values()].sort((a, b) => b.settlements - a.settlements || collate(a.name, b.name));
  return h("table", { class: "figures sums" }, h("thead", {}, h("tr", {}, ["column.division", "figures.settlements", "figures.people", "figures.unknown"].map((key) => h("th", { scope: "col" }, t(key))))),
    h("tbody", {}, ordered.map((sum) => h("tr", {},
      h("th", { scope: "row" }, sum.name || t("table.noDivision"), h("span", { class: "dim" }, ` ${country(sum.country)}`)),
      h("td", {}, whole0(sum.settlements)), h("td", {}, people(sum.population)), h("td", { class: "dim" }, whole0(sum.unknown))))));
}
