/** What opens: the head, the conversation or the settings, and the place to write. */
import { icon } from "../icons.js";
import { make } from "../make.js";
import { FILLS } from "../preferences.js";
import { CARDS } from "../style/cards.js";
import { PANEL } from "../style/panel.js";
import { Exchange } from "../talk/exchange.js";
import { Announcer } from "./announcer.js";
import { Composer } from "./composer.js";
import { fill } from "./fill.js";
import { Log } from "./log.js";
import { Settings } from "./settings.js";

export const STYLE = PANEL + CARDS;

export class Panel {
  /** @param {import("../launcher.js").Assistant} assistant */
  constructor(assistant) {
    this.assistant = assistant;
    this.announcer = new Announcer();
    this.exchange = new Exchange(assistant.host, assistant.keep, {
      turn: (turn, isNews) => this.#turned(turn, isNews),
      all: () => this.log.drawAll(),
      state: (state, wait) => this.#stated(state, wait),
      cleared: () => this.#cleared(),
      typing: () => this.log.write(),
    });
    this.element = make("section.panel", { part: "panel", role: "dialog", tabindex: "-1", hidden: true });
    this.element.onkeydown = (event) => this.#pressed(event);
    assistant.shell.append(this.element, ...this.announcer.elements);
    const fills = matchMedia(FILLS);
    const fit = () => this.element.setAttribute("aria-modal", String(fills.matches && !assistant.preferences.isFrame));
    fills.addEventListener("change", fit);
    fit();
    // A keyboard on the screen covers the page without making it smaller.
    window.visualViewport?.addEventListener("resize", ({ target: seen }) => {
      this.element.style.setProperty("--seen", seen.scale === 1 ? `${seen.height}px` : "100dvh");
    });
    this.redraw();
  }

  /** Draw everything anew: at first, and in another language. */
  redraw() {
    const { assistant } = this;
    const { words, preferences } = assistant;
    const focused = this.settings?.focused;
    this.element.setAttribute("aria-label", assistant.caption);
    this.banner = make("p.banner", { hidden: true });
    this.log = new Log(this);
    this.composer = new Composer(this);
    this.settings = new Settings(this);
    this.gear = make("button.tool", {
      type: "button", "aria-label": words.settings, title: words.settings, "aria-expanded": "false",
      onclick: () => this.turnTo(this.settings.element.hidden),
    }, icon("settings"));
    this.talk = make("div.talk", {}, this.banner, this.log.element, this.composer.element);
    this.element.replaceChildren(
      make("header.head", { part: "header" },
        make("span.mark", {}, icon("talk")),
        make("div.names", {}, make("h2", { "aria-level": preferences.isFrame && "1" }, assistant.caption), make("p", {}, words.subtitle)),
        this.gear,
        !preferences.isFrame && make("button.tool", {
          type: "button", "aria-label": words.close, title: words.close, onclick: () => assistant.close(),
        }, icon("fold"))),
      this.talk, this.settings.element);
    this.#stated(this.exchange.state, this.exchange.wait, true);
    if (!this.element.hidden) this.log.drawAll();
    if (focused) {
      this.turnTo(true);
      this.settings.focus(focused);
    }
  }

  /** @param {boolean} focus */
  show(focus) {
    if (this.element.hidden) {
      this.element.hidden = false;
      this.log.drawAll();
      void this.exchange.begin();
    }
    if (focus) this.focus();
  }

  hide() {
    this.turnTo(false);
    this.element.hidden = true;
    this.exchange.rest();
  }

  /** Where a person goes on. A touched text field would bring up the keyboard over what is to be read. */
  focus() {
    if (matchMedia("(pointer: coarse)").matches) this.element.focus({ preventScroll: true });
    else this.composer.focus();
  }

  /** Show the settings, or the conversation. @param {boolean} isSet */
  turnTo(isSet) {
    if (isSet === !this.settings.element.hidden) return;
    this.settings.element.hidden = !isSet;
    this.talk.hidden = isSet;
    this.gear.setAttribute("aria-expanded", String(isSet));
    if (isSet) this.settings.open();
    else this.gear.focus();
  }

  /**
   * @param {string} text
   * @param {string} [payload]
   */
  ask(text, payload) {
    if (!text.trim()) return;
    if (!this.settings.element.hidden) this.turnTo(false);
    const turn = this.exchange.ask(text.trim(), payload);
    this.log.asked(turn);
    this.assistant.tell("message", {});
  }

  /** Say something that passes, to the eye and to the ear. @param {string} text */
  tell(text) {
    this.announcer.say(text);
    this.banner.textContent = text;
    this.banner.hidden = false;
    clearTimeout(this.fading);
    this.fading = setTimeout(() => this.#stated(this.exchange.state, this.exchange.wait, true), 6000);
  }

  #turned(turn, isNews) {
    this.log.draw(turn, isNews);
    if (!isNews) return;
    const custom = turn.reply.find((one) => one.custom)?.custom ?? {};
    this.assistant.tell("reply", { status: custom.staff ? "staff" : custom.answer?.status ?? (custom.self_check ? "self_check" : "") });
    if (this.element.hidden) this.assistant.news();
  }

  /** @param {import("../talk/exchange.js").State | null} state */
  #stated(state, wait, isOld = false) {
    const { words } = this.assistant;
    clearTimeout(this.fading);
    const text = state ? fill(words[state], { n: wait }) : "";
    const wasCut = this.banner.dataset.state;
    this.banner.textContent = text;
    this.banner.hidden = !state;
    if (state) this.banner.dataset.state = state;
    else delete this.banner.dataset.state;
    if (isOld) return;
    if (state) this.announcer.warn(text);
    else if (wasCut) this.tell(words.back);
    this.assistant.tell("state", { state: state ?? "ready" });
  }

  #cleared() {
    this.log.drawAll();
    this.tell(this.assistant.words.cleared);
    this.assistant.tell("cleared", {});
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      if (!this.settings.element.hidden) this.turnTo(false);
      else void this.assistant.close();
    }
    if (event.key === "Tab" && this.element.getAttribute("aria-modal") === "true") this.#hold(event);
  }

  /** Keep the focus inside where the panel covers everything. @param {KeyboardEvent} event */
  #hold(event) {
    const all = [...this.element.querySelectorAll("button, a[href], textarea, input, summary, [tabindex='0']")]
      .filter((one) => one.checkVisibility?.() ?? one.getClientRects().length > 0);
    const at = this.assistant.shadowRoot.activeElement;
    const [edge, other] = event.shiftKey ? [all[0], all.at(-1)] : [all.at(-1), all[0]];
    if (at !== edge && !(event.shiftKey && at === this.element)) return;
    event.preventDefault();
    other?.focus();
  }
}
