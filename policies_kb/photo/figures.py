"""What is known of one photo: said by a person, or measured in its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Unit = Literal["B", "K", "M", "G"]
Colour = Literal["white", "blue", "red", "grey", "black", "green", "yellow", "pink", "other"]

#: Two ways to count a K: as file managers show it, and as the metric system has it.
KILOS: Final = (1024, 1000)
_POWER: Final[dict[Unit, int]] = {"B": 0, "K": 1, "M": 2, "G": 3}


@dataclass(frozen=True)
class FileSize:
    """A file's size from `low` to `high` in `unit` (both ends count; equal where it is exact).

    `said` is how it is shown. Whether a K is 1000 or 1024 bytes nobody says, so both are kept possible.
    """

    low: float
    high: float
    unit: Unit
    said: str

    def bytes(self, kilo: int) -> tuple[float, float]:
        """Lowest and highest number of bytes, with so many bytes to the K."""
        factor = kilo ** _POWER[self.unit]
        return self.low * factor, self.high * factor


@dataclass(frozen=True)
class Figures:
    """Each is None where it was not said or cannot be measured.

    `width`, `height` in pixels; `ratio` is width divided by height, kept only where it was said by itself;
    `format` a name of `formats.py`; `prints` sizes of paper prints in 寸, which have no pixels of their own.
    `measured` is true for a file; `turned` where the file shows its picture rotated by a quarter.
    """

    width: int | None = None
    height: int | None = None
    ratio: float | None = None
    size: FileSize | None = None
    format: str | None = None
    background: Colour | None = None
    prints: tuple[str, ...] = ()
    measured: bool = False
    turned: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is known."""
        return self == Figures(measured=self.measured, turned=self.turned)

    @property
    def counted(self) -> bool:
        """Whether there is a number among them: pixels, a ratio or a size of the file."""
        return any(value is not None for value in (self.width, self.height, self.ratio, self.size))
