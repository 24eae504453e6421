"""Notices beside each other: what of one corresponds to what of another, and what of it differs.

Pure: notices and topics in, a table out. Two entries stand in one row only where something says that they speak of the
same thing (`alike`); where nothing does, each has a row of its own, and the other notices' cells say so.
"""

from policies_kb.wording.compare.differences import Part
from policies_kb.wording.compare.table import CONDITIONS, Cell, Comparison, Row, Section, State, compare

__all__ = ["CONDITIONS", "Cell", "Comparison", "Part", "Row", "Section", "State", "compare"]
