"""What each item record type means on a transaction line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ItemKind:
    """Behaviour of one item type.

    Attributes:
        code: Value of ``itemType`` on lines and in SuiteQL.
        stocked: Has quantities by location.
        lot: Every movement names lot or serial numbers.
        fulfillable: Waits for a fulfilment unless the item says otherwise (``isFulfillable``).
        taxable: Sold with tax unless the item says otherwise (``isTaxable``).
        priced: Has a quantity and a rate; discounts, subtotals and descriptions have none.
        sellable: May stand on a line at all; tax and ship items stand in header fields.
    """

    code: str
    stocked: bool = False
    lot: bool = False
    fulfillable: bool = False
    taxable: bool = True
    priced: bool = True
    sellable: bool = True


_STOCK = ItemKind("InvtPart", stocked=True, fulfillable=True)
_LOT = ItemKind("InvtPart", stocked=True, lot=True, fulfillable=True)
_NON_INVENTORY = ItemKind("NonInvtPart", fulfillable=True)
_SERVICE = ItemKind("Service")
_OTHER_CHARGE = ItemKind("OthCharge")

ITEM_KINDS: dict[str, ItemKind] = {
    "inventoryItem": _STOCK,
    "lotNumberedInventoryItem": _LOT,
    "serializedInventoryItem": _LOT,
    "assemblyItem": ItemKind("Assembly", stocked=True, fulfillable=True),
    "nonInventorySaleItem": _NON_INVENTORY,
    "nonInventoryResaleItem": _NON_INVENTORY,
    "nonInventoryPurchaseItem": _NON_INVENTORY,
    "serviceSaleItem": _SERVICE,
    "serviceResaleItem": _SERVICE,
    "servicePurchaseItem": _SERVICE,
    "otherChargeSaleItem": _OTHER_CHARGE,
    "otherChargeResaleItem": _OTHER_CHARGE,
    "otherChargePurchaseItem": _OTHER_CHARGE,
    "kitItem": ItemKind("Kit", fulfillable=True),
    "giftCertificateItem": ItemKind("GiftCert", taxable=False),
    "discountItem": ItemKind("Discount", priced=False),
    "markupItem": ItemKind("Markup", priced=False),
    "subtotalItem": ItemKind("Subtotal", priced=False, taxable=False),
    "descriptionItem": ItemKind("Description", priced=False, taxable=False),
    "paymentItem": ItemKind("Payment", priced=False, taxable=False),
    "itemGroup": ItemKind("Group", priced=False, taxable=False),
    "shipItem": ItemKind("ShipItem", sellable=False),
    "salesTaxItem": ItemKind("TaxItem", sellable=False),
}
STOCKED_CODES = frozenset(kind.code for kind in ITEM_KINDS.values() if kind.stocked)
