"""Choices out of the metadata catalogue: record types, their fields and their sublists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.choice_lists import page_of
from suiteplug.connector.metadata.labels import label_of
from suiteplug.connector.spec import Choice, ChoicePage, DataSourceSpec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.session import Session


async def _record_types(session: Session, search: str, cursor: str, _parameters: Mapping[str, str]) -> ChoicePage:
    names = await session.metadata.record_types()
    return page_of([Choice(value=name, label=label_of(name)) for name in names], search, cursor)


async def _record_fields(session: Session, search: str, cursor: str, parameters: Mapping[str, str]) -> ChoicePage:
    described = await session.metadata.describe(parameters["record_type"])
    choices = [Choice(value=field.name, label=field.label or label_of(field.name)) for field in described.fields]
    return page_of(choices, search, cursor)


async def _sublists(session: Session, search: str, cursor: str, parameters: Mapping[str, str]) -> ChoicePage:
    described = await session.metadata.describe(parameters["record_type"])
    choices = [Choice(value=part.name, label=part.label or label_of(part.name)) for part in described.sublists]
    return page_of(choices, search, cursor)


DATA_SOURCES = (
    DataSourceSpec(key="record-types", title="Record types", list_choices=_record_types),
    DataSourceSpec(
        key="record-fields", title="Fields of a record type", list_choices=_record_fields, depends_on=("record_type",)
    ),
    DataSourceSpec(
        key="sublists", title="Sublists of a record type", list_choices=_sublists, depends_on=("record_type",)
    ),
)
