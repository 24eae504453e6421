/**
 * A result on paper: a page of its own with nothing of the site around it, printed or saved.
 *
 * @typedef {{lang: string, title: string, lead: string, sections: {heading: string, items: string[], isList?: boolean}[], notes: string[]}} Paper
 */
import { make } from "../make.js";

const STYLE = `
  body { font: 12pt/1.7 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #000; background: #fff;
    max-width: 42em; margin: 2em auto; padding: 0 1.5em; overflow-wrap: anywhere; }
  h1 { font-size: 1.5em; line-height: 1.3; margin: 0 0 .4em; } h2 { font-size: 1.05em; margin: 1.6em 0 .4em; }
  ul { margin: 0; padding: 0; list-style: none; border-top: 1px solid #777; }
  li { padding: .45em 0 .45em 2em; border-bottom: 1px solid #bbb; position: relative; break-inside: avoid; }
  li::before { content: ""; position: absolute; left: .2em; top: .85em; width: .8em; height: .8em; border: 1.5px solid #000; }
  ul.plain li { padding-left: 0; } ul.plain li::before { content: none; }
  .note { color: #444; font-size: .9em; margin: 1.4em 0 0; }
  @page { margin: 18mm; }`;

/** @param {Paper} paper */
function bodyOf(paper) {
  return make("main", {},
    make("h1", {}, paper.title),
    make("p", {}, paper.lead),
    ...paper.sections.filter(({ items }) => items.length).flatMap(({ heading, items, isList }) => [
      make("h2", {}, heading),
      make(isList ? "ul" : "ul.plain", {}, ...items.map((one) => make("li", {}, one))),
    ]),
    ...paper.notes.map((one) => make("p.note", {}, one)));
}

/**
 * Open the page and the browser's print dialogue.
 * @param {Paper} paper
 * @returns {boolean} false where the browser opens no window
 */
export function print(paper) {
  const page = window.open("", "_blank", "width=820,height=900");
  if (!page) return false;
  const { document } = page;
  document.documentElement.lang = paper.lang;
  document.title = paper.title;
  const sheet = new page.CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets = [sheet];
  document.body.replaceChildren(document.adoptNode(bodyOf(paper)));
  page.focus();
  page.setTimeout(() => page.print(), 200);
  return true;
}

/** @param {Paper} paper @returns {string} the page as HTML; what was said stands in it as text */
export function html(paper) {
  const page = document.implementation.createHTMLDocument(paper.title);
  page.documentElement.lang = paper.lang;
  page.head.prepend(make("meta", { charset: "utf-8" }));
  page.body.append(page.adoptNode(bodyOf(paper)));
  // Put in as text: the page's content security policy would refuse the element, though it is for the file only.
  return `<!doctype html>\n${page.documentElement.outerHTML.replace("</head>", () => `<style>${STYLE}</style></head>`)}`;
}

/**
 * @param {string} name of the file
 * @param {string} type
 * @param {string} text
 */
export function save(name, type, text) {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
