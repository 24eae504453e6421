"""What comes back is text, whoever wrote it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.rasa import RecordedRasa
from tests.browser.visitor import Visitor

MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script><a href='javascript:alert(3)'>点我</a>"
CITATION = {"notice": "a", "number": MARKUP, "at": MARKUP, "quote": MARKUP}
REASON = {"condition": MARKUP, "truth": "false", "said": MARKUP, "at": MARKUP}
REPLIES: dict[str, dict[str, Any]] = {
    "text": {"text": MARKUP},
    "button": {"text": "选", "buttons": [{"title": MARKUP, "payload": MARKUP}]},
    "answer": {
        "text": f"{MARKUP}\n——{MARKUP} · {MARKUP}",
        "custom": {"answer": {"status": "answered", "citations": [CITATION]}},
    },
    "question": {"text": f"记下了\n{MARKUP}", "custom": {"self_check": {"asking": MARKUP}}},
    "result": {
        "text": f"符合：{MARKUP}\n✗ {MARKUP}\n您需要准备：{MARKUP}[{MARKUP}]",
        "custom": {"self_check": {"verdict": "ineligible", "reasons": [REASON], "earliest": "2037-03-01"}},
    },
    "unknown shape": {
        "text": MARKUP,
        "custom": {"answer": {"status": 7, "citations": "x"}, "self_check": None},
    },
}
#: In the document and in the shadow root, where the widget is.
COUNT = """() => {
  const roots = [document, ...[...document.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean)];
  return roots.reduce((n, root) => n + root.querySelectorAll("img, a[href^=javascript], [onerror]").length, 0);
}"""


@pytest.mark.parametrize("name", REPLIES)
async def test_a_hostile_reply_is_text(visitor: Visitor, rasa: RecordedRasa, name: str) -> None:
    """It can be read as it was written; no dialogue, no picture, no link."""
    widget = await visitor.widget()
    rasa.reply = [REPLIES[name]]
    await widget.write("评审费多少钱")
    place = widget.log.get_by_text("onerror=alert(1)")
    await expect(place.first).to_be_attached()
    assert await widget.page.evaluate(COUNT) == 0
    assert visitor.faults == []


async def test_a_hostile_question_is_text(visitor: Visitor) -> None:
    """In the widget, and in another tab that reads it from the gateway."""
    widget = await visitor.widget()
    await widget.write(f"评审费多少钱{MARKUP}")
    await expect(widget.log.get_by_text("答：")).to_have_count(1)
    other = await visitor.widget()
    await expect(other.log.get_by_text("答：")).to_have_count(1)
    for one in (widget, other):
        assert await one.page.evaluate(COUNT) == 0
