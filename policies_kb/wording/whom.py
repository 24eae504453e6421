"""Whom to call and where to go: the templates of contacts and of offices that take materials for a committee."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policies_kb.model.entries import Contact, Office
from policies_kb.model.notice import Notice
from policies_kb.model.text import Text
from policies_kb.model.titles import ENGLISH
from policies_kb.wording.draft import Draft
from policies_kb.wording.forms import named, sentence

#: How people ask for a phone or an address, whichever office it is.
_PHONE: Final = ("电话", "号码", "联系方式", "联系电话", "咨询电话", "打给谁", "phone", "telephone", "call")
_ADDRESS: Final = (
    *(
        "地址",
        "在哪",
        "在哪里",
        "怎么去",
        "材料交到哪",
        "交到哪里",
        "送到哪",
        "纸质材料交到哪里",
        "门牌号",
        "几楼几室",
    ),
    *("address", "where", "location", "where to hand in"),
)


def contact(notice: Notice, entry: Contact) -> Iterator[Draft]:
    """`住房和城乡建设局：0577-57669862。`, and its address where people ask where to go."""
    phones = "、".join(entry.phones)
    who = entry.office.zh + (f"（{entry.person.zh}）" if entry.person else "")
    who_en = entry.office.en + (f" ({entry.person.en})" if entry.person else "")
    purpose = Text(zh=f"用于{entry.purpose.zh}", en=f"for {entry.purpose.en}") if entry.purpose else None
    text = sentence([Text(zh=f"{who}：{phones}", en=f"{who_en}: {phones}"), purpose])
    yield Draft(text=text, topics=("contact",), names=entry.phones, aliases=_PHONE)
    if entry.address:
        yield Draft(
            text=sentence([named(entry.office, entry.address)]),
            topics=("where_to_submit",),
            part="address",
            aliases=_ADDRESS,
            names=(entry.address.zh,),
        )


def office(notice: Notice, entry: Office) -> Iterator[Draft]:
    """What a committee takes, its phone, and its address: three questions, three facts."""
    facets = {"region": (entry.region,)}
    yield Draft(text=_office_scope(entry), topics=("offices",), facets=facets, names=(entry.committee.zh,))
    phone = Text(zh=f"{entry.office.zh}：{entry.phone}", en=f"{entry.office.en}: {entry.phone}")
    both = (entry.phone, entry.office.zh)
    yield Draft(
        text=sentence([phone]), topics=("contact",), part="phone", facets=facets, names=both, aliases=_PHONE
    )
    if entry.address:
        place = Text(
            zh=f"{entry.office.zh}，{entry.address.zh}（电话{entry.phone}）",
            en=f"{entry.office.en}, {entry.address.en} (phone {entry.phone})",
        )
        yield Draft(
            text=sentence([place]),
            topics=("where_to_submit",),
            part="address",
            facets=facets,
            names=both,
            aliases=_ADDRESS,
        )


def _office_scope(entry: Office) -> Text:
    reviews = Text(
        zh=f"评审{'、'.join(entry.reviews)}",
        en="reviews " + ", ".join(ENGLISH[title] for title in entry.reviews),
    )
    recommends = Text(
        zh=f"推荐{'、'.join(entry.recommends)}" if entry.recommends else "不推荐高级工程师",
        en="recommends " + ", ".join(ENGLISH[title] for title in entry.recommends)
        if entry.recommends
        else "does not recommend senior engineers",
    )
    scope = Text(zh=f"范围：{entry.scope.zh}", en=f"for {entry.scope.en}")
    fields = (
        Text(
            zh="专业：" + "；".join(group.zh for group in entry.specialties),
            en="specialties: " + "; ".join(group.en for group in entry.specialties),
        )
        if entry.specialties
        else None
    )
    desk = Text(
        zh=f"材料接收：{entry.office.zh}{entry.phone}", en=f"hand in at {entry.office.en}, {entry.phone}"
    )
    if "高级工程师" in entry.reviews:
        recommends_or_none = None
    else:
        recommends_or_none = recommends
    return named(entry.committee, sentence([reviews, recommends_or_none, scope, fields, desk, entry.remark]))
