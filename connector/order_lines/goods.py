"""Which lines move goods: only those are shipped and received."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ALWAYS = frozenset({"InvtPart", "Assembly", "Kit"})


def moves_goods(line: Mapping[str, Any], facts: Iterable[Mapping[str, Any]] | None) -> bool:
    """Whether the line's item is shipped and received at all.

    ``line`` has the members of the record's line in lower case; ``facts`` are rows of ``transactionline`` with
    ``item`` and ``fulfillable``, or None when the role may not run queries: then the kind of the item has to do.
    """
    kind = line.get("itemtype")
    if (kind.get("id") if isinstance(kind, dict) else kind) in _ALWAYS:
        return True
    item = line.get("item")
    item_id = str(item.get("id")) if isinstance(item, dict) else str(item)
    # by item, not by line: line numbers of queries may differ from those of the record after edits
    return any(fact.get("fulfillable") == "T" for fact in facts or () if str(fact.get("item")) == item_id)
