"""Item kinds: the code that SuiteQL shows, and the REST record types behind it.

There is no record type ``item``; each kind has its own, some by lot or serial numbers, some by what the item is
bought or sold for (Oracle help: REST API Browser).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TRADED = ("sale", "resale", "purchase")


@dataclass(frozen=True, slots=True)
class ItemKind:
    """One kind: ``word`` is what our inputs call it, ``code`` is ``item.itemtype``.

    ``numbered``: plain, lot-numbered and serialized items are three record types. ``traded``: items for sale, resale
    and purchase are three record types.
    """

    word: str
    code: str
    record_type: str
    numbered: bool = False
    traded: bool = False

    @property
    def record_types(self) -> tuple[str, ...]:
        """All record types of this kind, the likeliest first."""
        if self.numbered:
            plain = self.record_type
            return (plain, f"lotNumbered{_capital(plain)}", f"serialized{_capital(plain)}")
        if self.traded:
            return tuple(self.record_type.format(use.title()) for use in _TRADED)
        return (self.record_type,)


KINDS = (
    ItemKind("inventory", "InvtPart", "inventoryItem", numbered=True),
    ItemKind("assembly", "Assembly", "assemblyItem", numbered=True),
    ItemKind("non-inventory", "NonInvtPart", "nonInventory{}Item", traded=True),
    ItemKind("service", "Service", "service{}Item", traded=True),
    ItemKind("other charge", "OthCharge", "otherCharge{}Item", traded=True),
    ItemKind("kit", "Kit", "kitItem"),
    ItemKind("group", "Group", "itemGroup"),
    ItemKind("discount", "Discount", "discountItem"),
    ItemKind("markup", "Markup", "markupItem"),
    ItemKind("gift certificate", "GiftCert", "giftCertificateItem"),
    ItemKind("download", "DwnLdItem", "downloadItem"),
    ItemKind("subtotal", "Subtotal", "subtotalItem"),
    ItemKind("description", "Description", "descriptionItem"),
    ItemKind("payment", "Payment", "paymentItem"),
    ItemKind("shipping", "ShipItem", "shipItem"),
    ItemKind("tax", "TaxItem", "salesTaxItem"),
    ItemKind("tax group", "TaxGroup", "taxGroup"),
)

_BY_CODE = {kind.code.lower(): kind for kind in KINDS}
_BY_WORD = {kind.word: kind for kind in KINDS}


def codes(words: Iterable[str]) -> tuple[str, ...]:
    """``item.itemtype`` for our words."""
    return tuple(_BY_WORD[word].code for word in words)


def record_type_of(row: Mapping[str, Any]) -> str | None:
    """The likeliest REST record type of an item; see ``candidates``."""
    return next(iter(candidates(row)), None)


def candidates(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Record types that an item can have, the likeliest first; empty for an unknown kind.

    ``row`` has ``item_type`` and, where they are known, ``subtype``, ``is_lot_item`` and ``is_serial_item``.
    """
    kind = _BY_CODE.get(str(row.get("item_type") or "").lower())
    if kind is None:
        return ()
    likeliest = _numbered(row) if kind.numbered else _traded(row) if kind.traded else 0
    types = kind.record_types
    return (types[likeliest], *types[:likeliest], *types[likeliest + 1 :])


def all_record_types() -> tuple[str, ...]:
    """Every record type of an item, in the order in which to try them."""
    return tuple(record_type for kind in KINDS for record_type in kind.record_types)


def _numbered(row: Mapping[str, Any]) -> int:
    """Position in ``record_types``: plain, lot-numbered, serialized."""
    return 1 if row.get("is_lot_item") else 2 if row.get("is_serial_item") else 0


def _traded(row: Mapping[str, Any]) -> int:
    """Position in ``record_types``: sale, resale, purchase. The longer word first, as it holds the shorter one."""
    subtype = str(row.get("subtype") or "").lower()
    return next((_TRADED.index(use) for use in ("resale", "purchase", "sale") if use in subtype), 0)


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]
