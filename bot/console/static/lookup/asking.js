// Asks the gateway while somebody types: the newest question only, never an older answer after a newer one.

const PATH = "/console/lookup";
// Milliseconds between two questions, and until the next try where there is no answer.
const GAP = 40;
const AGAIN = 3000;

export class Asking {
  #show;
  #fail;
  #timer = 0;
  #asked = -GAP;
  #flying = null;
  #latest = Promise.resolve();
  #arrived = () => {};

  /** `show(html, query)` puts an answer on the page, `fail()` says that there is none. */
  constructor(show, fail) {
    this.#show = show;
    this.#fail = fail;
  }

  /** Ask this, unless something newer is asked within a moment. */
  soon(query) {
    this.#expect();
    this.#wait(query, Math.max(0, this.#asked + GAP - performance.now()));
  }

  /** Ends when what was asked last is on the page. */
  settled() {
    return this.#latest;
  }

  #expect() {
    if (this.#flying || this.#timer) return;
    this.#latest = new Promise((resolve) => {
      this.#arrived = resolve;
    });
  }

  #wait(query, milliseconds) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(query), milliseconds);
  }

  async #ask(query) {
    this.#timer = 0;
    this.#asked = performance.now();
    this.#flying?.abort();
    const flight = new AbortController();
    this.#flying = flight;
    const html = await received(query, flight.signal);
    if (this.#flying !== flight) return;
    this.#flying = null;
    if (html === null) {
      this.#fail();
      this.#wait(query, AGAIN);
    } else {
      this.#show(html, query);
      if (!this.#timer) this.#arrived();
    }
  }
}

async function received(query, signal) {
  try {
    const reply = await fetch(`${PATH}?${query}`, { headers: { Accept: "text/html" }, redirect: "manual", signal });
    if (reply.type === "opaqueredirect") {
      // The session has ended: the page itself leads to the form, and back.
      location.replace(`/console?${query}`);
      return null;
    }
    return reply.ok ? await reply.text() : null;
  } catch {
    return null;
  }
}
