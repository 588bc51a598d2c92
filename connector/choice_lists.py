"""Choices for drop-downs, read by SuiteQL: a row of a table says where they come from.

Pages hold 50 choices; the cursor is the offset of the next page. A page is remembered for a minute per session.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.connector.errors import InputError
from suiteplug.connector.spec import Choice, ChoicePage, DataSourceSpec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suiteplug.connector.session import Session

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceQuery:
    """Where choices come from.

    Attributes:
        table: SuiteQL table.
        name: Expression that is shown and searched.
        more: Expressions that are searched and shown behind the name, where they differ from it.
        value: Expression that goes into the input.
        where: Condition that all choices fulfil.
    """

    key: str
    title: str
    table: str
    name: str = "name"
    more: tuple[str, ...] = ()
    value: str = "id"
    where: str = "isinactive = 'F'"

    def statement(self, search: str) -> tuple[str, tuple[str, ...]]:
        """The query and its values."""
        columns = [f"{self.value} AS choice", f"{self.name} AS label"]
        columns += [f"{expression} AS more{index}" for index, expression in enumerate(self.more)]
        conditions = [self.where] if self.where else []
        values: tuple[str, ...] = ()
        if search.strip():
            expressions = (self.name, *self.more)
            conditions.append("(" + " OR ".join(f"UPPER({expression}) LIKE ?" for expression in expressions) + ")")
            values = (f"%{search.strip().upper()}%",) * len(expressions)
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        order = f" ORDER BY {self.name} ASC, {self.value} ASC"
        # everything but the values, which are bound, comes from our own table of sources
        return f"SELECT {', '.join(columns)} FROM {self.table}{where}{order}", values  # noqa: S608

    def spec(self) -> DataSourceSpec:
        """The data source that the registry finds."""

        async def list_choices(
            session: Session, search: str, cursor: str, _parameters: Mapping[str, str]
        ) -> ChoicePage:
            offset = read_cursor(cursor)
            name = f"{self.key} {offset} {search.strip().upper()}"
            remembered = session.choices.get(name)
            if remembered is not None:
                return remembered
            query, values = self.statement(search)
            found = await session.suiteql.run(query, values, limit=PAGE, offset=offset)
            choices = tuple(
                Choice(value=str(row["choice"]), label=_label([row[key] for key in row if key != "choice"]))
                for row in found.rows
            )
            page = ChoicePage(choices=choices, next_cursor=str(offset + PAGE) if found.has_more else "")
            return session.choices.put(name, page)

        return DataSourceSpec(key=self.key, title=self.title, list_choices=list_choices)


def page_of(choices: Sequence[Choice], search: str, cursor: str) -> ChoicePage:
    """One page of choices that are all at hand, narrowed to those that contain ``search``."""
    wanted = search.strip().lower()
    fitting = [choice for choice in choices if wanted in choice.label.lower() or wanted in choice.value.lower()]
    offset = read_cursor(cursor)
    following = offset + PAGE
    return ChoicePage(
        choices=tuple(fitting[offset:following]), next_cursor=str(following) if following < len(fitting) else ""
    )


def read_cursor(cursor: str) -> int:
    """The offset that a cursor stands for. Raises InputError for a cursor that no page gave."""
    if cursor and (not cursor.isascii() or not cursor.isdigit() or int(cursor) % PAGE):
        raise InputError(
            f"'{cursor}' is not a cursor.",
            code="INVALID_CURSOR",
            field="cursor",
            fix="Give the next_cursor of the page before, or nothing for the first page.",
        )
    return int(cursor or 0)


def _label(texts: Sequence[object]) -> str:
    """The name, and what tells more than the name."""
    name, *more = [str(text) if text is not None else "" for text in texts]
    rest = [text for text in dict.fromkeys(more) if text and not _stands_in(text, name)]
    return " - ".join([name, *rest]) if name else " - ".join(rest)


def _stands_in(text: str, name: str) -> bool:
    """Whether the name has the text as whole words."""
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", name, re.IGNORECASE) is not None
