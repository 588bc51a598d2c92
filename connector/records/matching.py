"""Whether a line that NetSuite shows has the values that somebody asks for. Pure.

NetSuite shows references as objects and numbers as numbers, whatever form they were sent in.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from suiteplug.connector.errors import InputError


def matches(shown: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether each wanted member has this value; names in any case. A wanted null means that there is no value."""
    members = {name.lower(): value for name, value in shown.items()}
    return all(same(members.get(name.lower()), value) for name, value in wanted.items())


def same(shown: Any, wanted: Any) -> bool:
    """Whether a value in a reply is the value in a request."""
    if isinstance(wanted, Mapping):
        return _same_object(shown, wanted)
    if isinstance(shown, Mapping):
        return wanted is not None and plain(wanted) in {plain(shown.get("id")), plain(shown.get("refName"))}
    if wanted is None or shown is None:
        return wanted is shown
    if isinstance(shown, bool) or isinstance(wanted, bool):
        return shown is wanted
    if isinstance(shown, str) and isinstance(wanted, str):
        return shown == wanted  # 0012 and 12 are two codes, but one number
    return plain(shown) == plain(wanted)


def _same_object(shown: Any, wanted: Mapping[str, Any]) -> bool:
    if "externalId" in wanted and "id" not in wanted:
        raise InputError(
            "A line cannot be compared by the external ID of what it refers to: NetSuite does not show it.",
            code="CANNOT_COMPARE",
            field="unless",
            fix='Use the internal ID: {"id": "107"}.',
        )
    if isinstance(shown, Mapping):
        return matches(shown, wanted)
    return set(wanted) == {"id"} and same(shown, wanted["id"])


def plain(value: Any) -> str:
    """One spelling of a scalar: numbers by value, everything else as text."""
    if value is None or isinstance(value, bool):
        return str(value)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return format(number.normalize(), "f") if number.is_finite() else str(value)
