"""Looks at the account that an explanation needs. Each gives None for what cannot be found out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from suiteplug.connector import paths
from suiteplug.connector.errors import NetSuiteConnectorError, NotFoundError
from suiteplug.connector.exchange import Request
from suiteplug.connector.remembered import Remembered
from suiteplug.connector.retry import RetryPolicy
from suiteplug.connector.suiteql.service import SuiteqlService

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from suiteplug.connector.exchange import Reply, Sender

_KEEP = timedelta(minutes=1)
_TIMEOUT_S = 10.0
_ONCE_MORE = RetryPolicy(max_retries=1, budget_s=5.0)
_ITEM = "SELECT itemid AS name, isinactive, subsidiary FROM item WHERE id = ?"
_PERIOD = (
    "SELECT periodname, TO_CHAR(startdate, 'YYYY-MM-DD') AS begins FROM accountingperiod "
    "WHERE closed = 'F' AND alllocked = 'F' AND isquarter = 'F' "
    "AND isyear = 'F' AND enddate >= TO_DATE(?, 'YYYY-MM-DD') ORDER BY startdate ASC"
)
_NAMES = ("entityId", "companyName", "itemId", "name", "refName", "acctName", "fullName", "tranId")


@dataclass(frozen=True, slots=True)
class Seen:
    """A record that a body refers to. ``subsidiaries`` is empty where it tells none."""

    kind: str
    record_id: str
    exists: bool = True
    name: str = ""
    inactive: bool = False
    subsidiaries: tuple[str, ...] = ()

    def __str__(self) -> str:
        """``customer 42 (Blue Kiln)``."""
        return f"{self.kind} {self.record_id}" + (f" ({self.name})" if self.name else "")


class _Hasty:
    """Sends without patience: whoever waits for an explanation has been refused already."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def send(self, request: Request) -> Reply:
        """Send once, and once more where NetSuite was busy."""
        return await self._sender.send(replace(request, retry=_ONCE_MORE, timeout_s=_TIMEOUT_S))


class Looks:
    """Reads what explanations ask for; the same is not read twice within a minute."""

    def __init__(self, sender: Sender, now: Callable[[], datetime]) -> None:
        self._sender: Sender = _Hasty(sender)
        self._suiteql = SuiteqlService(self._sender, date_format="M/D/YYYY")
        self._seen: Remembered[Seen] = Remembered(now, _KEEP)
        self._periods: Remembered[tuple[str, str]] = Remembered(now, _KEEP)

    async def record(self, kind: str, record_id: str) -> Seen | None:
        """A record by its type (``item`` for any kind of item) and internal ID."""
        if not record_id.isdigit():
            return None
        key = f"{kind} {record_id}"
        known = self._seen.get(key)
        if known is not None:
            return known
        try:
            seen = await (self._item(record_id) if kind == "item" else self._read(kind, record_id))
        except NetSuiteConnectorError:
            return None
        return self._seen.put(key, seen)

    async def open_period(self, day: date) -> tuple[str, str] | None:
        """Name and first day of the first period that is open on or after a day."""
        text = day.isoformat()
        known = self._periods.get(text)
        if known is not None:
            return known
        try:
            result = await self._suiteql.run(_PERIOD, [text], limit=1)
        except NetSuiteConnectorError:
            return None
        if not result.rows:
            return None
        row = result.rows[0]
        return self._periods.put(text, (str(row.get("periodname")), str(row.get("begins"))))

    async def twin(self, record_type: str, body: Mapping[str, Any]) -> str | None:
        """Internal ID of the record that has the body's external ID, else its name."""
        external_id = body.get("externalId")
        if isinstance(external_id, str) and external_id and "|" not in external_id:
            found = await self._id_at(paths.record(record_type, paths.record_id(external_id=external_id)), ())
            if found is not None:
                return found
        for name in _NAMES:
            value = body.get(name)
            if isinstance(value, str) and value and '"' not in value:
                found = await self._id_at(paths.record(record_type), (("q", f'{name} IS "{value}"'), ("limit", "1")))
                if found is not None:
                    return found
        return None

    async def _id_at(self, path: str, query: tuple[tuple[str, str], ...]) -> str | None:
        try:
            reply = await self._sender.send(Request("GET", path, "look for the record that exists", query=query))
        except NetSuiteConnectorError:
            return None
        data = reply.data if isinstance(reply.data, dict) else {}
        items = data.get("items") if query else [data]
        first = items[0] if isinstance(items, list) and items else {}
        return str(first["id"]) if isinstance(first, dict) and "id" in first else None

    async def _item(self, record_id: str) -> Seen:
        result = await self._suiteql.run(_ITEM, [int(record_id)], limit=1)
        if not result.rows:
            return Seen("item", record_id, exists=False)
        row = result.rows[0]
        inactive = row.get("isinactive") in {True, "T"}
        owned = tuple(part.strip() for part in str(row.get("subsidiary") or "").split(",") if part.strip())
        return Seen("item", record_id, name=str(row.get("name") or ""), inactive=inactive, subsidiaries=owned)

    async def _read(self, kind: str, record_id: str) -> Seen:
        request = Request("GET", paths.record(kind, paths.segment(record_id)), f"look {kind} {record_id} up")
        try:
            reply = await self._sender.send(request)
        except NotFoundError:
            return Seen(kind, record_id, exists=False)
        body = reply.data if isinstance(reply.data, dict) else {}
        name = next((str(body[one]) for one in _NAMES if body.get(one)), "")
        return Seen(
            kind, record_id, name=name, inactive=body.get("isInactive") is True, subsidiaries=_subsidiaries(body)
        )


def _subsidiaries(body: Mapping[str, Any]) -> tuple[str, ...]:
    given = body.get("subsidiary")
    if not isinstance(given, dict):
        return ()
    if "id" in given:
        return (str(given["id"]),)
    items = given.get("items")
    return tuple(str(one["id"]) for one in items if "id" in one) if isinstance(items, list) else ()
