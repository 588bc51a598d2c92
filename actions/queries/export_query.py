"""Export the rows of a SuiteQL query, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from suiteplug.connector import errors
from suiteplug.connector.export.opening import Wanted, run_export
from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Example, Idempotency
from suiteplug.connector.suiteql.kinds import Kind

if TYPE_CHECKING:
    from suiteplug.connector.session import Session


class Inputs(ActionInputs):
    """What to export, and where to."""

    query: str = Field(
        min_length=1,
        max_length=1_000_000,
        description="One SELECT in SuiteQL, as for run-suiteql. Write ? for each value. Leave out ORDER BY: rows come "
        "by the key.",
    )
    to: str = Field(
        min_length=1,
        max_length=1000,
        description="File to write, in the host's folder for exports. Its ending says the form: .jsonl (an object a "
        "line) or .csv.",
    )
    form: Literal["jsonl", "csv"] | None = Field(
        default=None, description="Form of the file, where its name does not say it."
    )
    params: list[str | int | float | bool] = Field(
        default=[], max_length=1000, description="Values for the ? in the query, in their order."
    )
    key: str = Field(
        default="",
        max_length=200,
        description="Column to cut large results by: of the result, or of the tables as the query calls it, such as "
        "t.id. Without it the internal ID of the first table, where it has one.",
    )
    typed: bool = Field(
        default=True,
        description="Turn texts into numbers, booleans and ISO dates where table, function or types tell the type. "
        "False leaves all values as the texts that NetSuite sends.",
    )
    types: dict[str, Kind] = Field(
        default={}, description="Types of columns that typed cannot know: column of the result -> type."
    )
    restart: bool = Field(
        default=False,
        description="Begin anew. Otherwise an export to the same file that was broken off goes on where it was.",
    )


class Count(ActionModel):
    """The rows that were written, held against NetSuite's own count over the same keys."""

    rows: int = Field(description="Rows written.")
    before: int = Field(description="Rows that NetSuite counted at the beginning.")
    after: int = Field(description="Rows that NetSuite counted at the end.")
    complete: bool = Field(description="Whether all three are equal.")
    text: str = Field(description="The same in a sentence.")


class Output(ActionOutput):
    """How it went."""

    file: str = Field(description="The file, as it was asked for.")
    rows: int = Field(description="Rows in it.")
    resumed_at: int = Field(description="Rows of them that an earlier, broken-off run had written.")
    proof: Count | None = Field(description="The count; null where NetSuite gave none.")
    warnings: list[str] = Field(description="What may be wrong with the rows.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Export the query."""
    exported = await run_export(
        session,
        Wanted(
            query=inputs.query,
            to=inputs.to,
            form=inputs.form or "",
            params=tuple(inputs.params),
            key=inputs.key,
            typed=inputs.typed,
            types=inputs.types,
            restart=inputs.restart,
        ),
    )
    proof = exported.proof
    count = (
        Count(rows=proof.rows, before=proof.before, after=proof.after, complete=proof.complete, text=str(proof))
        if proof
        else None
    )
    return Output(
        file=inputs.to,
        rows=exported.rows,
        resumed_at=exported.resumed_at,
        proof=count,
        warnings=list(exported.warnings),
    )


ACTION = ActionSpec(
    key="export-query",
    title="Export a query",
    description="Writes every row of a SuiteQL query into a file, beyond NetSuite's limit of 100,000 rows, and proves "
    "their number.",
    guidance="Use it for more rows than fit into an answer; run-suiteql is for the few. It reads NetSuite and writes "
    "one file. Repeating writes the file anew, or goes on with one that was broken off. Look at proof: complete says "
    "that no row is missing.",
    group="queries",
    effect=Effect.READ,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "All currencies into a file",
            {"query": "SELECT id, name, symbol, isbasecurrency FROM currency", "to": "currencies.jsonl"},
            {
                "file": "currencies.jsonl",
                "rows": 4,
                "resumed_at": 0,
                "proof": {
                    "rows": 4,
                    "before": 4,
                    "after": 4,
                    "complete": True,
                    "text": "4 rows, as many as NetSuite counted before and after.",
                },
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
        errors.ContractError,
    ),
    cost=Cost.FAN_OUT,
    source="https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_157909186990.html",
)
