// The switch «only differences» and the day take effect at once; the address keeps them.

const form = document.getElementById("settings");
const only = document.getElementById("only");
const compared = document.getElementById("compared");

form.classList.add("at-once");

function show() {
  compared.classList.toggle("only", only.checked);
}

function keep() {
  show();
  remember(location.href, (there) => history.replaceState(null, "", there));
  for (const link of document.querySelectorAll(".heads a[aria-label], .others")) {
    remember(link.href, (there) => (link.href = there));
  }
}

function remember(address, put) {
  const there = new URL(address);
  if (only.checked) there.searchParams.set("only", "yes");
  else there.searchParams.delete("only");
  put(there);
}

only.addEventListener("change", keep);
form.elements.on.addEventListener("change", (event) => {
  if (event.target.value) form.requestSubmit();
});
// A browser that goes back may have set the switch by itself, and somebody may have been quicker than the script.
window.addEventListener("pageshow", () => (only.checked === only.defaultChecked ? show() : keep()));
