"""What lookup compares of a text: its words. Numbers stay apart, they are looked up by their digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from policies_kb.terms.grams import grams as all_grams

HAN: Final = re.compile(r"[一-鿿]+")
NUMBER: Final = re.compile(r"\d+")


def grams(plain: str) -> Iterator[str]:
    """The pairs of Chinese characters and the stems of Latin words."""
    return (gram for gram in all_grams(plain) if not gram[0].isdigit())
