"""What runs beside the handlers for as long as the gateway does."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from typing import Any

_log = logging.getLogger(__name__)


def run_beside(work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
    """Have it done from now on, under this name. That it failed is nothing to be silent about."""
    task = asyncio.create_task(work, name=name)
    task.add_done_callback(_told)
    return task


async def end_within(work: Iterable[asyncio.Task[None]], seconds: float) -> None:
    """Give these tasks so long; those that are not done by then are cancelled."""
    tasks = set(work)
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=seconds)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


def _told(task: asyncio.Task[None]) -> None:
    fault = None if task.cancelled() else task.exception()
    if fault is not None:
        _log.error("%s ended: %s", task.get_name(), type(fault).__name__, exc_info=fault)
