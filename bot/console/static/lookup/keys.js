// One hand on the keyboard. What each key does stands in the help dialogue too.

import { boxes, current, openFirst, step, toFacets } from "./found.js";

const field = document.querySelector("#q");
const help = document.querySelector("#help");

/** Listen; `does` has what the page does: `copy(kind)`, `clear()`, `asked()`, `settled()`. */
export function listen(does) {
  const inField = {
    ArrowDown: () => step(1),
    Enter: () => {
      does.asked();
      does.settled().then(openFirst);
    },
    Escape: () => {
      field.value = "";
      does.asked();
    },
  };
  const onPage = {
    "/": toField,
    ArrowDown: () => (amongBoxes(1) ? undefined : step(1)),
    ArrowUp: () => (amongBoxes(-1) || step(-1) ? undefined : toField()),
    c: () => does.copy("text"),
    m: () => does.copy("message"),
    f: toFacets,
    x: does.clear,
    "?": showHelp,
    Escape: toField,
  };
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const isTyping = isText(event.target);
    if (isTyping && event.target !== field) return;
    const act = (isTyping ? inField : onPage)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** Say what the keys do. */
export function showHelp() {
  help.showModal();
}

function toField() {
  field.focus();
  field.select();
}

/** Move among the filters if that is where the focus is. */
function amongBoxes(by) {
  const all = boxes();
  const at = all.indexOf(document.activeElement);
  if (at < 0 || current()) return false;
  all[at + by]?.focus();
  return true;
}

function isText(element) {
  return element.matches("input:not([type=checkbox]), textarea, select");
}
