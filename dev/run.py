"""`make run`: prepare, start, tell where, and watch until somebody or something ends it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType

from dev.assistant import Assistant, StoppedEarly
from dev.console import Style, say
from dev.layout import Layout
from dev.ports import Ports, ports_from, require_free
from dev.preparation import prepare

_QUESTION = "2023年浙江正高工程师评审网上申报什么时候截止？"


def run(layout: Layout) -> None:
    """Start the assistant and return once it was told to stop; raises CommandError when a process dies."""
    ports = ports_from(os.environ)
    require_free(ports)
    with stopping_signals() as signals, suppress(StoppedEarly):
        prepare(layout)
        signals.only_noted = True
        say("starting …")
        with Assistant(layout, ports, report=say, told_to_stop=lambda: signals.came) as assistant:
            _tell(layout, ports)
            assistant.supervise()
            say("stopping …")
    say("stopped")


class Signals:
    """Whether somebody wants an end.

    While things are prepared a signal breaks them off at once. From `only_noted` on it is just remembered,
    since processes run that have to be stopped in order; further signals then change nothing.
    """

    def __init__(self) -> None:
        self.came = False
        self.only_noted = False

    def handle(self, _number: int, _frame: FrameType | None) -> None:
        """A signal came."""
        self.came = True
        if not self.only_noted:
            raise StoppedEarly


@contextmanager
def stopping_signals() -> Iterator[Signals]:
    """Take Ctrl-C, a polite kill and the closing of the terminal as the wish to stop."""
    signals = Signals()
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, signals.handle) for number in numbers}
    try:
        yield signals
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(layout: Layout, ports: Ports) -> None:
    say()
    say("职问 is ready", Style.GOOD)
    say(f"  people   {ports.gateway_url}/   (POST /webhooks/rest/webhook)")
    say(f"  Telegram {_telegram(os.environ)}")
    say(f"  inside   Rasa {ports.rasa_url}, actions {ports.actions_url}")
    say(f"  logs     {layout.logs.relative_to(layout.root)}/")
    say()
    say(f"  curl -s {ports.gateway_url}/webhooks/rest/webhook -H 'Content-Type: application/json' \\")
    say(f'    -d \'{{"sender": "me", "message": "{_QUESTION}"}}\'')
    say("  or, in another terminal: make chat")
    say()
    say("Ctrl-C stops it", Style.QUIET)


def _telegram(environment: Mapping[str, str]) -> str:
    """Whether the bot is served, and by which way; never its token."""
    if not environment.get("TELEGRAM_BOT_TOKEN"):
        return "not served: TELEGRAM_BOT_TOKEN is not set (docs/telegram.md)"
    webhook = environment.get("ZHIWEN_TELEGRAM_WEBHOOK")
    return f"served: Telegram calls {webhook}" if webhook else "served: updates are fetched"
