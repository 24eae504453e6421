"""In which language to reply."""

import pytest

from policies_kb.answers.language import is_foreign, language_of


@pytest.mark.parametrize(
    ("text", "lang"),
    [("评审费多少", "zh"), ("評審費多少", "zh-hant"), ("How much is it?", "en"), ("上虞 deadline", "zh")],
)
def test_the_reply_follows_the_question(text: str, lang: str) -> None:
    """Script first; one Chinese character makes it Chinese."""
    assert language_of(text) == lang


@pytest.mark.parametrize(
    "text",
    [
        "申請締切はいつですか",
        "신청 언제까지예요?",
        "Когда заканчивается приём заявлений?",
        "Wann endet die Anmeldung für den Titel in diesem Jahr?",
        "Comment puis-je demander le titre de technicien cette année ?",
    ],
)
def test_other_languages_are_told_apart(text: str) -> None:
    """By their letters, or by a whole sentence in Latin ones."""
    assert is_foreign(text)


@pytest.mark.parametrize(
    "text", ["phone keqiao", "When does the review close?", "评审费 fee?", "300x400 25KB", "gcs"]
)
def test_chinese_english_and_scraps_are_not_foreign(text: str) -> None:
    """A few Latin words are never judged."""
    assert not is_foreign(text)
