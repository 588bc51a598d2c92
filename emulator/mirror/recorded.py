"""What recorded replies are made of: links, lines, references, told apart by their shape.

The shapes are those of Oracle help section_1545141947 and section_1545142037, and of the recorded replies in
julienchriqui-okkoer/netsuite-mcp-server (2026).
"""

from __future__ import annotations

import json
import re
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

Json = dict[str, Any]
Form = Literal["plain", "reference", "multiselect", "sublist", "nested", "stub"]

DOOR = "\x01"
"""What stands in a kept link for the address of the record service: NetSuite's texts hold no such character."""
_RECORD_SERVICE = re.compile(r"^(?:https?://[^/]+)?/services/rest/record/v1(?=/|$)", re.IGNORECASE)
_DOOR_IN_JSON = r"\u0001"
_LINK = re.compile(r'"href":"(?:https?://[^/"]+)?/services/rest/record/v1(?=[/"?])', re.IGNORECASE)
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


def portable(text: str) -> str:
    """JSON text with links that hold wherever the emulator answers.

    Inside a value the quotes would be escaped, so nothing but a link begins like this.
    """
    return _LINK.sub(lambda _: f'"href":"{_DOOR_IN_JSON}', text)


def leading_to(text: str, door_url: str) -> str:
    """The opposite: links that lead to this record service."""
    return text.replace(f'"href":"{_DOOR_IN_JSON}', f'"href":{json.dumps(door_url, ensure_ascii=False)[:-1]}')
