"""Replaces what identifies people: names, addresses and what is like them become pseudonyms.

Equal texts get equal pseudonyms, so that what belonged together still does. IDs, amounts, dates, items and
everything that no category names stay as they are. Secrets are taken out always.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Any

Json = dict[str, Any]
CATEGORIES = ("name", "email", "phone", "address", "memo", "identity", "custom", "description")
DEFAULT = frozenset({"name", "email", "phone", "address", "memo", "identity"})

_SECRET = re.compile(
    r"password|passwd|secret|api_?key|token|private_?key|cc_?number|cc_?security|card_?number|csc|cvv|"
    r"social_?security|ssn",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_BY_NAME: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phone", re.compile(r"phone|fax|mobile")),
    (
        "identity",
        re.compile(
            r"vatreg|taxid|taxnumber|taxreg|taxpayer|federalid|accountnumber|resalenumber|birthdate|"
            r"iban|swift|bank|passport|licen[cs]e"
        ),
    ),
    (
        "address",
        re.compile(
            r"^addr(ess)?\d?$|addrtext|address_text|^(bill|ship|default|home|return)\w*address$|"
            r"^(bill|ship)?(zip|city)$|^zip|^city|street"
        ),
    ),
    (
        "name",
        re.compile(
            r"^(company|first|middle|last|alt|legal|contact|nick|maiden)_?name$|addressee|attention|"
            r"^entity(id|title)$|printoncheckas|^url$|webaddress|phoneticname|giftcertfrom|recipient|"
            r"^sender$|signature"
        ),
    ),
    ("memo", re.compile(r"memo|message|comment|^notes?$|instruction")),
    ("description", re.compile(r"description")),
)
_CUSTOM = re.compile(r"^cust")
_ENTITIES = frozenset(
    {
        "customer",
        "vendor",
        "employee",
        "contact",
        "partner",
        "job",
        "lead",
        "prospect",
        "othername",
        "entitygroup",
        "competitor",
    }
)
_PERSONS = re.compile(
    r"entity|customer|vendor|employee|salesrep|createdby|lastmodifiedby|owner|nextapprover|supervisor|contact|company|"
    r"assigned|organizer|requestor|projectmanager|partner|billaddresslist|shipaddresslist"
)
_TYPE_OF_LINK = re.compile(r"/record/v1/([A-Za-z0-9_]+)/-?[0-9]+(?:\?|\Z)")
_CODE = re.compile(r"[A-Za-z]{0,12}[-_#]?\d+")
_POSTAL_CODE = re.compile(r"[A-Z]{0,2}[A-Z0-9]{2,6}([ -][A-Z0-9]{2,5})?")
_COLON = " : "


class Masking:
    """Masks records and rows.

    Args:
        categories: What is masked; see `CATEGORIES`.
        key: Decides the pseudonyms; who has it can test guesses.
    """

    def __init__(self, categories: frozenset[str], key: bytes) -> None:
        self._categories = categories
        self._key = key

    def record(self, record_type: str, recorded: Json) -> Json:
        """A record; names of an entity, or of somebody on the way, are masked by the type."""
        return self._object(recorded, entity=record_type.lower() in _ENTITIES)

    def row(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row of a query table."""
        kept = {name: value for name, value in row.items() if not _is_secret(name, value)}
        return {name: self._text(name, value, entity=False) for name, value in kept.items()}

    def _object(self, value: Json, *, entity: bool) -> Json:
        masked: Json = {}
        for name, inner in value.items():
            if name == "links":
                masked[name] = inner
            elif isinstance(inner, dict):
                masked[name] = (
                    self._reference(name, inner) if _is_reference(inner) else self._object(inner, entity=entity)
                )
            elif isinstance(inner, list):
                masked[name] = [self._member(name, item, entity=entity) for item in inner]
            elif not _is_secret(name, inner):
                masked[name] = self._text(name, inner, entity=entity)
        return masked

    def _member(self, name: str, item: Any, *, entity: bool) -> Any:
        if not isinstance(item, dict):
            return item
        return self._reference(name, item) if _is_reference(item) else self._object(item, entity=entity)

    def _reference(self, name: str, value: Json) -> Json:
        """The name of a person or company that is referred to."""
        called = value.get("refName")
        if not isinstance(called, str):
            return value
        targets = [_TYPE_OF_LINK.search(str(link.get("href", ""))) for link in value.get("links") or ()]
        kinds = {match[1].lower() for match in targets if match}
        personal = bool(kinds & _ENTITIES) if kinds else _PERSONS.fullmatch(name.lower()) is not None
        masked = self._called(called) if personal and "name" in self._categories else self._emails(called)
        return {**value, "refName": masked}

    def _text(self, name: str, value: Any, *, entity: bool) -> Any:
        """One plain value; numbers, flags and codes are never masked."""
        if not isinstance(value, str) or not value or name in {"id", "externalId"}:
            return self._emails(value) if isinstance(value, str) else value
        category = _category(name.lower(), entity=entity)
        if category is None or category not in self._categories:
            return self._emails(value)
        return _WRITERS[category](self, value)

    def _emails(self, value: str) -> str:
        if "email" not in self._categories or "@" not in value:
            return value
        return _EMAIL.sub(lambda found: f"{self._mark(found[0].lower())}@masked.example", value)

    def _mark(self, value: str) -> str:
        return hmac.new(self._key, value.encode(), hashlib.sha256).hexdigest()[:8]

    def _called(self, value: str) -> str:
        """A name: numbers of an entity stay, each step of a hierarchy is masked by itself."""
        return _COLON.join(map(self._one_name, value.split(_COLON)))

    def _one_name(self, value: str) -> str:
        if _CODE.fullmatch(value):
            return value
        number, blank, rest = value.partition(" ")
        if blank and rest and _CODE.fullmatch(number):
            return f"{number} Masked {self._mark(rest)}"
        return f"Masked {self._mark(value)}"

    def _digits(self, value: str) -> str:
        """Other digits in the same form."""
        digits = iter(str(int(hmac.new(self._key, value.encode(), hashlib.sha512).hexdigest(), 16)))
        return "".join(next(digits, "0") if mark.isdigit() else mark for mark in value)

    def _line(self, value: str) -> str:
        return f"Masked {self._mark(value)}"

    def _place(self, value: str) -> str:
        """A line of an address, or several; a postal code keeps its form."""
        if _POSTAL_CODE.fullmatch(value):
            return self._digits(value)
        return "\n".join(self._line(line) for line in value.split("\n"))


_WRITERS = {
    "name": Masking._called,  # noqa: SLF001 - own methods
    "phone": Masking._digits,  # noqa: SLF001
    "identity": Masking._digits,  # noqa: SLF001
    "address": Masking._place,  # noqa: SLF001
    "memo": Masking._line,  # noqa: SLF001
    "description": Masking._line,  # noqa: SLF001
    "custom": Masking._line,  # noqa: SLF001
}


def _is_secret(name: str, value: Any) -> bool:
    return isinstance(value, str) and _SECRET.search(name) is not None


def _is_reference(value: Json) -> bool:
    return "refName" in value and "id" in value and value.keys() <= {"links", "id", "refName", "externalId"}


def _category(name: str, *, entity: bool) -> str | None:
    """What a field holds, by its lower-case name; a custom field first by the words in it."""
    words = re.sub(r"^cust(body|entity|item|col|record|event|page)?_?", "", name) if _CUSTOM.match(name) else name
    for category, pattern in _BY_NAME:
        if pattern.search(words):
            return category
    if entity and words in {"name", "fullname", "title"}:
        return "name"
    return "custom" if _CUSTOM.match(name) else None
