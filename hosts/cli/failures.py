"""Errors for people on a terminal, as JSON for programs."""

from __future__ import annotations

import json
import sys
import traceback
from typing import TYPE_CHECKING, Any

import click

from suiteplug.connector.errors import ContractError, NetSuiteConnectorError
from suiteplug.connector.faults.complete import complete
from suiteplug.hosts.cli.layout import labelled, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

_OUTSIDE = 1  # the machine said no: a full disk, a file that may not be read


def report(error: Exception) -> int:
    """Write the error to standard error and give the exit code of its class. What nobody foresaw is raised."""
    if isinstance(error, NetSuiteConnectorError):
        complete(error)
        _write(error.to_dict(), _lines(error))
        return error.exit_code
    if isinstance(error, OSError):
        text = ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)
        _write({"error": "OSError", "message": text}, [_headline(text)])
        return _OUTSIDE
    raise error


def report_usage(error: click.ClickException) -> int:
    """The same for a command line that cannot be understood."""
    if sys.stderr.isatty():
        error.show()
        return error.exit_code
    context = error.ctx if isinstance(error, click.UsageError) else None
    kind = "UsageError" if isinstance(error, click.UsageError) else "CommandError"
    members = {"error": kind, "message": error.format_message()}
    if context is not None:
        members["fix"] = f"See: {context.command_path} --help"
    _write(members, [])
    return error.exit_code


def _write(members: dict[str, Any], lines: Iterator[str] | list[str]) -> None:
    if sys.stderr.isatty():
        click.echo("\n".join(lines), err=True)
    else:
        click.echo(json.dumps(members, ensure_ascii=False), err=True)


def _headline(message: str) -> str:
    mark = "Error: "
    return click.style(mark, fg="red", bold=True) + wrapped(mark + message).removeprefix(mark)


def _lines(error: NetSuiteConnectorError) -> Iterator[str]:
    """A headline and then one labelled line for each thing that is known."""
    yield _headline(error.message)
    yield from labelled("Cause", error.cause)
    yield from labelled("Fix", error.fix, colour="green")
    for detail in error.details:
        place = detail.path or detail.query_param or detail.header or detail.url
        if place or len(error.details) > 1:
            yield from labelled("Detail", f"{place}: {detail.message}" if place else detail.message)
    yield from labelled("Code", error.code)
    if error.request:
        attempts = f" ({error.request.attempts} attempts)" if error.request.attempts > 1 else ""
        yield from labelled("Request", f"{error.request.method} {error.request.url}{attempts}")
    yield from labelled("Operation", error.operation_id)
    if isinstance(error, ContractError) and error.__cause__ is not None:
        yield from labelled("Where", _place(error.__cause__))


def _place(cause: BaseException) -> str:
    """Kind of a fault of ours and where it arose; its text may hold values, so it is not shown."""
    frames = traceback.extract_tb(cause.__traceback__)
    where = f" at {frames[-1].filename}:{frames[-1].lineno}, in {frames[-1].name}" if frames else ""
    return type(cause).__name__ + where
