"""What an author reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policies_kb.model.notice import Notice
from policies_kb.verify import verify_all
from policies_kb.verify.places import main
from tests.unit.verify.support import TEXT, fact, invented

CITED = [
    fact("有规定。", place, entry_id=f"f{n}") for n, place in enumerate(["一", "二（一）", "二（二）", "三"])
]


def report(folder: Path, notice: Notice, text: str | None = TEXT) -> list[str]:
    """The lines for one notice."""
    if text is not None:
        (folder / "invented.txt").write_text(text, encoding="utf-8")
    return [str(problem) for problem in verify_all([notice], folder)]


def test_nothing_to_mend(tmp_path: Path) -> None:
    """A notice that says what its text says, and all of it."""
    assert report(tmp_path, invented(facts=CITED)) == []


def test_a_wrong_figure(tmp_path: Path) -> None:
    """File, fact, place, what, and how to mend it."""
    facts = [*CITED, fact("每人281元。", "二（二）")]
    assert report(tmp_path, invented(facts=facts)) == [
        "invented.yml: one (二（二）): figure «281元»: correct it: it stands nowhere in the text"
    ]


def test_a_place_left_out(tmp_path: Path) -> None:
    """With the beginning of its words."""
    (line,) = report(tmp_path, invented(facts=CITED[1:]))
    assert line.startswith("invented.yml: 一: no fact cites it («申报条件 按照《甲市评价条件》")
    assert "«uncited:»" in line


def test_a_missing_text(tmp_path: Path) -> None:
    """It is said which file is wanted where."""
    assert report(tmp_path, invented(), None) == [
        f"invented.yml: source: there is no invented.txt in {tmp_path}: put it there"
    ]


def test_a_text_that_has_changed(tmp_path: Path) -> None:
    """The rest is checked all the same."""
    lines = report(tmp_path, invented(facts=CITED[1:]), TEXT + "\n")
    assert ["source.sha256" in line for line in lines] == [True, False]


def test_a_text_that_cannot_be_read(tmp_path: Path) -> None:
    """Another encoding is a problem to mend, not a crash."""
    (tmp_path / "invented.txt").write_bytes(TEXT.encode("gb18030"))
    assert "cannot be read" in report(tmp_path, invented(), None)[0]


def test_a_mark_that_is_wrong(tmp_path: Path) -> None:
    """A mark that fits no line is reported."""
    notice = invented(facts=CITED, source={"marks": [{"starts": "没有", "place": "文末"}]})
    assert "«没有» starts no line or sentence" in report(tmp_path, notice)[0]


@pytest.mark.parametrize("field", ["say", "mend", "ask"])
def test_rules_are_held_to_the_text(tmp_path: Path, field: str) -> None:
    """What a bar says, how to mend it and how it is asked."""
    right, wrong = {"zh": "不得申报", "en": "may not apply"}, {"zh": "须满9年", "en": "9 years"}
    bar: dict[str, Any] = {"id": "bar", "when": {"civil_servant": True}, "at": "一", "say": right}
    bar[field] = {"civil_servant": wrong} if field == "ask" else wrong
    lines = report(tmp_path, invented(facts=CITED, eligibility={"bars": [bar]}))
    assert [line.split(": ")[1:3] for line in lines] == [["bar (一)", "figure «9年»"]]


def test_the_list_of_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Authors see each place, the further paragraphs that a mark could name, and what is doubtful."""
    (tmp_path / "t.txt").write_text("一、甲\n1.乙。\n丙另起一段。\n3.丁\n", encoding="utf-8")
    marks = {"source": {"marks": [{"starts": "没有", "place": "文末"}]}}
    (tmp_path / "n.yml").write_text(yaml.safe_dump(marks), encoding="utf-8")
    assert main([str(tmp_path / "t.txt"), "--marks", str(tmp_path / "n.yml")]) == 0
    printed = capsys.readouterr().out
    assert "一/1" in printed
    assert "¶ 丙另起一段。" in printed
    assert "? line 4 of the text: «3.丁»" in printed
    assert "? source.marks: «没有»" in printed


def test_without_a_file_the_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """How it is called."""
    with pytest.raises(SystemExit):
        main([])
    assert "--marks NOTICE.yml" in capsys.readouterr().err
