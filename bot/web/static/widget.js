/**
 * The one line that a page embeds: `<script src="https://HOST/widget.js" async></script>`.
 *
 * Reads the attributes of its own tag, offers `window.Zhiwen` at once (calls wait until the widget is there) and
 * loads the widget's modules. Whatever goes wrong here must not trouble the page.
 */
(() => {
  const tag = document.currentScript;
  if (!(tag instanceof HTMLScriptElement) || window.Zhiwen) return;
  const host = new URL(tag.src).origin;
  const attributes = { ...tag.dataset };

  /** @type {(element: HTMLElement) => void} */
  let ready = () => {};
  const element = new Promise((resolve) => { ready = resolve; });
  window.Zhiwen = {
    open: () => element.then((one) => one.open()),
    close: () => element.then((one) => one.close()),
    ask: (text) => element.then((one) => one.ask(text)),
  };

  const begin = () => import(`${host}/web/static/__VERSION__/launcher.js`)
    .then(({ place }) => ready(place(host, attributes)))
    .catch(() => console.info("职问：助手暂时无法加载。The assistant cannot be loaded just now."));
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin, { once: true });
})();
