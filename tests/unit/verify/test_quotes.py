"""The official words beside an answer."""

from __future__ import annotations

import hashlib
from pathlib import Path

from policies_kb.model.place import Place
from policies_kb.verify import Sources
from tests.unit.verify.support import TEXT, invented, read


def test_parts_are_quoted_behind_their_numbers() -> None:
    """An introduction is followed by its points, a line each."""
    text = "一、要求\n（一）面试。有下列情形的：\n1.甲；\n2.乙。"
    assert read(text).quote(Place.parse("一（一）")) == "面试。有下列情形的：\n1.甲；\n2.乙。"


def test_gaps_between_chinese_and_figures_are_closed() -> None:
    """«7 月 20 日» reads 7月20日."""
    assert (
        read("一、甲\n时间为 7 月 20 日起 , 限 JPG 格式。")
        .quote(Place.parse("一"))
        .endswith("时间为7月20日起 , 限JPG格式。")
    )


def test_a_long_passage_ends_behind_a_sentence() -> None:
    """About 300 characters, and a sign that more follows."""
    text = "一、甲\n" + "这是一句正好二十个字的话共二十个字好。" * 30
    quote = read(text).quote(Place.parse("一"))
    assert len(quote) <= 302
    assert quote.endswith("好。……")


def test_one_very_long_sentence_ends_behind_a_comma() -> None:
    """Without the end of a sentence in reach, a comma will do."""
    quote = read("一、甲\n1." + "这里有很多字，" * 60 + "完。").quote(Place.parse("一/1"))
    assert len(quote) <= 302
    assert quote.endswith("，……")


def test_a_folder_gives_quotes(tmp_path: Path) -> None:
    """The text is read when it is asked for."""
    (tmp_path / "invented.txt").write_text(TEXT, encoding="utf-8")
    assert (
        Sources(tmp_path).quote(invented(), Place.parse("二（二）"))
        == "每人280元。评审表一式三份，限1000字以内。"
    )


def test_a_place_that_does_not_exist_has_no_quote(tmp_path: Path) -> None:
    """None, not an empty text."""
    (tmp_path / "invented.txt").write_text(TEXT, encoding="utf-8")
    assert Sources(tmp_path).quote(invented(), Place.parse("九")) is None


def test_without_the_text_there_is_no_quote(tmp_path: Path) -> None:
    """No folder, no file or no permission is an answer without a quote."""
    for folder in (None, tmp_path, tmp_path / "absent"):
        assert Sources(folder).quote(invented(), Place.parse("一")) is None


def test_a_text_that_has_changed_is_not_quoted(tmp_path: Path) -> None:
    """Its numbers may mean something else by now."""
    (tmp_path / "invented.txt").write_text(TEXT + "补充。", encoding="utf-8")
    sources = Sources(tmp_path)
    assert sources.changed(invented())
    assert sources.quote(invented(), Place.parse("一")) is None


def test_a_text_that_is_not_utf8_is_not_quoted(tmp_path: Path) -> None:
    """An answer does not fail for it."""
    content = TEXT.encode("gb18030")
    (tmp_path / "invented.txt").write_bytes(content)
    notice = invented(source={"sha256": hashlib.sha256(content).hexdigest()})
    assert Sources(tmp_path).quote(notice, Place.parse("一")) is None


def test_line_ends_count_for_the_sum(tmp_path: Path) -> None:
    """The sum is of the file as it is."""
    content = TEXT.replace("\n", "\r\n").encode()
    (tmp_path / "invented.txt").write_bytes(content)
    assert Sources(tmp_path).changed(invented())
