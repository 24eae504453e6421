"""Questions in like words come together: the same groups in whatever order they come in."""

from __future__ import annotations

import datetime as dt
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.gaps.gathering import gathered
from bot.console.gaps.likeness import ALIKE, Group, _vectors, grouped, likeness, terms_of
from bot.store import Gap, GapKind
from policies_kb.catalogue import normalise

PARAPHRASES = [
    ["永嘉初级评审费多少钱", "请问永嘉初级的评审费是多少钱？", "评审费多少"],
    ["论文要几篇", "论文需要几篇才行"],
    ["退休了还能报吗", "退休人员还能报吗"],
    ["社保断缴了可以报吗", "社保断了两个月能报吗"],
    ["業績材料上傳失敗", "业绩材料上传失败了怎么办"],
    ["how many papers do I need", "How many papers are required?"],
    ["食堂在哪里"],
    ["可以邮寄材料吗"],
]
NOW = dt.datetime(2031, 5, 1, 8, tzinfo=dt.UTC)
WORDS = st.lists(st.sampled_from("评审费论文几篇社保断缴邮寄停车 papers fee2"), min_size=0, max_size=12).map(
    "".join
)
Asked = tuple[str, str, int]


def of(asked: list[Asked]) -> list[Group[int]]:
    """The groups."""
    return grouped(asked)


def test_paraphrases_come_together_and_others_stay_apart() -> None:
    """Also in traditional characters, capitals and with polite words."""
    flat = [one for ones in PARAPHRASES for one in ones]
    groups = of([(words, str(n), n) for n, words in enumerate(flat)])
    assert {frozenset(flat[n] for n in group.members) for group in groups} == {
        frozenset(ones) for ones in PARAPHRASES
    }


def test_what_most_people_ask_comes_first_and_gives_its_words() -> None:
    """One who asks ten times is one."""
    alone = [("食堂在哪里", "a", n) for n in range(10)]
    several = [("论文要几篇", "b", 10), ("论文要几篇", "c", 11), ("论文需要几篇", "d", 12)]
    first, second = of(alone + several)
    assert (first.words, len(first.members)) == ("论文要几篇", 3)
    assert (second.words, len(second.members)) == ("食堂在哪里", 10)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from("abc")), max_size=12), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(asked: list[tuple[str, str]], chance: random.Random) -> None:
    """The groups, their words and their ranks are the same; only members follow the order they came in."""
    numbered = [(words, who, n) for n, (words, who) in enumerate(asked)]
    shuffled = list(numbered)
    chance.shuffle(shuffled)
    one, other = of(numbered), of(shuffled)
    assert [group.words for group in one] == [group.words for group in other]
    assert [frozenset(group.members) for group in one] == [frozenset(group.members) for group in other]
    assert sorted(n for group in one for n in group.members) == list(range(len(asked)))


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_each_is_like_its_leader_and_leaders_are_not_alike(asked: list[str]) -> None:
    """So nobody is in a group by way of a third question."""
    groups = of([(words, "a", n) for n, words in enumerate(asked)])
    vectors = _vectors(sorted({normalise(words) for words in asked}))
    leaders = [normalise(group.words) for group in groups]
    for group, leader in zip(groups, leaders, strict=True):
        for n in group.members:
            mine = normalise(asked[n])
            assert mine == leader or likeness(vectors[mine], vectors[leader]) >= ALIKE - 1e-9
    for one, other in itertools.combinations(leaders, 2):
        assert likeness(vectors[one], vectors[other]) < ALIKE + 1e-9


@pytest.mark.parametrize("text", ["", "？", "你好", "🙂", "a", "一"])
def test_every_question_has_terms(text: str) -> None:
    """Also one that is all filler or no words at all: it can be grouped with itself."""
    assert terms_of(text)


def gap(number: int, text: str, **more: str | None) -> Gap:
    """A question."""
    kind = GapKind(more.pop("kind", None) or "not_in_notice")
    return Gap(NOW, NOW.date(), "web", kind, f"asker {number}", text, id=number, **more)  # type: ignore[arg-type]


def test_a_group_is_mended_at_one_place() -> None:
    """The same words about two notices are two groups; what is called wrong is grouped by its fact."""
    found = gathered(
        [
            gap(1, "论文要几篇", notice="a", topic="papers"),
            gap(2, "论文要几篇", notice="b", topic="papers"),
            gap(3, "论文要几篇？", notice="a", topic="papers"),
            gap(4, "日期不对", kind="wrong_fact", fact="a/window"),
            gap(5, "完全别的话", kind="wrong_fact", fact="a/window"),
        ],
        None,
    )
    assert sorted(sorted(one.id for one in group.members) for group in found) == [[1, 3], [2], [4, 5]]
