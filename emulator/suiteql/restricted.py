"""Rows cut to what a role reaches: subsidiaries and employees (general NetSuite rule; `record.restrictions`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.record.restrictions import scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from suiteplug.emulator.record.restrictions import Scope
    from suiteplug.emulator.roles import Caller
    from suiteplug.emulator.schema import RecordType
    from suiteplug.emulator.store import RecordStore

_LISTS = {name.lower(): name for name in ("subsidiary", "location", "department", "classification", "account")}
_ENTITIES = {
    "customer": "CustJob",
    "vendor": "Vendor",
    "employee": "Employee",
    "contact": "Contact",
    "partner": "Partner",
}
# Table to the column that names the entity, item or location whose rows it holds.
_BELONGING = (
    ("customersubsidiaryrelationship", "entity", "customer"),
    ("vendorsubsidiaryrelationship", "entity", "vendor"),
    ("customeraddressbook", "entity", "customer"),
    ("accountsubsidiarymap", "account", "account"),
)
_STOCK = ("inventoryitemlocations", "aggregateitemlocation", "inventorybalance")


def conditions(store: RecordStore, caller: Caller) -> Iterator[tuple[str, str]]:
    """``(table, condition)`` for every table that a caller sees a part of only."""
    scope = scope_of(store, caller)
    if scope is None:
        return
    for table, name in (*_LISTS.items(), *((name, name) for name in _ENTITIES)):
        kind = store.schema.find(name)
        if kind is not None:
            yield table, f"id IN ({_ids(store, scope, [kind])})"
    yield "item", f"id IN ({_ids(store, scope, store.schema.of_kind('item'))})"
    shown = [
        f"(type <> '{code}' OR id IN ({_ids(store, scope, [store.schema.get(name)])}))"
        for name, code in _ENTITIES.items()
    ]
    yield "entity", " AND ".join(shown)
    for table, column, name in _BELONGING:
        yield table, f'"{column}" IN ({_ids(store, scope, [store.schema.get(name)])})'
    for table in _STOCK:
        yield table, f"location IN ({_ids(store, scope, [store.schema.get('location')])})"
    yield "transaction", transaction_condition(scope)


def transaction_condition(scope: Scope) -> str:
    """Transactions by the subsidiary of their main line, and by sales representative or employee."""
    parts = []
    if scope.subsidiaries is not None:
        listed = ", ".join(str(int(one)) for one in sorted(scope.subsidiaries)) or "NULL"
        parts.append(
            'id IN (SELECT "transaction" FROM suiteql_transactionline'
            f" WHERE mainline = 'T' AND (subsidiary IS NULL OR subsidiary IN ({listed})))"
        )
    if scope.employees is not None:
        listed = ", ".join(str(int(one)) for one in sorted(scope.employees))
        nobody = " OR employee IS NULL" if scope.unassigned else ""
        parts.append(f"(employee IN ({listed}){nobody})")
    for segment in scope.segments:
        listed = ", ".join(str(int(one)) for one in sorted(segment.values)) or "NULL"
        nobody = f' OR "{segment.field}" IS NULL' if segment.unassigned else ""
        parts.append(
            'id IN (SELECT "transaction" FROM suiteql_transactionline'
            f" WHERE mainline = 'T' AND (\"{segment.field}\" IN ({listed}){nobody}))"
        )
    return " AND ".join(parts) or "1"


def _ids(store: RecordStore, scope: Scope, kinds: Iterable[RecordType]) -> str:
    return " UNION ALL ".join(
        f"SELECT id FROM {store.table(kind.name)} WHERE {scope.condition(kind)}" for kind in kinds
    )
