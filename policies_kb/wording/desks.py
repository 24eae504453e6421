"""Whom to call, place by place: the contacts and receiving offices of all notices as one directory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policies_kb.model.entries import Contact, Office
from policies_kb.model.notice import Notice
from policies_kb.model.place import Place
from policies_kb.model.regions import Regions
from policies_kb.model.text import Text
from policies_kb.wording.forms import sentence


@dataclass(frozen=True)
class Desk:
    """One office that answers the phone for one notice. `place` is a region; `purpose` says what to call it for."""

    place: str
    name: Text
    phones: tuple[str, ...]
    notice: Notice
    at: tuple[Place, ...]
    person: Text | None = None
    purpose: Text | None = None
    address: Text | None = None
    remark: Text | None = None


@dataclass(frozen=True)
class Directory:
    """The desks of each place, the newest notices first; places in the order in which `regions` names them."""

    regions: Regions
    desks: Mapping[str, tuple[Desk, ...]]

    @classmethod
    def of(cls, notices: Iterable[Notice], regions: Regions) -> Directory:
        """Everybody whom a notice names."""
        newest_first = sorted(notices, key=lambda notice: (-notice.year, notice.id))
        all_desks = [desk for notice in newest_first for desk in desks_of(notice)]
        by_place: dict[str, list[Desk]] = {region.name: [] for region in regions.all}
        for desk in all_desks:
            by_place.setdefault(desk.place, []).append(desk)
        return cls(regions, {place: tuple(desks) for place, desks in by_place.items() if desks})

    def upwards(self, place: str) -> list[str]:
        """`place` and what it lies in, as far as they have desks."""
        return [name for name in self.regions.upwards(place) if name in self.desks]

    def below(self, place: str) -> list[str]:
        """What lies in `place` and has desks."""
        return [name for name in self.desks if name != place and self.regions.covers(place, name)]


def desks_of(notice: Notice) -> Iterator[Desk]:
    """Contacts stand where the notice holds, offices in their own region."""
    for contact in notice.contacts:
        yield _contact(notice, contact)
    for office in notice.offices:
        yield _office(notice, office)


def _contact(notice: Notice, entry: Contact) -> Desk:
    return Desk(
        notice.region,
        entry.office,
        entry.phones,
        notice,
        entry.at,
        person=entry.person,
        purpose=entry.purpose,
        address=entry.address,
        remark=entry.note,
    )


def _office(notice: Notice, entry: Office) -> Desk:
    told = [part for part in (entry.remark, entry.note) if part]
    return Desk(
        entry.region,
        entry.office,
        (entry.phone,),
        notice,
        entry.at,
        purpose=entry.committee,
        address=entry.address,
        remark=sentence(told) if told else None,
    )
