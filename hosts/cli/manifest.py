"""``suiteplug manifest``: print, write or check manifest.json."""

from __future__ import annotations

import click

from suiteplug.hosts.cli.layout import examples


@click.command(epilog=examples("suiteplug manifest --write", "suiteplug manifest --check"))
@click.option("--write", "write_it", is_flag=True, help="Write manifest.json from the code.")
@click.option("--check", "check_it", is_flag=True, help="Fail when manifest.json does not say what the code says.")
def manifest(*, write_it: bool, check_it: bool) -> int:
    """Print, write or check manifest.json."""
    from suiteplug import manifest as document  # noqa: PLC0415 - help must not load the connector

    if write_it:
        click.echo(f"Wrote {document.write()}")
    elif check_it:
        if not document.is_current():
            click.echo("manifest.json is stale: run 'suiteplug manifest --write'.", err=True)
            return 1
        click.echo("manifest.json is current.")
    else:
        click.echo(document.render(), nl=False)
    return 0
