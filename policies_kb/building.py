"""Publishing a folder of notices: what is sound goes into force, what is broken keeps what it said before.

Here belongs what happens between the files and the store; what is wrong with a file is found out in `lint`.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from policies_kb.errors import NothingPublished, Problem
from policies_kb.lint import lint_notice, lint_shared
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.reading import Files, notice_files, read_notice, read_shared
from policies_kb.search import ALL, Facts, UniversalEncoder, encode, names_of
from policies_kb.store import Publication, Store, shelved
from policies_kb.terms import Names

#: A process that reads files gets so many at a time.
_CHUNK: Final = 50
#: So many objects more than before make such a process look for those that refer to each other. Usual are 700: then a
#: third of its time goes into looking through a file's values, which never do.
_LOOKED_THROUGH_AT: Final = 100_000


@dataclass(frozen=True)
class Checked:
    """One file after checking: the notice (None where it is broken), how many entries it has, what is wrong."""

    file: str
    notice: Notice | None
    entries: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Built:
    """What came of it: the publication in force (None: nothing was published), how many notices and entries it holds.

    `problems` is everything that is wrong, `kept` and `left_out` are the broken notices: those that say what they
    said before, and those that never said anything. `new` are names that the trained model does not know.
    """

    publication: Publication | None
    problems: tuple[Problem, ...] = ()
    notices: int = 0
    entries: int = 0
    kept: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def build(folder: Path, names: Path, store: Store, at: dt.datetime, *, strict: bool = False) -> Built:
    """Publish the notices of `folder` and write the names to recognise. Raises StoreDown.

    Nothing is published where something is wrong with what all share, or where the files do not go with what a
    broken notice said before; with `strict` where anything is wrong.
    """
    shared = read_shared(folder)
    if wrong := [*shared.problems, *lint_shared(shared)]:
        return _nothing(wrong)
    checked = list(check_all(notice_files(folder), shared))
    broken = [Path(one.file).stem for one in checked if one.notice is None]
    problems = [problem for one in checked for problem in one.problems]
    kept = _kept(store, broken)
    misfits = [problem for notice in kept for problem in lint_notice(shared, notice)]
    notices = sorted([*(one.notice for one in checked if one.notice), *kept], key=lambda one: one.id)
    if misfits or not notices or (problems and strict):
        return _nothing([*problems, *misfits])
    knowledge = Knowledge(
        topic_list=shared.topics.all,
        region_list=shared.regions.all,
        attributes=shared.attributes,
        vocabulary=shared.vocabulary,
        notices=tuple(notices),
    )
    # What is new is encoded first, so that no process has to do so when it takes the publication over.
    encode(Facts(knowledge.notices), store.vectors(UniversalEncoder().name))
    publication = store.publish(knowledge, at)
    stay = {notice.id for notice in kept}
    return Built(
        publication,
        tuple(sorted(set(problems))),
        len(notices),
        sum(one.entries for one in checked) + sum(map(_entries, kept)),
        tuple(name for name in broken if name in stay),
        tuple(name for name in broken if name not in stay),
        _written(names_of(knowledge), names),
    )


def check_all(files: Sequence[Path], shared: Files) -> Iterator[Checked]:
    """Each file, read and checked; many of them by all processors."""
    check = partial(check_file, shared=replace(shared, documents={}), many=len(files) > ALL)
    if len(files) <= ALL:
        yield from map(check, files)
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_seldom_looking) as pool:
        yield from pool.map(check, files, chunksize=_CHUNK)


def _seldom_looking() -> None:
    gc.freeze()
    gc.set_threshold(_LOOKED_THROUGH_AT)


def check_file(file: Path, shared: Files, *, many: bool) -> Checked:
    """One file, read and checked. Of many only the head of a notice is passed on, and its JSON form."""
    read = read_notice(file)
    documents = {read.document.name: read.document} if read.document else {}
    problems = [*read.problems]
    if read.notice:
        problems += lint_notice(replace(shared, documents=documents), read.notice)
    if problems or read.notice is None:
        return Checked(file.name, None, 0, tuple(sorted(set(problems))))
    return Checked(file.name, shelved(read.notice) if many else read.notice, _entries(read.notice), ())


def _entries(notice: Notice) -> int:
    return sum(1 for _ in notice.entries())


def _kept(store: Store, names: Sequence[str]) -> list[Notice]:
    """What is in force of these notices."""
    if not names:
        return []
    try:
        held = store.load()
    except NothingPublished:
        return []
    return [notice for name in names if (notice := held.notice(name))]


def _written(names: Names, file: Path) -> tuple[str, ...]:
    """Write the names to recognise; those that were not written there before. None where there was no such file."""
    try:
        known = set(Names.load(file).all)
    except (OSError, ValueError):
        known = set(names.all)
    names.save(file)
    return tuple(sorted({name.written for name in names.all if name not in known}))


def _nothing(problems: Sequence[Problem]) -> Built:
    return Built(None, tuple(sorted(set(problems))))
