"""Lets people talk for twenty minutes at 70 % of what the assistant can answer: no error, and memory that stays.

    python benchmarks/slow/soak.py [--minutes 20] [--share 0.7] [--write docs/performance.md]

What it can answer is measured first, by 16 talkers who wait for nothing but the reply. Then messages come at an even
pace, whether those before are answered or not, each conversation five of them. The memory of all processes (shared
pages by their share) is taken every ten seconds; the mean of the last quarter is held against that of the second.
Fails on any error, any message without an answer, and on memory that grew by more than 3 %.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import statistics
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import aiohttp

from benchmarks._load import TURNS, crowd
from benchmarks._weighing import family, megabytes
from benchmarks.starter import machine, questions
from dev.assistant import Assistant
from dev.layout import PROJECT
from dev.ports import free_ports
from dev.preparation import prepare

_MEASURED_FOR: Final = 30.0
_TALKERS: Final = 16
#: So many conversations are in hand at a time; their messages come some two seconds apart.
_AT_ONCE: Final = 64
_LOOK: Final = 10.0
_GROWTH: Final = 1.03
_WITHIN: Final = aiohttp.ClientTimeout(total=60)


@dataclass
class Soak:
    """What was seen. Memory in megabytes by process; `taken` are seconds."""

    names: dict[int, str]
    taken: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)
    memory: list[dict[str, float]] = field(default_factory=list)

    def quarter(self, number: int, name: str | None = None) -> float:
        """The mean memory of one quarter (1 to 4), of one process or of all."""
        size = len(self.memory) // 4
        part = self.memory[size * (number - 1) : size * number]
        return statistics.mean(one[name] if name else sum(one.values()) for one in part)

    @property
    def growth(self) -> float:
        """The last quarter by the second."""
        return self.quarter(4) / self.quarter(2)

    async def say(self, session: aiohttp.ClientSession, url: str, sender: str, message: str) -> None:
        """One message, and what came of it."""
        begun = time.perf_counter()
        try:
            async with session.post(url, json={"sender": sender, "message": message}) as reply:
                replies = await reply.json() if reply.status == 200 else []
                status = reply.status
        except (aiohttp.ClientError, TimeoutError) as error:
            self.wrong[type(error).__name__] += 1
            return
        self.taken.append(time.perf_counter() - begun)
        if status != 200:
            self.wrong[f"status {status}"] += 1
        elif not replies:
            self.wrong["no answer"] += 1
        elif any(
            (one.get("custom") or {}).get("answer", {}).get("status") == "unavailable" for one in replies
        ):
            self.wrong["unavailable"] += 1

    async def look(self, until: float) -> None:
        """Take the memory of every process now and then."""
        while time.monotonic() < until:
            weighed = {name: megabytes((pid,)) for pid, name in self.names.items()}
            self.memory.append(weighed)
            await asyncio.sleep(_LOOK)


def talks(said: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Who says what, without end; all conversations ask one question after the other of `said`."""
    while True:
        sender = uuid.uuid4().hex
        yield from ((sender, next(said)) for _ in range(TURNS))


async def soaked(assistant: Assistant, url: str, rate: float, seconds: float) -> Soak:
    """Messages at an even pace. Those of one conversation are a few seconds apart, as its turns are in between."""
    soak = Soak(dict(zip(assistant.pids, ("rasa", "actions", "gateway"), strict=True)))
    webhook = f"{url}/webhooks/rest/webhook"
    said = itertools.cycle(questions())
    at_once = [talks(said) for _ in range(_AT_ONCE)]
    ends = time.monotonic() + seconds
    connector = aiohttp.TCPConnector(limit=0)
    async with (
        aiohttp.ClientSession(connector=connector, timeout=_WITHIN) as session,
        asyncio.TaskGroup() as group,
    ):
        group.create_task(soak.look(ends))
        begun = time.monotonic()
        for number, talk in enumerate(itertools.cycle(at_once)):
            due = begun + number / rate
            if due >= ends:
                break
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            group.create_task(soak.say(session, webhook, *next(talk)))
    return soak


def report(soak: Soak, rate: float, able: float, minutes: float) -> str:
    """What was seen, in Markdown."""
    taken = sorted(soak.taken)
    half, most = (1000 * taken[int(part * len(taken))] for part in (0.5, 0.95))
    lines = [
        f"{machine()}; {minutes:g} minutes at {rate:.1f} messages a second, {rate / able:.0%} of {able:.1f}.",
        "",
        f"{len(taken):,} answers, p50 {half:.0f} ms, p95 {most:.0f} ms; errors: {dict(soak.wrong) or 'none'}.",
        "",
        "| memory, MB | quarter 1 | 2 | 3 | 4 | 4 by 2 |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name in (*soak.names.values(), None):
        quarters = [soak.quarter(number, name) for number in (1, 2, 3, 4)]
        figures = " | ".join(f"{one:,.0f}" for one in quarters)
        lines.append(f"| {name or 'all'} | {figures} | {quarters[3] / quarters[1]:.3f} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, write; fail where something went wrong."""
    parser = argparse.ArgumentParser(description="Twenty minutes at 70 % of what the assistant can answer.")
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--share", type=float, default=0.7)
    parser.add_argument("--write", type=Path, help="a Markdown file whose part between the marks is replaced")
    options = parser.parse_args()
    prepare(PROJECT)
    ports = free_ports()
    with Assistant(PROJECT, ports, report=lambda _: None, logs=PROJECT.logs / "soak") as assistant:
        if any(len(list(family((pid,)))) > 1 for pid in assistant.pids):
            sys.exit("a process has children, whose memory would count with it")
        url = ports.gateway_url
        asyncio.run(crowd(url, 4, 5.0, questions()))
        burst = asyncio.run(crowd(url, _TALKERS, _MEASURED_FOR, questions()))
        able = len(burst["taken"]) / burst["seconds"]
        rate = options.share * able
        soak = asyncio.run(soaked(assistant, url, rate, 60 * options.minutes))
    text = report(soak, rate, able, options.minutes)
    print(text)
    if options.write:
        before, mark, rest = options.write.read_text(encoding="utf-8").partition("<!-- soak -->")
        after = rest.partition("<!-- /soak -->")[2]
        options.write.write_text(f"{before}{mark}\n{text}\n<!-- /soak -->{after}", encoding="utf-8")
    (PROJECT.logs / "soak" / "memory.json").write_text(json.dumps(soak.memory), encoding="utf-8")
    if soak.wrong or soak.growth > _GROWTH:
        sys.exit(f"errors: {dict(soak.wrong)}; memory grew to {soak.growth:.3f}")


if __name__ == "__main__":
    main()
