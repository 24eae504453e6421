"""Lists: as a whole, and group by group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policies_kb.model.entries import Item, Listing
from policies_kb.model.notice import Notice
from policies_kb.model.text import Text
from policies_kb.wording.draft import Draft
from policies_kb.wording.forms import named, sentence


def listing(notice: Notice, entry: Listing) -> Iterator[Draft]:
    """The whole list, with its number of items; then each group by itself."""
    groups = list(dict.fromkeys(item.group for item in entry.items))
    words = {entry.facet: tuple(item.zh for item in entry.items)}
    yield Draft(
        text=named(_counted(entry.name, entry, entry.items), _all(entry, groups)),
        names=tuple(item.zh for item in entry.items),
        facets=words,
    )
    for group in groups:
        if group is None or len(groups) == 1:
            continue
        items = [item for item in entry.items if item.group == group]
        yield Draft(
            text=named(_counted(_in_group(entry, group), entry, items), _items(entry, items)),
            part=group,
            topics=(entry.topic,) if entry.topic else (),
            aliases=(group,),
            facets={entry.facet: tuple(item.zh for item in items), "group": (group,)},
        )


def _all(entry: Listing, groups: Sequence[str | None]) -> Text:
    if len(groups) == 1:
        return _items(entry, entry.items)
    parts = [
        named(_group(entry, group), _open_items(items)) if group else _open_items(items)
        for group in groups
        if (items := [item for item in entry.items if item.group == group])
    ]
    return sentence(parts)


def _items(entry: Listing, items: Sequence[Item]) -> Text:
    text = _open_items(items)
    if entry.closed:
        return sentence([text])
    return sentence([Text(zh=f"{text.zh}等", en=f"{text.en}, among others")])


def _open_items(items: Sequence[Item]) -> Text:
    return Text(zh="、".join(item.zh for item in items), en=", ".join(item.en for item in items))


def _counted(name: Text, entry: Listing, items: Sequence[Item]) -> Text:
    if not entry.closed:
        return name
    return Text(zh=f"{name.zh}共{len(items)}{entry.unit.zh}", en=f"{name.en} ({len(items)} {entry.unit.en})")


def _in_group(entry: Listing, group: str) -> Text:
    return Text(zh=f"{entry.name.zh}中{group}", en=f"{entry.name.en}, {_group(entry, group).en}")


def _group(entry: Listing, group: str) -> Text:
    return Text(zh=group, en=entry.groups.get(group, group))
