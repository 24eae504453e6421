"""What the pages of this section say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PHRASES: Final[Mapping[str, Mapping[str, str]]] = {
    "zh-CN": {
        "nav_figures": "数据",
    },
    "en": {
        "nav_figures": "Figures",
    },
}
