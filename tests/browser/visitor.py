"""A person with a browser of their own: what they keep, and what goes wrong before their eyes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Route,
    async_playwright,
)

from tests.browser.widget import Widget

#: Milliseconds that anything may take to be seen.
PATIENCE = 8000.0


@asynccontextmanager
async def chromium(program: Path) -> AsyncIterator[Browser]:
    """A Chromium that runs; nothing is downloaded."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program, args=[*as_root, "--disable-dev-shm-usage"]
        )
        yield browser
        await browser.close()


@asynccontextmanager
async def late(page: Page, script: str) -> AsyncIterator[None]:
    """A script (as in `**/talk.js`) does not come before the block ends: people are quicker than lines."""
    may_come = asyncio.Event()

    async def held(route: Route) -> None:
        await may_come.wait()
        await route.continue_()

    await page.route(script, held)
    yield
    may_come.set()


class Visitor:
    """One browser profile. Everything in its tabs that looks like a fault is remembered."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        #: Errors and warnings in the console.
        self.console: list[str] = []
        #: Errors that nobody caught, and dialogues that a page opened.
        self.faults: list[str] = []
        context.set_default_timeout(PATIENCE)
        context.on("console", self._told)
        context.on("dialog", self._asked)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))

    @classmethod
    async def arrive(cls, browser: Browser, url: str, **options: Any) -> Visitor:
        """Someone new. The options are those of a Playwright context."""
        given = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}, **options}
        return cls(await browser.new_context(**given), url)

    async def page(self, path: str = "/") -> Page:
        """A new tab on a page of the gateway, or on any address."""
        tab = await self.context.new_page()
        await tab.goto(path if "://" in path else self.url + path)
        return tab

    async def widget(self, path: str = "/") -> Widget:
        """A new tab with the widget open in it."""
        widget = Widget(await self.page(path))
        await widget.open()
        return widget

    def _told(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.console.append(message.text)

    async def _asked(self, dialog: Dialog) -> None:
        self.faults.append(f"{dialog.type}: {dialog.message}")
        await dialog.dismiss()
