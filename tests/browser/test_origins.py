"""Sites that may embed the assistant, and sites that may not."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser import site
from tests.browser.site import STRICT, Gateway
from tests.browser.visitor import Visitor
from tests.browser.widget import Widget


async def test_an_allowed_site_under_a_strict_policy(visitor: Visitor, gateway: Gateway) -> None:
    """One line and two sources in the policy are all it needs; nothing is blocked, nothing is logged."""
    async with site.host(site.page(gateway.url), STRICT.format(gateway=gateway.url)) as url:
        await gateway.restart(web_origins=url.rstrip("/"))
        widget = await visitor.widget(url)
        await widget.ask("评审费多少钱", "答：评审费多少钱")
        assert visitor.console == []
        await visitor.context.close()


async def test_a_site_that_is_not_allowed(visitor: Visitor, gateway: Gateway) -> None:
    """It gets neither the widget nor a session, and its own page goes on working without a flood of errors."""
    async with site.host(site.page(gateway.url)) as url:
        page = await visitor.context.new_page()
        async with page.expect_console_message(lambda line: "助手暂时无法加载" in line.text):
            await page.goto(url)
        await page.get_by_role("button", name="本页按钮").click()
        assert len(visitor.console) <= 2
        refused = await page.evaluate(
            "(url) => fetch(url + '/web/session', {method: 'POST', body: '{}'}).then(() => 'read', () => 'refused')",
            gateway.url,
        )
        assert refused == "refused"


async def test_framed_by_an_allowed_site(visitor: Visitor, gateway: Gateway) -> None:
    """The widget fills the frame, and nothing of it runs in the page around it."""
    frame = f"<iframe src='{gateway.url}/web/frame?lang=zh-CN' title='职称申报助手' width=400 height=640></iframe>"
    html = site.page(gateway.url).replace(f"<script src='{gateway.url}/widget.js' async ></script>", frame)
    async with site.host(html, f"default-src 'none'; frame-src {gateway.url}") as url:
        await gateway.restart(web_origins=url.rstrip("/"))
        page = await visitor.page(url)
        inside = page.frame_locator("iframe")
        await inside.get_by_role("textbox", name="您的问题").fill("评审费多少钱")
        await inside.get_by_role("button", name="发送", exact=True).click()
        await expect(inside.get_by_role("log").get_by_text("答：评审费多少钱", exact=True)).to_have_count(1)
        assert await page.evaluate("'Zhiwen' in window") is False
        await visitor.context.close()


async def test_no_other_site_may_frame_it(visitor: Visitor, gateway: Gateway) -> None:
    """The browser refuses to show the forms in a foreign page."""
    html = f"<!doctype html><title>钓鱼</title><iframe src='{gateway.url}/chat'></iframe>"
    async with site.host(html) as url:
        page = await visitor.page(url)
        await expect(page.frame_locator("iframe").get_by_role("textbox")).to_have_count(0)
        assert any("frame-ancestors" in line for line in visitor.console)


async def test_the_site_may_open_and_ask(visitor: Visitor, gateway: Gateway) -> None:
    """`Zhiwen.ask`, `close` and the events work at once, before the widget has loaded; what was said is in no event."""
    script = (
        "const heard = window.heard = [];"
        "for (const one of ['open', 'close', 'message', 'reply'])"
        " addEventListener('zhiwen:' + one, (event) => heard.push([one, JSON.stringify(event.detail)]));"
    )
    async with site.host(site.page(gateway.url, body=f"<script>{script}</script>")) as url:
        await gateway.restart(web_origins=url.rstrip("/"))
        widget = Widget(await visitor.page(url))
        await widget.page.evaluate("window.Zhiwen.ask('评审费多少钱')")
        await expect(widget.said("答：评审费多少钱")).to_have_count(1)
        await widget.page.evaluate("window.Zhiwen.close()")
        await expect(widget.question).not_to_be_visible()
        heard = await widget.page.evaluate("window.heard")
        assert {"open", "close"} <= {name for name, _ in heard}
        assert "评审费" not in str(heard)
        await visitor.context.close()
