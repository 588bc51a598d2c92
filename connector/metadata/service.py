"""The metadata catalogue, remembered for a while: it is per role, large, and changes rarely.

Oracle help: section_1540810174, chapter_1540810168. NetSuite sends no validators to ask whether it changed.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from suiteplug.connector import paths
from suiteplug.connector.errors import NotFoundError
from suiteplug.connector.exchange import Request
from suiteplug.connector.metadata.names import did_you_mean
from suiteplug.connector.metadata.read_schema import read_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from suiteplug.connector.exchange import Sender
    from suiteplug.connector.metadata.kept import MetadataKeep
    from suiteplug.connector.metadata.model import RecordMetadata

KEEP = timedelta(minutes=15)
"""How old metadata may be for somebody who asks for it."""

KNOWN_FOR = timedelta(days=1)
"""How old it may be for checks, which read it again before they refuse anything."""

_CATALOG = f"{paths.RECORD}/metadata-catalog"
_JSON_SCHEMA = "application/schema+json"
_OPEN_API = "application/swagger+json"


class MetadataService:
    """Names of record types and descriptions of them.

    ``now`` gives aware UTC times. ``keep`` holds metadata beyond this process; without one it is remembered here only.
    """

    def __init__(self, sender: Sender, *, now: Callable[[], datetime], keep: MetadataKeep | None = None) -> None:
        self._sender = sender
        self._now = now
        self._keep = keep
        self._types: tuple[datetime, tuple[str, ...]] | None = None
        self._described: dict[str, tuple[datetime, RecordMetadata]] = {}
        # callers that ask for the same thing at once wait for one request instead of sending one each
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def record_types(self, *, refresh: bool = False) -> tuple[str, ...]:
        """Names of the record types that the role sees, in NetSuite's spelling, sorted."""
        async with self._turns[""]:
            known = None if refresh else self._known_types()
            if known is not None and self._is_within(KEEP, known[0]):
                return known[1]
            reply = await self._sender.send(Request("GET", _CATALOG, "list the record types"))
            items = reply.data.get("items", []) if isinstance(reply.data, dict) else []
            self._types = self._now(), tuple(sorted(str(item["name"]) for item in items))
            if self._keep is not None:
                self._keep.put_types(*self._types)
            return self._types[1]

    async def describe(self, record_type: str, *, refresh: bool = False) -> RecordMetadata:
        """Fields, sublists and subrecords of a type.

        Raises:
            NotFoundError: There is no such type, or the role does not see it; names the nearest ones.
        """
        async with self._turns[record_type.lower()]:
            known = None if refresh else self._known(record_type)
            return known[1] if known and self._is_within(KEEP, known[0]) else await self._fetch(record_type)

    async def _fetch(self, record_type: str) -> RecordMetadata:
        request = Request(
            "GET",
            f"{_CATALOG}/{paths.name(record_type)}",
            f"read the metadata of {record_type}",
            headers={"accept": _JSON_SCHEMA},
        )
        try:
            reply = await self._sender.send(request)
        except NotFoundError as error:
            raise await self.with_nearest_types(error, record_type) from None
        described = read_schema(await self._spelling(record_type), reply.data or {})
        self._described[record_type.lower()] = self._now(), described
        if self._keep is not None:
            self._keep.put_described(self._now(), described)
        return described

    async def _spelling(self, record_type: str) -> str:
        """NetSuite's own spelling of a type that exists."""
        names = {name.lower(): name for name in await self.record_types()}
        return names.get(record_type.lower(), record_type)

    async def components(self, record_types: Sequence[str]) -> dict[str, Any]:
        """The OpenAPI component schemas of some types, as NetSuite gives them; nothing is remembered.

        References between these types keep their targets, those to other types lose them (section_1545126526).
        """
        names = ",".join(paths.name(name) for name in record_types)
        summary = f"read the metadata of {names}"
        request = Request("GET", _CATALOG, summary, query=(("select", names),), headers={"accept": _OPEN_API})
        reply = await self._sender.send(request)
        document = reply.data if isinstance(reply.data, dict) else {}
        return dict((document.get("components") or {}).get("schemas") or {})

    def known(self, record_type: str) -> RecordMetadata | None:
        """The description, if it is remembered and less than a day old; sends nothing."""
        known = self._known(record_type)
        return known[1] if known is not None else None

    def known_types(self) -> tuple[str, ...] | None:
        """The names, if they are remembered and less than a day old; sends nothing."""
        known = self._known_types()
        return known[1] if known is not None else None

    def _known(self, record_type: str) -> tuple[datetime, RecordMetadata] | None:
        key = record_type.lower()
        known = self._described.get(key)
        if known is not None and self._is_within(KNOWN_FOR, known[0]):
            return known
        known = self._keep.described(key) if self._keep is not None else None
        if known is None or not self._is_within(KNOWN_FOR, known[0]):
            return None
        self._described[key] = known
        return known

    def _known_types(self) -> tuple[datetime, tuple[str, ...]] | None:
        if self._types is None and self._keep is not None:
            self._types = self._keep.types()
        return self._types if self._types is not None and self._is_within(KNOWN_FOR, self._types[0]) else None

    def _is_within(self, limit: timedelta, fetched_at: datetime) -> bool:
        """Whether it is young enough; what comes from the future was fetched by a wrong clock."""
        return timedelta(0) <= self._now() - fetched_at < limit

    def forget(self) -> None:
        """Forget everything, here and where it is kept."""
        self._types = None
        self._described.clear()
        if self._keep is not None:
            self._keep.clear()

    async def with_nearest_types(self, error: NotFoundError, record_type: str) -> NotFoundError:
        """The error, naming the record types that are spelt like ``record_type``."""
        error.field = error.field or "record_type"
        error.fix = f"{did_you_mean(record_type, await self.record_types())} {error.fix}".strip()
        return error
