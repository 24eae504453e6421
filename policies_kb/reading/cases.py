"""Reads case files, as strictly as notices are read; every problem comes at once.

What a case may say is in `model.case`, how an answer is written in `rules.codec`.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from policies_kb.errors import Problem
from policies_kb.model.attribute import Attribute, Attributes
from policies_kb.model.case import Answers, Case, CaseFile, Missing
from policies_kb.model.notice import Notice
from policies_kb.reading.document import Path_, YamlDocument, load
from policies_kb.reading.folder import Files
from policies_kb.reading.validation import validate
from policies_kb.rules import Facts, Located, MisfitError, Value, read_answer


@dataclass(frozen=True)
class Trial:
    """A case with its answers read, ready to be put to the rules of its notice."""

    notice: Notice
    case: Case
    facts: Facts


def folder_of(notices: Path) -> Path:
    """Where the case files for a folder of notices stand: beside it."""
    return notices.parent / "cases"


def read_cases(files: Files, folder: Path) -> tuple[tuple[Trial, ...], tuple[Problem, ...]]:
    """Every case of `folder` that can be tried, and every problem with its files. Without a folder no cases."""
    trials: list[Trial] = []
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.yml")):
        document, wrong = load(file)
        name = f"{folder.name}/{file.name}"
        problems += [replace(one, file=name) for one in wrong]
        if document is None or wrong:
            continue
        reader = _Reader(files, replace(document, name=name), file.stem)
        trials += reader.trials()
        problems += reader.problems
    return tuple(trials), tuple(problems)


class _Reader:
    """Reads one file and collects its problems."""

    def __init__(self, files: Files, document: YamlDocument, stem: str) -> None:
        self.files, self.document, self.stem = files, document, stem
        self.attributes = Attributes(files.attributes)
        self.problems: list[Problem] = []

    def trials(self) -> list[Trial]:
        """The cases that can be tried."""
        written, self.problems = validate(self.document, CaseFile)
        notice = next((one for one in self.files.notices if one.id == self.stem), None)
        if notice is None and not any(one.file == f"{self.stem}.yml" for one in self.files.problems):
            self.note(
                (), f"«{self.stem}» is no notice", "name the file after the notice whose cases these are"
            )
        if written is None or notice is None:
            return []
        people = {name: self.answers(says, ("people", name)) for name, says in written.people.items()}
        self._names_once(written)
        for index, case in enumerate(written.cases):
            self._names_known(case, notice, written.people, ("cases", index))
        told = [self.answers(case.says, ("cases", at, "says")) for at, case in enumerate(written.cases)]
        if self.problems:
            return []
        return [
            Trial(notice, case, _laid_over(people.get(case.like or "", {}), case.says, said))
            for case, said in zip(written.cases, told, strict=True)
        ]

    def note(self, path: Path_, what: str, mend: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(self.document.name, self.document.place(path), what, mend))

    def answers(self, says: Answers, path: Path_) -> dict[str, Value]:
        """The answers that can be read; those that are null are left out."""
        facts: dict[str, Value] = {}
        for name, given in says.items():
            attribute = self.attributes.get(name)
            if attribute is None:
                self.note((*path, name), f"«{name}» is no attribute", "use a name of attributes.yml")
            elif given is not None:
                try:
                    facts[name] = value = read_answer(attribute, given)
                except MisfitError as error:
                    self.note((*path, name), *_unreadable(attribute, given, error))
                    continue
                if isinstance(value, Located):
                    self._place(value.region, (*path, name))
        return facts

    def _place(self, region: str, path: Path_) -> None:
        """A place elsewhere may be named; what looks like a listed one must be written as listed."""
        listed = self.files.regions.by_name
        near = [one for one in listed if one[:2] == region[:2]]
        if region not in listed and near:
            self.note(path, f"«{region}» is no region", f"did you mean {' or '.join(near)}?")

    def _names_once(self, written: CaseFile) -> None:
        if not written.cases:
            self.note(("cases",), "is empty", "write a case under it, or remove the file")
        ids = [case.id for case in written.cases]
        for index, case in enumerate(written.cases):
            if case.id in ids[:index]:
                self.note(("cases", index, "id"), f"«{case.id}» is the id of two cases", "rename one")
        used = {case.like for case in written.cases}
        for name in written.people:
            if name not in used:
                self.note(("people", name), "no case is like this person", "build a case on it, or remove it")

    def _names_known(self, case: Case, notice: Notice, people: Collection[str], path: Path_) -> None:
        section = notice.eligibility
        mine = [one.id for one in section.rules() if one.is_for(case.target)] if section else []
        missing, names = case.missing or Missing(), list(self.attributes.by_name)
        for key, given, known, kind in (
            (("target",), (case.target,), notice.titles, "title of this notice"),
            (("like",), (case.like,) if case.like else (), people, "person of this file"),
            (("because",), case.because, mine, f"rule of {notice.id} for {case.target}"),
            (("missing", "answers"), missing.answers, names, "attribute"),
            (("missing", "unstated"), missing.unstated, names, "attribute"),
            (("missing", "documents"), missing.documents, [one.id for one in notice.documents], "document"),
        ):
            for name in given or ():
                if name not in known:
                    self.note((*path, *key), f"«{name}» is no {kind}", _near(name, known))


def _unreadable(attribute: Attribute, given: object, error: MisfitError) -> tuple[str, str]:
    """What is wrong with an answer and how to mend it."""
    what, _, mend = str(error).removeprefix(f"{attribute.name}: ").partition("; ")
    if mend:
        return what, mend
    return f"{given!r} is no answer to a {attribute.type}", "policies_kb/rules/codec.py says how to write one"


def _near(name: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    few = f"use one of {', '.join(known)}" if 0 < len(known) <= 12 else "add it, or correct the name"
    return f"did you mean «{close[0]}»?" if close else few


def _laid_over(person: Facts, says: Answers, said: Facts) -> Facts:
    return {**{name: value for name, value in person.items() if name not in says}, **said}
