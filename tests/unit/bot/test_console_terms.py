"""What the settings may say about an OpenID provider."""

from __future__ import annotations

from typing import Any

import pytest

from bot.console.oidc.terms import terms
from bot.settings import Settings
from telemetry import BadSetting

CLIENT, ROLES = "console", "reader=staff; agent=hotline; admin=it"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"oidc_client": None}, "ZHIWEN_OIDC_CLIENT"),
        ({"console_url": None}, "ZHIWEN_CONSOLE_URL"),
        ({"oidc_issuer": "http://idp.example"}, "must begin with https"),
        ({"oidc_scope": "profile"}, "must name openid"),
        ({"oidc_roles": "boss=it"}, "boss is none of"),
        ({"oidc_roles": "admin="}, "must look like"),
        ({"oidc_skew": 601.0}, "between 0 and 600"),
    ],
)
def test_settings_that_are_refused(changed: dict[str, Any], why: str) -> None:
    """At the start, with the name of the setting."""
    given: dict[str, Any] = {
        "oidc_issuer": "https://idp.example",
        "oidc_client": CLIENT,
        "console_url": "https://console.example",
        "oidc_roles": ROLES,
    }
    assert terms(Settings(**given))
    with pytest.raises(BadSetting, match=why):
        terms(Settings(**(given | changed)))
