"""Item types that are bought, built or only written on a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.schema.blocks import ITEM_TYPES, form
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
    integer,
    number,
    read_only,
    record,
    reference,
    sublist,
    text,
)
from suiteplug.emulator.schema.item_blocks import ITEM, PHYSICAL, SOLD, STOCKED

if TYPE_CHECKING:
    from suiteplug.emulator.schema.declare import Members
    from suiteplug.emulator.schema.shape import RecordType

_MEMBERS = sublist(
    "member",
    "Members",
    reference(ITEM_TYPES, item="Item"),
    number(quantity="Quantity"),
    text(memberUnit="Units", memberDescr="Description"),
    read_only(integer(lineNumber="Line")),
)
_BOUGHT: Members = (
    *currency(cost="Purchase Price"),
    *read_only(currency(averageCost="Average Cost", lastPurchasePrice="Last Purchase Price")),
    *reference("account", expenseAccount="Expense Account"),
    *text(purchaseDescription="Purchase Description"),
    *sublist(
        "itemVendor",
        "Vendors",
        reference("vendor", vendor="Vendor"),
        text(vendorCode="Code"),
        currency(purchasePrice="Purchase Price"),
        boolean(preferredVendor="Preferred"),
    ),
)

ASSEMBLY_ITEM = record(
    "assemblyItem",
    "Assembly/Bill of Materials",
    ITEM,
    SOLD,
    PHYSICAL,
    STOCKED,
    form("-230", "Standard Assembly Item Form"),
    text(description="Description"),
    boolean(buildEntireAssembly="Build Entire Assembly", isPhantom="Phantom", printItems="Print Items"),
    number(buildTime="Build Time"),
    _MEMBERS,
    plural="Assemblies/Bills of Materials",
    kind="item",
    code="Assembly",
    permission="LIST_ITEM",
)

ITEM_GROUP = record(
    "itemGroup",
    "Item Group",
    ITEM,
    form("-231", "Standard Item Group Form"),
    text(description="Description"),
    boolean(printItems="Display Components on Transactions", isVsoeBundle="VSOE Bundle"),
    _MEMBERS,
    kind="item",
    code="Group",
    permission="LIST_ITEM",
)


def _plain(name: str, label: str, code: str, *groups: Members, form_id: str) -> RecordType:
    words = text(description="Description")
    standard = form(form_id, f"Standard {label} Form")
    return record(name, label, ITEM, words, standard, *groups, kind="item", code=code, permission="LIST_ITEM")


MARKUP_ITEM = _plain(
    "markupItem",
    "Markup",
    "Markup",
    text(rate="Rate"),
    reference("account", account="Account"),
    boolean(isPreTax="Apply Before Tax", nonPosting="Non-Posting"),
    form_id="-232",
)
SUBTOTAL_ITEM = _plain("subtotalItem", "Subtotal", "Subtotal", form_id="-233")
DESCRIPTION_ITEM = _plain("descriptionItem", "Description", "Description", form_id="-234")
PAYMENT_ITEM = _plain(
    "paymentItem",
    "Payment Item",
    "Payment",
    reference("account", account="Account"),
    reference("paymentMethod", paymentMethod="Payment Method"),
    boolean(undepFunds="Undep. Funds"),
    form_id="-235",
)


def _variant(name: str, label: str, code: str, *groups: Members, form_id: str) -> RecordType:
    standard = form(form_id, f"Standard {label} Form")
    return record(name, label, ITEM, *groups, standard, kind="item", code=code, permission="LIST_ITEM")


VARIANTS = (
    _variant(
        "nonInventoryPurchaseItem", "Non-inventory Item for Purchase", "NonInvtPart", PHYSICAL, _BOUGHT, form_id="-236"
    ),
    _variant(
        "nonInventoryResaleItem",
        "Non-inventory Item for Resale",
        "NonInvtPart",
        SOLD,
        PHYSICAL,
        _BOUGHT,
        form_id="-237",
    ),
    _variant("servicePurchaseItem", "Service for Purchase", "Service", _BOUGHT, form_id="-238"),
    _variant("serviceResaleItem", "Service for Resale", "Service", SOLD, _BOUGHT, form_id="-239"),
    _variant("otherChargePurchaseItem", "Other Charge for Purchase", "OthCharge", _BOUGHT, form_id="-240"),
    _variant("otherChargeResaleItem", "Other Charge for Resale", "OthCharge", SOLD, _BOUGHT, form_id="-241"),
)

TYPES = (ASSEMBLY_ITEM, ITEM_GROUP, MARKUP_ITEM, SUBTOTAL_ITEM, DESCRIPTION_ITEM, PAYMENT_ITEM, *VARIANTS)
