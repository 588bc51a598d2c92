"""``suiteplug explain``: what an error means and what to do, from its code or from any text about it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from suiteplug.hosts.cli import output
from suiteplug.hosts.cli.layout import examples, labelled, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.connector.faults.explain import Explanation

_RETRY = {
    "after-fix": "The same happens again until it is corrected.",
    "later": "It may succeed later as it is.",
    "look-first": "Look whether it happened before repeating it.",
    "never": "Do not repeat it.",
}


@click.command(
    params=output.form_options(),
    epilog=examples(
        "suiteplug explain USER_ERROR",
        "suiteplug explain 'Please enter value(s) for: Customer.'",
        "suiteplug run get-customer --record-id 999 2>&1 | suiteplug explain -",
        "suiteplug explain --file reply.json --output json",
    ),
)
@click.argument("text", nargs=-1)
@click.option("--file", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Read it from here.")
@click.option("--most", type=click.IntRange(1, 20), default=3, show_default=True, help="Show at most this many.")
def explain(text: tuple[str, ...], path: Path | None, most: int, form: str | None, columns: str | None) -> None:
    """Say what an error means: a code, a status, a pasted reply or message, a line of a log, - for standard input.

    Works without an account; nothing is sent.
    """
    from suiteplug.connector.faults import explain as catalogue  # noqa: PLC0415 - help answers at once

    given = _given(text, path)
    found = catalogue.explain(given, most=most)
    if not found:
        near = catalogue.nearest_codes(given)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Paste the whole reply, or the code it has."
        raise click.ClickException(f"Nothing is known about this. {hint}")
    if form is None and sys.stdout.isatty():
        click.echo("\n".join(line for one in found for line in _lines(one)))
    else:
        members = {"explanations": [one.to_dict() for one in found]}
        output.write(members, form, rows="explanations", columns=columns)


def _given(text: tuple[str, ...], path: Path | None) -> str:
    if path is not None:
        return path.read_text(encoding="utf-8", errors="replace")
    if text and text != ("-",):
        return " ".join(text)
    if not text and sys.stdin.isatty():
        raise click.UsageError("Give a code or a text, - for standard input, or --file.")
    return sys.stdin.read()


def _lines(one: Explanation) -> Iterator[str]:
    yield click.style(wrapped(one.title), bold=True)
    if one.cause.rstrip(".") != one.title:
        yield from labelled("Cause", one.cause)
    yield from labelled("Fix", one.fix, colour="green")
    yield from labelled("Feature", one.feature)
    yield from labelled("Needs", one.permission)
    yield from labelled("Repeat", _RETRY[one.retry])
    yield from labelled("Code", one.code)
    yield from labelled("Error", one.error)
    yield from labelled("Docs", one.docs)
    yield from labelled("Oracle", one.source)
    yield ""
