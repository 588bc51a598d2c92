"""The shop's side: an order as Shopify's Admin REST API writes it, read into what bookkeeping needs.

Amounts are ``Decimal`` in the shop's currency (``currency``; what the buyer saw is ``presentment_currency``). Shops in
Europe write prices with tax inside; here every amount is net and the tax stands beside it, so that
``goods - discount + shipping + tax == total`` holds to the cent for every order.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CENT = Decimal("0.01")
ZERO = Decimal(0)


def cents(amount: Decimal) -> Decimal:
    """Rounded half up to two decimals, as shops and invoices do."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Tax:
    """One tax on one line; ``rate`` is a fraction, ``basis`` the net amount it is taken from."""

    title: str
    rate: Decimal
    basis: Decimal
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One article: ``net`` is quantity times price, without tax and before ``discount`` (also without tax)."""

    shop_id: int
    sku: str
    title: str
    quantity: int
    net: Decimal
    discount: Decimal
    taxes: tuple[Tax, ...]
    gift_card: bool
    properties: dict[str, str]


@dataclass(frozen=True, slots=True)
class Shipping:
    """What the buyer pays for delivery, after discounts on it."""

    code: str
    net: Decimal
    taxes: tuple[Tax, ...]


@dataclass(frozen=True, slots=True)
class Shipment:
    """One parcel that left; ``quantities`` by the shop's line id."""

    shop_id: int
    name: str
    date: str
    quantities: dict[int, int]
    tracking: tuple[str, ...]
    digital: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that arrived."""

    shop_id: int
    date: str
    gateway: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Order:
    """One order. ``raw`` is the shop's JSON, for the fields that are only handed on."""

    shop_id: int
    name: str
    date: str
    currency: str
    total: Decimal
    cancelled: str
    lines: tuple[Line, ...]
    shipping: tuple[Shipping, ...]
    shipments: tuple[Shipment, ...]
    payments: tuple[Payment, ...]
    tags: frozenset[str]
    raw: dict[str, Any]

    @property
    def discount(self) -> Decimal:
        """All discounts on goods, net."""
        return sum((line.discount for line in self.lines), ZERO)

    @property
    def shipping_cost(self) -> Decimal:
        """Delivery, net."""
        return sum((one.net for one in self.shipping), ZERO)

    @property
    def tax(self) -> Decimal:
        """All tax, on goods and delivery."""
        parts: tuple[Line | Shipping, ...] = (*self.lines, *self.shipping)
        return sum((tax.amount for part in parts for tax in part.taxes), ZERO)

    def shipped(self) -> dict[int, int]:
        """Quantity that has left, by the shop's line id."""
        done: dict[int, int] = {}
        for shipment in self.shipments:
            for line_id, quantity in shipment.quantities.items():
                done[line_id] = done.get(line_id, 0) + quantity
        return done


def read_orders(directory: Path) -> list[Order]:
    """All orders of a folder, oldest first."""
    orders = [read_order(json.loads(path.read_text(encoding="utf-8"))) for path in directory.glob("*.json")]
    return sorted(orders, key=lambda order: (order.raw["created_at"], order.shop_id))


def read_order(raw: dict[str, Any]) -> Order:
    """One order from the shop's JSON."""
    inclusive = bool(raw["taxes_included"])
    return Order(
        shop_id=raw["id"],
        name=raw["name"],
        date=_day(raw["created_at"]),
        currency=raw["currency"],
        total=Decimal(raw["total_price"]),
        cancelled=_day(raw["cancelled_at"] or ""),
        lines=tuple(_line(one, inclusive=inclusive) for one in raw["line_items"]),
        shipping=tuple(_shipping(one, inclusive=inclusive) for one in raw["shipping_lines"]),
        shipments=tuple(_shipment(one) for one in raw["fulfillments"] if one["status"] == "success"),
        payments=tuple(_payments(raw["transactions"])),
        tags=frozenset(tag.strip() for tag in raw["tags"].split(",") if tag.strip()),
        raw=raw,
    )


def _day(moment: str) -> str:
    """The shop's local day: its timestamps carry the shop's own offset."""
    return moment[:10]


def _line(raw: dict[str, Any], *, inclusive: bool) -> Line:
    gross = Decimal(raw["price"]) * raw["quantity"]
    cut = _allocated(raw)
    taxes = _taxes(raw, gross - cut, inclusive=inclusive)
    after = gross - cut - (sum((tax.amount for tax in taxes), ZERO) if inclusive else ZERO)
    share = 1 + sum((tax.rate for tax in taxes), ZERO) if inclusive else Decimal(1)
    discount = cents(cut / share)
    return Line(
        shop_id=raw["id"],
        sku=raw["sku"],
        title=raw["name"],
        quantity=raw["quantity"],
        net=after + discount,
        discount=discount,
        taxes=taxes,
        gift_card=raw["gift_card"],
        properties={one["name"]: one["value"] for one in raw["properties"]},
    )


def _shipping(raw: dict[str, Any], *, inclusive: bool) -> Shipping:
    paid = Decimal(raw["price"]) - _allocated(raw)
    taxes = _taxes(raw, paid, inclusive=inclusive)
    return Shipping(
        code=raw["code"] or "",
        net=paid - (sum((tax.amount for tax in taxes), ZERO) if inclusive else ZERO),
        taxes=taxes,
    )


def _allocated(raw: dict[str, Any]) -> Decimal:
    return sum((Decimal(one["amount"]) for one in raw["discount_allocations"]), ZERO)


def _taxes(raw: dict[str, Any], paid: Decimal, *, inclusive: bool) -> tuple[Tax, ...]:
    amounts = [Decimal(one["price"]) for one in raw["tax_lines"]]
    basis = paid - sum(amounts, ZERO) if inclusive else paid
    return tuple(
        Tax(one["title"], Decimal(str(one["rate"])), basis, amount)
        for one, amount in zip(raw["tax_lines"], amounts, strict=True)
    )


def _shipment(raw: dict[str, Any]) -> Shipment:
    return Shipment(
        shop_id=raw["id"],
        name=raw["name"],
        date=_day(raw["created_at"]),
        quantities={line["id"]: line["quantity"] for line in raw["line_items"]},
        tracking=tuple(raw["tracking_numbers"]),
        digital=raw["service"] == "gift_card",
    )


def _payments(transactions: list[dict[str, Any]]) -> Iterable[Payment]:
    for one in transactions:
        if one["kind"] in {"sale", "capture"} and one["status"] == "success" and Decimal(one["amount"]):
            yield Payment(one["id"], _day(one["processed_at"]), one["gateway"], Decimal(one["amount"]))
