"""Stock by item and location: on hand, committed, available, backordered, on order; bins.

Definitions: Oracle help, "Item Quantities" (available is on hand less committed). Stock is never negative here: the
emulated company does not allow it (in NetSuite a choice of each company).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.money import amount_of, money, number, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Item

# Quantity fields of a location line, and of the item's own header, which holds their sums.
QUANTITIES = ("quantityOnHand", "quantityCommitted", "quantityAvailable", "quantityBackOrdered", "quantityOnOrder")
Place = tuple[str, str]


def blank_location(location: str) -> Body:
    """A location line without stock."""
    return {"location": location, **dict.fromkeys(QUANTITIES, 0.0)}


def location_line(item: Body, location: str) -> Body | None:
    """An item's line for a location."""
    for line in item.get("locations", ()):
        if line["location"] == location:
            found: Body = line
            return found
    return None


def components(context: Context, item: Item) -> list[tuple[Item, float]]:
    """Stocked items that one unit of an item takes from stock: itself, or a kit's members."""
    if item.kind.stocked:
        return [(item, 1.0)]
    if item.kind.code != "Kit":
        return []
    parts: list[tuple[Item, float]] = []
    for member in item.body.get("member", ()):
        part = context.lookup.item(member["item"])
        each = number(member.get("quantity", 1))
        parts += [(inner, each * factor) for inner, factor in components(context, part)]
    return parts


class FreeStock:
    """What one save may still take: available stock plus what the transaction itself holds already."""

    def __init__(self, context: Context, own: Mapping[Place, float] | None = None) -> None:
        self._context = context
        self._own = own or {}
        self._free: dict[Place, float] = {}

    def at(self, item_id: str, location: str) -> float:
        """Free quantity of a stocked item at a location."""
        place = (item_id, location)
        if place not in self._free:
            line = location_line(self._context.lookup.item(item_id).body, location)
            available = number(line.get("quantityAvailable")) if line is not None else 0.0
            self._free[place] = tidy(available + self._own.get(place, 0.0))
        return self._free[place]

    def take(self, item: Item, location: str, wanted: float) -> float:
        """Reserve up to ``wanted`` units (whole kits) and say how many."""
        needed: dict[str, float] = defaultdict(float)
        for part, each in components(self._context, item):
            needed[part.item_id] += each
        units = min((self.at(item_id, location) / each for item_id, each in needed.items()), default=0.0)
        units = max(0.0, min(wanted, units // 1 if item.kind.code == "Kit" else units))
        for item_id, each in needed.items():
            self._free[item_id, location] = tidy(self._free[item_id, location] - units * each)
        return tidy(units)


def commitments(context: Context, order: Body | None) -> dict[Place, tuple[float, float]]:
    """``(committed, backordered)`` that a sales order holds by (item, location)."""
    held: dict[Place, tuple[float, float]] = {}
    for line in (order or {}).get("item", ()):
        committed, missing = number(line.get("quantityCommitted")), number(line.get("quantityBackOrdered"))
        if not (committed or missing) or "location" not in line:
            continue
        for part, each in components(context, context.lookup.item(line["item"])):
            place = (part.item_id, line["location"])
            before = held.get(place, (0.0, 0.0))
            held[place] = (before[0] + committed * each, before[1] + missing * each)
    return held


class StockLedger:
    """Collects the changes of one save and writes each touched item once."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._items: dict[str, tuple[str, Body]] = {}

    def item_body(self, item_id: str) -> Body:
        """The item as it will be saved."""
        if item_id not in self._items:
            item = self._context.lookup.item(item_id)
            body = dict(item.body)
            body["locations"] = [dict(line) for line in body.get("locations", ())]
            body["binNumber"] = [dict(line) for line in body.get("binNumber", ())]
            self._items[item_id] = (item.record_type, body)
        return self._items[item_id][1]

    def line(self, item_id: str, location: str) -> Body:
        """The item's line for a location, made when there is none."""
        body = self.item_body(item_id)
        line = location_line(body, location)
        if line is None:
            line = blank_location(location)
            body["locations"].append(line)
        return line

    def change(
        self,
        item_id: str,
        location: str,
        *,
        on_hand: float = 0.0,
        committed: float = 0.0,
        backordered: float = 0.0,
        on_order: float = 0.0,
    ) -> None:
        """Add to the quantities of one place."""
        line = self.line(item_id, location)
        for name, by in (
            ("quantityOnHand", on_hand),
            ("quantityCommitted", committed),
            ("quantityBackOrdered", backordered),
            ("quantityOnOrder", on_order),
        ):
            line[name] = tidy(number(line.get(name)) + by)
        line["quantityAvailable"] = tidy(line["quantityOnHand"] - line["quantityCommitted"])

    def change_commitments(self, old: Body | None, new: Body | None) -> None:
        """Move from what an order held to what it holds now."""
        before, after = commitments(self._context, old), commitments(self._context, new)
        for place in {**before, **after}:
            was, now = before.get(place, (0.0, 0.0)), after.get(place, (0.0, 0.0))
            if was != now:
                self.change(*place, committed=now[0] - was[0], backordered=now[1] - was[1])

    def change_bin(self, item_id: str, location: str, bin_id: str, by: float) -> None:
        """Add to what lies in a bin."""
        lines = self.item_body(item_id)["binNumber"]
        line = next((line for line in lines if line["binNumber"] == bin_id), None)
        if line is None:
            line = {"binNumber": bin_id, "location": location, "onHand": 0.0, "onHandAvail": 0.0}
            lines.append(line)
        line["onHand"] = line["onHandAvail"] = tidy(number(line.get("onHand")) + by)

    def receive_cost(self, item_id: str, quantity: float, rate: float, *, bought: bool = True) -> None:
        """Move the average cost; call before the quantity is added. What is built has no purchase price."""
        body = self.item_body(item_id)
        on_hand = sum(number(line.get("quantityOnHand")) for line in body["locations"])
        if quantity > 0 and on_hand + quantity > 0:
            worth = on_hand * number(body.get("averageCost")) + quantity * rate
            body["averageCost"] = money(worth / (on_hand + quantity), 4)
            if bought:
                body["lastPurchasePrice"] = money(rate, 4)

    def flush(self) -> None:
        """Save every touched item with its sums."""
        for record_type, body in self._touched():
            lines = body["locations"]
            for name in QUANTITIES:
                body[name] = tidy(sum(number(line.get(name)) for line in lines))
            body["totalValue"] = amount_of(body["quantityOnHand"], body.get("averageCost"))
            if not body["binNumber"]:
                del body["binNumber"]
            self._context.store.put(record_type, body)

    def _touched(self) -> Iterator[tuple[str, Body]]:
        yield from self._items.values()
        self._items = {}
