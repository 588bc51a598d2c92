"""Refusals of a statement, in NetSuite's words where they are known.

Seen live: databrickslabs/lakeflow-community-connectors (2026), julbrs/netsuite-api-client,
hotgluexyz/tap-netsuite-rest, which reads the field's bare name from the refusal of a qualified column.
Why a statement could not be built is not something NetSuite tells; ours goes into a header of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

REASON_HEADER = "x-emulator-reason"
_PREFIX = "Invalid search query. Detailed unprocessed description follows. "


def invalid(detail: str, reason: str | None = None) -> Problem:
    """400 ``INVALID_PARAMETER`` about ``q``; ``reason`` is the emulator's own remark."""
    headers = {} if reason is None else {REASON_HEADER: reason.encode("ascii", "replace").decode()}
    return Problem(400, "INVALID_PARAMETER", _PREFIX + detail, query_param="q", headers=headers)


def unsupported(reason: str) -> Problem:
    """The statement parses but cannot be built; NetSuite says no more than that."""
    return invalid("Search error occurred: Invalid or unsupported search.", reason)


def syntax_error(reason: str) -> Problem:
    """The statement does not parse. Status and code follow the other refusals; the text is ours."""
    return invalid(f"Search error occurred: Invalid SuiteQL syntax. {reason}", reason)


def unknown_identifier(name: str, available: Mapping[str, str]) -> Problem:
    """A column that no table has, or that the role or the features hide; ``available`` is alias to table."""
    listed = ", ".join(f"{alias}={table}" for alias, table in available.items())
    return invalid(f"Search error occurred: Unknown identifier '{name}'. Available identifiers are: {{{listed}}}.")


_RECORD_NAMES = {"transactionline": "transactionLine"}


def unknown_field(name: str, table: str) -> Problem:
    """The same for a column with its table's alias before it; field reports quote it so."""
    record = _RECORD_NAMES.get(table, table)
    reason = "Reason: REMOVED - Field is removed"
    return invalid(f"Search error occurred: Field '{name}' for record '{record}' was not found. {reason}.")


def unknown_table(name: str) -> Problem:
    """A table that NetSuite does not know."""
    return invalid(f"Invalid search type: {name}.")


def hidden_table(name: str) -> Problem:
    """A table that exists in general, but not for this role or with these features."""
    return invalid(f"Search error occurred: Record '{name}' was not found.")


def data_error(reason: str) -> Problem:
    """A value met while the query ran did not convert; Oracle Database would raise ORA-01722 and the like."""
    return invalid(f"Search error occurred: {reason}", reason)
