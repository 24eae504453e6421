"""Which questions are about time, and what notices say to them."""

from __future__ import annotations

from typing import Final

from policies_kb.answers.heard import Heard
from policies_kb.answers.queries import query_of
from policies_kb.answers.reader import Reader
from policies_kb.answers.several import windows_of
from policies_kb.answers.timing import DATED, Asks, Timing, bare_when, beside_still, timing_of
from policies_kb.answers.windows import Windows
from policies_kb.model.answer import Found
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Regions
from policies_kb.search import FactIndex, Hit, Query

#: The topic of windows and deadlines, and the share of the likeliest topic that it must have.
TIME: Final = "deadline"
_LIKELY: Final = 0.5
#: A classifier so sure of another topic is believed.
_CERTAIN: Final = 0.7
#: The share of the words beside «还能报吗» that a fact must have for the question to be about that.
_OF_A_CASE: Final = 0.3
#: So few pairs of characters hold no case besides the question of time.
_SHORT: Final = 6


class Times:
    """Finds windows and other times in one published state of the knowledge base."""

    def __init__(self, regions: Regions, index: FactIndex, reader: Reader) -> None:
        self._regions = regions
        self._index = index
        self._reader = reader
        self._windows = Windows(index)

    def timing(self, heard: Heard) -> Timing | None:
        """What is asked about windows, where that is what the question is about.

        «还能报吗» behind a case («退休了还能报吗») asks for a condition: there the classifier has another topic.
        """
        timing = None if self.of_another(heard) else timing_of(heard.words, heard.terms)
        if timing is None and heard.behind and not heard.aside:
            timing = timing_of(heard.behind, heard.terms)
        if timing is None:
            return None
        if timing.asks is Asks.STILL and not timing.sure and self._is_of_a_case(heard):
            return None
        most = max(heard.topics.values(), default=0.0)
        # «Which notices can one still apply for» is a question of time, whatever the list of notices says.
        likely = heard.topics.get(TIME, 0.0) >= _LIKELY * most or heard.question.act == "list_notices"
        short = heard.own <= _SHORT
        sure = timing.sure and most < _CERTAIN
        return timing if sure or likely or short else None

    def windows(self, heard: Heard) -> list[Found]:
        """What each notice that fits says to a question about windows; empty where it is about something else."""
        timing = self.timing(heard)
        if timing is None:
            return []
        timings = self._each(heard) or (timing,)
        told = [
            (notice, self._windows.told_all(notice, timings, heard.words)) for notice in heard.fit.notices
        ]
        if not any(found for _, found in told):
            return []
        return [found or Found(notice, ()) for notice, found in told if found or heard.compares]

    def of_another(self, heard: Heard) -> bool:
        """«什么时候交» behind a question on another topic asks for the time of that."""
        return bool(heard.behind) and heard.question.kept.get("topic") != TIME and bare_when(heard.words)

    def of_the_topic_before(self, heard: Heard, notice: Notice) -> list[Hit]:
        """The facts of the topic asked about before that tell a time."""
        topic = heard.question.kept.get("topic", "")
        timed = {hit.fact.id for hit in self._index.rank(Query(heard.words), [notice.id]) if hit.words > 0}
        return [
            hit
            for hit in self._index.rank(query_of(heard, notice, self._regions), [notice.id])
            if topic in hit.fact.topics and hit.fact.id in timed
        ]

    def _is_of_a_case(self, heard: Heard) -> bool:
        """Whether what is said beside «还能报吗» names what another fact is about («停保了», «五十多岁»)."""
        notices = [notice.id for notice in heard.fit.notices[:1]]
        best = next(iter(self._index.rank(Query(beside_still(heard.words)), notices)), None)
        return best is not None and best.words >= _OF_A_CASE and best.fact.topics[:1] != (TIME,)

    def _each(self, heard: Heard) -> tuple[Timing, ...]:
        """The windows asked for one by one («系统哪天开、单位哪天前报上去»); empty where one question asks for all."""
        pieces = windows_of(heard.words)
        timed = [timing_of(piece, self._reader.terms(piece)) for piece in pieces]
        each = tuple(dict.fromkeys(timing for timing in timed if timing))
        return each if len(each) > 1 and all(one.asks in DATED for one in each) else ()
