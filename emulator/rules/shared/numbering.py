"""Document numbers and entity numbers.

The prefixes are those of the emulated company (*Setup > Company > Auto-Generated Numbers*); a number that the
caller gives is kept, as with *Allow Override*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.emulator.rules.ports import Store

_FIRST = 1000
PREFIXES = {
    "salesOrder": "SO",
    "invoice": "INV",
    "cashSale": "CS",
    "creditMemo": "CM",
    "returnAuthorization": "RMA",
    "itemFulfillment": "IF",
    "itemReceipt": "IR",
    "customerPayment": "PYMT",
    "customerDeposit": "CD",
    "purchaseOrder": "PO",
    "estimate": "EST",
    "opportunity": "OPP",
    "cashRefund": "CR",
    "customerRefund": "REF",
    "depositApplication": "DA",
    "purchaseRequisition": "REQ",
    "vendorReturnAuthorization": "VRA",
    "vendorPayment": "BP",
    "transferOrder": "TO",
    "inventoryAdjustment": "ADJ",
    "intercompanyTransferOrder": "ICTO",
    "inventoryTransfer": "IT",
    "binTransfer": "BT",
    "workOrder": "WO",
    "assemblyBuild": "BLD",
    "assemblyUnbuild": "UNB",
    "workOrderIssue": "WOI",
    "workOrderCompletion": "WOC",
    "workOrderClose": "WOX",
    "journalEntry": "JE",
    "check": "CHK",
    "deposit": "DEP",
    "expenseReport": "EXP",
    "supportCase": "CASE",
    "customer": "CUST",
    "vendor": "VEND",
    "giftCertificate": "GC",
}


class Numbering:
    """Hands out numbers; one sequence per record type."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def next(self, record_type: str) -> str:
        """``SO1001``, ``SO1002`` and so on."""
        return f"{PREFIXES[record_type]}{_FIRST + int(self._store.next_id(sequence(record_type)))}"

    def next_key(self, of: str) -> int:
        """A number that is unique in the account, such as an address book line's internal ID."""
        return int(self._store.next_id(sequence(of)))


def sequence(record_type: str) -> str:
    """Name of the sequence that numbers come from; a colon keeps it apart from the IDs' namespaces."""
    return f"number:{record_type}"
