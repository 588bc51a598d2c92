"""Select options: what may stand in a field, given the other values of the record.

Oracle help: article_0115100241, since 2026.1. ``id`` is a number there where it can be one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.record import refusals
from suiteplug.emulator.record.collection import Page
from suiteplug.emulator.record.forms import media_type
from suiteplug.emulator.record.restrictions import scope_of
from suiteplug.emulator.roles import Level
from suiteplug.emulator.schema import Field, Sublist

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.record.forms import Forms
    from suiteplug.emulator.record.target import RecordAddress
    from suiteplug.emulator.record.writes import BusinessRules
    from suiteplug.emulator.roles import Role
    from suiteplug.emulator.schema import RecordType
    from suiteplug.emulator.store import RecordStore

    Body = dict[str, Any]

_CONDITION = re.compile(
    r'\s*(?P<field>[\w.]+)\s+(?P<operator>\w+)\s+(?:"(?P<quoted>[^"]*)"|(?P<bare>[^",]+?))\s*(?:,|$)'
)
_OPERATORS = frozenset({"CONTAIN", "IS", "START_WITH"})
_SELECTS = frozenset({"enum", "reference", "multiselect"})


class Condition(NamedTuple):
    """One condition on the names of a field's options."""

    operator: str
    text: str

    def fits(self, name: str) -> bool:
        """Whether a name fits; upper and lower case do not count, which is ours."""
        name, text = name.casefold(), self.text.casefold()
        match self.operator:
            case "IS":
                return name == text
            case "START_WITH":
                return name.startswith(text)
            case _:
                return text in name


class SelectOptions:
    """Answers which options the caller's role may choose."""

    def __init__(self, store: RecordStore, rules: BusinessRules, forms: Forms, *, nested: bool = True) -> None:
        self._nested = nested
        self._store = store
        self._schema = store.schema
        self._rules = rules
        self._forms = forms

    def answer(self, request: Request, record_type: RecordType, address: RecordAddress | None) -> Response:
        """The options of all fields named in ``fields``, one page of each."""
        level = Level.CREATE if address is None else Level.EDIT
        request.role.require(record_type.permission, level, record_type.permission_label)
        page = Page.of(request)
        wanted = _fields(record_type, request)
        conditions = _conditions(request.param("q"), wanted)
        old = None if address is None else address.load(self._store)
        body = self._forms.unsaved(request, record_type, old)
        wire: dict[str, Any] = {"links": _links(request)}
        for name, field in wanted.items():
            found = [
                {"id": int(key) if key.lstrip("-").isdecimal() else key, "refName": label}
                for key, label in self._options(field, body, request.role)
                if name.lower() not in conditions or conditions[name.lower()].fits(label)
            ]
            _put(wire, name, _page_of(found, page, request), nested=self._nested)
        return Response.json(wire, kind="select-options")

    def _options(self, field: Field, body: Body, role: Role) -> Iterator[tuple[str, str]]:
        """IDs and names; records only of types that the role sees, active, and of the record's subsidiary."""
        scope = scope_of(self._store, self._store.actor, edit=True)
        yield from ((key, label) for key, label in field.enum.items() if key)
        for name in field.target:
            target = self._schema.find(name)
            if target is None or not role.can(target.permission, Level.VIEW):
                continue
            for record in self._store.scan(target.name):
                if scope is not None and scope.refusal(target, record) is not None:
                    continue
                if not record.get("isInactive") and _belongs(record, body.get("subsidiary"), target.name):
                    yield record["id"], self._rules.display_name(target.name, record)


def _belongs(record: Body, subsidiary: Any, record_type: str) -> bool:
    """Whether a record may be chosen beside a subsidiary."""
    owners = record.get("subsidiary")
    if subsidiary is None or owners is None or record_type == "subsidiary":
        return True
    return subsidiary in (owners if isinstance(owners, list) else [owners])


def _fields(record_type: RecordType, request: Request) -> dict[str, Field]:
    """The wanted fields by the names that the caller gave them; ``sublist.field`` for one of a line."""
    written = request.param("fields") or ""
    found: dict[str, Field] = {}
    for name in filter(None, (part.strip() for part in written.split(","))):
        owner, _, last = name.rpartition(".")
        shape = record_type.member(owner) if owner else record_type
        field = (shape.line if isinstance(shape, Sublist) else record_type).find_field(last)
        if (owner and not isinstance(shape, Sublist)) or field is None or field.kind not in _SELECTS:
            raise refusals.bad_parameter("fields", name, f"{record_type.name} has no such select field.")
        found[name] = field
    if not found:
        raise refusals.bad_parameter("fields", written, "Provide the fields whose options are wanted.")
    return found


def _conditions(query: str | None, wanted: dict[str, Field]) -> dict[str, Condition]:
    """``q``: conditions on ``refName``, separated by commas, at most one a field."""
    conditions: dict[str, Condition] = {}
    position, text = 0, query or ""
    while position < len(text):
        match = _CONDITION.match(text, position)
        known = {name.lower() for name in wanted}
        if match is None or match["operator"] not in _OPERATORS or match["field"].lower() not in known:
            raise refusals.bad_query()
        value = match["bare"] if match["quoted"] is None else match["quoted"]
        conditions[match["field"].lower()] = Condition(match["operator"], value)
        position = match.end()
    return conditions


def _put(wire: dict[str, Any], name: str, options: dict[str, Any], *, nested: bool) -> None:
    """Where a field of a line stands in the reply is not published: inside its sublist, or as it was asked for."""
    owner, _, last = name.rpartition(".") if nested else ("", "", name)
    (wire.setdefault(owner, {}) if owner else wire)[last] = {"_selectOptions": options}


def _page_of(found: list[dict[str, Any]], page: Page, request: Request) -> dict[str, Any]:
    items = found[page.offset : page.offset + page.limit]
    return {
        "links": _links(request),
        "items": items,
        "count": len(items),
        "offset": page.offset,
        "hasMore": page.offset + len(items) < len(found),
        "totalResults": len(found),
    }


def _links(request: Request) -> list[dict[str, str]]:
    return [
        {
            "rel": "self",
            "method": request.method,
            "mediaType": media_type("select-options"),
            "href": request.url,
        }
    ]
