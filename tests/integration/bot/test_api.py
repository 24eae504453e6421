"""Health and the interface for programs."""

from __future__ import annotations

from tests.integration.bot.conftest import Client


async def test_ready_with_notices_and_dialogue(gateway: Client) -> None:
    """All is there."""
    reply = await gateway.get("/readyz")
    told = {"status": "ready", "notices": 2, "dialogue": True, "conversations": True}
    assert (reply.status, await reply.json()) == (200, told)


async def test_degraded_without_dialogue(alone: Client) -> None:
    """It still answers, so it is ready, and says in which way."""
    reply = await alone.get("/readyz")
    assert reply.status == 200
    assert (await reply.json())["status"] == "degraded"


async def test_alive(alone: Client) -> None:
    """The process runs, whatever else is down."""
    assert (await alone.get("/healthz")).status == 200


async def test_notices_are_listed_and_shown(alone: Client) -> None:
    """Each with its facts, and each fact with its place."""
    listed = (await (await alone.get("/api/notices")).json())["notices"]
    assert {notice["id"] for notice in listed} == {"yi-junior-2030", "jia-middle-2031"}
    shown = await (await alone.get("/api/notices/yi-junior-2030")).json()
    assert {"id": "yi-junior-2030/fee", "at": ["三"]}.items() <= next(
        fact for fact in shown["facts"] if fact["kind"] == "fee"
    ).items()


async def test_an_unknown_notice_names_those_held(alone: Client) -> None:
    """404 in the one error shape."""
    reply = await alone.get("/api/notices/none")
    error = (await reply.json())["error"]
    assert (reply.status, error["code"]) == (404, "no_such_notice")
    assert "yi-junior-2030" in error["message"]


async def test_search_finds_and_refuses_nothing(alone: Client) -> None:
    """Words find facts; no words are an error."""
    found = (await (await alone.get("/api/search", params={"q": "评审费"})).json())["results"]
    assert found[0]["id"] == "yi-junior-2030/fee"
    assert (await alone.get("/api/search")).status == 422


async def test_notices_come_page_by_page(alone: Client) -> None:
    """Each page says how many there are in all, and where the next begins; the last has no next."""
    first = await (await alone.get("/api/notices", params={"limit": "1"})).json()
    second = await (
        await alone.get("/api/notices", params={"limit": "1", "offset": str(first["next"])})
    ).json()
    assert (first["total"], first["next"], second["next"]) == (2, 1, None)
    assert {one["id"] for page in (first, second) for one in page["notices"]} == {
        "yi-junior-2030",
        "jia-middle-2031",
    }


async def test_results_come_page_by_page(alone: Client) -> None:
    """The pages of a search together are what one large page shows."""
    asked = {"q": "材料 评审费 什么时候"}
    whole = await (await alone.get("/api/search", params={**asked, "limit": "200"})).json()
    told: list[object] = []
    page = whole
    for offset in range(0, whole["total"], 2):
        page = await (await alone.get("/api/search", params={**asked, "limit": "2", "offset": offset})).json()
        told += page["results"]
    assert page["next"] is None
    assert len(told) == whole["total"] > 2
    assert told == whole["results"]


async def test_a_page_that_cannot_be_is_refused(alone: Client) -> None:
    """Too long, empty, negative and not a number are errors that name the field."""
    for field, given in (("limit", "201"), ("limit", "0"), ("offset", "-1"), ("offset", "x"), ("limit", "²")):
        for path in ("/api/notices", "/api/search?q=a"):
            reply = await alone.get(path, params={field: given})
            assert (reply.status, list((await reply.json())["error"]["fields"])) == (422, [field])


async def test_unknown_paths_and_methods_have_the_one_shape(alone: Client) -> None:
    """Also aiohttp's own errors."""
    assert (await (await alone.get("/nowhere")).json())["error"]["code"] == "not_found"
    reply = await alone.get("/webhooks/rest/webhook")
    assert (await reply.json())["error"]["code"] == "method_not_allowed"
    assert reply.headers["Allow"] == "POST"
