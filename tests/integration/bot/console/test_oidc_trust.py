"""What of an OpenID provider is believed: its answers, its tokens, its documents."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import RSAKey
from yarl import URL

from bot.console import keys
from tests.integration.bot.console.desks import Office, Time
from tests.integration.bot.console.openid import CLIENT, Provider, desk_of, journey


@pytest.fixture
def url(tmp_path: Path) -> str:
    """What is promised here does not lie in the database: one of them will do."""
    return f"sqlite:///{tmp_path / 'bot.sqlite'}"


@pytest.mark.parametrize(
    ("claims", "settings", "role"),
    [
        ({"roles": ["staff"]}, {}, "reader"),
        (
            {"roles": None, "realm_access": {"roles": ["it"]}},
            {"oidc_role_claim": "realm_access.roles"},
            "admin",
        ),
        ({"https://a.example/r": "hotline"}, {"oidc_role_claim": "https://a.example/r"}, "agent"),
    ],
)
async def test_where_the_role_stands(
    office: Office, provider: Provider, claims: dict[str, Any], settings: dict[str, Any], role: str
) -> None:
    """In a list, in a text, in an object, under a name with dots."""
    desk = await desk_of(office, provider, **settings)
    provider.claims |= claims
    assert (await journey(desk, provider)).status == 200
    account = desk.app[keys.STAFF].account("li.na")
    assert account
    assert account.role.value == role


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"iss": "https://evil.example"}, "iss"),
        ({"iss": None}, "iss"),
        ({"aud": "another"}, "aud"),
        ({"aud": None}, "aud"),
        ({"aud": [CLIENT, "another"]}, "azp"),
        ({"aud": [CLIENT, "another"], "azp": "another"}, "azp"),
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"sub": None}, "sub"),
        ({"sub": "x" * 256}, "sub"),
        ({"exp": None}, "exp"),
        ({"at_hash": "another"}, "at_hash"),
        ({"preferred_username": None}, "preferred_username"),
        ({"preferred_username": "li na"}, "preferred_username"),
    ],
)
async def test_tokens_that_are_refused(
    office: Office, provider: Provider, claims: dict[str, Any], why: str
) -> None:
    """Of another issuer, for another audience, for another journey, without what must be there; the log says why."""
    desk = await desk_of(office, provider)
    provider.claims |= claims
    assert (await journey(desk, provider)).status == 403
    assert await desk.status() == 303
    assert desk.app[keys.STAFF].count() == 0
    (entry,) = desk.audit()
    assert (entry.who, entry.action) == ("", "sign-in-failed")
    assert why in entry.detail["reason"]


@pytest.mark.parametrize(
    ("times", "status"),
    [
        ({"exp": -59}, 200),
        ({"exp": -61}, 403),
        ({"iat": 59}, 200),
        ({"iat": 61}, 403),
        ({"nbf": 59}, 200),
        ({"nbf": 61}, 403),
    ],
)
async def test_clocks_may_differ_by_the_skew(
    office: Office, provider: Provider, time: Time, times: dict[str, int], status: int
) -> None:
    """Sixty seconds either way."""
    desk = await desk_of(office, provider)
    now = int(time.now.timestamp())
    provider.claims |= {name: now + seconds for name, seconds in times.items()}
    assert (await journey(desk, provider)).status == status


def by_hand(header: dict[str, str], claims: dict[str, Any], secret: bytes | None) -> str:
    """A token as a forger writes it."""
    parts = [json.dumps(part).encode() for part in (header, claims)]
    signed = b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)
    signature = hmac.new(secret, signed, "sha256").digest() if secret else b""
    return (signed + b"." + base64.urlsafe_b64encode(signature).rstrip(b"=")).decode()


def other_key(provider: Provider) -> None:
    provider.signing = RSAKey.generate_key(2048, {"kid": "k1"})


def unknown_key(provider: Provider) -> None:
    provider.signing = RSAKey.generate_key(2048, {"kid": "k9"})
    provider.header = {"alg": "RS256", "kid": "k9"}


def shared_secret(provider: Provider) -> None:
    public = provider.key.as_pem(private=False)
    provider.forged = lambda claims: by_hand({"alg": "HS256", "kid": "k1"}, claims, public)


def unsigned(provider: Provider) -> None:
    provider.forged = lambda claims: by_hand({"alg": "none", "kid": "k1"}, claims, None)


@pytest.mark.parametrize(
    ("forge", "why"),
    [
        (other_key, "BadSignature"),
        (unknown_key, "a key that the provider does not have"),
        (shared_secret, "Algorithm"),
        (unsigned, "Algorithm"),
    ],
)
async def test_forged_signatures_are_refused(
    office: Office, provider: Provider, forge: Callable[[Provider], None], why: str
) -> None:
    """Of another key, of an unknown one, with the public key as a shared secret, with none at all."""
    desk = await desk_of(office, provider)
    forge(provider)
    assert (await journey(desk, provider)).status == 403
    assert await desk.status() == 303
    assert why in desk.audit()[-1].detail["reason"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (lambda url: url.update_query(state="another"), 403),
        (lambda url: url.without_query_params("state"), 403),
        (lambda url: url.update_query(code="another"), 403),
        (lambda url: url.without_query_params("code"), 403),
        (lambda url: url.update_query(iss="https://evil.example"), 403),
        (lambda url: url.without_query_params("code").update_query(error="access_denied"), 403),
    ],
)
async def test_answers_that_are_refused(
    office: Office, provider: Provider, change: Callable[[URL], URL], status: int
) -> None:
    """To another question, with another code, from another provider, or a no."""
    desk = await desk_of(office, provider)
    assert (await journey(desk, provider, change)).status == status
    assert await desk.status() == 303


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://evil.example/token"},
        {"jwks_uri": None},
    ],
)
async def test_documents_that_are_refused(
    office: Office, provider: Provider, document: dict[str, Any]
) -> None:
    """Another issuer's, and addresses on which somebody could listen."""
    desk = await desk_of(office, provider)
    provider.document = document
    assert (await desk.get("/console/oidc/start")).status == 502
