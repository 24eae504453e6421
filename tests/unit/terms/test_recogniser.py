"""Finding names: exactly, by sound, and years."""

import pytest

from policies_kb.catalogue import Catalogue
from policies_kb.terms import Recogniser
from policies_kb.terms.recogniser import mask


@pytest.fixture(scope="module")
def recogniser(catalogue: Catalogue) -> Recogniser:
    """A recogniser of the invented names."""
    return Recogniser(catalogue.names)


def found(recogniser: Recogniser, text: str) -> set[tuple[str, str]]:
    """(facet, value) of each name in a text."""
    return {(term.facet, term.value) for term in recogniser.find(text)}


def test_the_longest_name_wins(recogniser: Recogniser) -> None:
    """正高级工程师 is not also 高级工程师 and 工程师."""
    assert found(recogniser, "正高级工程师") == {("title", "正高级工程师")}


def test_aliases_mean_their_value(recogniser: Recogniser) -> None:
    """乙地 is 乙县, 助工 is 助理工程师."""
    assert found(recogniser, "乙地助工") == {("region", "乙县"), ("title", "助理工程师")}


def test_names_inside_a_nickname_are_found_too(recogniser: Recogniser) -> None:
    """A notice's nickname holds a place and a level; both count."""
    assert found(recogniser, "乙县那个初级") == {
        ("notice", "yi-junior-2030"),
        ("region", "乙县"),
        ("level", "初级"),
    }


def test_a_slip_of_the_input_method_is_heard(recogniser: Recogniser) -> None:
    """正高及工程师 sounds like a title and shares characters with it."""
    assert ("title", "正高级工程师") in found(recogniser, "正高及工程师评审")


def test_a_mere_homophone_is_not_a_name(recogniser: Recogniser) -> None:
    """加成 sounds like 甲城 but shares no character with it."""
    assert not found(recogniser, "加成")


def test_english_names_are_whole_words(recogniser: Recogniser) -> None:
    """Yi is a county, the yi in «trying» is not."""
    assert ("region", "乙县") in found(recogniser, "the office in Yi")
    assert not found(recogniser, "trying")


@pytest.mark.parametrize(
    "number", ["乙人〔2030〕7号", "乙人[2030]7号", "乙人（2030）7号", "乙人2030年7号", "乙人7号"]
)
def test_document_numbers_in_any_bracket(recogniser: Recogniser, number: str) -> None:
    """People do not type 〔〕."""
    assert ("notice", "yi-junior-2030") in found(recogniser, f"{number}的评审费")


@pytest.mark.parametrize(
    ("text", "facet", "value"),
    [
        ("2023年", "year", "2023"),
        ("23年评审费", "year", "2023"),
        ("2023年度", "year", "2023"),
        ("去年", "year", "-1"),
        ("last year", "year", "-1"),
        ("2019年7月开始", "date", "2019-07"),
        ("19年7月3日", "date", "2019-07-03"),
        ("2019—2022", "span", "2019-2022"),
    ],
)
def test_years_dates_and_spans_differ(recogniser: Recogniser, text: str, facet: str, value: str) -> None:
    """A round's year, a day and a span of years are three things."""
    assert found(recogniser, text) == {(facet, value)}


@pytest.mark.parametrize("text", ["干了22年", "工作23年", "满15年", "近12年考核", "10年以上", "11年工作经验"])
def test_a_number_of_years_is_no_year(recogniser: Recogniser, text: str) -> None:
    """How long somebody worked does not name a round."""
    assert not found(recogniser, text)


def test_masking_hides_which_but_not_what(recogniser: Recogniser) -> None:
    """The classifier sees «year place title fee»."""
    text = "2030年乙县助工评审费"
    assert mask(text, recogniser.find(text)) == "υπτ评审费"


def test_a_near_sound_is_a_place_where_a_place_stands(real: Catalogue) -> None:
    """First in the message and before a year; elsewhere it is a word like any other (临聘 is not 临平)."""
    known = Recogniser(real.names)
    assert ("region", "绍兴市") in found(known, "绍新2020中级聘书几年")
    assert not {one for one in found(known, "临聘人员能报吗") if one[0] == "region"}


def test_a_number_of_a_document_with_a_slip(real: Catalogue) -> None:
    """126号闻 is 126号文."""
    assert ("notice", "zj-construction-2023") in found(Recogniser(real.names), "126号闻，公示几天")


def test_skilled_is_no_level(real: Catalogue) -> None:
    """高技能 sounds like 高级能 and names no level."""
    assert not {one for one in found(Recogniser(real.names), "高技能人才") if one[0] == "level"}


def test_education_and_long_sectors_are_heard_in_slips(real: Catalogue) -> None:
    """大砖 is 大专 and 自然资元 is 自然资源; 学时 is no 学士, and a short sector is not guessed."""
    names = Recogniser(real.names)
    assert ("education", "大专") in found(names, "永嘉大砖几年")
    assert ("sector", "natural-resources") in found(names, "自然资元正高")
    assert not {facet for facet, _ in found(names, "学时见设")} & {"education", "sector"}
