"""A table that several processes map into memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from policies_kb.terms.mapped import mapped

TABLE = np.arange(12, dtype=np.uint8).reshape(3, 4)


def test_the_table_is_read_from_the_file(tmp_path: Path) -> None:
    """It has the values of the table, and cannot be written to."""
    held = mapped(TABLE, tmp_path / "made" / "table.npy")
    assert np.array_equal(held, TABLE)
    assert not held.flags.writeable


def test_another_table_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """A new release of the encoder is not read with the old one's table."""
    file = tmp_path / "table.npy"
    mapped(TABLE, file)
    assert np.array_equal(mapped(TABLE + 1, file), TABLE + 1)


def test_what_cannot_be_written_is_held_in_memory(tmp_path: Path) -> None:
    """A folder that is none costs memory, not the answer."""
    (tmp_path / "file").touch()
    assert mapped(TABLE, tmp_path / "file" / "table.npy") is TABLE
