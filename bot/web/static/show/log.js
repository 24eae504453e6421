/** The conversation as it is read: turn by turn, each drawn once, so that only what is new is read aloud. */
import { make } from "../make.js";
import { staffEvent } from "../talk/conversation.js";
import { answerCard } from "./answer.js";
import { questionCard } from "./check.js";
import { rating } from "./rating.js";
import { resultCard } from "./result.js";
import { greeting } from "./greeting.js";

/** Milliseconds after which it is worth saying that an answer is being looked for. */
const SOON = 350;
/** Milliseconds after which somebody who was writing is not, unless they are said to be again. */
const WRITING = 6000;

/** @typedef {import("../talk/conversation.js").Turn} Turn */

export class Log {
  /** @param {import("./panel.js").Panel} panel */
  constructor(panel) {
    this.panel = panel;
    const { words } = panel.assistant;
    this.turns = make("div.turns");
    this.doing = make("span", {}, words.typing);
    this.typing = make("p.typing", { hidden: true },
      make("span.dots", { "aria-hidden": "true" }, make("i"), make("i"), make("i")), this.doing);
    this.element = make("div.log", {
      part: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": words.log, tabindex: "0",
    }, this.turns);
    this.element.append(this.typing);
    /** @type {Map<string, {element: HTMLElement, mine: HTMLElement, note: HTMLElement, theirs: HTMLElement, has: boolean}>} */
    this.drawn = new Map();
  }

  /** Draw all anew, without having it read aloud. */
  drawAll() {
    this.element.setAttribute("aria-busy", "true");
    this.drawn.clear();
    this.turns.replaceChildren();
    for (const turn of this.#all) this.#put(turn);
    this.#after();
    this.#bottom();
    requestAnimationFrame(() => this.element.removeAttribute("aria-busy"));
  }

  /** A turn changed. @param {Turn} turn @param {boolean} isNews its reply came just now */
  draw(turn, isNews) {
    const isAtEnd = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 160;
    this.#put(turn);
    this.#after();
    const { theirs, element } = this.drawn.get(turn.client);
    if (!isAtEnd) return;
    if (isNews) this.#reveal(element, theirs);
    else this.#bottom();
  }

  /** Something was asked here: show it, and let the keyboard go on from there. @param {Turn} turn */
  asked(turn) {
    const active = this.panel.assistant.shadowRoot.activeElement;
    const chose = active instanceof HTMLElement && this.turns.contains(active);
    this.#put(turn);
    const { element } = this.drawn.get(turn.client);
    this.#after();
    if (chose) element.focus({ preventScroll: true });
    this.#bottom();
  }

  /** @returns {Turn[]} */
  get #all() {
    return this.panel.exchange.conversation.turns;
  }

  #put(turn) {
    let place = this.drawn.get(turn.client);
    if (!place) {
      const [mine, note, theirs] = [make("div"), make("div"), make("div.theirs")];
      const element = make("div.turn", { tabindex: "-1" }, mine, note, theirs);
      place = { element, mine, note, theirs, has: false };
      this.drawn.set(turn.client, place);
      this.turns.append(element);
    }
    const { words } = this.panel.assistant;
    if (turn.text && place.mine.dataset.text !== turn.text) {
      place.mine.dataset.text = turn.text;
      place.mine.replaceChildren(make("p.mine", { part: "question" }, make("span.unseen", {}, `${words.you}：`), turn.text));
    }
    this.#note(turn, place.note);
    if (turn.reply && !place.has) {
      place.has = true;
      const staff = staffEvent(turn.reply[0]);
      if (!staff) place.theirs.append(make("span.unseen", {}, `${words.bot}：`));
      if (staff === "said") place.theirs.append(make("p.by", {}, `${words.staff}：`));
      place.theirs.append(...turn.reply.map((one, at) => this.#card(turn, one, at)));
    }
  }

  /** What there is to say about the way of a message. @param {Turn} turn @param {HTMLElement} place */
  #note(turn, place) {
    const { words } = this.panel.assistant;
    const isMasked = turn.written && turn.written !== turn.text;
    const text = turn.failed ? words[{ 403: "failedOrigin", 422: "failedLong", 413: "failedLong" }[turn.trouble?.status] ?? "failed"]
      : turn.trouble ? words.queued : isMasked ? words.masked : "";
    if (place.dataset.text === text) return;
    place.dataset.text = text;
    place.replaceChildren();
    if (!text) return;
    place.append(make("p.sent", { "data-failed": turn.failed }, text));
    if (!turn.failed) return;
    place.lastElementChild.append(" ", make("button.plain", { type: "button", onclick: () => {
      this.panel.exchange.withdraw(turn);
      this.panel.composer.take(turn.written ?? turn.text);
    } }, words.edit));
  }

  #card(turn, message, at) {
    const { words, preferences } = this.panel.assistant;
    const staff = staffEvent(message);
    if (staff && staff !== "said") return make("p.by", {}, String(message.text));
    const check = message.custom?.self_check;
    const isResult = Boolean(check && (check.verdict || check.screened));
    const card = isResult ? resultCard(message, words, preferences.lang, (text) => this.panel.tell(text))
      : check?.asking ? questionCard(message, this.#number(turn, message), words) : answerCard(message, words);
    card.setAttribute("part", "answer");
    const isLast = at === turn.reply.length - 1;
    if (isLast && !staff && (isResult || message.custom?.answer?.citations?.length)) card.append(rating(turn.client, this.panel));
    return card;
  }

  /** Which question of the self-check this is. One that is asked again keeps its number. */
  #number(turn, message) {
    /** @type {string[]} */
    let asked = [];
    for (const one of this.#all) {
      for (const { custom } of one.reply ?? []) {
        const asking = custom?.self_check?.asking;
        if (custom?.self_check?.verdict) asked = [];
        if (asking) asked = [...asked.slice(0, asked.includes(asking) ? asked.indexOf(asking) : undefined), asking];
      }
      if (one === turn) break;
    }
    return Math.max(1, asked.indexOf(message.custom.self_check.asking) + 1);
  }

  /** Everything that depends on which turn is the last. */
  #after() {
    const { words } = this.panel.assistant;
    const all = this.#all;
    // Moving what is already there would have it read aloud again: only where the order is not right.
    if (all.some((one, at) => this.turns.children[at] !== this.drawn.get(one.client)?.element)) {
      this.turns.replaceChildren(...all.map((one) => this.drawn.get(one.client)?.element).filter(Boolean));
    }
    if (!all.length) this.turns.replaceChildren(greeting(this.panel));
    this.turns.querySelectorAll(".choices").forEach((one) => one.closest(".turn") && one.remove());
    const last = all.at(-1);
    const buttons = last?.reply?.flatMap((one) => one.buttons ?? []) ?? [];
    if (buttons.length) this.drawn.get(last.client).theirs.append(choices(buttons, words, this.panel));
    clearTimeout(this.timer);
    if (!this.panel.exchange.conversation.awaited) this.typing.hidden = true;
    else if (this.typing.hidden) this.timer = setTimeout(() => this.#wait(), SOON);
  }

  /** A person of the staff is writing just now. */
  write() {
    if (this.typing.hidden) this.#wait(this.panel.assistant.words.staffTyping);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#after(), WRITING);
  }

  #wait(doing = this.panel.assistant.words.typing) {
    this.doing.textContent = doing;
    this.typing.hidden = false;
    this.#bottom();
  }

  #bottom() {
    const end = this.typing.hidden ? this.turns.lastElementChild : this.typing;
    if (this.#all.length) end?.scrollIntoView({ block: "end" });
    else this.element.scrollTop = 0;
  }

  /** Question and reply where both fit, else the reply from its beginning. */
  #reveal(element, theirs) {
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches || this.panel.assistant.preferences.large;
    const room = Math.min(this.element.clientHeight, this.panel.element.clientHeight - 80);
    const [shown, block] = element.offsetHeight < room ? [element, "end"] : [theirs, theirs.offsetHeight < room ? "end" : "start"];
    shown.scrollIntoView({ block, behavior: isStill ? "auto" : "smooth" });
  }
}

/** @param {{title: string, payload: string}[]} buttons */
function choices(buttons, words, panel) {
  return make("div.choices", { role: "group", "aria-label": words.choices },
    ...buttons.map(({ title, payload }) => make("button.choice", {
      type: "button", onclick: () => panel.ask(String(title), payload),
    }, String(title))));
}
