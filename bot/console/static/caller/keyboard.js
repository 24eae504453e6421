// One hand on the keyboard: Enter goes on, figures choose among the answers that stand side by side.
export function onKey(event, goOn) {
  const { target, key } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const field = target.closest("[data-name]");
  if (!field) return;
  if (key === "Enter" && target.matches("input, select")) {
    event.preventDefault();
    goOn();
  } else if (target.type === "radio" && /^\d$/.test(key)) {
    event.preventDefault();
    choose(field, Number(key));
  }
}

// 0 takes the answer back, 1 is the first one.
function choose(field, number) {
  const radio = field.querySelectorAll('input[type="radio"]')[number];
  if (!radio) return;
  radio.focus();
  if (!radio.checked) radio.click();
}

export function goTo(form, name) {
  const field = name && form.querySelector(`[data-name="${name}"]`);
  const place = field
    ? field.querySelector("input:checked[type=radio], input, select")
    : document.getElementById("keep") ?? document.getElementById("result-title");
  if (!place) return;
  place.focus({ preventScroll: true });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  (field ?? place).scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}
