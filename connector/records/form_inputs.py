"""What the actions that show forms declare alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from suiteplug.connector import errors
from suiteplug.connector.inputs import ActionInputs, ActionOutput, Body, JsonObject, RecordType
from suiteplug.connector.records.declared import READ_ERRORS
from suiteplug.connector.records.forms import FormView

if TYPE_CHECKING:
    from suiteplug.connector.records.results import RecordBody

_Name = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,99}$")]

FORM_ERRORS = (*READ_ERRORS, errors.InvalidRecordError, errors.FeatureDisabledError, errors.ContractError)


class FormInputs(ActionInputs):
    """Which part of a form is wanted, and what to apply first."""

    body: Body = Field(
        default={},
        description="Values that NetSuite applies before it fills in the rest, with its own field names.",
    )
    fields: list[_Name] = Field(
        default=[],
        max_length=200,
        description="Give only these body fields, those of the record that the form is for.",
    )
    expand: list[_Name] = Field(
        default=[], max_length=50, description="Sublists and subrecords to give with their content, such as item."
    )
    expand_sub_resources: bool = Field(
        default=False, description="Give all sublists, lines and subrecords. Not together with expand."
    )

    @property
    def view(self) -> FormView:
        """The part that is wanted."""
        return FormView(fields=tuple(self.fields), expand=tuple(self.expand), expand_all=self.expand_sub_resources)


class FormOutput(ActionOutput):
    """A form: a record that is not saved."""

    record_type: RecordType = Field(description="Type of the record that the form is for.")
    record: JsonObject = Field(
        description="The record as NetSuite would save it, with its own field names and line keys, without links."
    )
    not_expanded: list[str] = Field(description="Sublists and subrecords whose content is not in this reply.")


def form_output(record_type: str, form: RecordBody) -> FormOutput:
    """The output for a form."""
    return FormOutput(record_type=record_type, record=form.body, not_expanded=list(form.not_expanded))
