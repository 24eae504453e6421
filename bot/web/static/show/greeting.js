/** What stands there before the first word: what can be asked, and four ways to begin. */
import { make } from "../make.js";

/** @param {import("./panel.js").Panel} panel */
export function greeting(panel) {
  const { words, preferences } = panel.assistant;
  const own = (preferences.attributes.ask ?? "").split("|").map((one) => one.trim()).filter(Boolean);
  const starters = own.length ? own : words.starters;
  return make("div.greeting", {},
    make("p.hello", {}, words.hello), make("p", {}, words.intro),
    make("div.choices", { role: "group", "aria-label": words.choices },
      ...starters.map((one) => make("button.choice", { type: "button", onclick: () => panel.ask(one) }, one))));
}
