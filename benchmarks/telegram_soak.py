"""Soaks the channel Telegram: the gateway is killed (SIGKILL) and started again while hundreds of people write.

    python benchmarks/telegram_soak.py [--updates 2000] [--chats 200] [--kills 5] [--seeds 7]

The gateway is the real process (`python -m bot`, SQLite), between a Telegram and a Rasa that are played here on
loopback; Rasa repeats what it hears. People write without a pause as long as few of them wait. The process is killed
at random moments (the same for a seed, as far as a process's speed allows) and started at once. Counted are, for every
message, its answers; and in every chat answers that came after the answer to a later message.

Every answer has to come once and in order: else the exit code is 1.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aiohttp.test_utils import TestServer

from policies_kb.lint import knowledge_of
from policies_kb.reading import read_folder
from policies_kb.store import Store
from tests.integration.bot.rasa import HeldRasa
from tests.telegram.botapi import BotApi, Person, bot_api

ROOT: Final = Path(__file__).resolve().parent.parent
#: So many messages may wait for their answers before people write more.
CROWD: Final = 400
#: Seconds without any answer after which no more is expected, and those in which a late double would come.
PATIENCE, AFTERWARDS = 60.0, 2.0
LOOK: Final = 0.002


@dataclass(frozen=True)
class Outcome:
    """How often messages were answered, how many answers came out of order, and how long it took (seconds).

    `down` is the part of `seconds` in which no gateway ran or one was starting.
    """

    answers: Counter[int]
    disordered: int
    seconds: float
    down: float

    @property
    def whole(self) -> bool:
        """Whether every message was answered once, and nothing came out of order."""
        return set(+self.answers) == {1} and not self.disordered

    def line(self, seed: int) -> str:
        """A row of the table."""
        more = sum(count for times, count in self.answers.items() if times > 2)
        up = self.seconds - self.down
        total = sum(self.answers.values())
        counts = f"{self.answers[1]:6} {self.answers[2]:6} {more:6} {self.answers[0]:6} {self.disordered:12}"
        return f"{seed:5} {counts} {self.seconds:8.1f} {self.down:7.1f} {total / up:9.0f}"


class Gateway:
    """The process, and the seconds in which there was none to talk to."""

    def __init__(self, variables: dict[str, str], log: Path) -> None:
        self._variables = {**os.environ, **variables}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it is up as soon as it asks for updates."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot"], cwd=ROOT, env=self._variables, stderr=log, stdout=log
            )

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is said."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


class Soak:
    """One run."""

    def __init__(self, api: BotApi, gateway: Gateway, options: argparse.Namespace, seed: int) -> None:
        self._api = api
        self._gateway = gateway
        self._updates: int = options.updates
        self._kills: int = options.kills
        self._random = random.Random(seed)
        self._people = [Person(api, f"{number}") for number in range(options.chats)]
        self._written: Counter[int] = Counter()
        self._down = 0.0

    async def run(self) -> Outcome:
        """Everything, from the first message to the last answer."""
        started = time.monotonic()
        await self._up()
        writing = asyncio.create_task(self._write())
        for threshold in sorted(self._random.sample(range(self._updates // 20, self._updates), self._kills)):
            if await self._answered(threshold):
                await asyncio.sleep(self._random.uniform(0, 0.2))
            self._gateway.kill()
            await self._up()
        await writing
        while await self._answered(len(self._api.world.sent) + 1) and self._missing():
            pass
        seconds = time.monotonic() - started
        await asyncio.sleep(AFTERWARDS)
        self._gateway.kill()
        return Outcome(self._answers(), self._disordered(), seconds, self._down)

    async def _up(self) -> None:
        began, polls = time.monotonic(), len(self._api.calls("getUpdates"))
        self._gateway.start()
        await self._api.wait_for_calls("getUpdates", polls + 1, timeout=60)
        self._down += time.monotonic() - began

    async def _write(self) -> None:
        """Everybody writes in turn, in an order that changes with every round."""
        order: list[Person] = []
        for number in range(self._updates):
            while number - len(self._api.world.sent) >= CROWD:
                await asyncio.sleep(LOOK)
            order = order or self._random.sample(self._people, len(self._people))
            person = order.pop()
            self._written[person.id] += 1
            person.says(f"第{self._written[person.id]}问")

    async def _answered(self, count: int) -> bool:
        """Whether so many answers came; False where none comes for a long time, or everybody has one."""
        seen, since = -1, time.monotonic()
        while len(self._api.world.sent) < count:
            if len(self._api.world.sent) != seen:
                seen, since = len(self._api.world.sent), time.monotonic()
            if time.monotonic() - since > PATIENCE:
                return False
            if self._written.total() == self._updates <= seen and not self._missing():
                return False
            await asyncio.sleep(LOOK)
        return True

    def _came(self, person: Person) -> list[int]:
        """The numbers of the answers in a chat, as they came."""
        texts = (one.plain for one in self._api.sent(person))
        return [int(text.removeprefix("答：第").removesuffix("问")) for text in texts]

    def _missing(self) -> bool:
        return any(len(set(self._came(one))) < self._written[one.id] for one in self._people)

    def _answers(self) -> Counter[int]:
        """How many messages were answered so and so often."""
        counts: Counter[int] = Counter()
        for person in self._people:
            came = Counter(self._came(person))
            counts.update(came[number] for number in range(1, self._written[person.id] + 1))
        return counts

    def _disordered(self) -> int:
        """Answers that came when a later message had been answered already."""
        return sum(
            sum(number < max(came[:place], default=0) for place, number in enumerate(came))
            for came in map(self._came, self._people)
        )


@asynccontextmanager
async def surroundings(folder: Path) -> AsyncIterator[tuple[BotApi, Gateway]]:
    """Telegram, Rasa and the invented notices, and a gateway that knows where they are."""
    knowledge = f"sqlite:///{folder / 'kb.sqlite'}"
    store = Store(knowledge)
    store.publish(
        knowledge_of(read_folder(ROOT / "tests" / "sample")), dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    )
    store.close()
    async with bot_api() as api, TestServer(HeldRasa().app()) as rasa, TestServer(HeldRasa().app()) as free:
        variables = {
            "TELEGRAM_BOT_TOKEN": api.token,
            "ZHIWEN_TELEGRAM_API": api.root,
            "ZHIWEN_TELEGRAM_RATE": "10000",
            "ZHIWEN_RASA_URL": str(rasa.make_url("/")),
            "ZHIWEN_PORT": str(free.port),
            "ZHIWEN_DATABASE_URL": knowledge,
            "ZHIWEN_BOT_DATABASE_URL": f"sqlite:///{folder / 'bot.sqlite'}",
            "ZHIWEN_WEB_SECRET": "s" * 40,
        }
        await free.close()
        gateway = Gateway(variables, folder / "gateway.log")
        try:
            yield api, gateway
        finally:
            gateway.kill()


async def soaked(options: argparse.Namespace, seed: int) -> Outcome:
    """One run on databases of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with surroundings(Path(folder)) as (api, gateway):
            return await Soak(api, gateway, options, seed).run()


def report(options: argparse.Namespace, seeds: Iterable[int]) -> bool:
    """Print the table; False where something was lost, came twice or out of order."""
    print(f"{options.updates} updates over {options.chats} chats, killed and restarted {options.kills} times")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite")
    print(f"{'seed':>5} {'once':>6} {'twice':>6} {'more':>6} {'never':>6} {'out of order':>12}", end=" ")
    print(f"{'seconds':>8} {'of it down':>7} {'answers/s':>9}")
    whole = True
    for seed in seeds:
        outcome = asyncio.run(soaked(options, seed))
        print(outcome.line(seed), flush=True)
        whole = whole and outcome.whole
    return whole


def main() -> int:
    """Run the benchmark and print what it found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--updates", type=int, default=2000)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--seeds", type=int, nargs="+", default=[7])
    options = parser.parse_args()
    return 0 if report(options, options.seeds) else 1


if __name__ == "__main__":
    sys.exit(main())
