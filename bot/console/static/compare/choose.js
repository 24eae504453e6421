// The list of notices narrows as one types, and no more can be ticked than can be compared.

import { fits, namesOf } from "./named.js";

const form = document.getElementById("choose");
const find = document.getElementById("find");
const none = document.getElementById("none");
const chosen = document.getElementById("chosen");
const most = Number(form.dataset.most);
const items = [...form.querySelectorAll("li[data-names]")].map((element) => ({
  element,
  box: element.querySelector("input"),
  names: namesOf(element),
}));
// Where the page does not list all, what is typed has to be looked for by the gateway.
const isWhole = !form.querySelector(".left") && !find.value;

function narrow() {
  if (!isWhole) return;
  for (const { element, box, names } of items) {
    element.hidden = !box.checked && !fits(find.value, names);
  }
  none.hidden = items.some(({ element }) => !element.hidden);
}

function count() {
  const ticked = items.filter(({ box }) => box.checked).length;
  for (const { box } of items) box.disabled = !box.checked && ticked >= most;
  chosen.textContent = ticked ? chosen.dataset.text.replace("{count}", ticked) : "";
}

find.addEventListener("input", narrow);
// Enter in the field looks no further where everything is listed: it would only load the page again.
find.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && isWhole && !event.isComposing) event.preventDefault();
});
form.addEventListener("change", count);
// A browser that goes back may have ticked boxes by itself.
window.addEventListener("pageshow", () => {
  narrow();
  count();
});
