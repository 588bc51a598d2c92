"""The books' side: which NetSuite records the shop's words stand for, as internal IDs read from the account."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


class RefusedError(Exception):
    """The example itself refuses an order, before anything is sent: the account has no record for what it names."""

    def __init__(self, message: str, *, cause: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.cause = cause
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Company:
    """Who sells in a currency, and from which warehouse."""

    subsidiary: str
    location: str
    currency: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the account. ``ships`` says whether a fulfilment may name it; ``by_lot`` that it needs lot numbers."""

    item_id: str
    ships: bool
    by_lot: bool
    inactive: bool = False


@dataclass(slots=True)
class Lots:
    """Lots on hand: what one shipment takes is not offered to the next one of the same run."""

    on_hand: dict[tuple[str, str], list[tuple[str, Decimal]]] = field(default_factory=dict)

    def take(self, item: str, location: str, quantity: int) -> list[tuple[str, Decimal]]:
        """``(lot's internal ID, quantity)`` for a line, oldest lot first.

        Raises:
            RefusedError: The lots of this location do not hold so much.
        """
        wanted, taken, kept = Decimal(quantity), [], []
        for lot, available in self.on_hand.get((item, location), []):
            use = min(available, wanted)
            if use:
                taken.append((lot, use))
            wanted -= use
            kept.append((lot, available - use))
        if wanted:
            raise RefusedError(
                f"The lots on hand cover {quantity - wanted} of {quantity}.",
                cause=f"Item {item} is tracked by lot, and location {location} has no lot with enough left.",
                fix="Receive or transfer stock to the location, then run again.",
            )
        self.on_hand[item, location] = kept
        return taken


@dataclass(frozen=True, slots=True)
class Books:
    """Everything the mapping looks up, by the shop's word for it."""

    companies: dict[str, Company]
    items: dict[str, Item]
    ship_methods: dict[str, str]
    payment_methods: dict[str, str]
    terms: dict[str, str]
    lots: Lots = field(default_factory=Lots)

    def company(self, currency: str) -> Company:
        """The subsidiary that keeps its books in ``currency``."""
        if currency not in self.companies:
            raise RefusedError(
                f"No subsidiary keeps its books in {currency}.",
                cause="Orders are booked in the subsidiary whose base currency is the shop's currency.",
                fix="Setup > Company > Subsidiaries: add one, or give the order's shop another currency.",
            )
        return self.companies[currency]

    def item(self, sku: str) -> Item:
        """The item with this item name."""
        found = self.items.get(sku)
        if found is None:
            raise RefusedError(
                f"No item is called {sku!r}.",
                cause="The shop sells an article that NetSuite does not know.",
                fix="Lists > Accounting > Items > New: create it, or correct the SKU in the shop; then run again.",
            )
        if found.inactive:
            raise RefusedError(
                f"Item {sku!r} is inactive.",
                cause="NetSuite does not sell inactive items.",
                fix="Clear the item's Inactive box, or correct the SKU in the shop; then run again.",
            )
        return found
