"""The published catalogue, opened on first use and kept."""

from __future__ import annotations

from functools import lru_cache

from policies_kb.catalogue import Catalogue


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The catalogue of this process. Raises NothingPublished where no notices are published."""
    return Catalogue.published()
