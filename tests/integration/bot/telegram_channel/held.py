"""What the gateway's database holds, as the tests of privacy look at it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import MetaData, create_engine, select

#: A character as JSON in a file holds it.
_ESCAPED: Final = re.compile(r"\\u([0-9a-f]{4})")

Rows = list[dict[str, Any]]


def tables(url: str) -> dict[str, Rows]:
    """Every row of every table that is there, whether or not the gateway knows it."""
    engine = create_engine(url)
    found = MetaData()
    with engine.connect() as connection:
        found.reflect(connection)
        rows = {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in found.sorted_tables
            if table.name != "web_alembic_version"
        }
    engine.dispose()
    return rows


def everything(url: str) -> str:
    """All of it as one text, on SQLite with all that the files still hold."""
    rows = repr(tables(url))
    if not url.startswith("sqlite:"):
        return rows
    file = Path(url.removeprefix("sqlite:///"))
    raw = b"".join(one.read_bytes() for one in sorted(file.parent.glob(f"{file.name}*")))
    text = raw.decode(errors="replace")
    return rows + text + _ESCAPED.sub(lambda one: chr(int(one[1], 16)), text)


async def until(is_so: Callable[[], bool], timeout: float = 60) -> None:
    """Wait until something is so in the database, which tells nobody of its changes."""
    try:
        async with asyncio.timeout(timeout):
            while not await asyncio.to_thread(is_so):
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"not within {timeout} s") from None


async def all_dealt_with(url: str) -> dict[str, Rows]:
    """The tables, once every update that came in was dealt with."""
    await until(lambda: all(row["body"] is None for row in tables(url)["telegram_update"]))
    return tables(url)
