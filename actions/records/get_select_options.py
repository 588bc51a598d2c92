"""Show what may be chosen in select fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from suiteplug.connector.inputs import (
    ActionInputs,
    ActionModel,
    ActionOutput,
    Body,
    ExternalId,
    Limit,
    Offset,
    RecordId,
    RecordType,
)
from suiteplug.connector.records.declared import CAN_CREATE, oracle_help
from suiteplug.connector.records.form_inputs import FORM_ERRORS
from suiteplug.connector.records.options import NameFilter, NameOperator
from suiteplug.connector.records.ref import RecordRef
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency

if TYPE_CHECKING:
    from suiteplug.connector.session import Session

FieldPath = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)?$")]


class Filter(ActionModel):
    """A condition on the names of one field's options."""

    field: FieldPath = Field(description="The field, spelt as in fields.")
    operator: NameOperator = Field(default=NameOperator.CONTAIN, description="How the name is compared.")
    text: str = Field(min_length=1, max_length=300, description="What it is compared with.")


class Inputs(ActionInputs):
    """Of which fields, beside which values."""

    record_type: RecordType
    record_id: RecordId | None = Field(
        default=None, description="Internal ID of a saved record; without it the options are those of a new one."
    )
    external_id: ExternalId | None = Field(default=None, description="External ID of a saved record, instead.")
    fields: list[FieldPath] = Field(
        min_length=1, max_length=50, description="Select fields; of a line as sublist.field, such as item.price."
    )
    body: Body = Field(
        default={}, description="Values that the options depend on, such as the subsidiary or the customer."
    )
    filters: list[Filter] = Field(default=[], max_length=50, description="Only options whose names fit.")
    limit: Limit = 1000
    offset: Offset = 0


class Option(ActionModel):
    """One option."""

    id: str = Field(description="Its ID, for the field's id.")
    name: str = Field(description="Its name.")


class Options(ActionModel):
    """The options of one field."""

    field: str = Field(description="The field.")
    options: list[Option] = Field(description="This page of its options.")
    total: int = Field(description="Number of all its options that fit.")
    has_more: bool = Field(description="Whether options are left after this page.")


class Output(ActionOutput):
    """The options."""

    fields: list[Options] = Field(description="One entry a field, in the order asked for.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Ask for the options."""
    saved = inputs.record_id is not None or inputs.external_id is not None
    found = await session.forms.select_options(
        inputs.record_type,
        RecordRef(inputs.record_type, inputs.record_id, inputs.external_id) if saved else None,
        inputs.fields,
        body=inputs.body,
        filters=[NameFilter(entry.field, entry.operator, entry.text) for entry in inputs.filters],
        limit=inputs.limit,
        offset=inputs.offset,
    )
    return Output(
        fields=[
            Options(
                field=entry.field,
                options=[Option(id=option.id, name=option.name) for option in entry.options],
                total=entry.total,
                has_more=entry.has_more,
            )
            for entry in found
        ]
    )


ACTION = ActionSpec(
    key="get-select-options",
    title="Get select options",
    description="Lists what may be chosen in select fields of a new or saved record, as this role sees it.",
    guidance="Use it to find the ID for a field such as terms, location or entityStatus, or to fill a drop-down. "
    "Options depend on the role and on other values: give those in body. Nothing is saved; repeating is safe. Needs "
    "NetSuite 2026.1; on an older account it refuses before anything is sent.",
    group="records",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "The ID of terms that a sales order can have",
            {
                "record_type": "salesOrder",
                "fields": ["terms"],
                "filters": [{"field": "terms", "operator": "IS", "text": "Net 30"}],
            },
            {
                "fields": [
                    {
                        "field": "terms",
                        "options": [
                            {"id": "2", "name": "Net 30"},
                        ],
                        "total": 1,
                        "has_more": False,
                    }
                ]
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=CAN_CREATE,
    release="2026.1",
    errors=FORM_ERRORS,
    cost=Cost.FEW,
    source=oracle_help("article_0115100241"),
)
