// The self-check: sends what is filled in whenever it changes, and shows what came back.
import { Judge } from "./judge.js";
import { goTo, onKey } from "./keyboard.js";

const form = document.getElementById("check");
const part = (id) => document.getElementById(id);
const CHOSEN = "zhiwen.check.chosen";
const judge = new Judge(form, show, trouble);
let following = null;

for (const one of document.querySelectorAll(".only, .keys, #go, [data-copy]")) one.hidden = false;
// Nothing was typed yet that the page does not show.
following = form.querySelector('[data-standing="next"]')?.dataset.name ?? null;

form.addEventListener("change", changed);
form.addEventListener("input", changed);
form.addEventListener("keydown", (event) => onKey(event, async () => {
  await judge.settled();
  goTo(form, following);
}));
part("go").addEventListener("click", () => goTo(form, following));
part("only").addEventListener("change", (event) => form.classList.toggle("only-open", event.target.checked));
chooseTitle(part("case"));
// Where another title was chosen, the page that comes begins with its first question.
form.addEventListener("submit", (event) => {
  if (event.submitter?.id !== "keep") sessionStorage.setItem(CHOSEN, "yes");
});
if (sessionStorage.getItem(CHOSEN)) goTo(form, following);
sessionStorage.removeItem(CHOSEN);
// Somebody was quicker than the script, or the browser filled in what stood here before.
if ([...form.elements].some((one) => isAnswer(one) && isChanged(one))) judge.soon(0);

// Chosen with the mouse it is done; with the arrows people pass by others, so it is done with Enter or the button.
function chooseTitle(list) {
  let passing = false;
  list.addEventListener("pointerdown", () => { passing = false; });
  list.addEventListener("change", () => passing || form.requestSubmit(part("judge")));
  list.addEventListener("keydown", (event) => {
    passing = event.key !== "Enter" && event.key !== " ";
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.requestSubmit(part("judge"));
  });
  if (isChanged(list)) form.requestSubmit(part("judge"));
}

function isAnswer(one) {
  return /^[ax]\./.test(one.name ?? "");
}

// Whether it is another than the page came with.
function isChanged(one) {
  if (one.type === "radio" || one.type === "checkbox") return one.checked !== one.defaultChecked;
  const shown = one.options ? (one.querySelector("option[selected]") ?? one.options[0]).value : one.defaultValue;
  return one.value !== shown;
}

function changed(event) {
  const { target } = event;
  if (!isAnswer(target)) return;
  if (event.type === "input") besides(target);
  judge.soon(event.type === "change" ? 0 : 350);
}

// A time that is told is neither «none» nor «not known», and the other way round.
function besides(target) {
  const own = target.closest(".write");
  if (!own) return;
  for (const one of own.querySelectorAll("input")) {
    if (one === target) continue;
    if (one.type === "checkbox") one.checked = false;
    else if (target.checked) one.value = "";
  }
}

function show(found) {
  following = found.next;
  for (const [name, told] of Object.entries(found.fields)) showField(name, told);
  say("status", found.status);
  say("left", found.left);
  const asked = following && question(following);
  part("following").hidden = !asked;
  say("following-text", asked ?? "");
  const open = new Set([...part("result").querySelectorAll("details[open]")].map((one) => one.dataset.keep));
  part("result").innerHTML = found.html;
  for (const one of part("result").querySelectorAll("details")) one.open = open.has(one.dataset.keep);
  trouble("");
}

function showField(name, told) {
  const field = form.querySelector(`[data-name="${name}"]`);
  if (!field) return;
  field.dataset.standing = told.standing;
  field.querySelector("[data-chip]").textContent = told.standing_text;
  const wrong = field.querySelector("[data-wrong]");
  if (!wrong) return;
  wrong.hidden = !told.wrong;
  field.querySelector("[data-heard]").hidden = told.wrong || !told.said;
  field.querySelector("[data-said]").textContent = told.said;
  field.querySelector("input").setAttribute("aria-invalid", told.wrong);
}

function question(name) {
  const label = form.querySelector(`[data-name="${name}"]`)?.querySelector("legend, label");
  return label?.firstChild.textContent.trim();
}

// Written only where it differs, so that nothing is read out twice.
function say(id, text) {
  if (part(id).textContent !== text) part(id).textContent = text;
}

function trouble(kind) {
  say("trouble", kind ? form.dataset[kind] : "");
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const told = button.parentElement.querySelector("[data-copied]");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(part(button.dataset.copy).textContent);
    told.textContent = told.dataset.copied;
  });
}
