"""Records that cannot go because others point to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.refusals import refuse

if TYPE_CHECKING:
    from suiteplug.emulator.core.problems import Problem
    from suiteplug.emulator.rules.context import Context


def dependent_records() -> Problem:
    """The refusal to delete a record that others point to."""
    return refuse("This record cannot be deleted because it has dependent records.")


def refuse_when_used(context: Context, kind: str, key: str) -> None:
    """Refuse to delete a record that the index knows others for."""
    if context.lookup.knows(kind, key):
        raise dependent_records()
