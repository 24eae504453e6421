"""The photo check in words, and which notice it is made against."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import get_args

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.model.answer import Question
from policies_kb.model.text import Lang
from policies_kb.photo import PictureRefused, figures_in, figures_of
from policies_kb.photo.refused import Code
from policies_kb.wording.photo import refused_text
from policies_kb.wording.reply import Reply
from tests.unit.photo.pictures import picture

YI = "yi-junior-2030"
GOOD = "照片300x450，80K，jpg，白底可以吗"


def _reply(catalogue: Catalogue, text: str, day: dt.date, lang: Lang = "zh") -> Reply:
    return catalogue.check_photo(YI, figures_in(text), day, lang)


def test_a_good_photo_is_told_so_with_its_place(with_photo: Catalogue, day: dt.date) -> None:
    """The answer first, each point ticked, then the citation."""
    reply = _reply(with_photo, GOOD, day)
    assert reply.text.startswith("可以，符合要求。")
    assert reply.text.count("✓") == 5
    assert "不" not in reply.text.split("——")[0]
    assert "——乙人〔2030〕7号 · 附件1/2" in reply.text
    assert reply.custom["answer"]["status"] == "answered"
    assert reply.custom["answer"]["facts"] == [f"{YI}/portrait"]
    assert reply.custom["answer"]["citations"] == [
        {"notice": YI, "number": "乙人〔2030〕7号", "at": "附件1/2"}
    ]


def test_what_is_wrong_comes_with_what_is_demanded_and_a_way(with_photo: Catalogue, day: dt.date) -> None:
    """Named in the first line; the other points are shown as well."""
    text = _reply(with_photo, "照片500x500，15K，png，蓝底", day).text
    assert text.startswith("不符合要求：格式、文件大小、宽高比、背景。")
    assert "✗ 格式：PNG（要求JPG）；用看图软件另存为JPG" in text
    assert "✗ 文件大小：15K（要求大于20K且小于2M）；换更大的原图" in text
    assert "✓ 像素：500×500（要求宽大于200、高大于280）" in text
    assert "✗ 宽高比：1（要求0.6至0.75）；高度不变，宽裁到300至375像素" in text
    assert "✗ 背景：蓝色（要求白底）；请换成白底" in text


def test_what_is_not_said_is_left_open(with_photo: Catalogue, day: dt.date) -> None:
    """What is known fits; the rest is asked to be looked at, and inches are not converted."""
    text = _reply(with_photo, "照片80K，两寸", day).text
    assert text.startswith("已知的符合要求：文件大小、寸数；标“?”的请再核对。")
    assert "? 像素：没有说到，寸数换算不出像素（要求" in text


def test_what_no_machine_sees_is_said(with_photo: Catalogue, day: dt.date) -> None:
    """Even a photo that fits may be sent back."""
    assert "以审核为准" in _reply(with_photo, GOOD, day).text
    assert "the reviewers decide" in _reply(with_photo, GOOD, day, "en").text


def test_english_and_traditional(with_photo: Catalogue, day: dt.date) -> None:
    """In kind."""
    assert _reply(with_photo, GOOD, day, "en").text.startswith("Yes, it meets the requirements.")
    assert "✓ 寬高比" in _reply(with_photo, GOOD, day, "zh-hant").text


def test_a_picture_is_checked_as_words_are(with_photo: Catalogue, day: dt.date) -> None:
    """The same findings, with the bytes counted and the background judged."""
    checked = with_photo.photos.check(YI, figures_of(picture("PNG", (300, 450), "blue")), day, "zh")
    assert checked.custom is not None
    assert checked.custom["verdict"] == "fails"
    states = {one["requirement"]: one["state"] for one in checked.custom["findings"]}
    assert states == {
        "format": "wrong",
        "bytes": "wrong",
        "pixels": "ok",
        "ratio": "ok",
        "background": "wrong",
    }
    assert "蓝色（看上边缘）" in checked.reply.text


def test_a_notice_without_a_specification_says_nothing(with_photo: Catalogue, day: dt.date) -> None:
    """Not in the notice is an answer, not a guess."""
    checked = with_photo.photos.check("jia-middle-2031", figures_in("80K"), day, "zh")
    assert checked.custom is None
    assert checked.reply.custom["answer"]["status"] == "not_in_notice"


def test_an_unknown_notice_is_an_error(with_photo: Catalogue, day: dt.date) -> None:
    """The caller knows which notices there are."""
    with pytest.raises(KeyError):
        with_photo.check_photo("none", figures_in("80K"), day, "zh")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("乙县照片80K可以吗", {}),
        ("照片80K可以吗", {"notice": YI}),
        ("那80K呢", {"region": "乙县", "topic": "photo"}),
    ],
)
def test_the_notice_is_named_or_kept(
    with_photo: Catalogue, day: dt.date, text: str, kept: dict[str, str]
) -> None:
    """What was said before tells which notice is meant."""
    asked = with_photo.photos.asked(Question(text, day, kept=kept))
    assert asked is not None
    assert asked[0].custom["answer"]["notices"] == [YI]
    assert {"notice": YI, "topic": "photo"}.items() <= asked[1].items()


@pytest.mark.parametrize(
    "text", ["乙县照片有什么要求", "乙县两寸可以吗", "甲市照片80K可以吗", "丙国照片要求"]
)
def test_other_questions_are_left_to_the_answerer(with_photo: Catalogue, day: dt.date, text: str) -> None:
    """No figures, or no notice that says what a photo must be like."""
    assert with_photo.photos.asked(Question(text, day)) is None


def test_notices_that_agree_are_told_together(with_photo: Catalogue, day: dt.date) -> None:
    """One list of findings, every citation; the conversation does not settle on one notice."""
    first = with_photo.notices[0]
    twin = next(one for one in with_photo.notices if one.photos).model_copy(
        update={"id": "yi-twin", "series": "yi-twin", "number": "乙人〔2030〕8号"}
    )
    both = Catalogue(with_photo.knowledge.model_copy(update={"notices": (*with_photo.notices, twin)}))
    assert first.id in {one.id for one in both.notices}
    asked = both.photos.asked(Question("乙县照片80K可以吗", day))
    assert asked is not None
    reply, kept = asked
    assert reply.custom["answer"]["status"] == "answered_for_several"
    assert reply.text.count("文件大小：80K") == 1
    assert "乙人〔2030〕7号" in reply.text
    assert "乙人〔2030〕8号" in reply.text
    assert "notice" not in kept


def test_every_notice_that_is_held_can_be_checked(real: Catalogue, day: dt.date) -> None:
    """Each specification is understood: its sizes, its colour, its formats."""
    held = [notice for notice in real.notices if notice.photos]
    assert held
    for notice in held:
        spec = notice.photos[0]
        figures = replace(
            figures_in(f"{spec.formats[0]} {spec.background.zh}"),
            width=10 * spec.pixels_more_than.width,
            height=round(10 * spec.pixels_more_than.width / spec.ratio_at_most),
        )
        states = {
            one["requirement"]: one["state"]
            for one in (real.photos.check(notice.id, figures, day, "zh").custom or {})["findings"]
        }
        assert {states["format"], states["background"], states["ratio"]} == {"ok"}
        assert states["bytes"] == "unknown"


@pytest.mark.parametrize("code", get_args(Code))
def test_every_refusal_has_its_sentence(code: Code) -> None:
    """In both languages, with nothing left to fill in."""
    for lang in get_args(Lang):
        text = refused_text(PictureRefused(code, looks_like="PDF", most=5 * 1024 * 1024), lang)
        assert text
        assert "{" not in text
