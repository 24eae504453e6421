"""What stands in `/api/openapi.json` is what the gateway does, whatever it is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
import requests
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from bot.console.passwords import Passwords
from bot.openapi import DESCRIPTION
from bot.roles import Role
from bot.store import Actor, Database, Staff
from tests.faults.hostile_gateway import STARTED_WITHIN, Gateway
from tests.faults.hostile_runs import INPUTS, IS_LONG
from tests.integration.bot.console.desks import CHEAP

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]
Case = schemathesis.Case[Any]
PASSWORD = "correct horse battery"
#: They do not end.
STREAMS = "/events$"
#: It would end the session that the others use.
SIGN_OUT = "/console/sign-out"


GENERATION = GenerationConfig(max_examples=max(5, INPUTS // 60), deterministic=not IS_LONG)
CONFIG = SchemathesisConfig(projects=ProjectsConfig(default=ProjectConfig(generation=GENERATION)))
everything = schemathesis.openapi.from_dict(DESCRIPTION, config=CONFIG).exclude(path_regex=STREAMS)
of_the_web = everything.include(path_regex="^/(web|chat)")
of_the_console = everything.include(path_regex="^/console").exclude(path=SIGN_OUT)


@pytest.fixture(scope="module")
def administrator(reached: Gateway) -> Mapping[str, str]:
    """What the browser of an administrator sends along."""
    database = Database(f"sqlite:///{reached.log.with_name('bot.sqlite')}")
    database.open()
    Staff(database).add("wang.fang", Role.ADMIN, Passwords(CHEAP).hash(PASSWORD), Actor("cli:test"))
    database.close()
    page = f"{reached.url}/console/sign-in"
    with requests.Session() as browser:
        fields = {"name": "wang.fang", "password": PASSWORD, "csrf": token(browser.get(page).text)}
        browser.post(page, fields, headers={"Origin": reached.url}, allow_redirects=False)
        cookies = "; ".join(f"{one.name}={one.value}" for one in browser.cookies)
        proof = token(browser.get(f"{reached.url}/console/account", headers={"Accept": "text/html"}).text)
    return {"Cookie": cookies, "X-CSRF-Token": proof, "Origin": reached.url}


def token(page: str) -> str:
    """The CSRF token of a page."""
    found = re.search(r'<meta name="csrf" content="([0-9a-f]{64})">', page)
    assert found, page
    return found[1]


def tried(case: Case, reached: Gateway, sent: Mapping[str, str]) -> None:
    """Send it, and compare what comes back with the description."""
    for name, value in sent.items():
        case.headers[name] = value
    response = case.call(base_url=reached.url, allow_redirects=False, timeout=STARTED_WITHIN)
    case.validate_response(response, checks=CHECKS)


def test_the_description_is_served(reached: Gateway) -> None:
    """The one that these tests read."""
    assert reached.send("GET", "/api/openapi.json").json == DESCRIPTION


@everything.parametrize()
def test_a_stranger(case: Case, reached: Gateway) -> None:
    """Everything without a session."""
    tried(case, reached, {})


@of_the_web.parametrize()
def test_a_visitor(case: Case, reached: Gateway, visitor: str) -> None:
    """The web channel with a session."""
    tried(case, reached, {"Authorization": visitor})


@of_the_console.parametrize()
def test_an_administrator(case: Case, reached: Gateway, administrator: Mapping[str, str]) -> None:
    """The console by somebody who may do everything in it."""
    tried(case, reached, administrator)
