"""What the console is made of: sections, each with its pages, its phrases and who may see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.roles import Role


@dataclass(frozen=True)
class Section:
    """One entry of the navigation (the phrase `nav_<name>`), the page it leads to and the role it needs.

    `add` puts its routes into an application, `paths` describes them for `/api/openapi.json`.
    """

    name: str
    path: str
    role: Role
    add: Callable[[web.Application], None]
    paths: Mapping[str, Any]
