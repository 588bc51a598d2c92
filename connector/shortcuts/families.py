"""The kinds of records that have shortcuts: their names, permissions and statuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Whom transactions are with.

    Attributes:
        word: What inputs and columns call it: ``customer`` makes ``customer_id``.
        table: Its SuiteQL table.
        choices: Data source of its drop-down; empty for none.
    """

    word: str
    table: str
    choices: str = ""


CUSTOMER = Party(word="customer", table="customer", choices="customers")
VENDOR = Party(word="vendor", table="vendor", choices="vendors")
ENTITY = Party(word="entity", table="entity")
"""Customer or vendor, as it comes."""


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
        party: Whom a transaction is with.
    """

    record_type: str
    singular: str
    plural: str
    group: str
    permission: str
    code: str = ""
    statuses: Mapping[str, str] = field(default_factory=lambda: _NONE)
    party: Party | None = None

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
    party=CUSTOMER,
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
    party=CUSTOMER,
    statuses=_statuses(A="Open", B="Paid In Full", D="Pending Approval", E="Rejected", V="Voided"),
)

ITEM_FULFILLMENTS = RecordFamily(
    record_type="itemFulfillment",
    singular="item fulfillment",
    plural="item fulfillments",
    group="item-fulfillments",
    permission="Transactions > Item Fulfillment",
    code="ItemShip",
    party=CUSTOMER,
    statuses=_statuses(A="Picked", B="Packed", C="Shipped"),
)

ITEMS = RecordFamily(
    record_type="",
    singular="item",
    plural="items",
    group="items",
    permission="Lists > Items",
)

VENDORS = RecordFamily(
    record_type="vendor",
    singular="vendor",
    plural="vendors",
    group="vendors",
    permission="Lists > Vendors",
)

CONTACTS = RecordFamily(
    record_type="contact",
    singular="contact",
    plural="contacts",
    group="contacts",
    permission="Lists > Contacts",
)

EMPLOYEES = RecordFamily(
    record_type="employee",
    singular="employee",
    plural="employees",
    group="employees",
    permission="Lists > Employees",
)

INVENTORY_BALANCES = RecordFamily(
    record_type="",
    singular="inventory balance",
    plural="inventory balances",
    group="inventory",
    permission="Lists > Items",
)

ITEM_PRICES = RecordFamily(
    record_type="",
    singular="item price",
    plural="item prices",
    group="inventory",
    permission="Lists > Items",
)

PURCHASE_ORDERS = RecordFamily(
    record_type="purchaseOrder",
    singular="purchase order",
    plural="purchase orders",
    group="purchase-orders",
    permission="Transactions > Purchase Order",
    code="PurchOrd",
    party=VENDOR,
    statuses=_statuses(
        A="Pending Supervisor Approval",
        B="Pending Receipt",
        C="Rejected by Supervisor",
        D="Partially Received",
        E="Pending Billing/Partially Received",
        F="Pending Bill",
        G="Fully Billed",
        H="Closed",
        P="Planned",
    ),
)

ITEM_RECEIPTS = RecordFamily(
    record_type="itemReceipt",
    singular="item receipt",
    plural="item receipts",
    group="item-receipts",
    permission="Transactions > Item Receipt",
    code="ItemRcpt",
    party=ENTITY,
)

VENDOR_BILLS = RecordFamily(
    record_type="vendorBill",
    singular="vendor bill",
    plural="vendor bills",
    group="vendor-bills",
    permission="Transactions > Bills",
    code="VendBill",
    party=VENDOR,
    statuses=_statuses(
        A="Open",
        B="Paid In Full",
        C="Cancelled",
        D="Pending Approval",
        E="Rejected",
        F="Payment In-Transit",
    ),
)

CUSTOMER_PAYMENTS = RecordFamily(
    record_type="customerPayment",
    singular="customer payment",
    plural="customer payments",
    group="customer-payments",
    permission="Transactions > Customer Payment",
    code="CustPymt",
    party=CUSTOMER,
    statuses=_statuses(A="Unapproved", B="Not Deposited", C="Deposited"),
)

CREDIT_MEMOS = RecordFamily(
    record_type="creditMemo",
    singular="credit memo",
    plural="credit memos",
    group="credit-memos",
    permission="Transactions > Credit Memo",
    code="CustCred",
    party=CUSTOMER,
    statuses=_statuses(A="Open", B="Fully Applied", V="Voided"),
)

RETURN_AUTHORIZATIONS = RecordFamily(
    record_type="returnAuthorization",
    singular="return authorization",
    plural="return authorizations",
    group="return-authorizations",
    permission="Transactions > Return Authorization",
    code="RtnAuth",
    party=CUSTOMER,
    statuses=_statuses(
        A="Pending Approval",
        B="Pending Receipt",
        C="Cancelled",
        D="Partially Received",
        E="Pending Refund/Partially Received",
        F="Pending Refund",
        G="Refunded",
        H="Closed",
    ),
)

CASH_SALES = RecordFamily(
    record_type="cashSale",
    singular="cash sale",
    plural="cash sales",
    group="cash-sales",
    permission="Transactions > Cash Sale",
    code="CashSale",
    party=CUSTOMER,
    statuses=_statuses(A="Unapproved Payment", B="Not Deposited", C="Deposited"),
)

JOURNAL_ENTRIES = RecordFamily(
    record_type="journalEntry",
    singular="journal entry",
    plural="journal entries",
    group="journal-entries",
    permission="Transactions > Make Journal Entry",
    code="Journal",
    statuses=_statuses(A="Pending Approval", B="Approved for Posting"),
)

DELETED_RECORDS = RecordFamily(
    record_type="",
    singular="deleted record",
    plural="deleted records",
    group="records",
    permission="the permission Deleted Records",
)

FAMILIES = tuple(value for value in tuple(globals().values()) if isinstance(value, RecordFamily))
"""All of them."""
