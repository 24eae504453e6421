/**
 * What was written and is not known to have arrived. Kept over reloads; sent one by one, each under its own id,
 * so that sending it again is never asking it again.
 *
 * @typedef {{client: string, text: string, payload?: string}} Letter
 * @typedef {{status: number, code: string, wait: number}} Trouble status 0: nobody answered
 */
import { Refusal } from "./session.js";

const KEPT = "outbox";
/** Statuses of a message that will never be taken. */
const HOPELESS = new Set([400, 403, 413, 415, 422]);
const LONGEST = 30;

export class Outbox {
  /**
   * @param {import("./session.js").Gateway} gateway
   * @param {import("../keep.js").Keep} keep
   * @param {{sent: (letter: Letter, n: number) => void, failed: (letter: Letter, trouble: Trouble) => void,
   *   late: (letter: Letter, trouble: Trouble) => void}} told
   */
  constructor(gateway, keep, told) {
    this.gateway = gateway;
    this.keep = keep;
    this.told = told;
    this.isBusy = false;
    this.failures = 0;
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  /** @returns {Letter[]} */
  get letters() {
    return this.keep.get(KEPT) ?? [];
  }

  /** @param {Letter} letter */
  add(letter) {
    this.keep.set(KEPT, [...this.letters, letter]);
    void this.send();
  }

  /** @param {string} client of a letter that arrived, or is given up */
  drop(client) {
    const left = this.letters.filter((one) => one.client !== client);
    this.keep.set(KEPT, left.length ? left : null);
  }

  empty() {
    clearTimeout(this.timer);
    this.keep.set(KEPT, null);
  }

  /** Try now, if there is anything and nothing is on its way. */
  async send() {
    const letter = this.letters[0];
    if (this.isBusy || !letter) return;
    clearTimeout(this.timer);
    this.isBusy = true;
    let pause = 0;
    try {
      const response = await this.gateway.call("/web/messages", { method: "POST", body: letter });
      const { n } = await response.json();
      this.failures = 0;
      this.drop(letter.client);
      this.told.sent(letter, n);
    } catch (error) {
      pause = this.#troubled(letter, error);
    } finally {
      this.isBusy = false;
    }
    if (pause) this.timer = setTimeout(() => void this.send(), pause * 1000);
    else void this.send();
  }

  /** @returns {number} seconds until it is worth another try; 0 where the letter was given up */
  #troubled(letter, error) {
    const { status, code, wait } = error instanceof Refusal ? error : { status: 0, code: "", wait: 0 };
    if (HOPELESS.has(status)) {
      this.drop(letter.client);
      this.told.failed(letter, { status, code, wait });
      return 0;
    }
    if (status === 409) return 2; // the question before it is still being answered
    const pause = Math.max(wait, Math.min(LONGEST, 2 ** this.failures));
    this.failures += 1;
    this.told.late(letter, { status, code, wait: pause });
    return pause;
  }
}
