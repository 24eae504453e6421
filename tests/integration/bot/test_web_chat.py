"""`/chat`: the same conversation with nothing but forms."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import pytest
from aiohttp import ClientResponse

from bot.web import chat
from tests.integration.bot.conftest import Client
from tests.integration.bot.rasa import HeldRasa
from tests.integration.bot.web_gateway import Gateways, gateways_on

HOSTILE = "<img src=x onerror=alert(1)>&<script>alert(2)</script>"


@pytest.fixture
async def gateways(held: HeldRasa, database: str, tmp_path: Path) -> AsyncIterator[Gateways]:
    """Gateways for one site."""
    async with gateways_on(
        database, f"sqlite:///{tmp_path / 'bot.sqlite'}", held, web_session_rate=100
    ) as made:
        yield made


class Forms:
    """A browser without script: it reads pages and sends their forms. Its cookies are the client's."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.page = ""

    async def open(self, path: str = "/chat", **headers: str) -> ClientResponse:
        """Go to a page."""
        reply = await self.client.get(path, headers=headers)
        self.page = await reply.text()
        return reply

    def hidden(self, name: str) -> str:
        """The value of the question form's hidden field."""
        question = self.page.split('class="ask"')[1]
        found = re.search(rf'name="{name}" value="([^"]*)"', question)
        assert found
        return unescape(found.group(1))

    async def send(self, path: str = "/chat", **fields: str) -> ClientResponse:
        """Send the question form, or another with the same hidden fields."""
        whole = {"form": self.hidden("form"), "client": self.hidden("client"), **fields}
        reply = await self.client.post(path, data=whole)
        self.page = await reply.text()
        return reply

    def texts(self) -> list[str]:
        """What was said so far."""
        return [
            unescape(one) for one in re.findall(r'<p class="text" dir="auto">(.*?)</p>', self.page, re.DOTALL)
        ]

    def choices(self) -> dict[str, str]:
        """The buttons of the newest reply."""
        found = re.findall(r'<button name="choice" value="([^"]*)">(.*?)</button>', self.page)
        return {unescape(title): value for value, title in found}


@pytest.fixture
async def forms(gateways: Gateways) -> Forms:
    """A browser on the page."""
    made = Forms(await gateways.start())
    await made.open()
    return made


async def test_question_and_answer(forms: Forms) -> None:
    """By a redirect, so that a reload sends nothing again."""
    reply = await forms.send(text="评审费\n多少？")
    assert [one.status for one in reply.history] == [303]
    assert forms.texts() == ["评审费\n多少？", "答：评审费\n多少？"]
    await forms.open()
    assert len(forms.texts()) == 2


async def test_the_same_form_twice_is_one_question(forms: Forms, held: HeldRasa) -> None:
    """A double click, or «send again» after going back."""
    form, client = forms.hidden("form"), forms.hidden("client")
    for _ in range(2):
        await forms.send(text="评审费", form=form, client=client)
    assert held.asked == ["评审费"]
    assert len(forms.texts()) == 2


async def test_buttons(forms: Forms, held: HeldRasa) -> None:
    """Shown under the newest reply; what they send is looked up, not taken from the form."""
    held.reply = [{"text": "?", "buttons": [{"title": "费用 & 时间", "payload": '/ask_fee{"a":"b"}'}]}]
    await forms.send(text="评审")
    assert "/ask_fee" not in forms.page
    await forms.send(choice=forms.choices()["费用 & 时间"])
    assert held.asked == ["评审", '/ask_fee{"a":"b"}']
    assert forms.texts()[2] == "费用 & 时间"
    assert (await forms.send(choice="9.9.9")).status == 409
    assert (await forms.send(choice="x")).status == 409


@pytest.mark.parametrize(("field", "value"), [("form", ""), ("form", "forged"), ("form", "other")])
async def test_a_form_from_elsewhere_is_refused(
    forms: Forms, gateways: Gateways, held: HeldRasa, field: str, value: str
) -> None:
    """Nothing is sent; what was written stays in the form."""
    if value == "other":
        stranger = Forms(await gateways.start())
        await stranger.open()
        value = stranger.hidden("form")
    reply = await forms.send(text="评审费", **{field: value})
    assert reply.status == 403
    assert "评审费</textarea>" in forms.page
    assert held.asked == []
    await forms.send(clear="yes", **{field: value})
    assert held.heard == []


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        "application/json",
        "application/x-www-form-urlencoded; charset=none",
        "application/x-www-form-urlencoded",
    ],
)
async def test_what_is_no_form_is_refused(forms: Forms, held: HeldRasa, kind: str) -> None:
    """Without a fault of the gateway."""
    reply = await forms.client.post("/chat", data=b"\xff=1", headers={"Content-Type": kind})
    assert reply.status == 403
    assert held.heard == []


async def test_the_cookie(gateways: Gateways) -> None:
    """Out of reach of scripts and of other sites' requests; secure where the connection is."""
    client = await gateways.start(web_proxies=1)
    for proto, secure in (("https", True), ("http", False)):
        reply = await client.get("/chat", headers={"X-Forwarded-Proto": proto})
        cookie = reply.cookies["zhiwen_chat"]
        assert cookie["httponly"]
        assert (cookie["samesite"], cookie["path"], bool(cookie["secure"])) == ("Lax", "/chat", secure)


@pytest.mark.parametrize(("text", "status"), [("", 422), (" \n ", 422), ("问" * 1001, 422)])
async def test_what_cannot_be_sent_is_told(forms: Forms, held: HeldRasa, text: str, status: int) -> None:
    """On the page, in an alert, with the text still there."""
    reply = await forms.send(text=text)
    assert reply.status == status
    assert 'role="alert"' in forms.page
    assert 'aria-invalid="true"' in forms.page
    assert held.asked == []


async def test_too_many_are_told_to_wait(gateways: Gateways) -> None:
    """With the header, and in words."""
    forms = Forms(await gateways.start(web_session_rate=1))
    await forms.open()
    await forms.send(text="一")
    reply = await forms.send(text="二")
    assert reply.status == 429
    assert f"{reply.headers['Retry-After']} 秒后再试" in forms.page


async def test_a_slow_answer(forms: Forms, held: HeldRasa, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page comes all the same and offers to look again; a second question is asked to wait."""
    monkeypatch.setattr(chat, "_WAIT", 0.2)
    held.gate.clear()
    await forms.send(text="一")
    assert forms.texts() == ["一"]
    assert 'role="status"' in forms.page
    assert "http-equiv" not in forms.page
    reply = await forms.send(text="二")
    assert reply.status == 409
    assert "二</textarea>" in forms.page
    monkeypatch.setattr(chat, "_WAIT", 5)
    asyncio.get_running_loop().call_later(0.2, held.gate.set)
    await forms.open()
    assert forms.texts() == ["一", "答：一"]
    assert 'role="status"' not in forms.page


async def test_deleting(forms: Forms) -> None:
    """One button, and nothing is left but the word that it was done."""
    await forms.send(text="评审费")
    await forms.send(clear="yes")
    assert forms.texts() == []
    assert "对话记录已删除" in forms.page


async def test_hostile_replies_are_text(forms: Forms, held: HeldRasa) -> None:
    """Wherever they stand."""
    held.reply = [
        {
            "text": HOSTILE,
            "buttons": [{"title": HOSTILE, "payload": "/x"}],
            "custom": {"answer": {"citations": [{"number": HOSTILE, "at": HOSTILE, "quote": HOSTILE}]}},
        }
    ]
    await forms.send(text=HOSTILE)
    assert "<img" not in forms.page
    assert "<script" not in forms.page
    assert forms.texts() == [HOSTILE, HOSTILE]
    assert "<details>" in forms.page


async def test_the_widget_and_the_page_are_one_kind_of_conversation(forms: Forms) -> None:
    """The cookie's token is not taken from a header, and a page of another site has no cookie to send."""
    reply = await forms.client.get("/web/history")
    assert reply.status == 401


@pytest.mark.parametrize(
    ("query", "accepted", "lang"),
    [("", "en", "en"), ("?lang=zh-TW", "en", "zh-TW"), ("?lang=x", "", "zh-CN")],
)
async def test_languages(forms: Forms, query: str, accepted: str, lang: str) -> None:
    """The address decides, else the browser; the choice stays while forms are sent."""
    await forms.open(f"/chat{query}", **{"Accept-Language": accepted})
    assert f'<html lang="{lang}">' in forms.page
    if lang == "zh-TW":
        reply = await forms.send(f"/chat{query}", text="評審費")
        assert reply.url.query["lang"] == "zh-TW"
