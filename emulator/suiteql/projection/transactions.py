"""A transaction's header row, its addresses and its links to other transactions.

Signs: header totals of sales are positive, those of purchase orders and of documents that give money back negative
(GSpo7/suiteql-sql-library, purchase-orders-*).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.schema import RecordType

    Values = dict[str, Any]

NEGATIVE_TYPES = frozenset(
    {"PurchOrd", "VendBill", "CustCred", "RtnAuth", "CashRfnd", "CustRfnd", "VendPymt", "Check", "ExpRept"}
)
POSTING_TYPES = frozenset(
    {
        *("CustInvc", "CashSale", "CustCred", "CustPymt", "CustDep", "CashRfnd", "CustRfnd", "DepAppl"),
        *("ItemShip", "ItemRcpt", "InvAdjst", "VendBill", "VendCred", "VendPymt"),
        *("InvTrnfr", "Build", "Unbuild", "WOIssue", "WOCompl", "WOClose"),
        *("Journal", "Check", "Deposit", "ExpRept"),
    }
)
# Types that post in some states only.
_POSTED_STATES = {"ItemShip": "C", "Journal": "B", "ExpRept": "FGI"}
_ABBREVIATIONS = {
    "SalesOrd": "SALESORD",
    "CustInvc": "INV",
    "CashSale": "CASHSALE",
    "CustCred": "CREDMEM",
    "CustPymt": "PYMT",
    "CustDep": "DEP",
    "ItemShip": "ITEMSHIP",
    "ItemRcpt": "ITEMRCPT",
    "PurchOrd": "PURCHORD",
    "VendBill": "BILL",
    "RtnAuth": "RTNAUTH",
    "Estimate": "EST",
    "Opprtnty": "OPP",
    "CashRfnd": "CASHREF",
    "CustRfnd": "REFUND",
    "DepAppl": "DEPAPP",
    "PurchReq": "REQ",
    "VendCred": "BILLCRED",
    "VendPymt": "BILLPMT",
    "VendAuth": "VENDAUTH",
    "TrnfrOrd": "TRANSORD",
    "InvAdjst": "INVADJST",
    "InvTrnfr": "INVTRNFR",
    "BinTrnfr": "BINTRNFR",
    "WorkOrd": "WORKORD",
    "Build": "BUILD",
    "Unbuild": "UNBUILD",
    "WOIssue": "WOISSUE",
    "WOCompl": "WOCOMPL",
    "WOClose": "WOCLOSE",
    "Journal": "JOURNAL",
    "Check": "CHECK",
    "Deposit": "DEPOSIT",
    "ExpRept": "EXPREP",
}
_LINK_TYPES = {
    "ItemShip": "ShipRcpt",
    "ItemRcpt": "ShipRcpt",
    "CustInvc": "OrdBill",
    "CashSale": "OrdBill",
    "VendBill": "OrdBill",
    "CustDep": "OrdDep",
    "RtnAuth": "OrdRtrn",
    "CustCred": "SaleRet",
    "CashRfnd": "SaleRet",
    "VendAuth": "OrdRtrn",
    "VendCred": "PurchRet",
    "Build": "OrdBuild",
    "Unbuild": "Unbuild",
    "WOIssue": "WipBuild",
    "WOCompl": "WipBuild",
    "WOClose": "OrdClose",
}


def header(kind: RecordType, body: Values, display: str) -> Values:
    """Values of the ``transaction`` row."""
    number = str(body.get("tranid", ""))
    total = body.get("total", body.get("estimatedtotal"))
    if total is None and not isinstance(body.get("payment"), list):
        total = body.get("payment")
    sign = -1 if kind.code in NEGATIVE_TYPES else 1
    return {
        **body,
        "type": kind.code,
        "recordtype": kind.name.lower(),
        "abbrevtype": _ABBREVIATIONS.get(kind.code),
        "trandisplayname": display,
        "typebaseddocumentnumber": number,
        "transactionnumber": number,
        "number": int("".join(mark for mark in number if mark.isdigit()) or 0) or None,
        "entity": body.get("entity", body.get("customer")),
        "status": status(kind, body),
        "posting": is_posting(kind, body),
        "foreigntotal": None if total is None else sign * total,
        "foreignamountpaid": body.get("amountpaid", body.get("applied")),
        "foreignamountunpaid": body.get("amountremaining", body.get("unapplied")),
        "billingaddress": body["id"] if body.get("billingaddress") else None,
        "shippingaddress": body["id"] if body.get("shippingaddress") else None,
        "closedate": body.get("closedate"),
        "actualshipdate": body.get("shippeddate", body.get("actualshipdate")),
        "trackingnumberlist": " ".join(tracking_numbers(body)) or None,
        "visibletocustomer": True,
    }


def tracking_numbers(body: Values) -> list[str]:
    """Tracking numbers of a fulfilment's packages."""
    packages = body.get("package") or []
    return [package["packageTrackingNumber"] for package in packages if package.get("packageTrackingNumber")]


def status(kind: RecordType, body: Values) -> str:
    """The status letter; the type's first one when the record has none."""
    for name in ("orderstatus", "shipstatus", "status"):
        letter = body.get(name)
        if isinstance(letter, str) and letter:
            return letter
    return "B" if kind.code == "ItemRcpt" else "A"


def is_posting(kind: RecordType, body: Values) -> bool:
    """Whether the transaction moves the accounts; some types only in some states."""
    if kind.code in _POSTED_STATES:
        return status(kind, body) in _POSTED_STATES[kind.code]
    return kind.code in POSTING_TYPES


def addresses(body: Values, which: str, stamp: Any) -> list[Values]:
    """The row of a billing or shipping address, keyed by the transaction."""
    address = body.get(which)
    if not address:
        return []
    named = {name.lower(): value for name, value in address.items()}
    return [{**named, "nkey": body["id"], "recordowner": int(body["id"]), "lastmodifieddate": stamp}]


def document_links(kind: RecordType, body: Values, codes: dict[str, str]) -> Iterator[Values]:
    """Links from the documents a transaction came from, or is applied to.

    Args:
        kind: The later document's type.
        body: The later document.
        codes: Transaction to type code, of the earlier documents.
    """
    for link in line_links(kind, body, codes):
        if link["previousline"] == 0 and link["nextline"] == 0:
            yield link


def line_links(kind: RecordType, body: Values, codes: dict[str, str]) -> Iterator[Values]:
    """Links line by line; those between headers have line 0 on both sides."""
    origin = body.get("createdfrom")
    if origin in codes:
        shared = _link(kind, body, origin, codes[origin], _LINK_TYPES.get(kind.code, "OrdBill"))
        yield {**shared, "previousline": 0, "nextline": 0, "foreignamount": body.get("total")}
        for line in body["item"] if isinstance(body.get("item"), list) else []:
            if line.get("orderLine") is not None and line.get("line") is not None:
                amounts = {"foreignamount": line.get("amount")}
                yield {**shared, "previousline": line["orderLine"], "nextline": line["line"], **amounts}
    for line in body.get("apply") or []:
        if line.get("apply") and line.get("doc") in codes:
            shared = _link(kind, body, line["doc"], codes[line["doc"]], "Payment")
            yield {**shared, "previousline": 0, "nextline": 0, "foreignamount": line.get("amount")}


def _link(kind: RecordType, body: Values, previous: str, previous_code: str, link_type: str) -> Values:
    return {
        "previousdoc": previous,
        "previoustype": previous_code,
        "nextdoc": body["id"],
        "nexttype": kind.code,
        "linktype": link_type,
        "lastmodifieddate": body["lastmodifieddate"],
    }
