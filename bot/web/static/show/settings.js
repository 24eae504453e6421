/** How the widget looks, in which language it speaks, and the way to have everything deleted. */
import { make } from "../make.js";

const LANGUAGES = { "zh-CN": "简体中文", "zh-TW": "繁體中文", en: "English" };

export class Settings {
  /** @param {import("./panel.js").Panel} panel */
  constructor(panel) {
    this.panel = panel;
    const { assistant } = panel;
    const { words, preferences } = assistant;
    this.title = make("h3", { tabindex: "-1" }, words.settings);
    this.element = make("section.settings", { "aria-label": words.settings, hidden: true },
      this.title,
      this.#choice("size", words.size, words.sizes, preferences.size),
      this.#large(words, preferences),
      this.#choice("theme", words.theme, words.themes, preferences.theme),
      this.#choice("lang", words.language, LANGUAGES, preferences.lang),
      this.#clearing(words),
      make("button.main", { type: "button", onclick: () => panel.turnTo(false) }, words.done));
  }

  open() {
    this.title.focus();
  }

  /** Which control has the focus, so that it can be found again in another language. */
  get focused() {
    const active = /** @type {HTMLInputElement | null} */ (this.panel.assistant.shadowRoot.activeElement);
    return this.element.contains(active) && active?.name ? { name: active.name, value: active.value } : null;
  }

  /** @param {{name: string, value: string}} control */
  focus({ name, value }) {
    [...this.element.querySelectorAll("input")].find((one) => one.name === name && one.value === value)?.focus();
  }

  /**
   * @param {"size" | "theme" | "lang"} name
   * @param {string} label
   * @param {Record<string, string>} options
   * @param {string} chosen
   */
  #choice(name, label, options, chosen) {
    return make("fieldset", {}, make("legend", {}, label),
      make("div.segments", {}, ...Object.entries(options).map(([value, text]) => make("label", { lang: name === "lang" && value },
        make("input.unseen", {
          type: "radio", name, value, checked: value === chosen, onchange: () => this.panel.assistant.choose({ [name]: value }),
        }), make("span", {}, text)))));
  }

  #large(words, preferences) {
    return make("label.switch", {},
      make("span", {}, make("strong", {}, words.large), make("small", { id: "large-note" }, words.largeNote)),
      make("input", {
        type: "checkbox", role: "switch", name: "large", checked: preferences.large, "aria-label": words.large,
        "aria-describedby": "large-note", onchange: (event) => this.panel.assistant.choose({ large: event.target.checked }),
      }));
  }

  #clearing(words) {
    const place = make("div.clearing");
    const begin = make("button.plain.danger", { type: "button", onclick: () => ask() }, words.clear);
    const back = () => {
      place.replaceChildren(begin);
      begin.focus();
    };
    const clear = async () => {
      try {
        await this.panel.exchange.clear();
      } catch {
        this.panel.turnTo(false);
        this.panel.tell(words.notTaken);
        return;
      }
      place.replaceChildren(begin);
      this.panel.turnTo(false);
      this.panel.focus();
    };
    const ask = () => {
      const no = make("button.plain", { type: "button", onclick: back }, words.cancel);
      place.replaceChildren(make("div.sure", { role: "group", "aria-label": words.clear },
        make("p", { id: "sure" }, words.clearSure),
        make("div.actions", {},
          make("button.main.danger", { type: "button", "aria-describedby": "sure", onclick: clear }, words.clearYes), no)));
      no.focus();
    };
    place.append(begin);
    return place;
  }
}
