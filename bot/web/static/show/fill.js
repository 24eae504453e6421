/** Fills `{n}` in a phrase. @param {string} phrase @param {Record<string, string | number>} values */
export function fill(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
