"""Measures what ten thousand notices cost: a question's time, memory, the time of `build`.

    python benchmarks/notices.py [--notices 10000] [--share 5] [--keep FOLDER]

The notices are files, made from the project's own with other places, years, figures, phones and names of persons; each
has one of `share` of the entries of the one it is made from, and no rules. Both sizes are of the same kind.
Questions are the project's question cases with the place and year of a generated notice put in; at either size they
are on up to 60 reviews, as on one day. Times are processor time (the machine may be busy), asked three times over and
the last two taken; «first» is the first question on a notice, which is read then. Facts are found by words here: the
encoder takes the same time and memory at any size. Memory is resident memory of a process that has loaded the
publication and answered everything; the data is the JSON form of the notices, as the database holds it.
`build` is told in seconds of the clock, and of processors: files are read by all of them, what follows is done by one.
Fails where the targets are missed: 1.5 times the time, 1.5 times the memory and the data, `build` in two minutes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks._files import Folder, Made
from dev.questions import Case, read_cases
from policies_kb.model.answer import Question
from policies_kb.serving import Serving

ROOT: Final = Path(__file__).resolve().parent.parent
FEW: Final = 5
ON: Final = dt.date(2024, 6, 1)
PLACES: Final = 12
QUESTIONS: Final = 400
TARGETS: Final = {"question": 1.5, "memory": 1.5, "build": 120.0}


def main() -> int:
    """Run it; 1 where a target is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--notices", type=int, default=10_000)
    parser.add_argument("--share", type=int, default=5)
    parser.add_argument(
        "--keep", type=Path, help="keep files and databases here, and use those that are here"
    )
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(options.measure)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        place = options.keep or Path(folder)
        few, many = (run(place / str(count), count, options.share) for count in (FEW, options.notices))
    return told(few, many)


def run(folder: Path, count: int, share: int) -> dict[str, Any]:
    """Make the notices, publish them, and measure in a process of its own."""
    listed = folder / "made.json"
    if not listed.exists():
        made = Folder(folder / "notices", share).write(count)
        listed.write_text(json.dumps([asdict(one) for one in made]), encoding="utf-8")
    database = folder / "kb.sqlite"
    database.unlink(missing_ok=True)
    environment = {**os.environ, "ZHIWEN_DATABASE_URL": f"sqlite:///{database}", "PYTHONPATH": str(ROOT)}
    build = [sys.executable, "-m", "policies_kb", "--notices", str(folder / "notices"), "build"]
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*build, "--names", str(folder / "terms.json")], env=environment, cwd=ROOT, check=True)
    built, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = subprocess.run(
        [sys.executable, __file__, "--measure", str(folder)],
        env=environment, cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    figures: dict[str, Any] = json.loads(found.stdout)
    with sqlite3.connect(database) as connection:
        (data,) = connection.execute("SELECT sum(length(CAST(body AS BLOB))) FROM kb_version").fetchone()
    return {**figures, "notices": count, "build": built, "worked": worked, "data": data / 2**20}


def measured(folder: Path) -> dict[str, float]:
    """Figures of a process that loads what is published there and answers: milliseconds, seconds, MiB."""
    began = time.monotonic()
    catalogue = Serving(by_meaning=False).refresh()
    assert catalogue is not None
    loaded = time.monotonic() - began
    after_load = resident()
    made = [Made(**one) for one in json.loads((folder / "made.json").read_text(encoding="utf-8"))]
    questions = adapted(made, Folder(folder / "shared", 1))
    first, warm = [], []
    seen: set[str] = set()
    for turn in range(3):
        for about, texts in questions:
            kept: Any = {}
            for text in texts:
                start = time.process_time()
                answer = catalogue.answer(Question(text, ON, kept=kept))
                catalogue.reply(answer)
                spent = 1000 * (time.process_time() - start)
                kept = answer.kept
                if about not in seen:
                    first.append(spent)
                    seen.add(about)
                elif turn:
                    warm.append(spent)
    cuts = statistics.quantiles(warm, n=20)
    return {
        "p50": statistics.median(warm),
        "p95": cuts[18],
        "first": statistics.median(first),
        "load": loaded,
        "loaded": after_load,
        "memory": resident(),
    }


def adapted(made: list[Made], folder: Folder) -> list[tuple[str, tuple[str, ...]]]:
    """Question cases on some of the newest notices: the notice, and the turns with its place and year."""
    rng = random.Random(3)
    newest = max(one.year for one in made)
    current = [one for one in made if one.year == newest]
    places = sorted({one.region for one in current})
    places = rng.sample(places, min(PLACES, len(places)))
    cases: list[Case] = read_cases(sorted((ROOT / "tests" / "dialogue" / "questions").glob("*.jsonl")))
    chosen: list[tuple[str, tuple[str, ...]]] = []
    for case in rng.sample(cases, min(len(cases), 2 * QUESTIONS)):
        about = [one for one in current if one.like == case.notice and one.region in places]
        if about and len(chosen) < QUESTIONS:
            one = rng.choice(about)
            chosen.append((one.id, tuple(folder.asked_of(text, one) for text in case.turns)))
    return chosen


def resident() -> float:
    """Resident memory of this process, in MiB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def told(few: dict[str, Any], many: dict[str, Any]) -> int:
    """Print both, and what became of the targets."""
    print(
        "notices | p50 ms | p95 ms | first ms | load s | loaded MiB | memory MiB | data MiB | build s | of processors s"
    )
    for one in (few, many):
        names = ("p50", "p95", "first", "load", "loaded", "memory", "data", "build", "worked")
        print(f"{one['notices']:7} | " + " | ".join(f"{one[name]:.2f}" for name in names))
    ratios = {
        "question p50": many["p50"] / few["p50"] / TARGETS["question"],
        "question p95": many["p95"] / few["p95"] / TARGETS["question"],
        "memory": many["memory"] / (TARGETS["memory"] * few["memory"] + many["data"]),
        "build": many["build"] / TARGETS["build"],
    }
    for name, share in ratios.items():
        print(f"{name}: {share:.2f} of what is allowed{'' if share <= 1 else ': MISSED'}")
    return int(any(share > 1 for share in ratios.values()))


if __name__ == "__main__":
    sys.exit(main())
