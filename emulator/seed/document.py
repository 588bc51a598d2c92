"""The page that lists a seed company's records for people who write orders against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.rules.items.item_kinds import ITEM_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from suiteplug.emulator.seed.company import Company

    Body = dict[str, Any]

_INTRODUCTION = """\
# Seed companies

What an emulated account holds when it is opened for the first time (`--seed NAME`):

- `small`, the default: Clay & Kettle, a pottery and tea shop with four subsidiaries, after a year of orders.
- `stocked`: the same shop on its first day: setup lists, items with stock, customers, no orders.
- `empty`: the setup lists only.
- `large:N`: the shop grown to N transactions, cast from orders that the rules have made (emulator/README.md).

Every record is made by the emulator's own business rules, so orders, stock, invoices and balances agree. The same
name on the same day always gives the same records with the same internal IDs; dates are counted back from the
account's today. Months older than half a year and before August 2026 are closed: nothing can be booked there.

The tables below are those of `small`. They are written by `python -m suiteplug.emulator.seed` and checked by a test.
"""


_ABOUT_ITEMS = """\
`HONEY-350` is missing in Hamburg, `TEA-EARLG` in Toronto, `KETTLE-CU` in the Portland store. `MUG-RETIRED` is inactive,
`TEE-SET-DE` belongs to the German subsidiary only, and prices in a currency without a price list are converted. Teas
and honey are lot-numbered: a fulfilment has to name the lots. Newark uses bins: what is not said about them is filled
from the items' preferred bins.
"""
_ABOUT_TAX = """\
Customers of the UK and German subsidiaries get `VAT-GB-S` and `VAT-DE-S` as their tax item when they name none.
"""


def document(company: Company) -> str:
    """The page in Markdown."""
    store = company.store
    parts = [
        _INTRODUCTION,
        _section("Subsidiaries", ("ID", "Name", "Country", "Currency"), _subsidiaries(company)),
        _section("Currencies", ("ID", "Symbol", "Name", "In US dollars"), _rows(store.scan("currency"), _CURRENCY)),
        _section("Locations", ("ID", "Name", "Subsidiary", "Bins"), _locations(company)),
        _section("Items", ("SKU", "ID", "Record type", "USD", "GBP", "EUR", "CAD", "Available"), _items(company)),
        _ABOUT_ITEMS,
        _section("Discount items", ("SKU", "ID", "Rate"), _rows(store.scan("discountItem"), ("itemId", "id", "rate"))),
        _section(
            "Ship items",
            ("SKU", "ID", "Flat rate in US dollars"),
            _rows(store.scan("shipItem"), ("itemId", "id", "shippingFlatRateAmount")),
        ),
        _section("Tax items", ("Name", "ID", "Percent"), _rows(store.scan("salesTaxItem"), ("itemId", "id", "rate"))),
        _ABOUT_TAX,
        _section("Payment methods", ("ID", "Name"), _rows(store.scan("paymentMethod"), ("id", "name"))),
        _section("Terms", ("ID", "Name", "Days"), _rows(store.scan("term"), ("id", "name", "daysUntilNetDue"))),
        _section(
            "Price levels", ("ID", "Name", "Percent"), _rows(store.scan("priceLevel"), ("id", "name", "discountPct"))
        ),
        _section("Accounts", ("ID", "Number", "Name", "Type"), _rows(store.scan("account"), _ACCOUNT)),
        _section("Departments", ("ID", "Name"), _rows(store.scan("department"), ("id", "name"))),
        _section("Classes", ("ID", "Name"), _rows(store.scan("classification"), ("id", "name"))),
        _section(
            "Customers", ("ID", "Entity ID", "External ID", "Name", "Subsidiary", "Currency"), _customers(company)
        ),
        _section(
            "Vendors", ("ID", "Name", "Subsidiary"), _rows(store.scan("vendor"), ("id", "companyName", "subsidiary"))
        ),
    ]
    return "\n".join(parts)


_CURRENCY = ("id", "symbol", "name", "exchangeRate")
_ACCOUNT = ("id", "acctNumber", "acctName", "acctType")
_PRICE_COLUMNS = ("1", "2", "4", "3")


def _section(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"## {title}", "", f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(_cell(value) for value in row)} |" for row in rows]
    return "\n".join([*lines, ""])


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).replace("|", "\\|")


def _rows(bodies: Iterable[Body], names: Sequence[str]) -> list[list[object]]:
    return [[body.get(name) for name in names] for body in bodies]


def _name(company: Company, record_type: str, record_id: str) -> str:
    body = company.store.get(record_type, record_id) or {}
    return str(body.get("symbol") or body.get("name"))


def _subsidiaries(company: Company) -> list[list[object]]:
    return [
        [body["id"], body["name"], body["country"], _name(company, "currency", body["currency"])]
        for body in company.store.scan("subsidiary")
    ]


def _locations(company: Company) -> list[list[object]]:
    return [
        [
            body["id"],
            body["name"],
            _name(company, "subsidiary", body["subsidiary"][0]),
            "yes" if body["useBins"] else "",
        ]
        for body in company.store.scan("location")
    ]


def _items(company: Company) -> list[list[object]]:
    rows: list[list[object]] = []
    for record_type, kind in ITEM_KINDS.items():
        if not (kind.priced and kind.sellable):
            continue
        for body in company.store.scan(record_type):
            prices = {line["currencyPage"]: line["price"] for line in body["price"]}
            amounts = [prices.get(currency) for currency in _PRICE_COLUMNS]
            rows.append([body["itemId"], body["id"], record_type, *amounts, body.get("quantityAvailable")])
    return sorted(rows, key=lambda row: int(str(row[1])))


def _customers(company: Company) -> list[list[object]]:
    return [
        [
            body["id"],
            body["entityId"],
            body.get("externalId"),
            f"{body['altName']} (inactive)" if body["isInactive"] else body["altName"],
            body["subsidiary"],
            _name(company, "currency", body["currency"]),
        ]
        for body in company.store.scan("customer")
    ]
