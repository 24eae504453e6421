"""How facts are ranked."""

from __future__ import annotations

from policies_kb.catalogue import Catalogue
from policies_kb.search import Query, Slips


def best(catalogue: Catalogue, words: str, behind: str = "") -> str:
    """The first fact of the invented junior notice."""
    index = catalogue._index
    return index.rank(Query(words, behind=behind), ["yi-junior-2030"])[0].fact.id


def test_words_of_the_question_before_count_less(catalogue: Catalogue) -> None:
    """Its own words decide; those behind only help where it has none."""
    assert best(catalogue, "多少钱", behind="评审表几份") == "yi-junior-2030/fee"
    assert best(catalogue, "", behind="评审表几份") == "yi-junior-2030/form"


def test_a_slip_is_mended() -> None:
    """Sound and a shared character make a slip of a known word."""
    assert Slips(["评审费"]).mended("平审费多少") == "评审费多少"


def test_what_notices_write_is_no_slip() -> None:
    """造价 sounds like 造假 and is a word of its own."""
    assert Slips(["造假"], lambda pair: pair == "造价").mended("工程造价") == "工程造价"
    assert Slips(["造假"]).mended("造甲罚几年") == "造假罚几年"


def test_near_sounds_are_mended() -> None:
    """in and ing, zh and z are told apart by few."""
    assert Slips(["聘书"]).mended("娉书几年") == "聘书几年"
    assert Slips(["证书"]).mended("怎书几年") == "证书几年"


def test_unknown_words_make_a_poor_fit(catalogue: Catalogue) -> None:
    """A question of which only one word is known fits less well than that word alone."""
    index = catalogue._index
    alone, among = (
        index.rank(Query(words), ["yi-junior-2030"])[0].words for words in ("费用", "鹭鸶蜻蜓蟋蟀费用")
    )
    assert among < alone


def test_neighbours_are_no_slip() -> None:
    """装配式中评委 has 配式 in it, so its end is not 市中评委; 交费 and 缴费 are both right."""
    assert Slips(["市中评委"], lambda pair: pair == "配式").mended("装配式中评委") == "装配式中评委"
    assert Slips(["在哪缴费"]).mended("在哪交费") == "在哪交费"
