// The lookup: results while somebody types, filters, keys, copying. Without this the page is a form that works.

import { Asking } from "./asking.js";
import { copied } from "./copying.js";
import { current, fold, show } from "./found.js";
import { listen, showHelp } from "./keys.js";
import { addressed, choose, isChosen, query, today, unchoose } from "./state.js";

const form = document.querySelector("#ask");
const field = document.querySelector("#q");
const found = document.querySelector("#found");
const said = document.querySelector("#said");
const heard = document.querySelector("#heard");
// Milliseconds without a change after which the number of results is read out, and for which a word stays.
const CALM = 700;
const STAYS = 4000;

let reading = 0;
let going = 0;

const asking = new Asking(
  (html, asked) => {
    show(html);
    addressed(asked);
    if (said.textContent === said.dataset.failed) say("");
    clearTimeout(reading);
    reading = setTimeout(() => {
      heard.textContent = found.querySelector("#total").textContent;
    }, CALM);
  },
  () => say(said.dataset.failed, true),
);

function ask() {
  asking.soon(query());
}

function say(text, stays = false) {
  said.textContent = text;
  clearTimeout(going);
  if (!stays) going = setTimeout(() => (said.textContent = ""), STAYS);
}

async function copy(kind) {
  const result = current();
  if (!result) {
    say(said.dataset.none);
    return;
  }
  const words = result.querySelector(`.wording .${kind}`);
  if (await copied(words.textContent)) {
    say(said.dataset[kind]);
    return;
  }
  say(said.dataset.not);
  for (const one of result.querySelectorAll("details")) one.open = true;
  getSelection().selectAllChildren(words);
}

function clear() {
  if (!isChosen()) return;
  unchoose();
  ask();
}

const destinations = {
  into: (link) => choose(link.dataset.facet, link.dataset.value),
  without: (link) => unchoose(link.dataset.facet, link.dataset.value),
  clear: () => unchoose(),
  today,
};

document.documentElement.classList.add("scripted");
fold();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
// Boxes belong to the form and stand outside of it.
for (const place of [form, found]) {
  place.addEventListener("input", (event) => {
    if (event.target.form === form) ask();
  });
}
found.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  const link = event.target.closest("[data-go]");
  if (button) copy(button.dataset.copy);
  if (!link) return;
  event.preventDefault();
  if (link.dataset.go === "more") {
    asking.soon(new URL(link.href).search.slice(1));
    return;
  }
  destinations[link.dataset.go](link);
  ask();
});
document.querySelector("#help-button").addEventListener("click", showHelp);
listen({ copy, clear, asked: ask, settled: () => asking.settled() });
// Something was typed before this came.
if (field.value !== field.defaultValue) ask();
