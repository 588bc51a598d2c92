"""``suiteplug actions`` and ``suiteplug choices``: what there is to run, and what an input may be."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import click

from suiteplug import manifest_file
from suiteplug.hosts.cli import output

if TYPE_CHECKING:
    from suiteplug.connector.spec import ChoicePage


@click.command()
@click.argument("key", required=False)
@click.option("-o", "--output", "form", type=click.Choice(output.FORMATS), help="Form of the output.")
def actions(key: str | None, form: str | None) -> None:
    r"""List actions, or show one with its inputs and an example.

    \b
    Examples:
      suiteplug actions
      suiteplug actions upsert-record
      suiteplug actions upsert-record --output json
    """
    if key is None:
        rows = [
            {"key": e["key"], "title": e["title"], "effect": e["effect"], "group": e["group"]}
            for e in manifest_file.load()["actions"]
        ]
        output.write({"actions": rows}, form)
        return
    entry = manifest_file.action(key)
    if entry is None:
        from suiteplug import registry  # noqa: PLC0415 - only for its message with the nearest names

        registry.action(key)
        return
    if form is None:
        _describe(entry)
    else:
        output.write(entry, form)


def _describe(entry: dict[str, Any]) -> None:
    """One action on a terminal or in a pager."""
    click.echo(f"{click.style(entry['key'], bold=True)}: {entry['title']} ({entry['effect']})\n")
    click.echo(entry["description"])
    click.echo(f"\nRepeating: {entry['idempotency']['kind']}. {entry['idempotency']['settle']}".rstrip())
    for label, names in (("Permissions", entry["permissions"]), ("Features", entry["features"])):
        if names:
            click.echo(f"{label}: {', '.join(names)}")
    schema = entry["inputSchema"]
    click.echo(f"\n{click.style('Inputs', bold=True)}")
    for name, field in schema.get("properties", {}).items():
        mark = "*" if name in schema.get("required", []) else " "
        click.echo(f" {mark} {name.ljust(24)} {field.get('description', '')}")
    click.echo("   (* required)")
    for example in entry["examples"][:1]:
        click.echo(f"\n{click.style('Example', bold=True)}: {example['title']}")
        click.echo(json.dumps(example["input"], indent=2, ensure_ascii=False))
        click.echo(click.style("gives", dim=True))
        click.echo(json.dumps(example["output"], indent=2, ensure_ascii=False))


@click.command()
@click.argument("source")
@click.option("--search", default="", help="Part of the label.")
@click.option("--cursor", default="", help="Where to go on: nextCursor of the page before.")
@click.option("--with", "parameters", multiple=True, metavar="NAME=VALUE", help="Input the choices depend on.")
@click.option("-c", "--connection", help="Name of the connection.")
@click.option("-o", "--output", "form", type=click.Choice(output.FORMATS), help="Form of the output.")
def choices(
    source: str, search: str, cursor: str, parameters: tuple[str, ...], connection: str | None, form: str | None
) -> None:
    r"""List the choices a data source offers for an input.

    \b
    Examples:
      suiteplug choices record-types --search order
      suiteplug choices record-fields --with record_type=salesOrder
    """
    wanted = dict(pair.partition("=")[::2] for pair in parameters)
    page = asyncio.run(_choices(connection, source, search, cursor, wanted))
    rows = [{"value": choice.value, "label": choice.label} for choice in page.choices]
    output.write({"choices": rows, "next_cursor": page.next_cursor}, form)


async def _choices(connection: str | None, source: str, search: str, cursor: str, wanted: dict[str, str]) -> ChoicePage:
    from suiteplug.api import NetSuite  # noqa: PLC0415 - help must not load the connector

    async with NetSuite(connection) as netsuite:
        return await netsuite.choices(source, search=search, cursor=cursor, parameters=wanted)
