"""What the talkers of the fault runs say, and what they ought to hear: the same as while nothing was killed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Final

from policies_kb.wording.reply import say
from tests.e2e.talk import NOTHING, PERSON
from tests.faults.talker import Messages, Said

#: Each goes on from what was said before, so a turn that was lost, or done in another order, shows.
SCRIPTS: Final = (
    ("2023年浙江正高工程师评审网上申报什么时候截止？", "联系电话呢", "评审费多少钱", "在哪里交材料"),
    ("永嘉2021初级几号截止", "联系电话呢", "上虞的呢", "你好", "在哪里交材料"),
    ("上虞2023初级什么时候报名", "咨询电话是多少", "永嘉的呢", "谢谢", "什么时候截止"),
    ("你都收录了哪些通知", "2023年浙江建设正高评审费多少", "什么时候截止", "今天天气怎么样", "联系电话呢"),
    ("你好", "2020年绍兴建设职称评审什么时候截止", "联系电话呢", "浙江自然资源2020年的呢"),
)
CHECK: Final = "帮我自查一下，想在永嘉报助理工程师"
#: So many messages at most lead to a verdict, and seconds after which what fell to a plain search is said again.
_QUESTIONS: Final = 40
_LATER: Final = 2.0

Ask = Callable[[str], Awaitable[Said]]


@dataclass(frozen=True)
class Heard:
    """A message and the texts of its reply."""

    text: str
    reply: tuple[str, ...]


def texts(messages: Messages) -> tuple[str, ...]:
    """What a reply says."""
    return tuple(str(one.get("text", "")) for one in messages)


def is_plain(messages: Messages) -> bool:
    """Whether a reply says of itself that it comes from a search: the dialogue could not be asked."""
    return texts(messages)[0].startswith(say("plain_search", "zh"))


def verdict(messages: Messages) -> dict[str, Any] | None:
    """The end of a self-check, with what it rests on; None before."""
    state = messages[-1].get("custom", {}).get("self_check") or {}
    return dict(state) if "verdict" in state else None


async def check(ask: Ask) -> dict[str, Any]:
    """Lead a self-check to its verdict, {} where there is none; what fell to a plain search is said again.

    Where the dialogue took a message that fell to a plain search, the self-check may be over: then a new one is begun.
    """
    said = await ask(CHECK)
    for _ in range(_QUESTIONS):
        found = verdict(said.messages)
        if found is not None:
            return found
        state = said.messages[-1].get("custom", {}).get("self_check")
        if is_plain(said.messages):
            await asyncio.sleep(_LATER)
            said = await ask(said.text)
        else:
            said = await ask(PERSON.get(state["asking"], NOTHING) if state else CHECK)
    return {}
