/**
 * Makes an element. Children that are strings become text, never markup.
 *
 * @param {string} tag name, with classes after dots: `p.note`
 * @param {Record<string, any>} [given] `onclick` and other listeners are set as properties, everything else as
 *   attributes; false, null and undefined are left out
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function make(tag, given = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(given)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element[key] = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((one) => one !== null && one !== undefined && one !== false && one !== ""));
  return element;
}

/** @returns {string} an id that nobody else has; also on pages without HTTPS, where `randomUUID` is missing */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
