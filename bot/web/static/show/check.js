/** A question of the self-check, with how far one has come. */
import { make } from "../make.js";
import { partsOf } from "../read/reply.js";
import { fill } from "./fill.js";

/**
 * @param {import("../talk/conversation.js").Message} message
 * @param {number} n number of this question, from 1
 * @param {Record<string, any>} words
 */
export function questionCard(message, n, words) {
  const parts = partsOf(String(message.text ?? "")).flat();
  const left = parts.find((part) => part.kind === "left")?.left;
  const lines = parts.filter((part) => part.kind !== "left").map((part) => part.text);
  return make("div.card.check", {},
    progress(n, left, words),
    ...lines.slice(0, -1).map((line) => make("p.noted", {}, line)),
    make("p.fact", {}, lines.at(-1) ?? ""));
}

/** @param {number} n @param {number | undefined} left this question and those after it */
function progress(n, left, words) {
  const text = left === undefined ? fill(words.progressOnly, { n }) : fill(words.progress, { n, left });
  const label = make("p.step", {}, make("strong", {}, words.check), ` ${text}`);
  if (left === undefined) return label;
  const bar = make("progress", { max: n - 1 + left, value: n - 1, "aria-label": `${words.check} ${text}` });
  return make("div.progress", {}, label, bar);
}
