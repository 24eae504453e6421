"""The OpenID provider: found by discovery, asked by the code flow with PKCE."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
from authlib.common.security import generate_token
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.client import OAuth2Client
from authlib.oauth2.rfc6749.parameters import prepare_token_request

from bot.console.oidc.terms import BadIdentity, Terms, is_safe
from bot.console.oidc.token import UnknownKey, checked
from bot.store import Identity, Journey

_TIMEOUT: Final = aiohttp.ClientTimeout(total=10)
_MOST: Final = 512 * 1024
#: How long what the provider says of itself is believed, and how soon its keys may be asked for again.
_BELIEVED: Final = dt.timedelta(hours=1)
_AGAIN: Final = dt.timedelta(minutes=1)
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


class ProviderDown(Exception):
    """The provider does not answer, or not as one does."""


@dataclass(frozen=True)
class Known:
    """What the provider said of itself, and when."""

    authorization: str
    token: str
    keys_at: str
    method: str
    keys: Mapping[str, Any]
    at: dt.datetime


class Provider:
    """One provider. Between `open` and `close` it can be asked; it is first asked when somebody wants to sign in."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._known: Known | None = None
        self._one = asyncio.Lock()
        self._http: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Make ready to ask; asks nothing."""
        self._http = aiohttp.ClientSession(timeout=_TIMEOUT, cookie_jar=aiohttp.DummyCookieJar())

    async def close(self) -> None:
        """Let go of the connections."""
        if self._http:
            await self._http.close()

    async def departure(self, target: str, now: dt.datetime) -> tuple[str, Journey]:
        """The address at the provider to send a browser to, and what to remember. Raises ProviderDown."""
        known = await self._knowledge(now)
        journey = Journey(generate_token(43), generate_token(43), generate_token(64), target)
        client = OAuth2Client(
            None,
            client_id=self.terms.client,
            scope=self.terms.scope,
            redirect_uri=self.terms.callback,
            code_challenge_method="S256",
        )
        url, _ = client.create_authorization_url(
            known.authorization, state=journey.state, code_verifier=journey.verifier, nonce=journey.nonce
        )
        return str(url), journey

    async def identity(self, code: str, journey: Journey, now: dt.datetime) -> Identity:
        """Who came back with this code. Raises ProviderDown, BadIdentity or NoRole."""
        known = await self._knowledge(now)
        answer = await self._token(known, code, journey)
        token, access = answer.get("id_token"), answer.get("access_token")
        if not isinstance(token, str):
            raise BadIdentity("no id_token")
        access = access if isinstance(access, str) else None
        try:
            claims = checked(token, known.keys, self.terms, journey.nonce, access, now)
        except UnknownKey:  # they may have been changed since
            known = await self._knowledge(now, _AGAIN)
            try:
                claims = checked(token, known.keys, self.terms, journey.nonce, access, now)
            except UnknownKey as error:
                raise BadIdentity("signed with a key that the provider does not have") from error
        return self.terms.identity(claims)

    async def _token(self, known: Known, code: str, journey: Journey) -> Mapping[str, Any]:
        body = prepare_token_request(
            "authorization_code",
            code=code,
            redirect_uri=self.terms.callback,
            code_verifier=journey.verifier,
        )
        auth = ClientAuth(self.terms.client, self.terms.secret, known.method)
        url, headers, body = auth.prepare("POST", known.token, dict(_FORM), body)  # type: ignore[no-untyped-call]
        status, answer = await self._ask("POST", url, data=body, headers=headers)
        if status != 200:
            raise BadIdentity(f"the code was refused: {str(answer.get('error', status))[:80]}")
        return answer

    async def _knowledge(self, now: dt.datetime, believed: dt.timedelta = _BELIEVED) -> Known:
        """What the provider says of itself, no older than that; asked for once, however many want to know it."""
        async with self._one:
            if self._known is None or not dt.timedelta(0) <= now - self._known.at < believed:
                self._known = await self._discovered(now)
            return self._known

    async def _discovered(self, now: dt.datetime) -> Known:
        place = f"{self.terms.issuer.rstrip('/')}/.well-known/openid-configuration"
        status, told = await self._ask("GET", place)
        # another issuer in the document would be another provider's document
        if status != 200 or told.get("issuer") != self.terms.issuer:
            raise ProviderDown("the document at its well-known address is not the issuer's")
        addresses = [told.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
        if not all(isinstance(one, str) and is_safe(one) for one in addresses):
            raise ProviderDown("an address of it is missing or not https")
        authorization, token, keys_at = (str(one) for one in addresses)
        status, keys = await self._ask("GET", keys_at)
        if status != 200:
            raise ProviderDown("its keys cannot be had")
        return Known(authorization, token, keys_at, self._method(told), keys, now)

    def _method(self, told: Mapping[str, Any]) -> str:
        """How we say who we are: in the header, as is the rule, unless only the body is understood."""
        if not self.terms.secret:
            return "none"
        methods = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"

    async def _ask(self, method: str, url: str, **more: Any) -> tuple[int, Mapping[str, Any]]:
        assert self._http is not None
        try:
            async with self._http.request(method, url, allow_redirects=False, **more) as reply:
                told = json.loads(await _body(reply))
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise ProviderDown(type(error).__name__) from error
        if not isinstance(told, dict):
            raise ProviderDown("it answers something that is no object")
        return reply.status, told


async def _body(reply: aiohttp.ClientResponse) -> bytes:
    """What was answered. Raises ProviderDown where there is no end to it."""
    body = bytearray()
    async for part in reply.content.iter_any():
        body += part
        if len(body) > _MOST:
            raise ProviderDown("its answer is too long")
    return bytes(body)
