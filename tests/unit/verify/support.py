"""Small invented notices, and the folder of the real official texts."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from policies_kb.model.notice import Mark, Notice
from policies_kb.verify import Passages, passages

ROOT = Path(__file__).resolve().parents[3]

#: An invented text with a date, a fee, a phone, an address and a document.
TEXT = """关于开展2031年度甲市中级职称评审的通知
一、申报条件
按照《甲市评价条件》（甲人社发〔2029〕7号）执行。大专毕业须满三年，本科毕业须满一年。
二、时间和费用
（一）网上申报时间为2031年5月25日至6月25日，逾期不再受理。
（二）每人280元。评审表一式三份，限1000字以内。
三、联系方式
联系人：张三，电话：0999-81234567，网址：https://apply.example.cn/028/login.jsp。
甲市人社局
2031年3月1日
"""


def read(text: str, **marks: str) -> Passages:
    """The places of a text; marks as `place=starts`, with _ for / in the place."""
    return passages(
        text, [Mark(starts=starts, place=place.replace("_", "/")) for place, starts in marks.items()]
    )


def places(text: str, **marks: str) -> list[str]:
    """Every place of a text that has words."""
    return [str(place) for place, words in read(text, **marks).own.items() if words]


def words(text: str, place: str, **marks: str) -> str:
    """What stands at one place of a text."""
    found = {str(known): own for known, own in read(text, **marks).own.items()}
    return found[place]


def invented(text: str = TEXT, **sections: Any) -> Notice:
    """A notice made from `text`, with the given sections of a notice file."""
    source = {"file": "invented.txt", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return Notice.model_validate(
        {
            "id": "invented",
            "series": "invented",
            "title": {"zh": "关于开展2031年度甲市中级职称评审的通知", "en": "Notice on the review of Jia"},
            "short": {"zh": "2031年甲市中级", "en": "2031 Jia review"},
            "year": 2031,
            "issuers": [{"zh": "甲市人社局", "en": "Jia bureau"}],
            "region": "甲市",
            "sector": "construction",
            "titles": ["工程师"],
            "source": source | sections.pop("source", {}),
            **sections,
        }
    )


def fact(zh: str, at: Any, en: str = "So it is.", entry_id: str = "one") -> dict[str, Any]:
    """A free fact as a notice file has it."""
    return {"id": entry_id, "at": at, "topic": "fee", "zh": zh, "en": en}


def official_folder() -> Path:
    """The folder of the five official texts. Without it a test cannot say anything: a failure in CI."""
    folder = Path(os.environ.get("POLICY_SOURCES") or ROOT.parent / "shared" / "notices")
    if not folder.is_dir():
        reason = f"there is no folder {folder} with the official texts; name one with POLICY_SOURCES"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
