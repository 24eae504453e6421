// Asks the gateway for the verdict, one question at a time; what changed meanwhile is asked after it.
export class Judge {
  #timer = 0;
  #again = false;
  #under_way = null;

  constructor(form, show, trouble) {
    this.form = form;
    this.show = show;
    this.trouble = trouble;
    this.token = document.querySelector('meta[name="csrf"]').content;
  }

  // Ask after so many milliseconds, unless something else changes before.
  soon(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#now(), wait);
  }

  // When everything that was filled in is judged.
  async settled() {
    if (this.#timer) this.#now();
    await this.#under_way;
  }

  #now() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#again = true;
    this.#under_way ??= this.#ask();
  }

  async #ask() {
    this.form.dataset.busy = "yes";
    while (this.#again) {
      this.#again = false;
      try {
        const found = await this.#fetch();
        if (!this.#again) this.show(found);
      } catch (problem) {
        this.trouble(problem.message === "401" ? "signedOut" : "offline");
      }
    }
    delete this.form.dataset.busy;
    this.#under_way = null;
  }

  async #fetch() {
    const response = await fetch("/console/check/verdict", {
      method: "POST",
      body: new URLSearchParams(new FormData(this.form)),
      headers: { "X-CSRF-Token": this.token, Accept: "application/json" },
    });
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  }
}
