"""The queries that an export sends: how many rows there are, where to cut, and the rows of one slice. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.connector.export.keys import HIDDEN, Cut
from suiteplug.connector.export.layout import Piece, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.export.keys import Key
    from suiteplug.connector.suiteql.binding import Param
    from suiteplug.connector.suiteql.statement import Statement


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows whose key is above ``low`` and not above ``high``; None leaves that side open. Or those without a key."""

    low: str | None = None
    high: str | None = None
    without_key: bool = False


class Queries:
    """All queries about one statement, cut by one key."""

    def __init__(self, statement: Statement, params: Sequence[Param], key: Key) -> None:
        self._key = key
        layout = lay_out(statement, params)
        outputs = statement.outputs or ()
        if key.cut is Cut.INSIDE:
            chosen, self._tables, self._condition = layout.outputs, layout.tables, layout.condition
            ties = [output.column for output in outputs if output.column]
        else:
            named = [output.key for output in outputs]
            chosen = Piece(f"SELECT {', '.join(named)}" if all(named) and named else "SELECT q.*")
            self._tables, self._condition = "FROM (" + layout.unordered + ") q", Piece("")
            ties = [name for name in named if name]
        self._ties = [name for name in ties if name.lower() != key.expression.lower()]
        self._outputs = chosen + f", {key.as_text} AS {HIDDEN}" if key.hidden else chosen

    def count(self, part: Slice) -> Piece:
        """One row: ``n`` rows, ``k`` of them with a key, ``top`` the greatest key."""
        return f"SELECT COUNT(*) AS n, COUNT({self._key.expression}) AS k, {self._top()} AS top " + self._from(part)

    def boundaries(self, part: Slice, step: int) -> Piece:
        """``k``: the key of every ``step``-th row of a slice, ascending."""
        key = self._key
        numbered = f"SELECT {key.as_text} AS k, ROW_NUMBER() OVER (ORDER BY {key.expression} ASC) AS n " + self._from(
            part
        )
        # no value is written into the text: step is an integer
        return "SELECT k, n FROM (" + numbered + f") WHERE MOD(n, {step:d}) = 0 ORDER BY n ASC"  # noqa: S608

    def rows(self, part: Slice, *, firm: bool = False) -> Piece:
        """The rows of a slice, by their key; ``firm``: and then by all columns, for reading by offset."""
        return self._select(self._from(part), [self._key.expression, *(self._ties if firm else ())])

    def rows_of(self, value: str) -> Piece:
        """The rows with this very key, in an order that two pages share as far as their columns allow."""
        condition = Piece(f"{self._key.expression} = {self._key.bound}", (value,))
        return self._select(self._where(condition), self._ties)

    def without_key(self) -> Piece:
        """The rows that have no key, in such an order."""
        return self._select(self._from(Slice(without_key=True)), self._ties)

    def _select(self, tables: Piece, order: Sequence[str]) -> Piece:
        ascending = ", ".join(f"{column} ASC" for column in order)
        return self._outputs + " " + tables + (f" ORDER BY {ascending}" if ascending else "")

    def _top(self) -> str:
        greatest = f"MAX({self._key.expression})"
        return greatest if not self._key.is_time else self._key.as_text.replace(self._key.expression, greatest, 1)

    def _from(self, part: Slice) -> Piece:
        key = self._key
        if part.without_key:
            return self._where(Piece(f"{key.expression} IS NULL"))
        bounds = [(">", part.low), ("<=", part.high)]
        terms = [(f"{key.expression} {sign} {key.bound}", value) for sign, value in bounds if value is not None]
        return self._where(Piece(" AND ".join(text for text, _ in terms), tuple(value for _, value in terms)))

    def _where(self, condition: Piece) -> Piece:
        own = self._condition
        if condition.text and own.text:
            condition = condition + " AND (" + own + ")"
        elif own.text:
            condition = own
        return self._tables + " WHERE " + condition if condition.text else self._tables
