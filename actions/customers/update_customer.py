"""Update a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.errors import InputError
from suiteplug.connector.inputs import ActionOutput, ExternalId, RecordId
from suiteplug.connector.records.declared import REST, WRITE_ERRORS, NewRecordId, Warnings, oracle_help
from suiteplug.connector.records.ref import RecordRef
from suiteplug.connector.shortcuts.addresses import AddressChange, AddressPlan, plan_changes
from suiteplug.connector.shortcuts.bodies import merged
from suiteplug.connector.shortcuts.customer_fields import CustomerFields
from suiteplug.connector.shortcuts.families import CUSTOMERS
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session

_SUBLIST = "addressBook"
_COUNTS = "counts"


class Inputs(CustomerFields):
    """Which customer, and what to change."""

    record_id: RecordId | None = Field(default=None, description="Internal ID. Give this or external_id.")
    external_id: ExternalId | None = Field(default=None, description="External ID. Give this or record_id.")
    addresses: list[AddressChange] = Field(
        default=[],
        max_length=100,
        description="Addresses to add or to change. One is changed when line_id names it, or when one with its label "
        "(without label: with the same content) is there; else it is added. What an address leaves out stays.",
    )
    replace_addresses: bool = Field(default=False, description="Remove the addresses that are not given here.")


class Output(ActionOutput):
    """The changed customer."""

    record_type: str = Field(description="Type of the record: customer.")
    record_id: NewRecordId
    addresses_added: int = Field(description="Addresses added.")
    addresses_changed: int = Field(description="Addresses that were there and were changed.")
    warnings: Warnings


async def run(session: Session, inputs: Inputs) -> Output:
    """Change the fields given; look at the addresses that are there before sending any."""
    ref = RecordRef(CUSTOMERS.record_type, inputs.record_id, inputs.external_id)
    ref.path()  # neither or both IDs are refused before anything is sent
    body = inputs.body()
    plan, present_lines = AddressPlan([], 0, 0), None
    if inputs.addresses:
        present = await session.records.lines(ref, _SUBLIST)
        plan, present_lines = plan_changes(inputs.addresses, present.items), present.total
    if inputs.addresses or inputs.replace_addresses:
        body = merged({_SUBLIST: {"items": plan.lines}}, body, {_SUBLIST.lower(): "addresses"})
    if not body:
        raise InputError(
            "There is nothing to change.", code="NOTHING_TO_CHANGE", field="fields", fix="Give at least one field."
        )
    replace = (_SUBLIST,) if inputs.replace_addresses else ()
    added, changed = session.once.recall(_COUNTS) or (plan.added, plan.changed)
    await session.once.remember(_COUNTS, (added, changed))  # a run that goes on finds what it has added itself
    written = await session.records.update(ref, body, replace=replace, lines_before=present_lines)
    return Output(
        record_type=CUSTOMERS.record_type,
        record_id=written.record_id,
        addresses_added=added,
        addresses_changed=changed,
        warnings=list(written.warnings),
    )


ACTION = ActionSpec(
    key="update-customer",
    title="Update customer",
    description="Changes fields and addresses of a customer.",
    guidance="Use it for an existing customer; only what is given changes. Repeating is safe: addresses are "
    "recognized by label or content and not added twice. To clear a field give it as null in fields.",
    group=CUSTOMERS.group,
    effect=Effect.UPDATE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "E-mail address of a customer",
            {"external_id": "ERP-C-0001", "email": "orders@bluekilnltd.example"},
            {
                "record_type": "customer",
                "record_id": "1013",
                "addresses_added": 0,
                "addresses_changed": 0,
                "warnings": [],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    settled_by=SettledBy.LINES,
    settle="Repeat it, or read the customer with get-customer.",
    permissions=(REST, f"{CUSTOMERS.permission} (Edit)"),
    errors=WRITE_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("section_1545142173"),
)
