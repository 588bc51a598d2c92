"""What the metadata catalogue says about a record type, in a compact and stable form."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from suiteplug.connector.inputs import ActionModel


class FieldKind(StrEnum):
    """How the value of a field looks in a body."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATE_TIME = "date-time"
    TIME = "time"
    CHOICE = "choice"
    REFERENCE = "reference"
    MULTISELECT = "multiselect"
    OTHER = "other"


class FieldMetadata(ActionModel):
    """One field of a record, subrecord or line."""

    name: str = Field(description="Name in record bodies.")
    label: str = Field(description="Label in the NetSuite user interface; empty when the catalogue has none.")
    kind: FieldKind = Field(
        description="Form of the value. date is YYYY-MM-DD; date-time RFC 3339 in UTC; choice and reference are "
        'objects such as {"id": "1"}; multiselect is {"items": [{"id": "1"}]}; of other the catalogue does not say it.'
    )
    values: tuple[str, ...] = Field(default=(), description="IDs that a choice field takes.")
    record_types: tuple[str, ...] = Field(
        default=(), description="Record types a reference can point at; empty when the catalogue does not say."
    )
    custom: bool = Field(default=False, description="Whether it is a custom field of this account.")
    filterable: bool = Field(default=False, description="Whether a q filter of list-records may use it.")
    read_only: bool = Field(default=False, description="Whether the catalogue says that NetSuite sets it itself.")
    max_length: int | None = Field(
        default=None, description="Characters that a text may have, where the catalogue says so."
    )


class SubrecordMetadata(ActionModel):
    """A nested object that exists only inside its parent."""

    name: str = Field(description="Name in record bodies.")
    label: str = Field(description="Label in the NetSuite user interface.")
    fields: tuple[FieldMetadata, ...] = Field(description="Fields, by name.")
    sublists: tuple[SublistMetadata, ...] = Field(default=(), description="Sublists inside it, by name.")
    subrecords: tuple[SubrecordMetadata, ...] = Field(default=(), description="Subrecords inside it, by name.")


class SublistMetadata(ActionModel):
    """A list of lines inside a record."""

    name: str = Field(description="Name in record bodies.")
    label: str = Field(description="Label in the NetSuite user interface.")
    keyed: bool = Field(
        description="Whether lines have a key. Lines without one can only be added, or replaced all at once."
    )
    key: tuple[str, ...] = Field(description="Members that name an existing line.")
    new_line_key: tuple[str, ...] = Field(
        description="Members that name a line offered by a transform, such as orderLine."
    )
    fields: tuple[FieldMetadata, ...] = Field(description="Fields of a line, by name.")
    subrecords: tuple[SubrecordMetadata, ...] = Field(default=(), description="Subrecords of a line, by name.")
    sublists: tuple[SublistMetadata, ...] = Field(default=(), description="Sublists of a line, by name.")


class RecordMetadata(ActionModel):
    """A record type as this role sees it."""

    record_type: str = Field(description="Name of the record type, in NetSuite's spelling.")
    fields: tuple[FieldMetadata, ...] = Field(description="Body fields, by name.")
    sublists: tuple[SublistMetadata, ...] = Field(description="Sublists, by name.")
    subrecords: tuple[SubrecordMetadata, ...] = Field(description="Subrecords of the body, by name.")

    def sublist(self, name: str) -> SublistMetadata | None:
        """The sublist of this name, in any case."""
        return next((entry for entry in self.sublists if entry.name.lower() == name.lower()), None)

    def names(self) -> tuple[str, ...]:
        """All members that a body may have, sorted."""
        fields = [entry.name for entry in self.fields]
        nested = [entry.name for entry in self.sublists] + [entry.name for entry in self.subrecords]
        return tuple(sorted(fields + nested))


SubrecordMetadata.model_rebuild()
SublistMetadata.model_rebuild()
RecordMetadata.model_rebuild()
