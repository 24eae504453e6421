"""The widget as it is sent: joined, small, and the same in each language."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import bot.web
from bot.web.joined import ENTRIES, joined

STATIC = Path(bot.web.__file__).parent / "static"
#: What the widget may weigh, all languages together.
MOST = 30_000


def widget() -> dict[str, bytes]:
    """The files of the widget as they lie in the folder."""
    return {one.relative_to(STATIC).as_posix(): one.read_bytes() for one in STATIC.rglob("*.js")}


def test_modules_go_into_the_entry_that_needs_them_first() -> None:
    """Each once, after what it imports; the second entry borrows from the first."""
    sent = joined(
        {
            "launcher.js": b'/** Starts. */\nimport { a } from "./deep/a.js";\nexport class Launcher { x = a; }\n',
            "deep/a.js": b'import { b } from "./b.js";\nexport const a = b;\n',
            "deep/b.js": b"// why\nexport const b = 1;\n",
            "show/panel.js": b'import { b } from "../deep/b.js";\nexport function panel() { return b; }\n',
            "words/en.js": b"export const WORDS = {};\n",
            "page.css": b"/* kept */",
        }
    )
    assert sorted(sent) == ["launcher.js", "page.css", "show/panel.js", "words/en.js"]
    launcher = sent["launcher.js"].decode()
    assert (
        launcher.index("const $deep_b") < launcher.index("const $deep_a") < launcher.index("const $launcher")
    )
    assert "Starts" not in launcher
    assert "why" not in launcher
    assert sent["show/panel.js"].decode().startswith('import { $deep_b } from "../launcher.js";')
    assert sent["page.css"] == b"/* kept */"


def test_other_folders_are_left_alone() -> None:
    """Without the entries there is nothing to join."""
    assert joined({"main.js": b"// 1"}) == {"main.js": b"// 1"}


def test_the_widget_leaves_no_import_behind() -> None:
    """One that is written otherwise than agreed would not be joined."""
    sent = joined(widget())
    for entry in ENTRIES:
        imports = re.findall(r"^import .*", sent[entry].decode(), re.MULTILINE)
        assert all(re.search(r'from "\.\.?/launcher\.js";$', one) for one in imports)
        assert not re.findall(r"^export (?!const \{|\{)", sent[entry].decode(), re.MULTILINE)


def test_the_widget_is_light() -> None:
    """All its files together, pressed."""
    assert sum(len(gzip.compress(body)) for body in joined(widget()).values()) < MOST


def test_the_widget_says_the_same_in_each_language() -> None:
    """Every language has the same keys, nested ones too."""
    keys = {
        path.stem: re.findall(r"(?:^  |[{,] )(\w+):", path.read_text("utf-8"), re.MULTILINE)
        for path in (STATIC / "words").glob("*.js")
    }
    assert set(keys) == {"zh-CN", "zh-TW", "en"}
    assert keys["zh-CN"] == keys["zh-TW"] == keys["en"]
