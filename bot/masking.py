"""Takes identity, phone and card numbers out of a text before it is stored, logged or sent on."""

from __future__ import annotations

import re
from typing import Final

_IDENTITY: Final = re.compile(
    r"(?<!\d)\d{6}[ -]?(?:19|20)\d{2}[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[\dXx](?!\d)"
    # 18 digits with a birthday, as people space them
    r"|(?<!\d)\d{15}(?!\d)"  # the old form
)
_MOBILE: Final = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_CARD: Final = re.compile(r"(?<!\d)(?:\d[ -]?){15,18}\d(?!\d)")

_NARROW: Final = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")


def masked(text: str) -> str:
    """The text with each such number replaced by what it was, also where it is written in wide digits.

    Office phones (8 digits, area codes) stay. Where nothing is masked the text stays as it was written.
    """
    narrow = text.translate(_NARROW)
    plain = _IDENTITY.sub("[证件号]", narrow)
    plain = _MOBILE.sub("[手机号]", plain)
    plain = _CARD.sub(lambda match: "[卡号]" if _luhn(match.group()) else match.group(), plain)
    return text if plain == narrow else plain


def clean(text: str) -> str:
    """The text as it is kept: numbers of persons masked, nothing in it that cannot be seen (and would hide one)."""
    return masked("".join(one for one in text if one.isprintable() or one in "\n\t").strip())


def _luhn(number: str) -> bool:
    """Whether the check digit fits, as it does on every bank card."""
    digits = [int(character) for character in number if character.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
