"""The small forms that all sentences share: dates, windows, copies, lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from policies_kb.model.text import Text

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: dt.date) -> Text:
    """2023-06-25 → 2023年6月25日, 25 June 2023."""
    return Text(
        zh=f"{value.year}年{value.month}月{value.day}日",
        en=f"{value.day} {_MONTHS[value.month - 1]} {value.year}",
    )


def month_or_day(value: str) -> Text:
    """`2021-12` → 2021年12月底, the end of December 2021; a whole date as `day` does."""
    if len(value) == 10:
        return day(dt.date.fromisoformat(value))
    year, month = map(int, value.split("-"))
    return Text(zh=f"{year}年{month}月底", en=f"the end of {_MONTHS[month - 1]} {year}")


def window(opens: dt.date | None, closes: dt.date | None) -> Text:
    """A window of which one end may be open. At least one end is given."""
    if opens and closes:
        start, end = day(opens), day(closes)
        return Text(zh=f"{start.zh}至{end.zh}", en=f"from {start.en} to {end.en}")
    if closes:
        return Text(zh=f"{day(closes).zh}截止", en=f"until {day(closes).en}")
    assert opens is not None
    return Text(zh=f"{day(opens).zh}开始", en=f"from {day(opens).en}")


def sentence(parts: Iterable[Text | None], *, zh_between: str = "；", en_between: str = "; ") -> Text:
    """Joins what is there into one sentence and closes it."""
    there = [part for part in parts if part is not None]
    return Text(
        zh=closed(zh_between.join(part.zh.rstrip("。；") for part in there), "。"),
        en=closed(en_between.join(part.en.rstrip(".;") for part in there), "."),
    )


def closed(text: str, stop: str) -> str:
    """`text` with a full stop, unless it ends a sentence already (quotes and brackets are looked through)."""
    return text if text.rstrip("”」》）)\"'").endswith(("。", "！", "？", ".", "!", "?")) else text + stop


def named(name: Text, value: Text) -> Text:
    """`name：value`."""
    return Text(zh=f"{name.zh}：{value.zh}", en=f"{_capital(name.en)}: {value.en}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
