"""The kinds of records that have shortcuts: their names, permissions and statuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFamily:
    """One kind of record.

    Attributes:
        record_type: REST name. Empty where each kind has its own (items).
        singular: What people call one of them; ``plural`` likewise.
        group: Group of its actions in the manifest.
        permission: As the role page names it, without the level.
        code: ``transaction.type`` in SuiteQL, for transactions.
        statuses: Letter -> name, for transactions.
    """

    record_type: str
    singular: str
    plural: str
    group: str
    permission: str
    code: str = ""
    statuses: Mapping[str, str] = field(default_factory=lambda: _NONE)

    def letters(self, wanted: list[str]) -> tuple[str, ...]:
        """Status letters for letters and names."""
        by_name = {name: letter for letter, name in self.statuses.items()}
        return tuple(dict.fromkeys(by_name.get(status, status) for status in wanted))

    @property
    def status_words(self) -> tuple[str, ...]:
        """What a status input takes: all names, then all letters."""
        return (*self.statuses.values(), *self.statuses)


def _statuses(**names: str) -> Mapping[str, str]:
    return MappingProxyType(names)


CUSTOMERS = RecordFamily(
    record_type="customer",
    singular="customer",
    plural="customers",
    group="customers",
    permission="Lists > Customers",
)

SALES_ORDERS = RecordFamily(
    record_type="salesOrder",
    singular="sales order",
    plural="sales orders",
    group="sales-orders",
    permission="Transactions > Sales Order",
    code="SalesOrd",
    statuses=_statuses(
        A="Pending Approval",
        B="Pending Fulfillment",
        C="Cancelled",
        D="Partially Fulfilled",
        E="Pending Billing/Partially Fulfilled",
        F="Pending Billing",
        G="Billed",
        H="Closed",
    ),
)

INVOICES = RecordFamily(
    record_type="invoice",
    singular="invoice",
    plural="invoices",
    group="invoices",
    permission="Transactions > Invoice",
    code="CustInvc",
    statuses=_statuses(A="Open", B="Paid In Full", D="Pending Approval", E="Rejected", V="Voided"),
)

ITEM_FULFILLMENTS = RecordFamily(
    record_type="itemFulfillment",
    singular="item fulfillment",
    plural="item fulfillments",
    group="item-fulfillments",
    permission="Transactions > Item Fulfillment",
    code="ItemShip",
    statuses=_statuses(A="Picked", B="Packed", C="Shipped"),
)

ITEMS = RecordFamily(
    record_type="",
    singular="item",
    plural="items",
    group="items",
    permission="Lists > Items",
)
