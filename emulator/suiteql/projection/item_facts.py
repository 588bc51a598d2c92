"""What lines need to know of their items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug.emulator.store import RecordStore

_STOCKED = frozenset({"InvtPart", "Assembly"})


@dataclass(frozen=True, slots=True)
class ItemFact:
    """One item.

    Attributes:
        kind: SuiteQL item type, such as ``InvtPart``.
        cost: Purchase price; of a kit, that of its members.
        income: Account that sales go to; of a gift certificate the liability.
    """

    id: str
    kind: str = ""
    cost: float = 0.0
    fulfillable: bool = False
    stocked: bool = False
    income: str | None = None
    asset: str | None = None
    cogs: str | None = None
    expense: str | None = None


class ItemFacts:
    """Looks items up once per refresh."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store
        self._known: dict[str, ItemFact] = {}

    def of(self, item_id: str) -> ItemFact:
        """The facts of an item; empty ones for an ID that is none."""
        found = self._known.get(item_id)
        if found is None:
            found = self._known[item_id] = self._read(item_id)
        return found

    def forget(self, item_id: str) -> None:
        """Look an item up anew next time."""
        self._known.pop(item_id, None)

    def _read(self, item_id: str) -> ItemFact:
        record_type = self._store.type_of("item", item_id)
        body = None if record_type is None else self._store.get(record_type, item_id)
        if record_type is None or body is None:
            return ItemFact(item_id)
        kind = self._store.schema.get(record_type).code
        stocked = kind in _STOCKED
        cost = body.get("cost", body.get("averageCost")) or 0.0
        return ItemFact(
            item_id,
            kind,
            cost=self._kit_cost(body) if kind == "Kit" else cost,
            fulfillable=bool(body.get("isFulfillable", stocked)),
            stocked=stocked or kind == "Kit",
            income=body.get("incomeAccount", body.get("liabilityAccount", body.get("account"))),
            asset=body.get("assetAccount"),
            cogs=body.get("cogsAccount"),
            expense=body.get("expenseAccount"),
        )

    def _kit_cost(self, body: dict[str, Any]) -> float:
        members = body.get("member") or []
        return round(sum(self.of(member["item"]).cost * (member.get("quantity") or 0.0) for member in members), 4)
