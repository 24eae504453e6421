"""In which language to reply: by script first, by langdetect where the script does not tell."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from langdetect import DetectorFactory, LangDetectException
from langdetect.detector_factory import PROFILES_DIRECTORY

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
#: The languages of langdetect that are written in Latin letters. The others are told by their script, and their tables
#: are two thirds of the 54 MB that all take.
_LATIN: Final = (
    "af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt", "lv", "nl", "no",
    "pl", "pt", "ro", "sk", "sl", "so", "sq", "sv", "sw", "tl", "tr", "vi",
)  # fmt: skip


def is_foreign(text: str) -> bool:
    """Whether a message is in a language that is neither Chinese nor English.

    The script tells first; of Latin letters only a whole sentence is judged, by langdetect with a fixed seed.
    """
    if _FOREIGN.search(text):
        return True
    if _HAN.search(text) or len(_LATIN_WORD.findall(text)) < _WORDS:
        return False
    best = _likeliest(text)
    return best is not None and best.lang != "en" and best.prob >= _SURE


def language_of(text: str) -> Lang:
    """The language of the reply. Chinese where there is a Chinese character, even between English words."""
    if _HAN.search(text):
        return "zh-hant" if is_traditional(text) else "zh"
    words = _FIGURE.sub("", text)
    if _LATIN_WORD.search(words):
        return "en"
    return _detected(text) if _LETTER.search(words) else "zh"


def _detected(text: str) -> Lang:
    """Letters of other scripts get English; what langdetect knows nothing of gets Chinese."""
    return "en" if _FOREIGN.search(text) or _likeliest(text) else "zh"


def _likeliest(text: str) -> Any:
    """The language of Latin letters with its probability, as langdetect tells it; None where it cannot."""
    detector = _detectors().create()
    detector.append(text)
    try:
        return detector.get_probabilities()[0]
    except (IndexError, LangDetectException):
        return None


@lru_cache(maxsize=1)
def _detectors() -> DetectorFactory:
    """langdetect draws lots; with a seed, and its tables in the same order, it says the same each time."""
    factory = DetectorFactory()
    factory.set_seed(0)
    factory.load_json_profile(
        [(Path(PROFILES_DIRECTORY) / name).read_text(encoding="utf-8") for name in _LATIN]
    )
    return factory
