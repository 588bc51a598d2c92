"""``suiteplug connection authorize`` and ``new-certificate``: what signing in needs."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from suiteplug.hosts.cli import suggestions
from suiteplug.hosts.cli.layout import examples, wrapped

if TYPE_CHECKING:
    from suiteplug.connections.oauth_authorization_code import OAuthAuthorizationCode
    from suiteplug.connections.tokens import FileTokenStore


@click.command(short_help="Sign in with the browser.", epilog=examples("suiteplug connection authorize my-account"))
@click.argument("name", shell_complete=suggestions.connections)
@click.option("--browser/--no-browser", default=True, help="Open the browser, or only print the address.")
def authorize(name: str, *, browser: bool) -> None:
    """Sign in with the browser and keep the tokens (oauth-authorization-code)."""
    from suiteplug.connections import sources  # noqa: PLC0415 - help must not load the connector
    from suiteplug.connections.oauth_authorization_code import OAuthAuthorizationCode  # noqa: PLC0415
    from suiteplug.connections.tokens import FileTokenStore  # noqa: PLC0415

    model = sources.load(name)
    if not isinstance(model, OAuthAuthorizationCode):
        raise click.ClickException(f"'{name}' signs in by {model.type}, which needs no browser.")
    tokens = FileTokenStore()
    signed_in = asyncio.run(_sign_in(model, tokens, browser=browser))
    sources.save(name, signed_in)
    until = signed_in.sign_in_again_by(tokens)
    if until is not None:
        click.echo(f"Sign in again by {until:%Y-%m-%d %H:%M} UTC.", err=True)
    click.echo(f"Signed in. Try: suiteplug connection verify {name}", err=True)


async def _sign_in(model: OAuthAuthorizationCode, tokens: FileTokenStore, *, browser: bool) -> OAuthAuthorizationCode:
    import webbrowser  # noqa: PLC0415

    from suiteplug.connections import authorize as door  # noqa: PLC0415

    def open_browser(url: str) -> None:
        click.echo(f"Sign in at:\n{url}\n", err=True)
        if browser:
            webbrowser.open(url)

    async def paste() -> str:
        return str(click.prompt("Address the browser ended on", err=True))

    return await door.authorize(model, open_browser, paste=paste, tokens=tokens)


@click.command(
    "new-certificate",
    short_help="Make a key and certificate for NetSuite.",
    epilog=examples(
        "suiteplug connection new-certificate --out keys",
        "suiteplug connection new-certificate --out keys --kind rsa --bits 4096 --days 365",
    ),
)
@click.option("--kind", type=click.Choice(["rsa", "ec"]), default="ec", show_default=True, help="Kind of key.")
@click.option("--bits", type=int, help="RSA 3072 or 4096, EC 256, 384 or 521. [default: 3072, 256]")
@click.option(
    "--days", type=click.IntRange(1, 730), default=730, show_default=True, help="Days it is valid; two years at most."
)
@click.option("--subject", default="suiteplug", show_default=True, help="Common name in the certificate.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Folder for the two files."
)
def new_certificate(*, kind: Literal["rsa", "ec"], bits: int | None, days: int, subject: str, out: Path) -> None:
    """Make a key and certificate by NetSuite's rules, and tell where to upload it."""
    from suiteplug.connections.signing.certificate import new_certificate as make  # noqa: PLC0415
    from suiteplug.connections.storage.private_files import write_private  # noqa: PLC0415

    made = make(kind, now=datetime.now(UTC), bits=bits, days=days, subject=subject)
    out.mkdir(parents=True, exist_ok=True)
    stem = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in subject)
    key_file, certificate_file = out / f"{stem}-key.pem", out / f"{stem}-certificate.pem"
    for path in (key_file, certificate_file):
        if path.exists():
            raise click.ClickException(f"{path} exists already. Choose another folder or subject.")
    write_private(key_file, made.private_key)
    certificate_file.write_text(made.certificate, encoding="utf-8")
    click.echo(f"Private key     {key_file} (readable by you alone; never upload it)")
    click.echo(f"Certificate     {certificate_file}")
    click.echo(f"Certificate ID  {made.certificate_id}")
    click.echo(f"Expires         {made.expires.date().isoformat()}")
    click.echo(f"\n{wrapped(made.upload_steps)}")
