"""Item groups on a transaction: the group's line, its members, and the line that ends it.

Oracle help "Item Groups": a group is only a way to enter its members, which are priced, shipped and billed as lines
of their own; ``EndGroup`` is the item type of the closing line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.money import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

END_OF_GROUP = "EndGroup"


def expand_groups(context: Context, lines: Iterable[Body], saved: Mapping[int, Body]) -> list[Body]:
    """The lines with the members of newly entered groups behind them.

    Args:
        context: The account.
        lines: As the caller and earlier saves left them.
        saved: Lines of the saved transaction by number: groups among them are expanded already.
    """
    expanded: list[Body] = []
    for line in lines:
        expanded.append(line)
        is_new = line.get("line") not in saved or saved[line["line"]].get("item") != line.get("item")
        if is_new and line.get("item") and "itemType" not in line:
            item = context.lookup.item(line["item"])
            if item.kind.code == "Group":
                factor = number(line.get("quantity", 1))
                expanded += [_member(member, line, factor) for member in item.body.get("member", ())]
                expanded.append({"item": item.item_id, "itemType": END_OF_GROUP})
    return expanded


def _member(member: Body, group: Body, factor: float) -> Body:
    line: Body = {"item": member["item"], "quantity": factor * number(member.get("quantity", 1))}
    for name in ("location", "department", "class"):
        if name in group:
            line[name] = group[name]
    return line
