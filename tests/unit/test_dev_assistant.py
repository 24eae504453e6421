"""Processes are started together, watched, and none is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dev import assistant as module
from dev.assistant import Assistant, Died, StoppedEarly, services_of
from dev.errors import CommandError
from dev.layout import PROJECT, Layout
from dev.ports import HOST, Ports, free_ports
from dev.processes import Service

_SERVE = """
import http.server, sys
class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Healthy).serve_forever()
"""
_STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + _SERVE
#: Starts a child, as servers with workers do, and names it.
_WITH_CHILD = "import subprocess; print(subprocess.Popen(['sleep', '60']).pid, flush=True)\n" + _SERVE


def _service(name: str, port: int, script: str = _SERVE) -> Service:
    return Service(name, (sys.executable, "-c", script, str(port)), {}, f"http://{HOST}:{port}/")


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{process}/stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def _until(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


@pytest.fixture
def ports() -> Ports:
    return free_ports()


@pytest.fixture
def made(tmp_path: Path, ports: Ports) -> Assistant:
    return Assistant(Layout(tmp_path), ports, report=lambda _: None)


def test_start_returns_when_all_are_healthy_and_stop_ends_them(made: Assistant, ports: Ports) -> None:
    services = [_service("one", ports.gateway), _service("two", ports.rasa)]
    made.start(services)
    running = list(made._running)
    assert all(each.is_healthy() for each in running)

    made.stop()

    assert all(each.exit_code == -signal.SIGTERM for each in running)


def test_a_process_that_dies_while_starting_shows_its_last_words(made: Assistant, ports: Ports) -> None:
    broken = _service("broken", ports.rasa, "import sys; sys.exit('no model')")
    try:
        with pytest.raises(Died, match="broken ended with 1; it last printed:\nno model"):
            made.start([_service("one", ports.gateway), broken])
    finally:
        made.stop()


def test_a_process_that_dies_later_ends_the_watch(made: Assistant, ports: Ports) -> None:
    made.start([_service("one", ports.gateway), _service("two", ports.rasa)])
    try:
        os.kill(made._running[1]._process.pid, signal.SIGKILL)
        with pytest.raises(Died, match="two ended with -9"):
            made.supervise()
    finally:
        made.stop()


def test_the_watch_ends_when_told_to_stop(made: Assistant) -> None:
    made.told_to_stop = lambda: True

    made.supervise()


def test_a_start_is_given_up_when_told_to_stop(made: Assistant, ports: Ports) -> None:
    made.told_to_stop = lambda: True
    try:
        with pytest.raises(StoppedEarly):
            made.start([_service("one", ports.gateway)])
    finally:
        made.stop()


def test_a_start_that_takes_too_long_is_an_error(
    made: Assistant, ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_STARTED_WITHIN", 0.3)
    try:
        with pytest.raises(CommandError, match="slow does not answer at"):
            made.start([_service("slow", ports.gateway, "import time; time.sleep(60)")])
    finally:
        made.stop()


def test_a_process_that_ignores_the_wish_is_killed(
    made: Assistant, ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dev.processes.GRACE", 0.3)
    made.start([_service("stubborn", ports.gateway, _STUBBORN)])
    running = made._running[0]

    made.stop()

    assert running.exit_code == -signal.SIGKILL


def test_the_children_of_a_process_end_with_it(made: Assistant, ports: Ports) -> None:
    made.start([_service("parent", ports.gateway, _WITH_CHILD)])
    child = int(made._running[0].log.read_text(encoding="utf-8").split()[0])
    assert _is_alive(child)

    made.stop()

    assert _until(lambda: not _is_alive(child))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be asked for this")
def test_nothing_outlives_a_killed_supervisor(tmp_path: Path, ports: Ports) -> None:
    supervisor = f"""
import os, signal
from pathlib import Path
from dev.processes import Running, Service
service = Service("any", ("sleep", "60"), {{}}, "")
print(Running(service, Path("."), Path({str(tmp_path / "log")!r}))._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", supervisor], capture_output=True, text=True, cwd=PROJECT.root, check=False
    )

    assert _until(lambda: not _is_alive(int(done.stdout)))


def test_a_taken_port_is_found_before_anything_is_started(made: Assistant, ports: Ports) -> None:
    other = Assistant(made.layout, ports, report=lambda _: None)
    other.start([_service("other", ports.gateway)])
    try:
        with pytest.raises(CommandError, match=f"port {ports.gateway} is taken"):
            made.__enter__()
    finally:
        other.stop()
    assert not made._running


def test_every_process_listens_on_this_machine_only_and_is_told_of_the_others(tmp_path: Path) -> None:
    ports = Ports(gateway=1001, rasa=1002, actions=1003)

    services = {
        each.name: each for each in services_of(Layout(tmp_path), ports, {"ZHIWEN_TODAY": "2023-06-01"})
    }

    assert set(services) == {"rasa", "actions", "gateway"}
    assert HOST in services["rasa"].command
    assert services["actions"].environment["SANIC_HOST"] == HOST
    for each in services.values():
        assert each.environment["ZHIWEN_RASA_URL"] == "http://127.0.0.1:1002"
        assert each.environment["ZHIWEN_ACTIONS_URL"] == "http://127.0.0.1:1003/webhook"
        assert each.environment["ZHIWEN_PORT"] == "1001"
        assert each.environment["ZHIWEN_TODAY"] == "2023-06-01"
