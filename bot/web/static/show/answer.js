/** A reply as a card: the fact first, then where it stands, then whether it still holds. */
import { icon } from "../icons.js";
import { make } from "../make.js";
import { calendar } from "../keepsake/calendar.js";
import { save } from "../keepsake/paper.js";
import { partsOf } from "../read/reply.js";
import { fill } from "./fill.js";

/** Replies that state something from a notice. */
const CITED = new Set(["answered", "answered_for_several", "not_in_notice"]);
/** Characters up to which a first line is the fact itself. */
const SHORT = 80;
/** One notice of several: its name in brackets, then what it says. */
const ABOUT = /^【([^】]+)】(.+)$/;

/**
 * @param {import("../talk/conversation.js").Message} message
 * @param {Record<string, any>} words
 * @returns {HTMLElement}
 */
export function answerCard(message, words) {
  const answer = message.custom?.answer ?? {};
  const citations = Array.isArray(answer.citations) ? answer.citations : [];
  const paragraphs = partsOf(String(message.text ?? ""));
  const card = make("div.card", { "data-status": answer.status });
  let isFact = CITED.has(answer.status) && paragraphs.length === 1;
  for (const parts of paragraphs) {
    const section = make("div.part");
    for (const part of parts) {
      section.append(drawn(part, citations, words, isFact));
      isFact = false;
    }
    card.append(section);
  }
  if (citations.length && !paragraphs.flat().some((part) => part.kind === "citation")) card.append(allOf(citations, words));
  return card;
}

/**
 * @param {import("../read/reply.js").Part} part
 * @param {any[]} citations
 * @param {Record<string, any>} words
 * @param {boolean} isFact
 */
export function drawn(part, citations, words, isFact = false) {
  if (part.kind === "citation") return cited(part, citations, words);
  if (part.kind === "validity") return validity(part, words);
  const about = ABOUT.exec(part.text);
  if (about) return make("div", {}, make("p.about", {}, about[1]), make("p.fact", {}, ...callable(about[2])));
  const { text } = part;
  return make(isFact && text.length <= SHORT ? "p.fact" : "p", {}, ...callable(text));
}

function cited(part, citations, words) {
  const quotes = citations.filter((one) => one.quote && one.number === part.number);
  return make("div.cited", {},
    make("p.source", {}, icon("source"), make("span.unseen", {}, `${words.source}：`),
      make("span", {}, make("span.number", {}, part.number), part.place && make("span.place", {}, ` · ${part.place}`))),
    ...quotes.map((one) => quoted(one, words)));
}

function quoted(one, words) {
  return make("details", {}, make("summary", {}, words.original, one.at && ` · ${one.at}`),
    make("blockquote", {}, String(one.quote)));
}

function allOf(citations, words) {
  return make("details.cited", {}, make("summary", {}, fill(words.sources, { n: citations.length })),
    make("ul", {}, ...citations.map((one) => make("li", {}, `${one.number} · ${one.at}`, one.quote && make("blockquote", {}, String(one.quote))))));
}

/**
 * The badge of a window, and its day for the calendar while it is still to come.
 * @param {Extract<import("../read/reply.js").Part, {kind: "validity"}>} part
 */
function validity(part, words) {
  const line = make("p.validity", {},
    make("span.badge", { "data-badge": part.badge }, fill(words.badge[part.badge], { n: part.days })), " ", part.text);
  if (part.badge === "closed" || part.badge === "earlier" || !part.day) return line;
  return make("div", {}, line, make("div.actions", {}, dated(part.day, fill(words.closes, { what: nameOf(part.text) }), words)));
}

/** What it is that closes: the words before those that count days. @param {string} text */
function nameOf(text) {
  return text.split(/还有\d|還有\d|尚未|已于|已於| closes | has not /)[0].trim();
}

/** @param {string} day @param {string} what */
export function dated(day, what, words) {
  return make("button.plain", {
    type: "button",
    onclick: () => save(`${day}.ics`, "text/calendar",
      calendar(day, fill(words.calendarTitle, { what }), words.calendarNote, new Date())),
  }, icon("calendar"), make("span", {}, words.calendar));
}

/** Whole phone numbers can be called by a tap, whole addresses opened; everything else stays text. @param {string} text */
export function callable(text) {
  return text.split(/((?<![\d-])0\d{2,3}-\d{7,8}(?![\d-])|https?:\/\/[\w.~:/?#@!&=+%-]+[\w/])/).map((one, at) => {
    if (at % 2 === 0) return one;
    if (one.startsWith("http")) return make("a", { href: one, target: "_blank", rel: "noopener noreferrer" }, one);
    return make("a", { href: `tel:${one.replace("-", "")}` }, one);
  });
}
