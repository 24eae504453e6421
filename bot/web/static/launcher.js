/**
 * The button on the page. Everything behind it is loaded when it is first needed.
 */
import { icon } from "./icons.js";
import { Keep } from "./keep.js";
import { make } from "./make.js";
import { Preferences } from "./preferences.js";
import { BASE } from "./style/base.js";

const NAME = "zhiwen-assistant";

/** `<zhiwen-assistant>`: made by the loader, one on a page. */
export class Assistant extends HTMLElement {
  /** @type {import("./show/panel.js").Panel | null} */
  #panel = null;
  /** @type {Promise<import("./show/panel.js").Panel> | null} */
  #loading = null;

  /**
   * @param {string} host origin of the gateway
   * @param {import("./preferences.js").Attributes} attributes
   */
  async begin(host, attributes) {
    this.host = host;
    this.keep = new Keep(host);
    this.preferences = new Preferences(this.keep, attributes);
    this.words = await wordsIn(this.preferences.lang);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet(BASE)];
    this.launcher = make("button.launcher", { part: "launcher", type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => this.open() });
    this.launcher.onpointerenter = () => void this.#loaded().catch(() => {});
    this.shell = make(this.preferences.isFrame ? "main.shell" : "aside.shell", {}, this.launcher);
    root.append(this.shell);
    this.dress();
    for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
      matchMedia(query).addEventListener("change", () => this.dress());
    }
    if (this.preferences.isOpen) await this.open({ focus: false });
    this.tell("ready", {});
  }

  /** Put language, theme and size on, also after the visitor changed them. */
  dress() {
    const { preferences, words } = this;
    this.lang = preferences.lang;
    this.shell.setAttribute("aria-label", this.caption);
    this.shell.dataset.theme = preferences.scheme;
    this.shell.dataset.size = preferences.large ? "bigger" : preferences.size;
    this.shell.toggleAttribute("data-large", preferences.large);
    this.shell.toggleAttribute("data-frame", preferences.isFrame);
    this.launcher.replaceChildren(icon("talk"), make("span", {}, words.launch));
  }

  /** What the page calls the assistant, or what it calls itself. */
  get caption() {
    return this.preferences.attributes.title || this.words.title;
  }

  /** @param {Record<string, unknown>} values what the visitor chose */
  async choose(values) {
    const { words } = this;
    this.preferences.choose(values);
    this.words = await wordsIn(this.preferences.lang);
    this.dress();
    if (this.words !== words) this.#panel?.redraw();
  }

  /**
   * Open the panel. Resolves once it is there; a second call does nothing.
   * @param {{focus?: boolean}} [how]
   */
  async open({ focus = true } = {}) {
    this.launcher.setAttribute("aria-busy", "true");
    try {
      const panel = await this.#loaded();
      this.preferences.isOpen = true;
      const wasOpen = this.launcher.getAttribute("aria-expanded") === "true";
      this.launcher.setAttribute("aria-expanded", "true");
      this.news(false);
      panel.show(focus);
      if (!wasOpen) this.tell("open", {});
    } catch (error) {
      this.launcher.lastElementChild?.replaceChildren(this.words.cannotLoad);
      console.info(`职问: ${error}`);
    } finally {
      this.launcher.removeAttribute("aria-busy");
    }
  }

  /** Close the panel; the focus goes back to the button if it was inside. */
  async close() {
    if (!this.#panel || this.preferences.isFrame) return;
    this.preferences.isOpen = false;
    this.launcher.setAttribute("aria-expanded", "false");
    const inside = this.shadowRoot.activeElement;
    this.#panel.hide();
    if (inside) this.launcher.focus();
    this.tell("close", {});
  }

  /** A reply came while nobody looked, or was seen. */
  news(isThere = true) {
    this.launcher.toggleAttribute("data-news", isThere);
    this.launcher.lastElementChild?.replaceChildren(isThere ? this.words.unread : this.words.launch);
  }

  /**
   * Open and ask, as if the visitor had typed it.
   * @param {string} text
   */
  async ask(text) {
    await this.open();
    this.#panel?.ask(String(text));
  }

  /**
   * Tell the page: `zhiwen:open`, `zhiwen:close`, `zhiwen:message` … What was said is never in it.
   * @param {string} what
   * @param {Record<string, unknown>} detail
   */
  tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`zhiwen:${what}`, { detail, bubbles: true, composed: true }));
  }

  #loaded() {
    this.#loading ??= import("./show/panel.js").then(async ({ Panel, STYLE }) => {
      this.shadowRoot.adoptedStyleSheets = [sheet(BASE + STYLE)];
      this.#panel = new Panel(this);
      return this.#panel;
    });
    this.#loading.catch(() => { this.#loading = null; });
    return this.#loading;
  }
}

/**
 * @param {string} host
 * @param {import("./preferences.js").Attributes} attributes
 * @returns {Promise<Assistant>}
 */
export async function place(host, attributes) {
  if (!customElements.get(NAME)) customElements.define(NAME, Assistant);
  const element = /** @type {Assistant} */ (document.createElement(NAME));
  document.body.append(element);
  await element.begin(host, attributes);
  return element;
}

/** @param {import("./preferences.js").Language} lang */
async function wordsIn(lang) {
  return (await import(`./words/${lang}.js`)).WORDS;
}

/** @param {string} text */
function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}
