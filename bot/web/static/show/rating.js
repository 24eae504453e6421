/** Thumbs under an answer; the one that points down asks why. */
import { icon } from "../icons.js";
import { make, newId } from "../make.js";

const KEPT = "rated";
const MOST_KEPT = 50;
const MOST = 500;

/**
 * @param {string} client id of the question
 * @param {import("./panel.js").Panel} panel
 * @returns {HTMLElement}
 */
export function rating(client, panel) {
  const { words, keep } = panel.assistant;
  const place = make("div.rating", { role: "group", "aria-label": words.helpful });
  const thanks = () => place.replaceChildren(make("p.thanks", { tabindex: "-1" }, words.thanks));
  if ((keep.getInTab(KEPT) ?? []).includes(client)) {
    thanks();
    return place;
  }
  const give = async (good, reason = "") => {
    try {
      await panel.exchange.rate(client, good, reason);
    } catch {
      panel.tell(words.notTaken);
      return;
    }
    keep.setInTab(KEPT, [...(keep.getInTab(KEPT) ?? []), client].slice(-MOST_KEPT));
    thanks();
    place.querySelector(".thanks").focus({ preventScroll: true });
  };
  const ask = () => {
    const form = whyForm(words, (reason) => give(false, reason), () => begin(true));
    place.replaceChildren(form);
    form.scrollIntoView({ block: "nearest" });
    form.querySelector("input").focus({ preventScroll: true });
  };
  const begin = (isBack = false) => {
    place.replaceChildren(
      make("span.asked", { "aria-hidden": "true" }, words.helpful),
      thumb("good", words.good, () => give(true)), thumb("bad", words.bad, ask));
    if (isBack) place.lastElementChild.focus();
  };
  begin();
  return place;
}

function thumb(name, label, onclick) {
  return make("button.tool", { type: "button", "aria-label": label, title: label, onclick }, icon(name));
}

/**
 * @param {Record<string, any>} words
 * @param {(reason: string) => void} give
 * @param {() => void} leave
 */
function whyForm(words, give, leave) {
  const name = `why-${newId()}`;
  const more = make("textarea", { rows: "2", maxlength: MOST, id: name });
  return make("form.why", {
    onsubmit: (event) => {
      event.preventDefault();
      const chosen = /** @type {HTMLInputElement | null} */ (event.target.querySelector("input:checked"));
      give([chosen?.value, more.value.trim()].filter(Boolean).join("：").slice(0, MOST));
    },
  },
  make("fieldset", {}, make("legend", {}, words.why),
    make("div.chips", {}, ...words.reasons.map((one) => make("label.chip", {},
      make("input.unseen", { type: "radio", name, value: one }), make("span", {}, one))))),
  make("label", { for: name }, words.reasonMore), more,
  make("div.actions", {}, make("button.main", { type: "submit" }, words.submit),
    make("button.plain", { type: "button", onclick: leave }, words.cancel)));
}
