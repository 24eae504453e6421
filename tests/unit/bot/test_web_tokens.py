"""Tokens: whole, of this gateway, in time, or worth nothing."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest

from bot.web.tokens import BadSecret, BadToken, ExpiredToken, Tokens, kept_secret

SECRET = "s" * 40
DAY = dt.timedelta(days=1)
NOW = dt.datetime(2031, 5, 1, 8, tzinfo=dt.UTC)


@pytest.fixture
def now() -> list[dt.datetime]:
    """The time, to be moved."""
    return [NOW]


@pytest.fixture
def tokens(now: list[dt.datetime]) -> Tokens:
    """A maker of tokens."""
    return Tokens(SECRET, DAY, lambda: now[0])


def test_a_token_comes_back_as_its_session(tokens: Tokens) -> None:
    """With the conversation and the end."""
    made = tokens.start()
    assert tokens.read(made.token) == made
    assert made.expires == NOW + DAY


def test_every_session_has_a_conversation_of_its_own(tokens: Tokens) -> None:
    """Nobody can guess one from another."""
    assert len({tokens.start().conversation for _ in range(100)}) == 100


def test_a_token_ends(tokens: Tokens, now: list[dt.datetime]) -> None:
    """At its second; renewed before, it goes on for the same conversation."""
    made = tokens.start()
    now[0] += DAY / 2
    renewed = tokens.renew(tokens.read(made.token).conversation)
    now[0] += DAY / 2
    with pytest.raises(ExpiredToken):
        tokens.read(made.token)
    assert tokens.read(renewed.token).conversation == made.conversation


@pytest.mark.parametrize("place", [0, 5, -1, -10])
def test_a_changed_token_is_a_forgery(tokens: Tokens, place: int) -> None:
    """In the content or in the signature."""
    letters = list(tokens.start().token)
    letters[place] = "A" if letters[place] != "A" else "Q"
    with pytest.raises((BadToken, ExpiredToken)) as refused:
        tokens.read("".join(letters))
    assert refused.type is BadToken


@pytest.mark.parametrize("token", ["", ".", "a.b", "é", "x" * 10_000, "bnVsbA.AAAA"])
def test_what_is_no_token(tokens: Tokens, token: str) -> None:
    """Whatever it is."""
    with pytest.raises(BadToken):
        tokens.read(token)


def test_tokens_of_others_are_forgeries(tokens: Tokens) -> None:
    """Of another secret, and of another purpose with the same secret."""
    for other in (Tokens("o" * 40, DAY, lambda: NOW), Tokens(SECRET, DAY, lambda: NOW, purpose="other")):
        with pytest.raises(BadToken):
            tokens.read(other.start().token)
    with pytest.raises(BadToken):
        tokens.read(tokens.form(tokens.start()))


def test_a_form_belongs_to_its_session(tokens: Tokens) -> None:
    """Neither another session's proof nor a token is one."""
    mine, other = tokens.start(), tokens.start()
    assert tokens.is_form_of(mine, tokens.form(mine))
    assert tokens.is_form_of(tokens.renew(mine.conversation), tokens.form(mine))
    for proof in (tokens.form(other), mine.token, ""):
        assert not tokens.is_form_of(mine, proof)


def test_a_short_secret_is_refused() -> None:
    """It protects nothing."""
    with pytest.raises(BadSecret, match="at least 32 characters"):
        Tokens("short", DAY)


def test_a_secret_is_made_once_and_kept(tmp_path: Path) -> None:
    """For its owner only."""
    file = tmp_path / "build" / "web.secret"
    made = kept_secret(file)
    assert len(made) >= 32
    assert kept_secret(file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]
