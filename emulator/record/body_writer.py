"""A stored body as the reply to a GET: links, references with names, sublists, subrecords."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.record.line_keys import url_part

if TYPE_CHECKING:
    from suiteplug.emulator.record.names import ReferenceNames
    from suiteplug.emulator.schema import Field, RecordType, Shape, Sublist

Body = dict[str, Any]
Wire = dict[str, Any]
_AS_STORED = frozenset({"text", "integer", "boolean", "date", "datetime"})
_NUMBERS = frozenset({"number", "currency"})


def self_link(href: str) -> list[dict[str, str]]:
    """``links`` with the one link to the thing itself; the method is there since 2026."""
    return [{"rel": "self", "href": href, "method": "GET"}]


class BodyWriter:
    """Writes replies for one request.

    Attributes:
        expand: ``expandSubResources``: sublists, lines and subrecords are written out instead of linked.
        door_url: Where the record service answers.
        simple_enums: ``simpleEnumFormat``: an enum is its bare ID (Oracle help: section_1545142146).
    """

    def __init__(
        self, names: ReferenceNames, door_url: str, *, expand: bool = False, simple_enums: bool = False
    ) -> None:
        self._names = names
        self.door_url = door_url
        self.expand = expand
        self.simple_enums = simple_enums

    def expanded(self) -> BodyWriter:
        """A writer that writes everything out, for the same request."""
        return BodyWriter(self._names, self.door_url, expand=True)

    def record_url(self, record_type: str, record_id: str) -> str:
        """URL of a record: replies spell the type in lower case."""
        return f"{self.door_url}/{record_type.lower()}/{record_id}"

    def record(self, record_type: RecordType, body: Body, *, only: tuple[str, ...] = (), query: str = "") -> Wire:
        """A whole record, or the members named by ``only``.

        ``query`` is what the self link carries: the parameters of the request, as recorded.
        """
        url = self.record_url(record_type.name, body["id"])
        return {
            "links": self_link(f"{url}?{query}" if query else url),
            **self._members(record_type, body, url, only),
        }

    def members(self, shape: Shape, body: Body, url: str, only: tuple[str, ...] = ()) -> Wire:
        """The members without the links around them; ``url`` is where lines and subrecords are below."""
        return self._members(shape, body, url, only)

    def line(self, sublist: Sublist, line: Body, url: str) -> Wire:
        """One line with everything in it."""
        return {"links": self_link(url), **self._members(sublist.line, line, url)}

    def subrecord(self, shape: Shape, body: Body, url: str) -> Wire:
        """One subrecord with everything in it."""
        return {"links": self_link(url), **self._members(shape, body, url)}

    def sublist(self, sublist: Sublist, lines: list[Body], url: str) -> Wire:
        """A sublist asked for by its own URL: links to its lines, or the lines when expanding."""
        items: list[Wire] = []
        for position, line in enumerate(lines, 1):
            line_url = f"{url}/{url_part(sublist, line, position)}"
            items.append(self.line(sublist, line, line_url) if self.expand else {"links": self_link(line_url)})
        return {
            "links": self_link(url),
            "count": len(items),
            "hasMore": False,
            "items": items,
            "offset": 0,
            "totalResults": len(items),
        }

    def multiselect(self, field: Field, ids: list[str], url: str) -> Wire:
        """A multiselect (Oracle help: section_1545142093)."""
        return {
            "links": self_link(url),
            "items": [self.reference(field, record_id) for record_id in ids],
            "totalResults": len(ids),
        }

    def reference(self, field: Field, record_id: str) -> Wire:
        """A reference with its link and name; without a link when the target is no REST record."""
        record_type, name = self._names.look_up(field, record_id)
        links = [] if record_type is None else self_link(self.record_url(record_type, record_id))
        wire: Wire = {"links": links, "id": record_id}
        if name is not None:
            wire["refName"] = name
        return wire

    def _members(self, shape: Shape, body: Body, url: str, only: tuple[str, ...] = ()) -> Wire:
        wire: Wire = {}
        for name in only or self._order(shape, body):
            field = shape.fields.get(name)
            if field is None:
                sublist = shape.sublists.get(name)
                if sublist is not None:
                    wire[name] = self._inline_sublist(sublist, body.get(name, []), f"{url}/{name}")
                continue
            value = body.get(name)
            if field.kind in _AS_STORED:
                # A check box is never null, so it is always there; everything else only with a value.
                if value is not None or field.kind == "boolean":
                    wire[name] = value or False if field.kind == "boolean" else value
            elif value is not None:
                wire[name] = self._value(field, value, url)
        return wire

    @staticmethod
    def _order(shape: Shape, body: Body) -> list[str]:
        """Names in alphabetical order whatever their case; sublists and check boxes are there without a value, too.

        Recorded: ``addressee`` stands before ``addrText`` (julienchriqui-okkoer/netsuite-mcp-server, 2026).
        """
        return sorted({*body, *shape.always_present}, key=str.lower)

    def _value(self, field: Field, value: Any, owner_url: str) -> Any:
        if field.kind in _NUMBERS:
            # A double is written with its fraction, "balance": 0.0, an integer without: LedgerSync's recordings,
            # and Oracle's developer tutorial "Retrieve Your Sales Order Use Case".
            return float(value)
        if field.kind == "reference":
            return self.reference(field, value)
        if field.kind == "enum":
            label = field.enum.get(value, value)
            return value if self.simple_enums else {"links": [], "id": value, "refName": label}
        if field.kind == "multiselect":
            return self.multiselect(field, value, f"{owner_url}/{field.name}")
        if field.subrecord is None:
            return value
        url = f"{owner_url}/{field.name}"
        return self.subrecord(field.subrecord, value, url) if self.expand else {"links": self_link(url)}

    def _inline_sublist(self, sublist: Sublist, lines: list[Body], url: str) -> Wire:
        """A sublist inside its record; the recorded replies give six keys when it is empty and three when not."""
        if not self.expand:
            return {"links": self_link(url)}
        if not lines:
            return self.sublist(sublist, [], url)
        items = [
            self.line(sublist, line, f"{url}/{url_part(sublist, line, position)}")
            for position, line in enumerate(lines, 1)
        ]
        return {"links": self_link(url), "items": items, "totalResults": len(items)}
