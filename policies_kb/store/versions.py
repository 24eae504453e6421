"""The versions of notices: each text is kept once, whatever publications hold it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sqlalchemy import Connection, Row, Text, cast, insert, select

from policies_kb.store.tables import PartRow, VersionRow

#: So many names or ids are asked for in one statement.
_AT_ONCE = 500


def kept(
    connection: Connection, told: Mapping[str, Callable[[], str]], wanted: Mapping[str, str]
) -> list[int]:
    """The ids of what is told (`wanted`: their SHA-256); those that are not kept yet are written."""
    known = _known(connection, wanted)
    new = [name for name in told if name not in known]
    for start in range(0, len(new), _AT_ONCE):
        rows = [
            {"name": name, "sha256": wanted[name], "body": told[name]()}
            for name in new[start : start + _AT_ONCE]
        ]
        connection.execute(insert(VersionRow), rows)
    known |= _known(connection, {name: wanted[name] for name in new})
    return [known[name] for name in told]


def _known(connection: Connection, wanted: Mapping[str, str]) -> dict[str, int]:
    """Ids of the versions that are kept, by name."""
    known: dict[str, int] = {}
    hashes = list(wanted.values())
    for start in range(0, len(hashes), _AT_ONCE):
        query = select(VersionRow.id, VersionRow.name, VersionRow.sha256).where(
            VersionRow.sha256.in_(hashes[start : start + _AT_ONCE])
        )
        known |= {row.name: row.id for row in connection.execute(query) if wanted.get(row.name) == row.sha256}
    return known


def texts(connection: Connection, ids: Mapping[str, int], names: list[str]) -> Iterator[tuple[str, str]]:
    """The JSON forms of the versions of these names, a few at a time."""
    for start in range(0, len(names), _AT_ONCE):
        query = select(VersionRow.name, cast(VersionRow.body, Text).label("body")).where(
            VersionRow.id.in_([ids[name] for name in names[start : start + _AT_ONCE]])
        )
        for row in connection.execute(query.execution_options(yield_per=50)):
            yield row.name, row.body


def parts(connection: Connection, number: int) -> list[Row[int, str, str]]:
    """The versions of a publication."""
    query = (
        select(VersionRow.id, VersionRow.name, VersionRow.sha256)
        .join(PartRow, PartRow.version_id == VersionRow.id)
        .where(PartRow.publication_id == number)
    )
    return list(connection.execute(query))
