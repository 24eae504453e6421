"""Further notices for measuring: the project's own with other places, years and figures."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from policies_kb.model.fact import Fact
from policies_kb.model.knowledge import Knowledge
from policies_kb.model.notice import Notice
from policies_kb.model.text import Text
from policies_kb.wording import facts_of


@dataclass
class Generator:
    """Makes notices out of the given ones. With `apart` no two say anything in the same words."""

    knowledge: Knowledge
    seed: int
    apart: bool
    facts: dict[str, list[Fact]] = field(default_factory=dict)

    def notices(self, count: int) -> Knowledge:
        """The knowledge with `count` notices in all; `facts` then holds the facts of the further ones."""
        rng = random.Random(self.seed)
        base = self.knowledge.notices
        bases = {notice.id: facts_of(notice) for notice in base}
        further = [
            self._notice(base[index % len(base)], index, bases, rng) for index in range(len(base), count)
        ]
        return self.knowledge.model_copy(update={"notices": (*base, *further)})

    def facts_of(self, notice: Notice) -> Sequence[Fact]:
        """The facts of a notice, generated or not."""
        return self.facts.get(notice.id) or facts_of(notice)

    def _notice(
        self, like: Notice, index: int, bases: dict[str, tuple[Fact, ...]], rng: random.Random
    ) -> Notice:
        regions = self.knowledge.regions.by_name
        old, new = regions[like.region], rng.choice(self.knowledge.region_list)
        year, later = (made := rng.randint(2005, 2024)), made - like.year
        short = new.aliases[0] if new.aliases else new.name
        names = {old.name: new.name, old.en: new.en} | dict.fromkeys(old.aliases, short)
        pattern = re.compile("|".join(sorted((*map(re.escape, names), r"\d+"), key=lambda one: -len(one))))

        def change(match: re.Match[str]) -> str:
            word = match.group()
            if not word.isdigit():
                return names[word]
            if len(word) == 4 and word.startswith("20"):
                return str(int(word) + later)
            if len(word) >= 7:
                return word[:3] + "".join(rng.choices("0123456789", k=len(word) - 3))
            return word if len(word) < 2 else str(rng.randrange(10 ** (len(word) - 1), 10 ** len(word)))

        said = "".join(chr(rng.randrange(0x4E00, 0x9FA5)) for _ in range(4)) if self.apart else ""
        name = f"{like.id}-{index}"
        self.facts[name] = [
            Fact(
                name + fact.id[len(like.id) :], name, fact.kind, fact.topics, fact.audience, fact.at,
                Text.model_construct(
                    zh=pattern.sub(change, fact.text.zh) + said, en=pattern.sub(change, fact.text.en)
                ),
                fact.entry, fact.aliases, fact.facets, fact.names, fact.value,
            )
            for fact in bases[like.id]
        ]  # fmt: skip
        return like.model_copy(
            update={
                "id": name, "region": new.name, "year": year,
                "issued": like.issued and like.issued.replace(year=year),
                "number": like.number and pattern.sub(change, like.number),
                "aliases": tuple(pattern.sub(change, alias) for alias in like.aliases),
                "milestones": tuple(
                    one.model_copy(
                        update={
                            "opens": one.opens and one.opens.replace(year=one.opens.year + later),
                            "closes": one.closes and one.closes.replace(year=one.closes.year + later),
                        }
                    )
                    for one in like.milestones
                ),
            }
        )  # fmt: skip
