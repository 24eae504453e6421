"""What a notice says, cut into what is compared: each entry once, each rule once, and the notice itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from policies_kb.model.attribute import Attributes, Choice
from policies_kb.model.condition import Condition, Has, leaves
from policies_kb.model.eligibility import Adjustment, Bar, Requirement, Route, Rule
from policies_kb.model.entries import Document, Entry, Gap, Listing, Material, Milestone, Office, Step
from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.place import Place
from policies_kb.model.text import Text
from policies_kb.wording import routes
from policies_kb.wording.facts import facts_of
from policies_kb.wording.forms import sentence

#: What stands in a row of its own kind, whatever it is called in the notice.
_SUBJECTS: Final[Mapping[str, Text]] = {
    "fee": Text(zh="评审费", en="Review fee"),
    "photospec": Text(zh="证件照要求", en="ID photo"),
    "counting": Text(zh="资历计算到哪一天", en="Day up to which years count"),
    "contact": Text(zh="联系电话", en="Whom to call"),
    "head": Text(zh="通知本身", en="The notice itself"),
}


@dataclass(frozen=True)
class Statement:
    """One thing that one notice says, as it is compared.

    `id` is `<notice>/<entry>`, of a rule `<notice>/rules/<rule>`. `subject` is what it speaks of, None where only its
    words tell; `lead` is how the notice calls it, `said` what it says of it. `about` are the attributes that a rule
    tests, `targets` the titles it is for, `lowest` the least education of a route.
    """

    id: str
    notice: str
    kind: str
    topics: tuple[str, ...]
    at: tuple[Place, ...]
    said: Text
    subject: Text | None = None
    lead: Text | None = None
    aliases: tuple[str, ...] = ()
    source: Entry | Rule | None = None
    about: frozenset[str] = frozenset()
    targets: tuple[str, ...] = ()
    lowest: str | None = None

    @property
    def silent(self) -> bool:
        """Whether it says that the notice does not say something."""
        return self.kind == "gap"


def statements_of(notice: Notice, attributes: Attributes) -> tuple[Statement, ...]:
    """Everything a notice says, each once. Of lists the whole, of an office phone and address together."""
    facts = {fact.id: fact for fact in facts_of(notice)}
    head = facts[f"{notice.id}/notice"]
    made = [Statement(head.id, notice.id, "head", head.topics, head.at, head.text, _SUBJECTS["head"])]
    made += [_entry(notice, entry, facts) for entry in notice.entries()]
    made += _rules(notice, attributes)
    return tuple(made)


def _entry(notice: Notice, entry: Entry, facts: Mapping[str, Fact]) -> Statement:
    fact = facts[f"{notice.id}/{entry.id}"]
    address = facts.get(f"{fact.id}/address")
    text = _both(fact.text, address.text) if address else fact.text
    name, lead = _name(entry), None
    if name and isinstance(entry, Milestone | Material | Step | Document | Office):
        lead, text = _parted(text, name)
    return Statement(
        fact.id,
        notice.id,
        fact.kind,
        fact.topics,
        fact.at,
        text,
        name or _SUBJECTS.get(fact.kind),
        lead,
        fact.aliases,
        entry,
    )


def _name(entry: Entry) -> Text | None:
    """How the notice calls what an entry is about."""
    match entry:
        case Milestone() | Gap():
            return entry.what
        case Material() | Listing():
            return entry.name
        case Step():
            return entry.title
        case Document():
            return Text(zh=entry.name, en=entry.name)
        case Office():
            return entry.committee
    return None


def _parted(text: Text, name: Text) -> tuple[Text, Text]:
    """`name：value` as `wording.forms.named` wrote it, in two."""
    zh, en = (
        _cut(whole, called, colon)
        for whole, called, colon in ((text.zh, name.zh, "："), (text.en, name.en[1:], ": "))
    )
    return Text(zh=zh[0], en=en[0]), Text(zh=zh[1], en=en[1])


def _cut(whole: str, called: str, colon: str) -> tuple[str, str]:
    """The colon is looked for behind the name, which may have one itself."""
    end = whole.index(called) + len(called)
    return whole[:end], whole[end:].removeprefix(colon)


def _both(one: Text, other: Text) -> Text:
    return Text(zh=one.zh + other.zh, en=f"{one.en} {other.en}")


def _rules(notice: Notice, attributes: Attributes) -> Iterator[Statement]:
    if notice.eligibility is None:
        return
    topics = {fact.id.partition("/")[2]: fact.topics for fact in routes.facts(notice)}
    for rule in notice.eligibility.rules():
        about = tuple(
            dict.fromkeys(one.attribute for one in leaves(_condition(rule)) if isinstance(one, Has))
        )
        lowest = _lowest(rule, attributes)
        yield Statement(
            f"{notice.id}/rules/{rule.id}",
            notice.id,
            type(rule).__name__.lower(),
            topics.get(rule.id, ()),
            rule.at,
            sentence([rule.say]),
            lowest.name if lowest else _asked(rule, about, attributes),
            source=rule,
            about=frozenset(about),
            targets=rule.targets or notice.titles,
            lowest=lowest.value if lowest else None,
        )


def _condition(rule: Rule) -> Condition:
    if isinstance(rule, Requirement | Route):
        return rule.need
    assert isinstance(rule, Bar | Adjustment)
    return rule.when


def _asked(rule: Rule, about: tuple[str, ...], attributes: Attributes) -> Text | None:
    """What a rule asks about: the names of its attributes."""
    labels = [found.label for name in about if (found := attributes.get(name))]
    if isinstance(rule, Route) or not labels:
        return None
    return Text(zh="、".join(one.zh for one in labels), en=", ".join(one.en for one in labels))


def _lowest(rule: Rule, attributes: Attributes) -> Choice | None:
    """The least education with which a route is open; None where it is not by education."""
    named = rule.facets.get("education", ()) if isinstance(rule, Route) else ()
    education = attributes.get("education")
    return next((one for one in education.values if one.value in named), None) if education else None
