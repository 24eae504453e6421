"""What a name and a password must be like, and from where somebody comes."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import Final

_NAME: Final = re.compile(r"[\w][\w.@+-]{0,63}")
SHORTEST: Final = 12
#: Argon2 takes more, but nobody types more.
LONGEST: Final = 256


class BadName(Exception):
    """A name that no account can have; the text says why."""


class BadPassword(Exception):
    """A password that protects nothing; the text says why, `rule` is a word for it."""

    def __init__(self, text: str, rule: str) -> None:
        super().__init__(text)
        self.rule = rule


def clean_name(text: str) -> str:
    """A name in the one way in which it is kept: NFKC, lower case. Raises BadName."""
    name = unicodedata.normalize("NFKC", text).strip().casefold()
    if not _NAME.fullmatch(name):
        raise BadName(
            "a name has 1 to 64 letters, digits, . @ + - and _, and begins with a letter or a digit"
        )
    return name


def clean_password(text: str) -> str:
    """A password in the one way in which it is hashed, however the keyboard composed it."""
    return unicodedata.normalize("NFKC", text)


def new_password(text: str, name: str) -> str:
    """A password that may be set for this account. Raises BadPassword."""
    password = clean_password(text)
    if len(password) < SHORTEST:
        raise BadPassword(f"a password has at least {SHORTEST} characters", "short")
    if len(password) > LONGEST:
        raise BadPassword(f"a password has at most {LONGEST} characters", "long")
    if len(set(password)) < 5:
        raise BadPassword("a password has at least five different characters", "plain")
    if name in password.casefold():
        raise BadPassword("the name must not stand in the password", "name")
    return password


def network_of(address: str) -> str:
    """What attempts from one connection are counted by: an IPv4 address, or the /64 that an IPv6 line is given."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(read, ipaddress.IPv6Address):
        if read.ipv4_mapped is not None:
            return str(read.ipv4_mapped)
        return str(ipaddress.ip_network((read, 64), strict=False))
    return str(read)


def masked_address(address: str) -> str | None:
    """An address as the audit log keeps it: the network, not the person. None for what is no address."""
    try:
        read = ipaddress.ip_address(network_of(address).partition("/")[0])
    except ValueError:
        return None
    return str(ipaddress.ip_network((read, 24 if read.version == 4 else 48), strict=False))
