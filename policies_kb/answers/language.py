"""In which language to reply: by script first, by langdetect where the script does not tell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from langdetect import DetectorFactory, LangDetectException, detect, detect_langs

from policies_kb.model.text import Lang
from policies_kb.terms.normalise import is_traditional

_HAN: Final = re.compile(r"[一-鿿]")
_LATIN_WORD: Final = re.compile(r"[a-zA-Z]{2,}")
#: A number with its unit, or an x between two numbers, is no word of any language: 25KB, 300x400.
_FIGURE: Final = re.compile(r"\d+\s?(?:[KMG]i?B|px|[a-z])(?![a-z])", re.IGNORECASE)
_LETTER: Final = re.compile(r"[^\W\d_]")


#: Letters of languages that are answered with a word on Chinese and English: kana, Hangul, Cyrillic, Arabic, Thai, …
_FOREIGN: Final = re.compile(
    r"[\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3041-\u30fa\uac00-\ud7af]"
)
#: So many words a Latin sentence needs before its language can be told, and so sure langdetect must be.
_WORDS: Final = 5
_SURE: Final = 0.95


def is_foreign(text: str) -> bool:
    """Whether a message is in a language that is neither Chinese nor English.

    The script tells first; of Latin letters only a whole sentence is judged, by langdetect with a fixed seed.
    """
    if _FOREIGN.search(text):
        return True
    if _HAN.search(text) or len(_LATIN_WORD.findall(text)) < _WORDS:
        return False
    _seed()
    try:
        best = detect_langs(text)[0]
    except LangDetectException:
        return False
    return best.lang not in ("en", "zh-cn", "zh-tw") and best.prob >= _SURE


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
