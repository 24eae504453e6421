/**
 * The visitor's side of the conversation as a whole: what is said, what waits to be sent, what comes back, and whether
 * the way there is open. What it finds out it tells the panel, which draws it.
 *
 * @typedef {"offline" | "unreachable" | "degraded" | "often" | "refused"} State null while all is well
 * @typedef {{turn: (turn: import("./conversation.js").Turn, isNews: boolean) => void, all: () => void,
 *   state: (state: State | null, wait: number) => void, cleared: () => void, typing: () => void}} Told
 */
import { newId } from "../make.js";
import { Conversation } from "./conversation.js";
import { Outbox } from "./outbox.js";
import { Gateway } from "./session.js";
import { Stream } from "./stream.js";

/** Milliseconds without a reply after which it is asked for without the stream, which a proxy may hold back. */
const PATIENCE = 6000;

export class Exchange {
  /**
   * @param {string} host origin of the gateway
   * @param {import("../keep.js").Keep} keep
   * @param {Told} told
   */
  constructor(host, keep, told) {
    this.told = told;
    this.isOn = false;
    this.isLoading = false;
    /** @type {State | null} */
    this.state = null;
    this.wait = 0;
    this.gateway = new Gateway(host, keep);
    this.conversation = new Conversation();
    this.stream = new Stream(this.gateway, (event) => this.#heard(event), (how, status) => this.#streams(how, status));
    this.outbox = new Outbox(this.gateway, keep, {
      sent: (letter, n) => this.#sent(letter, n),
      failed: (letter, trouble) => this.#troubled(letter, trouble, true),
      late: (letter, trouble) => this.#troubled(letter, trouble, false),
    });
    this.#watch(keep);
  }

  /** The visitor looks: fetch what was said and listen. Before the first word nothing is asked of the gateway. */
  async begin() {
    if (this.isOn) return;
    this.isOn = true;
    for (const letter of this.outbox.letters) this.conversation.write(letter);
    if (!navigator.onLine) this.#set("offline");
    if (this.gateway.conversation && !this.stream.isRunning) {
      this.isLoading = true;
      if (navigator.onLine) await this.stream.catchUp();
      this.isLoading = false;
      this.stream.start();
    }
    this.told.all();
    this.#await();
    void this.outbox.send();
  }

  /** Nobody looks: listen on only while something is on its way. */
  rest() {
    this.isOn = false;
    this.#tire();
  }

  /**
   * @param {string} text
   * @param {string} [payload] of a button
   * @returns {import("./conversation.js").Turn}
   */
  ask(text, payload) {
    const letter = payload ? { client: newId(), text, payload } : { client: newId(), text };
    const turn = this.conversation.write(letter);
    this.outbox.add(letter);
    return turn;
  }

  /** Take back what could not be sent. @param {import("./conversation.js").Turn} turn */
  withdraw(turn) {
    this.outbox.drop(turn.client);
    this.conversation.turns = this.conversation.turns.filter((one) => one !== turn);
    this.told.all();
  }

  /**
   * @param {string} to client id of the question
   * @param {boolean} good
   * @param {string} reason
   */
  rate(to, good, reason) {
    return this.gateway.call("/web/feedback", { method: "POST", body: { to, good, ...(reason && { reason }) } });
  }

  /** Delete everything, there and here. */
  async clear() {
    if (this.gateway.conversation) await this.gateway.call("/web/conversation", { method: "DELETE" });
    this.outbox.empty();
    this.conversation.turns = [];
    this.told.cleared();
  }

  #watch(keep) {
    window.addEventListener("online", () => {
      this.#set(null);
      this.outbox.failures = 0;
      void this.outbox.send();
      if (this.stream.isRunning || (this.isOn && this.gateway.conversation)) this.stream.hurry(true);
    });
    window.addEventListener("offline", () => this.#set("offline"));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && this.stream.isRunning) this.stream.hurry();
    });
    keep.watch("session", (was) => {
      if (was && was.conversation !== this.gateway.conversation) this.#anew();
      else if (this.isOn) this.stream.start(); // another tab said the first word
    });
  }

  /** Another tab began another conversation: follow it. */
  #anew() {
    this.conversation.turns = [];
    this.stream.last = 0;
    this.told.all();
    if (this.stream.isRunning) this.stream.hurry(true);
  }

  #sent({ client }, n) {
    const turn = this.conversation.find(client);
    if (turn) {
      turn.n ??= n;
      turn.trouble = null;
      this.told.turn(turn, false);
    }
    if (this.state !== "offline") this.#set(null);
    this.stream.start();
    this.#await();
  }

  #troubled({ client }, trouble, isOver) {
    const turn = this.conversation.find(client);
    if (turn) {
      Object.assign(turn, { trouble, failed: isOver });
      this.told.turn(turn, false);
    }
    if (!isOver) this.#set(stateOf(trouble.status), trouble.wait);
  }

  /** @param {import("./stream.js").Event_} event */
  #heard(event) {
    if (event.event === "typing") this.told.typing();
    const turn = this.conversation.take(event);
    if (event.event === "cleared") this.isLoading || this.told.cleared();
    if (turn && !this.isLoading) this.told.turn(turn, event.event === "reply");
    if (event.event !== "reply") return;
    void this.outbox.send(); // what was refused because a question was pending
    this.#await();
    this.#tire();
  }

  /** @param {import("./stream.js").Condition} how @param {number} status */
  #streams(how, status) {
    if (how === "refused") this.#set("refused");
    // Too many tabs: what comes is fetched instead, there is nothing to complain of.
    if (how === "waiting" && status !== 429) this.#set(stateOf(status));
    if (how !== "live" || !navigator.onLine) return;
    const wasCut = this.state !== null && this.state !== "often";
    if (wasCut) this.#set(null);
    if (wasCut) void this.outbox.send();
  }

  /** Look after a reply that does not come. */
  #await() {
    clearTimeout(this.timer);
    if (!this.conversation.awaited && !this.conversation.held) return;
    this.timer = setTimeout(async () => {
      if (!this.state) await this.stream.catchUp();
      this.#await();
    }, PATIENCE);
  }

  #tire() {
    if (!this.isOn && !this.conversation.awaited && !this.conversation.expects && !this.outbox.letters.length) this.stream.stop();
  }

  /** @param {State | null} state */
  #set(state, wait = 0) {
    if (!navigator.onLine && state !== "refused") state = "offline";
    if (this.state === state && this.wait === wait) return;
    this.state = state;
    this.wait = wait;
    this.told.state(state, wait);
  }
}

/** @param {number} status @returns {State} */
function stateOf(status) {
  if (status === 429) return "often";
  return status === 0 ? "unreachable" : "degraded";
}
