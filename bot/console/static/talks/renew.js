/**
 * A part of a page that is kept up to date, and yet not taken away from under a hand.
 *
 * A press is a press only where pointer down and up are on the same element: what comes in between is put in afterwards.
 * Who has a link or a button in focus has the same one in focus then.
 *
 * @param {HTMLElement} place
 * @returns {(html: string) => void} puts it in, if it is another than what is there
 */
export function renewed(place) {
  const shape = document.createElement("template");
  let isPressed = false;
  let wished = null;

  function put() {
    if (wished === null || isPressed) return;
    shape.innerHTML = wished;
    wished = null;
    if (shape.innerHTML === place.innerHTML) return;
    const focused = place.contains(document.activeElement) ? goal(document.activeElement) : null;
    place.replaceChildren(shape.content);
    if (focused) [...place.querySelectorAll("a, button")].find((one) => goal(one) === focused)?.focus();
  }

  place.addEventListener("pointerdown", () => {
    isPressed = true;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(end, () => {
      isPressed = false;
      setTimeout(put); // after the click
    });
  }
  return (html) => {
    wished = html;
    put();
  };
}

/** Where a link or a button leads. @param {Element} one */
function goal(one) {
  return one.getAttribute("href") ?? one.form?.getAttribute("action");
}
