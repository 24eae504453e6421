"""A YAML file as plain values, with the line on which each value stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import yaml

from policies_kb.errors import Problem

#: What most values are: they need no further reading.
_TEXT: Final = "tag:yaml.org,2002:str"

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlDocument:
    """The values of a file, and the nodes they were made from."""

    name: str
    values: Any
    node: yaml.Node | None = field(default=None, compare=False, repr=False)

    @cached_property
    def lines(self) -> dict[Path_, int]:
        """The line (from 1) of each value, by its path. Only somebody who has to mend the file needs them."""
        if self.node is None:
            return {}
        return {path: node.start_mark.line + 1 for path, _, node in _nodes(self.node, ())}

    def place(self, path: Path_) -> str:
        """Where a path stands, as people look for it: `line 12: facts[3].zh`."""
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        return f"line {self.lines.get(known, 1)}: {written(path) or 'the file'}"


def written(path: Path_) -> str:
    """A path in the writing of the file: `facts[3].zh`, counted from 0."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def load(file: Path) -> tuple[YamlDocument | None, list[Problem]]:
    """Read a file. A file that is not YAML gives no document and one problem that names the line."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return None, [_syntax(file.name, error)]
    except OSError as error:
        return None, [
            Problem(file.name, "the file", f"cannot be read ({error.strerror})", "check that it exists")
        ]
    if node is None:
        return YamlDocument(file.name, None, None), []
    builder = _Builder()
    document = YamlDocument(file.name, builder.build(node), node)
    return document, list(_given_twice(document, builder.twice))


def _given_twice(document: YamlDocument, keys: list[yaml.Node]) -> Iterator[Problem]:
    """One problem for each of these keys. Only now it matters where in the values each of them stands."""
    if not keys or document.node is None:
        return
    paths = {id(key): path for path, key, _ in _nodes(document.node, ())}
    for key in keys:
        place = f"line {key.start_mark.line + 1}: {written(paths[id(key)])}"
        yield Problem(document.name, place, "is given twice", "keep one of the two")


def _nodes(
    node: yaml.Node, path: Path_, key: yaml.Node | None = None
) -> Iterator[tuple[Path_, yaml.Node | None, yaml.Node]]:
    """The path, the key where it has one, and the node itself; of this node and of all that is in it."""
    yield path, key, node
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            yield from _nodes(value_node, (*path, str(key_node.value)), key_node)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _nodes(item, (*path, index))


def _syntax(name: str, error: yaml.YAMLError | UnicodeDecodeError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = f"line {mark.line + 1}" if mark else "the file"
    what = getattr(error, "problem", None) or "is not UTF-8 text"
    mend = "quote texts that contain «: », start with a quotation mark or a bracket, and indent with spaces"
    return Problem(name, place, f"is not YAML ({what})", mend)


class _Builder:
    """Builds plain values from YAML nodes, refusing a key that is given twice."""

    def __init__(self) -> None:
        #: Keys that stand a second time, as they stand in the file.
        self.twice: list[yaml.Node] = []
        self._scalar = yaml.SafeLoader("")

    def build(self, node: yaml.Node) -> Any:
        if node.tag == _TEXT:
            return node.value
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        return self._scalar.construct_object(node)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in values:
                self.twice.append(key_node)
            values[key] = self.build(value_node)
        return values
