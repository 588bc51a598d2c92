"""``suiteplug connection add``: fields from options, a file or questions; signed in once, then saved."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from suiteplug import manifest_file
from suiteplug.hosts.cli.connection_check import look_over, show
from suiteplug.hosts.cli.layout import examples, wrapped
from suiteplug.hosts.cli.options import read_text

if TYPE_CHECKING:
    from suiteplug.connector.connection_model import ConnectionModel

_DEFAULT_TYPE = "oauth-client-credentials"
_BY_BROWSER = "oauth-authorization-code"


@click.command(
    short_help="Save a connection; asks for what is missing.",
    epilog=examples(
        "suiteplug connection add my-account",
        "suiteplug connection add shop --type tba --set account_id=1234567_SB1",
        "suiteplug connection add demo --from demo-connections/tba.json",
    ),
)
@click.argument("name")
@click.option(
    "--type",
    "kind",
    type=click.Choice([entry["key"] for entry in manifest_file.load()["connections"]]),
    help=f"Way to sign in. [default: {_DEFAULT_TYPE}]",
)
@click.option("--set", "pairs", multiple=True, metavar="FIELD=VALUE", help="A field; VALUE may be @file or @-.")
@click.option(
    "--from", "source", metavar="FILE", help="All fields as a JSON object from a file, or - for standard input."
)
@click.option("--verify/--no-verify", default=True, help="Sign in once before saving. [default: verify]")
@click.option("--replace", is_flag=True, help="Replace a connection of the same name.")
def add(name: str, *, kind: str | None, pairs: tuple[str, ...], source: str | None, verify: bool, replace: bool) -> int:
    """Save a connection. What is missing is asked for; secrets are not shown while you type."""
    from suiteplug.connections import sources  # noqa: PLC0415 - help must not load the connector

    sources.path_of(name)  # a name that cannot be one is refused before anything is asked
    if name in sources.names() and not replace:
        raise click.ClickException(f"There is a connection '{name}' already. Use --replace, or another name.")
    fields = {**_from_source(source), **_from_pairs(pairs)}
    if kind or "type" not in fields:
        fields["type"] = kind or _DEFAULT_TYPE
    asked = _ask_for_missing(fields) if sys.stdin.isatty() else False
    model = sources.parse(fields, folder=Path.cwd())
    by_browser = fields["type"] == _BY_BROWSER and not fields.get("refresh_token")
    code = _check(model, ask=asked) if verify and not by_browser else 0
    path = sources.save(name, model)
    click.echo(f"Saved '{name}' in {path}, readable by you alone.", err=True)
    if by_browser:
        click.echo(f"Now sign in: suiteplug connection authorize {name}", err=True)
    return code


def _check(model: ConnectionModel, *, ask: bool) -> int:
    """Sign in. When that fails, what was typed need not be lost: it may be saved all the same."""
    from suiteplug.connector.errors import NetSuiteConnectorError  # noqa: PLC0415
    from suiteplug.hosts.cli.failures import report  # noqa: PLC0415

    try:
        show(look_over(model))
    except NetSuiteConnectorError as error:
        if not ask:
            raise
        code = report(error)
        click.confirm("Save the connection all the same?", abort=True, err=True)
        return code
    return 0


def _from_source(source: str | None) -> dict[str, Any]:
    """Fields from ``--from``; a path in them starts at the file."""
    if source is None:
        return {}
    try:
        fields = json.loads(read_text(source))
    except ValueError as error:
        raise click.BadParameter(f"not JSON: {error}", param_hint="--from") from None
    if not isinstance(fields, dict):
        raise click.BadParameter("not a JSON object", param_hint="--from")
    key_file = fields.get("private_key_file")
    if isinstance(key_file, str) and source != "-":
        fields["private_key_file"] = str(Path(source).absolute().parent / Path(key_file).expanduser())
    return fields


def _from_pairs(pairs: tuple[str, ...]) -> dict[str, Any]:
    """Fields from ``--set``."""
    fields: dict[str, Any] = {}
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals:
            raise click.BadParameter(f"'{pair}' is not FIELD=VALUE", param_hint="--set")
        fields[field] = _typed(read_text(value).strip() if value.startswith("@") else value)
    return fields


def _typed(text: str) -> Any:
    """Lists are given as JSON; everything else is text, account IDs included."""
    if not text.startswith("["):
        return text
    try:
        return json.loads(text)
    except ValueError as error:
        raise click.BadParameter(f"not JSON: {error}", param_hint="--set") from None


def _ask_for_missing(fields: dict[str, Any]) -> bool:
    """Ask for fields that are still missing and fill them in; gives whether anything was asked."""
    entry = next((e for e in manifest_file.load()["connections"] if e["key"] == fields["type"]), None)
    if entry is None:
        return False
    schema = entry["inputSchema"]
    missing = [name for name in schema["required"] if name != "type" and name not in fields]
    if "private_key" not in fields:
        missing += [name for name in schema.get("x-ask-for", []) if name not in fields]
    if missing:
        _tell_steps(entry)
    for name in missing:
        value = _ask(
            schema["properties"][name], secret=name in entry["secrets"], optional=name not in schema["required"]
        )
        if value:
            fields[name] = value
    return bool(missing)


def _tell_steps(entry: dict[str, Any]) -> None:
    """What has to be done in NetSuite first; somebody who has done it skips it."""
    click.echo(f"{click.style(entry['title'], bold=True)}; --type chooses another way to sign in.\n", err=True)
    for number, step in enumerate(entry["setupSteps"], 1):
        head = f"{number:2}. "
        click.echo(wrapped(step, first=head, rest=" " * len(head)), err=True)
    click.echo("", err=True)


def _ask(field: dict[str, Any], *, secret: bool, optional: bool) -> str:
    click.echo(click.style(wrapped(field.get("x-menu-path") or field.get("description", "")), dim=True), err=True)
    default = field.get("default") or ("" if optional else None)
    title = field["title"] + (" (empty for none)" if default == "" else "")
    value: str = click.prompt(title, hide_input=secret, err=True, default=default, show_default=bool(default))
    return value.strip()
