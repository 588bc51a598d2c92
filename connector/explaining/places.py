"""Where in a body the value stands that NetSuite objects to. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Place(NamedTuple):
    """A member of a body: ``item.items[3].item``, in the sublist ``item``."""

    path: str
    name: str
    sublist: str
    value: Any


def find_place(body: Mapping[str, Any], name: str, value: str | None, *, said: str = "") -> Place | None:
    """The member that is meant.

    Args:
        body: What was sent.
        name: Name of the field.
        value: Its ID or text as NetSuite quotes it; None: any.
        said: Path that NetSuite gave, if it gave one.
    """
    places = [place for place in _walk(body, "", "") if place.name.lower() == name.lower()]
    exact = [place for place in places if place.path.lower() == said.lower()]
    if exact:
        return exact[0]
    fitting = [place for place in places if value is None or id_of(place.value) == value]
    return fitting[0] if fitting else None


def id_of(value: Any) -> str:
    """The ID in a reference of any form; empty for what has none."""
    if isinstance(value, dict):
        value = value.get("id", value.get("externalId", ""))
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _walk(body: Mapping[str, Any], path: str, sublist: str) -> Iterator[Place]:
    for name, value in body.items():
        here = f"{path}.{name}" if path else name
        yield Place(here, name, sublist, value)
        items = value.get("items") if isinstance(value, dict) else None
        if isinstance(items, list):
            for index, line in enumerate(items):
                if isinstance(line, dict):
                    yield from _walk(line, f"{here}.items[{index}]", name)
        elif isinstance(value, dict):
            yield from _walk(value, here, sublist)
