"""``suiteplug export``: the action export-query with files of the person's own, and standard output."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import click

from suiteplug.hosts.cli import suggestions
from suiteplug.hosts.cli.layout import examples
from suiteplug.hosts.cli.options import read_text
from suiteplug.hosts.cli.person import person
from suiteplug.hosts.cli.progress import watching

if TYPE_CHECKING:
    from collections.abc import Mapping

_INCOMPLETE = 9
_KINDS = ("text", "integer", "number", "boolean", "date", "date-time")


class _Typed(click.ParamType[Any]):
    """COLUMN=TYPE."""

    name = "COLUMN=TYPE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The two parts."""
        if isinstance(value, tuple):
            return value
        column, _, kind = str(value).partition("=")
        if not column or kind not in _KINDS:
            self.fail(f"'{value}' is not COLUMN=TYPE, where TYPE is one of {', '.join(_KINDS)}.", param, ctx)
        return column, kind


@click.command(
    short_help="Write every row of a query into a file.",
    epilog=examples(
        'suiteplug export "SELECT id, tranid, trandate FROM transaction" --to transactions.csv',
        "suiteplug export @lines.sql --to lines.jsonl --key t.id",
        'suiteplug export "SELECT id, email FROM customer WHERE isinactive = ?" --param F --to - | gzip > customers.gz',
    ),
)
@click.argument("query")
@click.option("--to", required=True, metavar="FILE", help="File to write, .jsonl or .csv; - for standard output.")
@click.option(
    "--form", type=click.Choice(["jsonl", "csv"]), help="Form, where the name does not say it. [default: jsonl for -]"
)
@click.option(
    "--param", "params", multiple=True, metavar="VALUE", help="Value for a ? of the query, in their order; repeatable."
)
@click.option("--key", metavar="COLUMN", help="Column to cut large results by. [default: the internal ID]")
@click.option("--type", "types", multiple=True, type=_Typed(), help="Type of a column that is not known; repeatable.")
@click.option(
    "--typed/--as-sent",
    default=True,
    help="Numbers, booleans and ISO dates, or the texts that NetSuite sends. [default: typed]",
)
@click.option("--restart", is_flag=True, help="Begin anew instead of going on with an export that was broken off.")
@click.option(
    "-c",
    "--connection",
    help="Name of the connection. [default: $SUITEPLUG_CONNECTION]",
    shell_complete=suggestions.connections,
)
def export(
    query: str,
    to: str,
    form: str | None,
    params: tuple[str, ...],
    key: str | None,
    types: tuple[tuple[str, str], ...],
    *,
    typed: bool,
    restart: bool,
    connection: str | None,
) -> int:
    """Write every row of QUERY (text, @file, or - for standard input) into a file, however many there are.

    The file appears when it is whole. An export that was broken off goes on where it was when the same command runs
    again. At the end the rows are held against NetSuite's own count; the exit code is 9 when rows came or went
    meanwhile.
    """
    inputs = {
        "query": read_text(query) if query.startswith("@") or query == "-" else query,
        "to": to,
        "form": form or ("jsonl" if to == "-" else None),
        "params": list(params),
        "key": key or "",
        "types": dict(types),
        "typed": typed,
        "restart": restart,
    }
    return _told(asyncio.run(_export(connection, inputs)))


async def _export(connection: str | None, inputs: Mapping[str, Any]) -> dict[str, Any]:
    from pathlib import Path  # noqa: PLC0415 - help must not load the connector

    from suiteplug.api import NetSuite  # noqa: PLC0415
    from suiteplug.connector.export.outlets import Outlets  # noqa: PLC0415
    from suiteplug.opening import Options  # noqa: PLC0415

    outlets = Outlets(Path(), anywhere=True, stream=sys.stdout.buffer)
    with watching() as watch:
        hooks = (watch.attempt,) if watch else ()
        async with NetSuite(connection, Options(hooks=hooks, outlets=outlets)) as netsuite:
            return await netsuite.run(
                "export-query", inputs, report=watch.report if watch else None, requester=person()
            )


def _told(output: dict[str, Any]) -> int:
    """The outcome in a sentence or two, on standard error: standard output may be the export itself."""
    for warning in output["warnings"]:
        click.echo(f"Note: {warning}", err=True)
    if output["resumed_at"]:
        click.echo(f"Went on at row {output['resumed_at']:,}.", err=True)
    proof = output["proof"]
    click.echo(f"{output['file']}: {proof['text'] if proof else format(output['rows'], ',') + ' rows.'}", err=True)
    return 0 if proof is None or proof["complete"] else _INCOMPLETE
