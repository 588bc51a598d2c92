"""``suiteplug run KEY``: one command for each action of the manifest."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from typing import TYPE_CHECKING, Any

import click

from suiteplug import manifest_file
from suiteplug.hosts.cli import output, suggestions
from suiteplug.hosts.cli.catalog import by_group, no_such_action
from suiteplug.hosts.cli.command_line import command_line
from suiteplug.hosts.cli.layout import examples
from suiteplug.hosts.cli.options import options_of, read_text
from suiteplug.hosts.cli.person import person
from suiteplug.hosts.cli.progress import watching

if TYPE_CHECKING:
    from suiteplug.connector.call import CallWords
    from suiteplug.runner import Result

_EXIT_CODES = (
    ("0", "done"),
    ("2", "the command line is wrong"),
    ("3", "an input is wrong; nothing was sent"),
    ("4", "connection, role or account must be set up differently"),
    ("5", "NetSuite refused; repeating gives the same"),
    ("6", "try again later"),
    ("7", "a write was sent and its answer lost: look before repeating it"),
    ("8", "an answer that NetSuite does not document, or a fault of suiteplug"),
)


class ActionGroup(click.Group):
    """Makes the command of an action when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Keys of all actions."""
        return [entry["key"] for entry in manifest_file.load()["actions"]]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, made now. The tool's name, with underscores, does as well."""
        entry = manifest_file.action(cmd_name.replace("_", "-"))
        return _command(entry) if entry else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As usual, but an action that the manifest does not have gets its nearest names."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            raise click.UsageError(no_such_action(args[0]), ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Actions under the titles of their groups."""
        for title, rows in by_group(manifest_file.load()):
            with formatter.section(title):
                formatter.write_dl(rows)
        with formatter.section("Exit codes"):
            formatter.write_dl(_EXIT_CODES)


@click.command(
    cls=ActionGroup,
    epilog=examples(
        "suiteplug run get-customer --help",
        'suiteplug run run-suiteql --query "SELECT id, entityid FROM customer" --all-pages --output csv',
        "suiteplug run upsert-record --inputs @customer.json",
    ),
)
def run() -> None:
    """Run an action. Inputs are options, or JSON with --inputs; where both name an input, the option wins."""


class ActionCommand(click.Command):
    """Help in two parts: the inputs of the action, then what every action takes."""

    own = 0
    """How many options, the last ones, are not inputs."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Inputs, then the rest."""
        params = self.get_params(ctx)
        shared = len(params) - self.own - 1  # and --help
        for title, part in (("Inputs", params[:shared]), ("Options", params[shared:])):
            rows = [record for param in part if (record := param.get_help_record(ctx)) is not None]
            with formatter.section(title):
                formatter.write_dl(rows)


def _command(entry: dict[str, Any]) -> click.Command:
    own = [
        click.Option(
            ["-c", "--connection"],
            help="Name of the connection. [default: $SUITEPLUG_CONNECTION]",
            shell_complete=suggestions.connections,
        ),
        click.Option(["-i", "--inputs"], help="Inputs as a JSON object: text, @file, or - for standard input."),
        click.Option(
            ["--idempotency-key", "run_key"],
            help="Your name for this piece of work: running it again with the same name never writes twice.",
        ),
        click.Option(
            ["--validate/--no-validate"],
            default=None,
            help="Hold bodies against NetSuite's metadata first. [default: where it is remembered]",
        ),
        click.Option(["--give-up-after"], type=float, metavar="SECONDS", help="Stop after this time, safely."),
        *output.form_options(),
    ]

    def callback(
        *,
        connection: str | None,
        inputs: str | None,
        run_key: str | None,
        validate: bool | None,
        give_up_after: float | None,
        form: str | None,
        columns: str | None,
        **given: Any,
    ) -> None:
        how: CallWords = {"idempotency_key": run_key or "", "requester": person()}
        if give_up_after is not None:
            how["timeout_s"] = give_up_after
        if validate is not None:
            how["validate"] = validate
        try:
            result = _run(entry["key"], connection, _merged(inputs, given), how)
        except KeyboardInterrupt:
            if entry["effect"] != "read":
                click.echo(
                    "A write may have been under way: suiteplug settle shows it. With the same --idempotency-key it is "
                    "safe to run this again.",
                    err=True,
                )
            raise
        if result.replayed:
            click.echo("Done by an earlier run with this idempotency key; nothing was sent now.", err=True)
        output.write(result, form, rows=output.rows_member(entry["outputSchema"]), columns=columns)

    shown = [command_line(entry, example["input"]) for example in entry["examples"][:1]]
    command = ActionCommand(
        entry["key"],
        params=[*options_of(entry["inputSchema"]), *own],
        callback=callback,
        help=f"{entry['description']}\n\n{entry['guidance']}",
        short_help=entry["title"],
        epilog=examples(*(line for text in shown for line in text.split("\n"))) if shown else None,
    )
    command.own = len(own)
    return command


def _merged(inputs: str | None, given: dict[str, Any]) -> dict[str, Any]:
    """Inputs from ``--inputs``, overridden by options that were given."""
    merged: dict[str, Any] = {}
    if inputs is not None:
        text = read_text(inputs) if inputs.startswith("@") or inputs == "-" else inputs
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


def _run(key: str, connection: str | None, inputs: dict[str, Any], how: CallWords) -> Result:
    from suiteplug.api import NetSuite  # noqa: PLC0415 - help must not load the connector
    from suiteplug.opening import Options  # noqa: PLC0415

    if inputs.get("debug"):
        _log_exchanges()

    async def work() -> Result:
        with watching() as watch:
            hooks = (watch.attempt,) if watch else ()
            async with NetSuite(connection, Options(hooks=hooks)) as netsuite:
                return await netsuite.run(key, inputs, report=watch.report if watch else None, **how)

    return asyncio.run(work())


def _log_exchanges() -> None:
    """Requests and replies to standard error, where they do not mix with the result."""
    log = logging.getLogger("suiteplug.exchange")
    if not log.handlers:
        log.addHandler(logging.StreamHandler(sys.stderr))
    log.setLevel(logging.INFO)
