"""Pays an invoice: the amount is held against what is open before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import DuplicateRecordError, InputError, NetSuiteConnectorError
from suiteplug.connector.order_lines.line import as_number, number, reference
from suiteplug.connector.order_lines.picking import plain
from suiteplug.connector.records import RecordRef
from suiteplug.connector.transforms.making import source_id_of, told

if TYPE_CHECKING:
    from suiteplug.connector.session import Session

TYPE = "customerPayment"
_AMOUNT = "amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What to pay: the invoice, the amount (None: all that is open), and the other fields of the body."""

    invoice: RecordRef
    amount: Decimal | None
    external_id: str | None
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that exists. ``remaining`` is what the invoice has left; None when it could not be read."""

    record_id: str | None
    invoice_id: str
    created: bool
    amount: Decimal
    remaining: Decimal | None
    warnings: tuple[str, ...] = ()


async def pay(session: Session, wish: Payment) -> Paid:
    """Check, pay, and read what is left.

    Raises:
        InputError: The invoice is paid, or less is open than shall be paid; nothing was sent.
        DuplicateRecordError: The external ID belongs to a payment of another invoice.
    """
    invoice_id = await source_id_of(session, wish.invoice)
    invoice = RecordRef("invoice", invoice_id)
    planned = session.once.recall(_AMOUNT)
    if planned is None:
        before = await _paid_before(session, wish, invoice)
        if before is not None:
            return before
        planned = str(_amount(wish.amount, await _remaining(session, invoice), invoice))
        await session.once.remember(_AMOUNT, planned)
    amount = Decimal(planned)
    line = {"doc": {"id": invoice_id}, "line": 0, "apply": True, "amount": as_number(amount)}
    body = {**wish.body, "payment": as_number(amount), "apply": {"items": [line]}}
    if wish.external_id is not None:
        body["externalId"] = wish.external_id
    written = await session.records.transform(invoice, TYPE, body)
    record_id = written.record_id or await _newest_of(session, invoice_id)
    warnings = told(written, record_id)
    try:
        remaining: Decimal | None = await _remaining(session, invoice)
    except NetSuiteConnectorError as error:  # it is paid all the same
        remaining = None
        warnings.append(f"The payment was made, but the invoice could not be read: {error.message}")
    return Paid(record_id, invoice_id, created=True, amount=amount, remaining=remaining, warnings=tuple(warnings))


def _amount(wanted: Decimal | None, remaining: Decimal, invoice: RecordRef) -> Decimal:
    if remaining <= 0:
        raise InputError(
            f"Nothing is left to pay on {invoice}.",
            code="NOTHING_TO_PAY",
            field="record_id",
            cause="It is paid or credited in full, or was never for more than 0.00.",
            fix="list-customer-payments with invoice_id shows how it was paid.",
        )
    if wanted is not None and wanted > remaining:
        raise InputError(
            f"{plain(wanted)} shall be paid, {plain(remaining)} are left to pay on {invoice}.",
            code="MORE_THAN_LEFT",
            field="amount",
            cause="Nothing was sent.",
            fix=f"Give at most {plain(remaining)}; for a payment beyond the invoice use create-record.",
        )
    return remaining if wanted is None else wanted


async def _remaining(session: Session, invoice: RecordRef) -> Decimal:
    body = (await session.records.get(invoice, fields=("amountRemaining",))).body
    return number(body.get("amountRemaining")) or Decimal(0)


async def _paid_before(session: Session, wish: Payment, invoice: RecordRef) -> Paid | None:
    """The payment that has this external ID already."""
    if wish.external_id is None:
        return None
    record_id = await session.records.find_id(RecordRef(TYPE, external_id=wish.external_id))
    if record_id is None:
        return None
    lines = (await session.records.lines(RecordRef(TYPE, record_id), "apply")).items
    applied = {reference(line.get("doc"))[0]: line for line in lines if line.get("apply") is not False}
    if invoice.record_id not in applied:
        raise DuplicateRecordError(
            f"The external ID '{wish.external_id}' belongs to a payment of other invoices.",
            code="EXTERNAL_ID_TAKEN",
            field="payment_external_id",
            cause="Nothing was sent.",
            fix="Use an external ID of its own for each payment.",
        )
    amount = number(applied[invoice.record_id].get("amount")) or Decimal(0)
    return Paid(
        record_id, str(invoice.record_id), created=False, amount=amount, remaining=await _remaining(session, invoice)
    )


_NEWEST = (
    "SELECT k.nextdoc AS id FROM nexttransactionlink k "
    "WHERE k.previousdoc = ? AND k.nexttype = 'CustPymt' ORDER BY k.nextdoc DESC"
)


async def _newest_of(session: Session, invoice_id: str) -> str | None:
    """The newest payment of the invoice, where NetSuite did not say its ID; None when it cannot be told."""
    try:
        rows = (await session.suiteql.run(_NEWEST, (invoice_id,), limit=1)).rows
    except NetSuiteConnectorError:
        return None
    return str(rows[0]["id"]) if rows else None
