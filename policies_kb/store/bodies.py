"""From knowledge to the JSON forms that are kept, and back."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from pydantic import ValidationError

from policies_kb.errors import NothingPublished
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.shelved import Shelved

#: The name under which what the notices share is kept.
_SHARED: Final = "shared"
#: Of more notices than these only the heads are kept at hand.
_AT_HAND: Final = 100

_log = logging.getLogger(__name__)

Texts = Callable[[list[str]], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Read:
    """What was read of a publication: its knowledge, the SHA-256 of each notice in it, and the notices left out.

    `broken` are those that this version of the program cannot read; the others are served.
    """

    knowledge: Knowledge
    versions: Mapping[str, str]
    broken: tuple[str, ...] = ()


def bodies(knowledge: Knowledge) -> dict[str, Callable[[], str]]:
    """What writes the JSON form of what the notices share, and of each notice."""
    shared = knowledge.model_dump_json(exclude={"notices"})
    return {_SHARED: lambda: shared, **{notice.id: partial(_text, notice) for notice in knowledge.notices}}


def shelved(notice: Notice) -> Shelved:
    """A notice of many: with its head at hand, and its JSON form."""
    return notice if isinstance(notice, Shelved) else Shelved.of(notice, _text(notice))


def _text(notice: Notice) -> str:
    return notice.text if isinstance(notice, Shelved) else notice.model_dump_json()


def sha256(text: str) -> str:
    """What a version is known by."""
    return hashlib.sha256(text.encode()).hexdigest()


def unpacked(versions: Mapping[str, str], texts: Texts, before: Read | None) -> Read:
    """The knowledge of these versions (SHA-256 by name). Raises NothingPublished where the shared part is unreadable.

    `texts` fetches JSON forms by name. A notice that does not fit the model any more is left out, and told in the
    log: the others are answered from.
    """
    names = sorted(name for name in versions if name != _SHARED)
    kept = before.versions if before else {}
    held = {
        notice.id: notice
        for notice in (before.knowledge.notices if before else ())
        if kept.get(notice.id) == versions.get(notice.id)
    }
    many = len(names) > _AT_HAND
    broken = []
    for name, text in texts([name for name in names if name not in held]):
        try:
            notice = Notice.model_validate_json(text)
        except ValidationError as error:
            _log.error("notice %s is published, but cannot be read: %s", name, _first(error))
            broken.append(name)
            continue
        held[name] = Shelved.of(notice, text) if many else notice
        # A thread that reads thousands of notices lets those through that answer.
        time.sleep(0)
    notices = tuple(held[name] for name in names if name in held)
    try:
        shared = json.loads(next(text for _, text in texts([_SHARED])))
        knowledge = Knowledge.model_validate({**shared, "notices": notices})
    except ValidationError as error:
        raise NothingPublished(f"what the notices share cannot be read: {_first(error)}") from error
    return Read(knowledge, {name: versions[name] for name in held}, tuple(sorted(broken)))


def _first(error: ValidationError) -> str:
    """The first thing that is wrong, without what stands there."""
    one = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, one['loc']))}: {one['msg']}"
