"""What happens beside orders: a sale over the counter, and goods that a customer may send back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug.emulator.seed.company import Company
    from suiteplug.emulator.seed.people import People

    Body = dict[str, Any]


def make_after_sales(company: Company, items: dict[str, str], people: People) -> None:
    """One cash sale that moves no stock, one return that is waited for, and one journal entry."""
    company.open_day(company.today)
    company.create(
        "cashSale",
        entity=people.customers["US"][0],
        location="12",
        paymentMethod="5",
        item=[{"item": items["WRAP-SVC"], "quantity": 3.0}],
    )
    invoice = _wrapped_invoice(company, items["WRAP-SVC"])
    if invoice is not None:
        offered = company.offer("invoice", invoice["id"], "returnAuthorization")
        back = [line for line in offered if line["item"] == items["WRAP-SVC"]]
        back += [line for line in offered if line not in back][:1]
        company.transform(
            "invoice",
            invoice["id"],
            "returnAuthorization",
            memo="Arrived chipped",
            item=[{**line, "quantity": 1.0} for line in sorted(back, key=lambda line: line["orderLine"])],
        )
    _book_fees(company)


def _book_fees(company: Company) -> None:
    """What the card company keeps: from the bank to payment fees."""
    accounts = {account.get("acctNumber"): account["id"] for account in company.store.scan("account")}
    company.create(
        "journalEntry",
        memo="Card fees",
        line=[{"account": accounts["6100"], "debit": 18.4}, {"account": accounts["1000"], "credit": 18.4}],
        **({"subsidiary": "1"} if company.settings.one_world else {}),
    )


def _wrapped_invoice(company: Company, wrapping: str) -> Body | None:
    """The youngest invoice with gift wrapping: its goods have to come back before they are credited, that not."""
    wrapped = [
        invoice
        for invoice in company.store.scan("invoice")
        if any(line["item"] == wrapping for line in invoice["item"])
    ]
    return max(wrapped, key=lambda invoice: (invoice["tranDate"], int(invoice["id"])), default=None)
