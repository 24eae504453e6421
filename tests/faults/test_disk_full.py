"""The disk is full under a gateway with SQLite: nothing can be written, neither rows nor its log.

What is full here is the process's own measure (RLIMIT_FSIZE): the kernel refuses every write to a file, for real, and
allows it again when the measure is lifted.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.guests import SLACK, Guest, until
from tests.faults.hostile_gateway import Gateway, gateway

EVERYTHING = resource.RLIM_INFINITY


@contextmanager
def full(running: Gateway) -> Iterator[None]:
    """Within, no file grows."""
    resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (1, EVERYTHING))
    try:
        yield
    finally:
        resource.prlimit(running.process.pid, resource.RLIMIT_FSIZE, (EVERYTHING, EVERYTHING))


def asks(guest: Guest) -> int:
    """The status of a question over REST, which is answered in time."""
    found = guest.seen("POST", "/webhooks/rest/webhook", {"sender": "a", "message": "评审费多少钱"})
    assert found.seconds < SLACK
    return found.status


def test_what_cannot_be_kept_is_refused_and_all_else_goes_on(tmp_path: Path, published: str) -> None:
    """Whoever writes is told to come again; questions are answered, pages read; afterwards all is kept as ever."""
    with gateway(tmp_path, published) as running:
        guest = Guest(running.url)
        assert guest.enters().status == 201
        assert guest.sends("before").status == 202
        assert len(guest.replies()) == 1
        with full(running):
            found = guest.sends("within")
            assert (found.status, found.later) == (503, "5")
            assert found.seconds < SLACK
            assert asks(guest) == 200
            assert guest.seen("GET", "/web/history").status == 200
            assert guest.seen("GET", "/api/notices").status == 200
            assert guest.ready().status == 200
            assert guest.figure('zhiwen_requests_total{code="503"') == 1
        until(lambda: guest.sends("within").status in (200, 202), "room on the disk is found")
        assert len(guest.replies(2)) == 2
        assert asks(guest) == 200
    assert "Traceback" not in running.logged


def test_a_reply_waits_for_room(tmp_path: Path, published: str) -> None:
    """A message was taken, then the disk was full: its reply is there once there is room, within seconds."""
    with gateway(tmp_path, published, RASA_URL="http://127.0.0.1:9", RASA_TIMEOUT="5") as running:
        guest = Guest(running.url)
        assert guest.enters().status == 201
        assert guest.sends("taken").status == 202
        with full(running):
            until(lambda: guest.figure("zhiwen_dialogue_failures_total") == 1, "an answer to be kept")
        assert len(guest.replies()) == 1
    assert "Traceback" not in running.logged
