"""What every rule is handed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from suiteplug.emulator.rules.ports import Body, Store
    from suiteplug.emulator.rules.preferences import Preferences
    from suiteplug.emulator.rules.shared.calendar import Calendar
    from suiteplug.emulator.rules.shared.lookup import Lookup
    from suiteplug.emulator.rules.shared.numbering import Numbering


@dataclass(frozen=True, slots=True)
class Context:
    """The account as the rules see it."""

    store: Store
    lookup: Lookup
    calendar: Calendar
    numbering: Numbering
    preferences: Preferences
    one_world: bool


class Family(Protocol):
    """The rules of one record type."""

    def prepare(self, old: Body | None, new: Body) -> Body:
        """The complete body to save; writes nothing."""
        ...

    def after_save(self, old: Body | None, new: Body) -> None:
        """Effects on other records."""
        ...

    def before_delete(self, old: Body) -> None:
        """Undo the effects on other records, or refuse."""
        ...
