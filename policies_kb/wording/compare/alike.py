"""Whether two notices' statements speak of the same thing. In doubt they do not: a false match misleads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from policies_kb.model.entries import Contact, Document, Fee, Listing, Material, Milestone, Office, Step
from policies_kb.terms.normalise import normalise
from policies_kb.wording.compare.statements import Statement

#: There is one of these in a notice, or the first of them is meant.
_ONE: Final = frozenset({"head", "photospec", "counting"})
#: Names that share less are names of different things; where nothing else speaks for it, they must share more.
_NAME: Final = 0.5
_NAMES: Final = 0.6
_TITLE: Final = 0.8
#: Long titles of different documents share most of their words.
_LONG_TITLE: Final = 0.9
_SHORT: Final = 10
#: Sentences without one common question are told alike from here on.
_SENTENCE: Final = 0.62
_BARE: Final = re.compile(r"[\W\d_]+")
#: The last characters of a name that tell what kind of paper it is.
_HEADWORD: Final = 3
_VAGUE: Final = ("材料", "证明", "资料", "文件")


@dataclass(frozen=True)
class Known:
    """A statement with what is looked at when it is held against others."""

    statement: Statement
    #: The how-manieth of its kind in its notice, and whether it is the only one.
    place: int
    alone: bool

    @cached_property
    def questions(self) -> frozenset[str]:
        """How people ask for it."""
        return frozenset(map(_normal, self.statement.aliases))

    @cached_property
    def name(self) -> str:
        """Its subject without figures and signs; empty where it has none."""
        return _bare(self.statement.subject.zh) if self.statement.subject else ""

    @cached_property
    def letters(self) -> Counter[str]:
        """The characters of its subject."""
        return Counter(self.name)

    @cached_property
    def name_pairs(self) -> Counter[str]:
        """Pairs of neighbouring characters of its subject."""
        return _pairs(self.name)

    @cached_property
    def pairs(self) -> Counter[str]:
        """Pairs of neighbouring characters of what is compared as a sentence."""
        one = self.statement
        return _pairs(_bare(one.subject.zh if one.silent and one.subject else one.said.zh))


def likeness(one: Known, other: Known) -> float:
    """0 where the two do not speak of the same thing; else more than 0, and the more the surer."""
    first, second = one.statement, other.statement
    if first.silent or second.silent or first.kind == second.kind == "freefact":
        return _by_words(one, other) if first.topics[:1] == second.topics[:1] else 0.0
    if first.kind != second.kind:
        return 0.0
    if (first.subject, first.said, first.targets) == (second.subject, second.said, second.targets):
        return 3.0
    if first.about or first.targets:
        return _rules(first, second)
    return _entries(one, other)


def _by_words(one: Known, other: Known) -> float:
    """By the questions that both answer, and by their sentences."""
    text, asked, common = _dice(one.pairs, other.pairs), 0.0, len(one.questions & other.questions)
    if common:
        asked = common / min(len(one.questions), len(other.questions))
    if one.statement.silent != other.statement.silent:
        # One says it, the other that its notice does not: these share questions, but no sentence.
        return 1 + asked if common >= 3 and asked >= 0.3 else 0.0
    answers = common >= 3 and (asked >= 0.6 or (asked >= 0.4 and text >= 0.12))
    close = text >= 0.25 and asked >= 0.4
    return 1 + text + asked if answers or close or text >= _SENTENCE else 0.0


def _entries(one: Known, other: Known) -> float:
    first, second = one.statement.source, other.statement.source
    named, by_pairs = _dice(one.letters, other.letters), _dice(one.name_pairs, other.name_pairs)
    same_word = one.statement.id.partition("/")[2] == other.statement.id.partition("/")[2]
    match first, second:
        case (Milestone(), Milestone()):
            both_asked = len(one.questions & other.questions) >= 2
            fits = first.actor == second.actor and (named >= _NAMES or (named >= _NAME and both_asked))
        case (Material(), Material()):
            long = min(len(one.name), len(other.name)) > _HEADWORD + 1
            fits = by_pairs >= _NAME or (long and named >= _NAMES) or _headword(one.name, other.name)
        case (Step(), Step()):
            fits = first.actor == second.actor and (by_pairs >= _NAME or (same_word and named >= 0.3))
        case (Fee(), Fee()):
            fits = first.per == second.per or (one.alone and other.alone)
        case (Contact(), Contact()):
            fits = first.office == second.office or (
                first.general and second.general and one.place == other.place
            )
        case (Office(), Office()):
            titles = set(first.reviews) & set(second.reviews)
            fits = (
                first.region == second.region
                and bool(titles)
                and _same(first.committee.zh, second.committee.zh)
            )
        case (Document(), Document()):
            fits = _same_document(first, second)
        case (Listing(), Listing()):
            fits = first.facet == second.facet and (named >= _NAMES or _common_items(first, second) >= _NAME)
        case _:
            fits = one.statement.kind in _ONE
    return 1 + named + 0.3 * same_word if fits else 0.0


def _rules(first: Statement, second: Statement) -> float:
    """Routes to the same title by the same education; other rules by what they ask."""
    titles = set(first.targets) & set(second.targets)
    common = len(first.about & second.about) / max(len(first.about | second.about), 1)
    words = _dice(Counter(_bare(first.said.zh)), Counter(_bare(second.said.zh)))
    if first.kind == "route":
        same = first.lowest == second.lowest and (first.lowest is not None or first.about == second.about)
        return 1 + common + words if titles and same else 0.0
    return 1 + common + words + 0.2 * bool(titles) if common > _NAME else 0.0


def _common_items(first: Listing, second: Listing) -> float:
    one, other = ({item.zh for item in listing.items} for listing in (first, second))
    return len(one & other) / len(one | other)


def _headword(one: str, other: str) -> bool:
    """Both names end with the same word that tells something: 评审表 is the 专业技术职务任职资格评审表."""
    word = one[-_HEADWORD:]
    return len(word) == _HEADWORD and other.endswith(word) and not word.endswith(_VAGUE)


def _same_document(first: Document, second: Document) -> bool:
    """The same number, or the same title but for its year; short titles may have a word more."""
    if first.number and first.number == second.number:
        return True
    if not (first.title and second.title):
        return False
    one, other = _bare(first.title), _bare(second.title)
    short = max(len(one), len(other)) <= _SHORT and _dice(Counter(one), Counter(other)) >= _TITLE
    return short or _dice(_pairs(one), _pairs(other)) >= _LONG_TITLE


def _same(one: str, other: str) -> bool:
    return _dice(Counter(_bare(one)), Counter(_bare(other))) >= _TITLE


@lru_cache(maxsize=50_000)
def _normal(text: str) -> str:
    """Rounds share their aliases, and the same notices are compared again and again."""
    return normalise(text)


def _bare(text: str) -> str:
    """Without signs and figures: these differ between rounds."""
    return _BARE.sub("", _normal(text))


def _pairs(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    """How much two bags of characters share, 0 to 1."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 0.0
