"""Keeps the query tables in step with the records.

A save only marks the record; the rows are made when the next query asks, so that writing stays cheap and a record
that is saved many times is projected once. The marks are part of the save's own SQLite transaction.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.suiteql.key_counts import KeyCounts
from suiteplug.emulator.suiteql.projection import entities, fixed, items, ledger, lists, transactions
from suiteplug.emulator.suiteql.projection import logins as logins_table
from suiteplug.emulator.suiteql.projection.item_facts import ItemFacts
from suiteplug.emulator.suiteql.projection.journal import DDL, DIRTY, Journal
from suiteplug.emulator.suiteql.projection.lines import LINES_PER_TRANSACTION, LineMaker
from suiteplug.emulator.suiteql.projection.ownership import (
    BINS_OF_ITEM,
    OWNED,
    OWNED_BY_TYPE,
    TRANSACTION_ADDRESSES,
)
from suiteplug.emulator.suiteql.projection.rows import RowWriter, lowered

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.mirror.rows import RecordedRows
    from suiteplug.emulator.roles import Role, User
    from suiteplug.emulator.rules import Rules
    from suiteplug.emulator.schema import RecordType
    from suiteplug.emulator.store import RecordStore
    from suiteplug.emulator.suiteql.catalogue import Catalogue
    from suiteplug.emulator.suiteql.local_time import LocalTime
    from suiteplug.emulator.suiteql.projection.logins import LoginRows
    from suiteplug.emulator.suiteql.projection.scripts import ScriptRows

    Values = dict[str, Any]

_ORDER = {"list": 0, "custom": 1, "entity": 2, "item": 3, "transaction": 4}
_HIERARCHICAL = frozenset({"subsidiary", "location", "department", "classification"})
_ITEM_TABLES = frozenset({"shipItem", "salesTaxItem"})
_RATES = frozenset({"currency", "currencyRate", "subsidiary", "accountingPeriod"})
_LAYOUT = "suiteql_layout"
_FIRST_LOOK = 200
_UNSTAMPED = "2000-01-01"


class Projector:
    """Turns marked records into rows.

    Attributes:
        journal: What the record store tells of every change.
        key_counts: How many transactions and lines there are, by blocks of keys.
        recorded: Rows that stand in place of projected ones, in an account that was loaded from a real one.
    """

    def __init__(
        self, store: RecordStore, rules: Rules, clock: Clock, catalogue: Catalogue, time: LocalTime, *, one_world: bool
    ) -> None:
        self._store = store
        self._db: sqlite3.Connection = store.db
        self._rules = rules
        self._catalogue = catalogue
        self._one_world = one_world
        self._clock = clock
        self._time = time
        self.journal = Journal(self._db, store.schema, time, clock.timestamp, rules.display_name)
        self.recorded: RecordedRows | None = None
        self.key_counts = KeyCounts(self._db)
        self._facts = ItemFacts(store)
        self._accounts = ledger.Accounts(store)
        self._access_written = (0, 0)
        self._seen = self._unseen = 0
        is_new = self._set_up()
        self._writers = {table.name: RowWriter(self._db, table, time) for table in catalogue.stored}
        self._by_kind: dict[str, Callable[[RecordType, Values], None]] = {
            "transaction": self._transaction,
            "entity": self._entity,
            "item": self._item,
            "list": self._list,
            "custom": self._list,
        }
        if is_new:
            self._write_fixed()
            self.mark_all()

    def _set_up(self) -> bool:
        """Make the tables; those of another layout (an older file) are made anew."""
        statements = [DDL, fixed.LABEL_DDL, *self._catalogue.statements()]
        layout = json.dumps(statements)
        self._db.execute(f"CREATE TABLE IF NOT EXISTS {_LAYOUT} (layout TEXT NOT NULL)")
        row = self._db.execute(f"SELECT layout FROM {_LAYOUT}").fetchone()
        if row is not None and row[0] == layout:
            return False
        with self._store.transaction():
            found = self._db.execute(
                "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND name GLOB 'suiteql_*'"
                " ORDER BY type DESC"
            )
            for kind, name in found.fetchall():
                if name != _LAYOUT:
                    self._db.execute(f'DROP {kind} "{name}"')
            for statement in statements:
                self._db.execute(statement)
            self._db.execute(f"DELETE FROM {_LAYOUT}")
            self._db.execute(f"INSERT INTO {_LAYOUT} VALUES (?)", (layout,))
        return True

    def _write_fixed(self) -> None:
        with self._store.transaction():
            fixed.write_labels(self._db, self._store.schema)
            stamp = self._time.of_timestamp(self._clock.timestamp())
            for name, rows in fixed.fixed_rows(self._store.schema, one_world=self._one_world, stamp=stamp):
                self._writers[name].clear()
                self._writers[name].write(rows)

    def mark_all(self) -> None:
        """Mark every record, so that the next refresh makes all rows anew."""
        with self._store.transaction():
            for kind in self._store.schema.types:
                ids = ((kind.name, int(record_id)) for record_id in self._store.ids(kind.name))
                self._db.executemany(f"INSERT OR IGNORE INTO {DIRTY} VALUES (?, ?)", ids)

    def write_access(self, roles: Mapping[str, Role], users: Mapping[str, User]) -> None:
        """Fill the tables of roles and users, when any were added since."""
        if (len(roles), len(users)) != self._access_written:
            with self._store.transaction():
                fixed.write_roles(roles, users, self._writers)
                fixed.write_users(users, self._writers["entity"], self._time.of_day(_UNSTAMPED))
            self._access_written = (len(roles), len(users))

    def write_logins(self, logins: LoginRows) -> None:
        """Bring ``loginaudit`` up to date."""
        with self._store.transaction():
            logins.write_new(self._writers[logins_table.NAME])

    def write_scripts(self, scripts: ScriptRows) -> None:
        """Bring the tables of scripts up to date."""
        with self._store.transaction():
            scripts.write(self._writers)

    def refresh(self) -> None:
        """Make the rows of everything that was marked."""
        marked = self._db.execute(f"SELECT type, id FROM {DIRTY}").fetchall()
        if not marked:
            return
        by_type: dict[str, list[int]] = {}
        for name, record_id in marked:
            by_type.setdefault(name, []).append(record_id)
        kinds = [kind for kind in map(self._store.schema.find, by_type) if kind is not None]
        self._facts = ItemFacts(self._store)
        if "account" in by_type:
            self._accounts = ledger.Accounts(self._store)
        with self._store.transaction():
            for kind in sorted(kinds, key=lambda kind: _ORDER[kind.kind]):
                self._project(kind, by_type[kind.name])
            if _RATES & by_type.keys():
                self._write_rates()
            self._db.execute(f"DELETE FROM {DIRTY}")
        self._analyse(len(marked))

    def _analyse(self, changed: int) -> None:
        """Let SQLite look at the data again once much of it is new: joins are planned by what it saw."""
        self._unseen += changed
        if self._unseen >= max(_FIRST_LOOK, self._seen // 2):
            self._db.execute("ANALYZE")
            self._seen, self._unseen = self._seen + self._unseen, 0

    def _project(self, kind: RecordType, record_ids: Iterable[int]) -> None:
        for record_id in record_ids:
            self._forget(kind, record_id)
            if kind.kind == "transaction":
                self.key_counts.touch(record_id)
            body = self._store.get(kind.name, str(record_id))
            if body is not None:
                values = lowered(body) if self.recorded is None else self.recorded.projectable(kind, lowered(body))
                _stamp(kind, values)
                self._by_kind[kind.kind](kind, values)
                if self.recorded is not None:
                    self.key_counts.forget()
                    self.recorded.apply(self._db, self._catalogue, self._time, (kind.name, record_id))

    def _forget(self, kind: RecordType, record_id: int) -> None:
        """Delete the rows of a record."""
        for name, column in OWNED.get(kind.kind, ()):
            self._writers[name].remove(column, record_id)
        if kind.kind == "item":
            self._db.execute(BINS_OF_ITEM, (record_id,))
        own = self._own_table(kind)
        if own in self._writers:
            self._writers[own].remove("id", record_id)
        for name, column in OWNED_BY_TYPE.get(kind.name, ()):
            self._writers[name].remove(column, record_id)

    def _own_table(self, kind: RecordType) -> str:
        return self._catalogue.table_of(kind.name)

    # --- one kind of record each ------------------------------------------------------------------------------

    def _transaction(self, kind: RecordType, body: Values) -> None:
        header = transactions.header(kind, body, self._rules.display_name(kind.name, _original(body)))
        codes = self._codes(body)
        lines = LineMaker(kind, body, self._facts, codes.get(str(body.get("createdfrom")))).lines()
        rate = body.get("exchangerate") or 1.0
        amounts = ledger.base_amounts(lines, rate)
        shipping = body.get("shipmethod")
        accounts = [self._accounts.of_line(kind.code, line, self._facts, shipping) for line in lines]
        header["account"] = accounts[0] if header["posting"] else None
        write = self._writers
        write["transaction"].write([header])
        write["transactionline"].write(
            self._line_row(header, line, amount, account, place)
            for place, (line, amount, account) in enumerate(zip(lines, amounts, accounts, strict=True))
        )
        write["transactionaccountingline"].write(ledger.rows(lines, amounts, accounts, header))
        for name, key in TRANSACTION_ADDRESSES:
            write[name].write(transactions.addresses(body, key, body["lastmodifieddate"]))
        if codes:
            write["nexttransactionlinelink"].write(transactions.line_links(kind, body, codes))
            write["nexttransactionlink"].write(transactions.document_links(kind, body, codes))

    def _line_row(self, header: Values, line: Any, amount: float, account: str | None, place: int) -> Values:
        values = line.values
        return {
            **values,
            "transaction": header["id"],
            "uniquekey": int(header["id"]) * LINES_PER_TRANSACTION + values["id"],
            "linesequencenumber": place,
            "account": account,
            "foreignamount": line.amount,
            "netamount": amount,
            "debitforeignamount": line.amount if line.amount > 0 else None,
            "creditforeignamount": -line.amount if line.amount < 0 else None,
            "accountinglinetype": self._accounts.types.get(account or ""),
            "expenseaccount": account if line.role == "item" and header["type"] in {"PurchOrd", "VendBill"} else None,
        }

    def _codes(self, body: Values) -> dict[str, str]:
        """Type codes of the documents a transaction came from or is applied to."""
        ids = {body.get("createdfrom"), *(line.get("doc") for line in body.get("apply") or [])} - {None}
        found = {str(record_id): self._store.type_of("transaction", str(record_id)) for record_id in ids}
        return {record_id: self._store.schema.get(name).code for record_id, name in found.items() if name}

    def _entity(self, kind: RecordType, body: Values) -> None:
        write = self._writers
        write[self._own_table(kind)].write([entities.own_row(body)])
        write["entity"].write([entities.entity_row(kind, body)])
        write["entityaddress"].write(entities.address_rows(body))
        if kind.name == "customer":
            write["customeraddressbook"].write(entities.address_book_rows(body))
        relationship = f"{kind.name}subsidiaryrelationship"
        if relationship in write and body.get("subsidiary"):
            write[relationship].write([entities.relationship_row(body)])

    def _item(self, kind: RecordType, body: Values) -> None:
        self._facts.forget(body["id"])
        write = self._writers
        if kind.name in _ITEM_TABLES:
            write[self._own_table(kind)].write([body])
            write["_itemname"].write([{"id": body["id"], "name": body.get("itemid")}])
            return
        write["item"].write([items.own_row(kind, body)])
        write["_itemname"].write([{"id": body["id"], "name": body.get("itemid")}])
        write["inventoryitemlocations"].write(items.stock_rows(body))
        prices = list(items.price_rows(body))
        write["pricing"].write(prices)
        write["itemprice"].write(prices)
        write["itemmember"].write(items.member_rows(body))
        write["itemvendor"].write(items.vendor_rows(body))
        write["inventorybalance"].write(items.bin_rows(body))

    def _list(self, kind: RecordType, body: Values) -> None:
        write = self._writers
        name = self._own_table(kind)
        if name not in write:
            return
        if kind.name in _HIERARCHICAL:
            body = lists.hierarchical_row(body)
        if kind.name == "account":
            body = lists.account_row(body)
            write["accountsubsidiarymap"].write(lists.subsidiary_map_rows(body))
        if kind.name == "inventoryNumber":
            body["isonhand"] = any((line.get("quantityOnHand") or 0) > 0 for line in body.get("locations") or [])
            write["inventorybalance"].write(items.lot_rows(body))
        address = f"{name}mainaddress"
        if address in write:
            rows = lists.main_address(body)
            write[address].write(rows)
            body["mainaddress"] = body["id"] if rows else None
        write[name].write([body])

    def _write_rates(self) -> None:
        currencies = [lowered(body) for body in self._store.scan("currency")]
        self._writers["currencyrate"].clear()
        self._writers["currencyrate"].write(lists.rate_rows(currencies))
        self._writers["currencyrate"].write(lowered(body) for body in self._store.scan("currencyRate"))
        if not self._one_world:
            return
        worth = {body["id"]: body.get("exchangerate") or 1.0 for body in currencies}
        periods = [{"id": body["id"]} for body in self._store.scan("accountingPeriod") if body.get("isPosting")]
        subsidiaries = [lowered(body) for body in self._store.scan("subsidiary")]
        self._writers["consolidatedexchangerate"].clear()
        self._writers["consolidatedexchangerate"].write(lists.consolidated_rows(periods, subsidiaries, worth))


def _stamp(kind: RecordType, values: Values) -> None:
    """Times that the tables need; a record of a type without any goes without."""
    known = values.get("lastmodifieddate") or values.get("lastmodified")
    if known is None and kind.find_field("lastModifiedDate") is None:
        return
    values["lastmodifieddate"] = known or _UNSTAMPED
    for name in ("createddate", "datecreated"):
        values.setdefault(name, values["lastmodifieddate"])


def _original(body: Values) -> Values:
    """What a display name needs, under the names the record uses."""
    return {"id": body["id"], "tranId": body.get("tranid", body["id"])}
