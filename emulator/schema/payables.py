"""What goes to vendors besides bills: payments, credits, returns; and requisitions."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import CLASSIFICATION, form
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
    date,
    enum,
    number,
    read_only,
    record,
    reference,
    required,
    sublist,
    text,
)
from suiteplug.emulator.schema.logistics import EXPENSE_LINE, PURCHASE, PURCHASE_LINE
from suiteplug.emulator.schema.transactions import (
    FILTERABLE_TRANSACTION,
    ITEM_LINE,
    POSTING,
    TRANSACTION_HEADER,
    apply_list,
    entity_of,
    item_list,
)

_EXPENSES = sublist("expense", "Expenses", EXPENSE_LINE, new=("orderLine",), existing=("line",))
_SHIPPED = read_only(
    number(quantityFulfilled="Returned", quantityPicked="Picked", quantityPacked="Packed", quantityBilled="Credited")
)

VENDOR_CREDIT = record(
    "vendorCredit",
    "Bill Credit",
    PURCHASE,
    POSTING,
    form("52", "Standard Vendor Credit"),
    reference("account", account="Account"),
    currency(userTotal="Amount"),
    boolean(autoApply="Auto Apply"),
    read_only(currency(applied="Applied", unapplied="Unapplied")),
    read_only(enum(choices.VENDOR_CREDIT_STATUS, status="Status")),
    item_list(PURCHASE_LINE),
    _EXPENSES,
    apply_list("apply", "Apply"),
    kind="transaction",
    code="VendCred",
    permission="TRAN_VENDCRED",
    filterable=f"{FILTERABLE_TRANSACTION} dueDate",
)

VENDOR_PAYMENT = record(
    "vendorPayment",
    "Bill Payment",
    TRANSACTION_HEADER,
    CLASSIFICATION,
    POSTING,
    form("45", "Standard Vendor Payment"),
    entity_of(("vendor", "employee"), "Payee"),
    required(reference("account", account="Account")),
    reference("account", apAcct="A/P Account"),
    text(address="Address", checkNum="Check #"),
    boolean(toAch="Bill Pay", printVoucher="Print Voucher"),
    read_only(currency(total="Amount", balance="Balance", unapplied="Unapplied")),
    enum(choices.APPROVAL_STATUS, approvalStatus="Approval Status"),
    read_only(enum(choices.VENDOR_PAYMENT_STATUS, status="Status")),
    apply_list("apply", "Apply"),
    apply_list("credit", "Credits"),
    kind="transaction",
    code="VendPymt",
    permission="TRAN_VENDPYMT",
    filterable=f"{FILTERABLE_TRANSACTION} approvalStatus",
)

VENDOR_RETURN_AUTHORIZATION = record(
    "vendorReturnAuthorization",
    "Vendor Return Authorization",
    PURCHASE,
    form("60", "Standard Vendor Return Authorization"),
    enum(choices.VENDOR_RETURN_STATUS, orderStatus="Status"),
    read_only(enum(choices.VENDOR_RETURN_STATUS, status="Status")),
    item_list(PURCHASE_LINE, _SHIPPED),
    _EXPENSES,
    kind="transaction",
    code="VendAuth",
    permission="TRAN_VENDAUTH",
    filterable=FILTERABLE_TRANSACTION,
)

_REQUISITION_LINE = (
    *ITEM_LINE,
    *number(estimatedRate="Estimated Rate"),
    *currency(estimatedAmount="Estimated Amount"),
    *reference("vendor", vendorName="Vendor"),
    *reference("customer", customer="Customer"),
    *date(expectedReceiptDate="Expected Receipt Date"),
    *read_only(number(quantityOrdered="Ordered")),
)

PURCHASE_REQUISITION = record(
    "purchaseRequisition",
    "Requisition",
    TRANSACTION_HEADER,
    CLASSIFICATION,
    form("106", "Standard Requisition"),
    required(reference("employee", entity="Requestor")),
    date(dueDate="Receive By"),
    enum(choices.APPROVAL_STATUS, approvalStatus="Approval Status"),
    read_only(currency(estimatedTotal="Estimated Total")),
    read_only(enum(choices.REQUISITION_STATUS, orderStatus="Status", status="Status")),
    item_list(_REQUISITION_LINE),
    kind="transaction",
    code="PurchReq",
    permission="TRAN_PURCHREQ",
    filterable=f"{FILTERABLE_TRANSACTION} dueDate approvalStatus",
)

TYPES = (VENDOR_CREDIT, VENDOR_PAYMENT, VENDOR_RETURN_AUTHORIZATION, PURCHASE_REQUISITION)
