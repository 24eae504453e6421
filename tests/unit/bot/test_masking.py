"""Numbers of persons never go further than the gateway."""

import pytest

from bot.masking import masked


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("我的身份证330681199003078811能报吗", "我的身份证[证件号]能报吗"),
        ("33068119900307881X", "[证件号]"),
        ("330681 1990 0307 8811", "[证件号]"),
        ("330681-19900307-881x", "[证件号]"),
        ("３３０６８１１９９００３０７８８１１", "[证件号]"),
        ("打我１３８００１３８０００", "打我[手机号]"),
        ("打我13800138000", "打我[手机号]"),
        ("+86 138-0013-8000", "[手机号]"),
        ("卡号6222 0212 3456 7890 128", "卡号[卡号]"),
    ],
)
def test_numbers_of_persons_are_masked(said: str, kept: str) -> None:
    """Identity cards, mobile phones and bank cards, in the ways people write them."""
    assert masked(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "0575-82818137",
        "82818137",
        "2023年5月25日至6月25日",
        "215×300像素",
        "浙建〔2019〕6号",
        "1234567890123456",
    ],
)
def test_other_numbers_stay(said: str) -> None:
    """Office phones, dates, document numbers, and long numbers without a card's check digit."""
    assert masked(said) == said
