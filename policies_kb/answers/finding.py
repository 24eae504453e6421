"""Finds what the notices in view say to a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policies_kb.answers import behind, cited, membership, places, selection, wanted
from policies_kb.answers.heard import Heard
from policies_kb.answers.queries import inside, query_of
from policies_kb.answers.reader import Reader
from policies_kb.answers.scope import Scope
from policies_kb.answers.several import clauses_of
from policies_kb.answers.times import TIME, Times
from policies_kb.answers.timing import of_something_else
from policies_kb.model.answer import Found
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.search import FactIndex, Hit, Query, kept_for

#: How many facts are told to each of several questions.
_EACH: Final = 2
#: A fact that tells the sort of thing asked for is told instead of one that does not, where it fits nearly as well.
_RATHER: Final = 0.8
#: So many facts are told at most where a message asks twice on one matter.
_WITH_BESIDES: Final = 3
#: So many characters the answers to several questions of one message take at most.
_SPACE_OF_SEVERAL: Final = 300
#: Of more notices than these none is looked through: the person is asked which one is meant.
LOOKED_THROUGH: Final = 24


class Finder:
    """Finds facts for questions that were read, in one published state of the knowledge base."""

    def __init__(self, knowledge: Knowledge, index: FactIndex, reader: Reader) -> None:
        by_id = {notice.id: notice for notice in knowledge.notices}
        self.knowledge = knowledge
        self.index = index
        self._reader = reader
        self.times = Times(knowledge.regions, index, reader)
        self._places_in = kept_for(len(knowledge.notices), lambda name: frozenset(by_id[name].places()))

    def find(self, heard: Heard) -> list[Found]:
        """What each notice that fits says, those that say the most fitting first; empty where none says anything."""
        return self._both(heard) or self._with_besides(heard, self._find(heard))

    def _with_besides(self, heard: Heard, found: list[Found]) -> list[Found]:
        """What is told, and what a further clause of the message asks on the same matter of the one notice."""
        if len(found) != 1 or heard.behind or not found[0].facts:
            return found
        facts = list(found[0].facts)
        for clause in clauses_of(heard.words):
            query = replace(
                query_of(heard, found[0].notice, self.knowledge.regions), words=clause, behind=heard.words
            )
            best = next(iter(self.index.rank(query, [found[0].notice.id])), None)
            if best is None or best.fact in facts or len(facts) >= _WITH_BESIDES:
                continue
            own = self.index.rank(Query(clause), [found[0].notice.id])
            if any(hit.fact == best.fact and hit.words >= behind.OF_ITS_OWN for hit in own):
                facts.append(best.fact)
        if len(facts) > len(found[0].facts):
            # What a clause asks by its own words goes before every way to every title.
            facts = [fact for fact in facts if fact.kind != "routes"] or facts
        return [replace(found[0], facts=selection.within(facts, _SPACE_OF_SEVERAL))]

    def _find(self, heard: Heard) -> list[Found]:
        if elsewhere := self._in_another_document(heard) or behind.of_the_office_told(self.index, heard):
            return elsewhere
        if windows := self.times.windows(heard):
            return windows
        if self.times.of_another(heard):
            return self._of_the_topic_before(heard) or behind.by_its_own_words(self.index, heard)
        ranked = [
            (hits[0].score, notice, hits)
            for notice in heard.fit.notices
            if (hits := self._ranked(heard, notice))
        ]
        if len(ranked) > 1:
            ranked = [(score, notice, selection.stated_first(hits)) for score, notice, hits in ranked]
        if heard.compares and len(heard.fit.notices) > 1:
            return self._side_by_side(heard, ranked)
        ranked = [one for one in ranked if selection.good_enough(one[2][0])]
        best = max((score for score, _, _ in ranked), default=0.0)
        topics = {hits[0].fact.topics[:1] for score, _, hits in ranked if score == best}
        told = [
            (notice, hits)
            for score, notice, hits in ranked
            if selection.as_good(score, best, alike=hits[0].fact.topics[:1] in topics)
        ]
        found = [self._facts(heard, notice, hits) for notice, hits in told]
        if all(selection.is_gap(one) for one in found) and (on_list := self._on_a_list(heard, best)):
            return [on_list]
        return selection.without_gaps(found) + self._of_the_very_place(heard, found, best)

    def _ranked(self, heard: Heard, notice: Notice) -> list[Hit]:
        """The facts of one notice, the best first; no windows where the time of something else is asked for."""
        hits = self.index.rank(query_of(heard, notice, self.knowledge.regions), [notice.id])
        if not of_something_else(heard.words):
            return hits
        return [hit for hit in hits if hit.fact.kind != "milestone" or hit.fact.topics[:1] != (TIME,)]

    def _of_the_very_place(self, heard: Heard, found: Sequence[Found], best: float) -> list[Found]:
        """What notices of wider places say of this very place: «上虞的电话» is in the city's notice as well."""
        topics = {one.facts[0].topics[:1] for one in found if one.facts}
        more = []
        for notice in heard.fit.wider[:LOOKED_THROUGH] if found else ():
            if set(heard.now.region).isdisjoint(self._places_in(notice.id)):
                continue
            hits = self.index.rank(query_of(heard, notice, self.knowledge.regions), [notice.id])
            own = [
                hit
                for hit in hits
                if hit.fact.kind != "listing"
                and not set(hit.fact.facets.get("region", ())).isdisjoint(heard.now.region)
            ]
            if own and own[0].fact.topics[:1] in topics and selection.as_good(own[0].score, best, alike=True):
                more.append(Found(notice, (own[0].fact,)))
        return more

    def _in_another_document(self, heard: Heard) -> list[Found]:
        """The cited document whose contents are asked for, where a notice in view cites it."""
        found = []
        for notice in heard.fit.notices:
            fact = cited.content_of(self.index.of_notice(notice.id), heard.plain, notice.citation)
            found += [Found(notice, (fact,), lead="unstated_contents")] if fact else []
        return found

    def _side_by_side(
        self, heard: Heard, ranked: Sequence[tuple[float, Notice, Sequence[Hit]]]
    ) -> list[Found]:
        """Each of the notices compared, on one topic; one that says nothing on it is told as silent."""
        best = max(ranked, key=lambda one: one[0], default=None)
        if best is None or not selection.good_enough(best[2][0]):
            return []
        topic = best[2][0].fact.topics[:1]
        by_notice = {
            notice.id: [hit for hit in hits if hit.fact.topics[:1] == topic] for _, notice, hits in ranked
        }
        return [
            self._facts(heard, notice, hits) if (hits := by_notice.get(notice.id)) else Found(notice, ())
            for notice in heard.fit.notices
        ]

    def _both(self, heard: Heard) -> list[Found]:
        """The answers to each of several questions in one message; empty where one of them has none."""
        answers = [self._find(part) for part in self._reader.parts(heard)]
        if not answers or not all(answers):
            return []
        together: dict[str, Found] = {}
        for found in answers:
            for one in found:
                before = together.get(one.notice.id)
                facts = one.facts[:_EACH] if before is None else (*before.facts, *one.facts[:_EACH])
                together[one.notice.id] = replace(
                    one, facts=tuple({fact.id: fact for fact in facts}.values())
                )
        return list(together.values())

    def _of_the_topic_before(self, heard: Heard) -> list[Found]:
        """The times of the topic asked about before; empty where no fact of it tells one."""
        return [
            self._facts(heard, notice, hits)
            for notice in heard.fit.notices
            if (hits := self.times.of_the_topic_before(heard, notice))
        ]

    def _on_a_list(self, heard: Heard, best: float) -> Found | None:
        """A list that has the named place as an item: there the place is what is asked about, not where it holds.

        «永嘉在26县里吗» is about a list of the province, though 永嘉 has a notice of its own.
        """
        by_its_round = heard.now.title and heard.now.year
        if not heard.now.region or heard.now.notice or by_its_round:
            return None
        query = Query(heard.words, heard.topics, behind=heard.behind)
        there = self.knowledge.notices
        if len(there) > LOOKED_THROUGH:
            roll = self._reader.fitting.roll
            near = roll.at(roll.newest(roll.fits(Scope(region=heard.now.region)))[:LOOKED_THROUGH])
            there = tuple(notice for notice in near if notice.lists_places)
        for hit in self.index.rank(query, [notice.id for notice in there]):
            if hit.score < best or not selection.good_enough(hit):
                return None
            notice = self.knowledge.notice(hit.fact.notice)
            if (
                notice
                and membership.names_places(hit.fact)
                and (found := membership.of(notice, heard.terms, [hit]))
            ):
                return found
        return None

    def _facts(self, heard: Heard, notice: Notice, hits: Sequence[Hit]) -> Found:
        member = membership.of(notice, heard.terms, hits)
        if member is not None:
            return member
        there = [
            term
            for term in heard.terms
            if term.facet == "region" and inside(notice, term.value, self.knowledge.regions)
        ]
        for beside in (places.on_its_list, places.of_its_own, places.for_its_kind):
            if found := beside(notice, there, hits):
                return found
        sorts = tuple(wanted.wanted(heard.words))
        telling = [hit for hit in hits if wanted.tells(hit.fact, sorts)] if sorts else []
        if telling and telling[0].score >= _RATHER * hits[0].score:
            return Found(notice, selection.chosen(telling))
        facts = selection.chosen(hits)
        name = wanted.untold(facts, sorts)
        return Found(notice, facts, lead=f"unstated_{name}" if name else None)
