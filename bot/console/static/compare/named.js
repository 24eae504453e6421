// Finds by what people call a thing: the same as bot/console/compare/named.py.

const JOINTS = /[\s\-‐–—〔〕（）()【】《》·]+/gu;

/** Text as it is compared: one width, lower case, without what stands between its parts. */
export function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(JOINTS, "");
}

/** Whether each word that was typed is found in one of the names (plain), if need be with something in between. */
export function fits(typed, names) {
  return typed
    .split(/\s+/u)
    .filter(Boolean)
    .every((word) => names.some((name) => standsIn(plain(word), name)));
}

/** The names of an element, plain. */
export function namesOf(element) {
  return (element.dataset.names ?? "").split("\n").map(plain);
}

function standsIn(word, name) {
  if (name.includes(word)) return true;
  if ([...word].length < 2 || /^[\x00-\x7f]*$/u.test(word)) return false;
  let from = 0;
  for (const one of word) {
    const at = name.indexOf(one, from);
    if (at < 0) return false;
    from = at + one.length;
  }
  return true;
}
