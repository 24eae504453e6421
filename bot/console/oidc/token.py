"""Whether an ID token is what it must be: signed by the provider, for us, for this journey, and still good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from bot.console.oidc.terms import BadIdentity, Terms

#: Signatures with a public key only: with a shared secret, whoever knows it could sign for anybody; «none» is none.
_ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
_KINDS: Final = ("RSA", "EC")


class UnknownKey(Exception):
    """Signed with a key that the provider did not have when it was asked."""


def checked(
    token: str,
    keys: Mapping[str, Any],
    terms: Terms,
    nonce: str,
    access_token: str | None,
    now: dt.datetime,
) -> Mapping[str, Any]:
    """The claims of a token. Raises BadIdentity, which names what is wrong, or UnknownKey.

    Issuer, audience, nonce, times (give or take the skew), authorised party and the access token's hash are compared.
    """
    try:
        read = jwt.decode(token, _key_set(keys), algorithms=_ALGORITHMS)
        claims = CodeIDToken(
            read.claims,
            read.header,
            options={
                "iss": {"essential": True, "value": terms.issuer},
                "aud": {"essential": True, "value": terms.client},
                "sub": {"essential": True},
                "nonce": {"essential": True, "value": nonce},
            },
            params={"nonce": nonce, "client_id": terms.client, "access_token": access_token},
        )
        claims.validate(now=int(now.timestamp()), leeway=terms.skew)
    except InvalidKeyIdError as error:
        raise UnknownKey from error
    except (JoseError, ValueError) as error:
        raise BadIdentity(f"{type(error).__name__}: {error}"[:200]) from error
    return dict(claims)


def _key_set(keys: Mapping[str, Any]) -> KeySet:
    """The keys that signatures are made with; kinds that we do not read are passed over."""
    listed = keys.get("keys")
    usable = [
        one
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict) and one.get("kty") in _KINDS and one.get("use", "sig") == "sig"
    ]
    if not usable:
        raise UnknownKey
    return KeySet.import_key_set({"keys": usable})
