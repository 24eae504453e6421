/** One conversation: what happens in it appears, what is written is sent without leaving the page. */
import { listen } from "./listen.js";
import { insert, prepareFacts, quotes } from "./insert.js";
import { renewed } from "./renew.js";

/** Milliseconds between two signs that somebody writes, and that somebody is there at all. */
const WRITING = 3000;
const ALIVE = 60_000;

document.documentElement.classList.add("scripted");
const talk = document.querySelector("#talk");
const lines = document.querySelector("#lines");
const trouble = document.querySelector("#trouble");
const form = document.querySelector("#reply");
const base = `/console/talks/${talk.dataset.talk}`;
const token = document.querySelector('meta[name="csrf"]').content;
const told = { writing: 0, alive: Date.now() };

/** @param {string} text empty where all is well */
function complain(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
}

/** @param {string} path @param {URLSearchParams} body */
function post(path, body) {
  return fetch(base + path, { method: "POST", body, headers: { "X-CSRF-Token": token, Accept: "application/json" } });
}

function toEnd() {
  lines.scrollTop = lines.scrollHeight;
}

const putState = renewed(document.querySelector("#state"));
const source = listen(`${base}/events?after=${talk.dataset.after}`, {
  turns({ html }) {
    const isAtEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 120;
    lines.insertAdjacentHTML("beforeend", html);
    if (isAtEnd) toEnd();
  },
  state({ html, mine }) {
    putState(html);
    if (mine && !form) location.reload();
    if (form) form.hidden = !mine;
  },
  gone() {
    source.close();
    talk.replaceChildren(Object.assign(document.createElement("p"), { textContent: talk.dataset.gone }));
  },
}, () => complain(talk.dataset.off));

/** The visitor sees that somebody writes; and whoever does anything here is there. @param {boolean} isWriting */
function tell(isWriting) {
  if (!form || form.hidden) return;
  const now = Date.now();
  if (isWriting ? now - told.writing < WRITING : now - told.alive < ALIVE) return;
  told.alive = now;
  if (isWriting) told.writing = now;
  void post("/alive", new URLSearchParams(isWriting ? { writing: "yes" } : {})).catch(() => {});
}

async function send() {
  const button = form.querySelector("button");
  if (button.disabled) return;
  button.disabled = true;
  complain("");
  try {
    const response = await post("/reply", new URLSearchParams([...new FormData(form)]));
    if (response.ok) {
      form.text.value = "";
      quotes().replaceChildren();
      form.elements.namedItem("key").value = [...crypto.getRandomValues(new Uint8Array(12))].map((one) => one.toString(16).padStart(2, "0")).join("");
    } else {
      const code = (await response.json().catch(() => null))?.error?.code;
      complain(form.dataset[code] ?? form.dataset.failed);
    }
  } catch {
    complain(form.dataset.failed);
  } finally {
    button.disabled = false;
    form.text.focus();
    told.writing = 0;
  }
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send();
  });
  form.text.addEventListener("input", () => tell(true));
  form.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) void send();
  });
  for (const sign of ["keydown", "pointerdown"]) document.addEventListener(sign, () => tell(false));
  document.querySelector("#ready-insert")?.addEventListener("click", () => insert(document.querySelector("#ready").value));
  prepareFacts(base);
}
toEnd();
