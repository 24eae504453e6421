"""What axe-core finds on a page, in words; the copy of it that is run comes with the tests' requirements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page

_SCRIPT: Final[str] = Axe().axe_script
#: How the browser is set for each look; the widget and the pages follow it unless they are told otherwise.
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
    "contrast-dark": {"color_scheme": "dark", "contrast": "more"},
}
#: Only what was found is told with its places: listing all that is well takes longer than to look.
_TOLD: Final = ["violations", "incomplete"]


async def settled(page: Page) -> None:
    """Return when nothing moves any more: half-faded text has no contrast yet."""
    await page.evaluate(
        "Promise.all(document.getAnimations()"
        ".filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)"
        ".map((one) => one.finished.catch(() => {})))"
    )


async def faults(page: Page, look: str, place: str = "html", without: Sequence[str] = ()) -> list[str]:
    """Every violation, and every text whose contrast could not be told. In high contrast 7:1 is asked for."""
    await settled(page)
    measure = "color-contrast-enhanced" if look.startswith("contrast") else "color-contrast"
    rules = {name: {"enabled": name == measure} for name in ("color-contrast", "color-contrast-enhanced")}
    rules |= {name: {"enabled": False} for name in without}
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_SCRIPT)
    found = await page.evaluate(
        "([place, options]) => axe.run(place, options)",
        [place, {"rules": rules, "resultTypes": _TOLD, "preload": False}],
    )
    untold = [one for one in found["incomplete"] if one["id"].startswith("color-contrast")]
    looked = {one["id"] for kind in ("passes", "violations") for one in found[kind]}
    assert {measure} - {*without} <= looked, "no contrast was measured"
    return [
        f"{rule['id']}: {node['target']} {node['html'][:160]} -- {node.get('failureSummary', '')}"
        for rule in [*found["violations"], *untold]
        for node in rule["nodes"]
    ]
