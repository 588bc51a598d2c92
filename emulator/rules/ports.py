"""What the rules need of the rest of the account: a place for records and a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

Body = dict[str, Any]


class Store(Protocol):
    """Records in stored form; the SQLite store and the seed's memory store both fit."""

    listeners: list[Callable[[str, Body | None, Body | None], None]]

    def get(self, record_type: str, record_id: str) -> Body | None:
        """One record, or None."""
        ...

    def type_of(self, namespace: str, record_id: str) -> str | None:
        """The record type that an internal ID of a namespace belongs to."""
        ...

    def ids(self, record_type: str) -> list[str]:
        """Internal IDs of a type in numeric order."""
        ...

    def scan(self, record_type: str) -> Iterator[Body]:
        """All records of a type."""
        ...

    def next_id(self, namespace: str) -> str:
        """The next number of a namespace."""
        ...

    def put(self, record_type: str, body: Body) -> str:
        """Insert or replace."""
        ...


class Clock(Protocol):
    """The account's time."""

    def now(self) -> datetime:
        """Aware UTC time."""
        ...
