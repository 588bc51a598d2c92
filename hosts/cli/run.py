"""``suiteplug run KEY``: one command for each action of the manifest."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from typing import Any

import click

from suiteplug import manifest_file
from suiteplug.hosts.cli import output
from suiteplug.hosts.cli.options import options_of, read_text
from suiteplug.hosts.cli.progress import progress


class ActionGroup(click.Group):
    """Makes the command of an action when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Keys of all actions."""
        return [entry["key"] for entry in manifest_file.load()["actions"]]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, made now."""
        entry = manifest_file.action(cmd_name)
        return _command(entry) if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As usual, but an action that the manifest does not have gets its nearest names."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from difflib import get_close_matches  # noqa: PLC0415 - only on a mistake

            near = get_close_matches(args[0], self.list_commands(ctx), n=3, cutoff=0.5)
            hint = f" Did you mean {' or '.join(near)}?" if near else " 'suiteplug actions' lists them."
            raise click.UsageError(f"There is no action '{args[0]}'.{hint}", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Actions under the titles of their groups."""
        manifest = manifest_file.load()
        for group in manifest["groups"]:
            rows = [(e["key"], e["title"]) for e in manifest["actions"] if e["group"] == group["key"]]
            if rows:
                with formatter.section(group["title"]):
                    formatter.write_dl(rows)


@click.command(cls=ActionGroup, context_settings={"help_option_names": ["-h", "--help"]})
def run() -> None:
    r"""Run an action. Inputs are options, or JSON with --inputs (both: options win).

    \b
    Exit codes: 0 done, 2 wrong usage, 3 wrong input, 4 connection or role, 5 refused by NetSuite,
    6 try again later, 7 outcome unknown, 8 contract broken.
    """


def _command(entry: dict[str, Any]) -> click.Command:
    own = [
        click.Option(["-c", "--connection"], help="Name of the connection. [default: SUITEPLUG_CONNECTION]"),
        click.Option(["-i", "--inputs"], help="Inputs as a JSON object: text, @file, or - for standard input."),
        click.Option(["-o", "--output"], type=click.Choice(output.FORMATS), help="Form of the output."),
    ]

    def callback(connection: str | None, inputs: str | None, output: str | None, **given: Any) -> int:
        return _run(entry["key"], connection, _merged(inputs, given), output)

    example = entry["examples"][0] if entry["examples"] else {"input": {}}
    command_line = f"suiteplug run {entry['key']} --inputs '{json.dumps(example['input'], ensure_ascii=False)}'"
    return click.Command(
        entry["key"],
        params=[*options_of(entry["inputSchema"]), *own],
        callback=callback,
        help=entry["description"],
        epilog=f"\b\nExample:\n  {command_line}",
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _merged(inputs: str | None, given: dict[str, Any]) -> dict[str, Any]:
    """Inputs from ``--inputs``, overridden by options that were given."""
    merged: dict[str, Any] = {}
    if inputs is not None:
        text = read_text(inputs if inputs.startswith("@") else "@-") if inputs.startswith(("@", "-")) else inputs
        try:
            merged = json.loads(text)
        except ValueError as error:
            raise click.BadParameter(f"not JSON: {error}", param_hint="--inputs") from error
        if not isinstance(merged, dict):
            raise click.BadParameter("not a JSON object", param_hint="--inputs")
    for name, value in given.items():
        if value is not None and value != ():
            merged[name] = list(value) if isinstance(value, tuple) else value
    return merged


def _run(key: str, connection: str | None, inputs: dict[str, Any], form: str | None) -> int:
    from suiteplug.api import NetSuite  # noqa: PLC0415 - help must not load the connector

    if inputs.get("debug"):
        handler = logging.StreamHandler(sys.stderr)
        log = logging.getLogger("suiteplug.exchange")
        log.addHandler(handler)
        log.setLevel(logging.INFO)

    async def work() -> dict[str, Any]:
        async with NetSuite(connection) as netsuite:
            with progress() as report:
                return await netsuite.run(key, inputs, report=report)

    output.write(asyncio.run(work()), form)
    return 0
