"""Item kinds and the record types behind them."""

from __future__ import annotations

from typing import Any

import pytest

from suiteplug.connector.shortcuts import item_kinds


@pytest.mark.parametrize(
    ("row", "likeliest"),
    [
        ({"item_type": "InvtPart"}, "inventoryItem"),
        ({"item_type": "InvtPart", "is_lot_item": True, "is_serial_item": False}, "lotNumberedInventoryItem"),
        ({"item_type": "invtpart", "is_serial_item": True}, "serializedInventoryItem"),
        ({"item_type": "Assembly", "is_lot_item": True}, "lotNumberedAssemblyItem"),
        ({"item_type": "NonInvtPart", "subtype": "Sale"}, "nonInventorySaleItem"),
        ({"item_type": "NonInvtPart", "subtype": "Resale"}, "nonInventoryResaleItem"),
        ({"item_type": "Service", "subtype": "For Purchase"}, "servicePurchaseItem"),
        ({"item_type": "OthCharge", "subtype": None}, "otherChargeSaleItem"),
        ({"item_type": "Kit"}, "kitItem"),
        ({"item_type": "GiftCert"}, "giftCertificateItem"),
        ({"item_type": "Unheard"}, None),
        ({"item_type": None}, None),
    ],
)
def test_the_likeliest_record_type(row: dict[str, Any], likeliest: str | None) -> None:
    assert item_kinds.record_type_of(row) == likeliest


def test_all_types_of_a_kind_are_candidates() -> None:
    row = {"item_type": "Service", "subtype": "Resale"}
    assert item_kinds.candidates(row) == ("serviceResaleItem", "serviceSaleItem", "servicePurchaseItem")


def test_kinds_are_told_apart() -> None:
    words = [kind.word for kind in item_kinds.KINDS]
    types = item_kinds.all_record_types()
    assert len(set(words)) == len(words)
    assert len(set(types)) == len(types)
    assert item_kinds.codes(["inventory", "gift certificate"]) == ("InvtPart", "GiftCert")
