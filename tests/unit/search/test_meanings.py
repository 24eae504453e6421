"""Facts are found by meaning where they share no word with the question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from policies_kb.model.fact import Fact
from policies_kb.model.place import Place
from policies_kb.model.text import Text
from policies_kb.model.topics import Topics
from policies_kb.search import FactIndex, Meanings, Query, UniversalEncoder
from policies_kb.search.encoder import Vectors


def fact(name: str, zh: str, *aliases: str) -> Fact:
    """A fact of one notice."""
    return Fact(
        id=f"n/{name}",
        notice="n",
        kind="fact",
        topics=(),
        audience="applicant",
        at=(Place.parse("一"),),
        text=Text(zh=zh, en=name),
        aliases=aliases,
    )


class Axes:
    """Encodes what has 费 or 钱 along one axis, all else along the other; counts what it encoded."""

    name = "axes 1"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def vectors(self, sentences: Sequence[str]) -> Vectors:
        """One row a sentence."""
        self.encoded += sentences
        rows = [[1.0, 0.0] if set("费钱") & set(text) else [0.0, 1.0] for text in sentences]
        return np.array(rows, dtype=np.float32)


FACTS = (fact("fee", "评审费", "缴费"), fact("window", "报名时间"))


def test_a_question_comes_near_to_what_means_the_same() -> None:
    """Though not a character is shared."""
    assert Meanings(FACTS, Axes(), {}).near("要花钱吗", "n") == pytest.approx([1.0, 0.0])


def test_no_words_are_near_to_nothing() -> None:
    """A question that only names a notice finds nothing by meaning."""
    assert Meanings(FACTS, Axes(), {}).near(" ", "n") == [0.0, 0.0]


def test_what_is_known_is_not_encoded_again() -> None:
    """Only new sentences are, and they are handed out to be kept."""
    first = Axes()
    made = Meanings(FACTS, first, {}).made
    assert set(made) == {"评审费", "缴费", "报名时间"}
    second = Axes()
    assert Meanings(FACTS, second, made).made == {}
    assert second.encoded == []


def test_a_question_is_encoded_once() -> None:
    """Asked again, its vector is remembered."""
    encoder = Axes()
    meanings = Meanings(FACTS, encoder, {})
    before = len(encoder.encoded)
    meanings.near("花钱", "n")
    meanings.near("花钱", "n")
    assert encoder.encoded[before:] == ["花钱"]


def test_meaning_adds_to_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without meanings nothing is found here; with them the fee is."""
    query = Query("要花钱吗")
    assert FactIndex(FACTS, Topics(())).rank(query, ["n"]) == []
    found = FactIndex(FACTS, Topics(()), Meanings(FACTS, Axes(), {})).rank(query, ["n"])
    assert [hit.fact.id for hit in found] == ["n/fee"]


def test_the_encoder_knows_chinese() -> None:
    """Two ways to ask for the price are nearer to each other than to a question about the weather."""
    price, cost, weather = UniversalEncoder().vectors(["评审费多少钱", "报名要交多少费用", "今天会不会下雨"])
    assert float(price @ cost) > float(price @ weather) + 0.2
    assert float(price @ price) == pytest.approx(1.0, abs=1e-5)
