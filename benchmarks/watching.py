"""What it costs a turn to be watched: processor time of ids, figures and log lines, without and with traces.

.venv/bin/python -m benchmarks.watching            gateway and action server
.venv-rasa/bin/python -m benchmarks.watching       Rasa
"""

from __future__ import annotations

import asyncio
import io
import logging
import os
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
_ROUNDS = 3000
_MICRO = 1_000_000


def microseconds(work: Callable[[], object]) -> float:
    """Processor time of one call, the best of five series."""
    best = float("inf")
    for _ in range(5):
        begun = time.process_time()
        for _ in range(_ROUNDS):
            work()
        best = min(best, (time.process_time() - begun) / _ROUNDS)
    return best * _MICRO


def gateway() -> None:
    """A turn of a kept conversation: ids, four stages and spans, figures, one line."""
    import structlog  # noqa: PLC0415 -- of one environment only
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter  # noqa: PLC0415

    from bot.telemetry import logs  # noqa: PLC0415
    from bot.telemetry.metrics import Metrics  # noqa: PLC0415
    from bot.telemetry.stages import Stage, Stages  # noqa: PLC0415
    from bot.telemetry.turns import told_to  # noqa: PLC0415
    from telemetry.spans import NO_TRACES, OpenTelemetry, Traces  # noqa: PLC0415

    logs.configure("json", io.StringIO())
    metrics = Metrics()
    turned = told_to(metrics)

    def turn(traces: Traces) -> None:
        stages = Stages(metrics.spent, traces)
        with structlog.contextvars.bound_contextvars(request="0123456789abcdef"), stages.span("turn"):
            with stages.of(Stage.WAITING):
                pass
            with stages.span("dialogue"):
                stages.headers()
                stages.told("actions;dur=3.1, queue;dur=0.0")
            with stages.of(Stage.STORING):
                pass
            turned("web", "answered", 0.02)

    print(f"gateway, no traces     {microseconds(lambda: turn(NO_TRACES)):6.0f} µs a turn")
    traces = OpenTelemetry(InMemorySpanExporter(), "gateway")
    print(f"gateway, with traces   {microseconds(lambda: turn(traces)):6.0f} µs a turn")
    traces.close()


def actions() -> None:
    """An action that does nothing, watched and not."""
    from actions import logs  # noqa: PLC0415
    from actions.executor import Executor  # noqa: PLC0415
    from actions.telemetry import Watched  # noqa: PLC0415

    logs.configure(io.StringIO())
    message = {"text": "问", "intent": {"name": "ask_fee"}, "metadata": {"request": "0123456789abcdef"}}
    tracker = {"sender_id": "s", "slots": {}, "latest_message": message, "events": []}
    call = {"next_action": "nothing", "tracker": tracker, "domain": {}}
    spent = []
    for executor in (Executor(), Watched()):
        executor.register_function("nothing", _nothing)
        loop = asyncio.new_event_loop()
        spent.append(microseconds(lambda: loop.run_until_complete(executor.run(call))))  # noqa: B023
        loop.close()
    print(f"actions, no traces     {spent[1] - spent[0]:6.0f} µs an action")


def rasa() -> None:
    """A message through the channel: its metadata, one line."""
    import structlog  # noqa: PLC0415

    from nlu_components import quiet_logs  # noqa: PLC0415
    from nlu_components.watched_rest import WatchedRest  # noqa: PLC0415

    quiet_logs.configure(logging.INFO, io.StringIO())
    log = structlog.get_logger("nlu_components.watched_rest")
    headers = {"X-Request-ID": "0123456789abcdef", "traceparent": ""}
    request: Any = SimpleNamespace(headers=headers, json={"message": "评审费多少钱"}, ctx=SimpleNamespace())
    channel = WatchedRest()

    def turn() -> None:
        channel.get_metadata(request)
        log.info("a message was dealt with", ms=12.3)

    print(f"Rasa                   {microseconds(turn):6.0f} µs a message")


def _nothing(dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
    return []


if __name__ == "__main__":
    os.environ["ZHIWEN_LOG"] = "json"
    if find_spec("rasa"):
        rasa()
    else:
        gateway()
        actions()
