"""In which language to reply: by script first, by langdetect where the script does not tell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from langdetect import DetectorFactory, LangDetectException, detect

from policies_kb.model.text import Lang
from policies_kb.terms.normalise import is_traditional

_HAN: Final = re.compile(r"[一-鿿]")
_LATIN_WORD: Final = re.compile(r"[a-zA-Z]{2,}")
#: A number with its unit, or an x between two numbers, is no word of any language: 25KB, 300x400.
_FIGURE: Final = re.compile(r"\d+\s?(?:[KMG]i?B|px|[a-z])(?![a-z])", re.IGNORECASE)
_LETTER: Final = re.compile(r"[^\W\d_]")


def language_of(text: str) -> Lang:
    """The language of the reply. Chinese where there is a Chinese character, even between English words."""
    if _HAN.search(text):
        return "zh-hant" if is_traditional(text) else "zh"
    words = _FIGURE.sub("", text)
    if _LATIN_WORD.search(words):
        return "en"
    return _detected(text) if _LETTER.search(words) else "zh"


def _detected(text: str) -> Lang:
    """Other scripts: what langdetect takes for Chinese gets Chinese, everything else English."""
    _seed()
    try:
        return "zh" if detect(text).startswith("zh") else "en"
    except LangDetectException:
        return "zh"


@lru_cache(maxsize=1)
def _seed() -> None:
    """langdetect draws lots; with a seed it says the same each time."""
    DetectorFactory.seed = 0
