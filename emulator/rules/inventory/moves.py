"""Goods that one document moves between places, with their lots and bins: counted, checked, booked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.emulator.rules.inventory import inventory_detail
from suiteplug.emulator.rules.inventory.stock import FreeStock, StockLedger
from suiteplug.emulator.rules.inventory.waiting import commit_waiting
from suiteplug.emulator.rules.shared.money import number, tidy
from suiteplug.emulator.rules.shared.refusals import quantity_text, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.inventory.stock import Place
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Item


class Move(NamedTuple):
    """Some of an item that comes to a location, or leaves it when ``quantity`` is negative.

    Attributes:
        parts: Assignment lines of its inventory detail; their quantities are never negative.
    """

    item: Item
    location: str
    quantity: float
    parts: tuple[Body, ...] = ()

    @property
    def sign(self) -> int:
        """1 for goods that come, -1 for goods that leave."""
        return 1 if self.quantity > 0 else -1


def by_place(moves: Iterable[Move]) -> dict[Place, float]:
    """Change by (item, location)."""
    return _sums(((move.item.item_id, move.location), move.quantity) for move in moves)


def check(
    context: Context, before: Iterable[Move], after: Iterable[Move], own: Mapping[Place, float] | None = None
) -> None:
    """Refuse to take more than is free at a place, in a lot or in a bin (text ours).

    Args:
        context: The account.
        before: What the document moved as it was saved.
        after: What it is to move now.
        own: Stock that is committed to what the document carries out.
    """
    before, after = list(before), list(after)
    free = FreeStock(context, own)
    for place, change in _change(before, after, by_place).items():
        if change < 0 and -change > free.at(*place):
            there = context.lookup.get("location", place[1]) or {}
            raise refuse(
                f"Item {context.lookup.item(place[0]).name} has insufficient stock at location "
                f"{there.get('name', place[1])}: {quantity_text(-change)} wanted, "
                f"{quantity_text(max(0.0, free.at(*place)))} available.",
                "item",
            )
    for key, change in _change(before, after, _by_lot_and_bin(context)).items():
        held = _held(context, key)
        if change < 0 and tidy(held + change) < 0:
            raise refuse(
                f"The {key[0]} has {quantity_text(held)} of item {context.lookup.item(key[1]).name}, "
                f"{quantity_text(-change)} are asked for.",
                "item",
            )


def book(context: Context, ledger: StockLedger, moves: Iterable[Move], sign: int = 1) -> None:
    """Carry moves out, or undo them with ``sign`` -1; the caller flushes the ledger."""
    for move in moves:
        ledger.change(move.item.item_id, move.location, on_hand=sign * move.quantity)
        line = {"location": move.location, "inventoryDetail": {"inventoryAssignment": list(move.parts)}}
        inventory_detail.move(context, ledger, move.item, line, sign * move.sign)


class Made(NamedTuple):
    """Units of an item that come into stock at a cost of their own."""

    item_id: str
    quantity: float
    rate: float


def rebook(context: Context, was: list[Move], now: list[Move], made: Made | None = None) -> None:
    """Undo what a document moved, carry out what it moves now, and give what came free to who waits."""
    ledger = StockLedger(context)
    if made is not None and made.quantity:
        ledger.receive_cost(made.item_id, made.quantity, made.rate, bought=False)
    book(context, ledger, was, -1)
    book(context, ledger, now)
    ledger.flush()
    commit_waiting(context, by_place([*was, *now]))


def _sums(pairs: Iterable[tuple[Any, float]]) -> dict[Any, float]:
    found: dict[Any, float] = {}
    for key, quantity in pairs:
        found[key] = tidy(found.get(key, 0.0) + quantity)
    return found


def _change(before: list[Move], after: list[Move], count: Callable[[list[Move]], dict[Any, float]]) -> dict[Any, float]:
    was, now = count(before), count(after)
    return {key: tidy(now.get(key, 0.0) - was.get(key, 0.0)) for key in {**was, **now}}


def _by_lot_and_bin(context: Context) -> Callable[[list[Move]], dict[tuple[str, ...], float]]:
    """Counts changes by ``("lot", item, lot, location)`` and ``("bin", item, bin, location)``."""

    def pairs(move: Move) -> Iterable[tuple[tuple[str, ...], float]]:
        for part in move.parts:
            quantity = move.sign * number(part.get("quantity"))
            lot = part.get("issueInventoryNumber") or _lot_named(context, move.item, part)
            if move.item.kind.lot and lot:
                yield ("lot", move.item.item_id, str(lot), move.location), quantity
            if part.get("binNumber"):
                yield ("bin", move.item.item_id, str(part["binNumber"]), move.location), quantity

    return lambda moves: _sums(pair for move in moves for pair in pairs(move))


def _lot_named(context: Context, item: Item, part: Body) -> str | None:
    found = context.lookup.first("lot", f"{item.item_id}:{part.get('receiptInventoryNumber')}")
    return None if found is None else found.record_id


def _held(context: Context, key: tuple[str, ...]) -> float:
    kind, item_id, record_id, location = key
    if kind == "lot":
        lot = context.lookup.get("inventoryNumber", record_id)
        return 0.0 if lot is None else inventory_detail.lot_quantity(lot, location)
    return inventory_detail.bin_quantity(context.lookup.item(item_id), record_id, location) or 0.0
