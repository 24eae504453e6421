/**
 * What stays in the browser, under one prefix for each gateway.
 *
 * Browsers may refuse storage (frames of other sites, private windows): then it lasts as long as the page.
 */
export class Keep {
  /** @param {string} host origin of the gateway */
  constructor(host) {
    this.prefix = `zhiwen ${host} `;
    /** @type {Map<string, string>} */
    this.memory = new Map();
  }

  /**
   * @param {string} name
   * @returns {any} what was kept, or null
   */
  get(name) {
    return this.#read(() => localStorage, name);
  }

  /**
   * @param {string} name
   * @param {unknown} value anything JSON can hold; null forgets it
   */
  set(name, value) {
    this.#write(() => localStorage, name, value);
  }

  /** The same for this tab only: what was typed and not sent does not outlive it. */
  getInTab(name) {
    return this.#read(() => sessionStorage, name);
  }

  setInTab(name, value) {
    this.#write(() => sessionStorage, name, value);
  }

  /**
   * Tell when another tab changed `name`.
   * @param {string} name
   * @param {(was: any) => void} told with what was kept before, or null
   */
  watch(name, told) {
    window.addEventListener("storage", (event) => { if (event.key === this.prefix + name) told(JSON.parse(event.oldValue)); });
  }

  #read(storage, name) {
    const key = this.prefix + name;
    try {
      return JSON.parse(storage().getItem(key) ?? this.memory.get(key) ?? "null");
    } catch {
      return JSON.parse(this.memory.get(key) ?? "null");
    }
  }

  #write(storage, name, value) {
    const key = this.prefix + name;
    const text = JSON.stringify(value);
    try {
      if (value === null) storage().removeItem(key);
      else storage().setItem(key, text);
      this.memory.delete(key);
    } catch {
      this.memory.set(key, text);
    }
  }
}
