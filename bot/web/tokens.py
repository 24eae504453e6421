"""Session tokens: signed, with an end; they name a conversation and hold nothing else."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from itsdangerous import BadData, URLSafeSerializer

from bot import owned
from bot.settings import Settings

Now = Callable[[], dt.datetime]
_SHORTEST: Final = 32


class BadSecret(Exception):
    """A secret that protects nothing."""


class BadToken(Exception):
    """A token that was not made here, or not whole."""


class ExpiredToken(Exception):
    """A token that was made here and has come to its end."""


@dataclass(frozen=True)
class Session:
    """A conversation that a browser may read and write until `expires`."""

    conversation: str
    expires: dt.datetime
    token: str


class Tokens:
    """Makes and reads tokens. Tokens of another secret or purpose are forgeries."""

    def __init__(
        self,
        secret: str,
        life: dt.timedelta,
        now: Now = lambda: dt.datetime.now(dt.UTC),
        purpose: str = "session",
    ) -> None:
        if len(secret) < _SHORTEST:
            raise BadSecret(f"must have at least {_SHORTEST} characters")
        self._signer = URLSafeSerializer(secret, salt=f"zhiwen.web.{purpose}")
        self._forms = URLSafeSerializer(secret, salt="zhiwen.web.form")
        self._life = life
        self._now = now

    def start(self) -> Session:
        """A session of a new conversation."""
        return self.renew(secrets.token_urlsafe(18))

    def renew(self, conversation: str) -> Session:
        """A session of this conversation that lasts as long as a new one."""
        expires = (self._now() + self._life).replace(microsecond=0)
        return Session(conversation, expires, self._signer.dumps([conversation, int(expires.timestamp())]))

    def read(self, token: str) -> Session:
        """The session of a token. Raises BadToken or ExpiredToken."""
        try:
            conversation, moment = self._signer.loads(token)
            expires = dt.datetime.fromtimestamp(moment, dt.UTC)
        except (BadData, TypeError, ValueError, OverflowError) as error:
            raise BadToken(type(error).__name__) from error
        if expires <= self._now():
            raise ExpiredToken
        return Session(conversation, expires, token)

    def form(self, session: Session) -> str:
        """The proof that a form came from a page of this session."""
        return str(self._forms.dumps(session.conversation))

    def is_form_of(self, session: Session, proof: str) -> bool:
        """Whether `proof` was put into a form of this session."""
        try:
            return bool(self._forms.loads(proof) == session.conversation)
        except BadData:
            return False


def secret_of(settings: Settings) -> str:
    """The one that is set, else the one that the gateway keeps for itself."""
    return settings.web_secret or kept_secret(owned.BUILD / "web.secret")


def kept_secret(file: Path) -> str:
    """The secret in `file`; made at the first call, readable by its owner only."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            file.hardlink_to(
                made
            )  # whoever comes first decides, also for a gateway that starts beside this one
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return file.read_text(encoding="ascii").strip()
