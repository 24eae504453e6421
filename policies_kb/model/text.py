"""Text in the two languages of the assistant."""

from __future__ import annotations

from typing import Literal

from pydantic import field_validator

from policies_kb.model.base import Part

#: Simplified Chinese, traditional Chinese, English. Facts are written in the first and the last.
Lang = Literal["zh", "zh-hant", "en"]


class Text(Part):
    """The same statement in Chinese and in English; neither may be empty.

    Names and numbers of documents stay Chinese in both, because that is how people find them.
    """

    zh: str
    en: str

    @field_validator("zh", "en")
    @classmethod
    def _not_empty(cls, value: str) -> str:
        if not value:
            raise ValueError("the text is empty; write the sentence, or leave the whole entry out")
        return value

    def in_(self, lang: Lang) -> str:
        """The statement in `lang`; for traditional Chinese the reply as a whole is converted at the end."""
        return self.en if lang == "en" else self.zh
