"""What stands around a length of time and makes it a lower, an upper or a rough bound: «快», «以上», «左右», «了»."""

from __future__ import annotations

import re
from typing import Final

#: How far «about five years» may be off, in months; twice as much from ten years on.
_ABOUT: Final = 6
_TEN_YEARS: Final = 120
_AT_LEAST: Final = (
    r"至少|起码|最少|不少于|不低于|不下|不止|超过|大于|多于|高于|已满|满|足足有|over|more than"
    r"|at least|longer than|>=|>"
)
_NEARLY: Final = (
    r"快要|马上|即将|快满|将满|快|将近|接近|近|不到|不足|未满|不满|还没满|没满|没到|还差一点"
    r"|nearly|almost|close to|less than|under|<"
)
_ABOUTS: Final = r"大概|大约|约|差不多|估计|可能|about|around|roughly|approximately|some|~"
_EXACT: Final = r"正好|刚好|恰好|整整|刚满|刚刚满|足足|exactly|just"
_JOIN: Final = r"(?:了|有|是|又|满|干了|做了){0,2}\s?$"
_BEFORE: Final = {
    name: re.compile(rf"(?:{cues}){_JOIN}")
    for name, cues in {"exact": _EXACT, "nearly": _NEARLY, "least": _AT_LEAST, "about": _ABOUTS}.items()
}
_BEHIND: Final = {
    name: re.compile(rf"\s?(?:的)?(?:时间|工龄|经验)?(?:{cues})")
    for name, cues in {
        "ago": "以前|之前|前(?!后)| ago| earlier",
        "least": r"及?以上|往上|朝上|或以上|起步|有余| ?or more| ?plus| ?or longer|\+",
        "nearly": "(?:都|还|也)?不到|(?:都|还)?没到|缺一点|差一点",
        "most": "以内|以下|及以下| or less",
        "about": "左右|上下|前后|的样子| or so",
        "exact": "整|正好|刚好",
        "odd": "出头|挂零|多|零几个月|有多|几个月",
        "now": "了|啦|咯|喽|嘞",
    }.items()
}


def bounds(plain: str, start: int, end: int, said: tuple[int, int]) -> tuple[int, int | None, str]:
    """The months that a length `said` at `start` to `end` may mean (None: or more), and the sort of words behind it."""
    before = plain[max(0, start - 12) : start]
    behind = next((name for name, cue in _BEHIND.items() if cue.match(plain, end)), "")
    ahead = next((name for name, cue in _BEFORE.items() if cue.search(before)), "")
    return (*_bounds(*said, ahead, behind), behind)


def _bounds(low: int, high: int, ahead: str, behind: str) -> tuple[int, int | None]:
    whole_years = low == high and low % 12 == 0 and low > 0
    if "least" in (ahead, behind):
        return low, None
    if "nearly" in (ahead, behind):
        return _nearly(low, high)
    if behind == "most":
        return 0, high
    if "exact" in (ahead, behind):
        return low, high
    if "about" in (ahead, behind) or behind == "ago":
        slack = _ABOUT if low < _TEN_YEARS else 2 * _ABOUT
        return max(0, low - slack), high + slack
    if behind == "odd" and low == high:
        return low, low + (23 if low >= 2 * _TEN_YEARS and whole_years else 11)
    return (low, low + 11) if behind == "now" and whole_years else (low, high)


def _nearly(low: int, high: int) -> tuple[int, int]:
    """«快五年» is more than four years; from ten years on people round more."""
    if low < 12:
        return 0, max(0, high - 1)
    return low - (12 if low < _TEN_YEARS else 24), high - 1
