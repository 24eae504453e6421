"""No message of a thousand characters keeps the assistant busy for long, whatever it is made of."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import pytest
from hypothesis import given

from bot.markup import without_markup
from bot.masking import clean
from policies_kb.catalogue import Catalogue, is_foreign, language_of
from policies_kb.model.answer import Question
from tests.faults.hostile_runs import tries
from tests.faults.hostile_texts import TEXTS

MOST = 1000
#: Seconds of processor time; measured are 0.3 at most.
BUSY = 2.0
ON = dt.date(2031, 5, 1)
#: What regular expressions, pinyin and normalisation have most to do with.
FLOODS = {
    "characters": "评审费",
    "different characters": "".join(chr(0x4E00 + 20 * number) for number in range(MOST)),
    "one syllable": "xian",
    "syllables without an end": "pingshenfei",
    "syllables apart": "ping shen fei ",
    "letters that are no syllable": "g",
    "apostrophes": "xi'an",
    "one that becomes four": "㍿",
    "one that becomes eighteen": "ﷺ",
    "combining": "e\u0301\u0302\u0303",
    "zero width": "评\u200b",
    "traditional": "評審費",
    "Cyrillic": "привет ",
    "Hangul": "한국어",
    "digits": "9",
    "digits apart": "1 ",
    "bank cards": "6222 0202 0011 2233 ",
    "years": "2030年",
    "numbers": "一二三四五六七八九十百千万",
    "figures": "25KB 300x400 ",
    "open tags": "<a href='",
    "payloads": '/ask{"',
    "places": "浙江省绍兴市上虞区",
    "titles": "高级工程师",
    "corrections": "不是杭州是绍兴",
    "topics": "报名时间评审费材料条件联系电话",
    "lines": "评\n",
    "families": "👩‍👩‍👧‍👦",
}


def steps(catalogue: Catalogue) -> dict[str, Callable[[str], object]]:
    """What is done with each message."""
    return {
        "pinyin": catalogue.in_characters,
        "language": language_of,
        "foreign": is_foreign,
        "markup": without_markup,
        "masking": clean,
        "plain search": lambda text: catalogue.plain_search(text, ON),
        "answer": lambda text: catalogue.reply(catalogue.answer(Question(text, ON))),
    }


def busy(catalogue: Catalogue, text: str) -> dict[str, float]:
    """Seconds of processor time by step."""
    took = {}
    for name, step in steps(catalogue).items():
        begun = time.process_time()
        step(text)
        took[name] = time.process_time() - begun
    return took


@pytest.fixture(scope="module")
def warm(real: Catalogue) -> Catalogue:
    """The project's own notices, with every table loaded that is loaded on first use."""
    for text in ("评审费多少钱", "pingshenfei duoshao qian", "how much is the fee for all of it", "ßþ"):
        busy(real, text)
    return real


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood(warm: Catalogue, name: str, record_property: Callable[[str, object], None]) -> None:
    """A message filled with one thing."""
    took = busy(warm, (FLOODS[name] * MOST)[:MOST])
    slowest = max(took, key=lambda step: took[step])
    record_property(slowest, round(took[slowest], 3))
    print(f"{name}: {slowest} {took[slowest]:.3f} s")  # noqa: T201 -- seen with -s
    assert took[slowest] < BUSY


@tries(0.25)
@given(text=TEXTS)
def test_any_text(warm: Catalogue, text: str) -> None:
    """As the other tests of this folder put them to the gateway; whole characters only, as the gateway passes on."""
    whole = text.encode("utf-8", "ignore").decode()
    assert max(busy(warm, whole[:MOST]).values()) < BUSY
