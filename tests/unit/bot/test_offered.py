"""Only payloads that were offered may come back."""

from bot.offered import Offered

BUTTON = [{"buttons": [{"title": "费用", "payload": "/ask_fee"}]}]


def test_an_offered_payload_is_allowed_in_its_conversation_only() -> None:
    """What one person was offered, another may not send."""
    offered = Offered()
    offered.note("a", BUTTON)
    assert offered.allows("a", "/ask_fee")
    assert not offered.allows("b", "/ask_fee")
    assert not offered.allows("a", "/restart")


def test_memory_is_bounded() -> None:
    """The conversation used longest ago is let go of first."""
    offered = Offered(senders=2)
    for sender in ("a", "b", "c"):
        offered.note(sender, BUTTON)
    assert not offered.allows("a", "/ask_fee")
    assert offered.allows("c", "/ask_fee")
