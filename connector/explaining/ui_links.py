"""Where a record stands in NetSuite's user interface. Pure; the addresses are those that public scripts link to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.account import Service

if TYPE_CHECKING:
    from suiteplug.connector.account import Account

_ENTITIES = frozenset({"customer", "vendor", "employee", "contact", "partner", "job", "othername"})
_TRANSACTIONS = frozenset(
    {
        *("salesorder", "invoice", "cashsale", "creditmemo", "returnauthorization", "itemfulfillment", "itemreceipt"),
        *("customerpayment", "customerdeposit", "customerrefund", "cashrefund", "depositapplication", "estimate"),
        *("opportunity", "purchaseorder", "purchaserequisition", "vendorbill", "vendorcredit", "vendorpayment"),
        *("vendorreturnauthorization", "transferorder", "intercompanytransferorder", "inventorytransfer"),
        *("inventoryadjustment", "workorder", "assemblybuild", "assemblyunbuild", "journalentry", "check", "deposit"),
        *("expensereport", "bintransfer"),
    }
)


def ui_link(account: Account, record_type: str, record_id: str) -> str:
    """The address of a record; empty for a type whose page is not known."""
    name = record_type.lower()
    origin = account.origin(Service.APP)
    if name in _ENTITIES:
        return f"{origin}/app/common/entity/entity.nl?id={record_id}"
    if is_item(name):
        return f"{origin}/app/common/item/item.nl?id={record_id}"
    if is_transaction(name):
        return f"{origin}/app/accounting/transactions/transaction.nl?id={record_id}"
    return ""


def is_item(record_type: str) -> bool:
    """Whether the type is a kind of item."""
    return record_type.lower().endswith("item") or record_type.lower() == "itemgroup"


def is_transaction(record_type: str) -> bool:
    """Whether the type is a transaction."""
    return record_type.lower() in _TRANSACTIONS
