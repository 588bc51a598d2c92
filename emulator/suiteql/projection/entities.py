"""Rows of customers, vendors, employees and contacts, and of their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.schema import RecordType

    Values = dict[str, Any]

ADDRESSES_PER_ENTITY = 1000
"""``nkey`` of an address is entity times this plus its place in the address book."""


def own_row(body: Values) -> Values:
    """The row of ``customer``, ``vendor``, ``employee`` or ``contact``."""
    book = body.get("addressbook") or []
    return {
        **body,
        "altname": _alternative_name(body),
        "entitytitle": _title(body),
        "toplevelparent": body.get("parent") or body.get("id"),
        "defaultbillingaddress": _default(body, book, "defaultBilling"),
        "defaultshippingaddress": _default(body, book, "defaultShipping"),
    }


def entity_row(kind: RecordType, body: Values) -> Values:
    """The row of ``entity``, where the column named like the kind repeats the ID."""
    return {**own_row(body), "type": kind.code, kind.name.lower(): body["id"]}


def _alternative_name(body: Values) -> str | None:
    person = " ".join(body[name] for name in ("firstname", "lastname") if body.get(name))
    return body.get("altname") or body.get("companyname") or person or None


def _title(body: Values) -> str | None:
    """How a reference to the entity reads, in SuiteQL as in ``refName``: a numbered one shows number and name."""
    entity_id, name = body.get("entityid"), _alternative_name(body)
    if body.get("autoname") and name and entity_id and name not in entity_id:
        return f"{entity_id} {name}"
    return entity_id or name


def _default(body: Values, book: list[Values], flag: str) -> int | None:
    return next((_key(body, place) for place, line in enumerate(book, start=1) if line.get(flag)), None)


def _key(body: Values, place: int) -> int:
    return int(body["id"]) * ADDRESSES_PER_ENTITY + place


def address_rows(body: Values) -> Iterator[Values]:
    """Rows of ``entityaddress``."""
    for place, line in enumerate(body.get("addressbook") or [], start=1):
        address = {name.lower(): value for name, value in (line.get("addressBookAddress") or {}).items()}
        yield {
            **address,
            "nkey": _key(body, place),
            "recordowner": int(body["id"]),
            "lastmodifieddate": body["lastmodifieddate"],
        }


def address_book_rows(body: Values) -> Iterator[Values]:
    """Rows of ``customeraddressbook``."""
    for place, line in enumerate(body.get("addressbook") or [], start=1):
        yield {
            "internalid": _key(body, place),
            "entity": body["id"],
            "label": line.get("label"),
            "defaultbilling": line.get("defaultBilling"),
            "defaultshipping": line.get("defaultShipping"),
            "isresidential": line.get("isResidential"),
            "addressbookaddress": _key(body, place),
        }


def relationship_row(body: Values) -> Values:
    """The row that ties an entity to its primary subsidiary; keyed by the entity."""
    return {
        "id": body["id"],
        "entity": body["id"],
        "subsidiary": body["subsidiary"],
        "isprimarysub": True,
        "primarycurrency": body.get("currency"),
        "balance": body.get("balance"),
    }
