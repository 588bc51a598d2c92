"""List actions, made from a description: inputs, output, SQL and ActionSpec."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, create_model

from suiteplug.connector import errors
from suiteplug.connector.errors import InvalidQueryError
from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput, AllPages, Limit, Offset
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Idempotency
from suiteplug.connector.suiteql.paging import MAX_PAGE
from suiteplug.connector.suiteql.rows import Typing
from suiteplug.connector.suiteql.statement import Output, Statement
from suiteplug.connector.suiteql.text import placeholders
from suiteplug.connector.suiteql.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from suiteplug.connector.session import Session
    from suiteplug.connector.shortcuts.columns import Column, Filter, Join
    from suiteplug.connector.shortcuts.families import RecordFamily
    from suiteplug.connector.spec import Example
    from suiteplug.connector.suiteql.binding import Param
    from suiteplug.connector.suiteql.service import QueryResult

_HIDDEN = re.compile(r"(?:unknown identifier|invalid search type:|record|field) '?(?P<name>\w+)'?", re.IGNORECASE)


class ListInputs(ActionInputs):
    """Which part of a list is wanted."""

    limit: Limit = 100
    offset: Offset = 0
    all_pages: AllPages = False
    max_rows: int | None = Field(default=None, ge=1, le=100_000, description="Give at most this many in all.")


_PART: dict[str, Any] = {
    "count": (int, Field(description="Number of items given.")),
    "total": (int | None, Field(description="Number of items that fit the filters; null when NetSuite did not tell.")),
    "has_more": (bool, Field(description="Whether items are left.")),
    "next_offset": (int | None, Field(description="Offset of the first item not given; null at the end.")),
    "warnings": (list[str], Field(description="What is missing or may be wrong.")),
}
"""Members of every list's output, after its items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListShortcut:
    """A list of one kind of record.

    Attributes:
        table: The FROM clause without optional joins.
        where: Conditions that always hold.
        order: What tells the rows apart; the list is sorted by it, ascending, so that pages fit together.
        sorted_by: The same in words.
    """

    family: RecordFamily
    table: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    joins: tuple[Join, ...] = ()
    where: tuple[str, ...] = ()
    order: str
    sorted_by: str = "ID"

    def action(
        self,
        *,
        description: str,
        guidance: str,
        examples: tuple[Example, ...],
        permissions: tuple[str, ...] = (),
        source: str = "https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_157909186990.html",
    ) -> ActionSpec[Any, Any]:
        """The ActionSpec; ``permissions`` adds to those that every list needs."""
        key = f"list-{self.family.plural.replace(' ', '-')}"
        output = self._output(key)

        async def run(session: Session, inputs: Any) -> ActionOutput:
            return output.model_validate(await self._list(session, inputs))

        return ActionSpec(
            key=key,
            title=f"List {self.family.plural}",
            description=description,
            guidance=f"{guidance} Filters narrow together; left out, they do not. It only reads; repeating is safe. "
            f"The list is sorted by {self.sorted_by}. For other columns or conditions use run-suiteql.",
            group=self.family.group,
            effect=Effect.READ,
            inputs=self._inputs(key),
            output=output,
            run=run,
            examples=examples,
            idempotency=Idempotency.NATURAL,
            permissions=(
                "Setup > REST Web Services (Full)",
                "Reports > SuiteAnalytics Workbook (Edit)",
                f"{self.family.permission} (View)",
                *permissions,
            ),
            features=("REST Web Services", "SuiteAnalytics Workbook"),
            errors=(
                errors.InputError,
                errors.InvalidQueryError,
                errors.PermissionDeniedError,
                errors.ThrottledError,
                errors.UnavailableError,
                errors.NetworkError,
            ),
            cost=Cost.PAGED,
            source=source,
        )

    def statement(
        self, inputs: ActionInputs, hidden: Collection[str] = ()
    ) -> tuple[Statement, tuple[Param, ...], tuple[Column, ...]]:
        """The statement for these inputs, its values, and the columns it selects: those that need nothing hidden."""
        columns = tuple(column for column in self.columns if column.sql and not self._needs(column, hidden))
        conditions = [
            entry.build(value) for entry in self.filters if (value := getattr(inputs, entry.name)) is not None
        ]
        used = {column.join for column in columns}
        where = [*self.where, *(condition.sql for condition in conditions if condition.sql)]
        text = (  # all pieces are constants of ours; values go through ?
            f"SELECT {', '.join(column.selected for column in columns)} FROM {self.table}"  # noqa: S608
            + "".join(f" {join.sql}" for join in self.joins if join.name in used)
            + (f" WHERE {' AND '.join(where)}" if where else "")
            + f" ORDER BY {self.order} ASC"
        )
        outputs = tuple(Output(key=column.name, kind=column.kind) for column in columns)
        params = tuple(value for condition in conditions for value in condition.params)
        return Statement(text, placeholders(tokenize(text)), outputs, firm_order=True), params, columns

    async def _list(self, session: Session, inputs: Any) -> dict[str, Any]:
        """Read the list; columns that this role does not see are left empty and named in a warning."""
        hidden = session.suiteql.hidden
        while True:
            statement, params, columns = self.statement(inputs, hidden)
            try:
                result = await self._read(session, inputs, statement, params)
            except InvalidQueryError as error:
                name = self._dispensable(error, columns)
                if name is None:
                    raise
                hidden.add(name)
            else:
                return self._shaped(result, columns)

    async def _read(
        self, session: Session, inputs: Any, statement: Statement, params: tuple[Param, ...]
    ) -> QueryResult:
        # whole lists are read in the largest pages, whatever limit says
        limit = MAX_PAGE if inputs.all_pages and inputs.offset % MAX_PAGE == 0 else inputs.limit
        return await session.suiteql.run(
            statement,
            params,
            limit=limit,
            offset=inputs.offset,
            all_pages=inputs.all_pages,
            max_rows=inputs.max_rows,
            typing=Typing(known=True),
            report=session.report,
        )

    def _dispensable(self, error: InvalidQueryError, columns: tuple[Column, ...]) -> str | None:
        """The name that NetSuite does not know here, if only columns that can be missed need it."""
        match = _HIDDEN.search(error.message)
        name = match["name"].lower() if match else ""
        needing = [column for column in columns if name and self._needs(column, {name})]
        return name if needing and not any(column.essential for column in needing) else None

    def _needs(self, column: Column, names: Collection[str]) -> bool:
        join = next((join.sql for join in self.joins if join.name == column.join), "")
        words = set(re.findall(r"\w+", f"{column.sql} {join}".lower()))
        return not words.isdisjoint(names)

    def _shaped(self, result: QueryResult, columns: tuple[Column, ...]) -> dict[str, Any]:
        selected = {column.name for column in columns}
        missing = [column.name for column in self.columns if column.sql and column.name not in selected]
        warnings = list(result.warnings)
        if missing:
            warnings.append(f"Left empty, because this role or account does not show it: {', '.join(missing)}.")
        items = []
        for row in result.rows:
            item: dict[str, Any] = {column.name: row.get(column.name) for column in self.columns}
            for column in self.columns:
                if column.derive is not None:
                    item[column.name] = column.derive(item)
            items.append(item)
        return {
            "items": items,
            "count": result.count,
            "total": result.total,
            "has_more": result.has_more,
            "next_offset": result.next_offset,
            "warnings": warnings,
        }

    def _inputs(self, key: str) -> type[ActionInputs]:
        fields: dict[str, Any] = {
            entry.name: (
                entry.type | None,
                Field(
                    default=None,
                    description=entry.description,
                    json_schema_extra={"x-choices": {"source": entry.choices}} if entry.choices else None,
                ),
            )
            for entry in self.filters
        }
        return create_model(f"{_class_name(key)}Inputs", __base__=ListInputs, __module__=__name__, **fields)

    def _output(self, key: str) -> type[ActionOutput]:
        members: dict[str, Any] = {
            column.name: (column.type, Field(description=column.description)) for column in self.columns
        }
        row = create_model(f"{_class_name(key)}Item", __base__=ActionModel, __module__=__name__, **members)
        items = Annotated[list[row], Field(description=f"The {self.family.plural}, sorted by {self.sorted_by}.")]
        parts: dict[str, Any] = {"items": (items, ...), **_PART}
        return create_model(f"{_class_name(key)}Output", __base__=ActionOutput, __module__=__name__, **parts)


def one_page(*items: Mapping[str, Any], total: int | None = None) -> dict[str, Any]:
    """The output of a list that gives these items of ``total`` in all (left out: no more than these), for examples."""
    count = len(items)
    has_more = total is not None and total > count
    return {
        "items": [dict(item) for item in items],
        "count": count,
        "total": count if total is None else total,
        "has_more": has_more,
        "next_offset": count if has_more else None,
        "warnings": [],
    }


def _class_name(key: str) -> str:
    return key.title().replace("-", "")
