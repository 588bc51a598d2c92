"""Bills of materials and their revisions (Oracle help: article_42203359533, article_50203514885)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.manufacturing.recipe import assembly, bom_quantity
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.lists import ListRules
from suiteplug.emulator.rules.shared.refusals import incomplete, invalid_value, missing

if TYPE_CHECKING:
    from suiteplug.emulator.rules.ports import Body


class BomRules(ListRules):
    """Rules of ``bom``."""

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        new = super().prepare(old, new)
        new.setdefault("availableForAllAssemblies", not new.get("restrictToAssemblies"))
        new.setdefault("availableForAllLocations", not new.get("restrictToLocations"))
        for position, line in enumerate(new.get("assembly", ())):
            assembly(self._context, line.get("assembly"), f"assembly.items[{position}].assembly")
        new["usedOnAssembly"] = bool(new.get("assembly"))
        return new

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "revision", old["id"])
        super().before_delete(old)


class BomRevisionRules(ListRules):
    """Rules of ``bomRevision``."""

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        new = super().prepare(old, new)
        if self._context.lookup.get("bom", new["billOfMaterials"]) is None:
            raise invalid_value(new["billOfMaterials"], "billofmaterials", "billOfMaterials")
        starts, ends = new.get("effectiveStartDate"), new.get("effectiveEndDate")
        if starts and ends and ends < starts:
            raise invalid_value(ends, "effectiveenddate", "effectiveEndDate")
        new["component"] = self._components(new)
        return new

    def _components(self, new: Body) -> list[Body]:
        lines = [dict(line) for line in new.get("component", ())]
        if not lines:
            raise incomplete("You must enter at least one line item for this record.", "component")
        last = max((int(line.get("lineId", 0)) for line in lines), default=0)
        for position, line in enumerate(lines):
            path = f"component.items[{position}]"
            if not line.get("item"):
                raise missing(["Item"], f"{path}.item")
            item = self._context.lookup.item(line["item"], f"{path}.item")
            if not item.kind.priced or not item.kind.sellable or item.kind.code == "Kit":
                raise invalid_value(line["item"], "item", f"{path}.item")
            quantity = bom_quantity(line.setdefault("bomQuantity", "1"))
            if quantity is None:
                raise invalid_value(line["bomQuantity"], "bomquantity", f"{path}.bomQuantity")
            if "lineId" not in line:
                last += 1
                line["lineId"] = last
            line["id"], line["quantity"] = line["lineId"], str(line["bomQuantity"])
            line["displayName"] = str(item.body.get("displayName", item.name))
            line.setdefault("itemSource", "PHANTOM" if item.body.get("isPhantom") else "STOCK")
        return lines
