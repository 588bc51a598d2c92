"""What happens beside orders: a sale over the counter, and goods that a customer may send back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug.emulator.seed.company import Company
    from suiteplug.emulator.seed.people import People

    Body = dict[str, Any]


def make_after_sales(company: Company, items: dict[str, str], people: People) -> None:
    """One cash sale that moves no stock, and one return that is waited for."""
    company.open_day(company.today)
    company.create(
        "cashSale",
        entity=people.customers["US"][0],
        location="12",
        paymentMethod="5",
        item=[{"item": items["WRAP-SVC"], "quantity": 3.0}],
    )
    order = _billed_order(company)
    if order is not None:
        lines = company.offer("salesOrder", order["id"], "returnAuthorization")
        company.transform(
            "salesOrder",
            order["id"],
            "returnAuthorization",
            memo="Arrived chipped",
            item=[{**lines[0], "quantity": 1.0}],
        )


def _billed_order(company: Company) -> Body | None:
    """The youngest order that is shipped and billed."""
    billed = [order for order in company.store.scan("salesOrder") if order["status"] == "G"]
    return max(billed, key=lambda order: (order["tranDate"], int(order["id"])), default=None)
