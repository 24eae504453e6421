"""What a fact may say, given what stands at the place it cites."""

from __future__ import annotations

from typing import Any

import pytest

from policies_kb.verify import passages
from policies_kb.verify.support import check
from policies_kb.wording import facts_of
from tests.unit.verify.support import TEXT, fact, invented


def wrong(zh: str, at: Any, en: str = "So it is.", text: str = TEXT, **sections: Any) -> list[str]:
    """What is unsupported in one free fact."""
    notice = invented(text, facts=[fact(zh, at, en)], **sections)
    facts = [one for one in facts_of(notice) if one.id == "invented/one"]
    return [claim.what for claim in check(notice, facts, passages(text, notice.source.marks))]


@pytest.mark.parametrize(
    ("zh", "at"),
    [
        ("评审费每人280元。", "二（二）"),
        ("评审表交3份。", "二（二）"),
        ("大专毕业满3年，本科毕业满1年。", "一"),
        ("大专毕业满三年。", "一"),
        ("5月25日开始，6月25日截止。", "二（一）"),
        ("2031年5月25日至2031年6月25日。", "二（一）"),
        ("5月起可以申报。", "二（一）"),
        ("2031年的评审费每人280元。", "二（二）"),
        ("不超过1,000字。", "二（二）"),
        ("电话0999-81234567。", "三"),
        ("电话８１２３４５６７。", "三"),
        ("在https://apply.example.cn/028/login.jsp登录。", "三"),
        ("在 https://apply.example.cn 登录。", "三"),
        ("由《甲市评价条件》（甲人社发[2029]7号）规定。", "一"),
        ("见“评审表”。", "二（二）"),
        ("分两种情形。", "二（二）"),
        ("有三点：1、时间；2、费用；3、表格。", "二（二）"),
    ],
)
def test_what_stands_there(zh: str, at: str) -> None:
    """The same figure may be written in another way."""
    assert wrong(zh, at) == []


@pytest.mark.parametrize(
    ("zh", "at", "what"),
    [
        ("评审费每人281元。", "二（二）", "figure «281元»"),
        ("评审费每人280元。", "二（一）", "figure «280元»"),
        ("评审表交4份。", "二（二）", "figure «4份»"),
        ("大专毕业满3个月。", "一", "figure «3月»"),
        ("大专毕业满两年。", "一", "figure «2年»"),
        ("公示一周以上。", "一", "figure «1周»"),
        ("6月26日截止。", "二（一）", "date «6月26日»"),
        ("5月15日至6月25日。", "二（一）", "date «5月15日»"),
        ("2030年6月25日截止。", "二（一）", "date «2030年6月25日»"),
        ("13月25日截止。", "二（一）", "date «13月25日»"),
        ("2028年以后毕业的。", "一", "year «2028»"),
        ("电话0998-81234567。", "三", "phone «0998-81234567»"),
        ("电话81234568。", "三", "phone «81234568»"),
        (
            "在https://apply.example.cn/029/login.jsp登录。",
            "三",
            "address «https://apply.example.cn/029/login.jsp»",
        ),
        ("甲人社发〔2029〕8号执行。", "一", "document «甲人社发〔2029〕8号»"),
        ("乙人社函〔2029〕7号执行。", "一", "document «乙人社函〔2029〕7号»"),
        ("填《甲市评审条件》。", "一", "«甲市评审条件»"),
        ("点“下一步”。", "二（二）", "«下一步»"),
        ("用A4纸。", "二（二）", "figure «a4»"),
        ("见附件5。", "二（二）", "attachment «5»"),
        ("不低于第九条的规定。", "一", "article «9»"),
        ("淘汰率10%。", "一", "figure «10%»"),
    ],
)
def test_what_does_not_stand_there(zh: str, at: str, what: str) -> None:
    """One character makes the difference."""
    assert wrong(zh, at) == [what]


def test_a_place_that_does_not_exist() -> None:
    """It is named, and nothing else of the fact is checked."""
    assert wrong("每人999元。", "九") == ["there is no place «九» in the text"]


def test_one_of_several_places_is_enough() -> None:
    """Figures of one sentence may come from two places."""
    assert wrong("6月25日截止，每人280元。", ["二（一）", "二（二）"]) == []


def test_a_place_has_what_its_parts_have() -> None:
    """Citing a chapter is enough for a figure inside it."""
    assert wrong("每人280元。", "二") == []


def test_a_place_has_what_its_headings_say() -> None:
    """The year often stands in the heading."""
    text = "附件4\n2030年名单\n1.甲县\n"
    assert wrong("2030年名单上有甲县。", "附件4/1", text=text) == []


def test_a_half_open_date() -> None:
    """«7 月 20 - 8 月 31 日» says both days."""
    text = "一、程序\n网上申报时间为 7 月 20 - 8 月 31 日。"
    assert wrong("2031年7月20日至2031年8月31日。", "一", text=text) == []


def test_a_date_without_a_year_is_of_the_notice_s_year() -> None:
    """Another date before it may be of another year."""
    text = "一、时间\n2030年12月31日以前入职的，5月25日起申报。"
    assert wrong("2031年5月25日起。", "一", text=text) == []
    assert wrong("2029年5月25日起。", "一", text=text) == ["date «2029年5月25日»"]


def test_years_within_a_range() -> None:
    """2019—2022 says the years between as well."""
    text = "一、要求\n上传2019—2022年学时证明。"
    assert wrong("2020、2021年的也要。", "一", text=text) == []
    assert wrong("2018年的也要。", "一", text=text) == ["year «2018»"]


def test_articles_named_together() -> None:
    """«第九、十条» says both."""
    text = "一、条件\n不低于《条件》第九、十条规定。"
    assert wrong("按第九条和第十条。", "一", text=text) == []


@pytest.mark.parametrize(
    "zh", ["合并成一份。", "一年一列。", "统一办理。", "第二年再报。", "三分之一。", "另一个平台。"]
)
def test_numerals_that_count_nothing(zh: str) -> None:
    """«一» mostly means «a»."""
    assert wrong(zh, "三") == []


def test_a_table_without_measures() -> None:
    """A bare figure supports the figure with its measure."""
    assert wrong("大于215×300像素。", "一", text="一、照片\n大于215*300（宽*高）像素。") == []


def test_a_mistake_is_told_where_it_would_be_right() -> None:
    """The way to mend it names the place where the claim stands."""
    notice = invented(facts=[fact("电话0999-81234567。", "一")])
    claim = next(check(notice, facts_of(notice), passages(TEXT)))
    assert claim.mend == "correct it, or cite where it stands: 三"


@pytest.mark.parametrize(
    "en",
    [
        "The fee is 280 yuan per person.",
        "Three copies of the form.",
        "From 25 May to 25 June 2031.",
        "From May 25 to June 25, 2031.",
        "Between 25 May and 25 June.",
        "One of these is enough, in two ways.",
        "You may apply.",
        "Call 0999-81234567.",
        "Sign in at https://apply.example.cn.",
        "At most 1,000 characters.",
        "As (甲人社发〔2029〕7号) says.",
    ],
)
def test_english_that_says_the_same(en: str) -> None:
    """Figures may be words, and dates stand in either order."""
    assert wrong("见通知。", ["二", "三", "一"], en) == []


@pytest.mark.parametrize(
    ("en", "what"),
    [
        ("The fee is 208 yuan.", "figure «208元»"),
        ("Four copies of the form.", "figure «4份»"),
        ("Two full years of work.", "figure «2年»"),
        ("One week of public notice.", "figure «1周»"),
        ("Within three working days.", "figure «3工作日»"),
        ("Until 26 June 2031.", "date «2031年6月26日»"),
        ("Until June 26.", "date «6月26日»"),
        ("Until the end of July.", "date «7月»"),
        ("Graduated since 2028.", "year «2028»"),
        ("Call 81234568.", "phone «81234568»"),
        ("Sign in at https://apply.example.com.", "address «https://apply.example.com»"),
        ("As (甲人社发〔2029〕8号) says.", "document «甲人社发〔2029〕8号»"),
        ("Click 下一步.", "«下一步»"),
        ("See annex 5.", "attachment «5»"),
    ],
)
def test_english_that_says_something_else(en: str, what: str) -> None:
    """A slip of the translation is found as well."""
    assert wrong("见通知。", ["二", "三", "一"], en) == [f"{what} of the English sentence"]


def test_a_gap_is_not_held_to_a_place() -> None:
    """What a notice does not say stands nowhere; but whom it sends people to does."""
    gap = {
        "id": "one",
        "at": "一",
        "topic": "fee",
        "what": {"zh": "2028年的26县名单", "en": "the list of 2028"},
    }
    contact = {
        "id": "bureau",
        "at": "三",
        "office": {"zh": "张三", "en": "Zhang San"},
        "phones": ["0999-81234567"],
    }
    notice = invented(gaps=[gap], contacts=[contact])
    facts = [one for one in facts_of(notice) if one.kind == "gap"]
    assert list(check(notice, facts, passages(TEXT))) == []
    other = invented(gaps=[gap], contacts=[contact | {"phones": ["0999-81234568"]}])
    facts = [one for one in facts_of(other) if one.kind == "gap"]
    assert "0999-81234568" in " ".join(claim.what for claim in check(other, facts, passages(TEXT)))


def test_the_name_of_a_contact() -> None:
    """Names of typed entries must stand at the place."""
    contact = {"id": "one", "at": "二", "office": {"zh": "甲局", "en": "Jia"}, "phones": ["0999-81234567"]}
    notice = invented(contacts=[contact])
    facts = [one for one in facts_of(notice) if one.kind == "contact"]
    assert "«0999-81234567»" in [claim.what for claim in check(notice, facts, passages(TEXT))]


def test_the_title_of_a_document_stands_where_it_is_cited() -> None:
    """Elsewhere it may be mentioned; its own entry is exact."""
    document = {"id": "one", "at": "一", "number": "甲人社发〔2029〕7号", "title": "甲市评审条件"}
    notice = invented(documents=[document])
    facts = [one for one in facts_of(notice) if one.kind == "document"]
    assert [claim.what for claim in check(notice, facts, passages(TEXT))] == ["«甲市评审条件»"]


def test_the_head_of_the_notice() -> None:
    """Title, issuer and day are those of the text."""
    notice = invented(
        issued="2031-03-02", issuers=[{"zh": "乙市人社局", "en": "Yi bureau"}], at=["文首", "三"]
    )
    facts = [one for one in facts_of(notice) if one.kind == "head"]
    assert [claim.what for claim in check(notice, facts, passages(TEXT))] == [
        "«乙市人社局»",
        "date «2031年3月2日»",
    ]


def test_the_number_of_items_of_a_list() -> None:
    """A list may say how many items it has, and no other number."""
    items = [{"zh": name, "en": name} for name in ("甲县", "乙县")]
    listing = {
        "id": "one",
        "at": "附件1",
        "topic": "fee",
        "name": {"zh": "名单", "en": "list"},
        "closed": True,
    }
    listing |= {"unit": {"zh": "县", "en": "counties"}, "facet": "region", "items": items}
    text = "附件1\n名单\n甲县、乙县。"
    assert wrong("名单上有2个县。", "附件1", "2 counties.", text=text, lists=[listing | {"id": "two"}]) == []
    assert wrong("名单上有5个县。", "附件1", "2 counties.", text=text, lists=[listing | {"id": "two"}]) == [
        "figure «5县»"
    ]
