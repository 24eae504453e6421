"""What makes sense only across entries and files: names that must exist, ids that must be one of a kind.

Here belongs what a single entry cannot know of itself (that is in `model`). Every problem is given at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from policies_kb.errors import KnowledgeError, Problem
from policies_kb.model.attribute import Attributes
from policies_kb.model.entries import Entry, Gap, Listing, Office
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.reading.document import YamlDocument
from policies_kb.reading.folder import Files
from policies_kb.rules import Flaw, lint_attributes, lint_rules


def lint(files: Files) -> list[Problem]:
    """Every problem of a folder of notices: what its files say of themselves, and what clashes between them."""
    shared = lint_shared(files)
    return sorted(
        {*files.problems, *shared, *(one for held in files.notices for one in lint_notice(files, held))}
    )


def lint_shared(files: Files) -> list[Problem]:
    """What is wrong with what the notices share; what its files say of themselves is in `files`."""
    flaws = lint_attributes(Attributes(files.attributes))
    return [*_regions(files), *_vocabulary(files), *_flaws(files, "attributes.yml", flaws)]


def lint_notice(files: Files, notice: Notice) -> list[Problem]:
    """What is wrong with one notice beside what all share; its document is in `files`, where it has one."""
    problems = list(_notice(files, notice))
    if "attributes.yml" not in {problem.file for problem in files.problems}:
        flaws = lint_rules(notice, Attributes(files.attributes), files.regions)
        problems += _flaws(files, f"{notice.id}.yml", flaws)
    return problems


def knowledge_of(files: Files) -> Knowledge:
    """The knowledge in `files`. Raises KnowledgeError with every problem where there is any."""
    problems = lint(files)
    if problems:
        raise KnowledgeError(problems)
    return Knowledge(
        topic_list=files.topics.all,
        region_list=files.regions.all,
        attributes=files.attributes,
        vocabulary=files.vocabulary,
        notices=files.notices,
    )


def _regions(files: Files) -> Iterator[Problem]:
    """Every region lies in one that is listed; no two regions share a name."""
    known = {region.name for region in files.regions.all}
    written = Counter(name for region in files.regions.all for name in {region.name, *region.aliases})
    for position, region in enumerate(files.regions.all):
        place = _place(files.documents.get("regions.yml"), (position,))
        if region.within is not None and region.within not in known:
            yield Problem(
                "regions.yml", place, f"«{region.within}» is not listed", "add it, or correct «within»"
            )
        for name in sorted({region.name, *region.aliases}):
            if written[name] > 1:
                yield Problem("regions.yml", place, f"«{name}» means two places", "keep it for one of them")


def _vocabulary(files: Files) -> Iterator[Problem]:
    ids = Counter(topic.id for topic in files.topics)
    for name, count in ids.items():
        if count > 1:
            yield Problem("topics.yml", name, "is listed twice", "keep one")


def _flaws(files: Files, file: str, flaws: Iterable[Flaw]) -> Iterator[Problem]:
    """What is wrong with the attributes, or with the rules of a notice."""
    for flaw in flaws:
        yield Problem(file, _place(files.documents.get(file), flaw.path), flaw.what, flaw.mend)


def _notice(files: Files, notice: Notice) -> Iterator[Problem]:
    file = f"{notice.id}.yml"
    document = files.documents.get(file)
    if notice.region not in files.regions.by_name:
        yield Problem(
            file, _place(document, ("region",)), f"«{notice.region}» is no region", "add it to regions.yml"
        )
    if notice.sector not in {word.value for word in files.vocabulary.sector}:
        yield Problem(
            file, _place(document, ("sector",)), f"«{notice.sector}» is no sector", "add it to vocabulary.yml"
        )
    ids = Counter(entry.id for entry in notice.entries())
    for entry in notice.entries():
        for what, mend in _entry(files, notice, entry, ids[entry.id]):
            yield Problem(file, f"{_line(document, entry.id)}: {entry.id}", what, mend)


def _entry(files: Files, notice: Notice, entry: Entry, times: int) -> Iterator[tuple[str, str]]:
    """What is wrong with one entry, as (what, how to mend it)."""
    if times > 1:
        yield "is the id of two entries", "rename one"
    for topic in (*([entry.topic] if entry.topic else []), *entry.also):
        if files.topics.get(topic) is None:
            yield f"«{topic}» is no topic", "use an id of topics.yml"
    if entry.topic is None and type(entry).__name__ in ("FreeFact", "Gap", "Listing"):
        yield "has no topic", "add «topic:» with an id of topics.yml"
    for title in entry.facets.get("title", ()):
        if title not in notice.titles:
            yield f"«{title}» is not a title of this notice", f"use one of {'、'.join(notice.titles)}"
    educations = {word.value for word in files.vocabulary.education}
    for education in entry.facets.get("education", ()):
        if education not in educations:
            yield f"«{education}» is no education", f"use one of {'、'.join(sorted(educations))}"
    yield from _references(files, notice, entry)


def _references(files: Files, notice: Notice, entry: Entry) -> Iterator[tuple[str, str]]:
    if isinstance(entry, Office) and entry.region not in files.regions.by_name:
        yield f"«{entry.region}» is no region", "add it to regions.yml"
    if isinstance(entry, Gap):
        documents = {document.id for document in notice.documents}
        for name in entry.decided_by:
            if name not in documents:
                yield f"«{name}» is no document of this notice", "add it under «documents:»"
        if entry.ask is not None and entry.ask not in {contact.id for contact in notice.contacts}:
            yield f"«{entry.ask}» is no contact of this notice", "add it under «contacts:»"
    if isinstance(entry, Listing):
        for name, count in Counter(item.zh for item in entry.items).items():
            if count > 1:
                yield f"lists «{name}» twice", "keep one"


def _place(document: YamlDocument | None, path: tuple[str | int, ...]) -> str:
    return document.place(path) if document else ""


def _line(document: YamlDocument | None, entry_id: str) -> str:
    """The line of the entry with this id, found by its `id:` value."""
    if document is None:
        return ""
    for path, line in document.lines.items():
        if path and path[-1] == "id" and _value(document, path) == entry_id:
            return f"line {line}"
    return ""


def _value(document: YamlDocument, path: tuple[str | int, ...]) -> object:
    value = document.values
    for step in path:
        value = value[step]
    return value
