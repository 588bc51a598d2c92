"""Text laid out for the width of a terminal."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WIDEST_TEXT = 110  # longer lines are hard to read, however wide the terminal is
_LABEL = 9


def width() -> int:
    """Columns for running text."""
    return min(shutil.get_terminal_size().columns, _WIDEST_TEXT)


def examples(*lines: str) -> str:
    """The end of a help page: example command lines, which click leaves as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def wrapped(text: str, *, first: str = "", rest: str = "") -> str:
    """Lines of text behind an indent; words, such as addresses, are never cut."""
    return textwrap.fill(
        text,
        width(),
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def labelled(label: str, text: str, *, colour: str | None = None) -> Iterator[str]:
    """A text behind a dim label, nothing when there is no text."""
    if text:
        indent = " " * (_LABEL + 3)
        longest = max(map(len, text.split()))
        body = wrapped(text, first=indent, rest=indent).removeprefix(indent)
        if longest + len(indent) > width():  # an address that fits no line anyway is copied more easily unbroken
            body = text
        yield f"  {click.style(label.ljust(_LABEL), dim=True)} {_coloured(body, colour)}"


def _coloured(text: str, colour: str | None) -> str:
    """Each line on its own, so that a pager keeps the colour."""
    return "\n".join(click.style(line, fg=colour) for line in text.split("\n")) if colour else text


def listed(rows: Iterable[tuple[str, str]], *, indent: int = 2) -> str:
    """Names in a column with their explanations beside them."""
    pairs = list(rows)
    column = min(max((len(name) for name, _ in pairs), default=0), 28) + indent + 2
    lines = []
    for name, text in pairs:
        head = f"{' ' * indent}{name}".ljust(column)
        if len(head) > column:
            lines.append(head.rstrip())
            head = " " * column
        lines.append(wrapped(text, first=head, rest=" " * column) if text else head.rstrip())
    return "\n".join(lines)


def first_sentence(text: str) -> str:
    """A text up to its first full stop."""
    head, stop, _ = text.partition(". ")
    return (head + "." if stop else head).rstrip(".")
