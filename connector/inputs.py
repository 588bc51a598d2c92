"""Base models and shared fields for the inputs and outputs of actions.

Marks that the manifest carries on a property: ``x-choices`` names the data source behind a drop-down,
``x-filled-by`` says who may fill it (``person``, ``model``; ``hidden`` is for hosts only).
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

JsonObject = dict[str, Any]


def _as_text(value: object) -> object:
    """Let a number stand for an ID; a boolean does not."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


class ActionModel(BaseModel):
    """A closed object: unknown members are refused, nothing is coerced by guess."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class ActionInputs(ActionModel):
    """Inputs of an action; every action has these."""

    debug: bool = Field(
        default=False,
        description="Log each request and reply of this run, with secrets removed.",
        json_schema_extra={"x-filled-by": "person"},
    )


class ActionOutput(ActionModel):
    """Output of an action."""


RecordType = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z][A-Za-z0-9_]{0,99}$",
        description="Record type by its REST name, such as salesOrder or customrecord_channel.",
        json_schema_extra={"x-choices": {"source": "record-types"}},
    ),
]

RecordId = Annotated[
    str,
    BeforeValidator(_as_text),
    Field(pattern=r"^-?[0-9]{1,18}$"),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": "^-?[0-9]{1,18}$"}, {"type": "integer"}],
            "description": "Internal ID, as number or text.",
        }
    ),
]

ExternalId = Annotated[
    str,
    BeforeValidator(_as_text),
    Field(min_length=1, max_length=255),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "minLength": 1, "maxLength": 255}, {"type": "integer"}],
            "description": "External ID, without the prefix eid:. Letters, digits, _ and - are safe in NetSuite.",
        }
    ),
]

Body = Annotated[
    JsonObject,
    Field(description="Record body with NetSuite's own field names, as in the REST API."),
]

Limit = Annotated[int, Field(ge=1, le=1000, description="Rows of one page, 1 to 1000.")]

Offset = Annotated[
    int,
    Field(ge=0, description="Rows to skip; NetSuite takes only multiples of the limit."),
]

AllPages = Annotated[
    bool,
    Field(description="Read on until the last page, however many requests that takes."),
]
