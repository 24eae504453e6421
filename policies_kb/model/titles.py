"""The order of professional titles, from the lowest to the highest, and the names of their levels."""

from __future__ import annotations

from typing import Final, Literal

Title = Literal["技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师"]

#: 技术员 ‹ 助理工程师 ‹ 工程师 ‹ 高级工程师 ‹ 正高级工程师 (the national series of engineering titles).
ORDER: Final[tuple[Title, ...]] = ("技术员", "助理工程师", "工程师", "高级工程师", "正高级工程师")

#: What each title is called in English.
ENGLISH: Final[dict[Title, str]] = {
    "技术员": "technician",
    "助理工程师": "assistant engineer",
    "工程师": "engineer",
    "高级工程师": "senior engineer",
    "正高级工程师": "professor-level senior engineer",
}

#: Levels that name several titles at once.
LEVELS: Final[dict[str, tuple[Title, ...]]] = {
    "初级": ("技术员", "助理工程师"),
    "中级": ("工程师",),
    "副高": ("高级工程师",),
    "高级": ("高级工程师", "正高级工程师"),
    "正高": ("正高级工程师",),
}


def distance(one: Title, other: Title) -> int:
    """How many steps of the order lie between two titles."""
    return abs(ORDER.index(one) - ORDER.index(other))
