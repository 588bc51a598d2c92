"""Violations are told in words that name the field and the fix."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import Field

from suiteplug import schemas
from suiteplug.connector.errors import SchemaViolationError
from suiteplug.connector.inputs import ActionInputs, ActionModel, Limit, RecordId, RecordType


class Line(ActionModel):
    """A line."""

    quantity: float = Field(gt=0, description="How many.")
    day: str | None = Field(default=None, description="ISO date.", json_schema_extra={"format": "date"})


class Inputs(ActionInputs):
    """Inputs with one of each."""

    record_type: RecordType
    record_id: RecordId
    limit: Limit = 1000
    kind: str = Field(default="a", description="Kind.", json_schema_extra={"enum": ["a", "b"]})
    lines: list[Line] = Field(default_factory=list, description="Lines.")


GOOD: dict[str, Any] = {"record_type": "customer", "record_id": 1}


@pytest.mark.parametrize(
    ("given", "field", "message", "fix"),
    [
        ({"record_id": 1}, "record_type", "'record_type' is missing", "salesOrder"),
        ({**GOOD, "limit": 5000}, "limit", "is 5000", "at most 1000"),
        ({**GOOD, "limit": "5"}, "limit", "not an integer", "an integer"),
        ({**GOOD, "limit": True}, "limit", "is True", "an integer"),
        ({**GOOD, "recordid": 1}, "recordid", "there is no input 'recordid'", "record_id"),
        ({**GOOD, "zzz": 1}, "zzz", "there is no input 'zzz'", "Known members"),
        ({**GOOD, "record_type": "sales order"}, "record_type", "has another form", "salesOrder"),
        ({**GOOD, "record_id": "12a"}, "record_id", "", ""),
        ({**GOOD, "kind": "c"}, "kind", "is 'c'", "one of: a, b"),
        ({**GOOD, "lines": [{"quantity": 1}, {"quantity": 0}]}, "lines[1].quantity", "is 0", "more than 0"),
        ({**GOOD, "lines": [{"quantity": 1, "day": "2026-02-30"}]}, "lines[0].day", "", ""),
        ({**GOOD, "lines": [{}]}, "lines[0].quantity", "'lines[0].quantity' is missing", "How many"),
    ],
)
def test_messages(given: dict[str, Any], field: str, message: str, fix: str) -> None:
    with pytest.raises(SchemaViolationError) as caught:
        schemas.check(Inputs, given, what="test")
    error = caught.value
    assert error.field == field
    assert message in error.message
    assert fix in error.fix
    assert "Nothing was sent" in error.cause


def test_all_violations_are_listed() -> None:
    with pytest.raises(SchemaViolationError) as caught:
        schemas.check(Inputs, {"limit": 0, "nope": 1}, what="test")
    assert {detail.path for detail in caught.value.details} == {"limit", "nope", "record_type", "record_id"}


def test_what_fits_fits() -> None:
    schemas.check(Inputs, {**GOOD, "lines": [{"quantity": 0.5, "day": "2026-08-12"}]}, what="test")


def test_published_schemas_are_plain() -> None:
    schema = schemas.schema_of(Inputs, "validation")
    assert schema["$schema"] == schemas.DIALECT
    assert "title" not in schema["properties"]["limit"]
    assert schema["properties"]["record_type"]["x-choices"] == {"source": "record-types"}


class Either(ActionInputs):
    """An ID that may be left out."""

    record_id: RecordId | None = Field(default=None, description="Internal ID.")


@pytest.mark.parametrize(("given", "message"), [("abc", "another form"), ([1], "not a string or an integer")])
def test_what_may_be_left_out_is_not_called_nothing(given: Any, message: str) -> None:
    with pytest.raises(SchemaViolationError) as caught:
        schemas.check(Either, {"record_id": given}, what="get-record")
    assert "nothing" not in caught.value.message
    assert message in caught.value.message
