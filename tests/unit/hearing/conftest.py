"""An ear for the attributes that come with the project, and what it hears as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.hearing import Ear
from policies_kb.rules import Facts, Located, write_facts

TODAY = dt.date(2023, 10, 20)
IN_YONGJIA: Facts = {"region": Located("永嘉县")}

Hear = Callable[..., dict[str, Any]]


def plain(facts: Facts) -> dict[str, Any]:
    """The facts as the codec writes them, without the person's words."""
    written = write_facts(facts)
    return {
        name: one["value"] if isinstance(one, dict) and "value" in one else one
        for name, one in written.items()
    }


@pytest.fixture(scope="session")
def ear(real: Catalogue) -> Ear:
    """An ear for the real attributes and regions."""
    return Ear.of(real.knowledge)


@pytest.fixture(scope="session")
def hear(ear: Ear, real: Catalogue) -> Hear:
    """`hear(attribute, reply)`: the facts that the reply tells, as plain data."""

    def reply(name: str, text: str, known: Facts = IN_YONGJIA, demand: float | None = None) -> dict[str, Any]:
        asked = real.knowledge.attribute_set.by_name[name]
        return plain(ear.answer(text, asked, known, TODAY, demand).facts)

    return reply


@pytest.fixture(scope="session")
def opening(ear: Ear) -> Callable[[str], dict[str, Any]]:
    """The facts that a message tells without a question, as plain data."""
    return lambda text: plain(ear.opening(text, TODAY).facts)
