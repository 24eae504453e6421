/** The place to write. What is in it stays in the tab, whatever happens, until it was sent. */
import { icon } from "../icons.js";
import { make } from "../make.js";
import { fill } from "./fill.js";

const MOST = 1000;
/** From so many characters left on it is said how many. */
const FEW = 100;
const KEPT = "draft";

export class Composer {
  /** @param {import("./panel.js").Panel} panel */
  constructor(panel) {
    const { words, keep } = panel.assistant;
    this.panel = panel;
    this.words = words;
    this.keep = keep;
    this.field = make("textarea", {
      id: "question", rows: "1", placeholder: words.placeholder, "aria-describedby": "privacy left", enterkeyhint: "send",
      autocomplete: "off", oninput: () => this.#changed(), onkeydown: (event) => this.#pressed(event),
    });
    this.field.value = keep.getInTab(KEPT) ?? "";
    this.left = make("span.left", { id: "left", hidden: true });
    this.button = make("button.send", { type: "submit", "aria-label": words.send, title: words.send }, icon("send"));
    this.element = make("form.composer", { part: "composer", novalidate: true, onsubmit: (event) => this.#send(event) },
      make("label.unseen", { for: "question" }, words.question),
      make("div.field", {}, this.field, this.button),
      make("p.hint", {}, make("span", { id: "privacy" }, words.privacy), this.left));
    requestAnimationFrame(() => this.#changed());
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  /** Put a text back to be mended. @param {string} text */
  take(text) {
    this.field.value = text;
    this.#changed();
    this.focus();
  }

  #changed() {
    const { value } = this.field;
    this.keep.setInTab(KEPT, value || null);
    const left = MOST - value.length;
    this.left.hidden = left > FEW;
    this.left.textContent = left > FEW ? "" : fill(left < 0 ? this.words.over : this.words.left, { n: Math.abs(left) });
    this.left.toggleAttribute("data-over", left < 0);
    if (left < 0) this.field.setAttribute("aria-invalid", "true");
    else this.field.removeAttribute("aria-invalid");
    // As high as its text; the style sheet says up to where.
    this.field.style.height = "auto";
    if (value) this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }

  #pressed(event) {
    // While an input method composes, Enter takes its suggestion (229: Safari says so late).
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    this.#send(event);
  }

  #send(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (text.length > MOST) this.panel.announcer.warn(this.left.textContent);
    if (!text || text.length > MOST) {
      this.focus();
      return;
    }
    this.field.value = "";
    this.#changed();
    this.panel.ask(text);
  }
}
