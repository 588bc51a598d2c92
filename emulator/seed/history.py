"""A year of orders in every state, made by selling, shipping, billing and collecting as the company would."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from suiteplug.emulator.seed.company import Company
    from suiteplug.emulator.seed.people import People

    Body = dict[str, Any]

_SEED = 20
_ORDERS = 120
DAYS = 350
RECENT_DAYS = 30
GROWTH = 1.7
_OFTEN, _AT_TIMES = 0.2, 0.15
OLD_DAYS = 75
_PLACES = {"US": ("11", "11", "11", "13", "12"), "GB": ("14",), "DE": ("15",), "CA": ("16",)}
_COUNTRIES = ("US", "US", "US", "US", "GB", "GB", "DE", "DE", "CA")
_GOODS = (
    "MUG-BLUE",
    "MUG-WHITE",
    "MUG-TALL",
    "PLATE-S",
    "PLATE-L",
    "BOWL-RICE",
    "TEAPOT-1L",
    "TEAPOT-500",
    "CANDLE-3",
    "APRON-LIN",
    "KNIFE-8IN",
    "GLASS-6",
    "TOWEL-2",
    "INFUSER-SS",
    "TEA-ASSAM",
    "TEA-SENCHA",
    "HONEY-350",
    "PRINT-A3",
    "GIFTSET-TEA",
    "KETTLE-CU",
)
# What becomes of an order by its age: weights of the outcomes.
_RECENT = {"approval": 3, "open": 12, "partly": 5, "partly_billed": 4, "shipped": 5, "billed": 5, "cancelled": 1}
_MIDDLE = {"billed": 8, "paid": 10, "partly_paid": 4, "shipped": 1, "closed": 1}
_OLD = {"paid": 22, "billed": 1, "closed": 1, "cancelled": 1, "credited": 2}


def make_history(company: Company, items: dict[str, str], people: People) -> None:
    """Orders from a year ago until today, oldest first, and more of them as time goes on."""
    chance = random.Random(_SEED)  # noqa: S311 - a repeatable company, not a secret
    seller = Seller(company, items, people, chance)
    for number in range(_ORDERS):
        days_ago = round(DAYS * (1 - number / (_ORDERS - 1)) ** GROWTH)
        weights = outcomes_at(days_ago)
        outcome = chance.choices(list(weights), list(weights.values()))[0]
        seller.sell(company.today - timedelta(days=days_ago), outcome)


def outcomes_at(days_ago: int) -> dict[str, int]:
    """What may have become of an order of this age, and how often each."""
    return _RECENT if days_ago < RECENT_DAYS else _MIDDLE if days_ago < OLD_DAYS else _OLD


class Seller:
    """Makes one order after the other."""

    def __init__(self, company: Company, items: dict[str, str], people: People, chance: random.Random) -> None:
        self._company = company
        self._items = items
        self._people = people
        self._chance = chance

    def sell(self, day: date, outcome: str) -> None:
        """One order and all that follows from it."""
        order = self._order(day, approved=outcome != "approval")
        if outcome in ("approval", "open"):
            return
        if outcome == "cancelled":
            self._company.update("salesOrder", order["id"], orderStatus="C")
            return
        whole = outcome not in ("partly", "partly_billed", "closed")
        self._company.open_day(min(day + timedelta(days=2), self._company.today))
        if not self._ship(order, whole=whole) or outcome in ("partly", "shipped"):
            return
        self._company.open_day(min(day + timedelta(days=3), self._company.today))
        invoice = self._company.transform("salesOrder", order["id"], "invoice")
        if outcome == "closed":
            self._close(order["id"])
        elif outcome in ("paid", "partly_paid"):
            self._collect(invoice, day, whole=outcome == "paid")
        elif outcome == "credited":
            self._credit(invoice, day)

    def _order(self, day: date, *, approved: bool) -> Body:
        chance = self._chance
        country = chance.choice(_COUNTRIES)
        customer = chance.choice(self._people.customers[country])
        body: Body = {
            "entity": customer,
            "location": chance.choice(_PLACES[country]),
            "department": chance.choice(("1", "2")),
            "item": self._lines(),
            "otherRefNum": f"PO-{chance.randrange(1000, 9999)}",
            "orderStatus": "B" if approved else "A",
            "shipMethod": self._items[chance.choice(("SHIP-STD", "SHIP-STD", "SHIP-EXP"))],
        }
        if chance.random() < _OFTEN:
            body["discountItem"] = self._items["DISC-10"]
        if chance.random() < _OFTEN:
            body["memo"] = "Please leave with the neighbours"
        self._company.open_day(day)
        return self._company.create("salesOrder", **body)

    def _lines(self) -> list[Body]:
        skus = self._chance.sample(_GOODS, self._chance.randint(1, 4))
        lines = [{"item": self._items[sku], "quantity": float(self._chance.randint(1, 6))} for sku in skus]
        if self._chance.random() < _AT_TIMES:
            lines.append({"item": self._items["WRAP-SVC"], "quantity": 1.0})
        return lines

    def _ship(self, order: Body, *, whole: bool) -> bool:
        """Ship what is committed; half of the first line and nothing else when not ``whole``."""
        offered = self._company.offer("salesOrder", order["id"], "itemFulfillment")
        lines = [line for line in offered if line["itemReceive"]]
        if not lines:
            return False
        if not whole:
            half = max(1.0, lines[0]["quantity"] // 2)
            lines = [{**lines[0], "quantity": half}]
        weight = round(0.4 + 0.3 * len(lines), 1)
        parcel = {"packageWeight": weight, "packageTrackingNumber": f"1ZCK{order['id']:>08}", "packageDescr": "Box"}
        self._company.transform(
            "salesOrder",
            order["id"],
            "itemFulfillment",
            item=[self._with_lots(line) for line in lines],
            package=[parcel],
        )
        return True

    def _with_lots(self, line: Body) -> Body:
        """Say which lots a line is taken from."""
        if self._company.store.type_of("item", line["item"]) != "lotNumberedInventoryItem":
            return line
        parts: list[Body] = []
        left = line["quantity"]
        for lot in self._lots():
            place = next((place for place in lot["locations"] if place["location"] == line["location"]), None)
            if lot["item"] == line["item"] and place is not None and left > 0:
                take = min(left, place["quantityOnHand"])
                if take > 0:
                    parts.append({"internalId": len(parts) + 1, "issueInventoryNumber": lot["id"], "quantity": take})
                    left -= take
        return {**line, "inventoryDetail": {"quantity": line["quantity"], "inventoryAssignment": parts}}

    def _lots(self) -> Iterable[Body]:
        """All lots, the oldest first."""
        return self._company.store.scan("inventoryNumber")

    def _close(self, order_id: str) -> None:
        order = self._company.store.get("salesOrder", order_id) or {}
        lines = [{**line, "isClosed": True} for line in order["item"]]
        self._company.update("salesOrder", order_id, item=lines)

    def _collect(self, invoice: Body, day: date, *, whole: bool) -> None:
        self._company.open_day(min(day + timedelta(days=self._chance.randint(5, 40)), self._company.today))
        amount = invoice["total"] if whole else round(invoice["total"] / 2, 2)
        changes: Body = {"paymentMethod": self._chance.choice(("5", "4", "7", "10"))}
        self._company.transform("invoice", invoice["id"], "customerPayment", payment=amount, **changes)

    def _credit(self, invoice: Body, day: date) -> None:
        """Take one piece of the first line back; not of tea, whose lot would have to be found again."""
        self._company.open_day(min(day + timedelta(days=20), self._company.today))
        for line in self._company.offer("invoice", invoice["id"], "creditMemo"):
            kind = self._company.store.type_of("item", line["item"])
            if kind == "inventoryItem":
                lines = [{**line, "quantity": 1.0}]
                self._company.transform("invoice", invoice["id"], "creditMemo", item=lines, shippingCost=0.0)
                return
