"""Money that goes back to customers, and deposits that are used up."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import CLASSIFICATION, form
from suiteplug.emulator.schema.declare import boolean, currency, enum, read_only, record, reference, required, text
from suiteplug.emulator.schema.transactions import (
    CARD_PAYMENT,
    FILTERABLE_TRANSACTION,
    POSTING,
    SALES_HEADER,
    SALES_LINE,
    TRANSACTION_HEADER,
    apply_list,
    entity_of,
    item_list,
)

CASH_REFUND = record(
    "cashRefund",
    "Cash Refund",
    SALES_HEADER,
    CARD_PAYMENT,
    POSTING,
    form("44", "Standard Cash Refund"),
    entity_of("customer", "Customer"),
    reference("account", account="Account"),
    boolean(refundCheck="To Print a Check"),
    read_only(enum(choices.REFUND_STATUS, status="Status")),
    item_list(SALES_LINE),
    kind="transaction",
    code="CashRfnd",
    permission="TRAN_CASHRFND",
    filterable=FILTERABLE_TRANSACTION,
)

CUSTOMER_REFUND = record(
    "customerRefund",
    "Customer Refund",
    TRANSACTION_HEADER,
    CARD_PAYMENT,
    CLASSIFICATION,
    POSTING,
    form("64", "Standard Customer Refund"),
    required(reference("customer", customer="Customer")),
    reference("account", account="Account", arAcct="A/R Account"),
    read_only(currency(total="Amount", balance="Balance")),
    read_only(enum(choices.REFUND_STATUS, status="Status")),
    apply_list("apply", "Credits"),
    apply_list("deposit", "Deposits"),
    kind="transaction",
    code="CustRfnd",
    permission="TRAN_CUSTRFND",
    filterable=f"{FILTERABLE_TRANSACTION} customer paymentMethod",
)

DEPOSIT_APPLICATION = record(
    "depositApplication",
    "Deposit Application",
    TRANSACTION_HEADER,
    CLASSIFICATION,
    POSTING,
    form("65", "Standard Deposit Application"),
    required(reference("customer", customer="Customer")),
    required(reference("customerDeposit", deposit="Deposit")),
    read_only(text(depositDate="Deposit Date")),
    reference("account", arAcct="A/R Account"),
    read_only(currency(total="Total", applied="Applied", unapplied="Unapplied")),
    read_only(enum(choices.DEPOSIT_APPLICATION_STATUS, status="Status")),
    apply_list("apply", "Invoices"),
    kind="transaction",
    code="DepAppl",
    permission="TRAN_DEPAPPL",
    filterable=f"{FILTERABLE_TRANSACTION} customer deposit",
)

TYPES = (CASH_REFUND, CUSTOMER_REFUND, DEPOSIT_APPLICATION)
