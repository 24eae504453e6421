"""Verdicts for programs."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from bot.openapi import DESCRIPTION
from tests.integration.bot.conftest import Client

NOTICE, TITLE = "yi-junior-2030", "助理工程师"


async def posted(client: Client, path: str, body: Any) -> tuple[int, Any]:
    """The status and the body of the reply."""
    reply = await client.post(path, json=body)
    return reply.status, await reply.json()


async def test_answers_give_a_verdict_with_its_reasons(alone: Client) -> None:
    """Each with what was said and its place; nothing is left to ask."""
    answers = {"education": "大专", "years_of_work": {"years": 2}}
    status, body = await posted(
        alone, "/api/self-check", {"notice": NOTICE, "target": TITLE, "answers": answers}
    )
    assert status == 200
    assert body["next"] is None
    check = body["self_check"]
    assert (check["notice"], check["target"], check["verdict"]) == (NOTICE, TITLE, "eligible")
    reason = check["reasons"][0]
    assert (reason["truth"], reason["at"]) == ("true", "二")
    assert "大专" in reason["said"]


async def test_what_is_still_open_is_named_and_asked(alone: Client) -> None:
    """The next question is the engine's."""
    body = {"notice": NOTICE, "target": TITLE, "answers": {"education": "大专"}, "lang": "en"}
    _, found = await posted(alone, "/api/self-check", body)
    assert found["self_check"]["verdict"] == "undetermined"
    assert found["self_check"]["missing"] == ["years_of_work"]
    assert found["next"] == {
        "attribute": "years_of_work",
        "question": "How many years have you worked?",
    }


async def test_waiting_is_told_as_a_day(alone: Client) -> None:
    """A start in a month counts from its first day."""
    answers = {"education": "大专", "years_of_work": "2029-07"}
    _, body = await posted(alone, "/api/self-check", {"notice": NOTICE, "target": TITLE, "answers": answers})
    assert (body["self_check"]["verdict"], body["self_check"]["earliest"]) == ("ineligible", "2031-07-01")


async def test_all_titles_are_screened_the_best_first(alone: Client) -> None:
    """With the same answers."""
    answers = {"education": "高中", "years_of_work": {"years": 8}}
    status, body = await posted(alone, "/api/screen", {"answers": answers})
    assert status == 200
    assert [(one["target"], one["verdict"]) for one in body["screened"]][:2] == [
        ("技术员", "eligible"),
        ("助理工程师", "ineligible"),
    ]


@pytest.mark.parametrize("path", ["/api/self-check", "/api/screen"])
@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({"shoe_size": 41}, "shoe_size is not declared"),
        ({"education": "博士后"}, "博士后"),
        ({"years_of_work": "soon"}, "soon"),
        ("none", "must be an object"),
    ],
)
async def test_answers_that_do_not_fit_are_named(alone: Client, path: str, answers: Any, named: str) -> None:
    """Every slip at once, in the one shape of errors."""
    status, body = await posted(alone, path, {"notice": NOTICE, "target": TITLE, "answers": answers})
    assert status == 422
    assert named in body["error"]["fields"]["answers"]


async def test_what_cannot_be_checked_is_told_with_what_can(alone: Client) -> None:
    """An unknown notice or title."""
    status, body = await posted(alone, "/api/self-check", {"notice": NOTICE, "target": "院士", "answers": {}})
    assert (status, body["error"]["code"]) == (404, "no_such_check")
    assert f"{NOTICE} {TITLE}" in body["error"]["message"]


async def test_no_answer_is_logged(alone: Client, caplog: pytest.LogCaptureFixture) -> None:
    """Neither one that fits nor one that does not."""
    caplog.set_level(logging.DEBUG)
    for answers in ({"education": "大专"}, {"education": "博士后"}):
        await posted(alone, "/api/screen", {"answers": answers})
    assert "大专" not in caplog.text
    assert "博士后" not in caplog.text


async def test_every_route_is_described(alone: Client) -> None:
    """And nothing is described that is not there."""
    described = {
        (method.upper(), path) for path, methods in DESCRIPTION["paths"].items() for method in methods
    }
    served = {
        (route.method, route.resource.canonical)
        for route in alone.app.router.routes()
        if route.resource is not None and route.method != "HEAD"
    }
    assert described == served
    assert await (await alone.get("/api/openapi.json")).json() == DESCRIPTION
