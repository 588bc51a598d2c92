"""The part of a record type that somebody asks for. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from suiteplug.connector.metadata.model import SublistMetadata, SubrecordMetadata

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.connector.metadata.model import FieldMetadata, RecordMetadata

    Keep = Callable[[FieldMetadata], bool]

Nested = TypeVar("Nested", SublistMetadata, SubrecordMetadata)


def select(described: RecordMetadata, *, search: str, custom_only: bool) -> RecordMetadata:
    """Fields whose name or label contains ``search``; a sublist or subrecord that is called so comes whole."""
    wanted = search.strip().lower()
    if not wanted and not custom_only:
        return described

    def names(part: FieldMetadata | SublistMetadata | SubrecordMetadata) -> bool:
        return wanted in part.name.lower() or wanted in part.label.lower()

    def keep(field: FieldMetadata) -> bool:
        return names(field) and (field.custom or not custom_only)

    def whole(part: SublistMetadata | SubrecordMetadata) -> bool:
        return bool(wanted) and names(part) and not custom_only

    def narrow(parts: tuple[Nested, ...]) -> tuple[Nested, ...]:
        narrowed = (part if whole(part) else _narrow(part, keep) for part in parts)
        return tuple(part for part in narrowed if part is not None)

    return described.model_copy(
        update={
            "fields": tuple(field for field in described.fields if keep(field)),
            "sublists": narrow(described.sublists),
            "subrecords": narrow(described.subrecords),
        }
    )


def _narrow(part: Nested, keep: Keep) -> Nested | None:
    """The part with the fields asked for; None when it has none of them."""
    fields = tuple(field for field in part.fields if keep(field))
    update: dict[str, object] = {"fields": fields}
    if isinstance(part, SublistMetadata):
        update["subrecords"] = tuple(found for child in part.subrecords if (found := _narrow(child, keep)))
    else:
        update["sublists"] = tuple(found for child in part.sublists if (found := _narrow(child, keep)))
    return part.model_copy(update=update) if any(update.values()) else None
