"""What was probably meant by a table or column that SuiteQL does not know.

Where a value really stands follows from Oracle's Records Catalog; these are the mistakes that people and models make.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from suiteplug.connector.suiteql.kinds import KNOWN_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from suiteplug.connector.errors import NetSuiteConnectorError

_COLUMN = re.compile(r"unknown identifier '(?P<name>[^']+)'|field '(?P<field>[^']+)' for record", re.IGNORECASE)
_TABLE = re.compile(r"invalid search type: (?P<name>\w+)", re.IGNORECASE)
_RECORD = re.compile(r"for record '(?P<table>\w+)' was not found", re.IGNORECASE)
_AVAILABLE = re.compile(r"available identifiers are: \{(?P<tables>[^}]*)\}", re.IGNORECASE)

_MAIN_LINE = (
    "It stands on the main line: JOIN transactionline l ON l.transaction = t.id AND l.mainline = 'T', read l.{}."
)

_ELSEWHERE: dict[tuple[str, str], str] = {
    **{
        ("transaction", name): _MAIN_LINE.format(name)
        for name in ("subsidiary", "department", "class", "location", "createdfrom")
    },
    ("transaction", "total"): "Use foreigntotal, in the transaction's currency.",
    ("transaction", "amount"): "Use foreigntotal for the whole, or netamount and foreignamount of transactionline.",
    ("transaction", "customer"): "Use entity; BUILTIN.DF(entity) is its name.",
    ("transaction", "item"): "Items stand on the lines: transactionline.item.",
    ("transaction", "number"): "Use tranid.",
    ("transactionline", "amount"): "Use foreignamount (transaction's currency) or netamount (subsidiary's currency).",
    ("transactionline", "lineid"): "Use id, or uniquekey over all transactions.",
    ("customer", "balance"): "Use balancesearch.",
    ("customer", "overduebalance"): "Use overduebalancesearch.",
    ("customer", "name"): "Use entityid, companyname, or firstname and lastname.",
    ("customer", "subsidiary"): "Read customersubsidiaryrelationship: entity, subsidiary, isprimarysub.",
    ("item", "name"): "Use itemid (SKU) or displayname.",
    ("item", "sku"): "Use itemid.",
    ("item", "type"): "Use itemtype.",
    ("item", "baseprice"): "Prices stand in pricing: item, pricelevel, quantity, unitprice.",
    ("item", "location"): "Stock by location stands in aggregateitemlocation: item, location, quantityonhand.",
}

_TRANSACTIONS = {
    "salesorder": "SalesOrd",
    "invoice": "CustInvc",
    "cashsale": "CashSale",
    "estimate": "Estimate",
    "itemfulfillment": "ItemShip",
    "customerpayment": "CustPymt",
    "creditmemo": "CustCred",
    "purchaseorder": "PurchOrd",
    "vendorbill": "VendBill",
    "itemreceipt": "ItemRcpt",
    "journalentry": "Journal",
    "transferorder": "TrnfrOrd",
    "returnauthorization": "RtnAuth",
}
_TABLES = {"class": "classification", "transactionlines": "transactionline", "terms": "term", "inventoryitem": "item"}


def add_hint(error: NetSuiteConnectorError) -> None:
    """Put what was probably meant before the fix of a refused query."""
    hint = _hint(error.message)
    if hint and hint not in error.fix:
        error.fix = f"{hint} {error.fix}".strip()


def _hint(message: str) -> str:
    if match := _TABLE.search(message):
        return _table_hint(match["name"].lower())
    if match := _COLUMN.search(message):
        name = (match["name"] or match["field"]).lower().rpartition(".")[2]
        return _column_hint(name, _tables_of(message))
    return ""


def _table_hint(name: str) -> str:
    single = name.removesuffix("s")
    for word in (name, single):
        if word in _TRANSACTIONS:
            return f"Read the table transaction with type = '{_TRANSACTIONS[word]}'."
        if word in _TABLES:
            return f"Use the table {_TABLES[word]}."
    return _did_you_mean(name, KNOWN_COLUMNS)


def _column_hint(name: str, tables: list[str]) -> str:
    for table in tables:
        if (table, name) in _ELSEWHERE:
            return _ELSEWHERE[table, name]
    return _did_you_mean(name, {column for table in tables for column in KNOWN_COLUMNS.get(table, ())})


def _tables_of(message: str) -> list[str]:
    """The table that a refusal names, or all of the query, from NetSuite's ``{alias=table, ...}``."""
    if named := _RECORD.search(message):
        return [named["table"].lower()]
    match = _AVAILABLE.search(message)
    pairs = match["tables"].split(",") if match else []
    return [pair.rpartition("=")[2].strip().lower() for pair in pairs]


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(known), n=3, cutoff=0.75)
    return f"Did you mean {' or '.join(near)}?" if near else ""
