"""Results as JSON, JSON Lines, CSV or a table."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from rich.table import Table

FORMATS = ("json", "jsonl", "table", "csv")
_REMARKS = ("warnings", "notices")
_WIDEST_COLUMN = 40
_BETWEEN_COLUMNS = 3
_WIDE = 200  # a table that is written to a file
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
    lists = [value for name, value in output.items() if isinstance(value, list) and name not in _REMARKS]
    for rows in lists:
        if rows and all(isinstance(item, dict) for item in rows):
            return rows
    is_list = bool(lists) and not any(isinstance(value, dict) for value in output.values())
    return [] if is_list and not any(lists) else [output]


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
        case {"links": list()} if len(value) == 1:  # a sublist or subrecord that was not expanded
            return ""
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
    from rich.console import Console  # noqa: PLC0415 - drawing costs 80 ms to import

    console = Console()
    if rows == [output]:
        console.print(_card(output))
        return
    head = {key: value for key, value in output.items() if not isinstance(value, list | dict) and value is not None}
    table, left_out = _grid(rows, console.width if console.is_terminal else _WIDE)
    console.print(table)
    if left_out:
        click.echo(click.style(f"Not shown: {', '.join(left_out)} (--output json shows all)", dim=True))
    click.echo(click.style(", ".join(f"{key} {_cell(value)}" for key, value in head.items()), dim=True))
    for warning in output.get("warnings", []):
        click.echo(click.style(f"Warning: {warning}", fg="yellow"), err=True)


def _grid(rows: list[Row], width: int) -> tuple[Table, list[str]]:
    """Rows under their columns, as many as fit, and the names of those that do not."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    names = _columns(rows)
    cells = {name: [_cell(row.get(name)) for row in rows] for name in names}
    shown: list[str] = []
    used = 2
    for name in names:
        used += min(_WIDEST_COLUMN, max(len(text) for text in [name, *cells[name]])) + _BETWEEN_COLUMNS
        if shown and used > width:
            break
        shown.append(name)
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 1))
    for name in shown:
        numeric = all(isinstance(row.get(name), int | float | None) for row in rows)
        justify: Literal["left", "right"] = "right" if numeric else "left"
        table.add_column(Text(name), justify=justify, overflow="ellipsis", no_wrap=True, max_width=_WIDEST_COLUMN)
    for number in range(len(rows)):
        table.add_row(*(Text(cells[name][number].replace("\n", " ")) for name in shown))
    return table, names[len(shown) :]


def _card(output: Mapping[str, Any]) -> Table:
    """One record, a line for each field."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column("field")
    table.add_column("value", overflow="fold")
    for name, value in output.items():
        for key, inner in _unfolded(name, value):
            table.add_row(Text(key), Text(_cell(inner)))
    return table


def _unfolded(name: str, value: Any) -> Iterable[tuple[str, Any]]:
    """One level of a nested object as rows of their own, so that a record can be read."""
    if isinstance(value, dict) and value and "refName" not in value:
        return [(f"{name}.{key}", inner) for key, inner in value.items() if key != "links"]
    return [(name, value)]
