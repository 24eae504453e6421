"""A small OpenID provider as the tests play it: discovery, keys, code flow with PKCE, real signatures."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestServer
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from yarl import URL

from tests.integration.bot.console.desks import Desk, Office, Time

CLIENT, SECRET = "console", "provider's secret/with:signs"
ROLES = "reader=staff; agent=hotline; admin=it"
PERSON = {"sub": "u-1", "preferred_username": "li.na", "roles": ["staff", "hotline"]}


class Provider:
    """One provider; the tests change what it says. `claims` are of the person who signs in next."""

    def __init__(self, time: Time) -> None:
        self._time = time
        self.key = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})
        self.claims: dict[str, Any] = dict(PERSON)
        self.document: dict[str, Any] = {}
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "k1"}
        self.signing: RSAKey | None = None
        self.forged: Callable[[dict[str, Any]], str] | None = None
        self.asked: list[str] = []
        self.is_up = True
        self._codes: dict[str, dict[str, str]] = {}
        self.issuer = ""

    async def start(self) -> TestServer:
        """Begin to answer on a free port."""
        app = web.Application()
        app.router.add_get("/.well-known/openid-configuration", self._discovery)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/token", self._token)
        server = TestServer(app)
        await server.start_server()
        self.issuer = str(server.make_url("/")).rstrip("/")
        return server

    async def _discovery(self, request: web.Request) -> web.Response:
        self.asked.append("discovery")
        if not self.is_up:
            return web.Response(status=503, text="down")
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }
        return web.json_response(told | self.document)

    async def _keys(self, request: web.Request) -> web.Response:
        self.asked.append("keys")
        strange = {"kty": "new-kind", "kid": "k0"}
        return web.json_response({"keys": [strange, *KeySet([self.key]).as_dict(private=False)["keys"]]})

    def authorize(self, url: str) -> URL:
        """Let the person in: the address that the browser is sent back to."""
        asked = URL(url)
        assert asked.path == "/authorize"
        query = dict(asked.query)
        assert (
            query["response_type"],
            query["client_id"],
            query["scope"],
            query["code_challenge_method"],
        ) == (
            "code",
            CLIENT,
            "openid profile",
            "S256",
        )
        code = secrets.token_urlsafe(8)
        self._codes[code] = query
        return URL(query["redirect_uri"]).with_query(code=code, state=query["state"])

    async def _token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        asked = self._codes.pop(form.get("code", ""), None)
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        is_client = request.headers.get("Authorization") == f"Basic {expected}"
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or not is_client
            or challenge.decode().rstrip("=") != asked["code_challenge"]
            or form["redirect_uri"] != asked["redirect_uri"]
        ):
            return web.json_response({"error": "invalid_grant"}, status=400)
        now = int(self._time.now.timestamp())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims = {name: value for name, value in (claims | self.claims).items() if value is not None}
        token = (
            self.forged(claims) if self.forged else jwt.encode(self.header, claims, self.signing or self.key)
        )
        return web.json_response({"access_token": "a", "token_type": "Bearer", "id_token": token})


async def journey(
    desk: Desk, provider: Provider, change: Callable[[URL], URL] = lambda url: url
) -> ClientResponse:
    """Press the link, sign in at the provider, come back (with a changed address)."""
    reply = await desk.get("/console/oidc/start?next=/console")
    assert reply.status == 303, await reply.text()
    back = change(provider.authorize(reply.headers["Location"]))
    return await desk.get(back.raw_path_qs)


async def desk_of(office: Office, provider: Provider, **settings: Any) -> Desk:
    """A browser at a gateway that knows the provider."""
    given = {
        "oidc_issuer": provider.issuer,
        "oidc_client": CLIENT,
        "oidc_secret": SECRET,
        "oidc_roles": ROLES,
        "console_url": "http://console.test",
    }
    return await office.desk(**(given | settings))
