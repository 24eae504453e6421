"""What staff call topics, notices, statuses, channels and verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from policies_kb.catalogue import Catalogue
from policies_kb.model.text import Lang


@dataclass(frozen=True)
class Naming:
    """Names in one language. What is no longer held, or was never named, goes by its code."""

    say: Mapping[str, str]
    topics: Mapping[str, str]
    notices: Mapping[str, str]

    @classmethod
    def of(cls, catalogue: Catalogue | None, lang: str, say: Mapping[str, str]) -> Naming:
        """As the published notices have them; without any, codes stand for topics and notices."""
        if catalogue is None:
            return cls(say, {}, {})
        spoken: Lang = "en" if lang == "en" else "zh"
        topics = {one.id: one.name.in_(spoken) for one in catalogue.knowledge.topics}
        notices = {one.id: one.short.in_(spoken) for one in catalogue.notices}
        return cls(say, topics, notices)

    def topic(self, code: str | None) -> str:
        """«评审费和缴费»."""
        return self.say["figures_no_topic"] if code is None else self.topics.get(code, code)

    def notice(self, code: str | None) -> str:
        """The notice's short name."""
        return self.say["figures_no_notice"] if code is None else self.notices.get(code, code)

    def word(self, kind: str) -> Callable[[str | None], str]:
        """Names of `status`, `channel` or `verdict`."""
        return lambda code: self.say.get(f"figures_{kind}_{code}", str(code))
