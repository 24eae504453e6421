// The offices on the page narrow as one types.

import { fits, namesOf } from "./named.js";

const field = document.getElementById("place");
const heard = document.getElementById("heard");
const listed = document.getElementById("listed");
const places = [...listed.querySelectorAll(".place")].map((element) => {
  const names = namesOf(element);
  const desks = [...element.querySelectorAll(".desk")].map((desk) => ({
    element: desk,
    names: [...names, ...namesOf(desk)],
  }));
  return { element, desks };
});

function narrow() {
  const typed = field.value.trim();
  // What the page was asked for has been narrowed to already.
  const isOwn = typed === listed.dataset.asked;
  let shown = 0;
  for (const { element, desks } of places) {
    for (const desk of desks) {
      desk.element.hidden = !isOwn && !fits(typed, desk.names);
      shown += desk.element.hidden ? 0 : 1;
    }
    element.hidden = desks.every((desk) => desk.element.hidden);
  }
  heard.textContent = isOwn ? "" : shown ? heard.dataset.shown.replace("{count}", shown) : heard.dataset.press;
}

field.addEventListener("input", narrow);
window.addEventListener("pageshow", narrow);
