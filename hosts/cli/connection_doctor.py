"""``suiteplug connection doctor``: what is wrong with a connection, and what to click."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from suiteplug.hosts.cli import output, suggestions
from suiteplug.hosts.cli.layout import examples, wrapped

if TYPE_CHECKING:
    from suiteplug.doctor import Examination
    from suiteplug.roles import Need

_FAULT = 4
_MARKS = {"ok": ("ok", "green"), "warning": ("!!", "yellow"), "fault": ("no", "red"), "not tried": ("--", "white")}
_INDENT = 33  # the longest key of an action that lists, and its mark


@click.command(
    short_help="Find out what is wrong, and what to click.",
    params=output.form_options(),
    epilog=examples(
        "suiteplug connection doctor my-account",
        "suiteplug connection doctor my-account --for list-customers --for create-record",
        "suiteplug connection doctor my-account --output json",
    ),
)
@click.argument("name", required=False, shell_complete=suggestions.connections)
@click.option(
    "--for",
    "actions",
    multiple=True,
    metavar="ACTION",
    help="An action that the connection is to run; repeatable. Tells the permissions that all of them need.",
    shell_complete=suggestions.action_keys,
)
def doctor(name: str | None, actions: tuple[str, ...], form: str | None, columns: str | None) -> int:
    """Examine a connection: credentials, account, clock, permissions, expiry, lanes. Only reads.

    Without --for, every action that lists something is tried with one row. The exit code is 4 where something is at
    fault.
    """
    from suiteplug.doctor import State, examine  # noqa: PLC0415 - help must not load the connector

    examined = asyncio.run(examine(name, actions))
    if form is not None or columns is not None or not sys.stdout.isatty():
        rows = [asdict(finding) for finding in examined.findings]
        needs = [asdict(need) for need in examined.role]
        output.write({"findings": rows, "role": needs}, form, rows="findings", columns=columns)
    else:
        _show(examined)
    return _FAULT if examined.worst is State.FAULT else 0


@click.command(
    short_help="Print the least permissions that some actions need.",
    params=output.form_options(),
    epilog=examples("suiteplug connection role list-customers create-customer create-item-fulfillment"),
)
@click.argument("actions", nargs=-1, required=True, shell_complete=suggestions.action_keys)
def role(actions: tuple[str, ...], form: str | None, columns: str | None) -> None:
    """What a role needs to run ACTIONS, and nothing more: the lines to add on the role's page.

    Setup > Users/Roles > User Management > Manage Roles > New, then Permissions. Nothing is sent.
    """
    from suiteplug import registry  # noqa: PLC0415
    from suiteplug.roles import needs_of  # noqa: PLC0415

    needs = needs_of([registry.action(key) for key in actions])
    output.write({"permissions": [_row(need) for need in needs]}, form, rows="permissions", columns=columns)


def _row(need: Need) -> dict[str, str]:
    return {"tab": need.tab, "permission": need.name, "level": need.level, "for": ", ".join(need.actions)}


def _show(examined: Examination) -> None:
    """A line for each finding, its fix below it."""
    for finding in examined.findings:
        mark, colour = _MARKS[finding.state]
        line = f" {click.style(mark, fg=colour)}  {finding.name.ljust(_INDENT - 6)} {_beside(finding.message)}"
        click.echo(line)
        if finding.fix:
            click.echo(" " * _INDENT + click.style(_beside(f"Fix: {finding.fix}"), fg="green"))
    if examined.role:
        click.echo("\nThe role needs, and nothing more:")
        for need in examined.role:
            where = f"{need.tab} > {need.name} ({need.level})" if need.tab else need.name
            click.echo(f"  {where}")


def _beside(text: str) -> str:
    indent = " " * _INDENT
    return wrapped(text, first=indent, rest=indent).removeprefix(indent)
