"""The REST channel: the contract, bad input, and what happens when the dialogue is down."""

from __future__ import annotations

from typing import Any

import pytest

from bot.app import create_app
from bot.settings import Settings
from tests.integration.bot.conftest import Client
from tests.integration.bot.rasa import PlayedRasa

URL = "/webhooks/rest/webhook"


async def say(client: Client, text: object, sender: object = "a") -> tuple[int, Any]:
    """Status and body of the reply to one message."""
    reply = await client.post(URL, json={"sender": sender, "message": text})
    return reply.status, await reply.json()


async def test_text_and_custom_of_one_reply_come_together(gateway: Client, rasa: PlayedRasa) -> None:
    """Rasa sends them as two messages; the contract has one."""
    rasa.messages = [{"recipient_id": "a", "text": "280元"}, {"recipient_id": "a", "custom": {"answer": {}}}]
    assert await say(gateway, "评审费") == (
        200,
        [{"recipient_id": "a", "text": "280元", "custom": {"answer": {}}}],
    )


@pytest.mark.parametrize(
    "text",
    ["", "   ", "问" * 5000, "😀🎉", "\x00\x07\u200b", "？？？"],
    ids=["empty", "blank", "long", "emoji", "control", "marks"],
)
async def test_what_is_no_question_is_told_so_and_goes_no_further(
    gateway: Client, rasa: PlayedRasa, text: str
) -> None:
    """A clear reply in the channel's own form; the dialogue never sees the message."""
    status, body = await say(gateway, text)
    assert status == 200
    assert body[0]["text"]
    assert rasa.heard == []


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("<script>alert(1)</script>", "alert(1)"),
        ("'; DROP TABLE kb_version; --", "'; DROP TABLE kb_version; --"),
        ("'; DROP TABLE kb_version; -- 评审费多少", "评审费多少"),
    ],
)
async def test_markup_and_sql_are_left_out(gateway: Client, rasa: PlayedRasa, text: str, heard: str) -> None:
    """The question behind them is passed on; what is nothing else is passed on as words."""
    assert (await say(gateway, text))[0] == 200
    assert rasa.heard[0]["message"] == heard


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        ("{not json", "application/json", 400, "bad_json"),
        ('{"sender": "a", "message": "x"}', "text/plain", 415, "unsupported_type"),
        ("[]", "application/json", 422, "bad_fields"),
        ('{"sender": "a"}', "application/json", 422, "bad_fields"),
        ('{"sender": "", "message": "x"}', "application/json", 422, "bad_fields"),
        ('{"sender": "a", "message": 5}', "application/json", 422, "bad_fields"),
    ],
)
async def test_bad_requests_have_the_one_error_shape(
    gateway: Client, body: str, kind: str, status: int, code: str
) -> None:
    """Status, code and a sentence; `fields` names what is wrong."""
    reply = await gateway.post(URL, data=body.encode(), headers={"Content-Type": kind})
    error = (await reply.json())["error"]
    assert (reply.status, error["code"]) == (status, code)
    assert error["message"]


async def test_a_body_that_is_too_large_is_refused(gateway: Client) -> None:
    """Before it is read as JSON."""
    reply = await gateway.post(URL, data=b"x" * 100_000, headers={"Content-Type": "application/json"})
    assert reply.status == 413
    assert (await reply.json())["error"]["code"] == "too_large"


async def test_payloads_come_back_only_where_they_were_offered(gateway: Client, rasa: PlayedRasa) -> None:
    """An invented command is told that there are none and goes no further; a slash before words is dropped."""
    rasa.messages = [
        {"recipient_id": "a", "text": "?", "buttons": [{"title": "费用", "payload": "/ask_fee"}]}
    ]
    _, refused = await say(gateway, "/ask_fee")
    assert refused[0]["custom"]["answer"]["status"] == "refused"
    await say(gateway, "/评审费多少")
    await say(gateway, "/ask_fee")
    for command in ("/restart", "/session_start", '/choose_notice{"notice":"x"}', "/ back", "/EXTERNAL: x"):
        await say(gateway, command)
    assert [heard["message"] for heard in rasa.heard] == ["评审费多少", "/ask_fee", "EXTERNAL: x"]


async def test_numbers_of_persons_are_masked_before_they_are_sent_on(
    gateway: Client, rasa: PlayedRasa
) -> None:
    """The dialogue, its store and its logs never hold them."""
    await say(gateway, "我是330681199003078811，能报吗")
    assert rasa.heard[0]["message"] == "我是[证件号]，能报吗"


@pytest.mark.parametrize(("status", "messages"), [(500, []), (200, [])], ids=["error", "action server down"])
async def test_a_failing_dialogue_leaves_plain_search(
    gateway: Client, rasa: PlayedRasa, status: int, messages: list[Any]
) -> None:
    """A cited answer all the same, said to be a plain search."""
    rasa.status, rasa.messages = status, messages
    _, body = await say(gateway, "乙县初级评审费多少钱")
    assert "直接检索" in body[0]["text"]
    assert "90元" in body[0]["text"]
    assert "乙人〔2030〕7号" in body[0]["text"]
    assert body[0]["custom"]["answer"]["status"] == "answered"


async def test_without_rasa_the_gateway_answers(alone: Client) -> None:
    """Nobody listens on Rasa's port."""
    _, body = await say(alone, "乙县初级评审费多少钱")
    assert "90元" in body[0]["text"]


async def test_without_rasa_and_notices_it_says_unavailable(aiohttp_client: Any, tmp_path: Any) -> None:
    """Only then."""
    settings = Settings(
        rasa_url="http://127.0.0.1:9", rasa_timeout=1, database_url=f"sqlite:///{tmp_path}/none.sqlite"
    )
    client = await aiohttp_client(create_app(settings))
    _, body = await say(client, "评审费")
    assert body[0]["custom"]["answer"]["status"] == "unavailable"
