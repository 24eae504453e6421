"""Whether what a fact claims stands at the places it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policies_kb.model.fact import Fact
from policies_kb.model.notice import Notice
from policies_kb.model.place import Place
from policies_kb.verify.claims import claims, english_numbers, numbers, numerals, plain
from policies_kb.verify.passages import Passages


@dataclass(frozen=True)
class Unsupported:
    """One thing a fact says that its places do not."""

    fact: str
    what: str
    mend: str


def check(notice: Notice, facts: Sequence[Fact], found: Passages) -> Iterator[Unsupported]:
    """Everything in `facts` that the text does not support. What a gap says of its absence is not checked."""
    for fact in facts:
        name = fact.id.partition("/")[2]
        missing = [place for place in fact.at if place not in found]
        for place in missing:
            yield Unsupported(name, f"there is no place «{place}» in the text", "correct «at:», or add a mark")
        if not missing and fact.at:
            for what in _unsupported(notice, fact, found):
                places = "、".join(map(str, fact.at))
                yield Unsupported(name, f"{what} is not at {places}", "correct it, or cite where it stands as well")


def _unsupported(notice: Notice, fact: Fact, found: Passages) -> Iterator[str]:
    cited = "".join(found.headed(place) for place in fact.at)
    passage, there = plain(cited), set(numbers(plain(cited)))
    there |= set(numerals(cited))
    allowed = there | _lists(notice, fact) | {str(notice.year), str(notice.year)[2:]} | _counts(fact) | _places(fact.at) | _documents(notice)
    for name in fact.names:
        if plain(name) not in passage:
            yield f"name «{name}»"
    if fact.kind == "gap":
        return
    said: set[str] = set()
    for what, claim in claims(fact.text.zh):
        said.add(claim)
        if what in ("figure", "year"):
            said.update(numbers(claim))
            if claim not in allowed and not _inside_phone(claim, passage):
                yield f"{what} «{claim}»"
        elif not _stands(what, claim, passage) and not _known(notice, what, claim):
            yield f"{what} «{claim}»"
    said |= set(numbers(plain(fact.text.zh)))
    for number in english_numbers(fact.text.en):
        if number not in allowed | said and not _inside_phone(number, passage):
            yield f"figure «{number}» of the English text"


def _stands(what: str, claim: str, passage: str) -> bool:
    """Whether a claim is in the passage, allowing for how such things are written."""
    if claim in passage:
        return True
    if what == "date":  # «7月20日» in «7月20-8月31日»
        return any(claim.removesuffix("日") + joint in passage for joint in ("-", "至", "到"))
    if what == "document number":  # words in front of the office's short name were taken along
        office, bracket, rest = claim.partition("[")
        return any(office[start:] + bracket + rest in passage for start in range(1, len(office) - 1))
    return False


def _lists(notice: Notice, fact: Fact) -> set[str]:
    """How many items the lists at the same places have."""
    return {str(len(one.items)) for one in notice.lists if set(one.at) & set(fact.at)}


def _counts(fact: Fact) -> set[str]:
    """Numbers a sentence may state because it counts what it lists itself."""
    items = len(getattr(fact.entry, "items", ()))
    points = fact.text.zh.count("；") + 1
    marked = sum(fact.text.zh.count(f"{number}、") for number in range(1, 12))
    commas = fact.text.zh.count("、") + 1
    group = fact.facets.get("group")
    grouped = sum(1 for item in getattr(fact.entry, "items", ()) if group and item.group == group[0])
    return {str(count) for count in (items, points, marked, commas, grouped, len(fact.at)) if count}


def _places(at: Sequence[Place]) -> set[str]:
    """Numbers of the cited places themselves («附件4»)."""
    return {number for place in at for number in numbers(plain(str(place)))} | {
        number for place in at for segment in place.path for number in numbers(segment)
    }


def _documents(notice: Notice) -> set[str]:
    """Years and numbers in the names of cited documents, which are checked where the document is listed."""
    names = [document.number or document.title for document in notice.documents]
    return {number for name in [*names, notice.number or ""] for number in numbers(name)}


def _known(notice: Notice, what: str, claim: str) -> bool:
    """Whether the claim is the number or title of a listed document, or of the notice itself."""
    if what not in ("document number", "name"):
        return False
    known = [notice.number or "", notice.title.zh]
    known += [name for document in notice.documents for name in (document.number or "", document.title)]
    return any(plain(name) in claim if what == "document number" else claim == plain(name) for name in known if name)


def _inside_phone(number: str, passage: str) -> bool:
    """Whether a long number stands in the passage, with or without its area code."""
    return len(number) >= 4 and number in passage.replace("-", "")
