"""Errors for people on a terminal, as JSON for programs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from suiteplug.connector.errors import NetSuiteConnectorError

if TYPE_CHECKING:
    from collections.abc import Iterator


def report(error: Exception) -> int:
    """Write the error to standard error and give the exit code of its class. What is no error of ours is raised."""
    if not isinstance(error, NetSuiteConnectorError):
        raise error
    if sys.stderr.isatty():
        click.echo("\n".join(_lines(error)), err=True)
    else:
        click.echo(json.dumps(error.to_dict(), ensure_ascii=False), err=True)
    return error.exit_code


def _lines(error: NetSuiteConnectorError) -> Iterator[str]:
    """A headline and then one labelled line for each thing that is known."""
    code = click.style(f" [{error.code}]", dim=True) if error.code else ""
    yield click.style("Error: ", fg="red", bold=True) + error.message + code
    yield from _labelled("Cause", error.cause)
    yield from _labelled("Fix", click.style(error.fix, fg="green") if error.fix else "")
    for detail in error.details:
        place = detail.path or detail.query_param or detail.header or detail.url
        if place or len(error.details) > 1:
            yield from _labelled("Detail", f"{place}: {detail.message}" if place else detail.message)
    if error.request:
        attempts = f" ({error.request.attempts} attempts)" if error.request.attempts > 1 else ""
        yield from _labelled("Request", f"{error.request.method} {error.request.url}{attempts}")
    yield from _labelled("Operation", error.operation_id)


def _labelled(label: str, text: str) -> Iterator[str]:
    if text:
        yield f"  {click.style(label.ljust(9), dim=True)} {text}"
