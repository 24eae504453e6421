"""Records what the real assistant says, for the Rasa that the browser tests play.

Needs a trained model; `.venv/bin/python -m tests.browser.record` writes `replies/*.json` anew. Each file is one
conversation: what was sent (a text, or the payload of a button) and the messages that came back, as Rasa's REST
channel has them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from dev.assistant import Assistant
from dev.layout import PROJECT
from dev.ports import free_ports
from tests.e2e.talk import NOTHING, PERSON, Reply, Talk

REPLIES: Final = Path(__file__).parent / "replies"
#: The day of all recordings: one window is open, another has closed.
TODAY: Final = "2023-06-20"
QUESTIONS: Final = (
    "2023年浙江正高工程师评审网上申报什么时候截止？",
    "永嘉2021初级几号截止",
    "上虞2023初级什么时候申报",
    "2023年浙江建设正高评审费多少",
    "咨询电话是多少",
    "你都收录了哪些通知",
    "你好",
    "转人工",
    "When does the 2023 Zhejiang senior engineer application close?",
)
BEGIN: Final = "帮我自查一下，想在永嘉报助理工程师"
Turn = dict[str, Any]


def turn(talk: Talk, sent: str) -> Turn:
    """One message and its reply."""
    return {
        "sent": sent,
        "reply": [{k: v for k, v in one.items() if k != "recipient_id"} for one in talk.say(sent)],
    }


def self_check(talk: Talk, person: dict[str, str], begin: str = BEGIN) -> Iterator[Turn]:
    """From the first message to the verdict."""
    sent = begin
    for _ in range(20):
        said = turn(talk, sent)
        yield said
        state = _check(said["reply"])
        if "verdict" in state:
            return
        sent = person.get(state["asking"], NOTHING)
    raise AssertionError("twenty questions and no verdict")


def _check(reply: Reply) -> dict[str, Any]:
    return dict(reply[-1]["custom"]["self_check"])


def record(url: str) -> None:
    """Lead the conversations and write them down."""
    written = {
        "answers": [turn(Talk(url), question) for question in QUESTIONS],
        "eligible": list(self_check(Talk(url), PERSON)),
        "ineligible": list(
            self_check(Talk(url), PERSON | {"education": "初中", "years_of_work": "2022年3月开始"})
        ),
    }
    for name, turns in written.items():
        text = json.dumps(turns, ensure_ascii=False, indent=1)
        (REPLIES / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
        print(f"{name}: {len(turns)} turns", file=sys.stderr)  # noqa: T201 -- told to a person


def main() -> None:
    """Start the assistant beside any other, on the day of the recordings."""
    with TemporaryDirectory() as folder:
        own = {"ZHIWEN_TODAY": TODAY, "ZHIWEN_BOT_DATABASE_URL": f"sqlite:///{folder}/bot.sqlite"}
        with Assistant(PROJECT, free_ports(), own, PROJECT.logs / "record") as running:
            record(running.ports.gateway_url)


if __name__ == "__main__":
    main()
