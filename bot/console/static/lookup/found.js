// The part of the page that changes: what was found. Where somebody was on it, they stay.

const place = document.querySelector("#found");
const wide = matchMedia("(min-width: 60rem)");

/** The folded heads of the results, in order. */
export function heads() {
  return [...place.querySelectorAll(".result > details > summary")];
}

/** The result in which the focus is, or null. */
export function current() {
  return document.activeElement?.closest(".result") ?? null;
}

/** Move the focus `step` results on; false where there is none further. */
export function step(by) {
  const all = heads();
  const here = current();
  const next = all[(here ? all.findIndex((one) => here.contains(one)) : -1) + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

/** Open the first result and go there. */
export function openFirst() {
  const [first] = heads();
  if (!first) return;
  first.parentElement.open = true;
  first.focus();
}

/** The boxes that can be seen, in order. */
export function boxes() {
  return [...place.querySelectorAll(".facets input")].filter((one) => one.checkVisibility());
}

/** Fold the filters away where there is little room. */
export function fold() {
  place.querySelector(".facets").open = wide.matches;
}

/** Open the filters and go to the first. */
export function toFacets() {
  place.querySelector(".facets").open = true;
  boxes()[0]?.focus();
}

/** Put an answer on the page; what was unfolded stays so, and the focus stays where it was. */
export function show(html) {
  const open = [...place.querySelectorAll(".result > details[open]")].map((one) => one.parentElement.dataset.fact);
  const rests = [...place.querySelectorAll(".rest[open]")].map((one) => one.dataset.facet);
  const facets = place.querySelector(".facets").open;
  const focused = place.contains(document.activeElement) ? whereIs(document.activeElement) : null;
  place.innerHTML = html;
  place.querySelector(".facets").open = facets;
  for (const one of place.querySelectorAll(".rest")) one.open = rests.includes(one.dataset.facet);
  for (const one of place.querySelectorAll(".result")) {
    one.firstElementChild.open = open.includes(one.dataset.fact);
  }
  if (focused) (focused() ?? document.querySelector("#q")).focus();
}

/** How to find the same thing again after everything was made anew. */
function whereIs(element) {
  if (element.matches("input")) {
    const { name, value } = element;
    return () => [...place.querySelectorAll(".facets input")].find((one) => one.name === name && one.value === value);
  }
  const fact = element.closest(".result")?.dataset.fact;
  return () => [...place.querySelectorAll(".result")].find((one) => one.dataset.fact === fact)?.querySelector("summary");
}
