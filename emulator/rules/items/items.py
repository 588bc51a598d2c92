"""Items of all kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory.stock import QUANTITIES, blank_location
from suiteplug.emulator.rules.items.item_kinds import ITEM_KINDS
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import number
from suiteplug.emulator.rules.shared.refusals import invalid_value, refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body
    from suiteplug.emulator.rules.shared.lookup import Item

_ACCOUNTS = (("incomeAccount", "Income"), ("cogsAccount", "COGS"))


class ItemRules:
    """Rules of one item type."""

    def __init__(self, context: Context, record_type: str) -> None:
        self._context = context
        self._record_type = record_type
        self._kind = ITEM_KINDS[record_type]

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        check_required(self._record_type, new, is_item=True)
        self._check_unique(old, new)
        new.setdefault("isInactive", False)
        new.setdefault("itemType", self._kind.code)
        if self._kind.priced and self._kind.sellable:
            new.setdefault("isFulfillable", self._kind.fulfillable)
        if self._kind.stocked:
            self._fill_stock(old, new)
        if self._kind.code in ("Kit", "Group", "Assembly"):
            self._check_members(new)
        return new

    def _check_unique(self, old: Body | None, new: Body) -> None:
        """Names are unique over all kinds; wording of SuiteScript's ``DUP_ITEM``."""
        if old is not None and old.get("itemId") == new["itemId"]:
            return
        if self._context.lookup.knows("sku", str(new["itemId"]).lower()):
            raise refuse("Uniqueness error - An item with that name already exists.", "itemId")

    def _fill_stock(self, old: Body | None, new: Body) -> None:
        """Accounts, and a location line for every location of the item's subsidiaries.

        Quantities move by transactions only, so what the caller sends for them is replaced by what is saved.
        """
        for name, account_type in _ACCOUNTS:
            account = self._context.lookup.account("accountType", account_type)
            if account is not None:
                new.setdefault(name, account)
        asset = self._context.lookup.account("accountRole", "InvtAsset")
        if asset is not None:
            new.setdefault("assetAccount", asset)
        saved = {line["location"]: line for line in (old or {}).get("locations", ())}
        sent = {line["location"]: line for line in new.get("locations", ()) if "location" in line}
        lines = []
        for location in self._locations(new, saved):
            kept = {name: number(saved.get(location, {}).get(name)) for name in QUANTITIES}
            lines.append({**blank_location(location), **saved.get(location, {}), **sent.get(location, {}), **kept})
        new["locations"] = lines
        for name in QUANTITIES:
            new[name] = sum(line[name] for line in lines)

    def _locations(self, new: Body, saved: Body) -> list[str]:
        owners = new.get("subsidiary") or []
        found = list(saved)
        for place in self._context.store.scan("location"):
            of = place.get("subsidiary") or []
            of = [of] if isinstance(of, str) else of
            fits = not owners or not of or any(self._covers(new, owners, subsidiary) for subsidiary in of)
            if fits and place["id"] not in found:
                found.append(place["id"])
        return found

    def _covers(self, new: Body, owners: list[str], subsidiary: str) -> bool:
        if new.get("includeChildren"):
            return self._context.lookup.is_within(subsidiary, owners)
        return subsidiary in owners

    def _check_members(self, new: Body) -> None:
        for position, member in enumerate(new.get("member", ())):
            path = f"member.items[{position}].item"
            item = self._context.lookup.item(str(member.get("item")), path)
            if not item.kind.sellable or self._contains(item, str(new.get("id", "")), set()):
                raise invalid_value(item.item_id, "item", path)

    def _contains(self, item: Item, wanted: str, seen: set[str]) -> bool:
        """Whether an item is the wanted one, or has it among its members, however deep."""
        if item.item_id == wanted:
            return True
        seen.add(item.item_id)
        inner = [str(member["item"]) for member in item.body.get("member", ()) if member.get("item")]
        return any(self._contains(self._context.lookup.item(one), wanted, seen) for one in inner if one not in seen)

    def after_save(self, old: Body | None, new: Body) -> None:
        """Nothing else follows an item."""

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "uses", old["id"])
