"""From what a body sends for a reference, an enum or a multiselect to the stored ID."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.record import refusals

if TYPE_CHECKING:
    from suiteplug.emulator.record.names import RecordedNames
    from suiteplug.emulator.schema import Field
    from suiteplug.emulator.store import RecordStore

_NAMES = ("name", "itemId", "entityId", "acctName", "fullName", "periodName", "binNumber", "inventoryNumber", "tranId")
"""Fields that records are named by."""


class References:
    """Checks that what is referred to exists.

    ``recorded`` names records that are not in the store and exist all the same: those that loaded ones refer to.
    """

    def __init__(self, store: RecordStore, recorded: RecordedNames | None = None, *, by_name: bool = True) -> None:
        self._store = store
        self._by_name = by_name
        self._recorded = recorded
        self._schema = store.schema

    def reference(self, field: Field, value: Any, path: str) -> str:
        """``{"id": "1"}``, ``{"id": 1}``, ``1``, ``"1"`` or ``{"externalId": "x"}`` as an ID.

        ``{"refName": ...}`` names an option of a fixed list, and a record where the account takes that
        (`Guesses.references_by_name`).
        """
        if isinstance(value, dict):
            if value.get("id") is not None:
                return self._existing(field, _id_text(field, value["id"], path), path)
            if value.get("externalId") is not None:
                return self._by_external_id(field, str(value["externalId"]), path)
            if self._by_name and field.target and isinstance(value.get("refName"), str):
                return self._named(field, value, path)
            return _option_by_name(field, value, path)
        return self._existing(field, _id_text(field, value, path), path)

    def enum(self, field: Field, value: Any, path: str) -> str:
        """``{"id": ...}``, ``{"refName": ...}`` or the bare ID (Oracle help: section_1545142146)."""
        if isinstance(value, dict):
            if value.get("id") is None:
                return _option_by_name(field, value, path)
            value = value["id"]
        option = _id_text(field, value, path)
        if option not in field.enum:
            raise refusals.bad_reference(field.name, option, path)
        return option

    def multiselect(self, field: Field, value: Any, path: str) -> list[str]:
        """``{"items": [{"id": "1"}, ...]}`` (Oracle help: section_1545142093)."""
        items = value.get("items") if isinstance(value, dict) else None
        if not isinstance(items, list):
            raise refusals.bad_value(field.name, path)
        ids = [self.reference(field, item, f"{path}.items[{index}]") for index, item in enumerate(items)]
        return list(dict.fromkeys(ids))

    def _existing(self, field: Field, record_id: str, path: str) -> str:
        if not field.target:
            if field.enum and record_id not in field.enum:
                raise refusals.bad_reference(field.name, record_id, path)
            return record_id
        for namespace in {self._schema.namespace(name): None for name in field.target}:
            if self._store.type_of(namespace, record_id) in field.target:
                return record_id
        if record_id in field.enum or self._is_recorded(field, record_id):
            return record_id
        raise refusals.bad_reference(field.name, record_id, path)

    def _is_recorded(self, field: Field, record_id: str) -> bool:
        names = self._recorded
        return names is not None and any(names.name(target, record_id) is not None for target in field.target)

    def _named(self, field: Field, value: dict[str, Any], path: str) -> str:
        """The one record of that name; several of the same name are none."""
        name = value["refName"]
        fits = " OR ".join(f"json_extract(body, '$.{column}') = ? COLLATE NOCASE" for column in _NAMES)
        found = [
            str(row[0])
            for target in field.target
            for row in self._store.db.execute(
                f"SELECT id FROM {self._store.table(target)} WHERE {fits} LIMIT 2",  # noqa: S608 - names of the schema
                [name] * len(_NAMES),
            )
        ]
        if len(found) == 1:
            return found[0]
        if field.enum:
            return _option_by_name(field, value, path)
        raise refusals.bad_reference(field.name, name, path)

    def _by_external_id(self, field: Field, external_id: str, path: str) -> str:
        for record_type in field.target:
            found = self._store.find_external(record_type, external_id)
            if found is not None:
                return found
        raise refusals.bad_reference(field.name, external_id, path)


def _id_text(field: Field, value: Any, path: str) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise refusals.bad_value(field.name, path)
    return str(value)


def _option_by_name(field: Field, value: dict[str, Any], path: str) -> str:
    name = value.get("refName")
    if not isinstance(name, str) or not field.enum:
        raise refusals.bad_value(field.name, path)
    for option, label in field.enum.items():
        if label.casefold() == name.casefold():
            return option
    raise refusals.bad_reference(field.name, name, path)
