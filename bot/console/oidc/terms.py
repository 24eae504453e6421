"""What the settings say about the OpenID provider, and what its claims mean here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from yarl import URL

from bot.console.accounts import BadName, clean_name
from bot.roles import Role
from bot.settings import Settings, variable
from bot.store import Identity
from telemetry import BadSetting

_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
_SUBJECT_MOST: Final = 255


class BadIdentity(Exception):
    """An answer of the provider that nobody is signed in by; the text says what is wrong with it."""


class Declined(BadIdentity):
    """The provider did not let somebody in, or they turned back there."""


class NoRole(Exception):
    """Somebody whom the provider knows and who may do nothing here."""


@dataclass(frozen=True)
class Terms:
    """The provider, what it knows us as, and how its claims are read. `skew` is in seconds."""

    issuer: str
    client: str
    secret: str | None
    scope: str
    callback: str
    name_claim: str
    role_claim: str
    roles: Mapping[str, Role]
    skew: int

    def identity(self, claims: Mapping[str, Any]) -> Identity:
        """Who the claims of a token that was checked speak of. Raises BadIdentity or NoRole."""
        subject = claims.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= _SUBJECT_MOST:
            raise BadIdentity("sub")
        try:
            name = clean_name(str(claims.get(self.name_claim) or ""))
        except BadName as error:
            raise BadIdentity(f"{self.name_claim}: {error}") from error
        return Identity(self.issuer, subject, name, self._role(claims))

    def _role(self, claims: Mapping[str, Any]) -> Role:
        """The highest role that one of the values gives."""
        found = _at(claims, self.role_claim)
        values = found if isinstance(found, list) else [found]
        roles = [self.roles[value] for value in values if isinstance(value, str) and value in self.roles]
        for role in reversed(Role):
            if role in roles:
                return role
        raise NoRole


def terms(settings: Settings) -> Terms | None:
    """The terms that the settings name; None where there is no provider. Raises BadSetting."""
    if settings.oidc_issuer is None:
        return None
    for name in ("oidc_client", "console_url"):
        if getattr(settings, name) is None:
            raise BadSetting(f"{variable(name)}: needed with {variable('oidc_issuer')}")
    issuer = settings.oidc_issuer
    if not is_safe(issuer):
        raise BadSetting(f"{variable('oidc_issuer')}: must begin with https://")
    if "openid" not in settings.oidc_scope.split():
        raise BadSetting(f"{variable('oidc_scope')}: must name openid")
    if not 0 <= settings.oidc_skew <= 600:
        raise BadSetting(f"{variable('oidc_skew')}: must be between 0 and 600")
    return Terms(
        issuer=issuer,
        client=settings.oidc_client or "",
        secret=settings.oidc_secret,
        scope=settings.oidc_scope,
        callback=f"{(settings.console_url or '').rstrip('/')}/console/oidc/callback",
        name_claim=settings.oidc_name_claim,
        role_claim=settings.oidc_role_claim,
        roles=_roles(settings.oidc_roles),
        skew=int(settings.oidc_skew),
    )


def is_safe(address: str) -> bool:
    """Whether nobody can listen: https, or this very machine."""
    url = URL(address)
    return url.scheme == "https" or (url.scheme == "http" and url.host in _LOOPBACK)


def _roles(text: str) -> dict[str, Role]:
    """`agent=hotline; admin=it` by the value of the claim. Raises BadSetting."""
    roles: dict[str, Role] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        role, _, value = part.partition("=")
        try:
            roles[value.strip()] = Role(role.strip())
        except ValueError:
            known = ", ".join(role.value for role in Role)
            raise BadSetting(f"{variable('oidc_roles')}: {role.strip()} is none of {known}") from None
        if not value.strip():
            raise BadSetting(f"{variable('oidc_roles')}: {part} must look like agent=hotline")
    return roles


def _at(claims: Mapping[str, Any], path: str) -> Any:
    """The claim of that name, also of one with dots in it; else what lies at `a.b` in objects."""
    if path in claims:
        return claims[path]
    found: Any = claims
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
