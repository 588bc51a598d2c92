"""``suiteplug connection``: add, list, verify, doctor, role, authorize, new-certificate, migrate, remove."""

from __future__ import annotations

import click

from suiteplug.hosts.cli import output, suggestions
from suiteplug.hosts.cli.connection_add import add
from suiteplug.hosts.cli.connection_check import verify
from suiteplug.hosts.cli.connection_doctor import doctor, role
from suiteplug.hosts.cli.connection_migrate import migrate
from suiteplug.hosts.cli.connection_sign_in import authorize, new_certificate
from suiteplug.hosts.cli.layout import examples


@click.group(
    epilog=examples(
        "suiteplug connection new-certificate --out keys",
        "suiteplug connection add my-account",
        "suiteplug connection verify my-account",
    )
)
def connection() -> None:
    """Add, check and remove connections."""


@connection.command("list", params=output.form_options())
def list_connections(form: str | None, columns: str | None) -> None:
    """List connections; no secrets are shown."""
    from suiteplug.connections import sources  # noqa: PLC0415 - help must not load the connector
    from suiteplug.connector.errors import InvalidConnectionError  # noqa: PLC0415

    rows = []
    for name in sources.names():
        try:
            model = sources.load(name)
        except InvalidConnectionError as error:  # one broken file must not hide the others
            rows.append({"name": name, "type": "", "account_id": "", "environment": "", "problem": error.message})
            continue
        account = model.account
        row = {"name": name, "type": model.type, "account_id": account.account_id}
        rows.append({**row, "environment": account.environment.value, "host": account.origin()})
    output.write({"connections": rows}, form, rows="connections", columns=columns)


@connection.command()
@click.argument("name", shell_complete=suggestions.connections)
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, *, yes: bool) -> None:
    """Remove a saved connection and its tokens."""
    from suiteplug.connections import sources  # noqa: PLC0415

    if not yes and sources.path_of(name).is_file():
        click.confirm(f"Remove the connection '{name}'?", abort=True, err=True)
    sources.remove(name)
    click.echo(f"Removed '{name}'.", err=True)


for command in (add, verify, doctor, role, authorize, new_certificate, migrate):
    connection.add_command(command)
