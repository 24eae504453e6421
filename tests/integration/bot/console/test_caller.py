"""The self-check for a caller: verdicts as the engine gives them, codes, and who may."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import app as gateway_app
from bot.console import keys, routes
from bot.console.caller import written
from bot.console.caller.keys import CHECKS
from bot.console.passwords import Passwords
from bot.roles import Role
from bot.settings import Settings
from bot.store import Actor, CallerChecks, Database, KeptCheck, Ranked
from policies_kb.case_files import Trial, folder_of, read_cases
from policies_kb.lint import knowledge_of
from policies_kb.model.attribute import Attributes
from policies_kb.reading import HERE, read_folder
from policies_kb.rules import Absent, OneOf, Unsure, check, compile_notice, read_answer, write_answer
from policies_kb.store import Store
from telemetry import BadSetting
from tests.integration.bot.console.desks import CHEAP, Desk, Office, Time, add
from tests.integration.bot.console.parts import signed_in
from tests.integration.bot.web_gateway import gateways_on

NOTICE, TITLE = "yi-junior-2030", "助理工程师"
CASE = f"{NOTICE}/{TITLE}"
AGE = dt.timedelta(days=180)
KEPT = KeptCheck(
    NOTICE, TITLE, {"education": "大专"}, 3, (Ranked(NOTICE, TITLE, "undetermined"),), dt.date(2031, 5, 1)
)
FILES = read_folder()
TRIALS, _ = read_cases(FILES, folder_of(HERE))


async def verdict(desk: Desk, csrf: str, **fields: str) -> Any:
    """What the script gets for a form that is filled in so."""
    reply = await desk.post("/console/check/verdict", csrf, **fields)
    assert reply.status == 200, await reply.text()
    return await reply.json()


async def made(desk: Desk, **fields: str) -> str:
    """The code under which a check is kept."""
    reply = await desk.post("/console/check/code", await desk.token("/console/check"), **fields)
    assert reply.status == 303, await reply.text()
    return reply.headers["Location"].removeprefix("/console/check?code=")


# ---- the store ------------------------------------------------------------------------------------------------------


@pytest.fixture
def checks(database_of: Database, time: Time) -> CallerChecks:
    """The checks in an empty database."""
    database_of.now = time
    return CallerChecks(database_of, AGE)


def test_what_is_kept_is_found_again(checks: CallerChecks) -> None:
    """As it was; nothing is found under another code."""
    assert checks.keep("AAAA2222", KEPT)
    assert checks.find("AAAA2222") == KEPT
    assert checks.find("AAAA2223") is None


def test_a_code_that_is_taken_stays_with_its_check(checks: CallerChecks) -> None:
    """Nobody's answers are overwritten."""
    assert checks.keep("AAAA2222", KEPT)
    assert not checks.keep("AAAA2222", KeptCheck(None, None, {}, None, KEPT.ranked, KEPT.day))
    assert checks.find("AAAA2222") == KEPT


def test_a_check_of_all_titles_keeps_their_verdicts(checks: CallerChecks) -> None:
    """In their order; without a notice of its own, and where no publication has a number."""
    ranked = (Ranked("a", "技术员", "eligible"), Ranked("b", "工程师", "ineligible"))
    kept = KeptCheck(None, None, {"years_of_work": {"months": [24, 24]}}, None, ranked, KEPT.day)
    assert checks.keep("BBBB2222", kept)
    assert checks.find("BBBB2222") == kept
    assert kept.verdict == "eligible"


def test_old_checks_are_not_given_out_and_go(checks: CallerChecks, time: Time) -> None:
    """Not even before the round that deletes them; younger ones stay."""
    checks.keep("AAAA2222", KEPT)
    time.pass_by(days=100)
    checks.keep("BBBB2222", KEPT)
    time.pass_by(days=80)
    assert checks.find("AAAA2222") is None
    assert not checks.keep("AAAA2222", KEPT)
    checks.forget()
    assert checks.keep("AAAA2222", KEPT)
    assert checks.find("BBBB2222") == KEPT


def test_who_deletes_stands_in_the_audit_log(checks: CallerChecks) -> None:
    """Once; what is gone cannot be deleted again."""
    checks.keep("AAAA2222", KEPT)
    assert checks.delete("AAAA2222", Actor("li.na"))
    assert checks.find("AAAA2222") is None
    assert not checks.delete("AAAA2222", Actor("li.na"))


# ---- verdicts -------------------------------------------------------------------------------------------------------


class Day:
    """The day of a gateway, to be set."""

    def __init__(self) -> None:
        self.is_now = dt.date(2021, 8, 1)

    def __call__(self) -> dt.date:
        return self.is_now


@pytest.fixture(scope="module")
def real_notices(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the notices of the project published."""
    url = f"sqlite:///{tmp_path_factory.mktemp('kb') / 'kb.sqlite'}"
    store = Store(url)
    store.publish(knowledge_of(FILES), dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    store.close()
    return url


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Day:
    """What the gateway takes for today."""
    day = Day()
    monkeypatch.setattr(gateway_app, "clock", lambda fixed: day)
    return day


@pytest.fixture
async def clerk(
    real_notices: str, tmp_path: Path, today: Day, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    """An agent at a gateway with the notices of the project."""
    monkeypatch.setattr(routes, "Passwords", lambda: Passwords(CHEAP))
    url = f"sqlite:///{tmp_path / 'clerk.sqlite'}"
    async with gateways_on(real_notices, url) as gateways, AsyncExitStack() as stack:
        yield await signed_in(Office(gateways, stack, Time()), today=None)


def filled_in(trial: Trial) -> dict[str, str]:
    """The form for an applicant of the case files."""
    fields = {"case": f"{trial.notice.id}/{trial.case.target}"}
    for name, value in trial.facts.items():
        plain = write_answer(value)
        plain = plain["value"] if isinstance(plain, Mapping) and "value" in plain else plain
        if plain is None or plain == "none":
            fields[f"x.{name}"] = plain or "unsure"
        else:
            fields[f"a.{name}"] = (
                ("true" if plain else "false") if isinstance(plain, bool) else written.write(plain)
            )
    return fields


def is_single(trial: Trial) -> bool:
    """Whether a form can hold the answers: no choice has two values there."""
    return not any(isinstance(value, OneOf) and len(value.values) > 1 for value in trial.facts.values())


def of_notice(notice: str) -> list[Trial]:
    """Some thirty applicants of a notice, from all over its file."""
    mine = [trial for trial in TRIALS if trial.notice.id == notice and is_single(trial)]
    return mine[:: max(1, len(mine) // 30)]


@pytest.mark.parametrize("notice", sorted({trial.notice.id for trial in TRIALS}))
async def test_the_verdict_is_the_engines(clerk: Desk, today: Day, notice: str) -> None:
    """For applicants of the case files, with what is missing, through the form; and what is asked next matters."""
    csrf = await clerk.token("/console/check")
    attributes, tried = Attributes(FILES.attributes), 0
    for trial in of_notice(notice):
        rules = compile_notice(trial.notice, trial.case.target, attributes, FILES.regions)
        today.is_now = trial.case.on or rules.days.opens or rules.days.counting
        told = await verdict(clerk, csrf, **filled_in(trial))
        outcome = check(rules, trial.facts, today.is_now)
        [found] = told["checked"]
        assert (found["verdict"], found["missing"]) == (
            outcome.verdict,
            [*outcome.missing, *outcome.left_to],
        ), trial.case.id
        assert found["verdict"] == trial.case.verdict
        assert told["next"] is None or told["next"] in outcome.missing
        tried += 1
    assert tried >= 10


def test_every_answer_can_stand_in_its_field() -> None:
    """Times, numbers and places of all applicants: what is written there is read as the same answer."""
    known = Attributes(FILES.attributes).by_name
    tried = 0
    for name, value in (pair for trial in TRIALS for pair in trial.facts.items()):
        if known[name].type in ("number", "duration", "date") and not isinstance(value, Unsure | Absent):
            plain = written.read(known[name], written.write(write_answer(replace(value, words=""))))
            assert read_answer(known[name], plain) == value, name
            tried += 1
    assert tried > 500


async def test_what_matters_is_told_apart_from_what_does_not(clerk: Desk) -> None:
    """Before anything is told all may matter; once it is decided, nothing that was not told does."""
    csrf, case = await clerk.token("/console/check"), "yj-construction-2021/助理工程师"
    empty = await verdict(clerk, csrf, case=case)
    standings = {name: field["standing"] for name, field in empty["fields"].items()}
    assert set(standings.values()) == {"next", "open"}
    assert standings[empty["next"]] == "next"
    told = await verdict(clerk, csrf, case=case, **{"a.region": "杭州"})
    assert told["checked"][0]["verdict"] == "ineligible"
    assert told["fields"]["region"] == {
        "standing": "told",
        "standing_text": "answered",
        "said": "杭州市",
        "wrong": False,
    }
    assert {field["standing"] for name, field in told["fields"].items() if name != "region"} == {"moot"}


async def test_all_titles_are_ranked_and_the_question_that_separates_is_asked(clerk: Desk) -> None:
    """The best first; what is told counts for every notice."""
    csrf = await clerk.token("/console/check")
    told = await verdict(clerk, csrf, **{"a.region": "永嘉", "a.education": "大专"})
    notices = {one["notice"] for one in told["checked"]}
    assert "yj-construction-2021" in notices
    assert "sy-engineering-2023" not in notices
    assert told["next"] in told["fields"]


# ---- the form -------------------------------------------------------------------------------------------------------


async def test_an_empty_field_is_no_no(office: Office) -> None:
    """Nothing was told: everything is missing, as with no field at all."""
    desk = await signed_in(office, Role.READER)
    csrf = await desk.token("/console/check")
    empty = {"a.education": "", "a.years_of_work": " "}
    assert await verdict(desk, csrf, case=CASE, **empty) == await verdict(desk, csrf, case=CASE)
    told = await verdict(desk, csrf, case=CASE, **empty)
    assert told["checked"][0]["verdict"] == "undetermined"
    assert set(told["checked"][0]["missing"]) == {"education", "years_of_work"}


async def test_not_known_is_an_answer(office: Office) -> None:
    """It stays open and is not asked again."""
    desk = await signed_in(office, Role.READER)
    fields = {"a.education": "大专", "x.years_of_work": "unsure"}
    told = await verdict(desk, await desk.token("/console/check"), case=CASE, **fields)
    assert told["checked"][0]["verdict"] == "undetermined"
    assert told["next"] is None
    assert told["fields"]["years_of_work"]["standing"] == "unsure"


@pytest.mark.parametrize("typed", ["2029-07", "29年7月", "2029年7月", "2029.7"])
async def test_a_month_is_understood_as_people_write_it(office: Office, typed: str) -> None:
    """And said back, so that a slip is seen."""
    desk = await signed_in(office, Role.READER)
    csrf = await desk.token("/console/check")
    told = await verdict(desk, csrf, case=CASE, **{"a.education": "大专", "a.years_of_work": typed})
    assert told["fields"]["years_of_work"]["said"] == "since July 2029"
    assert (told["checked"][0]["verdict"], told["checked"][0]["earliest"]) == ("ineligible", "2031-07-01")


@pytest.mark.parametrize("typed", ["soon", "2029-13", "2044-01", "2021-02-30", "~"])
async def test_what_nobody_can_understand_is_marked_and_not_counted(office: Office, typed: str) -> None:
    """Neither a word, nor a month that no year has, nor a day to come."""
    desk = await signed_in(office)
    fields = {"case": CASE, "a.education": "大专", "a.years_of_work": typed}
    told = await verdict(desk, await desk.token("/console/check"), **fields)
    assert told["fields"]["years_of_work"]["wrong"]
    assert told["checked"][0]["missing"] == ["years_of_work"]
    kept = await desk.post("/console/check/code", await desk.token("/console/check"), **fields)
    assert kept.status == 422
    assert "not understood" in await kept.text()


async def test_the_page_works_without_script(office: Office) -> None:
    """The form comes back filled in, with the verdict and what every condition says."""
    desk = await signed_in(office, Role.READER)
    fields = {"case": CASE, "a.education": "大专", "a.years_of_work": "2年3个月"}
    reply = await desk.post("/console/check", await desk.token("/console/check"), **fields)
    text = await reply.text()
    assert reply.status == 200
    assert '<option value="大专" selected>' in text or 'value="大专" checked' in text
    assert 'value="2年3个月"' in text
    assert re.search(r'id="status">eligible<', text)
    assert "junior college and 2 years" in text or "大专毕业，工作满2年" in text


async def test_the_button_of_a_title_chooses_it(office: Office) -> None:
    """Over what the list to choose from says."""
    desk = await signed_in(office, Role.READER)
    reply = await desk.post("/console/check", await desk.token("/console/check"), case="", only=CASE)
    assert f'value="{CASE}" selected' in await reply.text()


# ---- codes ----------------------------------------------------------------------------------------------------------


async def test_a_check_is_opened_by_its_code_at_another_desk(office: Office) -> None:
    """Typed with spaces and in small letters; what was said is shown, and the verdict then and today."""
    desk = await signed_in(office)
    code = await made(desk, case=CASE, **{"a.education": "大专", "a.years_of_work": "2029-07"})
    other = await office.desk(desk)
    add(other, "wang", Role.READER)
    await other.sign_in("wang")
    reply = await other.get(f"/console/check?code={code[:4].lower()}%20{code[4:].lower()}")
    text = await reply.text()
    assert reply.status == 200
    assert f"{code[:4]} {code[4:]}" in text
    assert 'value="2029-07"' in text
    assert "since July 2029" in text
    assert "The verdict is the same as then." in text


async def test_only_answers_are_kept(office: Office) -> None:
    """Those that the rules use, with publication and day; not what was typed, and nobody's name."""
    desk = await signed_in(office)
    code = await made(
        desk,
        case=CASE,
        name="王小明",
        **{"a.education": "大专", "a.years_of_work": "王小明2029年7月", "a.x": "1"},
    )
    kept = await asyncio.to_thread(desk.app[CHECKS].find, code)
    assert kept == KeptCheck(
        NOTICE,
        TITLE,
        {"education": "大专", "years_of_work": ["2029-07-01", "2029-07-31"]},
        1,
        (Ranked(NOTICE, TITLE, "ineligible"),),
        dt.date(2031, 5, 1),
    )


async def test_another_verdict_today_is_said(office: Office) -> None:
    """Beside the one then, with a newer publication."""
    desk = await signed_in(office)
    kept = KeptCheck(
        NOTICE, TITLE, {"education": "大专"}, 9, (Ranked(NOTICE, TITLE, "eligible"),), dt.date(2030, 3, 1)
    )
    await asyncio.to_thread(desk.app[CHECKS].keep, code_like(), kept)
    text = await (await desk.get(f"/console/check?code={code_like()}")).text()
    assert "today&#39;s verdict is another one than then" in text or "today's verdict is another" in text
    assert "The notices have been updated since." in text
    assert re.search(r"<td>eligible</td><td>undetermined", text)


async def test_a_check_of_a_notice_that_is_gone_can_still_be_read(office: Office) -> None:
    """With what was said, as far as it can be said today; and that it cannot be checked any more."""
    desk = await signed_in(office)
    answers = {"education": "大专", "shoe_size": 41}
    kept = KeptCheck("old-1999", "工程师", answers, 1, (Ranked("old-1999", "工程师", "eligible"),), KEPT.day)
    await asyncio.to_thread(desk.app[CHECKS].keep, code_like(), kept)
    reply = await desk.get(f"/console/check?code={code_like()}")
    text = await reply.text()
    assert reply.status == 200
    assert "do not have this title any more" in text
    assert "shoe_size" in text
    assert re.search(r"<td>eligible</td><td>not checked", text)


def code_like() -> str:
    """A code whose last character fits."""
    return "22222222"


@pytest.mark.parametrize(
    ("typed", "said"), [("22222223", "No such code"), ("22222222", "no check under this code"), ("", "")]
)
async def test_a_wrong_code_says_so(office: Office, typed: str, said: str) -> None:
    """A slip, and one that nobody was told; nothing typed is no code."""
    desk = await signed_in(office, Role.READER)
    reply = await desk.get(f"/console/check?code={typed}")
    assert reply.status == (404 if typed else 200)
    assert said in await reply.text()


async def test_nothing_told_gets_no_code(office: Office) -> None:
    """There would be nothing to open."""
    desk = await signed_in(office)
    reply = await desk.post("/console/check/code", await desk.token("/console/check"), case=CASE)
    assert reply.status == 422
    assert "Nothing is filled in yet" in await reply.text()


async def test_readers_check_but_keep_and_delete_nothing(office: Office) -> None:
    """403, and no button that would lead there."""
    desk = await signed_in(office, Role.READER)
    page = await (await desk.get("/console/check")).text()
    assert "/console/check/code" not in page
    csrf = await desk.token("/console/check")
    for path in ("/console/check/code", "/console/check/forget"):
        reply = await desk.post(path, csrf, **{"case": CASE, "a.education": "大专", "code": code_like()})
        assert reply.status == 403


async def test_an_agent_deletes_a_check(office: Office) -> None:
    """After that its code opens nothing, and the audit log says who did."""
    desk = await signed_in(office)
    code = await made(desk, case=CASE, **{"a.education": "大专"})
    csrf = await desk.token("/console/check")
    for typed in (code, code, "nonsense"):
        reply = await desk.post("/console/check/forget", csrf, code=typed)
        assert reply.status == 303
    assert (await desk.get(f"/console/check?code={code}")).status == 404
    deleted = [(one.who, one.target) for one in desk.audit() if one.action == "deletion"]
    assert deleted == [("li.na", f"check {code}")]


async def test_tidying_deletes_old_checks(office: Office) -> None:
    """As long as the setting says."""
    desk = await signed_in(office, check_days=10, console_hours=9999, console_idle_minutes=9e6)
    code = await made(desk, case=CASE, **{"a.education": "大专"})
    office.time.pass_by(days=11)
    for forget in desk.app[keys.FORGETTING]:
        await asyncio.to_thread(forget)
    office.time.pass_by(days=-11)
    assert (await desk.get(f"/console/check?code={code}")).status == 404


@pytest.mark.parametrize("days", [0, -1, 4000])
def test_days_that_cannot_be_meant_are_refused(days: float, database: str) -> None:
    """At the start, by name."""
    with pytest.raises(BadSetting, match="ZHIWEN_CHECK_DAYS"):
        gateway_app.create_app(Settings(database_url=database, check_days=days, web_secret="s" * 40))
