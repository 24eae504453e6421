"""What the pages of this section say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, Mapping[str, str]]] = {
    "zh-CN": {
        "nav_people": "账号",
    },
    "en": {
        "nav_people": "Account",
    },
}
