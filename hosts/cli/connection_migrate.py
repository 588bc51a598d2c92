"""``suiteplug connection migrate``: from token-based authentication to client credentials, side by side."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from suiteplug.hosts.cli import output, suggestions
from suiteplug.hosts.cli.layout import examples, wrapped

if TYPE_CHECKING:
    from suiteplug.connections.key_files import KeyFiles
    from suiteplug.connections.oauth_client_credentials import OAuthClientCredentials
    from suiteplug.connections.tba import Tba
    from suiteplug.equal_reads import Comparison

_DIFFERENT = 4


@click.command(
    short_help="Move from TBA to OAuth 2.0 client credentials.",
    params=output.form_options(),
    epilog=examples(
        "suiteplug connection migrate shop",
        "suiteplug connection migrate shop --client-id 6794a3... --certificate-id NPMnRy...",
        "suiteplug connection migrate shop --switch",
        "suiteplug connection migrate shop --undo",
    ),
)
@click.argument("name", shell_complete=suggestions.connections)
@click.option("--to", "successor", metavar="NEW", help="Name of the new connection. [default: NAME-oauth]")
@click.option("--client-id", help="Client ID of the integration record for client credentials.")
@click.option("--certificate-id", help="Certificate ID that NetSuite gave to the uploaded certificate.")
@click.option("--switch", "switching", is_flag=True, help="Give NAME to the new one; keep the old as NAME-tba.")
@click.option("--accept-differences", is_flag=True, help="With --switch: although the reads differ.")
@click.option("--undo", "undoing", is_flag=True, help="Give NAME back to the old connection.")
def migrate(
    name: str,
    *,
    successor: str | None,
    client_id: str | None,
    certificate_id: str | None,
    switching: bool,
    accept_differences: bool,
    undoing: bool,
    form: str | None,
    columns: str | None,
) -> int:
    """Make a connection by certificate beside NAME, prove that it reads the same, and let it take over.

    Without options it makes key and certificate, and says what to click. Every step may be repeated; until --switch
    nothing changes for who uses NAME. The exit code is 4 where the reads differ.
    """
    from suiteplug.connections import takeover  # noqa: PLC0415 - help must not load the connector

    new_name = successor or f"{name}-oauth"
    if switching and undoing:
        raise click.UsageError("--switch and --undo contradict each other.")
    if undoing:
        takeover.undo(name, new_name)
        click.echo(f"'{name}' signs in by TBA again; the new connection is kept as '{new_name}'.", err=True)
        return 0
    if takeover.is_switched(name):
        click.echo(f"'{name}' is the new connection already; the old one is '{takeover.kept_as(name)}'.", err=True)
        return 0
    old = takeover.load_tba(name)
    new = _successor(new_name, old, client_id, certificate_id)
    if new is None:
        return 0
    equal = _prove(new_name, old, new, form, columns)
    if switching and (equal or accept_differences):
        takeover.switch(name, new_name)
        click.echo(f"'{name}' signs in by certificate now; the old one is '{takeover.kept_as(name)}'.", err=True)
        click.echo(f"Back: suiteplug connection migrate {name} --to {new_name} --undo", err=True)
        return 0
    if equal:
        click.echo(f"Both read the same. Now: suiteplug connection migrate {name} --to {new_name} --switch", err=True)
        return 0
    click.echo("They do not read the same; compare user, role and its permissions. Nothing was switched.", err=True)
    return _DIFFERENT


def _successor(name: str, old: Tba, client_id: str | None, certificate_id: str | None) -> OAuthClientCredentials | None:
    """The new connection: as saved, or of what was given or typed; None while that is still missing."""
    from suiteplug.connections import takeover  # noqa: PLC0415
    from suiteplug.connections.key_files import key_files  # noqa: PLC0415

    saved = takeover.load_successor(name, old)
    if saved is not None and client_id is None and certificate_id is None:
        return saved
    files = key_files(name, now=datetime.now(UTC))
    if saved is not None:
        client_id, certificate_id = client_id or saved.client_id, certificate_id or saved.certificate_id
    if client_id is None or certificate_id is None:
        _tell_steps(files)
        if not sys.stdin.isatty():
            click.echo("Then run the same command with --client-id and --certificate-id.", err=True)
            return None
        client_id = client_id or click.prompt("Client ID", err=True).strip()
        certificate_id = certificate_id or click.prompt("Certificate ID", err=True, default=files.pair.certificate_id)
    return takeover.successor_of(old, files, client_id=client_id or "", certificate_id=certificate_id or "")


def _tell_steps(files: KeyFiles) -> None:
    """What to do in NetSuite; the user and role of the old connection make the reads equal."""
    from suiteplug.connections.setup_steps import CLIENT_CREDENTIALS_MIGRATION  # noqa: PLC0415

    click.echo(f"Private key     {files.key_file} (readable by you alone; never upload it)", err=True)
    click.echo(f"Certificate     {files.certificate_file}", err=True)
    click.echo(f"Certificate ID  {files.pair.certificate_id} (as NetSuite should show it)\n", err=True)
    for number, step in enumerate(CLIENT_CREDENTIALS_MIGRATION, 1):
        head = f"{number:2}. "
        click.echo(wrapped(step, first=head, rest=" " * len(head)), err=True)
    click.echo("", err=True)


def _prove(name: str, old: Tba, new: OAuthClientCredentials, form: str | None, columns: str | None) -> bool:
    """Compare; who gets in is saved, whatever the comparison says."""
    from suiteplug.connections import sources  # noqa: PLC0415
    from suiteplug.equal_reads import compare  # noqa: PLC0415

    found = asyncio.run(compare(old, new))
    if name not in sources.names() or sources.load(name) != new:
        path = sources.save(name, new)
        click.echo(f"Saved '{name}' in {path}, readable by you alone.", err=True)
    output.write({"comparisons": [_row(one) for one in found]}, form, rows="comparisons", columns=columns)
    return all(one.equal for one in found)


def _row(one: Comparison) -> dict[str, object]:
    return {"what": one.what, "old": one.old, "new": one.new, "equal": one.equal}
