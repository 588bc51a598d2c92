"""Setup records and everything else that needs no more than its required fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.entities.addresses import complete_address
from suiteplug.emulator.rules.items.item_kinds import ITEM_KINDS
from suiteplug.emulator.rules.shared.dependents import dependent_records
from suiteplug.emulator.rules.shared.index import ENTITY_TYPES, TRANSACTION_TYPES
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

# Fields of transactions, entities, items and their lines that point to a setup record.
_REFERRED_TO_AS = {
    "subsidiary": ("subsidiary", "toSubsidiary"),
    "location": ("location", "preferredLocation", "transferLocation"),
    "department": ("department",),
    "classification": ("class",),
    "currency": ("currency",),
    "term": ("terms",),
    "account": ("account", "arAcct", "incomeAccount", "cogsAccount", "assetAccount"),
    "accountingPeriod": ("postingPeriod",),
    "priceLevel": ("priceLevel", "price"),
    "paymentMethod": ("paymentMethod",),
    "bin": ("binNumber", "toBinNumber"),
    "bom": ("billOfMaterials",),
    "bomRevision": ("billOfMaterialsRevision",),
    "inventoryNumber": ("issueInventoryNumber",),
}
_SUBLISTS = ("item", "inventory", "component", "locations", "binNumber", "currencyList")
_DETAILS = ("inventoryDetail", "componentInventoryDetail")


class ListRules:
    """Rules of one plain record type."""

    def __init__(self, context: Context, record_type: str) -> None:
        self._context = context
        self._record_type = record_type

    def prepare(self, old: Body | None, new: Body) -> Body:  # noqa: ARG002 - the shape of a Family
        """See `Family.prepare`."""
        check_required(self._record_type, new, one_world=self._context.one_world)
        new.setdefault("isInactive", False)
        if new.get("mainAddress"):
            new["mainAddress"] = complete_address(new["mainAddress"], "mainAddress")
        if self._record_type in ("subsidiary", "account", "department", "classification", "location"):
            new["fullName"] = self._full_name(new)
        return new

    def _full_name(self, body: Body) -> str:
        """Names from the top of the hierarchy down, joined by colons."""
        number = body.get("acctNumber")
        own = str(body.get("name") or body.get("acctName"))
        name = f"{number} {own}" if number else own
        parent = self._context.lookup.get(self._record_type, body.get("parent"))
        return f"{parent['fullName']} : {name}" if parent is not None and "fullName" in parent else name

    def after_save(self, old: Body | None, new: Body) -> None:
        """Nothing else follows a list record."""

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`.

        Looks through all records, as deleting a setup record is rare and indexing every reference to one is not.
        """
        fields = _REFERRED_TO_AS.get(self._record_type, ())
        users = (*TRANSACTION_TYPES, *ENTITY_TYPES, *ITEM_KINDS) if fields else ()
        record_id = str(old["id"])
        for record_type in users:
            if any(_points_to(body, fields, record_id) for body in self._context.store.scan(record_type)):
                raise dependent_records()


def _points_to(body: Body, fields: tuple[str, ...], record_id: str) -> bool:
    lists = [body[name] for name in _SUBLISTS if isinstance(body.get(name), list)]
    lines = [line for found in lists for line in found if isinstance(line, dict)]
    details = [line.get(name) or {} for line in (body, *lines) for name in _DETAILS]
    parts = [part for detail in details for part in detail.get("inventoryAssignment", ())]
    return any(_is(part.get(name), record_id) for part in (body, *lines, *parts) for name in fields)


def _is(value: object, record_id: str) -> bool:
    return value == record_id or (isinstance(value, list) and record_id in value)
