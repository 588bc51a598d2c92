"""The JSON Schema flavour of the catalog (Oracle help: section_1545129726).

References stand inside as objects with ``id``, ``refName``, ``externalId`` and ``links``, or are URLs into the catalog:
clients of different years expect different things (``Settings.schema_references``). Links always are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.metadata.properties import (
    Json,
    collection_of,
    element_schema,
    properties,
    record_schema,
    resource_schema,
    shared_schemas,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from suiteplug.emulator.schema import Field, RecordType, Sublist

_DIALECT = "https://json-schema.org/draft-06/hyper-schema#"


class JsonSchemas:
    """Schemas of single types; what they are made of stands inside.

    Args:
        catalog_path: What URLs begin with.
        pointed_at: Types that references give the URL of, when they do.
    """

    def __init__(self, catalog_path: str, pointed_at: Collection[str] = ()) -> None:
        self._catalog_path = catalog_path
        self._pointed_at = pointed_at

    def of_record(self, record_type: RecordType) -> Json:
        """One record type."""
        return {"$schema": _DIALECT, **record_schema(record_type, self)}

    def of_shared(self, name: str) -> Json | None:
        """``nsLink``, ``nsResource`` and their like, by name in any case."""
        for known, schema in shared_schemas(self).items():
            if known.lower() == name.lower():
                return {"$schema": _DIALECT, **schema}
        return None

    def shared(self, name: str) -> Json:
        """URL of the schema of links; the others themselves."""
        match name:
            case "nsResource":
                return resource_schema(self)
            case "nsResourceCollection":
                return collection_of(self, resource_schema(self))
            case _:
                return {"$ref": f"{self._catalog_path}/{name}"}

    def record(self, name: str) -> Json | None:
        """URL of a record type, or nothing where references do not say what they refer to."""
        return {"$ref": f"{self._catalog_path}/{name}"} if name in self._pointed_at else None

    def subrecord(self, owner: str, field: Field) -> Json:
        """The subrecord itself."""
        inner = {} if field.subrecord is None else properties(field.subrecord, f"{owner}-{field.name}", self)
        return {"title": field.label, "type": "object", "properties": inner}

    def sublist(self, owner: str, sublist: Sublist) -> Json:
        """The collection itself."""
        return collection_of(self, element_schema(owner, sublist, self))
