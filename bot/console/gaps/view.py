"""A group of gaps as the page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from bot.console.gaps.gathering import gathered, people_of, words_of
from bot.console.gaps.mending import Mending, mending_of
from bot.console.people.moments import local
from bot.store import Closing, Gap, GapKind
from policies_kb.catalogue import Catalogue
from policies_kb.model.text import Lang

#: So much of a fact finds it in the lookup.
_FINDS: Final = 40
#: So many questions of a group are shown; all are in the file.
_SHOWN: Final = 30


@dataclass(frozen=True)
class Viewer:
    """Puts gaps into words, in the language of the page."""

    catalogue: Catalogue | None
    lang: Lang
    say: Mapping[str, str]

    def group(self, words: str, gaps: Sequence[Gap]) -> dict[str, Any]:
        """One group; `mending` is where the answer to its newest question is mended."""
        newest = gaps[0]
        told = next((gap.fact for gap in gaps if gap.fact), None)
        return {
            "words": words,
            "is_fact": newest.kind is GapKind.WRONG_FACT,
            "people": people_of(gaps),
            "count": len(gaps),
            "kinds": [
                (self.say[f"gaps_kind_{kind}"], n)
                for kind, n in Counter(gap.kind for gap in gaps).most_common()
            ],
            "last": local(newest.at),
            "topic": self.topic(newest.topic),
            "notice": self.notice(newest.notice),
            "ids": ",".join(str(gap.id) for gap in gaps),
            "mending": self.mending(gaps),
            "fact": self._fact(told) if told else None,
            "lookup": self._lookup(words, newest, told),
            "questions": [self._question(gap) for gap in gaps[:_SHOWN]],
            "more": max(0, len(gaps) - _SHOWN),
        }

    def closed(self, closing: Closing, gaps: Sequence[Gap]) -> dict[str, Any]:
        """A group that was closed; its questions may be gone, what the editor wrote is not."""
        if gaps:
            shown = self.group(gathered(gaps, self.catalogue)[0].words, gaps)
        else:
            shown = {"words": "", "is_fact": False, "kinds": [], "questions": [], "more": 0}
            shown |= {"ids": "", "last": "", "mending": None, "lookup": None, "fact": None}
            shown |= {"topic": self.topic(closing.topic), "notice": self.notice(closing.notice)}
        return shown | {
            "people": closing.people,
            "count": closing.questions,
            "gone": closing.questions - len(gaps),
            "closing": closing.id,
            "reason": self.say[f"gaps_reason_{closing.reason}"],
            "note": closing.words,
            "by": closing.by,
            "closed_at": local(closing.at),
        }

    def mending(self, gaps: Sequence[Gap]) -> Mending:
        """Where a group is mended: at the fact where one is known, else where its newest question says."""
        return mending_of(next((gap for gap in gaps if gap.fact), gaps[0]), self.catalogue)

    def topic(self, name: str | None) -> str:
        """A topic by its name; empty where it is not known."""
        topic = self.catalogue.knowledge.topics.get(name) if self.catalogue and name else None
        return topic.name.in_(self.lang) if topic else name or ""

    def notice(self, name: str | None) -> str:
        """A notice by its short name; empty where none is."""
        held = self.catalogue.notices if self.catalogue else ()
        return next((one.short.in_(self.lang) for one in held if one.id == name), name or "")

    def _fact(self, name: str) -> str:
        held = self.catalogue.fact(name) if self.catalogue else None
        return held.text.in_(self.lang) if held else name

    def _lookup(self, words: str, gap: Gap, told: str | None) -> str:
        """The lookup at the fact that was told, else at what was asked."""
        if told:
            asked = {"q": words_of(told, self.catalogue)[:_FINDS], "notice": told.split("/")[0]}
        else:
            asked = {"q": words, **({"notice": gap.notice} if gap.notice else {})}
        return f"/console?{urlencode(asked)}"

    def _question(self, gap: Gap) -> dict[str, Any]:
        return {
            "text": gap.text or "",
            "kind": self.say[f"gaps_kind_{gap.kind}"],
            "channel": self.say[f"gaps_channel_{gap.channel}"],
            "at": local(gap.at),
            "said": gap.said or "",
            "note": gap.note or "",
            "by": gap.by or "",
            "talk": gap.talk,
        }
