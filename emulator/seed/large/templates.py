"""A mould's documents as texts with gaps: what a copy says differently is filled in, the rest stays as it is.

The gaps: ``id0``, ``id1`` … the documents, ``no0`` … their numbers, ``day3`` a date three days after the first,
``month3`` its accounting period, ``at0`` … moments, ``party``, ``email``, ``book1`` the second address of the party
and ``key1`` its number, ``sku312`` and ``says312`` an item and its description, ``ref``, ``parcel``, ``external``.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.seed.large.moulds import Mould

    Body = dict[str, Any]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# Marks that no record contains: around the name of a gap within a text, and of one that stands for a whole value.
_WITHIN, _WHOLE = ("\ue000", "\ue001"), ("\ue002", "\ue003")
_BOOKS = {"billingAddress": "billAddressList", "shippingAddress": "shipAddressList"}
_NOT_SHIFTED = frozenset({"expirationDate"})
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(slots=True)
class Gaps:
    """What the copies of a mould have to fill in.

    Attributes:
        days: Days after the first one that dates are on.
        months: Those of them whose accounting period is named.
        moments: UTC times as the mould has them; gap ``atN`` is the N-th.
        places: Places in the party's address book.
        items: Items that come in editions.
    """

    days: set[int] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    moments: list[str] = field(default_factory=list)
    places: set[int] = field(default_factory=set)
    items: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Template:
    """One document: its type, its text with gaps, and the day it is dated, counted from the chain's first."""

    record_type: str
    text: str
    day: int


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """The documents of a mould, and their gaps."""

    documents: tuple[Template, ...]
    gaps: Gaps


def templates_of(mould: Mould, party: Body, family: frozenset[str]) -> TemplateSet:
    """Find everything in a mould's documents that a copy says differently."""
    reader = _Reader(mould, party, family)
    documents = tuple(reader.template(name, body) for name, body in mould.documents)
    return TemplateSet(documents, reader.gaps)


class _Reader:
    """Reads the documents of one mould."""

    def __init__(self, mould: Mould, party: Body, family: frozenset[str]) -> None:
        self.gaps = Gaps()
        self._begins = mould.begins.toordinal()
        self._party = party
        self._family = family
        self._book = [line["addressBookAddress"] for line in party.get("addressBook", ())]
        self._keys = {line["addressId"]: place for place, line in enumerate(party.get("addressBook", ()))}
        self._texts: dict[str, str] = {}
        self._numbers: dict[int, str] = {}
        for place, (_, body) in enumerate(mould.documents):
            self._texts[body["id"]] = f"id{place}"
            self._texts[body["tranId"]] = f"no{place}"
            self._numbers[int(body["id"])] = f"id{place}"
        self._by_name: dict[str, Callable[[Any], str | None]] = {
            "entity": self._of_party,
            "customer": self._of_party,
            "email": lambda value: "email" if value == party.get("email") else None,
            "otherRefNum": lambda _: "ref",
            "packageTrackingNumber": lambda _: "parcel",
            "billAddressList": self._of_key,
            "shipAddressList": self._of_key,
            "item": self._of_item,
        }
        self._tran_day = 0

    def template(self, record_type: str, body: Body) -> Template:
        """One document."""
        self._tran_day = self._day(body["tranDate"])
        text = _encode(self._dict(body)).replace("%", "%%")
        for begin, end in (_WITHIN, (f'"{_WHOLE[0]}', f'{_WHOLE[1]}"')):
            text = re.sub(f"{begin}(\\w+){end}", r"%(\1)s", text)
        if record_type == "salesOrder":
            text = f"{text[:-1]}%(external)s}}"
        return Template(record_type, text, self._tran_day)

    def _dict(self, body: Body) -> Body:
        made: Body = {}
        for name, value in body.items():
            if name in _BOOKS and value == self._address(body.get(_BOOKS[name])):
                made[name] = _whole(self._place("book", self._keys[body[_BOOKS[name]]]))
            elif name == "description" and body.get("item") in self._family:
                made[name] = _within(f"says{body['item']}")
            elif name == "postingPeriod":
                self.gaps.months.add(self._tran_day)
                made[name] = _within(f"month{self._tran_day}")
            else:
                made[name] = self._value(name, value)
        return made

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return self._dict(value)
        if isinstance(value, list):
            return [self._value(name, entry) for entry in value]
        if isinstance(value, str):
            gap = self._gap(name, value)
            return value if gap is None else _within(gap)
        if value.__class__ is int and value in self._numbers:
            return _whole(self._numbers[value])
        return value

    def _gap(self, name: str, value: str) -> str | None:
        if name in self._by_name:
            return self._by_name[name](value)
        if value in self._texts:
            return self._texts[value]
        if name in _NOT_SHIFTED:
            return None
        if _DAY.fullmatch(value):
            day = self._day(value)
            self.gaps.days.add(day)
            return f"day{day}"
        if _MOMENT.fullmatch(value):
            if value not in self.gaps.moments:
                self.gaps.moments.append(value)
            return f"at{self.gaps.moments.index(value)}"
        return None

    def _day(self, text: str) -> int:
        return date.fromisoformat(text).toordinal() - self._begins

    def _address(self, key: str | None) -> Body | None:
        return self._book[self._keys[key]] if key in self._keys else None

    def _place(self, gap: str, place: int) -> str:
        self.gaps.places.add(place)
        return f"{gap}{place}"

    def _of_party(self, value: str) -> str | None:
        return "party" if value == self._party["id"] else None

    def _of_key(self, value: str) -> str | None:
        return self._place("key", self._keys[value]) if value in self._keys else None

    def _of_item(self, value: str) -> str | None:
        if value not in self._family:
            return None
        self.gaps.items.add(value)
        return f"sku{value}"


def _within(gap: str) -> str:
    return gap.join(_WITHIN)


def _whole(gap: str) -> str:
    return gap.join(_WHOLE)
