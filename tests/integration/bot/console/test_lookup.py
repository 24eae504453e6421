"""`/console` and `/console/lookup`: the answer before the caller finishes the sentence."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.roles import Role
from policies_kb.catalogue import Catalogue
from policies_kb.model.knowledge import Knowledge
from policies_kb.store import Store
from tests.integration.bot.console.desks import Desk, Office
from tests.integration.bot.console.parts import signed_in

JSON = {"Accept": "application/json"}
FEE = "yi-junior-2030/fee"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The lookup stores nothing: one kind of database will do."""
    return f"sqlite:///{tmp_path / 'bot.sqlite'}"


async def looked(desk: Desk, *pairs: tuple[str, str]) -> dict[str, Any]:
    """What the route says."""
    reply = await desk.get(f"/console/lookup?{urlencode(pairs)}", JSON)
    assert reply.status == 200, await reply.text()
    found: dict[str, Any] = await reply.json()
    return found


def facts(found: dict[str, Any]) -> list[str]:
    """The ids of the results."""
    return [one["fact"] for one in found["results"]]


def values(found: dict[str, Any], facet: str) -> dict[str, int]:
    """The values that can be chosen of a facet, with their counts."""
    [one] = [one for one in found["facets"] if one["facet"] == facet]
    return {value["value"]: value["count"] for value in (*one["first"], *one["rest"])}


@pytest.mark.parametrize("typed", ["评审费", "psf", "pingshenfie", "评申费", "fee"])
async def test_found_as_it_is_typed(office: Office, typed: str) -> None:
    """Words, initials, slips and homophones find the same fact, with everything that its card shows."""
    desk = await signed_in(office, Role.READER)
    found = await looked(desk, ("q", typed), ("lang", "zh-CN"))
    first = found["results"][0]
    assert (first["fact"], first["value"], first["text"]) == (FEE, "90元", "评审费每人90元。")
    assert (first["citation"], first["at"], first["state"]) == ("乙人〔2030〕7号 · 三", ["三"], "closed")
    assert first["validity"] == "网上申报已于2030年3月31日截止。"
    assert (
        first["copy"]["text"] == "评审费每人90元。\n——乙人〔2030〕7号 · 三\n网上申报已于2030年3月31日截止。"
    )


async def test_what_matched_is_told(office: Office) -> None:
    """In characters of the sentence; and how letters were read."""
    desk = await signed_in(office, Role.READER)
    found = await looked(desk, ("q", "psf"), ("lang", "zh-CN"))
    first = found["results"][0]
    assert [first["text"][start:end] for start, end in first["marks"]] == ["评审费"]
    assert found["read_as"] == "评审费"


async def test_the_message_names_the_office_once(office: Office) -> None:
    """Whom to ask stands under an answer; where the answer is the office, it is not said again."""
    desk = await signed_in(office, Role.READER)
    fee = (await looked(desk, ("q", "评审费"), ("lang", "zh-CN")))["results"][0]["copy"]["message"]
    assert fee.startswith("您好！")
    assert fee.endswith("如需进一步了解，可以联系乙县人社局11112222。")
    found = await looked(desk, ("q", "11112222"), ("notice", "yi-junior-2030"), ("lang", "zh-CN"))
    bureau = next(one for one in found["results"] if one["fact"] == "yi-junior-2030/bureau")
    assert bureau["copy"]["message"].count("11112222") == 1


async def test_filters_narrow_and_tell_what_else_there_is(office: Office) -> None:
    """Of a facet of which something is chosen the other values keep their counts; those of others follow the choice."""
    desk = await signed_in(office, Role.READER)
    everything = await looked(desk, ("q", "电话"))
    narrowed = await looked(desk, ("q", "电话"), ("place", "丙县"))
    assert facts(narrowed) == ["jia-middle-2031/bing/phone"]
    assert values(narrowed, "place") == values(everything, "place")
    assert values(narrowed, "year") == {"2031": 1}
    both = await looked(desk, ("q", "电话"), ("place", "丙县"), ("place", "乙县"))
    assert set(facts(both)) == set(facts(everything))


async def test_values_have_names(office: Office) -> None:
    """People's words in the language of the page, never ids."""
    desk = await signed_in(office, Role.READER)
    found = await looked(desk, ("q", "电话"), ("lang", "zh-CN"))
    names = {one["facet"]: [value["name"] for value in one["first"]] for one in found["facets"]}
    assert names["notice"] == ["2031年甲市中级", "2030年乙县初级"]
    assert names["year"] == ["2031年", "2030年"]
    assert names["state"] == ["已截止", "未写日期"]
    english = await looked(desk, ("q", "电话"), ("lang", "en"))
    assert "closed" in [value["name"] for one in english["facets"] for value in one["first"]]


async def test_without_words_every_value_is_counted(office: Office) -> None:
    """The counts are of everything that is held; results come with the first choice."""
    desk = await signed_in(office, Role.READER)
    nothing = await looked(desk)
    assert (nothing["results"], nothing["total"]) == ([], 0)
    assert values(nothing, "notice") == {"yi-junior-2030": 13, "jia-middle-2031": 8}
    chosen = await looked(desk, ("notice", "jia-middle-2031"))
    assert len(chosen["results"]) == 8
    assert values(chosen, "notice") == {"yi-junior-2030": 13, "jia-middle-2031": 8}
    assert values(chosen, "topic")["contact"] == 2


async def test_as_of_a_day(office: Office) -> None:
    """Windows as they stood; what was issued later is left out and named; what is copied says of which day it is."""
    desk = await signed_in(office, Role.READER)
    found = await looked(desk, ("q", "网上申报"), ("on", "2030-03-10"), ("lang", "zh-CN"))
    assert facts(found) == ["yi-junior-2030/window"]
    first = found["results"][0]
    assert (first["state"], first["validity"]) == ("open", "网上申报还有21天截止（2030年3月31日）。")
    assert found["later"] == ["2031年甲市中级"]
    assert first["copy"]["text"].startswith("以下是2030年3月10日当天的情况：\n")
    assert "以下是2030年3月10日当天的情况：\n" in first["copy"]["message"]


async def test_as_of_a_day_with_another_edition(office: Office, sample: Knowledge, tmp_path: Path) -> None:
    """What was published then is shown, and marked where it is said otherwise today."""
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    store = Store(url)
    store.publish(sample, dt.datetime(2030, 1, 5, tzinfo=dt.UTC))
    jia, yi = sample.notices
    [fee] = yi.fees
    dearer = yi.model_copy(update={"fees": (fee.model_copy(update={"amount": 120}),)})
    store.publish(
        sample.model_copy(update={"notices": (jia, dearer)}), dt.datetime(2031, 2, 1, tzinfo=dt.UTC)
    )
    store.close()
    desk = await signed_in(office, Role.READER, database_url=url)
    now = await looked(desk, ("q", "评审费"))
    then = await looked(desk, ("q", "评审费"), ("on", "2030-03-10"))
    assert (now["edition"], then["edition"]) == (None, 1)
    told = [(one["results"][0]["text"], one["results"][0]["changed"]) for one in (now, then)]
    assert told == [
        ("The review fee is 120 yuan a person.", False),
        ("The review fee is 90 yuan a person.", True),
    ]
    page = await (await desk.get("/console?q=fee&on=2030-03-10")).text()
    assert "said otherwise now" in page


async def test_before_every_notice(office: Office) -> None:
    """Nothing is found, rather than everything."""
    desk = await signed_in(office, Role.READER)
    for pairs in ([("q", "评审费")], [("q", "评审费"), ("notice", "yi-junior-2030")], [("place", "乙县")]):
        assert facts(await looked(desk, ("on", "2029-01-01"), *pairs)) == []


@pytest.mark.parametrize(
    ("query", "field"), [("on=yesterday", "on"), ("most=0", "most"), ("most=x", "most"), ("most=101", "most")]
)
async def test_bad_fields_are_named(office: Office, query: str, field: str) -> None:
    """For programs in the one shape, for people on the page."""
    desk = await signed_in(office, Role.READER)
    reply = await desk.get(f"/console/lookup?{query}", JSON)
    error = (await reply.json())["error"]
    assert (reply.status, error["code"], list(error["fields"])) == (422, "bad_fields", [field])
    page = await desk.get(f"/console?{query}")
    assert page.status == 422
    assert f"cannot be used: {field}" in await page.text()


async def test_the_page_shows_the_same_without_script(office: Office) -> None:
    """`/console?q=…` holds the results, the choices made and the field as it was."""
    desk = await signed_in(office, Role.READER)
    text = await (await desk.get("/console?q=fee&year=2030&on=2030-03-10&lang=en")).text()
    for part in (
        '<strong class="value">90 yuan</strong>',
        "The review <mark>fee</mark> is 90 yuan",
        'name="q" value="fee"',
        'name="year" value="2030" checked',
        'name="on" value="2030-03-10"',
        "This is how it stood on 10 March 2030.",
    ):
        assert part in text


@pytest.mark.parametrize("role", [Role.READER, Role.AGENT])
async def test_agents_can_say_that_a_fact_is_wrong(office: Office, role: Role) -> None:
    """From its card, and come back to what they had looked up; readers have no such link."""
    desk = await signed_in(office, role)
    text = await (await desk.get("/console?q=psf")).text()
    link = f"/console/gaps/wrong?fact={FEE}&amp;back=/console%3Fq%3Dpsf"
    assert (link in text) == (role is Role.AGENT)


async def test_what_is_typed_is_text(office: Office) -> None:
    """Also in the title, the field and the links."""
    desk = await signed_in(office, Role.READER)
    hostile = '"><script>alert(1)</script>'
    text = await (await desk.get(f"/console?{urlencode({'q': hostile, 'place': hostile})}")).text()
    assert "<script>alert" not in text


async def test_only_who_is_signed_in(office: Office) -> None:
    """A program gets 401; the script is led to the form; the page comes back to the question."""
    desk = await office.desk()
    assert (await desk.get("/console/lookup?q=fee", JSON)).status == 401
    assert (await desk.get("/console/lookup?q=fee")).status == 303
    led = (await desk.get("/console?q=fee")).headers["Location"]
    assert led == "/console/sign-in?next=/console%3Fq%3Dfee"


async def test_nothing_is_published_yet(office: Office, tmp_path: Path) -> None:
    """The page says so and stays of use; programs get 503."""
    desk = await signed_in(office, Role.READER, database_url=f"sqlite:///{tmp_path / 'empty.sqlite'}")
    page = await desk.get("/console")
    assert page.status == 200
    assert "No notices are published yet." in await page.text()
    assert (await desk.get("/console/lookup?q=fee", JSON)).status == 503


async def test_official_words_with_the_figure_marked(
    office: Office, sample: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the operator has the texts; a text that was changed since is not shown."""
    text = "关于评审的通知\n一、范围\n二、条件\n三、时间和费用\n网上申报3月1日至31日，评审费每人90元。\n"
    notice = sample.notices[1]
    source = notice.source.model_copy(update={"sha256": hashlib.sha256(text.encode()).hexdigest()})
    changed = sample.model_copy(update={"notices": (notice.model_copy(update={"source": source}),)})
    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    store = Store(url)
    store.publish(changed, dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    store.close()
    (tmp_path / notice.source.file).write_text(text, encoding="utf-8")
    monkeypatch.setenv("POLICY_SOURCES", str(tmp_path))
    desk = await signed_in(office, Role.READER, database_url=url)
    [passage] = (await looked(desk, ("q", "评审费")))["results"][0]["passages"]
    assert passage["at"] == "三"
    assert [passage["text"][start:end] for start, end in passage["marks"]] == ["90元"]
    assert "<mark>90元</mark>" in await (await desk.get("/console?q=评审费")).text()


async def test_the_index_is_made_beside_serving(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gateway answers while it is made, and the first search finds it made or waits for it."""
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()
    lookup = Catalogue.lookup

    def told(self: Catalogue, *given: Any) -> Any:
        loop.call_soon_threadsafe(begun.set)
        return lookup(self, *given)

    monkeypatch.setattr(Catalogue, "lookup", told)
    desk = await office.desk()
    async with asyncio.timeout(30):
        await begun.wait()
    assert (await desk.get("/healthz")).status == 200
