/** Line drawings on a grid of 24. They say nothing by themselves: a name stands beside or on the button. */
const PATHS = {
  talk: "M4 5.5h16v11H10.5L6 20v-3.5H4z M8 9.5h8 M8 12.5h5",
  close: "M6 6l12 12 M18 6L6 18",
  fold: "M6 9l6 6 6-6",
  settings: "M4 7h9 M17 7h3 M4 17h3 M11 17h9 M15 4.5v5 M9 14.5v5",
  send: "M12 19V5 M6 11l6-6 6 6",
  source: "M6 3.5h8l4 4v13H6z M14 3.5v4h4 M9 12h6 M9 15.5h6",
  good: "M7 11v9H4v-9z M7 11l4-7c1.6 0 2.4 1 2.2 2.6L12.7 10H18c1.3 0 2.2 1.2 1.9 2.5l-1.3 6c-.2.9-1 1.5-1.9 1.5H7",
  bad: "M7 13V4H4v9z M7 13l4 7c1.6 0 2.4-1 2.2-2.6L12.7 14H18c1.3 0 2.2-1.2 1.9-2.5l-1.3-6C18.4 4.6 17.6 4 16.7 4H7",
  print: "M7 9V3.5h10V9 M7 17H4V9h16v8h-3 M7 14h10v6.5H7z",
  save: "M12 4v11 M7 10.5l5 5 5-5 M5 20h14",
  calendar: "M4 6h16v14H4z M4 10.5h16 M8.5 3.5V7 M15.5 3.5V7",
  yes: "M5 12.5l4.5 4.5L19 7.5",
  no: "M7 7l10 10 M17 7L7 17",
  open: "M9 9.2c.2-1.9 1.5-3 3.2-3 1.8 0 3.1 1.2 3.1 2.8 0 2.4-3.1 2.7-3.1 5 M12.2 17.8v.1",
  wait: "M12 6.5V12l3.5 2.5 M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17",
};
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {keyof typeof PATHS} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}
