"""Where Telegram brings updates: a path that nobody can guess, and a token in the header of every request."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from typing import Final

from aiohttp import web
from telegram import Update
from telegram.error import NetworkError

from bot.problems import problem
from bot.telegram.leading import Leading
from bot.telegram.standby import Standby

_log = logging.getLogger(__name__)
_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
#: Bytes of an update, a full message that replies to a full one among them: more than other senders may send us.
_MOST: Final = 1024 * 1024


def secrets_of(token: str) -> tuple[str, str]:
    """The secret part of the path and the secret token. Every gateway of a bot comes to the same."""
    path, header = (
        hmac.new(token.encode(), what.encode(), hashlib.sha256).hexdigest()[:48]
        for what in ("path", "header")
    )
    return path, header


class Webhook:
    """Takes updates for a bot. Whoever does not know both secrets learns nothing, not even that it is here."""

    def __init__(self, leading: Leading, standby: Standby, token: str) -> None:
        self._leading = leading
        self._standby = standby
        self._path, self._secret = secrets_of(token)

    async def take(self, request: web.Request) -> web.Response:
        """An update: 200 once it is stored, 503 where that failed: then Telegram brings it again."""
        path = request.match_info["secret"]
        header = request.headers.get(_HEADER, "")
        known = [
            hmac.compare_digest(path.encode(), self._path.encode()),
            hmac.compare_digest(header.encode(), self._secret.encode()),
        ]
        if request.method != "POST" or not all(known):
            raise web.HTTPNotFound
        app, leads = self._leading.channel.app, self._leading.leads()
        if leads and not app.running:  # it does not know yet who the bot is, or takes nothing more
            return problem(503, "unavailable", "the bot is not ready")
        try:
            body = json.loads(await request.clone(client_max_size=_MOST).read())
            update = Update.de_json(body, app.bot)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            update = None
        if update is None or not isinstance(update.update_id, int):
            return problem(400, "bad_update", "the body is no update")
        try:
            await (app.update_queue if leads else self._standby).put(update)
        except NetworkError as error:
            _log.warning("an update comes again: %s", error)
            return problem(503, "unavailable", "the update could not be stored")
        return web.Response()
