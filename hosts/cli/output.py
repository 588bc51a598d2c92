"""Results as JSON, JSON Lines, CSV or a table."""

from __future__ import annotations

import csv
import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = Mapping[str, Any]

FORMATS = ("json", "jsonl", "table", "csv")


def form_options() -> list[click.Parameter]:
    """The options ``--output`` and ``--columns``; a command hands their values to ``write``."""
    return [
        click.Option(
            ["-o", "--output", "form"],
            type=click.Choice(FORMATS),
            help="Form of the output. [default: table on a terminal, else json]",
        ),
        click.Option(["--columns"], metavar="A,B,...", help="Only these columns, in this order."),
    ]


def rows_member(schema: Mapping[str, Any]) -> str | None:
    """The member of an output that holds its rows: the first list of objects in its schema."""
    for name, field in schema.get("properties", {}).items():
        items = field.get("items", {})
        if field.get("type") == "array" and ("$ref" in items or items.get("type") == "object"):
            return str(name)
    return None


def write(
    output: Mapping[str, Any], form: str | None = None, *, rows: str | None = None, columns: str | None = None
) -> None:
    """Print an output.

    Args:
        output: JSON values.
        form: One of FORMATS; None is a table on a terminal, else JSON.
        rows: The member that holds the rows. None: the output is the only row.
        columns: Names with commas between them, to show only these.

    Raises:
        click.BadParameter: There is no such column.
    """
    form = form or ("table" if sys.stdout.isatty() else "json")
    if rows is None:
        _write_one(output if columns is None else _picked(dict(unfolded(output)), columns), form)
        return
    found: Sequence[Row] = output[rows]
    names = _columns(output, found, columns)
    if columns is not None:
        found = [{name: row.get(name) for name in names} for row in found]
    if form == "json":
        click.echo(_json({**output, rows: found}))
    elif form == "jsonl":
        for row in found:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        _write_csv(found, names)
    else:
        from suiteplug.hosts.cli import tables  # noqa: PLC0415 - drawing costs 80 ms to import

        tables.write_rows(output, found, names, chosen=columns is not None)


def _write_one(output: Row, form: str) -> None:
    """An output without rows."""
    if form == "json":
        click.echo(_json(output))
    elif form == "jsonl":
        click.echo(json.dumps(output, ensure_ascii=False))
    elif form == "csv":
        flat = dict(unfolded(output))
        _write_csv([flat], list(flat))
    else:
        from suiteplug.hosts.cli import tables  # noqa: PLC0415

        tables.write_card(dict(unfolded(output)))


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def unfolded(output: Row) -> Iterable[tuple[str, Any]]:
    """Members of an output, one level of nested objects as members of their own: ``record.id``."""
    for name, value in output.items():
        if isinstance(value, dict) and value and "refName" not in value:
            yield from ((f"{name}.{key}", inner) for key, inner in value.items() if key != "links")
        else:
            yield name, value


def cell(value: Any) -> str:
    """A value in one cell: references by their name, structures as JSON."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case {"refName": str(name), "id": str(number)}:
            return f"{name} ({number})"
        case {"links": list()} if len(value) == 1:  # a sublist or subrecord that was not expanded
            return ""
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def _columns(output: Row, rows: Sequence[Row], wanted: str | None) -> list[str]:
    """Names of columns: those that are wanted, else those that the output names itself, else those of all rows."""
    known = list(dict.fromkeys(name for row in rows for name in row))
    named = [column["name"] for column in output.get("columns", [])]
    known = [*named, *(name for name in known if name not in named)]
    return known if wanted is None else _checked(wanted, known, anything=not rows)


def _checked(wanted: str, known: list[str], *, anything: bool = False) -> list[str]:
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown and not anything:
        raise click.BadParameter(f"no column '{unknown[0]}'; there are: {', '.join(known)}", param_hint="--columns")
    return names


def _picked(row: Row, columns: str) -> Row:
    return {name: row[name] for name in _checked(columns, list(row))}


def _write_csv(rows: Sequence[Row], columns: list[str]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(name)) for name in columns] for row in rows)
