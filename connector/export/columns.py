"""The columns of an export: fixed before the first row, filled a column at a time.

NetSuite leaves NULL out of a row, so what a row lacks is NULL; what it has beyond the columns is an error and not
dropped in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import ContractError, InputError
from suiteplug.connector.suiteql.kinds import Kind
from suiteplug.connector.suiteql.rows import expression_names, known_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suiteplug.connector.export.pages import Item
    from suiteplug.connector.suiteql.statement import Statement

_ENVELOPE = "links"
_NAME_THEM = "Name the columns in the query, or ask for JSON Lines, where every row says its own."


@dataclass(frozen=True, slots=True)
class Columns:
    """Names in SELECT order, all lower case, and their kinds."""

    names: tuple[str, ...]
    kinds: tuple[Kind, ...]

    @property
    def pairs(self) -> tuple[tuple[str, Kind], ...]:
        """Names with their kinds."""
        return tuple(zip(self.names, self.kinds, strict=True))

    def as_text(self) -> Columns:
        """The same names, all values texts as NetSuite sends them."""
        return Columns(self.names, (Kind.TEXT,) * len(self.names))

    def fill(self, items: Sequence[Item]) -> list[list[Any]]:
        """The values of each column as NetSuite sent them, None for NULL.

        Raises:
            ContractError: A row has a column that the statement does not name.
        """
        filled = [[item.get(name) for item in items] for name in self.names]
        there = sum(len(values) - values.count(None) for values in filled)
        sent = sum(map(len, items)) - sum(_ENVELOPE in item for item in items)
        if there != sent:
            self._check(items)
        return filled

    def _check(self, items: Sequence[Item]) -> None:
        known = {*self.names, _ENVELOPE}
        for item in items:
            unexpected = [name for name, value in item.items() if name not in known and value is not None]
            if unexpected:
                raise ContractError(
                    f"A row has the column '{unexpected[0]}', which the query does not name.",
                    code="COLUMN_UNEXPECTED",
                    cause="An account may name an expression without alias, or spell names, in its own way.",
                    fix="Give each expression of the query an alias in lower case.",
                )


def columns_of(statement: Statement, kinds: Mapping[str, Kind]) -> Columns:
    """The columns that a statement says it gives; ``kinds`` of the caller go before what is known.

    Raises:
        InputError: The statement does not say it (``SELECT *``), or ``kinds`` names a column that is not there.
    """
    outputs = statement.outputs
    if outputs is None or any(output.star for output in outputs):
        raise InputError(
            "The columns of this query are not known before it runs.",
            code="COLUMNS_UNKNOWN",
            field="query",
            cause="SELECT * leaves out of each row what is NULL in it, so no row tells all columns.",
            fix=_NAME_THEM,
        )
    names = expression_names(outputs)
    wanted = {name.lower(): kind for name, kind in kinds.items()}
    for name in wanted.keys() - set(names):
        raise InputError(
            f"types names '{name}', which is no column of the result.",
            code="COLUMN_UNKNOWN",
            field="types",
            fix=f"The columns are: {', '.join(names)}.",
        )
    known = known_kinds(names, outputs)
    return Columns(tuple(names), tuple(wanted.get(name) or known.get(name) or Kind.TEXT for name in names))
