"""Select options: the filter as NetSuite reads it, and its reply. Pure (Oracle help: article_0115100241)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import ContractError, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence


class NameOperator(StrEnum):
    """How the name of an option is compared."""

    CONTAIN = "CONTAIN"
    IS = "IS"
    START_WITH = "START_WITH"


@dataclass(frozen=True, slots=True)
class NameFilter:
    """Only options of ``field`` whose name compares so with ``text``."""

    field: str
    operator: NameOperator
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """One option; the ID is text, though NetSuite sends numbers here."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FieldOptions:
    """One page of the options of one field."""

    field: str
    options: tuple[Option, ...]
    total: int
    has_more: bool


def written_filters(filters: Sequence[NameFilter], fields: Sequence[str]) -> str:
    """The ``q`` parameter. Raises InputError for a filter that cannot be written or that filters nothing."""
    wanted = {name.lower() for name in fields}
    for entry in filters:
        if entry.field.lower() not in wanted:
            raise InputError(
                f"The filter is about '{entry.field}', whose options are not asked for.",
                code="FILTER_WITHOUT_FIELD",
                field="filters",
                fix="Name the field in fields too, in the same spelling.",
            )
        if '"' in entry.text:
            raise InputError(
                f"The text {entry.text!r} has a quotation mark, which this filter cannot hold.",
                code="QUOTE_IN_FILTER",
                field="filters",
                fix="Compare with a part of the name without it.",
            )
    return ", ".join(f'{entry.field} {entry.operator} "{entry.text}"' for entry in filters)


def read_options(data: Any, fields: Sequence[str]) -> list[FieldOptions]:
    """The options by field, in the order asked for. Raises ContractError when a field is missing."""
    return [_field(data, name) for name in fields]


def _field(data: Any, name: str) -> FieldOptions:
    found = _member(data, name)
    for part in name.split(".") if found is None else ():
        # where a line's field stands is not published: under its path, or nested in its sublist
        data = found = _member(data, part)
    options = found.get("_selectOptions") if isinstance(found, dict) else None
    items = options.get("items") if isinstance(options, dict) else None
    if not isinstance(options, dict) or not isinstance(items, list):
        raise ContractError(
            f"The reply holds no options of '{name}'.",
            code="NO_OPTIONS",
            cause="NetSuite left the field out of its answer.",
            fix="Check with get-record-metadata that it is a select field; report it otherwise.",
            field=name,
        )
    read = tuple(Option(str(item.get("id", "")), str(item.get("refName", ""))) for item in items)
    total = options.get("totalResults")
    return FieldOptions(name, read, total if isinstance(total, int) else len(read), bool(options.get("hasMore", False)))


def _member(data: Any, name: str) -> Any:
    """A member in any case."""
    if not isinstance(data, dict):
        return None
    return next((value for key, value in data.items() if key.lower() == name.lower()), None)
