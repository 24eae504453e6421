/** Puts ready-made replies and facts into what is being written. */

const text = document.querySelector("#text");

/** The facts that the reply quotes. */
export function quotes() {
  return document.querySelector("#quoting");
}

/** @param {string} words put behind what is written */
export function insert(words) {
  text.value = [text.value.trimEnd(), words].filter(Boolean).join("\n\n");
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Look facts up without leaving the page. @param {string} base address of the conversation */
export function prepareFacts(base) {
  const place = document.querySelector("#facts");
  document.querySelector("#facts-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const q = new FormData(event.target).get("q");
    const response = await fetch(`${base}/facts?${new URLSearchParams({ q })}`).catch(() => null);
    if (response?.ok) place.innerHTML = await response.text();
  });
  place.addEventListener("click", (event) => {
    const link = event.target.closest(".insert");
    if (!link) return;
    event.preventDefault();
    insert(link.closest("li").querySelector(".text").textContent);
    quote(link.dataset.fact, place.dataset.quoting);
  });
}

/** @param {string} fact @param {string} label */
function quote(fact, label) {
  if ([...quotes().querySelectorAll("input")].some((one) => one.value === fact)) return;
  const item = document.createElement("li");
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "fact", value: fact });
  const drop = Object.assign(document.createElement("button"), {
    type: "button", className: "quiet small", textContent: text.form.dataset.unquote, onclick: () => item.remove(),
  });
  item.append(field, `${label}${fact} `, drop);
  quotes().append(item);
}
