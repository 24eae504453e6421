"""What is wrong with the notices in the light of their official texts, as problems for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from policies_kb.errors import Problem
from policies_kb.model.eligibility import Bar, Requirement
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.text import Text
from policies_kb.verify.coverage import idle_reasons, uncited
from policies_kb.verify.passages import Passages
from policies_kb.verify.sources import Sources
from policies_kb.verify.support import check
from policies_kb.wording import facts_of

_CITE = "cite it in an entry, or name it under «uncited:» with the reason why it carries no fact"


def verify_all(notices: Sequence[Notice], folder: Path) -> list[Problem]:
    """Everything to mend in all notices, in the light of the texts in `folder`."""
    sources = Sources(folder)
    return [problem for notice in notices for problem in verify_notice(notice, sources)]


def verify_notice(notice: Notice, sources: Sources) -> Iterator[Problem]:
    """A text that is missing or has changed, lines that cannot be followed, unsupported claims, uncited places."""
    file, text = f"{notice.id}.yml", notice.source.file
    try:
        found = sources.passages(notice)
    except ValueError as error:
        yield Problem(file, "source", f"{text} or its marks cannot be read: {error}", "correct it")
        return
    if found is None:
        yield Problem(file, "source", f"there is no {text} in {sources.folder}", "put it there")
        return
    if sources.changed(notice):
        mend = "compare the two, mend the file, and write the new sum"
        yield Problem(file, "source.sha256", f"{text} is not the text this file was made from", mend)
    yield from (Problem(file, doubt.where, doubt.what, doubt.mend) for doubt in found.doubts)
    yield from _claims_and_places(notice, found)


def _claims_and_places(notice: Notice, found: Passages) -> Iterator[Problem]:
    file = f"{notice.id}.yml"
    facts = facts_of(notice)
    for claim in check(notice, [*facts, *_rules(notice)], found):
        at = "、".join(map(str, claim.at))
        yield Problem(file, f"{claim.fact} ({at})" if at else claim.fact, claim.what, claim.mend)
    for place in uncited(notice, facts, found):
        begins = " ".join(found.own[place].split())[:20]
        yield Problem(file, str(place), f"no fact cites it («{begins}»)", _CITE)
    for place, what in idle_reasons(notice, facts, found):
        yield Problem(file, f"uncited {place}", what, "remove the reason or correct the place")


def _rules(notice: Notice) -> Iterator[Fact]:
    """Bars and requirements are held to the text like facts, though they are told in self-checks only."""
    if notice.eligibility is None:
        return
    rules: tuple[Bar | Requirement, ...] = (*notice.eligibility.bars, *notice.eligibility.requirements)
    for rule in rules:
        texts = [text for text in (rule.say, rule.mend, *rule.ask.values()) if text is not None]
        text = Text(zh="\n".join(one.zh for one in texts), en="\n".join(one.en for one in texts))
        yield Fact(f"{notice.id}/{rule.id}", notice.id, "rule", ("requirements",), "applicant", rule.at, text)
