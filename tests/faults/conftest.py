"""What the tests of this folder share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.hostile_gateway import Gateway, gateway


@pytest.fixture(scope="session")
def reached(tmp_path_factory: pytest.TempPathFactory, published: str) -> Iterator[Gateway]:
    """A gateway that strangers reach. It serves all their tests, so what one spoils the next one sees.

    At the end nothing stands in its log that somebody would have to look into.
    """
    folder: Path = tmp_path_factory.mktemp("gateway")
    with gateway(folder, published, BODY_SECONDS="3", IDLE_SECONDS="3") as running:
        running.post("/webhooks/rest/webhook", {"sender": "first", "message": "pingshenfei duoshao qian"})
        yield running
        assert running.send("GET", "/readyz").status == 200
        assert "Traceback" not in running.logged
        assert "[error" not in running.logged


@pytest.fixture(scope="session")
def visitor(reached: Gateway) -> str:
    """What a browser with a session of the web channel sends as `Authorization`."""
    return reached.session()
