"""The way to the gateway is cut: what was written is kept and sent, and the page around the widget does not suffer."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.browser import site
from tests.browser.conftest import Arrive
from tests.browser.rasa import RecordedRasa
from tests.browser.site import Gateway
from tests.browser.visitor import Visitor
from tests.browser.widget import Widget

#: Lines in the console that a minute without a gateway may cost; browsers write one for each request that failed.
#: Stream and outbox try again after pauses that grow to half a minute, half of each by chance: under ten times each.
FEW = 20


async def test_offline_and_back(visitor: Visitor, rasa: RecordedRasa) -> None:
    """It says so, keeps what was typed and what was sent, and sends it by itself, once."""
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    await visitor.context.set_offline(True)
    await expect(widget.page.get_by_text("网络已断开。").first).to_be_visible()
    await widget.write("断线时写的")
    await expect(widget.log.get_by_text("尚未发送，连接恢复后自动发送")).to_be_visible()
    await widget.question.fill("还没写完")
    await visitor.context.set_offline(False)
    await expect(widget.said("答：断线时写的")).to_have_count(1)
    await expect(widget.log.get_by_text("尚未发送")).to_have_count(0)
    await expect(widget.question).to_have_value("还没写完")
    assert rasa.asked == ["先问一句", "断线时写的"]


async def test_written_while_the_gateway_is_down(
    visitor: Visitor, rasa: RecordedRasa, gateway: Gateway
) -> None:
    """A reload of the page does not lose it; it is sent when the gateway is back, once."""
    async with site.host(site.page(gateway.url)) as url:
        await gateway.restart(web_origins=url.rstrip("/"))
        widget = await visitor.widget(url)
        await widget.ask("先问一句", "答：先问一句")
        await gateway.stop()
        await widget.write("停机时写的")
        await expect(widget.page.get_by_text("暂时连不上服务").first).to_be_visible()
        await gateway.start()
        await widget.page.reload()
        await expect(widget.said("答：停机时写的")).to_have_count(1)
        assert rasa.asked == ["先问一句", "停机时写的"]
        await visitor.context.close()


async def test_too_often(visitor: Visitor, gateway: Gateway) -> None:
    """It says when it will be sent, and then sends it."""
    await gateway.restart(web_session_rate=1)
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    await widget.write("问得太快")
    await expect(
        widget.page.get_by_text(re.compile("发送得太频繁，\\d+ 秒后自动再发。")).first
    ).to_be_visible()
    await gateway.restart(web_session_rate=1000)
    await widget.page.reload()
    await expect(widget.said("答：问得太快")).to_have_count(1)


async def test_the_page_lives_without_the_gateway(visitor: Visitor, gateway: Gateway) -> None:
    """It loads, its buttons work, no error is uncaught, and the console is not flooded."""
    await gateway.stop()
    async with site.host(site.page(gateway.url)) as url:
        page = await visitor.page(url)
        await page.get_by_role("button", name="本页按钮").click()
        await page.wait_for_timeout(1500)
        assert [line for line in visitor.console if "ERR_CONNECTION_REFUSED" not in line] == []
        assert len(visitor.console) == 1


async def test_the_gateway_goes_while_the_widget_is_open(arrive: Arrive, gateway: Gateway) -> None:
    """The page stays usable; a minute of it costs a few lines in the console, for the pauses grow."""
    visitor = await arrive()
    async with site.host(site.page(gateway.url)) as url:
        await gateway.restart(web_origins=url.rstrip("/"))
        page = await visitor.context.new_page()
        await page.clock.install()
        await page.goto(url)
        widget = Widget(page)
        await widget.open()
        await widget.ask("先问一句", "答：先问一句")
        await gateway.stop()
        await widget.write("停机时写的")
        for _ in range(60):
            await page.clock.run_for(1000)
        await expect(page.get_by_text("暂时连不上服务").first).to_be_visible()
        await widget.button("本页按钮").click()
        assert len(visitor.console) <= FEW
        await visitor.context.close()


async def test_rasa_down_is_said(visitor: Visitor, rasa: RecordedRasa, gateway: Gateway) -> None:
    """The answer is a plain search then, and says so."""
    await gateway.restart(rasa_url="http://127.0.0.1:9", rasa_timeout=1)
    widget = await visitor.widget()
    await widget.write("丙市2031年中级申报时间")
    await expect(widget.log.get_by_text("助手").last).to_be_attached()
    await expect(widget.log.get_by_text(re.compile("检索|查找结果|暂时"))).not_to_have_count(0)
    assert rasa.asked == []
