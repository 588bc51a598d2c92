"""Shapes of values in record bodies: references, multiselects, sublists, links. Pure.

Oracle help: section_1545142037 (references), section_1545142093 (multiselects), section_1545141947 (sublists).
"""

from __future__ import annotations

from typing import Any

_REFERENCE_MEMBERS = frozenset({"id", "externalId", "refName", "links"})
_COLLECTION_MEMBERS = frozenset({"links", "items", "count", "hasMore", "offset", "totalResults"})


def lines_of(value: Any) -> list[Any] | None:
    """The lines of a sublist or multiselect as it stands in a body; None for other values."""
    items = value.get("items") if isinstance(value, dict) else None
    return items if isinstance(items, list) else None


def is_multiselect(items: list[Any]) -> bool:
    """Whether the items only point at records: such a field is set as a whole, its items are no lines."""
    return bool(items) and all(
        not isinstance(item, dict) or (item and item.keys() <= _REFERENCE_MEMBERS) for item in items
    )


def is_only_links(value: Any) -> bool:
    """Whether a member is a collapsed sublist or subrecord, or a line that shows nothing but where it is."""
    return isinstance(value, dict) and value.keys() == {"links"}


def without_links(value: Any) -> Any:
    """The value without ``links`` at any depth; collapsed members disappear, empty collections keep ``items``."""
    if isinstance(value, list):
        return [without_links(item) for item in value]
    if not isinstance(value, dict):
        return value
    drop = _COLLECTION_MEMBERS - {"items", "totalResults"} if _is_collection(value) else {"links"}
    return {
        key: without_links(member) for key, member in value.items() if key not in drop and not is_only_links(member)
    }


def collapsed(body: dict[str, Any]) -> tuple[str, ...]:
    """Names of the sublists and subrecords that a reply only links to."""
    return tuple(sorted(name for name, value in body.items() if is_only_links(value)))


def _is_collection(value: dict[str, Any]) -> bool:
    return isinstance(value.get("items"), list) and value.keys() <= _COLLECTION_MEMBERS
