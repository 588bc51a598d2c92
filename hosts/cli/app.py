"""The root of the command line. Each command is imported when it is called, so that help answers at once."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING

import click

from suiteplug import __version__
from suiteplug.hosts.cli.layout import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMANDS = {
    "actions": ("suiteplug.hosts.cli.catalog", "actions", "List actions, or show one with its inputs and an example."),
    "run": ("suiteplug.hosts.cli.run", "run", "Run an action."),
    "export": ("suiteplug.hosts.cli.export", "export", "Write every row of a query into a file."),
    "choices": ("suiteplug.hosts.cli.catalog", "choices", "List the choices a data source offers for an input."),
    "connection": ("suiteplug.hosts.cli.connection", "connection", "Add, check and remove connections."),
    "settle": ("suiteplug.hosts.cli.settle", "settle", "List writes whose outcome is not known, and settle them."),
    "metadata": ("suiteplug.hosts.cli.metadata", "metadata", "Read and forget the metadata that checks bodies."),
    "explain": ("suiteplug.hosts.cli.explain", "explain", "Say what an error means and what to do; works offline."),
    "audit": ("suiteplug.hosts.cli.audit", "audit", "Show the log of writes, and check that nobody changed it."),
    "stats": ("suiteplug.hosts.cli.stats", "stats", "Show calls, success rates, times and refusals."),
    "manifest": ("suiteplug.hosts.cli.manifest", "manifest", "Print, write or check manifest.json."),
    "emulator": ("suiteplug.hosts.cli.emulator", "emulator", "Start a NetSuite account on this machine."),
    "completion": ("suiteplug.hosts.cli.completion", "completion", "Print the completion script of your shell."),
}

_EPILOG = examples(
    "suiteplug connection add my-account",
    'suiteplug run run-suiteql --query "SELECT id, companyname FROM customer FETCH FIRST 5 ROWS ONLY"',
    "suiteplug run get-sales-order --record-id 1504 --output json",
    "suiteplug actions create-item-fulfillment",
)
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
_STOPPED = 130


class LazyGroup(click.Group):
    """Knows its commands by name and imports one when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names, in the order of help."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name, made now."""
        if cmd_name not in _COMMANDS:
            return None
        module, attribute, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands from the table above: importing them all just for their first lines would be slow."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in _COMMANDS.items()])


@click.command(cls=LazyGroup, epilog=_EPILOG, context_settings=_SETTINGS)
@click.version_option(__version__, prog_name="suiteplug")
def root() -> None:
    """NetSuite from the command line: every action, three ways to sign in, and an account to test against."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give the exit code: 0, 2 for wrong usage, or the code of the error's class."""
    try:
        result = root.main(args=arguments, prog_name="suiteplug", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return _STOPPED
    except (BrokenPipeError, SystemExit):  # click ends the process on a closed pipe; no command of ours does
        return _reader_left()
    except Exception as error:  # noqa: BLE001 - report() raises what nobody foresaw
        return _failed(error)
    return result if isinstance(result, int) else 0


def _reader_left() -> int:
    """The reader, such as head, has seen enough: no fault. What is left in the buffer goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _failed(error: Exception) -> int:
    from suiteplug.hosts.cli import failures  # noqa: PLC0415 - only when something failed

    if isinstance(error, click.ClickException):
        return failures.report_usage(error)
    return failures.report(error)
