"""Setup records and everything else that needs no more than its required fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.addresses import complete_address
from suiteplug.emulator.rules.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body


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
        """A list record may go; what pointed to it keeps the ID."""
