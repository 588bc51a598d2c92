"""How a record is called where another one refers to it (``refName``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.entities.entities import full_name
from suiteplug.emulator.rules.shared.index import ENTITY_TYPES, TRANSACTION_TYPES

if TYPE_CHECKING:
    from suiteplug.emulator.rules.ports import Body

_NAME_FIELDS = (
    "itemId",
    "name",
    "acctName",
    "periodName",
    "inventoryNumber",
    "binNumber",
    "giftCertCode",
    "displayName",
    "altName",
    "title",
)


def display_name(record_type: str, label: str, body: Body) -> str:
    """``Sales Order #SO1001``, ``CUST1001 Blue Kiln Ltd``, ``MUG-BLUE``, ``US Dollar``."""
    if record_type in TRANSACTION_TYPES:
        return f"{label} #{body.get('tranId', body.get('id', ''))}"
    if record_type in ENTITY_TYPES:
        return _entity_name(body)
    if record_type == "account" and body.get("acctNumber"):
        return f"{body['acctNumber']} {body.get('acctName', '')}".strip()
    for name in _NAME_FIELDS:
        if body.get(name):
            return str(body[name])
    return str(body.get("id", ""))


def _entity_name(body: Body) -> str:
    """A numbered entity shows its number and its name."""
    entity_id, name = str(body.get("entityId", "")), full_name(body)
    if body.get("autoName") and name and name not in entity_id:
        return f"{entity_id} {name}"
    return entity_id or name
