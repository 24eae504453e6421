"""Validates plain values against a type of the model and says what to mend."""

from __future__ import annotations

import difflib
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from policies_kb.errors import Problem
from policies_kb.reading.document import YamlDocument

Shape = TypeVar("Shape")


def validate(document: YamlDocument, shape: type[Shape]) -> tuple[Shape | None, list[Problem]]:
    """The document as `shape`, or every problem that stands in the way."""
    try:
        return TypeAdapter(shape).validate_python(document.values), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(document, shape, detail) for detail in details]


def _problem(document: YamlDocument, shape: Any, detail: ErrorDetails) -> Problem:
    path = tuple(step for step in detail["loc"])
    return Problem(document.name, document.place(path), *_words(detail, _keys_at(shape, path[:-1])))


def _words(detail: ErrorDetails, allowed: list[str]) -> tuple[str, str]:
    """What is wrong and how to mend it, for one error of pydantic."""
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(last, allowed, n=1)
        return f"«{last}» is not known here", f"did you mean «{near[0]}»?" if near else _choice(allowed)
    if kind == "missing":
        return "is missing", f"add «{last}:»"
    if kind == "literal_error":
        return f"{given!r} is not allowed", f"write one of {context.get('expected')}"
    if kind == "string_pattern_mismatch":
        return f"{given!r} has the wrong form", f"it must match {context.get('pattern')}"
    if kind == "value_error":
        what, _, mend = str(context["error"]).partition("; ")
        return what, mend or "see the docstring of this entry in policies_kb/model"
    return detail["msg"][0].lower() + detail["msg"][1:], f"given was {_short(given)}"


def _choice(allowed: list[str]) -> str:
    return f"remove it, or use one of {', '.join(allowed)}" if allowed else "remove it"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _keys_at(shape: Any, path: tuple[str | int, ...]) -> list[str]:
    """The keys allowed at `path` of `shape`, found by walking the annotations; empty where unclear."""
    for step in path:
        shape = _inside(shape)
        if isinstance(step, int):
            continue
        if not (isinstance(shape, type) and issubclass(shape, BaseModel)) or step not in shape.model_fields:
            return []
        shape = shape.model_fields[step].annotation
    shape = _inside(shape)
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return [str(field.alias or name) for name, field in shape.model_fields.items()]
    return []


def _inside(shape: Any) -> Any:
    """The type inside `tuple[X, ...]`, `X | None` and the like."""
    while not isinstance(shape, type) or getattr(shape, "__args__", None):
        inner = [arg for arg in getattr(shape, "__args__", ()) if arg not in (type(None), Ellipsis)]
        if not inner:
            return shape
        shape = inner[0]
    return shape
