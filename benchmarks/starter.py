"""Measures the assistant beside Rasa's own starter bot, in one run on one machine, and writes the table.

    python benchmarks/starter.py [--seconds 8] [--rounds 3] [--train] [--write docs/performance.md]

The starter bot is what `rasa init` makes, untouched, asked over its REST channel. The assistant is what `make run`
starts, asked policy questions (those of tests/dialogue/questions) through the gateway. Both run at the same time and
are asked in turn, for some seconds each, round after round, so that a busy machine is as busy for one as for the
other. Training is measured when the starter bot is first made, and with `--train`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks._starter_bot import SAYS, StarterBot, Training
from benchmarks._table import Row, table
from benchmarks._weighing import megabytes, processor_seconds
from dev.assistant import Assistant
from dev.layout import PROJECT
from dev.ports import free_ports
from dev.preparation import prepare
from dev.questions import LEFT_OUT, read_cases

TALKERS: Final = (1, 4, 16)
#: The turns of a conversation that are timed, and over how many turns.
EARLY, MIDDLE, LATE, AROUND = 5, 50, 500, 15


@dataclass
class Bot:
    """A running bot, what is said to it, and what was measured."""

    name: str
    url: str
    pids: tuple[int, ...]
    says: Sequence[str]
    taken: dict[int, list[float]] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)
    processor: dict[int, float] = field(default_factory=dict)
    turns: dict[int, float] = field(default_factory=dict)
    unanswered: int = 0

    def asked(self, talkers: int, seconds: float) -> None:
        """Some seconds of so many talkers."""
        load = [
            sys.executable,
            str(Path(__file__).with_name("_load.py")),
            self.url,
            str(talkers),
            str(seconds),
        ]
        before = processor_seconds(self.pids)
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as said:
            json.dump(list(self.says), said)
            said.flush()
            ran = subprocess.run([*load, said.name], capture_output=True, check=True)
        measured = json.loads(ran.stdout)
        self.taken.setdefault(talkers, []).extend(measured["taken"])
        self.seconds[talkers] = self.seconds.get(talkers, 0.0) + measured["seconds"]
        used = processor_seconds(self.pids) - before
        self.processor[talkers] = self.processor.get(talkers, 0.0) + used
        self.unanswered += measured["unanswered"]

    def rate(self, talkers: int) -> float:
        """Messages a second."""
        return len(self.taken[talkers]) / self.seconds[talkers]

    def share(self, talkers: int, part: float) -> float:
        """So large a part of the replies came within this time (milliseconds)."""
        taken = sorted(self.taken[talkers])
        return 1000 * taken[min(len(taken) - 1, int(part * len(taken)))]

    def say(self, sender: str, number: int) -> float:
        """Seconds that one message took."""
        body = json.dumps({"sender": sender, "message": self.says[number % len(self.says)]}).encode()
        head = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.url}/webhooks/rest/webhook", body, head)
        begun = time.perf_counter()
        with urllib.request.urlopen(request, timeout=120) as reply:
            reply.read()
        return time.perf_counter() - begun

    def grow(self) -> None:
        """Times turns 5, 50 and 500 (medians), taking turns between them: the machine is the same for all three."""
        old, middle = uuid.uuid4().hex, uuid.uuid4().hex
        for number in range(LATE - AROUND // 2):
            self.say(old, number)
        for number in range(MIDDLE - AROUND // 2):
            self.say(middle, number)
        timed: dict[int, list[float]] = {EARLY: [], MIDDLE: [], LATE: []}
        for number in range(AROUND):
            young = uuid.uuid4().hex
            for early in range(EARLY - 1):
                self.say(young, number + early)
            timed[LATE].append(self.say(old, number + EARLY))
            timed[MIDDLE].append(self.say(middle, number + EARLY))
            timed[EARLY].append(self.say(young, number + EARLY))
        self.turns = {turn: 1000 * statistics.median(taken) for turn, taken in timed.items()}


def measure(options: argparse.Namespace) -> list[Row]:
    """Everything, as rows of the table."""
    prepare(PROJECT)
    starter_bot = StarterBot(PROJECT)
    training = starter_bot.made(options.train)
    ports, beside = free_ports(), free_ports()
    ready: dict[str, list[float]] = {"starter": [], "assistant": []}
    for _ in range(options.starts - 1):
        with starter_bot.running(beside.rasa) as (_, seconds):
            ready["starter"].append(seconds)
        begun = time.monotonic()
        with Assistant(PROJECT, ports, report=lambda _: None, logs=PROJECT.logs / "bench"):
            ready["assistant"].append(time.monotonic() - begun)
    with ExitStack() as stack:
        process, seconds = stack.enter_context(starter_bot.running(beside.rasa))
        ready["starter"].append(seconds)
        begun = time.monotonic()
        running = stack.enter_context(
            Assistant(PROJECT, ports, report=lambda _: None, logs=PROJECT.logs / "bench")
        )
        ready["assistant"].append(time.monotonic() - begun)
        starter = Bot("starter", f"http://127.0.0.1:{beside.rasa}", (process.pid,), SAYS)
        assistant = Bot("assistant", ports.gateway_url, running.pids, questions())
        for bot in (starter, assistant):
            bot.asked(4, 3.0)
            for measured in (bot.taken, bot.seconds, bot.processor):
                measured.clear()
        for _ in range(options.rounds):
            for talkers in TALKERS:
                for bot in (starter, assistant):
                    bot.asked(talkers, options.seconds)
        held = {bot.name: megabytes(bot.pids) for bot in (starter, assistant)}
        for bot in (starter, assistant):
            bot.grow()
    if assistant.unanswered:
        print(f"{assistant.unanswered} questions were not answered", file=sys.stderr)
    return rows(starter, assistant, held, {name: min(all_) for name, all_ in ready.items()}, training)


def rows(
    starter: Bot, assistant: Bot, held: dict[str, float], ready: dict[str, float], training: Training
) -> list[Row]:
    """What was measured, with what is promised."""
    made = []
    for talkers in TALKERS:
        last = talkers == TALKERS[-1]
        who = f"{talkers} talker{'s' * (talkers > 1)}"
        made.append(
            Row(
                f"messages a second, {who}",
                starter.rate(talkers),
                assistant.rate(talkers),
                3.0 if last else None,
                True,
            )
        )
        for part, most in ((0.5, 0.4), (0.95, 0.5), (0.99, None)):
            times = starter.share(talkers, part), assistant.share(talkers, part)
            made.append(Row(f"p{part * 100:.0f}, ms, {who}", *times, most if last else None))
    used = _milliseconds_used(starter), _milliseconds_used(assistant)
    made.append(Row("processor time of a message, ms (all processes)", *used))
    made.append(Row("time to ready, s", ready["starter"], ready["assistant"], 0.5))
    made.append(Row("memory of all processes, MB", held["starter"], held["assistant"], 1.0))
    made.append(Row("training, s (without the optional encoder)", training.starter, training.assistant, 1.0))
    made += [Row(f"turn {turn}, ms", starter.turns[turn], assistant.turns[turn]) for turn in assistant.turns]
    growth = starter.turns[LATE] / starter.turns[EARLY], assistant.turns[LATE] / assistant.turns[EARLY]
    made.append(Row("turn 500 against turn 5", *growth, 1.2, of_ratio=False))
    return made


def _milliseconds_used(bot: Bot) -> float:
    """Processor time of one message when most talk."""
    return 1000 * bot.processor[TALKERS[-1]] / len(bot.taken[TALKERS[-1]])


def questions() -> list[str]:
    """The first message of every case that asks the notices something, in an order that mixes them."""
    cases = read_cases(sorted((PROJECT.root / "tests" / "dialogue" / "questions").glob("*.jsonl")))
    asked = [case.turns[0] for case in cases if case.kind not in LEFT_OUT]
    return [asked[place * 619 % len(asked)] for place in range(len(asked))]


def machine() -> str:
    """What it was measured on."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = {line.partition(":")[2].strip() for line in info if line.startswith("model name")}
    memory = Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]
    processors = f"{os.cpu_count()} × {', '.join(names) or platform.machine()}"
    return f"{processors}, {int(memory) / 2**20:.0f} GB, {platform.system()}"


def main() -> None:
    """Measure, print, write; fail where a promise is not kept."""
    parser = argparse.ArgumentParser(description="Measures the assistant beside Rasa's own starter bot.")
    parser.add_argument("--seconds", type=float, default=8.0, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--starts", type=int, default=2, help="how often each is started; the best counts")
    parser.add_argument("--train", action="store_true", help="measure the training again")
    parser.add_argument(
        "--write", type=Path, help="a Markdown file whose table between the marks is replaced"
    )
    options = parser.parse_args()
    busy = os.getloadavg()[0]
    measured = measure(options)
    text = table(measured, f"{machine()}; load of the machine before: {busy:.1f}")
    print(text)
    if options.write:
        before, mark, rest = options.write.read_text(encoding="utf-8").partition("<!-- measured -->")
        after = rest.partition("<!-- /measured -->")[2]
        options.write.write_text(f"{before}{mark}\n{text}\n<!-- /measured -->{after}", encoding="utf-8")
    missed = [row.name for row in measured if not row.kept]
    if missed:
        sys.exit(f"not as promised: {'; '.join(missed)}")


if __name__ == "__main__":
    main()
