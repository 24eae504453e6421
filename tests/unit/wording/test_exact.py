"""The value that large print shows."""

from __future__ import annotations

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.model.text import Lang
from policies_kb.wording.exact import exact


@pytest.mark.parametrize(
    ("name", "lang", "value"),
    [
        ("yi-junior-2030/fee", "zh", "90元"),
        ("yi-junior-2030/fee", "en", "90 yuan"),
        ("yi-junior-2030/window", "zh", "2030年3月1日至2030年3月31日"),
        ("yi-junior-2030/counting", "zh", "2030年6月底"),
        ("yi-junior-2030/form", "zh", "2份"),
        ("yi-junior-2030/bureau", "zh", "11112222"),
        ("jia-middle-2031/yi/phone", "zh", "33334444"),
        ("jia-middle-2031/yi/address", "zh", "乙县一路1号"),
        ("jia-middle-2031/yi", "zh", None),
        ("jia-middle-2031/window", "zh", None),
        ("jia-middle-2031/insurance", "zh", None),
    ],
)
def test_the_value_alone(catalogue: Catalogue, name: str, lang: Lang, value: str | None) -> None:
    """Of each kind of fact; none where only the sentence tells."""
    fact = catalogue.fact(name)
    assert fact
    assert exact(fact, lang) == value
