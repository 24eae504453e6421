"""Years that only name the round that is applied for: «2023年的正高», «绍兴2020». Nothing happened in them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from policies_kb.hearing.moments import Moment, stretches

#: «2023年的正高», «绍兴2020», «报2023的»: the round that is applied for, and no year in which something happened.
_ROUND_WORDS: Final = (
    r"(?:建设|建筑|自然资源|工程技术|工程师?|正高|高工|高级|中级|初级|助工|助理|技术员"
    r"|职称|评审|申报|资源|浙江|绍兴|永嘉|上虞|温州|省里|市里|省)"
)
_ROUND_BEHIND: Final = re.compile(
    rf"\s?年?度?的?(?:(?:这|那|本)(?:次|批|轮|个|年)?|通知|公告|评审|职称|申报|报得?了?(?!的时)|能(?!干|做)|想"
    rf"|还能|可以|{_ROUND_WORDS})"
)
#: A year in brackets behind a question names the round as well: «能升助工么（2023）».
_ROUND_BEFORE: Final = re.compile(rf"(?:{_ROUND_WORDS}的?|报|参加|申请|[吗么不没])\s?[(（]?$")
_ROUND_ENDS: Final = re.compile(r"\s?年?度?的?[)）]?(?:$|[,;]|能|可|还|有|行|报|够|给|不|吗|得|要|看|怎)")
_HAPPENED: Final = re.compile(
    r"[^,;]{0,9}?(?:评(?:的|上|了|过|为|到|出)|聘|拿|考(?:的|上|了|过|出|到)|发的|下的|取得|获|得了|得的"
    r"|入[职行]"
    r"|来的|来了|开始|起"
    r"|毕业|干|做|交"
    r"|缴|参加工作|当|转|到|至|被|因|认定|撤|吊销|查|作假|造假|注册|学时|学|考核|合格|没|办|进)"
)


def without_rounds(plain: str, on: dt.date) -> str:
    """The text with the years blanked out that only name the round asked about: «建设正高2023», «2020年的那次»."""
    for moment in stretches(plain, on):
        if _names_round(plain, moment):
            plain = plain[: moment.start] + "·" * (moment.end - moment.start) + plain[moment.end :]
    return plain


def _names_round(plain: str, moment: Moment) -> bool:
    """Whether a bare year only names the round that somebody asks about."""
    year = moment.first.month == 1 and moment.first.day == 1 and moment.last.month == 12
    if not year or moment.until or _HAPPENED.match(plain, moment.end):
        return False
    before = _ROUND_BEFORE.search(plain, 0, moment.start) and _ROUND_ENDS.match(plain, moment.end)
    return bool(before or _ROUND_BEHIND.match(plain, moment.end))
