"""Results as JSON, JSON Lines, CSV or a table."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

FORMATS = ("json", "jsonl", "table", "csv")
Row = Mapping[str, Any]


def write(output: Mapping[str, Any], form: str | None) -> None:
    """Print an action's output. Without a form: a table on a terminal, else JSON."""
    form = form or ("table" if sys.stdout.isatty() else "json")
    rows = _rows(output)
    if form == "json":
        click.echo(json.dumps(output, indent=2, ensure_ascii=False))
    elif form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        _write_csv(rows)
    else:
        _write_table(output, rows)


def _rows(output: Mapping[str, Any]) -> list[Row]:
    """The rows of an output: its first list of objects, else the output itself as the only row."""
    for value in output.values():
        if isinstance(value, list) and all(isinstance(item, dict) for item in value) and value:
            return value
    return [] if any(value == [] for value in output.values()) else [output]


def _columns(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _cell(value: Any) -> str:
    """A value in one cell: references by their name, structures as JSON."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case {"refName": str(name), "id": str(number)}:
            return f"{name} ({number})"
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def _write_csv(rows: list[Row]) -> None:
    columns = _columns(rows)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)


def _write_table(output: Mapping[str, Any], rows: list[Row]) -> None:
    from rich import box  # noqa: PLC0415 - drawing costs 80 ms to import
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    single = rows == [output]
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    if single:
        table.add_column("field")
        table.add_column("value", overflow="fold")
        for name, value in output.items():
            for key, inner in _unfolded(name, value):
                table.add_row(Text(key), Text(_cell(inner)))
    else:
        for name in _columns(rows):
            numeric = all(isinstance(row.get(name), int | float | None) for row in rows)
            table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
        for row in rows:
            table.add_row(*(Text(_cell(row.get(name))) for name in _columns(rows)))
    Console().print(table)
    if not single:
        rest = {key: value for key, value in output.items() if not isinstance(value, list | dict) and value is not None}
        notes = ", ".join(f"{key} {_cell(value)}" for key, value in rest.items())
        click.echo(click.style(notes, dim=True))
        for warning in output.get("warnings", []):
            click.echo(click.style(f"Warning: {warning}", fg="yellow"), err=True)


def _unfolded(name: str, value: Any) -> Iterable[tuple[str, Any]]:
    """One level of a nested object as rows of their own, so that a record can be read."""
    if isinstance(value, dict) and value and "refName" not in value:
        return [(f"{name}.{key}", inner) for key, inner in value.items() if key != "links"]
    return [(name, value)]
