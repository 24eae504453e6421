/**
 * Speaks to the gateway as one visitor. The token stays in the browser's storage and travels as a header only.
 *
 * @typedef {{token: string, expires: string, since: number, conversation: string}} Session
 */

/** The gateway answered, but not with what was asked for. */
export class Refusal extends Error {
  /**
   * @param {number} status of the response
   * @param {string} code the gateway's own word for it, empty where it gave none
   * @param {number} wait seconds it asks to wait, 0 where it does not say
   */
  constructor(status, code, wait) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.wait = wait;
  }
}

const KEPT = "session";

export class Gateway {
  /**
   * @param {string} host origin
   * @param {import("../keep.js").Keep} keep
   */
  constructor(host, keep) {
    this.host = host;
    this.keep = keep;
    /** @type {Promise<Session> | null} a session that is being asked for: two requests must not begin two */
    this.opening = null;
  }

  /** The conversation that this browser is in; null before the first word. */
  get conversation() {
    return this.keep.get(KEPT)?.conversation ?? null;
  }

  /**
   * One request with the visitor's token. A token that is no longer good is exchanged once.
   *
   * @param {string} path
   * @param {{method?: string, body?: unknown, headers?: Record<string, string>, signal?: AbortSignal}} [given]
   * @returns {Promise<Response>} of a 2xx
   * @throws {Refusal} for every other status, and TypeError where the gateway cannot be reached
   */
  async call(path, given = {}) {
    const session = await this.#session();
    try {
      return await this.#fetched(path, given, session.token);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 401) throw error;
      return this.#fetched(path, given, (await this.#session(session.token)).token);
    }
  }

  /**
   * @param {string} [bad] a token that was refused
   * @returns {Promise<Session>}
   */
  async #session(bad) {
    const kept = /** @type {Session | null} */ (this.keep.get(KEPT));
    if (kept && kept.token !== bad && isFresh(kept)) return kept;
    this.opening ??= this.#opened(kept, bad).finally(() => { this.opening = null; });
    return this.opening;
  }

  /**
   * @param {Session | null} kept
   * @param {string} [bad]
   * @returns {Promise<Session>}
   */
  #opened(kept, bad) {
    // Two tabs that begin at the same time must not begin two conversations.
    return alone(`zhiwen ${this.host}`, async () => {
      const now = /** @type {Session | null} */ (this.keep.get(KEPT));
      if (now && now.token !== bad && now.token !== kept?.token) return now;
      const body = now ? { token: now.token } : {};
      const made = await (await this.#fetched("/web/session", { method: "POST", body })).json();
      const session = { ...made, since: Date.now() };
      this.keep.set(KEPT, session);
      return session;
    });
  }

  async #fetched(path, { method = "GET", body, headers = {}, signal }, token = "") {
    const all = { ...headers };
    if (token) all.Authorization = `Bearer ${token}`;
    if (body !== undefined) all["Content-Type"] = "application/json";
    const response = await fetch(this.host + path, {
      method, signal, headers: all, body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer",
    });
    if (response.ok) return response;
    const told = await response.json().catch(() => ({}));
    throw new Refusal(response.status, told.error?.code ?? "", Number(response.headers.get("Retry-After")) || 0);
  }
}

/** A session is renewed when half of its time is over. @param {Session} session */
function isFresh({ since, expires }) {
  return Date.now() < (since + Date.parse(expires)) / 2;
}

/** @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>} */
function alone(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work();
}
