"""How many inputs a run tries, and how long one may take."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

#: `HOSTILE_INPUTS=10000` makes the long run of it.
INPUTS = int(os.environ.get("HOSTILE_INPUTS", "300"))
IS_LONG = INPUTS > 300
#: Seconds in which every input is answered. On a quiet machine it is 2; this one may have other work.
WITHIN = float(os.environ.get("HOSTILE_WITHIN", "10"))


def tries(share: float = 1.0) -> settings:
    """Settings for a test that takes this share of the inputs. Long runs find others each time."""
    return settings(
        max_examples=max(1, int(INPUTS * share)),
        deadline=None,
        derandomize=not IS_LONG,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
