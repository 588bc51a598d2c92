"""``suiteplug settle``: writes whose outcome is not known."""

from __future__ import annotations

import asyncio
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from suiteplug.hosts.cli import output, suggestions
from suiteplug.hosts.cli.layout import examples

if TYPE_CHECKING:
    from suiteplug.connector.exactly_once.unsettled import OpenWrite, Settlement

_STILL_OPEN = 7  # the exit code of an unknown outcome
_AGE = re.compile(r"(?P<days>\d+)d?\Z")


def _days(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    match = _AGE.match(value)
    if match is None:
        raise click.BadParameter("give a number of days, such as 90d")
    return int(match["days"])


@click.command(
    short_help="List writes whose outcome is not known, and settle them.",
    params=output.form_options(),
    epilog=examples(
        "suiteplug settle",
        "suiteplug settle --all",
        "suiteplug settle shop-order-1001",
        "suiteplug settle wq5x2kvnd7yh3zjso --happened 5421",
        "suiteplug settle --forget-older-than 90d",
    ),
)
@click.argument("name", required=False)
@click.option("--all", "everything", is_flag=True, help="Look for all of them.")
@click.option("--happened", metavar="ID", help="You have looked: this is the internal ID of what it made or changed.")
@click.option("--did-not-happen", is_flag=True, help="You have looked: it did not happen.")
@click.option("--forget-older-than", callback=_days, metavar="DAYS", help="Forget what was finished so long ago.")
@click.option(
    "-c",
    "--connection",
    help="Name of the connection. [default: $SUITEPLUG_CONNECTION]",
    shell_complete=suggestions.connections,
)
def settle(
    name: str | None,
    connection: str | None,
    happened: str | None,
    forget_older_than: int | None,
    form: str | None,
    columns: str | None,
    *,
    everything: bool,
    did_not_happen: bool,
) -> int:
    """List writes whose answer was lost, or look again for one (NAME: its settle ID or idempotency key) or all.

    Nothing is ever sent again, only looked for. The exit code is 7 when an outcome is still not known.
    """
    if everything == (name is not None) and (everything or happened or did_not_happen):
        raise click.UsageError("Name one write, or give --all to look for all of them.")
    if (happened is not None and did_not_happen) or (everything and (happened or did_not_happen)):
        raise click.UsageError("--happened and --did-not-happen are about one write, and exclude each other.")
    if forget_older_than is not None:
        gone = asyncio.run(_forget(connection, forget_older_than))
        click.echo(f"Forgot {gone} finished calls and writes.", err=True)
        return 0
    if name is None and not everything:
        rows = [_open_row(write) for write in asyncio.run(_list(connection))]
        _show(rows, form, columns, nothing="No outcome is unknown.")
        return 0
    done = asyncio.run(_settle(connection, name, happened, did_not_happen=did_not_happen))
    _show([_settled_row(one) for one in done], form, columns, nothing="No outcome is unknown.")
    return _STILL_OPEN if any(one.settled == "still open" for one in done) else 0


async def _list(connection: str | None) -> list[OpenWrite]:
    from suiteplug.api import NetSuite  # noqa: PLC0415 - help must not load the connector

    async with NetSuite(connection) as netsuite:
        return await netsuite.open_writes()


async def _settle(
    connection: str | None, name: str | None, happened: str | None, *, did_not_happen: bool
) -> list[Settlement]:
    from suiteplug.api import NetSuite  # noqa: PLC0415

    async with NetSuite(connection) as netsuite:
        return await netsuite.settle(name, happened=happened, did_not_happen=did_not_happen)


async def _forget(connection: str | None, days: int) -> int:
    from suiteplug.api import NetSuite  # noqa: PLC0415

    async with NetSuite(connection) as netsuite:
        return await netsuite.session.unsettled.forget_older_than(days)


def _open_row(write: OpenWrite) -> dict[str, Any]:
    return {
        "settle_id": write.settle_id,
        "began_at": write.began_at.isoformat(timespec="seconds"),
        "action": write.action,
        "idempotency_key": write.idempotency_key,
        "what": write.summary,
        "record": write.record,
        "known": write.known,
    }


def _settled_row(one: Settlement) -> dict[str, Any]:
    return {
        "settle_id": one.write.settle_id,
        "what": one.write.summary,
        "idempotency_key": one.write.idempotency_key,
        "outcome": str(one.settled),
        "record_id": one.record_id,
        "how": one.how,
    }


def _show(rows: list[dict[str, Any]], form: str | None, columns: str | None, *, nothing: str) -> None:
    if not rows and form is None and sys.stdout.isatty():
        click.echo(nothing)
        return
    output.write({"writes": rows}, form, rows="writes", columns=columns)
