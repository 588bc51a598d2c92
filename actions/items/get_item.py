"""Read one item, whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from suiteplug.connector.errors import InputError, InvalidQueryError, NotFoundError
from suiteplug.connector.records.declared import READ_ERRORS, REST, oracle_help
from suiteplug.connector.records.ref import RecordRef
from suiteplug.connector.shortcuts import item_lookup
from suiteplug.connector.shortcuts.families import ITEMS
from suiteplug.connector.shortcuts.getting import GetInputs, GetOutput, read
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(GetInputs):
    """Which item, and how much of it."""

    sku: Annotated[str, Field(min_length=1, max_length=300)] | None = Field(
        default=None, description="Item name/number, exactly. Give this, record_id or external_id."
    )


Output = GetOutput


async def run(session: Session, inputs: Inputs) -> GetOutput:
    """Ask SuiteQL for the kind, then read from the record type behind it; other types are tried if that fails."""
    record_id, record_types = await item_lookup.find(
        session, record_id=inputs.record_id, external_id=inputs.external_id, sku=inputs.sku
    )
    for record_type in record_types:
        ref = RecordRef(record_type, record_id, inputs.external_id if record_id is None else None)
        try:
            return await read(session, ref, inputs)
        except NotFoundError:
            continue
        except InputError as error:
            if error.code != "UNKNOWN_RECORD_TYPE":  # the account or the role has no items of that type
                raise
    raise item_lookup.unreadable(record_id or inputs.external_id or "", record_types)


ACTION = ActionSpec(
    key="get-item",
    title="Get item",
    description="Reads one item of any kind: inventory, kit, service, discount and so on.",
    guidance="Use it when the item's ID or SKU is known; list-items finds it by part of its name. record_type in the "
    "output is what update-record needs. It only reads; repeating is safe.",
    group=ITEMS.group,
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "A lot-numbered item by SKU",
            {"sku": "TEA-ASSAM", "fields": ["itemId", "displayName"]},
            {
                "record_type": "lotNumberedInventoryItem",
                "record": {"displayName": "Assam, 100 g", "itemId": "TEA-ASSAM"},
                "not_expanded": [],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=(REST, f"{ITEMS.permission} (Edit)", "Reports > SuiteAnalytics Workbook (Edit)"),
    errors=(*READ_ERRORS, InvalidQueryError),
    cost=Cost.FEW,
    source=oracle_help("section_1545141500"),
)
