"""`/console/oidc/start` sends a browser to the provider, `/console/oidc/callback` takes it back."""

from __future__ import annotations

import asyncio
import hmac
import logging
from typing import Final

from aiohttp import web

from bot import keys as gateway
from bot.console import cookies, keys
from bot.console.audit import actor, audit
from bot.console.guard import open_to_all, refused
from bot.console.oidc.provider import Provider, ProviderDown
from bot.console.oidc.terms import BadIdentity, Declined, NoRole
from bot.console.pages import page
from bot.console.sign_in import enter, target_of
from bot.store import Action, Actor, Journey, NameTaken
from bot.web.guard import limit_address

_log = logging.getLogger(__name__)
_MOST: Final = 4000
_JOURNEY_SECONDS: Final = 15 * 60


@open_to_all
async def start(request: web.Request) -> web.Response:
    """To the provider, with a cookie by which the browser is known again."""
    provider = _provider(request)
    await limit_address(request)
    try:
        url, journey = await provider.departure(
            target_of(request.query.get("next")), request.app[gateway.STORE].now()
        )
    except ProviderDown as error:
        return _down(request, error)
    secret = cookies.new_secret()
    await asyncio.to_thread(request.app[keys.SESSIONS].depart, secret, journey)
    response = web.Response(status=303, headers={"Location": url})
    # Lax, because the way back begins at the provider's site: a strict cookie would stay behind.
    cookies.give(request, response, cookies.JOURNEY, secret, _JOURNEY_SECONDS, samesite="Lax")
    return response


@open_to_all
async def callback(request: web.Request) -> web.Response:
    """Back from the provider: a session, or a page that says why not."""
    provider = _provider(request)
    await limit_address(request)
    response = await _arrive(request, provider)
    cookies.take(request, response, cookies.JOURNEY)
    return response


async def _arrive(request: web.Request, provider: Provider) -> web.Response:
    secret = cookies.read(request, cookies.JOURNEY)
    journey = await asyncio.to_thread(request.app[keys.SESSIONS].arrive, secret) if secret else None
    if journey is None or not _belongs(request, journey):
        return refused(request, 403, "journey")
    try:
        code = _code(request, provider)
        identity = await provider.identity(code, journey, request.app[gateway.STORE].now())
        by = Actor(identity.name, actor(request).address)
        account = await asyncio.to_thread(request.app[keys.STAFF].recognise, identity, by)
    except ProviderDown as error:
        return _down(request, error)
    except Declined as error:
        return await _failed(request, "declined", str(error))
    except BadIdentity as error:
        _log.warning("sign-in by OpenID Connect refused: %s", error)
        return await _failed(request, "identity", str(error))
    except NoRole:
        return await _failed(request, "no_role", "no role")
    except NameTaken as error:
        return await _failed(request, "name_taken", f"name taken: {error}")
    response = page(request, "arrived.html", {"target": journey.target})
    return response if await enter(request, response, account, "oidc") else refused(request, 409, "journey")


def _belongs(request: web.Request, journey: Journey) -> bool:
    """Whether the answer is to the question that this browser was sent with."""
    return hmac.compare_digest(request.query.get("state", "").encode(), journey.state.encode())


def _code(request: web.Request, provider: Provider) -> str:
    """The code. Raises BadIdentity where the provider, or another one in its name, sent none."""
    if "iss" in request.query and request.query["iss"] != provider.terms.issuer:
        raise BadIdentity("the answer names another issuer")
    if "error" in request.query:
        raise Declined(f"the provider says {request.query['error'][:80]!r}")
    code = request.query.get("code", "")
    if not 0 < len(code) <= _MOST:
        raise BadIdentity("no code")
    return code


async def _failed(request: web.Request, code: str, reason: str) -> web.Response:
    await audit(request, Action.SIGN_IN_FAILED, None, via="oidc", reason=reason)
    return refused(request, 403, code)


def _down(request: web.Request, error: ProviderDown) -> web.Response:
    _log.warning("the OpenID provider cannot be asked: %s", error)
    return refused(request, 502, "provider")


def _provider(request: web.Request) -> Provider:
    provider = request.app[keys.PROVIDER]
    if provider is None:
        raise web.HTTPNotFound
    return provider
