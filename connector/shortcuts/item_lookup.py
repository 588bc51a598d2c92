"""Finds an item whatever its kind is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import InputError, InvalidQueryError, NotFoundError, PermissionDeniedError
from suiteplug.connector.shortcuts import item_kinds
from suiteplug.connector.suiteql.kinds import Kind
from suiteplug.connector.suiteql.rows import Typing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.session import Session

_QUERIES = (
    (
        "SELECT id, itemid, itemtype AS item_type, subtype, islotitem AS is_lot_item, isserialitem AS is_serial_item "
        "FROM item WHERE {} ORDER BY id ASC"
    ),
    # features may hide the columns above
    "SELECT id, itemid, itemtype AS item_type FROM item WHERE {} ORDER BY id ASC",
)
_TYPING = Typing(kinds={"is_lot_item": Kind.BOOLEAN, "is_serial_item": Kind.BOOLEAN})


async def find(
    session: Session, *, record_id: str | None, external_id: str | None, sku: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """Internal ID of an item and the record types it can have, the likeliest first.

    The ID is None where the role may not query items; the types are then all there are.

    Raises:
        InputError: Not exactly one of the three is given, or the role may not query and ``sku`` needs it.
        NotFoundError: There is no such item, or several have this SKU.
    """
    by = {"id": record_id, "externalid": external_id, "itemid": sku}
    given = [(column, value) for column, value in by.items() if value is not None]
    if len(given) != 1:
        raise InputError(
            "Give exactly one of record_id, external_id and sku.",
            code="ONE_OF_THREE",
            field="record_id",
            fix="Keep the one you know: record_id is NetSuite's ID, external_id your own, sku the item's name.",
        )
    column, value = given[0]
    try:
        rows = await _query(session, column, value)
    except (InvalidQueryError, PermissionDeniedError):
        if sku is not None:
            raise
        return record_id, item_kinds.all_record_types()
    return _only(rows, column, value)


def unreadable(given: str, record_types: Sequence[str]) -> NotFoundError:
    """The error for an item that none of its possible record types gives."""
    return NotFoundError(
        f"Item '{given}' is none that this role can read.",
        code="ITEM_NOT_FOUND",
        cause=f"There is no such item, or the role does not see it. Tried: {', '.join(record_types)}.",
        fix="Check the ID; list-items finds items by part of their name. The role needs Lists > Items (Edit).",
    )


async def _query(session: Session, column: str, value: str) -> list[dict[str, Any]]:
    full, plain = (query.format(f"{column} = ?") for query in _QUERIES)
    try:
        result = await session.suiteql.run(full, (value,), typing=_TYPING, limit=2)
    except InvalidQueryError:
        result = await session.suiteql.run(plain, (value,), limit=2)
    return result.rows


def _only(rows: list[dict[str, Any]], column: str, value: str) -> tuple[str, tuple[str, ...]]:
    if not rows:
        raise NotFoundError(
            f"There is no item with {_WORDS[column]} '{value}'.",
            code="ITEM_NOT_FOUND",
            cause="No item has it, or the role does not see the item.",
            fix="list-items finds items by part of their name.",
        )
    if len(rows) > 1:
        raise NotFoundError(
            f"Several items have the {_WORDS[column]} '{value}'.",
            code="ITEM_NOT_UNIQUE",
            cause="Items of different kinds, or below different parents, may share a name.",
            fix=f"Give record_id: {' or '.join(str(row['id']) for row in rows)}.",
        )
    row = rows[0]
    return str(row["id"]), item_kinds.candidates(row) or item_kinds.all_record_types()


_WORDS = {"id": "internal ID", "externalid": "external ID", "itemid": "SKU"}
