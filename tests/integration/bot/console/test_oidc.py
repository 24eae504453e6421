"""Sign-in by OpenID Connect, against a provider that the test plays."""

from __future__ import annotations

from joserfc.jwk import RSAKey

from bot.console import cookies, keys
from bot.roles import Role
from tests.integration.bot.console.desks import Office, Time, add
from tests.integration.bot.console.openid import Provider, desk_of, journey


async def test_signed_in_by_the_provider(office: Office, provider: Provider) -> None:
    """With the highest role that the claim gives, and no password; the session's cookie is strict all the same."""
    desk = await desk_of(office, provider)
    assert "/console/oidc/start" in await (await desk.get("/console/sign-in")).text()
    reply = await journey(desk, provider)
    text = await reply.text()
    assert reply.status == 200, text
    assert '<meta http-equiv="refresh" content="0; url=/console">' in text
    cookie = next(one for one in reply.headers.getall("Set-Cookie") if one.startswith(f"{cookies.SESSION}="))
    assert "SameSite=Strict" in cookie
    assert "Signed in as li.na (agent)" in await (await desk.get("/console")).text()
    account = desk.app[keys.STAFF].account("li.na")
    assert account
    assert (account.password, account.issuer, account.subject) == (None, provider.issuer, "u-1")
    assert [(one.who, one.action, one.detail.get("via")) for one in desk.audit()] == [
        ("li.na", "account-added", None),
        ("li.na", "sign-in", "oidc"),
    ]


async def test_the_way_there_has_a_lax_cookie(office: Office, provider: Provider) -> None:
    """And only that: it is gone when the browser is back."""
    desk = await desk_of(office, provider)
    reply = await desk.get("/console/oidc/start")
    cookie = next(one for one in reply.headers.getall("Set-Cookie") if one.startswith(cookies.JOURNEY))
    assert "SameSite=Lax" in cookie
    assert "HttpOnly" in cookie
    await journey(desk, provider)
    assert desk.cookie(cookies.JOURNEY) is None


async def test_an_account_of_the_provider_has_no_password(office: Office, provider: Provider) -> None:
    """None opens it, not even an empty one."""
    desk = await desk_of(office, provider)
    await journey(desk, provider)
    await desk.sign_out()
    for password in ("", "None", "u-1"):
        assert (await desk.sign_in("li.na", password)).status == 401


async def test_a_role_changed_at_the_provider_holds_at_the_next_sign_in(
    office: Office, provider: Provider
) -> None:
    """And ends the sessions of before."""
    desk = await desk_of(office, provider)
    await journey(desk, provider)
    elsewhere = await office.desk(desk)
    provider.claims["roles"] = "it"
    await journey(elsewhere, provider)
    assert await desk.status() == 303
    account = elsewhere.app[keys.STAFF].account("li.na")
    assert account
    assert account.role is Role.ADMIN
    assert ("li.na", "role-changed") in desk.actions()


async def test_a_new_key_is_fetched(office: Office, provider: Provider, time: Time) -> None:
    """When a token names one that is not known; what is known is not asked for again."""
    desk = await desk_of(office, provider)
    await journey(desk, provider)
    await journey(desk, provider)
    assert provider.asked == ["discovery", "keys"]
    provider.key = RSAKey.generate_key(2048, {"kid": "k2", "use": "sig"})
    provider.header = {"alg": "RS256", "kid": "k2"}
    time.pass_by(minutes=2)
    assert (await journey(desk, provider)).status == 200
    assert provider.asked == ["discovery", "keys"] * 2


async def test_a_journey_is_made_once_by_one_browser_and_soon(
    office: Office, provider: Provider, time: Time
) -> None:
    """An answer is worth nothing in another browser, a second time, or after a quarter of an hour."""
    desk = await desk_of(office, provider)
    other = await office.desk(desk)

    async def asked() -> str:
        reply = await desk.get("/console/oidc/start")
        return provider.authorize(reply.headers["Location"]).raw_path_qs

    back = await asked()
    secret = desk.cookie(cookies.JOURNEY)
    assert (await other.get(back)).status == 403
    assert (await desk.get(back)).status == 200
    assert (await desk.get(back, {"Cookie": f"{cookies.JOURNEY}={secret}"})).status == 403
    late = await asked()
    time.pass_by(minutes=15)
    assert (await desk.get(late)).status == 403


async def test_whoever_has_no_role_is_not_let_in(office: Office, provider: Provider) -> None:
    """The page says so, and no account is made."""
    desk = await desk_of(office, provider)
    provider.claims["roles"] = ["canteen", 5]
    reply = await journey(desk, provider)
    assert reply.status == 403
    assert "no role" in await reply.text()
    assert desk.app[keys.STAFF].count() == 0


async def test_a_name_is_no_key_to_another_account(office: Office, provider: Provider) -> None:
    """Neither to one with a password nor to that of another subject."""
    desk = await desk_of(office, provider)
    add(desk, "li.na", Role.ADMIN)
    reply = await journey(desk, provider)
    assert reply.status == 403
    assert "another account" in await reply.text()
    provider.claims |= {"preferred_username": "wang"}
    assert (await journey(desk, provider)).status == 200
    provider.claims |= {"sub": "u-2"}
    other = await office.desk(desk)
    assert (await journey(other, provider)).status == 403


async def test_a_provider_that_is_down(office: Office, provider: Provider) -> None:
    """Says so; passwords open all the same; once it is up again it is asked again."""
    desk = await desk_of(office, provider)
    provider.is_up = False
    reply = await desk.get("/console/oidc/start")
    assert reply.status == 502
    add(desk, "wang")
    assert (await desk.sign_in("wang")).status == 303
    provider.is_up = True
    assert (await journey(desk, provider)).status == 200


async def test_without_a_provider_there_is_no_way_to_one(office: Office) -> None:
    """Neither link nor route."""
    desk = await office.desk()
    assert "oidc" not in await (await desk.get("/console/sign-in")).text()
    assert (await desk.get("/console/oidc/start")).status == 404
    assert (await desk.get("/console/oidc/callback?code=a&state=b")).status == 404
