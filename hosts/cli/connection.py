"""``suiteplug connection``: add, list, verify, authorize, new-certificate, remove."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import click

from suiteplug import manifest_file
from suiteplug.hosts.cli import output
from suiteplug.hosts.cli.options import read_text

_TYPES = click.Choice(["oauth-client-credentials", "oauth-authorization-code", "tba"])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def connection() -> None:
    r"""Add, check and remove connections.

    \b
    Examples:
      suiteplug connection new-certificate --out .
      suiteplug connection add my-account
      suiteplug connection verify my-account
    """


@connection.command()
@click.argument("name")
@click.option("--type", "kind", type=_TYPES, help="Way to sign in. [default: oauth-client-credentials]")
@click.option("--set", "pairs", multiple=True, metavar="FIELD=VALUE", help="A field; VALUE may be @file or @-.")
@click.option(
    "--from", "source", metavar="FILE", help="All fields as a JSON object from a file, or - for standard input."
)
@click.option("--verify/--no-verify", default=True, help="Sign in once before saving. [default: verify]")
@click.option("--replace", is_flag=True, help="Replace a connection of the same name.")
def add(name: str, *, kind: str | None, pairs: tuple[str, ...], source: str | None, verify: bool, replace: bool) -> int:
    r"""Save a connection. What is missing is asked for; secrets are not shown while you type.

    \b
    Examples:
      suiteplug connection add my-account
      suiteplug connection add shop --type tba --set account_id=1234567_SB1
      suiteplug connection add test --from emulator/tba.json
    """
    from suiteplug.connections import sources  # noqa: PLC0415 - help must not load the connector

    if name in sources.names() and not replace:
        raise click.ClickException(f"There is a connection '{name}' already. Use --replace, or another name.")
    fields = _given(source, pairs)
    if kind or "type" not in fields:
        fields["type"] = kind or "oauth-client-credentials"
    fields = _asked_for(fields)
    model = sources.parse(fields)
    interactive_sign_in = fields["type"] == "oauth-authorization-code" and not fields.get("refresh_token")
    if verify and not interactive_sign_in:
        _print_verification(model)
    path = sources.save(name, model)
    click.echo(f"Saved '{name}' in {path}, readable by you alone.", err=True)
    if interactive_sign_in:
        click.echo(f"Now sign in: suiteplug connection authorize {name}", err=True)
    return 0


def _given(source: str | None, pairs: tuple[str, ...]) -> dict[str, Any]:
    """Fields from ``--from`` and ``--set``."""
    fields: dict[str, Any] = {}
    if source is not None:
        try:
            fields = json.loads(read_text("@" + source))
        except ValueError as error:
            raise click.BadParameter(f"not JSON: {error}", param_hint="--from") from None
        if not isinstance(fields, dict):
            raise click.BadParameter("not a JSON object", param_hint="--from")
    for pair in pairs:
        field, equals, value = pair.partition("=")
        if not equals:
            raise click.BadParameter("give FIELD=VALUE", param_hint="--set")
        fields[field] = _typed(read_text(value).strip() if value.startswith("@") else value)
    return fields


def _typed(text: str) -> Any:
    """Numbers and lists may be given as JSON; everything else is text, account IDs included."""
    return json.loads(text) if text.startswith("[") else text


def _asked_for(fields: dict[str, Any]) -> dict[str, Any]:
    """Ask for required fields that are still missing, when there is somebody to ask."""
    entry = next((c for c in manifest_file.load()["connections"] if c["key"] == fields["type"]), None)
    if entry is None or not sys.stdin.isatty():
        return fields
    schema = entry["inputSchema"]
    missing = [n for n in schema.get("required", []) if n != "type" and n not in fields]
    if "private_key" not in fields:
        missing += [name for name in schema.get("x-ask-for", []) if name not in fields]
    for number, step in enumerate(entry["setupSteps"] if missing else [], 1):
        click.echo(click.style(f" {number}. ", dim=True) + step, err=True)
    for name in missing:
        field = schema["properties"][name]
        if field.get("x-menu-path"):
            click.echo(click.style(f"   {field['x-menu-path']}", dim=True), err=True)
        secret = name in entry["secrets"]
        optional = name not in schema["required"]
        title = field.get("title", name) + (" (empty for none)" if optional else "")
        value = click.prompt(title, hide_input=secret, err=True, default="" if optional else None, show_default=False)
        if value:
            fields[name] = value
    return fields


@connection.command("list")
@click.option("-o", "--output", "form", type=click.Choice(output.FORMATS), help="Form of the output.")
def list_connections(form: str | None) -> None:
    """List saved connections; no secrets are shown."""
    from suiteplug.connections import sources  # noqa: PLC0415

    rows = []
    for name in sources.names():
        model = sources.load(name)
        account = model.account
        rows.append(
            {
                "name": name,
                "type": str(getattr(model, "type", "")),
                "account_id": account.account_id,
                "environment": account.environment.value,
                "host": account.origin(),
            }
        )
    output.write({"connections": rows}, form)


@connection.command()
@click.argument("name", required=False)
@click.option("-o", "--output", "form", type=click.Choice(output.FORMATS), help="Form of the output.")
def verify(name: str | None, form: str | None) -> int:
    """Sign in and report account, role, clock and what the role can reach."""
    _print_verification(name, form)
    return 0


def _print_verification(which: Any, form: str | None = None) -> None:
    from suiteplug.api import NetSuite  # noqa: PLC0415

    async def work() -> dict[str, Any]:
        async with NetSuite(which) as netsuite:
            return await netsuite.run("verify-connection")

    output.write(asyncio.run(work()), form)


@connection.command()
@click.argument("name")
@click.option("--browser/--no-browser", default=True, help="Open the browser, or only print the address.")
def authorize(name: str, *, browser: bool) -> int:
    """Sign in with the browser (authorization code) and keep the tokens."""
    import webbrowser  # noqa: PLC0415

    from suiteplug.connections import authorize as door  # noqa: PLC0415
    from suiteplug.connections import sources  # noqa: PLC0415
    from suiteplug.connections.oauth_authorization_code import OAuthAuthorizationCode  # noqa: PLC0415
    from suiteplug.connections.tokens import FileTokenStore  # noqa: PLC0415

    model = sources.load(name)
    if not isinstance(model, OAuthAuthorizationCode):
        raise click.ClickException(f"'{name}' signs in by {model.type}, which needs no browser.")

    def open_browser(url: str) -> None:
        click.echo(f"Sign in at:\n{url}", err=True)
        if browser:
            webbrowser.open(url)

    async def paste() -> str:
        return str(click.prompt("Address the browser ended on", err=True))

    tokens = FileTokenStore()
    signed_in = asyncio.run(door.authorize(model, open_browser, paste=paste, tokens=tokens))
    sources.save(name, signed_in)
    until = signed_in.sign_in_again_by(tokens)
    if until is not None:
        click.echo(f"Sign in again by {until:%Y-%m-%d %H:%M} UTC.", err=True)
    click.echo(f"Signed in. Try: suiteplug connection verify {name}", err=True)
    return 0


@connection.command("new-certificate")
@click.option("--kind", type=click.Choice(["rsa", "ec"]), default="ec", show_default=True, help="Kind of key.")
@click.option("--bits", type=int, help="RSA 3072 or 4096, EC 256, 384 or 521. [default: 3072, 256]")
@click.option(
    "--days", type=click.IntRange(1, 730), default=730, show_default=True, help="Days it is valid; two years at most."
)
@click.option("--subject", default="suiteplug", show_default=True, help="Common name in the certificate.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Folder for the two files."
)
def new_certificate(*, kind: Literal["rsa", "ec"], bits: int | None, days: int, subject: str, out: Path) -> int:
    """Make a key and certificate by NetSuite's rules, and say where to upload it."""
    from suiteplug.connections.signing.certificate import new_certificate as make  # noqa: PLC0415

    made = make(kind, now=datetime.now(UTC), bits=bits, days=days, subject=subject)
    out.mkdir(parents=True, exist_ok=True)
    key_file, certificate_file = out / f"{subject}-key.pem", out / f"{subject}-certificate.pem"
    for path in (key_file, certificate_file):
        if path.exists():
            raise click.ClickException(f"{path} exists already. Choose another folder or subject.")
    key_file.touch(mode=0o600)
    key_file.write_text(made.private_key, encoding="utf-8")
    certificate_file.write_text(made.certificate, encoding="utf-8")
    click.echo(f"Private key     {key_file} (readable by you alone; never upload it)")
    click.echo(f"Certificate     {certificate_file}")
    click.echo(f"Certificate ID  {made.certificate_id}")
    click.echo(f"Expires         {made.expires.date().isoformat()}")
    click.echo(f"\n{made.upload_steps}")
    return 0


@connection.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(name: str, *, yes: bool) -> int:
    """Remove a saved connection and its tokens."""
    from suiteplug.connections import sources  # noqa: PLC0415

    if not yes:
        click.confirm(f"Remove the connection '{name}'?", abort=True, err=True)
    sources.remove(name)
    click.echo(f"Removed '{name}'.", err=True)
    return 0
