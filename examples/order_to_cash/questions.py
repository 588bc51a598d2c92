"""Three questions a shop's owner asks on Monday morning, put to NetSuite in SuiteQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug import NetSuite

OPEN_ORDERS = """
    SELECT c.entityid AS customer, c.altname AS name, cur.symbol AS currency, COUNT(t.id) AS orders,
           SUM(t.foreigntotal) AS total, TO_CHAR(MIN(t.trandate), 'YYYY-MM-DD') AS oldest
    FROM transaction t
    JOIN customer c ON c.id = t.entity
    JOIN currency cur ON cur.id = t.currency
    WHERE t.type = 'SalesOrd' AND t.status IN ('A', 'B', 'D', 'E', 'F')
    GROUP BY c.id, c.entityid, c.altname, cur.symbol
    ORDER BY SUM(t.foreigntotal * t.exchangerate) DESC, c.id ASC
    FETCH FIRST 15 ROWS ONLY
"""
STOCK = """
    SELECT i.itemid AS item, i.displayname AS name, SUM(s.quantityonhand) AS on_hand,
           SUM(s.quantitycommitted) AS committed, SUM(s.quantityavailable) AS available,
           SUM(s.quantitybackordered) AS backordered
    FROM inventoryitemlocations s
    JOIN item i ON i.id = s.item
    WHERE i.isinactive = 'F'
    GROUP BY i.id, i.itemid, i.displayname
    ORDER BY SUM(s.quantityavailable) ASC, i.itemid ASC
    FETCH FIRST 20 ROWS ONLY
"""
REVENUE = """
    SELECT TO_CHAR(t.trandate, 'YYYY-MM') AS month, c.symbol AS currency, SUM(-l.foreignamount) AS revenue
    FROM transaction t
    JOIN transactionline l ON l.transaction = t.id
    JOIN currency c ON c.id = t.currency
    WHERE t.type IN ('CustInvc', 'CashSale', 'CustCred') AND t.voided = 'F'
      AND l.mainline = 'F' AND l.taxline = 'F' AND l.iscogs = 'F' AND NVL(l.itemtype, 'none') <> 'GiftCert'
    GROUP BY TO_CHAR(t.trandate, 'YYYY-MM'), c.symbol
    ORDER BY TO_CHAR(t.trandate, 'YYYY-MM') DESC, c.symbol ASC
"""
_NUMBERS = {"orders": "integer", "total": "number", "revenue": "number"} | dict.fromkeys(
    ("on_hand", "committed", "available", "backordered"), "number"
)
MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """A table.

    Attributes:
        numbers: Decimals to show, by heading of the columns that hold numbers.
    """

    title: str
    headings: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    numbers: dict[str, int]


async def open_orders(netsuite: NetSuite) -> Answer:
    """Who still waits for goods or an invoice, the largest sums first."""
    headings = ("Customer", "Name", "Orders", "Total", "Currency", "Oldest")
    found = await _ask(netsuite, OPEN_ORDERS)
    rows = [(r["customer"], r["name"], r["orders"], r["total"], r["currency"], r["oldest"]) for r in found]
    return Answer("Open orders by customer (top 15)", headings, rows, {"Orders": 0, "Total": 2})


async def stock_left(netsuite: NetSuite) -> Answer:
    """What runs out next, over all warehouses."""
    headings = ("Item", "Name", "On hand", "Committed", "Available", "Back-ordered")
    names = ("item", "name", "on_hand", "committed", "available", "backordered")
    rows = [tuple(row[name] for name in names) for row in await _ask(netsuite, STOCK)]
    return Answer("Stock left per item (scarcest 20)", headings, rows, dict.fromkeys(headings[2:], 0))


async def revenue_per_month(netsuite: NetSuite) -> Answer:
    """Invoices less credit memos, without tax and gift cards (money owed, not earned), in each currency of sale."""
    found = await _ask(netsuite, REVENUE)
    currencies = sorted({row["currency"] for row in found}, key=lambda symbol: (symbol != "USD", symbol))
    months: dict[str, dict[str, float]] = {}
    for row in found:
        months.setdefault(row["month"], {})[row["currency"]] = row["revenue"]
    rows = [
        (month, *(sums.get(symbol, 0.0) for symbol in currencies))
        for month, sums in list(months.items())[:MONTHS_SHOWN]
    ]
    title = f"Revenue per month (last {MONTHS_SHOWN})"
    return Answer(title, ("Month", *currencies), rows, dict.fromkeys(currencies, 2))


async def _ask(netsuite: NetSuite, query: str) -> list[dict[str, Any]]:
    columns = {name: kind for name, kind in _NUMBERS.items() if f"AS {name}" in query}
    inputs = {"query": query, "typed": True, "types": columns}
    rows: list[dict[str, Any]] = (await netsuite.run("run-suiteql", inputs))["rows"]
    return rows


QUESTIONS = (open_orders, stock_left, revenue_per_month)
