"""Whatever somebody writes, it is answered in the contract's form, soon, and nothing of persons is logged."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies_kb.model.status import Status
from tests.faults.hostile_gateway import Answer, Gateway
from tests.faults.hostile_runs import WITHIN, tries
from tests.faults.hostile_texts import NUMBERS, TEXTS, VALUES

STATUSES = {status.value for status in Status}
SENDERS = st.sampled_from(["a", "b", "甲", "丙 丁"])
#: What is right in most of its fields, so that the others are looked at.
TALK: st.SearchStrategy[object] = st.one_of(
    st.fixed_dictionaries({"sender": SENDERS, "message": TEXTS}),
    st.fixed_dictionaries({"sender": TEXTS, "message": st.just("评审费")}),
    st.fixed_dictionaries({"sender": VALUES, "message": VALUES}),
    VALUES,
)
#: The slowest answer of each test, for the report at the end.
slowest: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def report(record_testsuite_property: Any) -> Iterator[None]:
    """How long the slowest took: in the report of the run."""
    yield
    for name, seconds in slowest.items():
        record_testsuite_property(f"slowest {name}", round(seconds, 3))
        print(f"slowest {name}: {seconds:.3f} s")  # noqa: T201 -- seen with -s


def right(test: str, answer: Answer, *codes: int) -> Answer:
    """The answer, if it has one of these codes, the one shape of errors, and came in time."""
    slowest[test] = max(slowest.get(test, 0), answer.seconds)
    assert answer.status in codes, answer
    assert answer.seconds < WITHIN
    if answer.status >= 400:
        error = answer.json["error"]
        assert set(error) <= {"code", "message", "fields"}
        assert error["code"]
        assert error["message"]
    return answer


@tries(0.5)
@given(body=TALK)
def test_the_rest_channel(reached: Gateway, body: object) -> None:
    """A list of messages, the last with a known status; or what is wrong with which field."""
    answer = right("rest", reached.post("/webhooks/rest/webhook", body), 200, 400, 413, 422)
    if answer.status == 200:
        assert isinstance(body, dict)
        assert {one["recipient_id"] for one in answer.json} == {body["sender"]}
        assert all(isinstance(one["text"], str) and one["text"] for one in answer.json)
        assert answer.json[-1]["custom"]["answer"]["status"] in STATUSES


@tries(0.25)
@given(text=TEXTS, payload=st.none() | TEXTS | VALUES)
def test_the_web_channel(reached: Gateway, text: str, payload: object) -> None:
    """What is taken is answered, and can be read again as JSON. A payload may make it none (NaN)."""
    session, client = reached.session(), str(uuid.uuid4())
    body = {"client": client, "text": text} | ({} if payload is None else {"payload": payload})
    answer = right("web", reached.post("/web/messages", body, Authorization=session), 202, 400, 422)
    if answer.status == 202:
        replies = answered(reached, session)
        assert [one["to"] for one in replies] == [client]
        assert replies[0]["messages"][-1]["custom"]["answer"]["status"] in STATUSES


def answered(reached: Gateway, session: str) -> list[dict[str, Any]]:
    """The replies of a conversation, once nothing is pending."""
    history: dict[str, Any] = {"pending": ""}
    while history["pending"] is not None:
        history = right("web history", reached.send("GET", "/web/history", Authorization=session), 200).json
    return [one["data"] for one in history["events"] if one["event"] == "reply"]


@tries(0.25)
@given(
    path=st.sampled_from(["/web/session", "/web/messages", "/web/feedback", "/api/self-check", "/api/screen"]),
    body=VALUES | st.dictionaries(
        st.sampled_from("token client text payload to good reason notice target answers lang".split()), VALUES
    ),
)  # fmt: skip
def test_bodies_of_other_shapes(reached: Gateway, visitor: str, path: str, body: object) -> None:
    """Taken or refused, never an error of the gateway."""
    answer = reached.post(path, body, Authorization=visitor)
    right(path, answer, 200, 201, 202, 204, 400, 404, 409, 413, 422)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "place", ["message", "sender", "path", "query", "header", "broken header", "no JSON"]
)
def test_numbers_of_persons_are_not_logged(reached: Gateway, number: str, place: str) -> None:
    """Wherever they are put."""
    head = b"GET /api/notices HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
    match place:
        case "message":
            reached.post("/webhooks/rest/webhook", {"sender": "a", "message": f"我的号码是{number}"})
        case "sender":
            reached.post("/webhooks/rest/webhook", {"sender": number, "message": "评审费\ud800"})
        case "path":
            reached.send("GET", f"/api/notices/{number}")
        case "query":
            reached.send("GET", f"/api/search?q={number}&x={number}")
        case "header":
            reached.send("GET", "/api/notices", Authorization=number, X_Request_ID=f"id-{number}")
        case "broken header":
            reached.raw(head + f"bad header {number}\x00: 1\r\n\r\n".encode())
        case _:
            reached.send("POST", "/api/screen", f'{{"{number}'.encode(), Content_Type="application/json")
    assert number not in reached.logged
