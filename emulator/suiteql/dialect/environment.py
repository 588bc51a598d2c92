"""What a statement is compiled against: the tables a caller sees, and the account's preferences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.date_models import preference_model

if TYPE_CHECKING:
    from suiteplug.emulator.suiteql.columns import Table


@dataclass(frozen=True)
class Environment:
    """One caller's view of the account.

    Attributes:
        tables: Every table by name.
        hidden: Tables this role or these features do not have.
        filters: Table to condition that cuts its rows for this role; ``{t}`` stands for the table's alias.
        date_format: Preference of the account, such as ``M/D/YYYY``.
        documented: Refuse what Oracle's help says does not work although it does (WITH, LISTAGG, quoted aliases
            inside sub-selects).
        accepts_parameters: ``?`` with ``params``, new in 2026.2.
        composite_status: ``status = 'SalesOrd:B'`` matches.
        user_id: Internal ID of the caller, for ``NAMED_GROUP(..., 'me')``.
    """

    tables: dict[str, Table]
    hidden: frozenset[str] = frozenset()
    filters: tuple[tuple[str, str], ...] = ()
    date_format: str = "M/D/YYYY"
    documented: bool = False
    accepts_parameters: bool = True
    composite_status: bool = False
    user_id: str = ""

    @property
    def date_model(self) -> str:
        """The date preference as a format model."""
        return preference_model(self.date_format)

    def row_filter(self, table: str) -> str | None:
        """The condition that cuts a table's rows, or None."""
        return next((condition for name, condition in self.filters if name == table), None)
