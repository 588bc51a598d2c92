"""Which store a host has chosen: a place in words, as in ``SUITEPLUG_LANES``."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from suiteplug.connector.errors import InputError
from suiteplug.connector.lanes.stores.sqlite import SqliteLanes

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.connector.lanes.stores.store import LaneStore

VARIABLE = "SUITEPLUG_LANES"
PROCESS = "process"
MACHINE = "machine"

_POSTGRESQL = frozenset({"postgresql", "postgres"})
_REDIS = frozenset({"redis", "rediss", "unix"})


def store_at(place: str, folder: Path) -> Callable[[], LaneStore] | None:
    """Makes the store at a place; None where the process keeps its lanes for itself.

    ``place``: ``process``; ``machine`` for ``lanes.sqlite3`` in ``folder``; ``sqlite:///path``; a ``postgresql://``,
    ``redis://``, ``rediss://`` or ``unix://`` (Redis socket) address.

    Raises:
        InputError: It is none of these, or the extra for it is not installed.
    """
    parts = urlsplit(place)
    if place == PROCESS:
        return None
    if place == MACHINE:
        return lambda: SqliteLanes(folder / "lanes.sqlite3")
    if parts.scheme == "sqlite" and parts.path.strip("/"):
        return lambda: SqliteLanes(Path(parts.path))
    if parts.scheme in _POSTGRESQL:
        return _postgresql(place)
    if parts.scheme in _REDIS:
        return _redis(place)
    raise InputError(
        "There is no such place for lanes.",
        code="UNKNOWN_LANES_PLACE",
        field=VARIABLE,
        fix="Give process, machine, sqlite:///path, postgresql://user@host/database or redis://host:6379/0.",
    )


def _postgresql(place: str) -> Callable[[], LaneStore]:
    _require("psycopg", "postgresql")
    from suiteplug.connector.lanes.stores.postgresql import PostgresqlLanes  # noqa: PLC0415 - an extra

    return lambda: PostgresqlLanes(place)


def _redis(place: str) -> Callable[[], LaneStore]:
    _require("redis", "redis")
    from suiteplug.connector.lanes.stores.redis import RedisLanes  # noqa: PLC0415 - an extra

    return lambda: RedisLanes(place)


def _require(library: str, extra: str) -> None:
    if importlib.util.find_spec(library) is None:
        raise InputError(
            f"Sharing lanes through this place needs the extra '{extra}'.",
            code="EXTRA_MISSING",
            field=VARIABLE,
            fix=f"Run: pip install 'suiteplug[{extra}]'",
        )
