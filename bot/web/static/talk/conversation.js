/**
 * The conversation as far as this tab knows it: what was asked and what came back, in order, each once.
 *
 * @typedef {{text?: string, buttons?: {title: string, payload: string}[], custom?: any}} Message one of Rasa's
 * @typedef {{client: string, text: string, payload?: string, n: number | null, written?: string,
 *   trouble: import("./outbox.js").Trouble | null, failed: boolean, reply: Message[] | null}} Turn
 *   `n` is null until the gateway has it; `written` is what was typed where the gateway keeps it differently
 */
export class Conversation {
  constructor() {
    /** @type {Turn[]} */
    this.turns = [];
    /** A person of the staff answers in place of the assistant; the number of what they said last. */
    this.held = false;
    this.said = 0;
  }

  /** @param {string} client */
  find(client) {
    return this.turns.find((one) => one.client === client);
  }

  /** The turn that waits for the assistant's reply. */
  get awaited() {
    return this.held ? undefined : this.turns.find((one) => one.n > this.said && one.reply === null && one.text !== "");
  }

  /** Whether a person may write at any time: one is there, or was asked for. */
  get expects() {
    return this.held || Boolean(this.turns.at(-1)?.reply?.some((one) => one.custom?.answer?.status === "handoff"));
  }

  /**
   * @param {import("./outbox.js").Letter} letter that is on its way
   * @returns {Turn}
   */
  write({ client, text, payload }) {
    const turn = this.find(client) ?? this.#new(client, text);
    turn.payload = payload;
    return turn;
  }

  /**
   * Take an event of the gateway.
   * @param {import("./stream.js").Event_} event
   * @returns {Turn | null} the turn that changed; null where nothing or everything did
   */
  take({ id, event, data }) {
    if (event === "cleared") {
      this.held = false;
      this.turns = this.turns.filter((one) => one.n === null);
      return null;
    }
    if (event === "message") return this.#heard(data.client, data.text, id);
    if (event !== "reply") return null;
    const turn = this.find(data.to) ?? this.#new(data.to, "");
    if (turn.reply) return null;
    const staff = staffEvent(data.messages[0]);
    if (staff) this.held = staff !== "left";
    if (staff === "said") this.said = id;
    turn.n ??= id;
    turn.reply = data.messages;
    turn.trouble = null;
    return turn;
  }

  #heard(client, text, n) {
    const turn = this.find(client) ?? this.#new(client, text);
    if (turn.text !== text) turn.written = turn.text;
    Object.assign(turn, { text, n, trouble: null });
    this.turns.sort((a, b) => (a.n ?? Infinity) - (b.n ?? Infinity));
    return turn;
  }

  /** @returns {Turn} */
  #new(client, text) {
    const turn = { client, text, n: null, trouble: null, failed: false, reply: null };
    this.turns.push(turn);
    return turn;
  }
}

/** @param {Message | undefined} message @returns {"joined" | "left" | "said" | undefined} of a person of the staff */
export function staffEvent(message) {
  return message?.custom?.staff?.event;
}
