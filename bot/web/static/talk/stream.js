/**
 * The gateway's events, over and over: taken up where they broke off, after pauses that grow.
 *
 * Not EventSource: that can send no header, and a token must not stand in an address.
 *
 * @typedef {{id: number | null, event: string, data: any}} Event_
 * @typedef {"live" | "waiting" | "refused" | "stopped"} Condition
 */
import { Refusal } from "./session.js";

/** Seconds: the longest pause, and silence after which a connection is taken for dead (the gateway beats each 15). */
const LONGEST = 30;
const SILENCE = 40;
/** Seconds after which a connection that ended had been a good one. */
const STEADY = 5;

export class Stream {
  /**
   * @param {import("./session.js").Gateway} gateway
   * @param {(event: Event_) => void} heard
   * @param {(condition: Condition, status: number) => void} changed status of the last refusal, 0 where nobody answered
   */
  constructor(gateway, heard, changed) {
    this.gateway = gateway;
    this.heard = heard;
    this.changed = changed;
    /** Number of the newest event that was read. */
    this.last = 0;
    this.failures = 0;
    this.at = 0;
    /** @type {AbortController | null} */
    this.abort = null;
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  get isRunning() {
    return this.abort !== null || this.timer !== undefined;
  }

  /** Listen, if it is not done already. */
  start() {
    if (!this.isRunning) void this.#listen();
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.abort?.abort();
    this.abort = null;
    this.changed("stopped", 0);
  }

  /** The network is back, or the device woke up: do not wait for the pause to end, do not trust an old connection (none, where `isSure`). */
  hurry(isSure = false) {
    if (!isSure && this.abort && Date.now() - this.at < SILENCE * 500) return;
    this.stop();
    this.failures = 0;
    this.start();
  }

  async #listen() {
    const abort = new AbortController();
    this.abort = abort;
    this.timer = undefined;
    const began = Date.now();
    let status = 0, wait = 0, isCut = true;
    try {
      await this.#read(abort);
      isCut = false;
    } catch (error) {
      if (abort.signal.aborted && this.abort !== abort) return;
      if (error instanceof Refusal) ({ status, wait } = error);
    }
    if (this.abort !== abort) return;
    this.abort = null;
    if (status === 403) {
      this.changed("refused", status);
      return;
    }
    if (Date.now() - began > STEADY * 1000) this.failures = 0;
    const pause = Math.max(wait, Math.min(LONGEST, 2 ** this.failures * (0.5 + Math.random() / 2)));
    this.failures += 1;
    // A stream that ends is ordinary (a restart, a proxy's limit); only failing twice to begin one is worth a word.
    if (isCut && this.failures > 1) this.changed("waiting", status);
    this.timer = setTimeout(() => void this.#listen(), pause * 1000);
  }

  /** Ask for what is new without a stream: some proxies hold streams back. Failing is the stream's to tell. */
  async catchUp() {
    const response = await this.gateway.call(`/web/history?after=${this.last}`).catch(() => null);
    for (const event of (await response?.json())?.events ?? []) this.#take(event);
  }

  /** @param {AbortController} abort */
  async #read(abort) {
    const headers = { "Last-Event-ID": String(this.last) };
    const response = await this.gateway.call("/web/events", { headers, signal: abort.signal });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    this.at = Date.now();
    const watch = setInterval(() => { if (Date.now() - this.at > SILENCE * 1000) abort.abort(); }, 5000);
    try {
      this.changed("live", 0);
      await this.#events(reader);
    } finally {
      clearInterval(watch);
    }
  }

  /** @param {ReadableStreamDefaultReader<string>} reader */
  async #events(reader) {
    for (let rest = ""; ;) {
      const { done, value } = await reader.read();
      if (done) return;
      this.at = Date.now();
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const event = eventIn(block);
        if (event) this.#take(event);
      }
    }
  }

  /** @param {Event_} event */
  #take(event) {
    if (event.id !== null) {
      // The gateway begins anew where it holds less than was read here; otherwise nothing is told twice.
      if (event.id <= this.last && event.event !== "cleared") return;
      this.last = event.id;
    }
    this.heard(event);
  }
}

/**
 * @param {string} block lines of one event, or a comment
 * @returns {Event_ | null}
 */
export function eventIn(block) {
  const fields = {};
  for (const line of block.split("\n")) {
    const at = line.indexOf(":");
    if (at > 0) fields[line.slice(0, at)] = line.slice(at + 1).trimStart();
  }
  if (!fields.event || !fields.data) return null;
  return { id: fields.id === undefined ? null : Number(fields.id), event: fields.event, data: JSON.parse(fields.data) };
}
