"""Results as tables on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from suiteplug.hosts.cli.layout import wrapped
from suiteplug.hosts.cli.output import cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = Mapping[str, Any]

_COLUMN = 40
_BETWEEN = 3
_FILE_WIDTH = 200
_NAMES_TOLD = 12
_FIRST_OF_RECORD = ("id", "entityId", "tranId", "itemId", "name", "companyName")
_FIRST_OF_LINE = ("line", "item", "description", "quantity", "rate", "amount")


def write_rows(output: Row, rows: Sequence[Row], names: list[str], *, chosen: bool) -> None:
    """Rows under their columns, then what else the output says.

    Args:
        output: Its plain members are told below the table.
        rows: The rows.
        names: Columns, in order.
        chosen: Whether somebody chose the columns, so that all of them are shown, however narrow it gets.
    """
    console = _console()
    if rows:
        if not chosen and "columns" not in output:  # records come with their fields in alphabetical order
            names = _led_by(_FIRST_OF_RECORD, names)
        shown = names if chosen else _that_fit(rows, names, console.width)
        console.print(_grid(rows, shown, console.width))
        _tell_left_out(names[len(shown) :])
    else:
        click.echo("Nothing found.")
    facts = [f"{key}: {cell(value)}" for key, value in output.items() if _is_fact(value)]
    if facts:
        click.echo(click.style(wrapped(", ".join(facts)), dim=True))
    for warning in output.get("warnings", []):
        click.echo(click.style(wrapped(f"Warning: {warning}"), fg="yellow"), err=True)


def write_card(members: Row) -> None:
    """One record: a line for each field, and its sublists as tables of their own."""
    console = _console()
    sublists = {name: lines for name, value in members.items() if (lines := _lines(value))}
    card = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    card.add_column("field")
    card.add_column("value", overflow="fold")
    for name, value in members.items():
        text = "" if name in sublists else _readable(value)
        if text:
            card.add_row(Text(name), Text(text))
    console.print(card)
    for name, lines in sublists.items():
        names = _led_by(_FIRST_OF_LINE, dict.fromkeys(key for line in lines for key in line if key != "links"))
        shown = _that_fit(lines, names, console.width)
        console.print(Text(name, style="bold"))
        console.print(_grid(lines, shown, console.width))
        _tell_left_out(names[len(shown) :])


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=_FILE_WIDTH)


def _is_fact(value: Any) -> bool:
    return not isinstance(value, list | dict) and value not in (None, "", False)


def _lines(value: Any) -> list[dict[str, Any]]:
    """The lines of a sublist, or a list of objects; empty for anything else."""
    items = value.get("items") if isinstance(value, dict) else value
    return items if isinstance(items, list) and items and all(isinstance(item, dict) for item in items) else []


def _readable(value: Any) -> str:
    """A value over several lines where it has several parts; nothing for an empty sublist."""
    if isinstance(value, dict) and "refName" not in value:
        if "items" in value and not value["items"]:
            return ""
        return "\n".join(f"{key}: {_one_line(inner)}" for key, inner in value.items() if key != "links")
    return cell(value) if value != [] else ""


def _one_line(value: Any) -> str:
    return cell(value).replace("\n", ", ")


def _led_by(first: Sequence[str], names: Iterable[str]) -> list[str]:
    """The names, those that tell most in front."""
    known = list(names)
    return [name for name in first if name in known] + [name for name in known if name not in first]


def _that_fit(rows: Sequence[Row], names: list[str], width: int) -> list[str]:
    """The first columns, as many as fit; at least one."""
    used = 2
    for number, name in enumerate(names):
        used += min(_COLUMN, _natural_width(rows, name)) + _BETWEEN
        if number and used > width:
            return names[:number]
    return names


def _natural_width(rows: Iterable[Row], name: str) -> int:
    return max(len(name), *(len(_one_line(row.get(name))) for row in rows))


def _grid(rows: Sequence[Row], names: list[str], width: int) -> Table:
    """Rows under their columns; what is left of the width goes to columns that are cut."""
    widths = {name: _natural_width(rows, name) for name in names}
    spare = width - 2 - sum(min(_COLUMN, wide) + _BETWEEN for wide in widths.values())
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 1))
    for name in names:
        extra = min(max(spare, 0), max(widths[name] - _COLUMN, 0))
        spare -= extra
        justify: Literal["left", "right"] = "right" if _is_numeric(rows, name) else "left"
        table.add_column(Text(name), justify=justify, overflow="ellipsis", no_wrap=True, max_width=_COLUMN + extra)
    for row in rows:
        table.add_row(*(Text(_one_line(row.get(name))) for name in names))
    return table


def _is_numeric(rows: Iterable[Row], name: str) -> bool:
    return all(isinstance(v, int | float | None) and not isinstance(v, bool) for v in (row.get(name) for row in rows))


def _tell_left_out(names: list[str]) -> None:
    if not names:
        return
    more = f" and {len(names) - _NAMES_TOLD} more" if len(names) > _NAMES_TOLD else ""
    text = f"Not shown: {', '.join(names[:_NAMES_TOLD])}{more}. --columns chooses, --output json shows all."
    click.echo(click.style(wrapped(text), dim=True))
