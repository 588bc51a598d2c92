"""Sales transactions: orders, invoices, cash sales, credit memos, returns."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import form
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
from suiteplug.emulator.schema.transactions import (
    CARD_PAYMENT,
    FILTERABLE_TRANSACTION,
    GIFT_CERTIFICATES,
    POSTING,
    SALES_HEADER,
    SALES_LINE,
    apply_list,
    entity_of,
    item_list,
)

_ORDER_LINE = (
    *enum(choices.COMMIT, commitInventory="Commit"),
    *reference((), createPo="Create PO"),
    *date(expectedShipDate="Expected Ship Date", requestedDate="Requested Date"),
    *reference("location", inventoryLocation="Inventory Location"),
    *reference("subsidiary", inventorySubsidiary="Inventory Subsidiary"),
)
_ASSOCIATED_COST = (
    *read_only(currency(amountRemaining="Amount Remaining", amountPaid="Amount Paid")),
    *read_only(currency(amountRemainingTotalBox="Amount Remaining")),
)

SALES_ORDER = record(
    "salesOrder",
    "Sales Order",
    SALES_HEADER,
    CARD_PAYMENT,
    form("68", "Standard Sales Order"),
    entity_of("customer", "Customer"),
    required(enum(choices.SALES_ORDER_STATUS, orderStatus="Status")),
    read_only(enum(choices.SALES_ORDER_STATUS, status="Status")),
    reference("term", terms="Terms"),
    boolean(shipComplete="Ship Complete", needsPick="Needs Pick"),
    boolean(tranIsVsoeBundle="Transaction Is VSOE Bundle"),
    date(actualShipDate="Actual Ship Date", nextBill="Next Bill"),
    currency(requiredDepositAmount="Required Deposit", requiredDepositDue="Required Deposit Due"),
    number(requiredDepositPercentage="Required Deposit Percentage"),
    reference("location", inventoryLocation="Inventory Location"),
    item_list(SALES_LINE, _ORDER_LINE),
    GIFT_CERTIFICATES,
    sublist(
        "linkedTrackingNumberList",
        "Tracking Numbers",
        text(trackingNumber="Tracking #"),
    ),
    kind="transaction",
    code="SalesOrd",
    permission="TRAN_SALESORD",
    filterable=FILTERABLE_TRANSACTION,
)

INVOICE = record(
    "invoice",
    "Invoice",
    SALES_HEADER,
    POSTING,
    _ASSOCIATED_COST,
    form("14", "Standard Service Invoice"),
    entity_of("customer", "Customer"),
    reference("account", account="Account"),
    reference("term", terms="Terms"),
    date(dueDate="Due Date", discountDate="Discount Date", asOfDate="As of Date"),
    read_only(enum(choices.INVOICE_STATUS, status="Status")),
    enum(choices.APPROVAL_STATUS, approvalStatus="Approval Status"),
    reference("employee", nextApprover="Next Approver"),
    boolean(recurringBill="Recurring Bill", forInvoiceGrouping="For Invoice Grouping"),
    boolean(revRecOnRevCommitment="Rev Rec on Rev Commit.", tranIsVsoeBundle="Transaction Is VSOE Bundle"),
    text(trackingNumbers="Tracking Numbers"),
    item_list(SALES_LINE),
    GIFT_CERTIFICATES,
    kind="transaction",
    code="CustInvc",
    permission="TRAN_CUSTINVC",
    filterable=f"{FILTERABLE_TRANSACTION} asOfDate discountDate dueDate forInvoiceGrouping tranIsVsoeBundle",
)

CASH_SALE = record(
    "cashSale",
    "Cash Sale",
    SALES_HEADER,
    CARD_PAYMENT,
    POSTING,
    form("42", "Cash Sale"),
    entity_of("customer", "Customer"),
    reference("account", account="Account"),
    boolean(undepFunds="Undep. Funds", recurringBill="Recurring Bill"),
    read_only(enum(choices.CASH_SALE_STATUS, status="Status")),
    item_list(SALES_LINE),
    GIFT_CERTIFICATES,
    kind="transaction",
    code="CashSale",
    permission="TRAN_CASHSALE",
    filterable=FILTERABLE_TRANSACTION,
)

CREDIT_MEMO = record(
    "creditMemo",
    "Credit Memo",
    SALES_HEADER,
    POSTING,
    _ASSOCIATED_COST,
    form("46", "Standard Credit Memo"),
    entity_of("customer", "Customer"),
    reference("account", account="Account"),
    reference("term", terms="Terms"),
    date(dueDate="Due Date", asOfDate="As of Date"),
    read_only(enum(choices.CREDIT_MEMO_STATUS, status="Status")),
    read_only(currency(applied="Applied", unapplied="Unapplied")),
    boolean(autoApply="Auto Apply"),
    read_only(text(salesReturn="Sales Return")),
    item_list(SALES_LINE),
    apply_list("apply", "Apply"),
    kind="transaction",
    code="CustCred",
    permission="TRAN_CUSTCRED",
    filterable=f"{FILTERABLE_TRANSACTION} asOfDate dueDate",
)

RETURN_AUTHORIZATION = record(
    "returnAuthorization",
    "Return Authorization",
    SALES_HEADER,
    form("59", "Standard Return Authorization"),
    entity_of("customer", "Customer"),
    required(enum(choices.RETURN_STATUS, orderStatus="Status")),
    read_only(enum(choices.RETURN_STATUS, status="Status")),
    item_list(SALES_LINE),
    kind="transaction",
    code="RtnAuth",
    permission="TRAN_RTNAUTH",
    filterable=FILTERABLE_TRANSACTION,
)

TYPES = (SALES_ORDER, INVOICE, CASH_SALE, CREDIT_MEMO, RETURN_AUTHORIZATION)
