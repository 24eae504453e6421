"""Which sort of thing a question wants to hear: a phone number, a sum, a day, a name, an order, a share.

A fact may be about the very thing and still not tell it: the notice names the committee, not the day it meets. Then
the answer says so, instead of passing the one for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from policies_kb.answers.timing import WHEN
from policies_kb.model.fact import Fact


@dataclass(frozen=True)
class Sort:
    """A sort of thing: how it is asked for, and what a statement that tells it looks like.

    `name` is the ending of the phrases `unstated_<name>` and of nothing else.
    """

    name: str
    asked: re.Pattern[str]
    told: re.Pattern[str]


def _sort(name: str, asked: str, told: str) -> Sort:
    return Sort(name, re.compile(asked), re.compile(told, re.IGNORECASE))


SORTS: Final = (
    _sort("phone", r"电话|座机|手机号|\bphone\b", r"\d{7,}|电话|phone"),
    _sort("address", r"[路街]几号|几楼|几号楼|门牌|(?:哪条|什么)[路街]|详细地址", r"(?<!第)\d+号|楼|室|大道"),
    _sort("person", r"姓什么|姓啥|贵姓|(?:人|老师)(?:的)?(?:姓名|名字)|叫什么名字$", r"联系人|老师|姓名"),
    _sort(
        "sum",
        r"多少钱|几块钱?|多少元|几百块|(?:收|掏|付)(?:多少|几多)|how much|"
        r"[费钱][^,，。?？]{0,6}(?:多少|几多)(?![个份人天])",
        r"\d\s*元|不得?收|不收费|免费|¥|yuan|no fee",
    ),
    _sort("day", rf"{WHEN}(?!.{{0,3}}(?:起|后))|具体到天|\bwhich day\b", r"\d|日|天|后|前|时|期|年|内|day|before"),
    _sort("order", r"什么顺序|先后顺序|按什么排|怎么排序", r"顺序|依次|先|按.{1,12}排|第1步|order"),
    _sort("share", r"占多少|占比|占几成|百分之几|比例多少|多大比例", r"%|％|占|其中|比例|分之|成"),
    _sort("length", r"多少字|几百字|几千字|字数|多少页|几页纸?", r"字|页|words|pages"),
    _sort("mail", r"邮箱|传真|微信号|qq ?群?|邮编|e-?mail|\bfax\b", r"@|邮箱|传真|微信|QQ|邮编|e-?mail|fax"),
    _sort("pay", r"工资|薪水|薪资|加薪|涨薪|月薪|待遇|\bsalary\b|\bpay rise\b", r"工资|薪|待遇|salary"),
    _sort("clause", r"第[\d一二三四五六七八九十]+[条款](?!路)", r"第[\d一二三四五六七八九十]+[条款]"),
)  # fmt: skip


def wanted(words: str) -> Iterator[Sort]:
    """The sorts of thing that `words` (normalised) ask for."""
    return (sort for sort in SORTS if sort.asked.search(words))


def tells(fact: Fact, sorts: Iterable[Sort]) -> bool:
    """Whether a fact tells all of them. A fact that says what is not stated tells everything."""
    return fact.kind == "gap" or all(sort.told.search(fact.text.zh) for sort in sorts)


def untold(facts: Sequence[Fact], sorts: Iterable[Sort]) -> str | None:
    """The name of the first of `sorts` that none of the facts tells."""
    return next((sort.name for sort in sorts if not any(tells(fact, (sort,)) for fact in facts)), None)
