"""The five official texts: every numbered place is found, none is invented, and slips would be noticed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from policies_kb.model.fact import Fact
from policies_kb.model.notice import Mark
from policies_kb.model.text import Text
from policies_kb.reading import read_folder
from policies_kb.verify import Passages, Sources, passages
from policies_kb.verify.lines import tidy
from policies_kb.verify.numbering import number_of
from policies_kb.verify.support import check
from policies_kb.wording import facts_of
from tests.unit.verify.support import official_folder

LISTS = Path(__file__).parent / "places"
NOTICES = sorted(path.stem for path in LISTS.glob("*.txt"))
#: Without these the numbered places of a text cannot be told. Other paragraphs are named in the notice files.
MARKS = {
    "zj-construction-2023": {"落款": "浙江省住房和城乡建设厅     浙江省"},
    "yj-construction-2021": {"落款": "永嘉县人力资源和社会保障局办公室"},
    "zj-natural-resources-2020": {
        "四（一）/单位材料": "市、省直单位申报材料",
        "四（一）/个人材料": "评审对象申报材料",
        "附件1": "申报人员网上申报办法",
        "印发": "浙江省自然资源厅办公室",
    },
}


def read(name: str) -> Passages:
    """A text with the marks it cannot do without."""
    marks = [Mark(starts=starts, place=place) for place, starts in MARKS.get(name, {}).items()]
    return passages((official_folder() / f"{name}.txt").read_text(encoding="utf-8"), marks)


@pytest.mark.parametrize("name", NOTICES)
def test_every_place_is_found_and_none_invented(name: str) -> None:
    """The places are those that a reader finds, in the order of the text."""
    wanted = (LISTS / f"{name}.txt").read_text(encoding="utf-8").split()
    found = read(name)
    assert [str(place) for place, words in found.own.items() if words] == wanted


@pytest.mark.parametrize("name", NOTICES)
def test_no_line_is_doubtful(name: str) -> None:
    """Every line that looks numbered goes on with the numbering."""
    assert read(name).doubts == ()


@pytest.mark.parametrize("name", NOTICES)
def test_no_word_is_lost(name: str) -> None:
    """Every line stands at some place, but for its number and the list of attachments."""
    text = (official_folder() / f"{name}.txt").read_text(encoding="utf-8")
    listing = re.compile(r"^[-\s]*附件\s*：.*\n(?:\s*\d[.、].*\n)*", re.MULTILINE)
    kept = han("".join(read(name).own.values()))
    lines = [tidy(line) for line in listing.sub("", text).splitlines()]
    bare = [han(number.rest if (number := number_of(line)) else line) for line in lines]
    assert [line for line in bare if line not in kept] == []


def han(text: str) -> str:
    """The Chinese characters of a text; circled numbers and punctuation are left out."""
    return re.sub(r"[^一-鿿]", "", text)


def figures(fact: Fact) -> Iterator[Fact]:
    """The fact with one figure changed by one, for each figure of its sentences that is no number of a point."""
    for lang, text in (("zh", fact.text.zh), ("en", fact.text.en)):
        for found in re.finditer(
            r"(?<!附件)(?<!第)(?<!nnex )(?<!Step )(?<![\d.])\d+(?:\.\d+)?(?![、)\d])", text
        ):
            figure = found.group()
            other = f"{figure}5" if "." in figure else str(int(figure) + 1).zfill(len(figure))
            yield said(fact, lang, text[: found.start()] + other + text[found.end() :])


def names(fact: Fact) -> Iterator[Fact]:
    """The fact with the second character of one name changed, for each name in 《》 or “”."""
    for found in re.finditer(r"(?<=[《“])[一-鿿]{3,}", fact.text.zh):
        at = found.start() + 1
        yield said(fact, "zh", fact.text.zh[:at] + "囧" + fact.text.zh[at + 1 :])


def said(fact: Fact, lang: str, sentence: str) -> Fact:
    """The fact with another sentence in one language."""
    both = {"zh": fact.text.zh, "en": fact.text.en} | {lang: sentence}
    return replace(fact, text=Text(zh=both["zh"], en=both["en"]))


@pytest.mark.parametrize(("change", "least"), [(figures, 0.9), (names, 1.0)])
def test_a_change_is_noticed(change: Callable[[Fact], Iterator[Fact]], least: float) -> None:
    """Each figure and each name of the facts is changed in turn.

    A changed figure may stand at the same place with the same measure (3份 for 4份, the second day of a window for
    the first); nothing else may go unnoticed.
    """
    noticed = tried = 0
    for notice in read_folder().notices:
        found = Sources(official_folder()).passages(notice)
        assert found is not None
        for fact in facts_of(notice):
            if fact.kind == "gap" or any(check(notice, [fact], found)):
                continue
            changed = [any(check(notice, [other], found)) for other in change(fact)]
            noticed, tried = noticed + sum(changed), tried + len(changed)
    assert noticed >= least * tried, f"{noticed} of {tried} noticed"
