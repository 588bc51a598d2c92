"""Whether a record already holds all that a body would set. Pure.

Only what is sent is compared. What cannot be compared counts as different, because writing it again does no harm.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from suiteplug.connector.errors import InputError
from suiteplug.connector.records.line_keys import key_of
from suiteplug.connector.records.matching import same
from suiteplug.connector.records.repeats import LINE_KEYS
from suiteplug.connector.records.shapes import is_multiselect, lines_of

Keys = Mapping[str, tuple[str, ...]]


def holds(
    shown: Mapping[str, Any],
    wanted: Mapping[str, Any],
    *,
    replaced: tuple[str, ...] = (),
    line_keys: Keys | None = None,
) -> bool:
    """Whether writing ``wanted`` would change nothing in ``shown``, a record with its sublists expanded.

    ``replaced`` and ``line_keys`` as for ``repeat_of``. A wanted null means that there is no value.
    """
    keys = {**LINE_KEYS, **(line_keys or {})}
    whole = frozenset(name.lower() for name in replaced)
    try:
        return _holds(shown, wanted, whole, keys, "")
    except InputError:  # a reference by external ID, which NetSuite does not show
        return False


def _holds(shown: Any, wanted: Mapping[str, Any], whole: frozenset[str], keys: Keys, path: str) -> bool:
    if not isinstance(shown, Mapping):
        return False
    members = {name.lower(): value for name, value in shown.items()}
    return all(
        _same(members.get(name.lower()), value, whole, keys, f"{path}{name}".lower()) for name, value in wanted.items()
    )


def _same(shown: Any, wanted: Any, whole: frozenset[str], keys: Keys, path: str) -> bool:
    items = lines_of(wanted)
    if items is not None:
        present = lines_of(shown) or []
        if is_multiselect(items):
            return _ids(present) == _ids(items)
        return _same_lines(present, items, whole, keys, path)
    if isinstance(wanted, Mapping) and not wanted.keys() & {"id", "refName", "externalId"}:
        return _holds(shown, wanted, whole, keys, f"{path}.")
    if isinstance(wanted, str) and isinstance(shown, str):
        return shown == wanted or (_moment(shown) is not None and _moment(shown) == _moment(wanted))
    return same(shown, wanted)


def _same_lines(present: list[Any], wanted: list[Any], whole: frozenset[str], keys: Keys, path: str) -> bool:
    """Each wanted line must be there; in a sublist that is replaced, no other may be.

    A line without a key in a sublist that is not replaced would be added: that is a change.
    """
    names = keys.get(path.rpartition(".")[2], ())
    if path in whole and len(present) != len(wanted):
        return False
    left = list(present)
    for line in wanted:
        found = _line(left, line, names, whole, keys, path)
        if found is None:
            return False
        left.remove(found)
    return True


def _line(left: list[Any], line: Any, names: tuple[str, ...], whole: frozenset[str], keys: Keys, path: str) -> Any:
    key = key_of(line, names) if isinstance(line, Mapping) else None
    if key is None and path not in whole:
        return None
    candidates = left if key is None else [one for one in left if key_of(one, names) == key]
    return next((one for one in candidates if _holds(one, line, whole, keys, f"{path}.")), None)


def _ids(items: list[Any]) -> set[str]:
    return {str(item.get("id", item.get("refName"))) if isinstance(item, Mapping) else str(item) for item in items}


def _moment(text: str) -> datetime | None:
    """A time with a zone; NetSuite shows UTC whatever zone was sent."""
    if "T" not in text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
