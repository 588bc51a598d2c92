"""Counts of keyed rows, kept by blocks of keys, so that the total of a query like ``id > 500000`` need not be counted.

Programs that read a long table ask so for page after page, and every reply tells how many rows are left. SQLite would
walk over all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.emulator.suiteql.projection.lines import LINES_PER_TRANSACTION

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_TRANSACTIONS_PER_BLOCK = 1024
# Table to its key, and how many keys one transaction has.
_KEYS = {"suiteql_transaction": ("id", 1), "suiteql_transactionline": ("uniquekey", LINES_PER_TRANSACTION)}
_COUNT = re.compile(r'SELECT COUNT\(\*\) FROM "(?P<table>\w+)" t1(?: WHERE (?P<condition>.+))?')
_BOUND = re.compile(r't1\."(?P<column>\w+)" (?P<operator>>=|<=|>|<|=) (?::(?P<name>\w+)|(?P<number>\d{1,18}))')
_NUMBER = re.compile(r"\d{1,18}")
_FAR = 2**62


class KeyRange(NamedTuple):
    """Rows of a table whose keys are within two bounds, both included."""

    table: str
    low: int
    high: int


def range_of(count_sql: str, values: Mapping[str, Any]) -> KeyRange | None:
    """What a count counts, when it is a range of keys and nothing else."""
    match = _COUNT.fullmatch(count_sql)
    if match is None or match["table"] not in _KEYS:
        return None
    key, _ = _KEYS[match["table"]]
    low, high = 0, _FAR
    for condition in match["condition"].split(" AND ") if match["condition"] else ():
        bound = _BOUND.fullmatch(condition)
        written = None if bound is None else bound["number"] or str(values.get(bound["name"]))
        if bound is None or bound["column"] != key or written is None or not _NUMBER.fullmatch(written):
            return None
        number = int(written)
        low = max(low, {">": number + 1, ">=": number, "=": number}.get(bound["operator"], 0))
        high = min(high, {"<": number - 1, "<=": number, "=": number}.get(bound["operator"], _FAR))
    return KeyRange(match["table"], low, high)


class KeyCounts:
    """Counts of one account; a block is counted when it is first asked for, and again after it was touched."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: dict[str, dict[int, int]] = {table: {} for table in _KEYS}

    def touch(self, transaction_id: int) -> None:
        """The rows of a transaction change."""
        for known in self._known.values():
            known.pop(transaction_id // _TRANSACTIONS_PER_BLOCK, None)

    def forget(self) -> None:
        """Rows changed whose keys do not tell their transaction."""
        for known in self._known.values():
            known.clear()

    def count(self, wanted: KeyRange) -> int:
        """How many rows there are in a range."""
        table, low, high = wanted
        key, per_transaction = _KEYS[table]
        width = per_transaction * _TRANSACTIONS_PER_BLOCK
        high = min(high, self._last(table, key))
        if high < low:
            return 0
        # Blocks that lie in the range as a whole.
        first, end = -(-low // width), (high + 1) // width
        if first >= end:
            return self._counted(table, key, low, high)
        known = self._known[table]
        missing = [block for block in range(first, end) if block not in known]
        if missing:
            self._learn(table, key, width, (missing[0], missing[-1]))
        whole = sum(known[block] for block in range(first, end))
        return self._counted(table, key, low, first * width - 1) + whole + self._counted(table, key, end * width, high)

    def _learn(self, table: str, key: str, width: int, blocks: tuple[int, int]) -> None:
        first, last = blocks
        rows = self._db.execute(
            f'SELECT "{key}" / ?, count(*) FROM "{table}" WHERE "{key}" BETWEEN ? AND ? GROUP BY 1',
            (width, first * width, (last + 1) * width - 1),
        )
        self._known[table] |= dict.fromkeys(range(first, last + 1), 0) | dict(rows.fetchall())

    def _last(self, table: str, key: str) -> int:
        return int(self._db.execute(f'SELECT coalesce(max("{key}"), -1) FROM "{table}"').fetchone()[0])

    def _counted(self, table: str, key: str, low: int, high: int) -> int:
        if high < low:
            return 0
        row = self._db.execute(f'SELECT count(*) FROM "{table}" WHERE "{key}" BETWEEN ? AND ?', (low, high)).fetchone()
        return int(row[0])
