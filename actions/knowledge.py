"""The published catalogue, opened on first use and kept up to date."""

from __future__ import annotations

from functools import lru_cache

from policies_kb.catalogue import Catalogue
from policies_kb.errors import NothingPublished
from policies_kb.serving import Serving


def catalogue() -> Catalogue:
    """The catalogue in force. Raises NothingPublished where no notices are published."""
    serving = _serving()
    held = serving.catalogue or serving.refresh()
    if held is None:
        raise NothingPublished("no notices are published")
    return held


@lru_cache(maxsize=1)
def _serving() -> Serving:
    """What this process serves; it looks for what is published by itself."""
    serving = Serving()
    serving.keep_up()
    return serving
