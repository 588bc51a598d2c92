"""Where a rule finds the records that point to another one, without reading everything.

One entry says: under this name (kind and key) stands that record. The entries follow every save and delete through
the store's listeners, inside the same SQLite transaction, so a refused request leaves none behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from suiteplug.emulator.rules.items.item_kinds import ITEM_KINDS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from suiteplug.emulator.rules.ports import Body

Name = tuple[str, str]

ENTITY_TYPES = frozenset({"customer", "vendor", "employee", "contact", "partner", "job"})
TRANSACTION_TYPES = frozenset(
    {
        "salesOrder",
        "invoice",
        "cashSale",
        "creditMemo",
        "returnAuthorization",
        "itemFulfillment",
        "itemReceipt",
        "customerPayment",
        "customerDeposit",
        "purchaseOrder",
        "vendorBill",
        "estimate",
        "opportunity",
        "cashRefund",
        "customerRefund",
        "depositApplication",
        "purchaseRequisition",
        "vendorCredit",
        "vendorPayment",
        "vendorReturnAuthorization",
        "transferOrder",
        "inventoryAdjustment",
        "intercompanyTransferOrder",
        "inventoryTransfer",
        "binTransfer",
        "workOrder",
        "assemblyBuild",
        "assemblyUnbuild",
        "workOrderIssue",
        "workOrderCompletion",
        "workOrderClose",
        "journalEntry",
        "check",
        "deposit",
        "expenseReport",
    }
)
_OPEN_WHEN = {"invoice": "A", "creditMemo": "A"}
_ITEM_LISTS = ("item", "inventory", "component")
_ASSEMBLIES = ("item", "assemblyItem")
"""Fields of a header that name what is built; on most transactions ``item`` is the list of lines."""
_APPLY_LISTS = ("apply", "credit", "deposit")


class Pointer(NamedTuple):
    """A record by type and internal ID."""

    record_type: str
    record_id: str


class Index(Protocol):
    """Finds records by name."""

    def find(self, kind: str, key: str) -> list[Pointer]:
        """All records under a name, oldest internal ID first."""
        ...

    def has(self, kind: str, key: str) -> bool:
        """Whether there is any, however many there are."""
        ...

    def listen(self, record_type: str, old: Body | None, new: Body | None) -> None:
        """Follow one save or delete."""
        ...


def names_of(record_type: str, body: Body) -> set[Name]:
    """Every name under which a record is to be found."""
    if record_type in TRANSACTION_TYPES:
        return _transaction_names(record_type, body)
    if record_type in ITEM_KINDS:
        return _item_names(body)
    if record_type in ENTITY_TYPES:
        return {("entityId", f"{record_type}:{str(body.get('entityId', '')).lower()}")}
    return _list_names(record_type, body)


def _transaction_names(record_type: str, body: Body) -> set[Name]:
    names: set[Name] = set()
    party = body.get("entity") or body.get("customer")
    if party:
        names.add(("party", party))
        if _OPEN_WHEN.get(record_type) == body.get("status") and record_type in _OPEN_WHEN:
            names.add(("open", party))
    if body.get("createdFrom"):
        names.add(("child", body["createdFrom"]))
    names.update(("uses", body[name]) for name in _ASSEMBLIES if isinstance(body.get(name), str))
    lists = [body.get(name) for name in _ITEM_LISTS]
    for line in (line for lines in lists if isinstance(lines, list) for line in lines):
        item = line.get("item")
        if item:
            names.add(("uses", item))
            if line.get("quantityBackOrdered"):
                names.add(("backordered", item))
    names.update(_applied(body))
    return names


def _applied(body: Body) -> set[Name]:
    """The documents that a transaction applies amounts to or takes to the bank."""
    lists = (body.get(name, ()) for name in _APPLY_LISTS)
    names = {
        ("applies", line["doc"]) for lines in lists if isinstance(lines, list) for line in lines if line.get("doc")
    }
    if isinstance(body.get("deposit"), str):
        names.add(("applies", body["deposit"]))
    banked = body.get("payment", ())
    names.update(("applies", line["id"]) for line in (banked if isinstance(banked, list) else ()) if line.get("id"))
    return names


def _item_names(body: Body) -> set[Name]:
    names = {("sku", str(body.get("itemId", "")).lower())}
    names.update(("uses", member["item"]) for member in body.get("member", ()) if member.get("item"))
    return names


def _account_names(body: Body) -> set[Name]:
    names = {("accountType", str(body.get("acctType", "")))}
    return names | ({("accountRole", body["sSpecAcct"])} if body.get("sSpecAcct") else set())


def _lot_names(body: Body) -> set[Name]:
    item = str(body.get("item", ""))
    return {("lots", item), ("lot", f"{item}:{body.get('inventoryNumber', '')}")}


def _bom_names(body: Body) -> set[Name]:
    made = [line["assembly"] for line in body.get("assembly", ()) if line.get("assembly")]
    return {(kind, item) for item in made for kind in ("recipe", "uses")}


def _revision_names(body: Body) -> set[Name]:
    used = {("uses", line["item"]) for line in body.get("component", ()) if line.get("item")}
    return {("revision", str(body.get("billOfMaterials", ""))), *used}


def _period_names(body: Body) -> set[Name]:
    is_month = not (body.get("isQuarter") or body.get("isYear"))
    return {("period", str(body.get("startDate", ""))[:7])} if is_month else set()


_LIST_NAMES: dict[str, Callable[[Body], set[Name]]] = {
    "account": _account_names,
    "inventoryNumber": _lot_names,
    "bom": _bom_names,
    "bomRevision": _revision_names,
    "accountingPeriod": _period_names,
    "currencyRate": lambda body: {("rate", f"{body.get('baseCurrency')}:{body.get('transactionCurrency')}")},
    "bin": lambda body: {("bins", str(body.get("location", "")))},
    "giftCertificate": lambda body: {("giftCode", str(body.get("giftCertCode", "")))},
}


def _list_names(record_type: str, body: Body) -> set[Name]:
    found = _LIST_NAMES.get(record_type)
    return set() if found is None else found(body)


class MemoryIndex:
    """An index for a store that lives in memory only."""

    def __init__(self) -> None:
        self._entries: dict[Name, dict[Pointer, None]] = {}

    def find(self, kind: str, key: str) -> list[Pointer]:
        """See `Index.find`."""
        return sorted(self._entries.get((kind, key), ()), key=lambda pointer: int(pointer.record_id))

    def has(self, kind: str, key: str) -> bool:
        """See `Index.has`."""
        return bool(self._entries.get((kind, key)))

    def listen(self, record_type: str, old: Body | None, new: Body | None) -> None:
        """See `Index.listen`."""
        before = names_of(record_type, old) if old is not None else set()
        after = names_of(record_type, new) if new is not None else set()
        body: Any = new if new is not None else old
        pointer = Pointer(record_type, str(body["id"]))
        for name in before - after:
            self._entries[name].pop(pointer, None)
        for name in after - before:
            self._entries.setdefault(name, {})[pointer] = None


class SqliteIndex:
    """An index in a table beside the records."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.execute(
            "CREATE TABLE IF NOT EXISTS rules_index (kind TEXT, key TEXT, record_id INTEGER, record_type TEXT,"
            " PRIMARY KEY (kind, key, record_id, record_type)) WITHOUT ROWID"
        )

    def find(self, kind: str, key: str) -> list[Pointer]:
        """See `Index.find`."""
        rows = self._db.execute(
            "SELECT record_type, record_id FROM rules_index WHERE kind = ? AND key = ? ORDER BY record_id", (kind, key)
        )
        return [Pointer(record_type, str(record_id)) for record_type, record_id in rows]

    def has(self, kind: str, key: str) -> bool:
        """See `Index.has`."""
        statement = "SELECT 1 FROM rules_index WHERE kind = ? AND key = ? LIMIT 1"
        return self._db.execute(statement, (kind, key)).fetchone() is not None

    def listen(self, record_type: str, old: Body | None, new: Body | None) -> None:
        """See `Index.listen`."""
        before = names_of(record_type, old) if old is not None else set()
        after = names_of(record_type, new) if new is not None else set()
        if before == after:
            return
        body: Any = new if new is not None else old
        record_id = int(body["id"])
        if gone := before - after:
            self._db.executemany(
                "DELETE FROM rules_index WHERE kind = ? AND key = ? AND record_id = ? AND record_type = ?",
                [(kind, key, record_id, record_type) for kind, key in gone],
            )
        if come := after - before:
            self._db.executemany(
                "INSERT OR IGNORE INTO rules_index VALUES (?, ?, ?, ?)",
                [(kind, key, record_id, record_type) for kind, key in come],
            )
