/** Says aloud, for those who hear the page, what others see change. */
import { make } from "../make.js";

export class Announcer {
  constructor() {
    this.calm = make("div.unseen", { role: "status", "aria-live": "polite", "aria-atomic": "true" });
    this.urgent = make("div.unseen", { role: "alert", "aria-live": "assertive", "aria-atomic": "true" });
    this.elements = [this.calm, this.urgent];
  }

  /** @param {string} text */
  say(text) {
    this.#put(this.calm, text);
  }

  /** @param {string} text what cannot wait: a failure */
  warn(text) {
    this.#put(this.urgent, text);
  }

  /** The same text twice is news twice: the place is empty for a moment in between. */
  #put(place, text) {
    place.textContent = "";
    setTimeout(() => { place.textContent = text; }, 50);
  }
}
