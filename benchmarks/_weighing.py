"""What processes take: memory that is theirs (shared pages by their share), and processor time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")


def family(pids: Iterable[int]) -> Iterator[int]:
    """These processes and all they started."""
    for pid in pids:
        yield pid
        with suppress(OSError):
            children = [
                (task / "children").read_text().split() for task in (_PROC / str(pid) / "task").iterdir()
            ]
            yield from family(int(child) for some in children for child in some)


def megabytes(pids: Iterable[int]) -> float:
    """Their memory now."""
    total = 0
    for pid in family(pids):
        with suppress(OSError):
            lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def processor_seconds(pids: Iterable[int]) -> float:
    """The processor time they took so far."""
    ticks = 0
    for pid in family(pids):
        with suppress(OSError):
            fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
