"""What people of the staff may do. Each role may all that the one before it may."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Role(Enum):
    """The roles, the least first. No string on purpose: `role >= Role.AGENT` would compare letters."""

    #: looks things up
    READER = "reader"
    #: speaks with visitors, takes conversations over
    AGENT = "agent"
    #: closes what could not be answered, writes canned replies, exports
    EDITOR = "editor"
    #: reads the audit log, deletes
    ADMIN = "admin"

    def may(self, needed: Role) -> bool:
        """Whether who has this role may do what `needed` is needed for."""
        return _ORDER.index(self) >= _ORDER.index(needed)


_ORDER: Final = tuple(Role)
