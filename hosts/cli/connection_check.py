"""``suiteplug connection verify``: sign in and tell what works."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import click

from suiteplug.hosts.cli import output, suggestions
from suiteplug.hosts.cli.layout import examples, wrapped
from suiteplug.hosts.cli.progress import watching

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.opening import AnyConnection

_SOMETHING_MISSING = 4


@click.command(
    short_help="Sign in and tell what works.",
    params=output.form_options(),
    epilog=examples("suiteplug connection verify my-account", "suiteplug connection verify my-account --output json"),
)
@click.argument("name", required=False, shell_complete=suggestions.connections)
def verify(name: str | None, form: str | None, columns: str | None) -> int:
    """Sign in; tell account, role, clock, and what the role can reach.

    The exit code is 4 when signing in fails, and also when the role lacks something that integrations need.
    """
    found = look_over(name)
    show(found, form, columns)
    return 0 if all(check["ok"] for check in found["checks"]) else _SOMETHING_MISSING


def look_over(connection: AnyConnection) -> dict[str, Any]:
    """What the action verify-connection says."""
    from suiteplug.api import NetSuite  # noqa: PLC0415 - help must not load the connector
    from suiteplug.opening import Options  # noqa: PLC0415

    async def work() -> dict[str, Any]:
        with watching() as watch:
            hooks = (watch.attempt,) if watch else ()
            async with NetSuite(connection, Options(hooks=hooks)) as netsuite:
                return await netsuite.run("verify-connection")

    return asyncio.run(work())


def show(found: Mapping[str, Any], form: str | None = None, columns: str | None = None) -> None:
    """A list of checks for people, or one of the forms of output."""
    if form is not None or columns is not None or not sys.stdout.isatty():
        output.write(found, form, rows="checks", columns=columns)
        return
    for check in found["checks"]:
        mark = click.style("ok", fg="green") if check["ok"] else click.style("no", fg="red")
        name = check["name"].ljust(17)
        click.echo(f" {mark}  {name} {_beside(check['message'])}")
        if check["fix"]:
            click.echo(f"     {' ' * 17} {click.style(_beside('Fix: ' + check['fix']), fg='green')}")
    for notice in found["notices"]:
        click.echo(click.style(wrapped(f"Note: {notice}"), fg="yellow"), err=True)


def _beside(text: str) -> str:
    """Text in the column beside the names of the checks."""
    indent = " " * 23
    return wrapped(text, first=indent, rest=indent).removeprefix(indent)
