/** The list of conversations, kept up to date. */
import { listen } from "./listen.js";
import { renewed } from "./renew.js";

const live = document.querySelector("#live");
const put = renewed(document.querySelector("#list"));
live.hidden = false;

listen(`/console/talks/events${location.search}`, { list: ({ html }) => put(html) }, () => {
  live.textContent = live.dataset.off;
});
