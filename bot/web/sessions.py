"""`POST /web/session`: who is there, without knowing who it is."""

from __future__ import annotations

from aiohttp import web

from bot import keys as gateway
from bot.channel import NO_EVENTS
from bot.web import keys
from bot.web.guard import limit_address
from bot.web.reading import body_of
from bot.web.tokens import BadToken, ExpiredToken, Session, Tokens


async def session(request: web.Request) -> web.Response:
    """`{"token"?}` → a session of the same conversation where the token still holds, else of a new one."""
    await limit_address(request)
    body = await body_of(request)
    made = renewed(request.app[keys.TOKENS], body.get("token"))
    state = await request.app[gateway.CHANNEL].after(made.conversation, NO_EVENTS)
    told = {
        "token": made.token,
        "expires": made.expires.isoformat(),
        "conversation": made.conversation,
        "last": state.last,
    }
    return web.json_response(told, status=201, headers={"Cache-Control": "no-store"})


def renewed(tokens: Tokens, token: object) -> Session:
    """A session of the conversation that the token names, or of a new one where it cannot be used."""
    try:
        return tokens.renew(tokens.read(token).conversation) if isinstance(token, str) else tokens.start()
    except (BadToken, ExpiredToken):
        return tokens.start()
