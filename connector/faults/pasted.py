"""What a pasted text says: a code, a reply, a line of a log, a page. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import ErrorDetail
from suiteplug.connector.faults.details import details_of, read_details

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 200_000
"""Characters that are looked at; what people paste is shorter."""

_STATUS_ONLY = re.compile(r"(?:http(?:/[\d.]+)?\s*)?(?:status\s*)?([1-5]\d\d)\Z", re.IGNORECASE)
_STATUS = re.compile(
    r"(?:HTTP/[\d.]+\"?\s+|\bstatus(?:[ _-]?code)?\b[\"']?\s*[:=]?\s*|\bHTTP[ _]|\bsaid\s)([1-5]\d\d)\b", re.IGNORECASE
)
_STATUS_BESIDE = re.compile(r"(?<![\d.:-])(4\d\d|5\d\d)(?![\d.:-])(?=\s+(?:[A-Z]|$)|[,;)\]]|\Z)")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*\Z")
_MOST_OBJECTS = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that the text says. ``status`` is None where none is told; ``topic`` names an entry outright."""

    details: tuple[ErrorDetail, ...]
    status: int | None = None
    topic: str = ""


def read_pasted(text: str) -> list[Reading]:
    """Everything that can be read out of the text, the surest first; never fails."""
    text = text.strip()[:LONGEST]
    if not text:
        return []
    if match := _STATUS_ONLY.match(text):
        return [Reading((), int(match[1]))]
    if _CODE.match(text):
        return [Reading((ErrorDetail("", text),), None, text)]
    status = _status(text)
    found = list(_from_objects(text, status))
    if not found:
        details = read_details(text.encode("utf-8", "replace"))
        found = [Reading(details, status)] if details else []
    return [*found, Reading((ErrorDetail(text),), status)]


def _status(text: str) -> int | None:
    match = _STATUS.search(text) or _STATUS_BESIDE.search(text)
    return int(match[1]) if match else None


def _from_objects(text: str, status: int | None) -> Iterator[Reading]:
    """The JSON objects of the text, also those that a log has quoted once more."""
    objects = list(_objects(text)) or list(_objects(text.replace('\\"', '"').replace("\\\\", "\\")))
    for body in objects:
        told = body.get("status") or body.get("http_status") or body.get("status_code")
        shown = told if isinstance(told, int) else status
        if "message" in body and isinstance(body.get("code"), str):  # an error of ours, or SuiteScript's bare one
            message = str(body["message"])
            anchor = str(body.get("docs", "")).partition("#")[2]
            yield Reading((ErrorDetail(message, body["code"], path=str(body.get("field", ""))),), shown, anchor)
        elif details := details_of(body):
            yield Reading(details, shown)


def _objects(text: str) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    position = text.find("{")
    for _ in range(_MOST_OBJECTS):
        if position < 0:
            return
        try:
            value, end = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            end = position + 1
        else:
            if isinstance(value, dict):
                yield value
        position = text.find("{", end)
