/** The result of a self-check: the verdict, each condition, what to prepare; to print, save, or put into a calendar. */
import { icon } from "../icons.js";
import { make } from "../make.js";
import { html, print, save } from "../keepsake/paper.js";
import { dayIn, today } from "../read/days.js";
import { partsOf } from "../read/reply.js";
import { dated, drawn } from "./answer.js";
import { fill } from "./fill.js";

const SIGNS = { eligible: "yes", ineligible: "no", undetermined: "open", true: "yes", false: "no", unknown: "open" };
/** What is not met comes first, what is met last and folded where it is long. */
const ORDER = /** @type {const} */ (["false", "unknown", "true"]);
const MANY = 3;
/** The line that begins one title of several. */
const ENTRY = /^\d+\. /;
const MARKS = { true: "✓ ", false: "✗ ", unknown: "? " };

/**
 * @param {import("../talk/conversation.js").Message} message
 * @param {Record<string, any>} words
 * @param {string} lang
 * @param {(text: string) => void} say tells what happened
 */
export function resultCard(message, words, lang, say) {
  const check = message.custom.self_check;
  const parts = partsOf(String(message.text ?? "")).flat();
  const [lead, ...rest] = parts;
  const many = Array.isArray(check.screened);
  const reasons = many ? [] : check.reasons ?? [];
  const others = rest.filter((part) => many || part.kind !== "condition");
  return make("div.card.result", { "data-verdict": many ? null : check.verdict },
    make("p.step", {}, make("strong", {}, words.result)),
    !many && verdict(check.verdict, words),
    make("p.lead", {}, lead?.text ?? ""),
    ...ORDER.map((truth) => group(truth, reasons.filter((one) => one.truth === truth), words)),
    ...others.map((part) => other(part, words)),
    actions(parts, reasons, check, words, lang, say));
}

function verdict(name, words) {
  return make("p.verdict", {}, make("span.sign", {}, icon(SIGNS[name] ?? "open")), words.verdict[name] ?? name);
}

function group(truth, reasons, words) {
  if (!reasons.length) return null;
  const heading = `${words.truth[truth]} · ${reasons.length}`;
  const list = make("ul.reasons", { "data-truth": truth }, ...reasons.map((one) => reason(one, truth, words)));
  if (truth !== "true" || reasons.length <= MANY) return make("section", {}, make("h3", {}, heading), list);
  return make("details.met", {}, make("summary", {}, heading), list);
}

function reason(one, truth, words) {
  return make("li", {}, make("span.sign", {}, icon(SIGNS[truth])),
    make("div", {}, make("p", {}, one.condition),
      make("p.place", {}, [one.at, one.said && words.said + one.said].filter(Boolean).join(" · "))));
}

/** @param {import("../read/reply.js").Part} part */
function other(part, words) {
  if (part.kind === "condition") {
    return make("p.condition", { "data-truth": part.truth }, make("span.sign", {}, icon(SIGNS[part.truth])), part.text);
  }
  if (part.kind === "text" && ENTRY.test(part.text)) return make("h3.entry", {}, part.text);
  if (part.kind !== "materials" && part.kind !== "maybe") return drawn(part, [], words, false);
  return make("section", {}, make("h3", {}, words[part.kind]),
    make("ul.items", {}, ...part.items.map(({ name, at }) => make("li", {}, name, at && make("span.place", {}, ` ${at}`)))));
}

function actions(parts, reasons, check, words, lang, say) {
  const paper = paperOf(parts, reasons, words, lang);
  const name = `${words.result} ${today()}.html`;
  const keep = () => save(name, "text/html", html(paper));
  const printed = () => {
    if (print(paper)) return;
    keep();
    say(words.blocked);
  };
  const day = check.earliest > today() ? check.earliest : null;
  const why = parts.find((part) => dayIn(part.text) === day) ?? parts[0];
  return make("div.actions", {},
    make("button.plain", { type: "button", onclick: printed }, icon("print"), make("span", {}, words.print)),
    make("button.plain", { type: "button", onclick: keep }, icon("save"), make("span", {}, words.save)),
    day && dated(day, why?.text ?? "", words));
}

/** @returns {import("../keepsake/paper.js").Paper} */
function paperOf(parts, reasons, words, lang) {
  const [lead, ...rest] = parts;
  const items = (kind) => rest.filter((part) => part.kind === kind)
    .flatMap((part) => part.items.map(({ name, at }) => (at ? `${name}（${at}）` : name)));
  const told = reasons.length
    ? ORDER.map((truth) => ({
      heading: words.truth[truth],
      items: reasons.filter((one) => one.truth === truth).map((one) => `${one.condition}（${one.at}）`),
    }))
    : [{ heading: words.screened, items: rest.filter(isListed).map((part) => (MARKS[part.truth] ?? "") + part.text) }];
  const plain = rest.filter((part) => ["validity", "citation"].includes(part.kind) || (part.kind === "text" && (reasons.length || !isListed(part))));
  return {
    lang, title: words.result, lead: lead?.text ?? "",
    sections: [
      { heading: words.materials, items: items("materials"), isList: true },
      { heading: words.maybe, items: items("maybe"), isList: true }, ...told,
    ],
    notes: [...plain.map((part) => part.text), fill(words.paperMade, { day: today() })],
  };
}

/** Whether a line of a comparison of several titles is one of the comparison. @param {import("../read/reply.js").Part} part */
function isListed(part) {
  return part.kind === "condition" || (part.kind === "text" && ENTRY.test(part.text));
}
