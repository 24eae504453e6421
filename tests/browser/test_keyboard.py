"""With the keyboard alone, and for those who hear the page."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page, expect

from tests.browser.conftest import Arrive
from tests.browser.rasa import RecordedRasa
from tests.browser.test_conversation import DEADLINE, WINDOW
from tests.browser.visitor import Visitor
from tests.browser.widget import Widget

#: What the keyboard is on, in the page or in the widget: its name as far as it is written on it.
FOCUS = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return (at.getAttribute("aria-label") || at.labels?.[0]?.textContent || at.textContent).trim();
}"""
#: Whether something is drawn around it that is not drawn elsewhere.
RING = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return [at, at.parentElement, at.nextElementSibling].filter(Boolean).some((one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
}"""
#: Writes down what the live regions say, in order.
LISTEN = """() => {
  window.heard = [];
  const root = document.querySelector("zhiwen-assistant").shadowRoot;
  for (const place of root.querySelectorAll("[aria-live]")) {
    const role = place.getAttribute("role");
    new MutationObserver((changes) => {
      if (place.closest("[aria-busy=true]") || !place.checkVisibility({ visibilityProperty: true })) return;
      for (const one of changes) for (const node of one.addedNodes) window.heard.push([role, node.textContent]);
    }).observe(place, { childList: true, subtree: true });
  }
}"""


async def focus(page: Page) -> str:
    """What the keyboard is on; it must be seen."""
    assert await page.evaluate(RING), f"nothing shows that the focus is on {await page.evaluate(FOCUS)!r}"
    return str(await page.evaluate(FOCUS))


async def tabbed(page: Page, key: str, most: int = 30) -> list[str]:
    """Everything the key comes by, until it leaves the widget or comes round."""
    found: list[str] = []
    for _ in range(most):
        name = await focus(page)
        if name in found:
            break
        found.append(name)
        await page.keyboard.press(key)
        if await page.evaluate("document.activeElement.tagName") != "ZHIWEN-ASSISTANT":
            break
    return found


async def heard(page: Page, role: str) -> str:
    """What was said by the live regions of this kind."""
    said: list[Any] = await page.evaluate("window.heard")
    return "\n".join(text for kind, text in said if kind == role)


async def hears(page: Page, role: str, words: str) -> None:
    """Return when a live region of this kind has said these words."""
    for _ in range(100):
        if words in await heard(page, role):
            return
        await page.wait_for_timeout(50)
    raise AssertionError(f"nobody said {words!r}, but {await heard(page, role)!r}")


async def test_a_conversation_with_the_keyboard(visitor: Visitor, rasa: RecordedRasa) -> None:
    """Open, ask, choose, rate and close; the focus is always somewhere sensible and is always seen."""
    page = await visitor.page("/")
    widget = Widget(page)
    await widget.launcher.focus()
    await page.keyboard.press("Enter")
    await expect(widget.question).to_be_focused()
    await page.keyboard.type(DEADLINE)
    await page.keyboard.press("Enter")
    await expect(widget.said(WINDOW)).to_have_count(1)
    await expect(widget.question).to_be_focused()
    for _ in range(2):
        await page.keyboard.press("Shift+Tab")
    assert await focus(page) == "继续教育学时"
    await page.keyboard.press("Enter")
    await expect(widget.said("答：/ask_continuing_education")).to_have_count(1)
    assert await page.evaluate("document.activeElement.tagName") == "ZHIWEN-ASSISTANT"
    await page.keyboard.press("Escape")
    await expect(widget.question).not_to_be_visible()
    await expect(widget.launcher).to_be_focused()


async def test_the_order_of_the_focus(visitor: Visitor) -> None:
    """As it is read: head, conversation, choices, field, send. Backwards it is the same the other way round."""
    widget = await visitor.widget()
    await widget.ask(DEADLINE, WINDOW)
    await widget.button("显示与设置").focus()
    await widget.page.keyboard.press("Shift+Tab")
    await widget.page.keyboard.press("Tab")
    order = await tabbed(widget.page, "Tab")
    assert order == [
        *("显示与设置", "收起", "对话", "加入日历", "有帮助", "没有帮助"),
        *("学历和年限条件", "继续教育学时", "上传附件", "您的问题", "发送"),
    ]
    await widget.send.focus()
    assert (await tabbed(widget.page, "Shift+Tab"))[: len(order)] == order[::-1]


async def test_the_page_is_not_locked(visitor: Visitor) -> None:
    """At a desk the panel is no trap: the keyboard leaves it, and the page can be read."""
    widget = await visitor.widget()
    await widget.send.focus()
    for _ in range(2):
        await widget.page.keyboard.press("Tab")
    assert await widget.page.evaluate("document.activeElement.tagName") != "ZHIWEN-ASSISTANT"


async def test_on_a_phone_the_focus_stays_in_the_panel(arrive: Arrive) -> None:
    """There it covers the page, and says that it is modal."""
    visitor = await arrive(viewport={"width": 360, "height": 640})
    widget = await visitor.widget()
    await expect(widget.page.get_by_role("dialog", name="职称申报助手")).to_have_attribute(
        "aria-modal", "true"
    )
    await widget.send.focus()
    await widget.page.keyboard.press("Tab")
    assert await focus(widget.page) == "显示与设置"
    await widget.page.keyboard.press("Shift+Tab")
    assert await focus(widget.page) == "发送"


async def test_settings_with_the_keyboard(visitor: Visitor) -> None:
    """Larger text, high contrast and another language, and back again with Escape."""
    widget = await visitor.widget()
    page = widget.page
    await widget.button("显示与设置").press("Enter")
    await page.get_by_role("radio", name="标准").focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("radio", name="大", exact=True)).to_be_checked()
    await page.get_by_role("radio", name="English").focus()
    await page.keyboard.press("Space")
    await expect(page.get_by_role("radio", name="English")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("textbox", name="question")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("textbox", name="question")).to_be_visible()


async def test_an_answer_is_announced_once(visitor: Visitor, rasa: RecordedRasa) -> None:
    """The log is a polite live region that says what is new, and nothing again."""
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    await expect(widget.log).to_have_attribute("aria-live", "polite")
    await widget.page.evaluate(LISTEN)
    await widget.ask(DEADLINE, WINDOW)
    said = await heard(widget.page, "log")
    assert said.count(WINDOW) == 1
    assert "浙建人教函〔2023〕126号" in said
    assert "先问一句" not in said


async def test_what_was_said_before_is_not_read_again(visitor: Visitor) -> None:
    """After a reload the conversation is drawn in silence."""
    widget = await visitor.widget()
    await widget.ask(DEADLINE, WINDOW)
    await widget.page.reload()
    await expect(widget.said(WINDOW)).to_have_count(1)
    await widget.page.evaluate(LISTEN)
    await widget.page.wait_for_timeout(500)
    assert WINDOW not in await heard(widget.page, "log")


async def test_troubles_are_announced(visitor: Visitor) -> None:
    """That the connection is gone cannot wait; that it is back can. Both are told once."""
    widget = await visitor.widget()
    await widget.ask("先问一句", "答：先问一句")
    await widget.page.evaluate(LISTEN)
    await visitor.context.set_offline(True)
    await hears(widget.page, "alert", "网络已断开")
    await visitor.context.set_offline(False)
    await hears(widget.page, "status", "连接已恢复。")
    assert (await heard(widget.page, "alert")).count("网络已断开") == 1
    assert (await heard(widget.page, "status")).count("连接已恢复。") == 1
