/**
 * Reads the parts of a reply's text, so that each can be shown as what it is. The words are the assistant's; nothing
 * is left out and nothing is added: a line that is not recognised is a line of text.
 *
 * @typedef {"open" | "days" | "soon" | "closed" | "earlier"} Badge
 * @typedef {{kind: "text", text: string}
 *   | {kind: "citation", text: string, number: string, place: string}
 *   | {kind: "validity", text: string, badge: Badge, days: number, day: string | null}
 *   | {kind: "condition", text: string, truth: "true" | "false" | "unknown"}
 *   | {kind: "materials" | "maybe", text: string, items: {name: string, at: string}[]}
 *   | {kind: "left", text: string, left: number}} Part
 */
import { dayIn } from "./days.js";

/** @type {[RegExp, Badge][]} */
const VALIDITY = [
  [/还有\d+天截止|還有\d+天截止|closes in \d+ days/, "days"],
  [/尚未开始|尚未開始|has not opened yet/, "soon"],
  [/已于.+截止|已於.+截止| closed on /, "closed"],
  [/^这是\d{4}年的通知|^這是\d{4}年的通知|^This is the notice of \d{4}/, "earlier"],
];
const LEFT = /^[（(](?:大约)?(?:大約)?(?:还差|還差|about )?\s*(\d+)\s*(?:个问题|個問題|more questions?)[）)]$/;
const MARKS = { "✓": "true", "✗": "false", "?": "unknown", "？": "unknown" };
const MATERIALS = /^(?:您需要准备|您需要準備|You need)[：:]\s*/;
const MAYBE = /^(?:视情况还要|視情況還要|Depending on your case also)[：:]\s*/;

/**
 * @param {string} text of a reply
 * @returns {Part[][]} paragraphs, which blank lines part
 */
export function partsOf(text) {
  return text.split(/\n{2,}/).map((one) => one.split("\n").filter((line) => line.trim()).map(partOf));
}

/** @param {string} line @returns {Part} */
function partOf(line) {
  const text = line.trim();
  if (text.startsWith("——")) {
    const [number, ...place] = text.slice(2).split(" · ");
    return { kind: "citation", text, number, place: place.join(" · ") };
  }
  const left = LEFT.exec(text);
  if (left) return { kind: "left", text, left: Number(left[1]) };
  if (MARKS[text[0]] && text[1] === " ") return { kind: "condition", text: text.slice(2), truth: MARKS[text[0]] };
  for (const [start, kind] of /** @type {const} */ ([[MATERIALS, "materials"], [MAYBE, "maybe"]])) {
    if (start.test(text)) return { kind, text, items: itemsOf(text.replace(start, "")) };
  }
  return validityOf(text) ?? { kind: "text", text: line.trimEnd() };
}

/** @param {string} text @returns {Part | null} */
function validityOf(text) {
  const found = text.length < 120 && !/^[\d·]/.test(text) && VALIDITY.find(([words]) => words.test(text));
  if (!found) return null;
  const days = /(?:还有|還有|closes in )(\d+)/.exec(text);
  return { kind: "validity", text, badge: found[1], days: Number(days?.[1] ?? 0), day: dayIn(text) };
}

/** @param {string} text `a×2[附件3/一]；b[四（四）]` */
function itemsOf(text) {
  return text.split(/；|; /).filter(Boolean).map((one) => {
    const at = /\[([^\]]*)\]\s*$/.exec(one);
    return { name: at ? one.slice(0, at.index) : one, at: at?.[1] ?? "" };
  });
}
