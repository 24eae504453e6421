"""What every part of a notice file has in common: it is frozen and refuses keys it does not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of a notice file. Unknown keys are refused, so that a slip of a key never loses a fact."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
