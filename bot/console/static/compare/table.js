// The switch «only differences» and the day take effect at once; the address keeps them.

const form = document.getElementById("settings");
const only = document.getElementById("only");
const compared = document.getElementById("compared");

form.classList.add("at-once");

function show() {
  compared.classList.toggle("only", only.checked);
}

only.addEventListener("change", () => {
  show();
  const address = new URL(location.href);
  if (only.checked) address.searchParams.set("only", "yes");
  else address.searchParams.delete("only");
  history.replaceState(null, "", address);
  for (const link of document.querySelectorAll(".heads a[aria-label], .others")) {
    const there = new URL(link.href);
    if (only.checked) there.searchParams.set("only", "yes");
    else there.searchParams.delete("only");
    link.href = there;
  }
});
form.elements.on.addEventListener("change", (event) => {
  if (event.target.value) form.requestSubmit();
});
// A browser that goes back may have set the switch by itself.
window.addEventListener("pageshow", show);
