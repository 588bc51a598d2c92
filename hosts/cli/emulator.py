"""``suiteplug emulator``: a NetSuite account on this machine."""

from __future__ import annotations

import sys

import click


@click.command(
    add_help_option=False,
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
@click.pass_context
def emulator(ctx: click.Context) -> int:
    """Start a NetSuite account on this machine; its own options are shown by --help."""
    try:
        from suiteplug.emulator.__main__ import main  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as error:
        if error.name not in {"uvicorn", "httptools", "jwt"}:
            raise
        raise click.ClickException(
            "The emulator needs the extra 'emulator': pip install 'suiteplug[emulator]'"
        ) from None
    sys.argv[0] = "suiteplug emulator"
    return main(ctx.args)
