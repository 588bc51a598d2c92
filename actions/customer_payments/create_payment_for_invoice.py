"""Pay an invoice, whole or in part."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionInputs, ActionOutput, ExternalId, JsonObject, RecordId
from suiteplug.connector.records.declared import REST, WRITE_ERRORS, NewRecordId, Warnings, oracle_help
from suiteplug.connector.records.ref import RecordRef
from suiteplug.connector.shortcuts.bodies import BodyField, body_of, merged
from suiteplug.connector.shortcuts.families import CUSTOMER_PAYMENTS, INVOICES
from suiteplug.connector.shortcuts.fields import Day
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency, SettledBy
from suiteplug.connector.transforms.paying import Payment, pay

if TYPE_CHECKING:
    from suiteplug.connector.session import Session

_BODY = (
    BodyField("payment_method_id", "paymentMethod", reference=True),
    BodyField("account_id", "account", reference=True),
    BodyField("memo", "memo"),
)


class Inputs(ActionInputs):
    """Which invoice, and how it is paid."""

    record_id: RecordId | None = Field(
        default=None,
        description="Internal ID of the invoice. Give this or external_id.",
        json_schema_extra={"x-choices": {"source": "invoices"}},
    )
    external_id: ExternalId | None = Field(
        default=None, description="External ID of the invoice, without the prefix eid:. Give this or record_id."
    )
    amount: float | None = Field(
        default=None,
        gt=0,
        le=1e12,
        allow_inf_nan=False,
        description="Amount in the invoice's currency, at most what is left to pay; without it all of that.",
    )
    payment_external_id: ExternalId | None = Field(
        default=None,
        description="Your own ID for the payment. With it repeating is safe: the payment that has it is given back "
        "instead of making another.",
    )
    tran_date: Day | None = Field(default=None, description="Date of the payment, YYYY-MM-DD; without it today.")
    payment_method_id: RecordId | None = Field(
        default=None,
        description="Payment method by internal ID.",
        json_schema_extra={"x-choices": {"source": "payment-methods"}},
    )
    account_id: RecordId | None = Field(
        default=None,
        description="Account the money goes to, by internal ID; without it NetSuite's own default, often Undeposited "
        "Funds.",
        json_schema_extra={"x-choices": {"source": "accounts"}},
    )
    memo: str | None = Field(default=None, max_length=999, description="Memo of the payment.")
    fields: JsonObject = Field(
        default={}, description="More fields of the payment, with NetSuite's own names, such as custom ones."
    )


class Output(ActionOutput):
    """The payment."""

    record_type: str = Field(description="Type of the record: customerPayment.")
    record_id: NewRecordId
    invoice_id: str = Field(description="Internal ID of the invoice.")
    created: bool = Field(description="False when a payment with this external ID was there before.")
    amount: float = Field(description="Amount that it pays of the invoice, in its currency.")
    amount_remaining: float | None = Field(
        description="What the invoice has left to pay now; null when it could not be read."
    )
    warnings: Warnings


async def run(session: Session, inputs: Inputs) -> Output:
    """Check what is open, pay, read what is left."""
    body = body_of(inputs, _BODY, {})
    named = {entry.field.lower(): entry.input for entry in _BODY if entry.field in body}
    if inputs.tran_date is not None:
        body["tranDate"] = inputs.tran_date.isoformat()
        named["trandate"] = "tran_date"
    named |= {"payment": "amount", "apply": "record_id", "externalid": "payment_external_id"}
    paid = await pay(
        session,
        Payment(
            invoice=RecordRef(INVOICES.record_type, inputs.record_id, inputs.external_id),
            amount=None if inputs.amount is None else Decimal(str(inputs.amount)),
            external_id=inputs.payment_external_id,
            body=merged(body, inputs.fields, named),
        ),
    )
    return Output(
        record_type=CUSTOMER_PAYMENTS.record_type,
        record_id=paid.record_id,
        invoice_id=paid.invoice_id,
        created=paid.created,
        amount=float(paid.amount),
        amount_remaining=None if paid.remaining is None else float(paid.remaining),
        warnings=list(paid.warnings),
    )


ACTION = ActionSpec(
    key="create-payment-for-invoice",
    title="Create payment for invoice",
    description="Records a customer's payment of an invoice, whole or in part.",
    guidance="Use it when a customer has paid an invoice. The amount is held against what is left before anything is "
    "sent. With payment_external_id repeating is safe; without it a repeat pays what is still open.",
    group=CUSTOMER_PAYMENTS.group,
    effect=Effect.CREATE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A part of an invoice is paid",
            {"record_id": "5038", "amount": 30.25, "payment_external_id": "EXAMPLE-PAY-1", "payment_method_id": "5"},
            {
                "record_type": "customerPayment",
                "record_id": "5421",
                "invoice_id": "5038",
                "created": True,
                "amount": 30.25,
                "amount_remaining": 50.19,
                "warnings": [],
            },
        ),
    ),
    idempotency=Idempotency.EXTERNAL_ID,
    settled_by=SettledBy.SOURCE,
    settle="Run it again with the same payment_external_id; without one, look with list-customer-payments (invoice_id) "
    "first.",
    permissions=(REST, f"{CUSTOMER_PAYMENTS.permission} (Create)", f"{INVOICES.permission} (Edit)"),
    errors=WRITE_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("section_157901123882"),
)
