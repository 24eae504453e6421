"""The terminal shows what the REST contract carries, and sends what a person means."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dev.chat import Button, ask, read_reply, show, to_send
from dev.errors import CommandError

_BUTTONS = (Button("申报材料", "/materials"), Button("收费", "/fee"))


class _Gateway(BaseHTTPRequestHandler):
    """Answers with what it was asked, or refuses an empty message as the contract says."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        refused = not asked["message"]
        reply = (
            {"error": {"code": "empty", "message": "say something"}}
            if refused
            else [{"text": asked["message"]}]
        )
        self.send_response(400 if refused else 200)
        self.end_headers()
        self.wfile.write(json.dumps(reply).encode())

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def gateway() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Gateway)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_reply_in_several_messages_is_shown_as_one() -> None:
    citation = {"notice": "one", "number": "浙建人教函〔2023〕126号", "at": "四（三）"}
    shown = read_reply(
        [
            {"recipient_id": "me", "text": "6月30日截止。\n窗口已关闭。"},
            {
                "recipient_id": "me",
                "custom": {"answer": {"status": "answered", "citations": [citation, citation]}},
            },
            {"recipient_id": "me", "buttons": [{"title": "收费", "payload": "/fee"}]},
        ]
    )

    assert shown.lines == ("6月30日截止。", "窗口已关闭。")
    assert shown.citations == ("浙建人教函〔2023〕126号 · 四（三）",)
    assert shown.buttons == (Button("收费", "/fee"),)


def test_a_quoted_passage_stands_beside_its_place() -> None:
    citation = {"number": "一号", "at": "二", "quote": "原文"}

    assert read_reply([{"custom": {"answer": {"citations": [citation]}}}]).citations == (
        "一号 · 二 「原文」",
    )


def test_messages_with_other_content_are_borne() -> None:
    assert read_reply([{"text": None, "custom": {"self_check": {"asking": "years"}}}]).lines == ()


@pytest.mark.parametrize(
    ("typed", "payload"),
    [("1", "/materials"), ("2", "/fee"), ("3", "3"), ("0", "0"), ("２", "２"), ("收费", "收费")],
)
def test_the_number_of_a_button_sends_its_payload(typed: str, payload: str) -> None:
    assert to_send(typed, _BUTTONS).payload == payload


def test_buttons_are_numbered_and_citations_marked(capsys: pytest.CaptureFixture[str]) -> None:
    reply = [{"text": "好", "buttons": [{"title": "收费", "payload": "/fee"}]}]
    show(read_reply([*reply, {"custom": {"answer": {"citations": [{"number": "一号", "at": "二"}]}}}]))

    assert capsys.readouterr().out == "好\n  § 一号 · 二\n  1  收费\n"


def test_a_message_is_asked_over_http(gateway: str) -> None:
    assert ask(gateway, "me", "收费多少？").lines == ("收费多少？",)


def test_a_refusal_is_told_in_the_gateways_words(gateway: str) -> None:
    with pytest.raises(CommandError, match="the gateway refused: say something"):
        ask(gateway, "me", "")


def test_a_gateway_that_is_gone_is_told() -> None:
    with pytest.raises(CommandError, match="does not answer"):
        ask("http://127.0.0.1:9", "me", "你好")
