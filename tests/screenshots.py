"""Takes the pictures of docs/images: the widget in its states, at a desk and on a phone.

`.venv/bin/python -m tests.screenshots` takes them all anew; a name behind it (`answer`) takes those only. They show the
demonstration page of the gateway, with what the real assistant said as the browser tests have it recorded. Needs
Chromium, and a font for Chinese (`apt-get install chromium fonts-noto-cjk`).
"""

from __future__ import annotations

import asyncio
import datetime as dt
import io
import sys
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from aiohttp.test_utils import TestServer
from PIL import Image
from playwright.async_api import Browser, Page, expect

from bot.settings import Settings
from dev.browser import INSTALL, find_browser
from policies_kb.lint import knowledge_of
from policies_kb.reading import read_folder
from policies_kb.store import Store
from tests.browser.axe import LOOKS, settled
from tests.browser.rasa import RecordedRasa, recorded
from tests.browser.record import TODAY
from tests.browser.site import Gateway
from tests.browser.visitor import Visitor, chromium
from tests.browser.widget import Widget

IMAGES: Final = Path(__file__).parent.parent / "docs" / "images"
MOST: Final = 60_000
COLOURS: Final = 128
SIZES: Final[dict[str, dict[str, Any]]] = {
    "desktop": {"viewport": {"width": 1080, "height": 780}},
    "phone": {
        "viewport": {"width": 375, "height": 720},
        "device_scale_factor": 1.5,
        "is_mobile": True,
        "has_touch": True,
    },
}
DEADLINE: Final = "2023年浙江正高工程师评审网上申报什么时候截止？"
#: After so many words of the person the self-check asks a question with few buttons.
MIDDLE: Final = 6


async def launcher(page: Page) -> None:
    """The button on the page."""
    await expect(Widget(page).launcher).to_be_visible()


async def greeting(page: Page) -> None:
    """Open, before the first word."""
    await Widget(page).open()


async def answer(page: Page) -> None:
    """The fact, its source, and how long the window is open."""
    widget = Widget(page)
    await widget.open()
    await widget.write(DEADLINE)
    await expect(widget.said("还剩 5 天")).to_be_visible()


async def large(page: Page) -> None:
    """The mode for elders, chosen in the settings."""
    widget = Widget(page)
    await widget.open()
    await widget.button("显示与设置").click()
    await page.get_by_role("switch", name="长辈模式").click()
    await widget.button("显示与设置").click()
    await answer(page)


async def offline(page: Page) -> None:
    """The connection is gone; what was written waits."""
    await answer(page)
    await page.context.set_offline(True)
    await Widget(page).write("评审费是多少？")
    await expect(Widget(page).log.get_by_text("尚未发送")).to_be_visible()


async def check(page: Page) -> None:
    """A question of the self-check."""
    widget = Widget(page)
    await widget.open()
    await widget.led(recorded("eligible")[:MIDDLE])


async def result(page: Page) -> None:
    """What the self-check came to."""
    widget = Widget(page)
    await widget.open()
    await widget.led(recorded("eligible"))


#: What each picture is called: how the browser is set, and what leads there.
STATES: Final[dict[str, tuple[str, Callable[[Page], Awaitable[None]]]]] = {
    "launcher": ("light", launcher),
    "greeting": ("light", greeting),
    "answer": ("light", answer),
    "self-check": ("light", check),
    "result": ("light", result),
    "dark": ("dark", answer),
    "contrast": ("contrast", answer),
    "large": ("light", large),
    "offline": ("light", offline),
}


def reduced(png: bytes) -> bytes:
    """The same picture with few colours."""
    few = Image.open(io.BytesIO(png)).convert("RGB")
    few = few.quantize(COLOURS, kmeans=3, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


async def keep(page: Page, name: str, most: int) -> None:
    """Put the page as it is now among the pictures. Raises SystemExit where it has more than `most` bytes."""
    await settled(page)
    picture = reduced(await page.screenshot())
    if len(picture) > most:
        raise SystemExit(f"{name}: {len(picture)} bytes are more than {most}")
    (IMAGES / f"{name}.png").write_bytes(picture)


def publish(folder: str) -> None:
    """Publish the notices of the project in this folder, as `kb.sqlite`."""
    store = Store(f"sqlite:///{folder}/kb.sqlite")
    store.publish(knowledge_of(read_folder()), dt.datetime.now(dt.UTC))
    store.close()


async def take(browser: Browser, url: str, state: str, size: str) -> None:
    """One picture, of someone who comes for the first time."""
    look, lead = STATES[state]
    visitor = await Visitor.arrive(browser, url, **SIZES[size], **LOOKS[look], reduced_motion="reduce")
    page = await visitor.page("/")
    await lead(page)
    await page.mouse.move(1, 1)
    await keep(page, f"{state}-{size}", MOST)
    await visitor.context.close()


async def take_all(states: Collection[str], database: str) -> None:
    """Each state at each size, before a gateway that has just started."""
    program = find_browser()
    if program is None:
        raise SystemExit(f"there is no Chromium: {INSTALL}")
    async with chromium(program) as browser:
        for state in states:
            for size in SIZES:
                rasa = RecordedRasa("eligible")
                async with TestServer(rasa.app()) as server:
                    own = f"sqlite:///{database}/{state}-{size}.sqlite"
                    settings = Settings(
                        rasa_url=str(server.make_url("/")),
                        database_url=f"sqlite:///{database}/kb.sqlite",
                        bot_database_url=own,
                        web_secret="s" * 40,
                        web_session_rate=1000,
                        today=TODAY,
                    )
                    gateway = Gateway(settings)
                    await gateway.start()
                    await take(browser, gateway.url, state, size)
                    await gateway.stop()


def main() -> None:
    """Take them."""
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        publish(folder)
        asyncio.run(take_all(sys.argv[1:] or list(STATES), folder))


if __name__ == "__main__":
    main()
