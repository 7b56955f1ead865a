/** The drawn map's one scene: layers and their order, styles, marks and legend, from `scene.json`. `picture/scene.py` draws by
 * the same file. */

/** @typedef {import("./canvas.js").Palette} Palette */
/** @typedef {Record<string, string | number>} Attributes */
/** @typedef {{ order: string[], styles: Record<string, Attributes>, marks: Record<string, [string, Attributes][]>,
 *   hatches: Record<string, { turn: number, stroke: string }>, legend: [string, string, string][] }} SceneData */

export class Scene {
  /** @param {SceneData} scene @param {Palette} colours */
  constructor(scene, colours) {
    this.scene = scene;
    this.colours = colours;
  }

  /** A fill or stroke that is the name of a colour becomes that colour. @param {Attributes} values */
  attributes(values) {
    /** @param {string} key @param {string | number} value */
    const said = (key, value) => ((key === "fill" || key === "stroke") && /** @type {any} */ (this.colours)[value]) || value;
    return Object.entries(values).map(([key, value]) => `${key}="${xml(String(said(key, value)))}"`).join(" ");
  }

  /** @param {string[]} names  of styles; the last says what several do */
  style(...names) {
    return this.attributes(Object.assign({}, ...names.map((name) => this.scene.styles[name])));
  }

  /** A mark, drawn around the origin; nothing of one that there is not, as of a heading. @param {string} name */
  mark(name) {
    return (this.scene.marks[name] ?? []).map(([tag, values]) => `<${tag} ${this.attributes(values)}/>`).join("");
  }

  hatches() {
    return Object.entries(this.scene.hatches).map(([id, { turn, stroke }]) => `<pattern id="${id}" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})"><path d="M0 0V8" ${this.attributes({ stroke })} stroke-width="1.5"/></pattern>`).join("");
  }

  /** Layers that hold something, in the scene's order. @param {Record<string, string>} layers */
  stacked(layers) {
    return this.scene.order.filter((name) => layers[name])
      .map((name) => `<g id="drawn-${name.toLowerCase().replace(/ /g, "-")}" inkscape:groupmode="layer" inkscape:label="${name}">${layers[name]}</g>`).join("\n");
  }

  /** The legend at the right. @param {[string, string][]} rows  marks and their words @param {number} width */
  legend(rows, width) {
    if (!rows.length) return "";
    const wide = Math.round(Math.max(...rows.map(([, said]) => said.length)) * 6.4 + 52);
    const left = Math.round(width) - wide - 12;
    return `<rect ${this.attributes({ x: left, y: 12, width: wide, height: 19 * rows.length + 16 })} ${this.style("box")}/>${rows.map(([key, said], i) =>
      `<g transform="translate(${left + 22} ${30 + 19 * i})">${this.mark(key)}<text x="18" y="4" font-size="12" fill="${xml(this.colours.ink)}">${xml(said)}</text></g>`).join("")}`;
  }
}

/** The rows of the legend whose conditions hold: marks, and the keys of their words. @param {SceneData} scene
 * @param {Record<string, boolean>} facts @returns {[string, string][]} */
export function legendRows(scene, facts) {
  /** @param {string} word */
  const holds = (word) => (word.startsWith("!") ? !facts[word.slice(1)] : facts[word]);
  return scene.legend.filter(([, , when]) => when.split(" ").every(holds)).map(([key, text]) => [key, text]);
}

/** What is drawn on a page's map, as the legend asks for it. @param {import("../wire/unpack.js").PageData} data */
export function factsOf(data) {
  return { zone: data.zone !== null, other: data.other !== null, settlements: data.settlements !== null && data.zone !== null, mentions: data.mentions.length > 0, outlines: data.outlines.size > 0 };
}

/** @param {string} text */
export function xml(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (ch) => `&#${ch.charCodeAt(0)};`);
}
