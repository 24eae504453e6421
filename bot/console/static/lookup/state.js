// What is asked, as the form holds it and as the address says it.

const form = document.querySelector("#ask");
const day = document.querySelector("#on");

/** The form as the query of an address; what goes without saying is left out. */
export function query() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const text = String(value).trim();
    if (text && !(name === "on" && text === day.dataset.today)) asked.append(name, text);
  }
  return asked.toString();
}

/** Take a chosen value out of the form, or all. */
export function unchoose(facet, value) {
  for (const box of form.elements) {
    if (box.type === "checkbox" && (!facet || (box.name === facet && box.value === value))) box.checked = false;
  }
}

/** Choose a value. */
export function choose(facet, value) {
  for (const box of form.elements) {
    if (box.type === "checkbox" && box.name === facet && box.value === value) box.checked = true;
  }
}

/** Whether anything is chosen. */
export function isChosen() {
  return [...form.elements].some((box) => box.type === "checkbox" && box.checked);
}

/** Ask about today again. */
export function today() {
  day.value = day.dataset.today;
}

/** Have the address say what is shown, so that it can be sent to somebody. */
export function addressed(asked) {
  history.replaceState(null, "", asked ? `/console?${asked}` : "/console");
  // The links to the page in other languages are of the same state.
  for (const link of document.querySelectorAll(".languages a")) {
    const own = new URLSearchParams(asked);
    own.set("lang", link.hreflang);
    link.search = own.toString();
  }
}
