"""The knowledge base as the rest of the program sees it: one object, made from what is published.

`bot` and `actions` use this module (and the types in `model` and the texts in `wording`), nothing below it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property

from policies_kb.answers.answerer import Answerer
from policies_kb.answers.checks import Checks, Turned
from policies_kb.answers.deadlines import Deadline, Deadlines, changed
from policies_kb.answers.language import is_foreign, language_of
from policies_kb.answers.listing import Listing
from policies_kb.answers.photos import PhotoChecked, Photos
from policies_kb.answers.plain import PlainSearch, Result
from policies_kb.answers.verdicts import Verdicts
from policies_kb.interview import Case, Judged
from policies_kb.locations import database_url, sources_folder
from policies_kb.lookup import Facet, Lookup, Match, in_force, state_of
from policies_kb.lookup import Found as LookedUp
from policies_kb.model.answer import Answer, Question
from policies_kb.model.fact import Fact
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.text import Lang
from policies_kb.photo import Figures, PictureRefused, figures_in, figures_of
from policies_kb.rules import MisfitError
from policies_kb.search import (
    FactIndex,
    Facts,
    Meanings,
    Query,
    Romanised,
    UniversalEncoder,
    encode,
    names_of,
)
from policies_kb.store import Listed, Publication, Read, Store, VectorStore
from policies_kb.terms import Names, normalise
from policies_kb.verify import Passage, Quotes, Sources
from policies_kb.wording.check import result_custom as checked_custom
from policies_kb.wording.compare import Comparison, compare
from policies_kb.wording.desks import Directory
from policies_kb.wording.reply import Reply, reply_to

__all__ = [
    "Case",
    "Catalogue",
    "Deadline",
    "Facet",
    "Figures",
    "Judged",
    "Listed",
    "LookedUp",
    "Match",
    "MisfitError",
    "Passage",
    "PhotoChecked",
    "PictureRefused",
    "Query",
    "Result",
    "Turned",
    "checked_custom",
    "figures_in",
    "figures_of",
    "in_force",
    "is_foreign",
    "language_of",
    "normalise",
    "state_of",
]


def _meanings(facts: Facts, vectors: VectorStore) -> Meanings:
    return Meanings(facts, UniversalEncoder(), encode(facts, vectors))


class Catalogue:
    """Answers, searches and lists what is published. Immutable: a new publication makes a new catalogue."""

    def __init__(
        self,
        knowledge: Knowledge,
        publication: Publication | None = None,
        vectors: VectorStore | None = None,
        sources: Sources | None = None,
    ) -> None:
        """With `vectors` facts are found by meaning too; sentences that are not kept there are encoded and kept.

        With `sources` every citation carries the official passage.
        """
        self.knowledge = knowledge
        self._read: Read | None = None
        self._quotes = Quotes(sources)
        self.publication = publication
        self.names: Names = names_of(knowledge)
        self._facts = Facts(knowledge.notices)
        self._index = FactIndex(
            self._facts, knowledge.topics, _meanings(self._facts, vectors) if vectors else None
        )
        self._answerer = Answerer(knowledge, self._index, self.names)
        self.verdicts = Verdicts(knowledge)
        self.checks = Checks(knowledge, self._answerer, self.verdicts)
        self.photos = Photos(knowledge, self._facts, self._answerer)
        self._listing = Listing(knowledge, self._facts)
        self._plain = PlainSearch(knowledge, self._index, self._answerer.fitting.roll)
        self._deadlines = Deadlines(knowledge, self._facts, self._quotes.beginning)

    @classmethod
    def published(
        cls, url: str | None = None, *, by_meaning: bool = True, before: Catalogue | None = None
    ) -> Catalogue:
        """The publication in force. Raises NothingPublished where there is none, and StoreDown.

        Finding by meaning needs some 200 MB for the encoder; without it facts are found by words alone. Notices that
        say the same in `before` are taken from there; what was made there on first use is made at once.
        """
        with closing(Store(url or database_url())) as store:
            publication, read = store.read(before=before._read if before else None)
            vectors = store.vectors(UniversalEncoder().name) if by_meaning else None
            made = cls(read.knowledge, publication, vectors, Sources(sources_folder()))
        made._read = read
        for name in ("_romanised", "_lookup") if before else ():
            if name in vars(before):
                getattr(made, name)
        return made

    @classmethod
    def earlier(cls, number: int, url: str | None = None) -> Catalogue:
        """What was published as `number`, to compare with. Raises NothingPublished where there is no such."""
        with closing(Store(url or database_url())) as store:
            publication, read = store.read(number)
            made = cls(read.knowledge, publication)
        made._read = read
        return made

    @staticmethod
    def publications(url: str | None = None) -> tuple[Listed, ...]:
        """Everything that was ever published, the first one first. Raises StoreDown."""
        with closing(Store(url or database_url())) as store:
            return store.publications()

    @property
    def left_out(self) -> tuple[str, ...]:
        """Ids of notices that are published, but that this version of the program cannot read."""
        return self._read.broken if self._read else ()

    def in_characters(self, text: str) -> str:
        """The text with its pinyin («yongjia dianhua») written in characters; other languages stay as they are."""
        return self._romanised.in_characters(text)

    @cached_property
    def _romanised(self) -> Romanised:
        # Takes a second, and most conversations have no pinyin.
        topics = (alias for topic in self.knowledge.topics for alias in topic.aliases)
        names = (name.written for name in self.names.all)
        return Romanised((*names, *topics), (a for fact in self._leading() for a in fact.aliases))

    def _leading(self) -> Iterator[Fact]:
        """All facts, or of many notices those of the newest rounds."""
        return (fact for notice in self._facts.leading for fact in self._facts.of(notice))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Every notice that is held."""
        return self.knowledge.notices

    def fact(self, name: str) -> Fact | None:
        """The fact called `name` (`<notice>/<entry>`), or None."""
        return self._facts.get(name)

    def facts(self, notice: str) -> list[Fact]:
        """Every fact of a notice, in the order of its file."""
        return list(self._facts.of(notice))

    def answer(self, question: Question) -> Answer:
        """The answer to one message of a person."""
        return self._answerer.answer(question)

    def asks(self, question: Question) -> bool:
        """Whether a message that was taken for small talk asks something of the notices after all."""
        return self._answerer.asks(question)

    def insisted_on(self, question: Question) -> Answer | None:
        """The answer before once more, where a message that is refused wants it to be another one."""
        return self._answerer.insisted_on(question)

    def reply(self, answer: Answer) -> Reply:
        """The answer in words, with the official passages where the operator has them."""
        chosen = (self.knowledge.notice(choice.value) for choice in answer.choices if choice.kind == "notice")
        offered = [notice for notice in chosen if notice]
        return reply_to(answer, self.knowledge.topics, offered, self._quotes.beginning)

    def passages(self, fact: Fact) -> tuple[Passage, ...]:
        """The official words at each place of a fact, its figures marked; none where they are not at hand."""
        notice = self.knowledge.notice(fact.notice)
        return self._quotes.passages(fact, notice) if notice else ()

    def check_photo(self, notice: str, figures: Figures, on: dt.date, lang: Lang) -> Reply:
        """Whether a photo meets what a notice demands. Raises KeyError where the notice is not held."""
        return self.photos.check(notice, figures, on, lang).reply

    def offices(self, notice: str | None, lang: Lang, on: dt.date) -> Reply:
        """Whom to call: the offices of one notice, or the first of each (of many: of the newest)."""
        return self._listing.offices(notice, lang, on)

    def compare(self, notices: Sequence[str], lang: Lang) -> Comparison:
        """Notices beside each other, entry by entry; takes up to some seconds. Raises KeyError for one not held."""
        by_id = {notice.id: notice for notice in self.notices}
        chosen = [by_id[name] for name in notices]
        return compare(chosen, self.knowledge.topics, self.knowledge.attribute_set, lang)

    @cached_property
    def directory(self) -> Directory:
        """Whom to call, place by place."""
        return Directory.of(self.notices, self.knowledge.regions)

    def held(self, lang: Lang, on: dt.date) -> Reply:
        """The notices that are held (of many the newest), as buttons."""
        return self._listing.notices(lang, on)

    def deadlines(self, notice: str | None, on: dt.date) -> tuple[Deadline, ...]:
        """The deadlines of one notice, or of all, that are not past; the soonest first."""
        return self._deadlines.of(notice, on)

    def deadlines_reply(self, lang: Lang, on: dt.date) -> Reply:
        """The windows of every notice: what is open or to come in full, what is over in one line each."""
        return self._deadlines.reply(lang, on)

    def reminder_reply(self, deadline: Deadline, on: dt.date, lang: Lang) -> Reply:
        """How many days are left, for what, and who has to act. Raises KeyError where it is no longer held."""
        return self._deadlines.reminder(deadline, on, lang)

    def changed_facts(self, before: Catalogue) -> frozenset[str]:
        """Ids of facts of an earlier publication that say something else here, stand elsewhere, or are gone."""
        held, was = (one.publication.versions if one.publication else {} for one in (self, before))
        same = {name for name, version in was.items() if held.get(name) == version}
        return changed(before._facts, self._facts, same)

    def amended_reply(self, fact_ids: Collection[str], lang: Lang, on: dt.date) -> Reply:
        """What changed facts say now, for people who asked about them. Raises ValueError where none is named."""
        return self._deadlines.amended(fact_ids, lang, on)

    def plain_search(self, text: str, on: dt.date, lang: Lang | None = None) -> Reply:
        """A cited reply found by words alone, for when the dialogue is down; in the language of `text` or in `lang`."""
        return self.reply(self.answer(Question(text, on, lang=lang)))

    def search(self, query: Query, notices: tuple[str, ...] = (), most: int | None = 10) -> list[Result]:
        """The facts that fit the words best (None: all that fit), over all notices or the named ones.

        Of many notices the newest are searched that hold for the places and titles of the query's facets; use
        `lookup` to search them all.
        """
        return self._plain.results(query, notices, most)

    def lookup(
        self, typed: str, on: dt.date, filters: Mapping[Facet, Collection[str]] | None = None, most: int = 30
    ) -> LookedUp:
        """What fits what somebody has typed so far, with counts for each facet. Raises ValueError for an unknown facet.

        The first call takes some seconds, for it makes the index: call it once at the start, with no text.
        """
        return self._lookup.search(typed, on, filters, most)

    def lookup_counts(
        self, on: dt.date, filters: Mapping[Facet, Collection[str]] | None = None
    ) -> Mapping[Facet, Mapping[str, int]]:
        """How many facts of all have each value of each facet. Raises ValueError for an unknown facet."""
        return self._lookup.counts(on, filters)

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self.knowledge, lambda notice: self.facts(notice.id))
