"""Every setting of the gateway, read once from the environment. `docs/settings.md` describes each of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from telemetry import PREFIX, BadSetting

#: The one setting that bears the name under which every bot has it.
TELEGRAM_TOKEN: Final = "TELEGRAM_BOT_TOKEN"  # noqa: S105 -- a name


@dataclass(frozen=True)
class Settings:
    """The settings, with what holds where none is given. Times are in seconds."""

    host: str = "127.0.0.1"
    port: int = 8080
    rasa_url: str = "http://127.0.0.1:5005"
    rasa_timeout: float = 10.0
    database_url: str | None = None
    today: str | None = None
    message_most: int = 1000
    body_most: int = 64 * 1024
    body_seconds: float = 15.0
    idle_seconds: float = 75.0
    photo_most: int = 10 * 1024 * 1024
    bot_database_url: str | None = None
    redis_url: str | None = None
    conversation_days: float = 30.0
    turn_days: float = 1096.0
    telegram_token: str | None = None
    telegram_api: str = "https://api.telegram.org"
    telegram_webhook: str | None = None
    telegram_at_once: int = 32
    telegram_rate: float = 30.0
    metrics_token: str | None = None
    log: str = "text"
    traces_url: str | None = None
    web_secret: str | None = None
    web_origins: str = ""
    web_session_days: float = 7.0
    web_heartbeat: float = 15.0
    web_proxies: int = 0
    web_session_rate: int = 20
    web_address_rate: int = 120
    web_session_streams: int = 8
    web_address_streams: int = 64
    console_url: str | None = None
    console_idle_minutes: float = 30.0
    console_hours: float = 12.0
    console_talk_minutes: float = 15.0
    hotline_hours: str = ""
    check_days: float = 180.0
    oidc_issuer: str | None = None
    oidc_client: str | None = None
    oidc_secret: str | None = None
    oidc_scope: str = "openid profile"
    oidc_name_claim: str = "preferred_username"
    oidc_role_claim: str = "roles"
    oidc_roles: str = ""
    oidc_skew: float = 60.0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read `ZHIWEN_<NAME>` for each field. Raises BadSetting for a number that is none."""
        given: dict[str, object] = {}
        for name, field in cls.__dataclass_fields__.items():
            text = environment.get(variable(name))
            if text:
                given[name] = _read(name, text, str(field.type))
        return cls(**given)  # type: ignore[arg-type]


def _read(name: str, text: str, kind: str) -> object:
    readers = {"int": int, "float": float}
    try:
        return readers[kind](text) if kind in readers else text
    except ValueError:
        raise BadSetting(f"{variable(name)}={text!r}: must be a number") from None


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return TELEGRAM_TOKEN if name == "telegram_token" else PREFIX + name.upper()
