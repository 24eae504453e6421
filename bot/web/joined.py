"""Joins the widget's modules for sending: people read many small files, browsers fetch few.

An entry takes in all that it imports and that no entry before it has; comments and indentation stay behind. This reads
the widget's own way of writing and no other: `import { a, b } from "./x.js";` on one line, `export` before a
declaration, `import(…)` only in the entries themselves.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

#: What is loaded with the page, and what is loaded when somebody opens the panel.
ENTRIES: Final = ("launcher.js", "show/panel.js")
_COMMENT: Final = re.compile(r"/\*\*.*?\*/[ \t]*|^[ \t]*//[^\n]*", re.DOTALL | re.MULTILINE)
_BLANK: Final = re.compile(r"^[ \t]*\n?|[ \t]+$", re.MULTILINE)
_IMPORT: Final = re.compile(r'^import \{ ([\w, $]+) \} from "(\.[^"]+)";$', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export ((?:async )?(?:class|function|const) (\w+))", re.MULTILINE)


def joined(bodies: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files as they are sent: entries joined, what went into them left out. Without the entries: unchanged."""
    if not set(ENTRIES) <= set(bodies):
        return dict(bodies)
    sources = {name: _bare(body.decode()) for name, body in bodies.items() if name.endswith(".js")}
    sent = {name: sources[name].encode() if name in sources else body for name, body in bodies.items()}
    home: dict[str, str] = {}
    order: dict[str, list[str]] = {}
    for entry in ENTRIES:
        order[entry] = [one for one in _below(entry, sources) if home.setdefault(one, entry) == entry]
    for name in home:
        del sent[name]
    for entry in ENTRIES:
        sent[entry] = _entry(entry, order[entry], sources, home).encode()
    return sent


def _bare(source: str) -> str:
    return _BLANK.sub("", _COMMENT.sub("", source))


def _below(name: str, sources: Mapping[str, str]) -> Iterator[str]:
    """The module and all it imports, each after those it needs."""
    seen: set[str] = set()

    def visit(one: str) -> Iterator[str]:
        if one in seen:
            return
        seen.add(one)
        for path in _needs(one, sources[one]):
            yield from visit(path)
        yield one

    yield from visit(name)


def _needs(name: str, source: str) -> list[str]:
    return [_resolved(name, path) for _, path in _IMPORT.findall(source)]


def _resolved(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _entry(entry: str, names: Iterable[str], sources: Mapping[str, str], home: Mapping[str, str]) -> str:
    own = list(names)
    lent = sorted({need for one in own for need in _needs(one, sources[one])} - set(own))
    lines = [f'import {{ {_id(one)} }} from "{_path(entry, home[one])}";' for one in lent]
    lines += [_module(one, sources[one]) for one in own]
    lines.append(f"export const {{ {', '.join(_names(sources[entry]))} }} = {_id(entry)};")
    lines.append(f"export {{ {', '.join(map(_id, own))} }};")
    return "\n".join(lines)


def _path(entry: str, other: str) -> str:
    """How one entry names another."""
    path = posixpath.relpath(other, posixpath.dirname(entry) or ".")
    return path if path.startswith(".") else f"./{path}"


def _module(name: str, source: str) -> str:
    """A module in a scope of its own, so that two may use one name for different things."""
    body = _IMPORT.sub(lambda found: f"const {{ {found[1]} }} = {_id(_resolved(name, found[2]))};", source)
    body = _EXPORT.sub(r"\1", body)
    return f"const {_id(name)} = (() => {{\n{body}\nreturn {{ {', '.join(_names(source))} }};\n}})();"


def _names(source: str) -> list[str]:
    return [name for _, name in _EXPORT.findall(source)]


def _id(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name.removesuffix(".js"))
