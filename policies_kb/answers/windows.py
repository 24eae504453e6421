"""Which facts of a notice answer a question about windows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policies_kb.answers.timing import Asks, Timing
from policies_kb.model.answer import Found
from policies_kb.model.entries import Actor, Milestone
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.search import FactIndex, Query

#: The topic under which the windows of an application stand.
_TOPIC: Final = "deadline"
#: How people ask, for finding the statement of a notice that has no such window (a gap, or a sentence).
_WORDS: Final = {
    Asks.STILL: "还能报吗 报名截止 截止",
    Asks.NEXT: "下一次 下一批 下一轮 明年什么时候 next round",
    Asks.OPENS: "什么时候开始 开始时间 几号开始报名",
    Asks.CLOSES: "报名截止 什么时候截止 个人截止",
    Asks.WHEN: "报名时间 什么时候报名",
}
_ACTOR_WORDS: Final[dict[Actor, str]] = {
    "applicant": "",
    "employer": "单位审核截止 单位报送时间",
    "department": "主管部门截止 推荐截止",
}


class Windows:
    """Finds the windows of a notice."""

    def __init__(self, index: FactIndex) -> None:
        self._index = index

    def told_all(self, notice: Notice, timings: Sequence[Timing], words: str) -> Found | None:
        """What the notice says to several questions about windows, each window once."""
        found = [one for timing in timings if (one := self.told(notice, timing, words))]
        if len(found) < 2:
            return found[0] if found else None
        facts = {fact.id: fact for one in found for fact in one.facts}
        return Found(notice, tuple(facts.values()))

    def told(self, notice: Notice, timing: Timing, words: str) -> Found | None:
        """What the notice says to a question about windows; None where it has nothing on it."""
        if timing.asks is Asks.NEXT:
            gap = self._stated(notice, f"{words} {_WORDS[Asks.NEXT]}", kinds=("gap",))
            return Found(notice, (gap,), lead="next_round") if gap else None
        actors = timing.actors or ("applicant",)
        facts = [fact for actor in actors if (fact := self._of_actor(notice, timing.asks, actor, words))]
        told = tuple(dict.fromkeys(fact.id for fact in facts))
        if not told:
            return None
        once = tuple(next(fact for fact in facts if fact.id == name) for name in told)
        return Found(notice, once, lead="still" if timing.asks is Asks.STILL else None)

    def _of_actor(self, notice: Notice, asks: Asks, actor: Actor, words: str) -> Fact | None:
        """The window of one actor; where the notice has none, what it says instead."""
        own = [
            fact
            for fact in self._index.of_notice(notice.id)
            if fact.topics[:1] == (_TOPIC,)
            and isinstance(fact.entry, Milestone)
            and fact.entry.actor == actor
            and _says(fact.entry, asks)
        ]
        if own:
            return self._best(own, words)
        if asks is Asks.STILL and actor == "applicant":
            return self._stated(notice, f"{_WORDS[Asks.CLOSES]}", kinds=("gap", "milestone"), actor=actor)
        kinds = ("gap", "freefact", "milestone") if actor == "applicant" else ("gap", "freefact")
        sought = _ACTOR_WORDS[actor] or f"{words} {_WORDS[asks]}"
        return self._stated(notice, sought, kinds=kinds, actor=actor)

    def _best(self, facts: Sequence[Fact], words: str) -> Fact:
        """The window whose words fit best; the first of the notice where none does."""
        scores = {hit.fact.id: hit.words for hit in self._index.rank(Query(words), [facts[0].notice])}
        return max(facts, key=lambda fact: (scores.get(fact.id, 0.0), -facts.index(fact)))

    def _stated(
        self, notice: Notice, words: str, kinds: Sequence[str], actor: Actor | None = None
    ) -> Fact | None:
        """The statement on windows that fits `words` best and is not of another actor."""
        for hit in self._index.rank(Query(words), [notice.id]):
            fact = hit.fact
            others = actor is not None and fact.audience not in (actor, "anyone")
            if fact.topics[:1] == (_TOPIC,) and fact.kind in kinds and hit.words > 0 and not others:
                return fact
        return None


def _says(window: Milestone, asks: Asks) -> bool:
    """Whether a window says the end that is asked for."""
    if asks is Asks.OPENS:
        return window.opens is not None
    if asks is Asks.WHEN:
        return True
    return bool(window.closes or window.shown_in or window.within)
