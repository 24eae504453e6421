"""What the console's handlers find in the application, and what the guard puts into a request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import jinja2
from aiohttp import web

from bot.console.entrance import Entrance
from bot.console.oidc.provider import Provider
from bot.console.passwords import Passwords
from bot.console.section import Section
from bot.store import Account, Attempts, Audit, Sessions, Staff
from bot.web.files import Assets


@dataclass(frozen=True)
class SignedIn:
    """Somebody who is signed in, and the id of the session as their browser holds it."""

    account: Account
    secret: str


STAFF: Final = web.AppKey("staff", Staff)
SESSIONS: Final = web.AppKey("sessions", Sessions)
ATTEMPTS: Final = web.AppKey("attempts", Attempts)
AUDIT: Final = web.AppKey("audit", Audit)
ENTRANCE: Final = web.AppKey("entrance", Entrance)
PASSWORDS: Final = web.AppKey("passwords", Passwords)
ASSETS: Final = web.AppKey("console_assets", Assets)
TEMPLATES: Final = web.AppKey("console_templates", jinja2.Environment)
#: What the navigation leads to.
SECTIONS: Final[web.AppKey[tuple[Section, ...]]] = web.AppKey("sections")
#: What sections delete when its time has come; they add to it, and tidying calls each in every round.
FORGETTING: Final[web.AppKey[list[Callable[[], None]]]] = web.AppKey("forgetting")
#: None where no OpenID provider is set.
PROVIDER: Final[web.AppKey[Provider | None]] = web.AppKey("provider")

SIGNED_IN: Final = web.RequestKey("signed_in", SignedIn)
#: The random id of a browser in which nobody is signed in, for the forms it is shown.
VISIT: Final = web.RequestKey("visit", str)
