"""Times the lookup in a real browser: milliseconds from a key going down to its results on the screen.

    python benchmarks/keystroke.py

The gateway runs in a process of its own on the notices of the project, the index made; somebody signs in and types with
150 ms between two keys. A key counts from the moment at which the browser received it to the frame after the one in
which its results were painted; both clocks are the page's. On loopback: a line adds its own time. Needs Chromium.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import secrets
import statistics
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aiohttp import ClientError, ClientSession
from aiohttp.test_utils import unused_port
from playwright.async_api import Page

from bot.console.passwords import Passwords
from bot.roles import Role
from bot.store import Actor, Database, Staff
from dev.browser import INSTALL, find_browser
from policies_kb.lint import knowledge_of
from policies_kb.reading import read_folder
from policies_kb.store import Store
from tests.browser.visitor import Visitor, chromium

ROOT: Final = Path(__file__).resolve().parent.parent
TYPED: Final = (
    "pingshenfei",
    "zgcl",
    "yjlxdh",
    "126hao",
    "0577",
    "shangyu dianhua",
    "评审表几份",
    "jixujiaoyu",
)
TODAY: Final = "2023-06-01"
GAP: Final = 150
#: Seconds that a gateway may take to come up.
PATIENCE: Final = 120.0
#: Puts into `window.times` for each key how long its results took. The frame after a change has painted it.
PROBE: Final = """() => {
  window.times = [];
  let down = 0;
  document.addEventListener("keydown", (event) => { down = event.timeStamp; }, true);
  document.querySelector("#q").addEventListener("input", (event) => { down ||= event.timeStamp; }, true);
  new MutationObserver(() => {
    const since = down;
    down = 0;
    if (since) requestAnimationFrame(() => requestAnimationFrame(() => times.push(performance.now() - since)));
  }).observe(document.querySelector("#found"), { childList: true });
}"""


@asynccontextmanager
async def gateway(folder: str, password: str) -> AsyncIterator[str]:
    """A gateway in a process of its own, with an account `bench`; its origin."""
    published, own, port = f"sqlite:///{folder}/kb.sqlite", f"sqlite:///{folder}/bot.sqlite", unused_port()
    store = Store(published)
    store.publish(knowledge_of(read_folder()), dt.datetime.now(dt.UTC))
    store.close()
    database = Database(own)
    database.open()
    Staff(database).add("bench", Role.READER, Passwords().hash(password), Actor("benchmark"))
    database.close()
    settings = {"DATABASE_URL": published, "BOT_DATABASE_URL": own, "PORT": str(port), "TODAY": TODAY}
    environment = os.environ | {f"ZHIWEN_{name}": value for name, value in settings.items()}
    process = subprocess.Popen([sys.executable, "-m", "bot"], cwd=ROOT, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        await up(url)
        yield url
    finally:
        process.terminate()
        process.wait()


async def up(url: str) -> None:
    """Return when it answers. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE), ClientSession() as http:
        while True:
            try:
                async with http.get(f"{url}/healthz") as reply:
                    if reply.ok:
                        return
            except ClientError:
                await asyncio.sleep(0.2)


async def typed(page: Page) -> list[float]:
    """Type everything; what each key took, in milliseconds."""
    await page.locator("#q").fill("pingshen")
    await page.locator(".result").first.wait_for()
    await page.evaluate(PROBE)
    for words in TYPED:
        await page.locator("#q").press_sequentially(words, delay=GAP)
        await page.wait_for_timeout(1000)
        await page.locator("#q").press("Escape")
        await page.wait_for_timeout(1000)
    times: list[float] = await page.evaluate("times")
    return times


async def main() -> None:
    """Measure, and print one line."""
    program = find_browser()
    if program is None:
        raise SystemExit(f"there is no Chromium: {INSTALL}")
    password = secrets.token_urlsafe(16)
    with TemporaryDirectory() as folder:
        async with gateway(folder, password) as url, chromium(program) as browser:
            visitor = await Visitor.arrive(browser, url)
            visitor.context.set_default_timeout(1000 * PATIENCE)
            page = await visitor.page("/console")
            await page.locator("#name").fill("bench")
            await page.locator("#password").fill(password)
            await page.locator("form.fields button").click()
            times = await typed(page)
    keys = sum(map(len, TYPED)) + len(TYPED)
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
    print(
        f"{keys} keys, {len(times)} painted: p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {max(times):.0f} ms"
    )


if __name__ == "__main__":
    asyncio.run(main())
