"""A compiled SELECT or set operation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.emulator.suiteql.dialect.fragments import Fragment

    Outputs = list[tuple[str, Fragment]]


@dataclass(slots=True)
class Query:
    """A compiled SELECT or set operation.

    Attributes:
        sql: Without ORDER BY and row limits.
        order: `` ORDER BY ...``, or empty.
        outputs: Name and value of each column.
        cap: Rows at most, None for all.
        skip: Rows left out first.
        merged: Several SELECTs in one: sorted by position only.
        count_sql: A cheaper way to count the rows of `sql` than to run it; empty when there is none.
    """

    sql: str
    outputs: Outputs
    order: str = ""
    cap: int | None = None
    skip: int = 0
    count_sql: str = ""
    merged: bool = False

    @property
    def full(self) -> str:
        """Everything, as a sub-select needs it."""
        if self.cap is None and not self.skip:
            return self.sql + self.order
        return f"{self.sql}{self.order} LIMIT {-1 if self.cap is None else self.cap} OFFSET {self.skip}"
