"""Run one SuiteQL query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, WithJsonSchema

from suiteplug.connector import errors
from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput, AllPages, Limit, Offset
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency
from suiteplug.connector.suiteql.kinds import Kind
from suiteplug.connector.suiteql.rows import Typing

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


# no union here: checking a hundred thousand values against each member of one takes longer than reading them
Value = Annotated[Any, WithJsonSchema({"type": ["string", "number", "boolean", "null"]})]


class Inputs(ActionInputs):
    """What to ask, and how much of the answer."""

    query: str = Field(
        min_length=1,
        max_length=1_000_000,
        description="One SELECT in SuiteQL. Oracle syntax: FETCH FIRST n ROWS ONLY instead of LIMIT, || joins text, "
        "dates through TO_DATE('2026-01-31', 'YYYY-MM-DD'), booleans are 'T' and 'F'. Write ? for each value.",
    )
    params: list[str | int | float | bool] = Field(
        default=[], max_length=1000, description="Values for the ? in the query, in their order."
    )
    limit: Limit = 1000
    offset: Offset = 0
    all_pages: AllPages = False
    max_rows: int | None = Field(
        default=None, ge=1, le=100_000, description="Give at most this many rows; without it all_pages reads all."
    )
    typed: bool = Field(
        default=False,
        description="Turn texts into numbers, booleans and ISO dates where table, function or types tell the type. "
        "Internal IDs stay text. False leaves all values as the texts that NetSuite sends.",
    )
    types: dict[str, Kind] = Field(
        default={}, description="Types of columns that typed cannot know: column of the result -> type."
    )


class Column(ActionModel):
    """A column of the result."""

    name: str = Field(description="Key in each row.")
    type: Kind = Field(description="Type of its values; null stands for NULL in all of them.")


class Output(ActionOutput):
    """The rows."""

    rows: list[dict[str, Value]] = Field(
        description="Rows in NetSuite's order. All have the same keys, lower-case, in SELECT order."
    )
    columns: list[Column] = Field(description="The columns in SELECT order.")
    count: int = Field(description="Number of rows given.")
    total: int | None = Field(description="Rows of the whole result; null when NetSuite did not tell.")
    has_more: bool = Field(description="Whether rows are left.")
    next_offset: int | None = Field(description="Offset of the first row not given; null at the end.")
    warnings: list[str] = Field(description="What may be wrong with the rows.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Run the query, read as many pages as asked for."""
    result = await session.suiteql.run(
        inputs.query,
        inputs.params,
        limit=inputs.limit,
        offset=inputs.offset,
        all_pages=inputs.all_pages,
        max_rows=inputs.max_rows,
        typing=Typing(known=inputs.typed, kinds=inputs.types) if inputs.typed or inputs.types else None,
        report=session.report,
    )
    return Output(
        rows=result.rows,
        columns=[Column(name=column.name, type=column.kind) for column in result.columns],
        count=result.count,
        total=result.total,
        has_more=result.has_more,
        next_offset=result.next_offset,
        warnings=list(result.warnings),
    )


_ROWS: list[dict[str, Any]] = [{"id": "1", "name": "US Dollar", "symbol": "USD", "isbasecurrency": True}]

ACTION = ActionSpec(
    key="run-suiteql",
    title="Run SuiteQL query",
    description="Asks NetSuite's database in SuiteQL and gives the rows.",
    guidance="Use it for questions that join or sum records, or that no list action answers. It only reads; repeating "
    "is safe. Pass values through params, never inside the query text. Name the columns instead of SELECT *, give "
    "columns of the same name an alias, and end a query that is read in pages with ORDER BY id ASC. Tables are "
    "singular: transaction, transactionline, customer, item. A status is one letter; BUILTIN.DF(status) is its text.",
    group="queries",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Currency by symbol",
            {
                "query": "SELECT id, name, symbol, isbasecurrency FROM currency WHERE symbol = ?",
                "params": ["USD"],
                "typed": True,
            },
            {
                "rows": _ROWS,
                "columns": [
                    {"name": "id", "type": "text"},
                    {"name": "name", "type": "text"},
                    {"name": "symbol", "type": "text"},
                    {"name": "isbasecurrency", "type": "boolean"},
                ],
                "count": 1,
                "total": 1,
                "has_more": False,
                "next_offset": None,
                "warnings": [],
            },
        ),
    ),
    idempotency=Idempotency.NATURAL,
    permissions=("Setup > REST Web Services (Full)", "Reports > SuiteAnalytics Workbook (Edit)"),
    features=("REST Web Services", "SuiteAnalytics Workbook"),
    release="2021.1",
    errors=(
        errors.InputError,
        errors.InvalidQueryError,
        errors.PermissionDeniedError,
        errors.ThrottledError,
        errors.UnavailableError,
        errors.NetworkError,
    ),
    cost=Cost.PAGED,
    source="https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_157909186990.html",
)
