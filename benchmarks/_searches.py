"""What lookup is compared with: SQLite FTS5 over trigrams, and BM25 over words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence

import bm25s
import jieba
import numpy as np

from policies_kb.terms import normalise

#: From a query to the positions of the five best documents.
Search = Callable[[str], list[int]]


def trigram(documents: Sequence[str]) -> Search:
    """SQLite FTS5: the three-letter stretches of the query, any of them, by its own BM25."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE facts USING fts5(text, tokenize='trigram')")
    base.executemany("INSERT INTO facts(rowid, text) VALUES (?, ?)", enumerate(documents, 1))

    def search(query: str) -> list[int]:
        plain = re.sub(r"\s+", "", normalise(query)).replace('"', "")
        parts = dict.fromkeys(plain[start : start + 3] for start in range(len(plain) - 2))
        if not parts:
            return []
        wanted = " OR ".join(f'"{part}"' for part in parts)
        rows = base.execute("SELECT rowid FROM facts WHERE facts MATCH ? ORDER BY rank LIMIT 5", (wanted,))
        return [row - 1 for (row,) in rows]

    return search


def bm25(documents: Sequence[str]) -> Search:
    """bm25s over words as jieba cuts them for search engines."""
    jieba.setLogLevel(60)
    jieba.initialize()

    def words(text: str) -> list[str]:
        return [word for word in jieba.cut_for_search(text) if word.strip()]

    index = bm25s.BM25()
    index.index([words(text) for text in documents], show_progress=False)

    def search(query: str) -> list[int]:
        found = [word for word in words(normalise(query)) if word in index.vocab_dict]
        if not found:
            return []
        return [int(one) for one in np.argsort(-index.get_scores(found), kind="stable")[:5]]

    return search
