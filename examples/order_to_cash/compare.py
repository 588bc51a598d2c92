"""Whether a record already says what we would send: then nothing is sent, and a second run changes nothing."""

from __future__ import annotations

from typing import Any


def says(stored: Any, sent: Any) -> bool:
    """Whether everything in ``sent`` is in ``stored``.

    A reference counts by its ``id``; a sublist has to have the same number of lines, each found once, in any sequence.
    """
    if isinstance(sent, dict):
        if "items" in sent:
            return _same_lines(_lines(stored), sent["items"])
        if set(sent) == {"id"}:
            return _id(stored) == str(sent["id"])
        return isinstance(stored, dict) and all(says(stored.get(name), value) for name, value in sent.items())
    return bool(stored == sent)


def _id(reference: Any) -> str:
    return str(reference["id"] if isinstance(reference, dict) and "id" in reference else reference)


def _lines(stored: Any) -> list[Any]:
    return list(stored.get("items", [])) if isinstance(stored, dict) else []


def _same_lines(stored: list[Any], sent: list[Any]) -> bool:
    left = list(stored)
    for line in sent:
        match = next((candidate for candidate in left if says(candidate, line)), None)
        if match is None:
            return False
        left.remove(match)
    return not left
