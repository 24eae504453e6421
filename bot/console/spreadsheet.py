"""Tables as files for a spreadsheet: CSV that opens with the right characters and runs nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

from aiohttp import web

from bot.console.describe import refused

#: By it spreadsheets know UTF-8; without it Chinese is shown as rubbish.
BOM: Final = "\ufeff"
#: With these a spreadsheet takes a text for a formula, also in the full width of Chinese keyboards.
_FORMULA: Final = tuple("=+-@＝＋－＠\t\r\n")
_TEXT: Final = {"type": "string"}
_Cell = str | int | float | None


def lines(rows: Iterable[Iterable[_Cell]]) -> str:
    """Some rows as they stand in the file. What is text stays text."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return held.getvalue()


def headers(name: str) -> dict[str, str]:
    """What a browser is told of a file that it is to save as `name`, which is ASCII."""
    return {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}.csv"',
    }


def spreadsheet(name: str, rows: Iterable[Iterable[_Cell]]) -> web.Response:
    """A whole file."""
    return web.Response(body=(BOM + lines(rows)).encode(), headers=headers(name))


def described(summary: str, fields: str, *codes: int) -> dict[str, Any]:
    """A form whose answer is such a file, for `/api/openapi.json`."""
    properties = dict.fromkeys((*fields.split(), "csrf"), _TEXT)
    schema = {"type": "object", "required": ["csrf"], "properties": properties}
    file = {"description": "the file", "content": {"text/csv": {"schema": _TEXT}}}
    return {
        "summary": summary,
        "requestBody": {
            "required": True,
            "content": {"application/x-www-form-urlencoded": {"schema": schema}},
        },
        "responses": {"200": file} | refused(*codes),
    }


def _guarded(cell: _Cell) -> _Cell:
    """With an apostrophe before what could be a formula; numbers of ours are none."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA) else cell
