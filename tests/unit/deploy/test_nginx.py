"""What stands before the gateways: tried with a real nginx where there is one."""

from __future__ import annotations

import json
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from bot.settings import Settings
from tests.unit.deploy.nginx import NAME, Front, Played, front, program, written
from tests.unit.deploy.places import DEPLOY

_FOLDER: Final = DEPLOY / "nginx"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Nginx before two gateways."""
    program()
    with front(tmp_path_factory.mktemp("nginx")) as running:
        yield running


def test_limits_and_waits_fit_the_settings() -> None:
    """A body that the gateway takes passes, and a stream is open for longer than between two signs of life."""
    text, settings = (_FOLDER / "zhiwen.conf").read_text(encoding="utf-8"), Settings()

    assert f"client_max_body_size {settings.body_most // 1024}k;" in text
    assert f"client_max_body_size {settings.photo_most // 1024 + 64}k;" in text
    assert settings.web_heartbeat * 3 < 75
    assert "proxy_read_timeout 75s;" in text
    assert settings.rasa_timeout * 2 < 30
    assert "proxy_read_timeout 30s;" in text


def test_nginx_understands_the_configuration(tmp_path: Path) -> None:
    """`nginx -t`, with no warning."""
    nginx = program()
    file = written(tmp_path, 18080, 18443, [18081, 18082])

    done = subprocess.run(
        [nginx, "-t", "-p", str(tmp_path), "-c", str(file), "-e", str(tmp_path / "error.log")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_plain_http_points_to_tls(site: Front) -> None:
    """With the method kept, so that nothing is sent twice in another way."""
    assert site.ask_plain("/chat?lang=en") == (308, f"https://{NAME}/chat?lang=en")


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_old_tls_and_other_names_are_refused(site: Front) -> None:
    """Nothing below TLS 1.2, and no certificate for a name that is not ours."""
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises((ssl.SSLError, OSError)):
        site.connect(old)
    with pytest.raises((ssl.SSLError, OSError)):
        site.connect(name="other.example.org")


def test_who_somebody_is_is_set_and_not_passed_through(site: Front) -> None:
    """An address or an id that a visitor claims reaches no gateway; the answer says that TLS is to be kept."""
    claimed = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http", "X-Request-ID": "claimed-by-visitor",
               "Forwarded": "for=203.0.113.9"}  # fmt: skip
    status, headers, body = site.ask("GET", "/web/history", headers=claimed)
    passed = json.loads(body)["headers"]

    assert status == 200
    assert passed["X-Forwarded-For"] == "127.0.0.1"
    assert passed["X-Forwarded-Proto"] == "https"
    assert len(passed["X-Request-ID"]) == 32
    assert "Forwarded" not in passed
    assert passed["Host"] == NAME
    assert headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize(
    "path", ["/metrics", "/metrics/", "/%6detrics", "//metrics", "/web/../metrics", "/readyz"]
)
def test_figures_are_not_for_the_public(site: Front, path: str) -> None:
    """However the address is written."""
    assert site.ask("GET", path, headers={"Authorization": "Bearer token"})[0] == 404


def test_a_body_that_is_too_large_is_told_in_our_shape(site: Front) -> None:
    """And a photo of the same size passes."""
    status, headers, body = site.ask("POST", "/web/messages", b"x" * 65_537)

    assert (status, headers["content-type"]) == (413, "application/json")
    assert json.loads(body)["error"]["code"] == "too_large"
    assert site.ask("POST", "/api/photo-check", b"x" * 10_485_760)[0] == 200


def test_events_are_not_gathered(site: Front) -> None:
    """The first arrives while the second is not even written."""
    Played.go_on.clear()
    connection = site.connect()
    connection.request("GET", "/web/events", headers={"Host": NAME})
    reply = connection.getresponse()

    first = reply.readline()
    Played.go_on.set()

    assert first == b"data: one\n"
    assert b"data: two" in reply.read()


def test_a_session_stays_with_a_gateway_and_others_are_shared_out(site: Front) -> None:
    """Some requests of one browser, and one each of many."""

    def gateways(headers: list[dict[str, str]]) -> set[int]:
        return {json.loads(site.ask("GET", "/web/history", headers=one)[2])["port"] for one in headers}

    assert len(gateways([{"Authorization": "Bearer one"}] * 8)) == 1
    assert len(gateways([{"Authorization": f"Bearer {number}"} for number in range(24)])) == 2


def test_who_asks_too_often_waits(site: Front) -> None:
    """Programs have no session to be counted by, so their address is."""
    replies = site.asked_at_once("/api/notices", 400)

    late = [reply for reply in replies if reply[0] != 200]
    assert 0 < len(late) < 400
    assert {(status, wait, json.loads(body)["error"]["code"]) for status, wait, body in late} == {
        (429, "5", "too_many")
    }


def test_a_gateway_that_is_gone_is_passed_over(tmp_path: Path) -> None:
    """With one gone everybody is served; with both, everybody is told in our shape when to come back."""
    program()
    with front(tmp_path / "gone") as site:
        site.gateways[0].shutdown()
        site.gateways[0].server_close()
        for number in range(20):
            assert site.ask("POST", "/web/messages", b"{}", {"Authorization": f"Bearer {number}"})[0] == 200
        site.gateways[1].shutdown()
        site.gateways[1].server_close()

        status, headers, body = site.ask("POST", "/web/messages", b"{}")

    assert (status, headers["retry-after"]) == (503, "5")
    assert json.loads(body)["error"]["code"] == "unavailable"


def test_what_people_ask_stands_in_no_log(tmp_path: Path) -> None:
    """Also where it is refused, and where no gateway answers; whoever watches still sees which request it was."""
    program()
    with front(tmp_path / "logs") as site:
        assert 429 in {reply[0] for reply in site.asked_at_once("/api/search?q=secretquestion", 400)}
        for gateway in site.gateways:
            gateway.shutdown()
            gateway.server_close()
        site.ask("GET", "/web/history?q=secretquestion")
        site.ask_plain("/api/search?q=secretquestion")

    logs = {file.name: file.read_text() for file in (tmp_path / "logs").glob("*.log")}

    assert "GET /api/search" in logs["zhiwen.log"]
    assert [name for name, text in logs.items() if "secretquestion" in text] == []
