"""``suiteplug metadata``: what is remembered of record types, which checks bodies before they are sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import click

from suiteplug.hosts.cli import output, suggestions
from suiteplug.hosts.cli.layout import examples

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from suiteplug.api import NetSuite

T = TypeVar("T")

_CONNECTION = click.Option(
    ["-c", "--connection"],
    help="Name of the connection. [default: $SUITEPLUG_CONNECTION]",
    shell_complete=suggestions.connections,
)


@click.group(short_help="Read and forget the metadata that bodies are checked against.")
def metadata() -> None:
    """Metadata of record types, remembered for a day for each connection."""


@metadata.command(
    params=[_CONNECTION, *output.form_options()],
    epilog=examples("suiteplug metadata refresh salesOrder customer", "suiteplug metadata refresh -c my-account"),
)
@click.argument("record_types", nargs=-1, metavar="[RECORD_TYPE]...")
def refresh(connection: str | None, record_types: tuple[str, ...], form: str | None, columns: str | None) -> None:
    """Read record types from NetSuite and remember them; without names only the list of types.

    Do it once for the types that you write, and every later write is checked before it is sent, at no cost.
    """

    async def work(netsuite: NetSuite) -> list[dict[str, object]]:
        service = netsuite.session.metadata
        names = await service.record_types(refresh=True)
        if not record_types:
            return [{"record_type": name} for name in names]
        described = [await service.describe(name, refresh=True) for name in record_types]
        return [
            {"record_type": one.record_type, "fields": len(one.fields), "sublists": len(one.sublists)}
            for one in described
        ]

    rows = asyncio.run(_with(connection, work))
    output.write({"record_types": rows}, form, rows="record_types", columns=columns)


@metadata.command(params=[_CONNECTION])
def forget(connection: str | None) -> None:
    """Forget what is remembered, so that the next use reads it again. Nothing is sent."""

    async def work(netsuite: NetSuite) -> None:
        netsuite.session.metadata.forget()

    asyncio.run(_with(connection, work))
    click.echo("Forgotten.")


async def _with(connection: str | None, work: Callable[[NetSuite], Awaitable[T]]) -> T:
    from suiteplug.api import NetSuite  # noqa: PLC0415 - help must not load the connector

    async with NetSuite(connection) as netsuite:
        return await work(netsuite)
