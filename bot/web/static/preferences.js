/**
 * How the visitor wants the widget: language, theme, size. What they chose stands before what the page says, and
 * that before what the browser says.
 *
 * @typedef {"zh-CN" | "zh-TW" | "en"} Language
 * @typedef {"auto" | "light" | "dark" | "contrast"} Theme
 * @typedef {"normal" | "big" | "bigger"} Size
 * @typedef {{lang?: string, theme?: string, open?: string, large?: string, frame?: string, title?: string, ask?: string}} Attributes
 */

/** @type {[string, Language][]} */
const TAGS = [["zh-tw", "zh-TW"], ["zh-hk", "zh-TW"], ["zh-mo", "zh-TW"], ["zh-hant", "zh-TW"], ["zh", "zh-CN"], ["en", "en"]];

const THEMES = ["auto", "light", "dark", "contrast"];
/** Where the panel fills the screen: there it does not open by itself, and nothing behind it can be reached. */
export const FILLS = "(max-width: 30em), (max-height: 30em)";

/**
 * @param {readonly (string | undefined)[]} tags as a page or browser writes them, the best first
 * @returns {Language}
 */
export function languageOf(tags) {
  for (const tag of tags) {
    const known = TAGS.find(([start]) => (tag ?? "").toLowerCase().startsWith(start));
    if (known) return known[1];
  }
  return "zh-CN";
}

/** @param {string | undefined} value of an attribute that is there or not */
const isOn = (value) => value !== undefined && value !== "false" && value !== "0";

export class Preferences {
  /**
   * @param {import("./keep.js").Keep} keep
   * @param {Attributes} attributes
   */
  constructor(keep, attributes) {
    this.keep = keep;
    this.attributes = attributes;
    this.chosen = keep.get("preferences") ?? {};
    this.isFrame = isOn(attributes.frame);
  }

  /** @returns {Language} */
  get lang() {
    return languageOf([this.chosen.lang, this.attributes.lang, ...navigator.languages]);
  }

  /** @returns {Theme} */
  get theme() {
    return [this.chosen.theme, this.attributes.theme].find((one) => THEMES.includes(one)) ?? "auto";
  }

  /** @returns {Size} */
  get size() {
    return this.chosen.size ?? "normal";
  }

  /** The mode for those who see or press with difficulty: everything larger, nothing moves. */
  get large() {
    return this.chosen.large ?? isOn(this.attributes.large);
  }

  /** @returns {"light" | "dark" | "contrast" | "contrast-dark"} */
  get scheme() {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const wished = this.theme === "auto" && matchMedia("(prefers-contrast: more)").matches ? "contrast" : this.theme;
    if (wished === "contrast") return dark ? "contrast-dark" : "contrast";
    return wished === "auto" ? (dark ? "dark" : "light") : wished;
  }

  /** @param {Record<string, unknown>} values */
  choose(values) {
    this.chosen = { ...this.chosen, ...values };
    this.keep.set("preferences", this.chosen);
  }

  get isOpen() {
    return this.isFrame || (this.keep.get("open") ?? (isOn(this.attributes.open) && !matchMedia(FILLS).matches));
  }

  set isOpen(value) {
    if (!this.isFrame) this.keep.set("open", value);
  }
}
