"""Reads the folder of notices as a whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeVar

from policies_kb.errors import Problem
from policies_kb.model.attribute import Attribute
from policies_kb.model.notice import Notice
from policies_kb.model.regions import Region, Regions
from policies_kb.model.topics import Topic, Topics
from policies_kb.model.vocabulary import Vocabulary
from policies_kb.reading.document import YamlDocument, load
from policies_kb.reading.validation import validate

#: The notices that come with the project.
HERE: Final = Path(__file__).resolve().parent.parent / "notices"
#: The files of that folder that all notices share.
SHARED: Final = ("topics.yml", "regions.yml", "attributes.yml", "vocabulary.yml")

Shape = TypeVar("Shape")


@dataclass(frozen=True)
class Files:
    """What a folder of notices holds, and every problem with it.

    A file with a problem is left out of the values, so the rest can still be looked at; it may only be
    published when `problems` is empty.
    """

    topics: Topics
    regions: Regions
    attributes: tuple[Attribute, ...]
    vocabulary: Vocabulary
    notices: tuple[Notice, ...]
    documents: dict[str, YamlDocument]
    problems: tuple[Problem, ...]


def read_folder(folder: Path = HERE) -> Files:
    """Read every file of `folder`. Never raises for what an author wrote: see `Files.problems`."""
    files = read_shared(folder)
    read = [read_notice(file) for file in notice_files(folder)]
    return replace(
        files,
        notices=tuple(one.notice for one in read if one.notice),
        documents=files.documents | {one.document.name: one.document for one in read if one.document},
        problems=(*files.problems, *(problem for one in read for problem in one.problems)),
    )


def read_shared(folder: Path) -> Files:
    """What all notices of `folder` share, without the notices."""
    reader = _Reader()
    topics = reader.read(folder / "topics.yml", tuple[Topic, ...]) or ()
    regions = reader.read(folder / "regions.yml", tuple[Region, ...]) or ()
    attributes = reader.read(folder / "attributes.yml", tuple[Attribute, ...]) or ()
    vocabulary = reader.read(folder / "vocabulary.yml", Vocabulary) or Vocabulary()
    return Files(
        Topics(topics),
        Regions(regions),
        attributes,
        vocabulary,
        (),
        reader.documents,
        tuple(reader.problems),
    )


def notice_files(folder: Path) -> list[Path]:
    """The files of `folder` that are notices, in the order of their names."""
    return [file for file in sorted(folder.glob("*.yml")) if file.name not in SHARED]


@dataclass(frozen=True)
class NoticeFile:
    """One file read: its notice and its document, None where it has problems."""

    notice: Notice | None
    document: YamlDocument | None
    problems: tuple[Problem, ...]


def read_notice(file: Path) -> NoticeFile:
    """Read the file of one notice. Never raises for what an author wrote."""
    reader = _Reader()
    notice = reader.read(file, Notice)
    held = notice if notice and reader.named(file, notice) else None
    return NoticeFile(held, reader.documents.get(file.name), tuple(reader.problems))


class _Reader:
    """Collects documents and problems over all files."""

    def __init__(self) -> None:
        self.documents: dict[str, YamlDocument] = {}
        self.problems: list[Problem] = []

    def read(self, file: Path, shape: type[Shape]) -> Shape | None:
        document, problems = load(file)
        self.problems += problems
        if document is None or problems:
            return None
        self.documents[file.name] = document
        value, problems = validate(document, shape)
        self.problems += problems
        return value

    def named(self, file: Path, notice: Notice) -> bool:
        """Whether the file is named after the notice in it."""
        if notice.id != file.stem:
            self.problems.append(
                Problem(
                    file.name,
                    "line 1: id",
                    f"«{notice.id}» is not the file's name",
                    f"name the file {notice.id}.yml",
                )
            )
        return notice.id == file.stem
