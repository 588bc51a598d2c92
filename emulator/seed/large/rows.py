"""Rows of the query tables and of the rules' index for copied transactions, made by SQLite from those of the moulds.

Every row of a copy is the mould's row with the document's number, dates, party and items exchanged; which column holds
what is told by its declaration. A test makes all rows anew from the records and compares.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.columns import ColumnKind
from suiteplug.emulator.suiteql.projection.entities import ADDRESSES_PER_ENTITY
from suiteplug.emulator.suiteql.projection.lines import LINES_PER_TRANSACTION
from suiteplug.emulator.suiteql.projection.ownership import OWNED, TRANSACTION_ADDRESSES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from suiteplug.emulator.seed.large.cast import Cast
    from suiteplug.emulator.seed.large.filling import Document
    from suiteplug.emulator.seed.large.plan import Plan
    from suiteplug.emulator.suiteql.columns import Column, Table

COPIED = "large_copied"
_MOULDS, _EDITIONS = "large_moulds", "large_editions"
_LATER = "(c.number - c.mould)"
_PARTIES = frozenset({"entity", "customer", "vendor"})
_ADDRESSES = frozenset({"transactionbillingaddress", "transactionshippingaddress"})
_SPECIAL = {
    "tranid": "c.tran_id",
    "transactionnumber": "c.tran_id",
    "typebaseddocumentnumber": "c.tran_id",
    "number": "c.serial",
    "externalid": "c.external_id",
    "trandisplayname": "replace(m.trandisplayname, m.tranid, c.tran_id)",
    "otherrefnum": "CASE WHEN m.otherrefnum IS NOT NULL THEN c.reference END",
    "email": "CASE WHEN m.email IS NOT NULL THEN c.email END",
    "trackingnumberlist": "CASE WHEN m.trackingnumberlist IS NOT NULL THEN printf('1ZCK%08d', d.first + {later}) END",
    "uniquekey": f"m.uniquekey + {{later}} * {LINES_PER_TRANSACTION}",
    "recordowner": "m.recordowner + {later}",
    "nkey": "m.nkey + {later}",
}
_TABLES = {
    COPIED: "number INTEGER PRIMARY KEY, mould INTEGER NOT NULL, external_id TEXT, shift_s INTEGER, late_s INTEGER,"
    " party INTEGER, email TEXT, edition INTEGER, period INTEGER, tran_id TEXT, serial INTEGER, reference TEXT",
    _MOULDS: "id INTEGER PRIMARY KEY, type TEXT, first INTEGER, last INTEGER, party INTEGER, billing INTEGER,"
    " shipping INTEGER",
    _EDITIONS: "original INTEGER, edition INTEGER, id INTEGER, says TEXT, PRIMARY KEY (original, edition)",
}


class RowCopier:
    """Copies rows within one account."""

    def __init__(self, db: sqlite3.Connection, tables: dict[str, Table], now_s: int) -> None:
        self._db = db
        self._tables = tables
        self._now_s = now_s
        for name, columns in _TABLES.items():
            db.execute(f"CREATE TEMP TABLE {name} ({columns})")

    def prepare(self, plan: Plan, cast: Cast, scratch: sqlite3.Connection) -> None:
        """Take over the moulds' rows from another database, and who and what stands for whom and what."""
        self._db.executemany(f"INSERT INTO {_MOULDS} VALUES (?, ?, ?, ?, ?, ?, ?)", _mould_rows(plan, cast))  # noqa: S608 - constants
        self._db.executemany(
            f"INSERT INTO {_EDITIONS} VALUES (?, ?, ?, ?)",  # noqa: S608 - a constant
            [
                (int(original), edition, int(body["id"]), body["salesDescription"])
                for (original, edition), body in cast.items.items()
            ],
        )
        for name, owner in self._owned():
            _take_over(self._db, scratch, self._tables[name].physical, owner)
        _take_over(self._db, scratch, "rules_index", "record_id")

    def _owned(self) -> Iterator[tuple[str, str]]:
        yield "transaction", "id"
        yield from OWNED["transaction"]

    def add(self, documents: Iterable[Document], emails: dict[int, str]) -> None:
        """Note which document is a copy of which."""
        self._db.executemany(
            f"INSERT INTO {COPIED} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - a constant
            [
                (
                    document.number,
                    document.mould,
                    document.external_id,
                    document.shift_s,
                    document.late_s,
                    document.party,
                    emails.get(document.party),
                    document.edition,
                    document.period,
                    document.tran_id,
                    int(document.tran_id.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
                    document.reference,
                )
                for document in documents
            ],
        )

    def copy(self) -> None:
        """Write all rows of everything that was added."""
        for name, owner in self._owned():
            self._copy_table(self._tables[name], owner)
        self._copy_index()
        self._db.execute(
            "INSERT INTO record_identity SELECT 'transaction', c.number, d.type"  # noqa: S608 - constants
            f" FROM {COPIED} c JOIN {_MOULDS} d ON d.id = c.mould ORDER BY c.number"
        )
        for table in _TABLES:
            self._db.execute(f"DROP TABLE temp.{table}")

    def _copy_table(self, table: Table, owner: str) -> None:
        columns = list(table.columns.values())
        names = ", ".join(f'"{column.name}"' for column in columns)
        address = dict(TRANSACTION_ADDRESSES).get(table.name)
        values = ", ".join(self._value(table, column, in_book=address is not None) for column in columns)
        joined = f"JOIN {_MOULDS} d ON d.id = c.mould"
        if "item" in table.columns:
            joined += f" LEFT JOIN {_EDITIONS} e ON e.original = m.item AND e.edition = c.edition"
        if address is not None:
            place = address.removesuffix("address")
            key = f"c.party * {ADDRESSES_PER_ENTITY} + d.{place} + 1"
            joined += f" LEFT JOIN suiteql_entityaddress b ON b.nkey = {key}"
        statement = (
            f'INSERT INTO "{table.physical}" ({names}) SELECT {values} FROM {COPIED} c'  # noqa: S608 - declared names
            f' CROSS JOIN temp."mould_{table.physical}" m ON m."{owner}" = c.mould {joined} ORDER BY c.number'
        )
        indexes = self._db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
            (table.physical,),
        ).fetchall()
        # One sort over all rows costs far less than finding the place of each.
        for name, _ in indexes:
            self._db.execute(f'DROP INDEX "{name}"')
        self._db.execute(statement, {"now": self._now_s})
        for _, sql in indexes:
            self._db.execute(sql)
        self._db.execute(f'DROP TABLE temp."mould_{table.physical}"')

    def _value(self, table: Table, column: Column, *, in_book: bool) -> str:
        """What a copy has in a column, as SQL over copy ``c``, mould's row ``m``, mould ``d`` and edition ``e``."""
        own = f'm."{column.name}"'
        if table.name == "transaction" and column.name == "id":
            return "c.number"
        if column.name in _SPECIAL:
            return _SPECIAL[column.name].format(later=_LATER)
        if column.kind is ColumnKind.DATE:
            return f"{own} + c.shift_s"
        if column.kind is ColumnKind.MOMENT:
            return f"min({own} + c.shift_s + c.late_s, :now)"
        if in_book:
            return f'CASE WHEN b.nkey IS NULL THEN {own} ELSE b."{column.name}" END'
        if table.name == "transactionline" and column.name == "memo":
            return "CASE WHEN e.id IS NULL OR m.memo IS NULL THEN m.memo ELSE e.says END"
        return self._reference(column, own)

    @staticmethod
    def _reference(column: Column, own: str) -> str:
        if column.target == "transaction":
            return f"CASE WHEN {own} BETWEEN d.first AND d.last THEN {own} + {_LATER} ELSE {own} END"
        if column.target in _ADDRESSES:
            return f"{own} + {_LATER}"
        if column.target in _PARTIES:
            return f"CASE WHEN {own} = d.party THEN c.party ELSE {own} END"
        if column.target == "accountingperiod":
            return f"CASE WHEN {own} IS NOT NULL THEN c.period END"
        if column.name == "item":
            return f"coalesce(e.id, {own})"
        return own

    def _copy_index(self) -> None:
        """Keys are IDs of transactions, parties or items, which the moulds have in ranges of their own."""
        number = "CAST(m.key AS INTEGER)"
        self._db.execute(
            f"""INSERT INTO rules_index (kind, key, record_id, record_type)
            SELECT m.kind,
                CASE WHEN {number} BETWEEN d.first AND d.last THEN CAST({number} + {_LATER} AS TEXT)
                    WHEN {number} = d.party THEN CAST(c.party AS TEXT)
                    WHEN e.id IS NOT NULL THEN CAST(e.id AS TEXT)
                    ELSE m.key END,
                c.number, m.record_type
            FROM {COPIED} c CROSS JOIN temp.mould_rules_index m ON m.record_id = c.mould
            JOIN {_MOULDS} d ON d.id = c.mould
            LEFT JOIN {_EDITIONS} e ON e.original = {number} AND e.edition = c.edition
            ORDER BY 1, 2, 3, 4"""  # noqa: S608 - constants
        )
        self._db.execute("DROP TABLE temp.mould_rules_index")


def _mould_rows(plan: Plan, cast: Cast) -> Iterator[tuple[int | str | None, ...]]:
    for mould in plan.moulds:
        ids = [int(body["id"]) for _, body in mould.documents]
        party = cast.customers.get((mould.party, 0), {})
        places = {line["addressId"]: place for place, line in enumerate(party.get("addressBook", ()))}
        for name, body in mould.documents:
            billing, shipping = (places.get(body.get(key)) for key in ("billAddressList", "shipAddressList"))
            yield int(body["id"]), name, ids[0], ids[-1], int(mould.party), billing, shipping


def _take_over(db: sqlite3.Connection, scratch: sqlite3.Connection, table: str, owner: str) -> None:
    """Copy the rows that belong to moulds into a temporary table of the same shape."""
    rows = scratch.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - declared names
    names = [entry[0] for entry in rows.description]
    # Without its type the owner could not be found by the index.
    listed = ", ".join(f'"{name}" INTEGER' if name == owner else f'"{name}"' for name in names)
    db.execute(f'CREATE TEMP TABLE "mould_{table}" ({listed})')
    place = names.index(owner)
    moulds = {row[0] for row in db.execute(f"SELECT id FROM {_MOULDS}")}  # noqa: S608 - a constant
    marks = ", ".join("?" * len(names))
    db.executemany(
        f'INSERT INTO temp."mould_{table}" VALUES ({marks})',  # noqa: S608 - declared names
        (row for row in rows if row[place] in moulds),
    )
    db.execute(f'CREATE INDEX temp."mould_{table}_owner" ON "mould_{table}" ("{owner}")')
