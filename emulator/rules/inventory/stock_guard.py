"""The last look at stock before a save is done: nothing is negative, and no more is promised than there is.

The rules of each document refuse with words of their own what they see coming; goods that are taken back by changing
or deleting a document that brought them are seen here. The company does not allow negative stock, which is a choice of
each NetSuite company; the texts are ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.items.item_kinds import ITEM_KINDS
from suiteplug.emulator.rules.shared.money import number, tidy
from suiteplug.emulator.rules.shared.refusals import quantity_text, refuse

if TYPE_CHECKING:
    from suiteplug.emulator.rules.ports import Body, Store

_LOT = "inventoryNumber"
_STOCKED = frozenset(name for name, kind in ITEM_KINDS.items() if kind.stocked)


class StockGuard:
    """Remembers which items and lots a save touches."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._touched: dict[tuple[str, str], None] = {}
        store.listeners.append(self._listen)

    def _listen(self, record_type: str, _old: Body | None, new: Body | None) -> None:
        if new is not None and (record_type in _STOCKED or record_type == _LOT):
            self._touched[record_type, new["id"]] = None

    def forget(self) -> None:
        """Begin the next save."""
        self._touched.clear()

    def check(self) -> None:
        """Refuse the save when it took what is not there; its transaction is then rolled back.

        Raises:
            Problem: 400 ``USER_ERROR``.
        """
        for record_type, record_id in self._touched:
            body = self._store.get(record_type, record_id) or {}
            if record_type == _LOT:
                self._check_lot(body)
            else:
                self._check_item(body)
        self._touched.clear()

    def _check_item(self, item: Body) -> None:
        for line in item.get("locations", ()):
            on_hand, committed = number(line.get("quantityOnHand")), number(line.get("quantityCommitted"))
            if on_hand < 0 or tidy(committed - on_hand) > 0:
                place = self._store.get("location", line["location"]) or {}
                lacking = tidy(max(committed, 0.0) - on_hand)
                raise refuse(
                    f"Item {item.get('itemId')} has insufficient stock at location "
                    f"{place.get('name', line['location'])}: {quantity_text(lacking)} more would be needed.",
                    "item",
                )
        for entry in item.get("binNumber", ()):
            if number(entry.get("onHand")) < 0:
                raise refuse(f"A bin has not enough of item {item.get('itemId')}.", "item")

    def _check_lot(self, lot: Body) -> None:
        if any(number(line.get("quantityOnHand")) < 0 for line in lot.get("locations", ())):
            raise refuse(f"Lot {lot.get('inventoryNumber')} has not enough at this location.", "item")
