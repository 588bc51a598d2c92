"""Goods leaving and coming back on the lines of a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import inventory_detail
from suiteplug.emulator.rules.inventory.stock import FreeStock, components
from suiteplug.emulator.rules.shared.money import number, tidy
from suiteplug.emulator.rules.shared.refusals import missing, quantity_text, refuse

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.inventory.stock import StockLedger
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Item

Taken = dict[tuple[str, str], float]


def goods(context: Context, lines: list[Body]) -> list[tuple[int, Body, Item]]:
    """Lines that move stock: ``(position, line, item)``."""
    found = [(at, line, context.lookup.item(line["item"])) for at, line in enumerate(lines)]
    return [(at, line, item) for at, line, item in found if components(context, item) and line.get("quantity")]


def quantities(context: Context, lines: list[Body]) -> Taken:
    """How much the lines move by (item, location), kits by their members."""
    taken: Taken = {}
    for _, line, item in goods(context, lines):
        if "location" not in line:
            continue
        for part, each in components(context, item):
            place = (part.item_id, line["location"])
            taken[place] = tidy(taken.get(place, 0.0) + number(line["quantity"]) * each)
    return taken


def check_issue(context: Context, lines: list[Body], free_again: Taken | None = None, *, details: bool = True) -> None:
    """Refuse goods going out that are not there.

    Args:
        context: The account.
        lines: Lines of the transaction.
        free_again: Stock by (item, location) that this transaction itself holds committed or has taken already.
        details: Whether lots and bins have to be named.
    """
    for at, line, _ in goods(context, lines):
        if "location" not in line:
            raise missing(["Items list: Location"], f"item.items[{at}].location")
    free = FreeStock(context, free_again)
    for (item_id, location), wanted in quantities(context, lines).items():
        if wanted > free.at(item_id, location):
            name = context.lookup.item(item_id).name
            place = context.lookup.get("location", location) or {}
            raise refuse(
                f"Item {name} has insufficient stock at location {place.get('name', location)}: "
                f"{quantity_text(wanted)} wanted, {quantity_text(free.at(item_id, location))} available.",
                "item",
            )
    for at, line, item in goods(context, lines):
        if details and item.kind.stocked:
            inventory_detail.check_issue(context, item, line, at)


def book(context: Context, ledger: StockLedger, lines: list[Body], direction: int) -> None:
    """Take the lines' goods out of stock (``direction`` -1) or bring them in (1), with lots and bins."""
    for (item_id, location), quantity in quantities(context, lines).items():
        ledger.change(item_id, location, on_hand=direction * quantity)
    for _, line, item in goods(context, lines):
        if item.kind.stocked:
            inventory_detail.move(context, ledger, item, line, direction)
            continue
        for part, each in components(context, item):
            if part.kind.lot and direction < 0:
                quantity = number(line["quantity"]) * each
                inventory_detail.take_oldest_lots(context, part, line["location"], quantity)
