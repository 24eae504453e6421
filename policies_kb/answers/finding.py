"""Finds what the notices in view say to a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from policies_kb.answers import cited, membership, places, selection, wanted
from policies_kb.answers.heard import Heard
from policies_kb.answers.reader import Reader
from policies_kb.answers.remember import PLACES
from policies_kb.answers.scope import Scope
from policies_kb.answers.several import clauses_of, windows_of
from policies_kb.answers.timing import DATED, Timing, bare_when, of_something_else, timing_of
from policies_kb.answers.windows import Windows
from policies_kb.model.answer import Found
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.search import FactIndex, Hit, Query, kept_for

#: How many facts are told to each of several questions.
_EACH: Final = 2
#: The topic of windows and deadlines, and the share of the likeliest topic that it must have.
_TIME: Final = "deadline"
_LIKELY: Final = 0.5
#: A classifier so sure of another topic is believed.
_CERTAIN: Final = 0.7
#: A fact that tells the sort of thing asked for is told instead of one that does not, where it fits nearly as well.
_RATHER: Final = 0.8
#: So many facts are told at most where a message asks twice on one matter; and so much of the words of a clause a
#: fact must have to be what that clause asks for.
_WITH_BESIDES: Final = 3
_OF_ITS_OWN: Final = 0.45
#: So many characters the answers to several questions of one message take at most.
_SPACE_OF_SEVERAL: Final = 300
#: The topics of facts that tell of an office.
_OF_OFFICES: Final = frozenset({"contact", "offices", "where_to_submit"})
#: Of more notices than these none is looked through: the person is asked which one is meant.
LOOKED_THROUGH: Final = 24
#: So few pairs of characters hold no case besides the question of time.
_SHORT: Final = 6


class Finder:
    """Finds facts for questions that were read, in one published state of the knowledge base."""

    def __init__(self, knowledge: Knowledge, index: FactIndex, reader: Reader) -> None:
        by_id = {notice.id: notice for notice in knowledge.notices}
        self.knowledge = knowledge
        self.index = index
        self._reader = reader
        self._windows = Windows(index)
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
            query = replace(self._query(heard, found[0].notice), words=clause, behind=heard.words)
            best = next(iter(self.index.rank(query, [found[0].notice.id])), None)
            if best is None or best.fact in facts or len(facts) >= _WITH_BESIDES:
                continue
            own = self.index.rank(Query(clause), [found[0].notice.id])
            if any(hit.fact == best.fact and hit.words >= _OF_ITS_OWN for hit in own):
                facts.append(best.fact)
        if len(facts) > len(found[0].facts):
            # What a clause asks by its own words goes before every way to every title.
            facts = [fact for fact in facts if fact.kind != "routes"] or facts
        return [replace(found[0], facts=selection.within(facts, _SPACE_OF_SEVERAL))]

    def _find(self, heard: Heard) -> list[Found]:
        if elsewhere := self._in_another_document(heard) or self._of_the_office_told(heard):
            return elsewhere
        timing = self.timing(heard)
        windows = self._told_windows(heard, timing) if timing else []
        if windows:
            return windows
        if self._of_another_time(heard):
            return self._times(heard) or self._by_its_own_words(heard)
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
        hits = self.index.rank(self._query(heard, notice), [notice.id])
        if not of_something_else(heard.words):
            return hits
        return [hit for hit in hits if hit.fact.kind != "milestone" or hit.fact.topics[:1] != (_TIME,)]

    def _of_the_very_place(self, heard: Heard, found: Sequence[Found], best: float) -> list[Found]:
        """What notices of wider places say of this very place: «上虞的电话» is in the city's notice as well."""
        topics = {one.facts[0].topics[:1] for one in found if one.facts}
        more = []
        for notice in heard.fit.wider[:LOOKED_THROUGH] if found else ():
            if set(heard.now.region).isdisjoint(self._places_in(notice.id)):
                continue
            hits = self.index.rank(self._query(heard, notice), [notice.id])
            own = [
                hit
                for hit in hits
                if hit.fact.kind != "listing"
                and not set(hit.fact.facets.get("region", ())).isdisjoint(heard.now.region)
            ]
            if own and own[0].fact.topics[:1] in topics and selection.as_good(own[0].score, best, alike=True):
                more.append(Found(notice, (own[0].fact,)))
        return more

    def _told_windows(self, heard: Heard, timing: Timing) -> list[Found]:
        timings = self._timings(heard) or (timing,)
        told = [
            (notice, self._windows.told_all(notice, timings, heard.words)) for notice in heard.fit.notices
        ]
        if not any(found for _, found in told):
            return []
        return [found or Found(notice, ()) for notice, found in told if found or heard.compares]

    def _timings(self, heard: Heard) -> tuple[Timing, ...]:
        """The windows asked for one by one («系统哪天开、单位哪天前报上去»); empty where one question asks for all."""
        pieces = windows_of(heard.words)
        timed = [timing_of(piece, self._reader.terms(piece)) for piece in pieces]
        each = tuple(dict.fromkeys(timing for timing in timed if timing))
        return each if len(each) > 1 and all(one.asks in DATED for one in each) else ()

    def _in_another_document(self, heard: Heard) -> list[Found]:
        """The cited document whose contents are asked for, where a notice in view cites it."""
        found = []
        for notice in heard.fit.notices:
            fact = cited.content_of(self.index.of_notice(notice.id), heard.plain, notice.citation)
            found += [Found(notice, (fact,), lead="unstated_contents")] if fact else []
        return found

    def _of_the_office_told(self, heard: Heard) -> list[Found]:
        """«电话呢», «那地址有吗» behind an answer that named an office: what the notice says of that one."""
        told = set(heard.question.kept.get("told", "").split(PLACES))
        if not heard.aside or len(heard.fit.notices) != 1:
            return []
        notice = heard.fit.notices[0]
        sorts = tuple(wanted.wanted(heard.words))
        for hit in self.index.rank(Query(heard.words), [notice.id]):
            there = hit.fact.at and told.issuperset(map(str, hit.fact.at))
            of_office = not _OF_OFFICES.isdisjoint(hit.fact.topics)
            if there and of_office and hit.words > 0 and wanted.tells(hit.fact, sorts):
                return [Found(notice, (hit.fact,))]
        return []

    def _by_its_own_words(self, heard: Heard) -> list[Found]:
        """What the message's own words name («几时考»), though the question before was about something else."""
        found = []
        for notice in heard.fit.notices:
            best = next(iter(self.index.rank(Query(heard.words), [notice.id])), None)
            found += [Found(notice, (best.fact,))] if best and best.words >= _OF_ITS_OWN else []
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

    def timing(self, heard: Heard) -> Timing | None:
        """What is asked about windows, where that is what the question is about.

        «还能报吗» behind a case («退休了还能报吗») asks for a condition: there the classifier has another topic.
        """
        timing = None if self._of_another_time(heard) else timing_of(heard.words, heard.terms)
        if timing is None and heard.behind and not heard.aside:
            timing = timing_of(heard.behind, heard.terms)
        if timing is None:
            return None
        most = max(heard.topics.values(), default=0.0)
        # «Which notices can one still apply for» is a question of time, whatever the list of notices says.
        likely = heard.topics.get(_TIME, 0.0) >= _LIKELY * most or heard.question.act == "list_notices"
        short = heard.own <= _SHORT
        sure = timing.sure and most < _CERTAIN
        return timing if sure or likely or short else None

    def _of_another_time(self, heard: Heard) -> bool:
        """«什么时候交» behind a question on another topic asks for the time of that."""
        return bool(heard.behind) and heard.question.kept.get("topic") != _TIME and bare_when(heard.words)

    def _times(self, heard: Heard) -> list[Found]:
        """The times of the topic asked about before; empty where no fact of it tells one."""
        topic = heard.question.kept.get("topic", "")
        found = []
        for notice in heard.fit.notices:
            timed = {hit.fact.id for hit in self.index.rank(Query(heard.words), [notice.id]) if hit.words > 0}
            hits = [
                hit
                for hit in self.index.rank(self._query(heard, notice), [notice.id])
                if topic in hit.fact.topics and hit.fact.id in timed
            ]
            found += [self._facts(heard, notice, hits)] if hits else []
        return found

    def _on_a_list(self, heard: Heard, best: float) -> Found | None:
        """A list that has the named place as an item: there the place is what is asked about, not where it holds.

        «永嘉在26县里吗» is about a list of the province, though 永嘉 has a notice of its own.
        """
        if not heard.now.region or heard.now.notice:
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
        there = [term for term in heard.terms if term.facet == "region" and self._inside(notice, term.value)]
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

    def _query(self, heard: Heard, notice: Notice) -> Query:
        """The question as it is put to one notice: a place inside it narrows, its own place does not."""
        facets: dict[str, Sequence[str]] = {}
        titles = [title for title in heard.scope.title if title in notice.titles]
        if titles and len(titles) < len(notice.titles):
            facets["title"] = titles
        if heard.now.education or (heard.behind and heard.earlier.education):
            facets["education"] = heard.scope.education
        inside = [place for place in heard.scope.region if self._inside(notice, place)]
        if inside:
            facets["region"] = inside
        wider = {"region": [outer for place in inside for outer in self.knowledge.regions.upwards(place)]}
        words, behind = heard.sought
        return Query(words, heard.topics, facets, wider, behind)

    def _inside(self, notice: Notice, place: str) -> bool:
        return place != notice.region and self.knowledge.regions.covers(notice.region, place)
