"""Choices out of the list of datasets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.choice_lists import page_of
from suiteplug.connector.spec import Choice, ChoicePage, DataSourceSpec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.session import Session


async def _datasets(session: Session, search: str, cursor: str, _parameters: Mapping[str, str]) -> ChoicePage:
    entries, _ = await session.datasets.entries()
    return page_of([Choice(value=entry.id, label=entry.name or entry.id) for entry in entries], search, cursor)


DATA_SOURCES = (DataSourceSpec(key="datasets", title="Datasets", list_choices=_datasets),)
