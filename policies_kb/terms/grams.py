"""Cuts normalised text into what is compared: pairs of Chinese characters, and Latin words without endings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_RUN: Final = re.compile(r"[一-鿿]+|[a-z][a-z'-]+|\d+(?:\.\d+)?")
_ENDING: Final = re.compile(r"(?<=[a-z]{3})(?:ing|ies|es|ed|s|e|y)$")
#: Words of a question that say nothing about its subject.
_FILLER: Final = re.compile(
    r"请问一下|请问|麻烦|问一下|问下|想知道|我想问|想问|一下|告诉我|您好|你好|老师|谢谢|那么|那个|这个|到底|具体|现在|目前|关于|职称|是不是|能不能|可不可以|有没有|"
    r"[的了吗呢啊呀吧哦嘛么我你您是在]"
)
_STOP: Final = frozenset(
    """
    the a an of for to in on at is are was do does did i my me we our you your it its this that and or with by be
    can could should must will would have has need please tell about there what which how when where who much many
    any if not as from
    """.split()
)


def grams(plain: str) -> Iterator[str]:
    """Every pair of neighbouring characters of each Chinese run (a lone character as itself), and each Latin word."""
    for run in _RUN.findall(_FILLER.sub(" ", plain)):
        if run[0].isdigit():
            yield run
        elif run.isascii():
            if run not in _STOP:
                yield stem(run)
        elif len(run) == 1:
            yield run
        else:
            yield from (run[index : index + 2] for index in range(len(run) - 1))


def stem(word: str) -> str:
    """A Latin word without its ending: «documents» and «document» are the same word."""
    return _ENDING.sub("", word)
