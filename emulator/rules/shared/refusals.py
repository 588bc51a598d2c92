"""NetSuite's words for a record that breaks a business rule.

Codes and the prefix: Oracle help section_156570709583 and recorded public replies. A text that NetSuite is not
known to use is marked "ours" where it is raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.problems import ACCESS_PREFIX, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence


class IncompleteProblem(Problem):
    """Something that the standard form asks for is not there yet; a form that nobody saves may well lack it.

    Attributes:
        so_far: The record as far as the rules have completed it.
    """

    so_far: dict[str, Any] | None = None


def incomplete(detail: str, path: str | None = None) -> IncompleteProblem:
    """400 ``USER_ERROR`` for what is missing."""
    return IncompleteProblem(400, "USER_ERROR", ACCESS_PREFIX + detail, path=path)


def refuse(detail: str, path: str | None = None) -> Problem:
    """400 ``USER_ERROR`` with the usual prefix."""
    return Problem(400, "USER_ERROR", ACCESS_PREFIX + detail, path=path)


def missing(labels: Sequence[str], path: str | None = None) -> IncompleteProblem:
    """Required fields without a value, by their labels on the standard form."""
    return incomplete(f"Please enter value(s) for: {', '.join(labels)}.", path)


def invalid_value(value: object, field: str, path: str | None = None) -> Problem:
    """A value that exists but may not stand in this place: another subsidiary's item, an inactive customer."""
    return refuse(f"You have entered an Invalid Field Value {value} for the following field: {field}.", path)


def too_long(field: str, limit: int, path: str | None = None) -> Problem:
    """A text over the length of its field."""
    return refuse(f"The field {field} contained more than the maximum number ( {limit} ) of characters allowed.", path)


def quantity_text(value: float) -> str:
    """``2`` for 2.0, ``2.5`` for 2.5."""
    return str(int(value)) if value == int(value) else str(value)
