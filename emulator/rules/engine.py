"""The one entrance to all business rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from suiteplug.emulator.rules.activities.activities import ACTIVITY_TYPES, ActivityRules
from suiteplug.emulator.rules.activities.time_bill import TimeBillRules
from suiteplug.emulator.rules.context import Context, Family
from suiteplug.emulator.rules.entities.entities import EntityRules
from suiteplug.emulator.rules.inventory.inventory_adjustment import InventoryAdjustmentRules
from suiteplug.emulator.rules.inventory.inventory_transfer import BinTransferRules, InventoryTransferRules
from suiteplug.emulator.rules.inventory.item_fulfillment import ItemFulfillmentRules
from suiteplug.emulator.rules.inventory.item_receipt import ItemReceiptRules
from suiteplug.emulator.rules.inventory.stock_guard import StockGuard
from suiteplug.emulator.rules.inventory.transfer_order import TransferOrderRules
from suiteplug.emulator.rules.items.currency_rates import CurrencyRateRules
from suiteplug.emulator.rules.items.item_kinds import ITEM_KINDS
from suiteplug.emulator.rules.items.items import ItemRules
from suiteplug.emulator.rules.ledger.check import CheckRules
from suiteplug.emulator.rules.ledger.deposit import DepositRules
from suiteplug.emulator.rules.ledger.expense_report import ExpenseReportRules
from suiteplug.emulator.rules.ledger.journal_entry import JournalEntryRules
from suiteplug.emulator.rules.manufacturing.bills_of_materials import BomRevisionRules, BomRules
from suiteplug.emulator.rules.manufacturing.builds import AssemblyBuildRules, AssemblyUnbuildRules
from suiteplug.emulator.rules.manufacturing.work_in_process import (
    WorkOrderCloseRules,
    WorkOrderCompletionRules,
    WorkOrderIssueRules,
)
from suiteplug.emulator.rules.manufacturing.work_order import WorkOrderRules
from suiteplug.emulator.rules.pipeline.origins import follow_origin
from suiteplug.emulator.rules.pipeline.prospects import EstimateRules, OpportunityRules
from suiteplug.emulator.rules.pipeline.requisition import PurchaseRequisitionRules
from suiteplug.emulator.rules.preferences import Preferences
from suiteplug.emulator.rules.purchasing.purchase_order import PurchaseOrderRules
from suiteplug.emulator.rules.purchasing.vendor_bill import VendorBillRules
from suiteplug.emulator.rules.purchasing.vendor_credit import VendorCreditRules
from suiteplug.emulator.rules.purchasing.vendor_payment import VendorPaymentRules
from suiteplug.emulator.rules.purchasing.vendor_return import VendorReturnRules
from suiteplug.emulator.rules.receivables.customer_payment import CustomerDepositRules, CustomerPaymentRules
from suiteplug.emulator.rules.receivables.refunds import CashRefundRules, CustomerRefundRules, DepositApplicationRules
from suiteplug.emulator.rules.receivables.returns import CreditMemoRules, ReturnAuthorizationRules
from suiteplug.emulator.rules.sales.invoice import CashSaleRules, InvoiceRules
from suiteplug.emulator.rules.sales.sales_order import SalesOrderRules
from suiteplug.emulator.rules.shared.calendar import Calendar
from suiteplug.emulator.rules.shared.index import ENTITY_TYPES, Index, MemoryIndex, SqliteIndex
from suiteplug.emulator.rules.shared.lengths import check_record
from suiteplug.emulator.rules.shared.lists import ListRules
from suiteplug.emulator.rules.shared.lookup import Lookup
from suiteplug.emulator.rules.shared.naming import display_name
from suiteplug.emulator.rules.shared.numbering import Numbering
from suiteplug.emulator.rules.shared.refusals import IncompleteProblem
from suiteplug.emulator.rules.transforms import transform

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.rules.ports import Body, Clock, Store
    from suiteplug.emulator.schema import Schema
    from suiteplug.emulator.settings import Settings

TRANSACTION_RULES: dict[str, Callable[[Context], Family]] = {
    "salesOrder": SalesOrderRules,
    "itemFulfillment": ItemFulfillmentRules,
    "invoice": InvoiceRules,
    "cashSale": CashSaleRules,
    "customerPayment": CustomerPaymentRules,
    "customerDeposit": CustomerDepositRules,
    "creditMemo": CreditMemoRules,
    "returnAuthorization": ReturnAuthorizationRules,
    "purchaseOrder": PurchaseOrderRules,
    "itemReceipt": ItemReceiptRules,
    "vendorBill": VendorBillRules,
    "estimate": EstimateRules,
    "opportunity": OpportunityRules,
    "purchaseRequisition": PurchaseRequisitionRules,
    "cashRefund": CashRefundRules,
    "customerRefund": CustomerRefundRules,
    "depositApplication": DepositApplicationRules,
    "vendorCredit": VendorCreditRules,
    "vendorPayment": VendorPaymentRules,
    "vendorReturnAuthorization": VendorReturnRules,
    "transferOrder": TransferOrderRules,
    "intercompanyTransferOrder": partial(TransferOrderRules, record_type="intercompanyTransferOrder"),
    "inventoryAdjustment": InventoryAdjustmentRules,
    "inventoryTransfer": InventoryTransferRules,
    "binTransfer": BinTransferRules,
    "workOrder": WorkOrderRules,
    "assemblyBuild": AssemblyBuildRules,
    "assemblyUnbuild": AssemblyUnbuildRules,
    "workOrderIssue": WorkOrderIssueRules,
    "workOrderCompletion": WorkOrderCompletionRules,
    "workOrderClose": WorkOrderCloseRules,
    "journalEntry": JournalEntryRules,
    "check": CheckRules,
    "deposit": DepositRules,
    "expenseReport": ExpenseReportRules,
}

LEDGERS = {
    **dict.fromkeys(("invoice", "cashSale", "creditMemo", "cashRefund"), "receivables"),
    **dict.fromkeys(("customerPayment", "customerDeposit", "customerRefund", "depositApplication"), "receivables"),
    **dict.fromkeys(("vendorBill", "vendorCredit", "vendorPayment", "expenseReport"), "payables"),
}
"""Whose lock of a period counts; everything else is held up by the lock of all ledgers only."""
LIST_RULES: dict[str, Callable[[Context, str], Family]] = {
    "bom": BomRules,
    "bomRevision": BomRevisionRules,
    "currencyRate": CurrencyRateRules,
    "timeBill": TimeBillRules,
}
"""Lists that need more than their required fields."""


class Rules:
    """What NetSuite does with a record between the request and the database.

    The record service calls, inside one store transaction: `prepare`, ``store.put``, `after_save`; for a delete
    `before_delete`, ``store.delete``.
    """

    def __init__(
        self,
        store: Store,
        schema: Schema,
        settings: Settings,
        clock: Clock,
        *,
        index: Index | None = None,
        preferences: Preferences | None = None,
    ) -> None:
        """Build the rules and register the index with the store's listeners.

        Args:
            store: Where records live; a `RecordStore` also lends its database to the index.
            schema: Labels of the record types.
            settings: ``one_world`` decides whether subsidiaries count.
            clock: Says what today is.
            index: Another place for the index than the store's database.
            preferences: Company preferences other than the default ones.
        """
        self._schema = schema
        self.preferences = preferences or Preferences()
        self.index = index if index is not None else _index_of(store)
        store.listeners.append(self.index.listen)
        lookup = Lookup(store, self.index)
        self._stock = StockGuard(store)
        self.context = Context(
            store=store,
            lookup=lookup,
            calendar=Calendar(clock, lookup, self.preferences.time_zone),
            numbering=Numbering(store),
            preferences=self.preferences,
            one_world=settings.one_world,
        )
        self._families: dict[str, Family] = {}

    def _family(self, record_type: str) -> Family:
        family = self._families.get(record_type)
        if family is None:
            family = self._families[record_type] = self._new_family(record_type)
        return family

    def _new_family(self, record_type: str) -> Family:
        if record_type in TRANSACTION_RULES:
            return TRANSACTION_RULES[record_type](self.context)
        if record_type in ITEM_KINDS:
            return ItemRules(self.context, record_type)
        if record_type in ENTITY_TYPES:
            return EntityRules(self.context, record_type, self._label(record_type))
        if record_type in ACTIVITY_TYPES:
            return ActivityRules(self.context, record_type)
        return LIST_RULES.get(record_type, ListRules)(self.context, record_type)

    def _label(self, record_type: str) -> str:
        found = self._schema.find(record_type)
        return found.label if found is not None else record_type

    def prepare(self, record_type: str, old: Body | None, new: Body, *, created_from: Body | None = None) -> Body:
        """The complete body to save: defaults, numbers, amounts and status filled in, rules checked.

        Writes nothing but number sequences, and leaves ``old`` and ``new`` as they are.

        Args:
            record_type: Canonical name.
            old: The saved body, or None for a new record.
            new: The body as the caller wants it, merged with ``old``.
            created_from: Source of a transform; its ID is taken as ``createdFrom`` when ``new`` names none.

        Raises:
            IncompleteProblem: Something is missing; carries the body as far as it got.
            Problem: 400 ``USER_ERROR`` for a rule that is broken.
        """
        self.context.lookup.forget()
        self._stock.forget()
        body = {name: value for name, value in new.items() if value is not None}
        if created_from is not None and record_type in TRANSACTION_RULES and created_from.get("tranDate"):
            body.setdefault("createdFrom", created_from["id"])
        check_record(body)
        if record_type in TRANSACTION_RULES:
            self.context.calendar.begin(old, body)
            if old is not None:
                self.context.calendar.require_still_open(old, LEDGERS.get(record_type, "general"))
        try:
            return self._family(record_type).prepare(old, body)
        except IncompleteProblem as problem:
            problem.so_far = body
            raise

    def after_save(self, record_type: str, old: Body | None, new: Body) -> None:
        """Effects on other records: stock, order counters and status, paid amounts, balances.

        Raises:
            Problem: An effect is not possible; the caller undoes the save.
        """
        self._family(record_type).after_save(old, new)
        if record_type in TRANSACTION_RULES:
            follow_origin(self.context, record_type, old, new)
            self._stock.check()

    def before_delete(self, record_type: str, old: Body) -> None:
        """Undo the effects of a record that goes.

        Raises:
            Problem: Other records depend on it.
        """
        self.context.lookup.forget()
        self._stock.forget()
        if record_type in TRANSACTION_RULES:
            self.context.calendar.begin(None, old)
            self.context.calendar.require_still_open(old, LEDGERS.get(record_type, "general"))
        self._family(record_type).before_delete(old)
        if record_type in TRANSACTION_RULES:
            follow_origin(self.context, record_type, old, None)
            self._stock.check()

    def transform(self, source_type: str, source: Body, target_type: str) -> Body:
        """A prefilled target in stored form, not saved; see `transforms.transform`."""
        self.context.lookup.forget()
        return transform(self.context, source_type, source, target_type)

    def display_name(self, record_type: str, body: Body) -> str:
        """``refName`` of a record."""
        return display_name(record_type, self._label(record_type), body)


def _index_of(store: Store) -> Index:
    db = getattr(store, "db", None)
    return SqliteIndex(db) if db is not None else MemoryIndex()
