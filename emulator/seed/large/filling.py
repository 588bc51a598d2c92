"""Fills the gaps of the templates: one copied chain after the other, numbered and dated."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.emulator.seed.large.templates import templates_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.seed.large.cast import Cast
    from suiteplug.emulator.seed.large.moulds import Mould
    from suiteplug.emulator.seed.large.plan import Copy, Plan
    from suiteplug.emulator.seed.large.templates import TemplateSet
    from suiteplug.emulator.suiteql.local_time import LocalTime

    Body = dict[str, Any]

_EPOCH = date(1970, 1, 1).toordinal()
_DAY_S = 86_400
_FIRST_NUMBER = 1000
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Document(NamedTuple):
    """One copied transaction.

    Attributes:
        mould: Internal ID of the document it is a copy of.
        shift_s: Seconds its dates are later than the mould's; negative when earlier.
        late_s: Seconds its times are later than that.
    """

    number: int
    mould: int
    record_type: str
    external_id: str | None
    body: str
    shift_s: int
    late_s: int
    party: int
    edition: int
    period: int | None
    tran_id: str
    reference: str


@dataclass(slots=True)
class _Prepared:
    """A mould with what is the same for all its copies."""

    mould: Mould
    templates: TemplateSet
    letters: list[str]
    moments: list[int]
    first: int


class Filler:
    """Writes all copies of a plan."""

    def __init__(self, plan: Plan, cast: Cast, family: frozenset[str], time: LocalTime, now_s: int) -> None:
        """Prepare the moulds.

        Args:
            plan: What is copied.
            cast: Who and what stands in the copies.
            family: Items that come in editions.
            time: The zone that query tables keep times in.
            now_s: Now, in that zone; nothing is later.
        """
        self._plan = plan
        self._cast = cast
        self._time = time
        self._now_s = now_s
        self._vendors = {body["id"]: body for body in cast.records["vendor"]}
        self._prepared = [self._prepare(mould, family) for mould in plan.moulds]
        self._periods = {
            body["startDate"][:7]: body["id"] for body in cast.records["accountingPeriod"] if body.get("isPosting")
        }
        self._days: dict[int, str] = {}
        self._books: dict[str, list[tuple[str, str]]] = {}
        self._said: dict[tuple[str, int], str] = {}
        self.last = dict(cast.last)

    def _prepare(self, mould: Mould, family: frozenset[str]) -> _Prepared:
        party = self._cast.customers[mould.party, 0] if mould.kind != "purchase" else self._vendors[mould.party]
        templates = templates_of(mould, party, family)
        begins = (mould.begins.toordinal() - _EPOCH) * _DAY_S
        return _Prepared(
            mould,
            templates,
            [re.sub(r"\d+$", "", body["tranId"]) for _, body in mould.documents],
            [self._time.of_moment(text) - begins for text in templates.gaps.moments],
            int(mould.documents[0][1]["id"]),
        )

    def documents(self) -> Iterator[Document]:
        """Every copy, by ascending internal ID."""
        for copied in self._plan.copies:
            yield from self._chain(copied, self._prepared[copied.mould])

    def _chain(self, copied: Copy, prepared: _Prepared) -> Iterator[Document]:
        mould, documents = prepared.mould, prepared.templates.documents
        first = self.last["transaction"] + 1
        self.last["transaction"] += len(documents)
        values = self._values(copied, prepared, first)
        for place, document in enumerate(documents):
            month = values.get(f"month{document.day}")
            external = f"ERP-O-{first + place}" if document.record_type == "salesOrder" and not first % 2 else None
            values["external"] = "" if external is None else f',"externalId":"{external}"'
            yield Document(
                number=first + place,
                mould=prepared.first + place,
                record_type=document.record_type,
                external_id=external,
                body=document.text % values,
                shift_s=(copied.day - mould.begins.toordinal()) * _DAY_S,
                late_s=copied.late_s,
                party=int(values["party"]),
                edition=copied.edition,
                period=None if month is None else int(month),
                tran_id=values[f"no{place}"],
                reference=values["ref"],
            )

    def _values(self, copied: Copy, prepared: _Prepared, first: int) -> dict[str, str]:
        gaps = prepared.templates.gaps
        party = self._party(copied, prepared.mould)
        values = {
            "party": party["id"],
            "email": party["email"],
            "ref": f"PO-{first * 7919 % 900_000 + 100_000}",
            "parcel": f"1ZCK{first:08}",
        }
        for place, document in enumerate(prepared.templates.documents):
            values[f"id{place}"] = str(first + place)
            number = self._count(document.record_type)
            values[f"no{place}"] = f"{prepared.letters[place]}{_FIRST_NUMBER + number}"
        for day in gaps.days:
            values[f"day{day}"] = self._day(copied.day + day)
        for day in gaps.months:
            values[f"month{day}"] = self._periods[self._day(copied.day + day)[:7]]
        begins = (copied.day - _EPOCH) * _DAY_S + copied.late_s
        for place, seconds in enumerate(prepared.moments):
            values[f"at{place}"] = self._moment(begins + seconds)
        if gaps.places:
            book = self._book(party)
            for place in gaps.places:
                values[f"book{place}"], values[f"key{place}"] = book[place]
        for item in gaps.items:
            values[f"sku{item}"] = self._cast.items[item, copied.edition]["id"]
            values[f"says{item}"] = self._says(item, copied.edition)
        return values

    def _party(self, copied: Copy, mould: Mould) -> Body:
        if mould.kind == "purchase":
            return self._vendors[mould.party]
        return self._cast.customers[mould.party, copied.rank]

    def _count(self, record_type: str) -> int:
        sequence = f"number:{record_type}"
        self.last[sequence] = self.last.get(sequence, 0) + 1
        return self.last[sequence]

    def _day(self, ordinal: int) -> str:
        written = self._days.get(ordinal)
        if written is None:
            written = self._days[ordinal] = date.fromordinal(ordinal).isoformat()
        return written

    def _moment(self, local_s: int) -> str:
        """A stored UTC time, from seconds in the zone of the query tables."""
        seconds = min(local_s, self._now_s)
        seconds -= self._offset(seconds)
        day, rest = divmod(seconds, _DAY_S)
        return f"{self._day(day + _EPOCH)}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}Z"

    def _offset(self, local_s: int) -> int:
        return self._time.utc_offset(local_s)

    def _book(self, party: Body) -> list[tuple[str, str]]:
        """The party's addresses, written, and their numbers."""
        book = self._books.get(party["id"])
        if book is None:
            lines = party["addressBook"]
            book = [(_encode(line["addressBookAddress"]), str(line["addressId"])) for line in lines]
            self._books[party["id"]] = book
        return book

    def _says(self, item: str, edition: int) -> str:
        """An item's description as it stands within a JSON text."""
        written = self._said.get((item, edition))
        if written is None:
            body = self._cast.items[item, edition]
            written = self._said[item, edition] = _encode(body["salesDescription"])[1:-1]
        return written
