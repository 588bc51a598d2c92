"""``suiteplug emulator``: a NetSuite account on this machine."""

from __future__ import annotations

import sys

import click

_PARTS_OF_EXTRA = {"uvicorn", "httptools", "jwt"}


@click.command(
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
@click.pass_context
def emulator(ctx: click.Context) -> int:
    """Start a NetSuite account on this machine; its own options are shown by --help.

    ``emulator capture`` copies a sample of a real account for it.
    """
    if ctx.args[:1] == ["capture"]:
        from suiteplug.hosts.cli.capture import capture  # noqa: PLC0415 - only this subcommand needs it

        with capture.make_context("emulator capture", ctx.args[1:], parent=ctx.parent) as inner:
            capture.invoke(inner)
        return 0
    try:
        from suiteplug.emulator.command import main  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as error:
        if error.name not in _PARTS_OF_EXTRA:
            raise
        raise click.ClickException(
            "The emulator needs the extra 'emulator': pip install 'suiteplug[emulator]'"
        ) from None
    sys.argv[0] = "suiteplug emulator"
    try:
        return main(ctx.args)
    except (ValueError, OverflowError, OSError) as error:  # a setting that cannot be, or a port that is taken
        raise click.ClickException(f"The emulator cannot start: {error}") from error
    except SystemExit as ended:  # argparse has told what is wrong, or shown its help
        return ended.code if isinstance(ended.code, int) else 1
