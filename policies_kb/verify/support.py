"""Whether what a fact claims stands at the places it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from policies_kb.model.entries import Document, Listing
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.place import Place
from policies_kb.verify.compare import Allowed, lacking
from policies_kb.verify.english import chinese_in, stated_in_english
from policies_kb.verify.passages import Passages
from policies_kb.verify.stated import Stated, reference, stated
from policies_kb.verify.words import plain

_POINT: Final = re.compile(r"(?<!\d)\d{1,2}、")
_QUOTED: Final = re.compile(r"“([^”]+)”")


@dataclass(frozen=True)
class Unsupported:
    """One thing a fact says that its places do not; `fact` is its id within the notice."""

    fact: str
    at: tuple[Place, ...]
    what: str
    mend: str


def check(notice: Notice, facts: Sequence[Fact], found: Passages) -> Iterator[Unsupported]:
    """Everything in `facts` that the text does not support.

    What a notice does not say stands nowhere: of a gap only the documents, phones and addresses are checked, and
    against the whole text.
    """
    checker = _Checker(notice, found)
    for fact in facts:
        name = fact.id.partition("/")[2]
        missing = [place for place in fact.at if place not in found]
        for place in missing:
            yield Unsupported(
                name, (place,), f"there is no place «{place}» in the text", "correct «at:», or add a mark"
            )
        if not missing:
            for claim in checker.unsupported(fact):
                yield Unsupported(name, fact.at, claim, checker.mend(claim))


class _Checker:
    """One notice and its text."""

    def __init__(self, notice: Notice, found: Passages) -> None:
        self._notice = notice
        self._found = found
        self._whole = "\n".join(found.own.values())
        documents = [notice.number or "", *(document.number or "" for document in notice.documents)]
        titles = [notice.title.zh, *(document.title or "" for document in notice.documents)]
        self._numbers = tuple(reference(number) for number in documents if number)
        self._titles = [plain(name) for name in (*self._numbers, *titles) if name]

    def unsupported(self, fact: Fact) -> Iterator[str]:
        """What of a fact is at none of its places, each once."""
        yield from dict.fromkeys(self._gap(fact) if fact.kind == "gap" else self._fact(fact))

    def mend(self, claim: str) -> str:
        """How to mend it: where it stands instead, if it stands somewhere."""
        words = plain(claim.partition("«")[2].partition("»")[0])
        places = [
            str(place) for place in self._found.leaves() if words and words in plain(self._found.text(place))
        ]
        if not places:
            return "correct it: it stands nowhere in the text"
        return f"correct it, or cite where it stands: {'、'.join(places[:3])}"

    def _fact(self, fact: Fact) -> Iterator[str]:
        cited = "\n".join(self._found.headed(place) for place in fact.at)
        names, there = plain(cited), stated(cited, official=True)
        allowed = self._allowed(fact)
        yield from (f"«{name}»" for name in fact.names if plain(name) not in names)
        own = self._own_names(fact)
        yield from (f"«{name}»" for name in own if plain(name) not in names)
        yield from (
            f"«{name}»"
            for name in _names(fact.text.zh)
            if name not in own and not self._is_named(name, names)
        )
        chinese = stated(fact.text.zh)
        yield from lacking(chinese, there, allowed)
        english = lacking(stated_in_english(fact.text.en), there | chinese, allowed)
        yield from (f"{claim} of the English sentence" for claim in english)
        beside = names + plain(fact.text.zh)
        for name in chinese_in(fact.text.en):
            if not stated(name).references and not self._is_named(name, beside):
                yield f"«{name}» of the English sentence"

    def _own_names(self, fact: Fact) -> list[str]:
        """Names that must stand at the very place: elsewhere they may be mentioned because they stand there.

        A file of attachments alone has neither a day nor a title of its own.
        """
        if isinstance(fact.entry, Document):
            return [fact.entry.title] if fact.entry.title and not fact.entry.missing_part else []
        if fact.kind == "head" and self._notice.issued:
            return [self._notice.title.zh, *(issuer.zh for issuer in self._notice.issuers)]
        return []

    def _gap(self, fact: Fact) -> Iterator[str]:
        said = stated(fact.text.zh)
        only = Stated(phones=said.phones, addresses=said.addresses, references=said.references)
        yield from lacking(only, stated(self._whole, official=True), self._allowed(fact))

    def _is_named(self, name: str, passage: str) -> bool:
        bare = plain(name)
        return bare in passage or bare in self._titles

    def _allowed(self, fact: Fact) -> Allowed:
        attachments = frozenset(place.path[0].removeprefix("附件") for place in fact.at)
        counts = set() if isinstance(fact.entry, Listing) else {len(fact.at), *_counted(fact.text.zh)}
        for one in self._notice.lists:
            if fact.entry is one or (set(one.at) & set(fact.at) and not isinstance(fact.entry, Listing)):
                counts |= {len(one.items), *_groups(one, fact.facets.get("group", ()))}
        return Allowed(self._notice.year, self._numbers, frozenset(map(str, counts)), attachments)


def _counted(text: str) -> set[int]:
    """How many points a sentence has, as it may say itself: numbered ones, or parts between ； or 、."""
    points = len(_POINT.findall(text))
    return {points} if points > 1 else {text.count("；") + 1, text.count("、") + 1}


def _groups(listing: Listing, only: Sequence[str]) -> set[int]:
    """How many items the groups of a list have; those of `only` where it names any."""
    groups = [item.group for item in listing.items if item.group and (not only or item.group in only)]
    return {groups.count(group) for group in groups}


def _names(text: str) -> Iterator[str]:
    """Names in “” and in 《》; within 《》 another 《》 may stand."""
    yield from _QUOTED.findall(text)
    depth, start = 0, 0
    for position, character in enumerate(text):
        if character == "《":
            start, depth = (position + 1 if depth == 0 else start), depth + 1
        elif character == "》" and depth:
            depth -= 1
            if depth == 0:
                yield text[start:position]
