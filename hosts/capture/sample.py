"""Which records belong to a sample: what is asked for, what is set up, and what these refer to. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

Json = dict[str, Any]

EVERYDAY = (
    "salesOrder",
    "invoice",
    "itemFulfillment",
    "customerPayment",
    "creditMemo",
    "purchaseOrder",
    "itemReceipt",
    "vendorBill",
    "customer",
    "vendor",
    "inventoryItem",
    "serviceSaleItem",
)
"""What is captured when nothing is asked for."""
SETUP = (
    "subsidiary",
    "currency",
    "location",
    "department",
    "classification",
    "term",
    "account",
    "accountingPeriod",
    "priceLevel",
    "paymentMethod",
    "unitsType",
    "salesTaxItem",
    "taxType",
    "shipItem",
    "bin",
)
"""Lists without which no new document can be entered; captured whole."""
_RECORD = re.compile(r"/services/rest/record/v1/([A-Za-z][A-Za-z0-9_]*)/(-?[0-9]+)(?:\?.*)?\Z")


class Found(NamedTuple):
    """A record that a link leads to; the type as the link spells it."""

    record_type: str
    record_id: str


def references(recorded: Json) -> set[Found]:
    """The records that an expanded record refers to, itself left out."""
    own = {found for link in recorded.get("links") or () if (found := _target(link))}
    return set(_links(recorded)) - own


def _links(value: Any) -> Iterator[Found]:
    if isinstance(value, dict):
        for link in value.get("links") or ():
            found = _target(link)
            if found is not None:
                yield found
        for name, inner in value.items():
            if name != "links" and isinstance(inner, dict | list):
                yield from _links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _links(inner)


def _target(link: Any) -> Found | None:
    match = _RECORD.search(unquote(str(link.get("href", "")))) if isinstance(link, dict) else None
    return None if match is None else Found(match[1], match[2])


def kind_of(record_type: str, recorded: Json) -> str:
    """``transaction``, ``entity``, ``item`` or ``list``: which query tables a record has rows in."""
    if "tranDate" in recorded or "tranId" in recorded:
        return "transaction"
    if "entityId" in recorded:
        return "entity"
    if "itemId" in recorded and record_type.lower() not in {"shipitem", "salestaxitem"}:
        return "item"
    return "list"
