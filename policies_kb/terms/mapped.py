"""A large table that several processes read, held once: as a file that all of them map into memory.

Only what is read of it takes memory at all, and of the encoder's vocabulary people use little.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np


def mapped(table: Any, file: Path) -> Any:
    """The table as it stands in `file`; the table itself where no file can be written.

    The file is made where it is missing or holds another table.
    """
    try:
        if not _is_of(table, file):
            file.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=file.parent, suffix=".new", delete=False) as new:
                np.save(new, table)
            Path(new.name).chmod(0o644)  # its readers need not be one user
            os.replace(new.name, file)  # noqa: PTH105 - a name, and whole at once
        return np.asarray(np.load(file, mmap_mode="r"))
    except OSError:
        return table


def _is_of(table: Any, file: Path) -> bool:
    if not file.exists():
        return False
    kept = np.load(file, mmap_mode="r")
    return bool(kept.dtype == table.dtype and kept.shape == table.shape and np.array_equal(kept, table))
