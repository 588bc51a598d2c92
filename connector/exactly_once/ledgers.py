"""Which ledger a host has chosen: a place in words, as in ``SUITEPLUG_LEDGER``."""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from suiteplug.connector.errors import InputError
from suiteplug.connector.exactly_once.memory import MemoryLedger
from suiteplug.connector.exactly_once.sqlite import SqliteLedger

if TYPE_CHECKING:
    from suiteplug.connector.exactly_once.ledger import Ledger
    from suiteplug.connector.exactly_once.sqlite import Synchronous

VARIABLE = "SUITEPLUG_LEDGER"
_SYNCHRONOUS: dict[str, Synchronous] = {"normal": "NORMAL", "full": "FULL"}


def ledger_at(place: str, folder: Path) -> Ledger:
    """The ledger at a place.

    ``place``: empty for ``ledger.sqlite3`` in ``folder``; a path; ``sqlite:///path?synchronous=full``; a
    ``postgresql://`` address; or ``memory``, which lives as long as the process.

    Raises:
        InputError: It is none of these.
    """
    if place == "memory":
        return _of_this_process()
    parts = urlsplit(place)
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgresql(place)
    if parts.scheme == "sqlite":
        wish = parse_qs(parts.query).get("synchronous", ["normal"])[-1].lower()
        if wish not in _SYNCHRONOUS or not parts.path.strip("/"):
            raise _unknown_place()
        return SqliteLedger(Path(parts.path), synchronous=_SYNCHRONOUS[wish])
    if "://" in place:
        raise _unknown_place()
    return SqliteLedger(Path(place).expanduser() if place else folder / "ledger.sqlite3")


def chosen_place() -> str:
    """What the environment says."""
    return os.environ.get(VARIABLE, "")


def _postgresql(url: str) -> Ledger:
    if importlib.util.find_spec("psycopg") is None:
        raise InputError(
            "A ledger in PostgreSQL needs a library that is not installed.",
            code="EXTRA_NOT_INSTALLED",
            field=VARIABLE,
            fix="Run: pip install 'suiteplug[postgresql]'.",
        )
    from suiteplug.connector.exactly_once.postgresql import PostgresqlLedger  # noqa: PLC0415 - an extra

    return PostgresqlLedger(url)


@cache
def _of_this_process() -> MemoryLedger:
    return MemoryLedger()


def _unknown_place() -> InputError:
    return InputError(
        "There is no such kind of ledger.",
        code="UNKNOWN_LEDGER",
        field=VARIABLE,
        fix="Give a path, sqlite:///path?synchronous=full, postgresql://user@host/database, or memory.",
    )
