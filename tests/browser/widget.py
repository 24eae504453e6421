"""The widget as people use it: by the roles and names that a screen reader hears, never by classes."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

from playwright.async_api import Error, Locator, Page, expect

_TRIES: Final = 5
_SOON: Final = 1_500
Turns = list[tuple[str, list[dict[str, Any]]]]


class Widget:
    """The widget on a page that is open, in simplified Chinese."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.launcher = page.get_by_role("button", name="职称咨询")
        self.log = page.get_by_role("log", name="对话")
        self.question = page.get_by_role("textbox", name="您的问题")
        self.send = page.get_by_role("button", name="发送", exact=True)

    async def open(self) -> None:
        """Open it, if it is not open already or about to open by itself, as it was left in another tab."""
        await expect(self.launcher.or_(self.question).first).to_be_visible()
        for _ in range(_TRIES):
            if await self.question.is_visible():
                break
            with suppress(Error):  # it opened by itself, and the launcher went away
                await self.launcher.click(timeout=_SOON)
        await expect(self.question).to_be_visible()

    def button(self, name: str) -> Locator:
        """A button of the widget or the page."""
        return self.page.get_by_role("button", name=name, exact=True)

    async def press(self, *names: str) -> None:
        """Look at this tab, and click its buttons one after the other. A tab in the background draws nothing."""
        await self.page.bring_to_front()
        for name in names:
            await self.button(name).click()

    async def write(self, text: str) -> None:
        """Look at this tab, type a question and send it."""
        await self.page.bring_to_front()
        await self.question.fill(text)
        await self.send.click()

    async def ask(self, text: str, answer: str) -> None:
        """Ask, and wait for an answer with these words."""
        await self.write(text)
        await expect(self.said(answer)).to_have_count(1)

    def said(self, words: str) -> Locator:
        """The places in the conversation that say just this."""
        return self.log.get_by_text(words, exact=True)

    def asked(self, words: str) -> Locator:
        """The places in the conversation where the visitor said just this."""
        return self.said(f"您：{words}")

    async def led(self, turns: Turns, within: float | None = None) -> None:
        """Say what was recorded, each word after its question came (in milliseconds); ends with the last reply."""
        for sent, reply in turns:
            await self.write(sent)
            is_over = "verdict" in reply[-1]["custom"]["self_check"]
            words = "自查结果" if is_over else reply[-1]["text"].splitlines()[-1]
            await expect(self.said(words).last).to_be_visible(timeout=within)
