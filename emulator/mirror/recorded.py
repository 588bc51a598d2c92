"""What recorded replies are made of: links, lines, references, told apart by their shape.

The shapes are those of Oracle help section_1545141947 and section_1545142037, and of the recorded replies in
julienchriqui-okkoer/netsuite-mcp-server (2026).
"""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

Json = dict[str, Any]
Form = Literal["plain", "reference", "multiselect", "sublist", "nested", "stub"]

DOOR = "\x01"
"""What stands in a kept link for the address of the record service: NetSuite's texts hold no such character."""
_RECORD_SERVICE = re.compile(r"^(?:https?://[^/]+)?/services/rest/record/v1(?=/|$)", re.IGNORECASE)
_PAGING = frozenset({"links", "count", "hasMore", "items", "offset", "totalResults"})
_IDENTITY = frozenset({"links", "id", "refName", "externalId"})


class Address(NamedTuple):
    """A record that a link leads to; the type as the link spells it."""

    record_type: str
    record_id: str


def self_link(value: Json) -> str:
    """The address of a record, line or part as it says itself; empty when it does not."""
    links = value.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel") == "self":
            return str(link.get("href", ""))
    return ""


def path_of(href: str) -> tuple[str, ...]:
    """Segments below the record service, decoded; empty for a link that leads elsewhere."""
    path = href.partition("?")[0]
    below = path[len(DOOR) :] if path.startswith(DOOR) else _RECORD_SERVICE.sub("", path)
    if below == path:
        return ()
    return tuple(unquote(segment) for segment in below.split("/") if segment)


def address_of(value: Json) -> Address | None:
    """The record that a reference, or a whole record, names."""
    path = path_of(self_link(value))
    return Address(*path) if len(path) == 2 else None  # noqa: PLR2004 - type and ID


def line_key(line: Json) -> str:
    """How a line's own address names it; empty when it has none."""
    path = path_of(self_link(line))
    return path[-1] if path else ""


def form_of(value: Any) -> Form:
    """What a member of a record is, by its shape alone.

    A ``stub`` is a sublist or subrecord that was not expanded. An empty collection of three keys could be either
    kind of collection; recorded ones have six keys when they are sublists.
    """
    if not isinstance(value, dict):
        return "plain"
    names = value.keys()
    if "items" in names and names <= _PAGING:
        return _form_of_collection(value)
    if names == {"links"}:
        return "stub"
    if "id" in names and names <= _IDENTITY:
        return "reference"
    return "nested"


def _form_of_collection(value: Json) -> Form:
    items = value["items"]
    if not isinstance(items, list) or not items:
        return "sublist" if "count" in value else "multiselect"
    first = items[0]
    if not isinstance(first, dict) or not first.keys() <= _IDENTITY:
        return "sublist"
    own = path_of(self_link(value))
    inner = path_of(self_link(first))
    if own and inner[: len(own)] == own:
        return "sublist"
    return "multiselect" if "id" in first else "sublist"


def lines_of(value: Any) -> list[Json]:
    """Lines of a sublist, or members of a multiselect."""
    items = value.get("items") if isinstance(value, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def portable(value: Any) -> Any:
    """The same with links that hold wherever the emulator answers."""
    if isinstance(value, dict):
        return {
            name: _RECORD_SERVICE.sub(DOOR, inner)
            if name == "href" and isinstance(inner, str)
            else portable(inner)
            if isinstance(inner, dict | list)
            else inner
            for name, inner in value.items()
        }
    if isinstance(value, list):
        return [portable(inner) if isinstance(inner, dict | list) else inner for inner in value]
    return value
