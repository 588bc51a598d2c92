"""``suiteplug actions`` and ``suiteplug choices``: what there is to run, and what an input may be."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import TYPE_CHECKING, Any

import click

from suiteplug import manifest_file
from suiteplug.hosts.cli import output, suggestions
from suiteplug.hosts.cli.command_line import command_line
from suiteplug.hosts.cli.layout import examples, first_sentence, labelled, listed, wrapped
from suiteplug.hosts.cli.options import described, resolved

if TYPE_CHECKING:
    from suiteplug.connector.spec import ChoicePage


@click.command(
    params=output.form_options(),
    epilog=examples(
        "suiteplug actions", "suiteplug actions upsert-record", "suiteplug actions upsert-record --output json"
    ),
)
@click.argument("key", required=False, shell_complete=suggestions.action_keys)
def actions(key: str | None, form: str | None, columns: str | None) -> None:
    """List actions, or show one with its inputs and an example."""
    if key is None:
        _list(form, columns)
        return
    entry = manifest_file.action(key.replace("_", "-"))
    if entry is None:
        raise click.UsageError(no_such_action(key))
    if form is None and sys.stdout.isatty():
        click.echo(_description(entry))
    else:
        output.write(entry, form, columns=columns)


def _list(form: str | None, columns: str | None) -> None:
    manifest = manifest_file.load()
    if form is None and columns is None and sys.stdout.isatty():
        for title, rows in by_group(manifest):
            click.echo(f"{click.style(title, bold=True)}\n{listed(rows)}\n")
        click.echo(click.style("suiteplug actions KEY shows one in full.", dim=True))
        return
    listed_members = [
        {name: entry[name] for name in ("key", "effect", "group", "title", "description")}
        for entry in manifest["actions"]
    ]
    output.write({"actions": listed_members}, form, rows="actions", columns=columns)


def no_such_action(key: str) -> str:
    """What to say about a key that no action has: the nearest ones."""
    from difflib import get_close_matches  # noqa: PLC0415 - only on a mistake

    near = get_close_matches(key, [entry["key"] for entry in manifest_file.load()["actions"]], n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else "'suiteplug actions' lists them."
    return f"There is no action '{key}'. {hint}"


def by_group(manifest: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Titles of groups with their actions: key and what it does."""
    grouped = [
        (group["title"], [_row(entry) for entry in manifest["actions"] if entry["group"] == group["key"]])
        for group in manifest["groups"]
    ]
    return [(title, rows) for title, rows in grouped if rows]


def _row(entry: dict[str, Any]) -> tuple[str, str]:
    return entry["key"], first_sentence(entry["description"])


def _description(entry: dict[str, Any]) -> str:
    """One action in full."""
    kind, settle = entry["idempotency"]["kind"], entry["idempotency"]["settle"]
    parts = [
        f"{click.style(entry['key'], bold=True)} ({entry['effect']})",
        wrapped(f"{entry['description']} {entry['guidance']}"),
        "\n".join(
            [
                *labelled("Repeating", _REPEATING.get(kind, kind)),
                *labelled("If lost", settle),
                *labelled("Needs", "; ".join([*entry["permissions"], *entry["features"]])),
                *labelled("NetSuite", entry["source"]),
            ]
        ),
        f"{click.style('Inputs', bold=True)}\n{listed(_inputs(entry['inputSchema']))}",
    ]
    parts += [_example(entry, example) for example in entry["examples"][:1]]
    return "\n\n".join(parts)


_REPEATING = {
    "natural": "safe: the same call gives the same state",
    "external ID": "safe when an external ID is given",
    "none": "not safe: a repeat does it again",
}


def _inputs(schema: dict[str, Any]) -> list[tuple[str, str]]:
    """Inputs with their meaning, those that must be given first."""
    required = schema.get("required", [])
    fields = [(name, resolved(field, schema)) for name, field in schema.get("properties", {}).items()]
    fields.sort(key=lambda pair: pair[0] not in required)
    return [(name, described(field, required=name in required)) for name, field in fields]


def _example(entry: dict[str, Any], example: dict[str, Any]) -> str:
    result = json.dumps(example["output"], indent=2, ensure_ascii=False)
    head = f"{click.style('Example', bold=True)}: {example['title']}"
    return f"{head}\n  {command_line(entry, example['input'])}\n{click.style('gives', dim=True)}\n{result}"


@click.command(
    params=output.form_options(),
    epilog=examples(
        "suiteplug choices",
        "suiteplug choices record-types --search order",
        "suiteplug choices record-fields --with record_type=salesOrder",
    ),
)
@click.argument("source", required=False, shell_complete=suggestions.data_sources)
@click.option("--search", default="", help="Part of the label.")
@click.option("--cursor", default="", help="Where to go on: next_cursor of the page before.")
@click.option("--with", "parameters", multiple=True, metavar="NAME=VALUE", help="Input the choices depend on.")
@click.option(
    "-c",
    "--connection",
    help="Name of the connection. [default: $SUITEPLUG_CONNECTION]",
    shell_complete=suggestions.connections,
)
def choices(
    source: str | None,
    *,
    search: str,
    cursor: str,
    parameters: tuple[str, ...],
    connection: str | None,
    form: str | None,
    columns: str | None,
) -> None:
    """List the choices a data source offers for an input; without SOURCE, list the data sources."""
    if source is None:
        sources = [
            {"key": entry["key"], "title": entry["title"], "depends_on": ", ".join(entry["dependsOn"])}
            for entry in manifest_file.load()["dataSources"]
        ]
        output.write({"sources": sources}, form, rows="sources", columns=columns)
        return
    page = asyncio.run(_choices(connection, source, search, cursor, _pairs(parameters)))
    rows = [{"value": choice.value, "label": choice.label} for choice in page.choices]
    output.write({"choices": rows, "next_cursor": page.next_cursor}, form, rows="choices", columns=columns)


def _pairs(parameters: tuple[str, ...]) -> dict[str, str]:
    for pair in parameters:
        if "=" not in pair:
            raise click.BadParameter(f"'{pair}' is not NAME=VALUE", param_hint="--with")
    return dict(pair.partition("=")[::2] for pair in parameters)


async def _choices(connection: str | None, source: str, search: str, cursor: str, wanted: dict[str, str]) -> ChoicePage:
    from suiteplug.api import NetSuite  # noqa: PLC0415 - help must not load the connector

    async with NetSuite(connection) as netsuite:
        return await netsuite.choices(source, search=search, cursor=cursor, parameters=wanted)
