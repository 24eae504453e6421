"""What is wrong with the notices in the light of their official texts, as problems for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from policies_kb.errors import Problem
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.text import Text
from policies_kb.verify.coverage import idle_reasons, uncited
from policies_kb.verify.sources import Sources
from policies_kb.verify.support import check
from policies_kb.wording import facts_of

_CITE = "cite it in an entry, or name it under «uncited:» with the reason why it carries no fact"


def verify_all(notices: Sequence[Notice], folder: Path) -> list[Problem]:
    """Every unsupported figure, uncited place and idle reason of all notices."""
    sources = Sources(folder)
    return [problem for notice in notices for problem in _notice(notice, sources)]


def _notice(notice: Notice, sources: Sources) -> Iterator[Problem]:
    file = f"{notice.id}.yml"
    found = sources.passages(notice)
    if found is None:
        yield Problem(file, "source", f"«{notice.source.file}» is not in {sources.folder.name}", "put it there")
        return
    if sources.changed(notice):
        mend = "compare the two, mend the file, and write the new sum"
        yield Problem(file, "source", "the text is not the one this file was made from", mend)
    facts = [*facts_of(notice), *_rules(notice)]
    for claim in check(notice, facts, found):
        yield Problem(file, claim.fact, claim.what, claim.mend)
    for place in uncited(notice, facts, found):
        yield Problem(file, str(place), f"no fact cites it («{found.own[place][:20]}»)", _CITE)
    for place, what in idle_reasons(notice, facts, found):
        yield Problem(file, f"uncited {place}", what, "remove the reason")


def _rules(notice: Notice) -> Iterator[Fact]:
    """Bars and requirements are held to the text like facts, though they are told in self-checks only."""
    if notice.eligibility is None:
        return
    for rule in (*notice.eligibility.bars, *notice.eligibility.requirements):
        text = Text(zh=rule.say.zh, en=rule.say.en)
        yield Fact(f"{notice.id}/{rule.id}", notice.id, "rule", ("requirements",), "applicant", rule.at, text)
