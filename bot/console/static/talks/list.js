/** The list of conversations, kept up to date while nobody is choosing in it with the keyboard. */
import { listen } from "./listen.js";

const place = document.querySelector("#list");
const live = document.querySelector("#live");
live.hidden = false;

/** Put the list in anew; whoever had one of its links in focus has the same one afterwards. @param {string} html */
function put(html) {
  const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  place.innerHTML = html;
  if (focused) place.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

listen(`/console/talks/events${location.search}`, { list: ({ html }) => put(html) }, () => {
  live.textContent = live.dataset.off;
});
