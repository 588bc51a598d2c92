"""The metadata catalogue, remembered for a while: it is per role, large, and changes rarely.

Oracle help: section_1540810174, chapter_1540810168. NetSuite sends no validators to ask whether it changed.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from suiteplug.connector import paths
from suiteplug.connector.errors import NotFoundError
from suiteplug.connector.exchange import Request
from suiteplug.connector.metadata.read_schema import read_schema
from suiteplug.connector.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from suiteplug.connector.exchange import Sender
    from suiteplug.connector.metadata.model import RecordMetadata

KEEP = timedelta(minutes=15)

_CATALOG = f"{paths.RECORD}/metadata-catalog"
_JSON_SCHEMA = "application/schema+json"
_OPEN_API = "application/swagger+json"


class MetadataService:
    """Names of record types and descriptions of them. ``now`` gives aware UTC times."""

    def __init__(self, sender: Sender, *, now: Callable[[], datetime]) -> None:
        self._sender = sender
        self._types: Remembered[tuple[str, ...]] = Remembered(now, KEEP)
        self._described: Remembered[RecordMetadata] = Remembered(now, KEEP)
        # callers that ask for the same thing at once wait for one request instead of sending one each
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def record_types(self, *, refresh: bool = False) -> tuple[str, ...]:
        """Names of the record types that the role sees, in NetSuite's spelling, sorted."""
        async with self._turns[""]:
            known = None if refresh else self._types.get("")
            if known is not None:
                return known
            reply = await self._sender.send(Request("GET", _CATALOG, "list the record types"))
            items = reply.data.get("items", []) if isinstance(reply.data, dict) else []
            return self._types.put("", tuple(sorted(str(item["name"]) for item in items)))

    async def describe(self, record_type: str, *, refresh: bool = False) -> RecordMetadata:
        """Fields, sublists and subrecords of a type.

        Raises:
            NotFoundError: There is no such type, or the role does not see it; names the nearest ones.
        """
        async with self._turns[record_type.lower()]:
            known = None if refresh else self.known(record_type)
            return known if known is not None else await self._fetch(record_type)

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
        return self._described.put(record_type.lower(), described)

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
        """The description, if it is remembered; sends nothing."""
        return self._described.get(record_type.lower())

    def known_types(self) -> tuple[str, ...] | None:
        """The names, if they are remembered; sends nothing."""
        return self._types.get("")

    async def with_nearest_types(self, error: NotFoundError, record_type: str) -> NotFoundError:
        """The error, naming the record types that are spelt like ``record_type``."""
        error.field = error.field or "record_type"
        error.fix = f"{did_you_mean(record_type, await self.record_types())} {error.fix}".strip()
        return error


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``Did you mean salesOrder or ...?``; empty when nothing is near."""
    spellings = {entry.lower(): entry for entry in known}
    near = get_close_matches(name.lower(), list(spellings), n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(spellings[entry] for entry in near)}?" if near else ""
