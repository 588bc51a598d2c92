"""Create a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from suiteplug.connector.inputs import ActionOutput, ExternalId
from suiteplug.connector.records.declared import REST, WRITE_ERRORS, NewRecordId, Warnings, oracle_help
from suiteplug.connector.records.external_ids import with_external_id
from suiteplug.connector.shortcuts.addresses import Address, new_lines
from suiteplug.connector.shortcuts.bodies import merged
from suiteplug.connector.shortcuts.customer_fields import CustomerFields, told_kind
from suiteplug.connector.shortcuts.families import CUSTOMERS
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(CustomerFields):
    """The new customer."""

    external_id: ExternalId | None = Field(
        default=None,
        description="Your own ID for the customer. With it NetSuite refuses a second one, so that a repeat after a "
        "lost answer cannot double anything.",
    )
    addresses: list[Address] = Field(default=[], max_length=100, description="Addresses.")


class Output(ActionOutput):
    """The new customer."""

    record_type: str = Field(description="Type of the record: customer.")
    record_id: NewRecordId
    warnings: Warnings


async def run(session: Session, inputs: Inputs) -> Output:
    """Create the customer; a person where only a person's name is given."""
    is_person = told_kind(inputs)
    body = inputs.body()
    if is_person is not None:
        body["isPerson"] = is_person
    if inputs.addresses:
        lines = {"addressBook": {"items": new_lines(inputs.addresses)}}
        body = merged(lines, body, {"addressbook": "addresses"})
    body = with_external_id(body, inputs.external_id)
    written = await session.records.create(CUSTOMERS.record_type, body)
    return Output(record_type=CUSTOMERS.record_type, record_id=written.record_id, warnings=list(written.warnings))


ACTION = ActionSpec(
    key="create-customer",
    title="Create customer",
    description="Creates a customer, company or person, with addresses.",
    guidance="Use it for a customer that must be new; look first with list-customers (email) or give external_id, "
    "with which a second one is refused. Without external_id repeating creates a second customer. Accounts with "
    "subsidiaries need subsidiary_id. Other fields go into fields with NetSuite's own names.",
    group=CUSTOMERS.group,
    effect=Effect.CREATE,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A company with one address",
            {
                "company_name": "Harbour Goods",
                "email": "ap@harbourgoods.example",
                "subsidiary_id": "1",
                "external_id": "EXAMPLE-C-1",
                "addresses": [
                    {
                        "label": "Head office",
                        "addressee": "Harbour Goods",
                        "addr1": "12 Quay Street",
                        "city": "Portland",
                        "state": "ME",
                        "zip": "04101",
                        "country": "US",
                        "default_billing": True,
                        "default_shipping": True,
                    }
                ],
            },
            {"record_type": "customer", "record_id": "1069", "warnings": []},
        ),
    ),
    idempotency=Idempotency.NONE,
    settled_by=SettledBy.EXTERNAL_ID,
    settle="With an idempotency key: run it again with the same key. With external_id: get-customer by it. With "
    "neither: list-customers by e-mail, created_since.",
    permissions=(REST, f"{CUSTOMERS.permission} (Create)"),
    errors=WRITE_ERRORS,
    source=oracle_help("section_1545141395"),
)
