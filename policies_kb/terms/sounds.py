"""How words sound, to the ear of somebody who does not tell near sounds apart.

In Zhejiang zh/z, ch/c, sh/s, n/l and the endings ang/an, eng/en, ing/in are often spoken, and so typed, alike.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pypinyin import lazy_pinyin

_INITIAL: Final = re.compile(r"^([zcs])h")
_NASAL: Final = re.compile(r"(?<=[aei])ng$")
#: A message is listened to several times, and most of its stretches come again in the next.
_REMEMBERED: Final = 4096


@lru_cache(maxsize=_REMEMBERED)
def sounds(run: str) -> tuple[str, ...]:
    """The syllables of a run of characters."""
    return tuple(lazy_pinyin(run))


def near(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """The syllables with near sounds made one: «sheng» and «sen» become the same."""
    return tuple(_near(one) for one in syllables)


@lru_cache(maxsize=_REMEMBERED)
def _near(syllable: str) -> str:
    plain = _NASAL.sub("n", _INITIAL.sub(r"\1", syllable))
    return f"l{plain[1:]}" if plain.startswith("n") else plain
