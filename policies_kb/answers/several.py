"""Cuts a message that asks two things at once («费用和电话», «要面试吗，评审表几份») into its questions."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

#: Where one question ends and the next begins.
_CUT: Final = re.compile(
    r"[?？;；。!！\n]+|[,，、+＋&]+|(?:还有|另外|以及|顺便|同时|而且|并且|"
    r"(?<=[一-鿿])[和跟与](?=[一-鿿]))|(?<=[一-鿿]) (?=[一-鿿])|\b(?:and|also)\b"
)
#: What shows that a part asks something by itself.
_ASKS: Final = re.compile(
    r"[吗么呢不没]$|几|多少|多久|多长|多大|哪|什么|啥|怎么|咋|谁|何时|如何|是否|要不要|能不能|可不可以|"
    r"有没有|是不是|需不需要|用不用|该不该|算不算|行不行"
    r"|(?:发|给|告诉)(?:一?下)?我|(?:发|说|讲|列)(?:一|个)?下"
    r"|\b(?:what|when|where|who|how|which|can|do|does|is|are|must|should)\b"
)
#: A name of a topic by itself («费用», «联系电话»), told from a circumstance («我是单位人事»).
_NOUN_ONLY: Final = re.compile(r"[^我你他是在报走做了从过把被的]{2,6}")
#: A question of which only the amount is left: «几天内交» behind «纸质材料交几份».
_HOW_MUCH: Final = re.compile(r".{0,3}(?:几|多少|多久|多长)[^我你他]{0,6}")
_AMOUNT: Final = re.compile(r"(?:要|得|需要?|一共|各)?[交报送缴传填]?(?:几|多少|多久|多长).*$")
_MOST: Final = 3


_SPACED: Final = re.compile(r"(?<=[一-鿿]) +(?=[一-鿿])")
#: Where a clause ends; «和» does not end one.
_CLAUSE: Final = re.compile(r"[?？;；。!！,，\n]+")


def separated(text: str) -> str:
    """The text as written, with a comma for a space between two questions («学时哪几年 社保哪几年»)."""
    pieces = _SPACED.split(text)
    whole = pieces[0]
    for before, piece in pairwise(pieces):
        whole += ("，" if _ASKS.search(before) and _ASKS.search(piece) else " ") + piece
    return whole


#: Where one window ends and the next begins («系统哪天开、单位哪天前报»); «、» does not part other questions.
_WINDOWS: Final = re.compile(r"[?？;；。!！,，、\n]+")


def windows_of(words: str) -> tuple[str, ...]:
    """The stretches of `words` that may each ask for a time of their own; empty where there is one stretch."""
    pieces = [piece.strip() for piece in _WINDOWS.split(words) if piece.strip()]
    return tuple(pieces) if len(pieces) > 1 else ()


def clauses_of(words: str) -> tuple[str, ...]:
    """The clauses of `words` that ask, whatever they are about; empty where fewer than two do.

    «禁报多久，从啥时候算起» asks twice on one topic.
    """
    asking = [piece.strip() for piece in _CLAUSE.split(words) if _ASKS.search(piece.strip())]
    return tuple(asking) if len(asking) > 1 else ()


def parts_of(words: str, topic_of: Callable[[str], str | None]) -> tuple[str, ...]:
    """The questions in `words`, each with a topic of its own; empty where there is only one.

    `topic_of` names the topic that some words point to. A part that is neither a question nor a bare name of a topic
    is a circumstance and stays with the question it stands before.
    """
    pieces = [piece.strip() for piece in _CUT.split(words) if piece and piece.strip()]
    if not 2 <= len(pieces) <= 6:
        return ()
    parts: list[str] = []
    hanging: list[str] = []
    told = ""
    for piece in pieces:
        told = f"{told} {piece}".strip()
        if topic_of(piece) and (_ASKS.search(piece) or _NOUN_ONLY.fullmatch(piece)):
            parts.append(told)
            told = ""
        elif parts and _HOW_MUCH.fullmatch(piece):
            # «交几份、几天内交»: the second asks another thing of what the first one names.
            hanging.append(f"{piece} {_AMOUNT.sub('', parts[0])}")
            told = ""
    topics = [topic_of(part) for part in parts]
    if not 2 <= len(parts) + len(hanging) <= _MOST or len(set(topics)) != len(topics):
        return ()
    return (*parts[:-1], f"{parts[-1]} {told}".strip(), *hanging)
