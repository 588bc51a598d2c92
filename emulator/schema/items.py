"""Item types."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import ITEM_TYPES, form
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
    date,
    enum,
    integer,
    number,
    read_only,
    record,
    reference,
    sublist,
    text,
)
from suiteplug.emulator.schema.item_blocks import ITEM, PHYSICAL, SOLD, STOCKED

INVENTORY_ITEM = record(
    "inventoryItem",
    "Inventory Item",
    ITEM,
    SOLD,
    PHYSICAL,
    STOCKED,
    form("-220", "Standard Inventory Part Form"),
    kind="item",
    code="InvtPart",
    permission="LIST_ITEM",
)

LOT_NUMBERED_INVENTORY_ITEM = record(
    "lotNumberedInventoryItem",
    "Lot Numbered Inventory Item",
    ITEM,
    SOLD,
    PHYSICAL,
    STOCKED,
    form("-221", "Standard Lot Numbered Inventory Part Form"),
    date(defaultExpirationDate="Default Expiration Date"),
    sublist(
        "numbers",
        "Lot Numbers",
        reference("inventoryNumber", serialNumber="Lot Number"),
        reference("location", location="Location"),
        read_only(number(quantityOnHand="On Hand", quantityAvailable="Available")),
        date(expirationDate="Expiration Date"),
    ),
    kind="item",
    code="InvtPart",
    permission="LIST_ITEM",
)

NON_INVENTORY_SALE_ITEM = record(
    "nonInventorySaleItem",
    "Non-inventory Item for Sale",
    ITEM,
    SOLD,
    PHYSICAL,
    form("-222", "Standard Non-Inventory Part Form"),
    plural="Non-inventory Items for Sale",
    kind="item",
    code="NonInvtPart",
    permission="LIST_ITEM",
)

SERVICE_SALE_ITEM = record(
    "serviceSaleItem",
    "Service for Sale",
    ITEM,
    SOLD,
    form("-223", "Standard Service Form"),
    plural="Services for Sale",
    kind="item",
    code="Service",
    permission="LIST_ITEM",
)

OTHER_CHARGE_SALE_ITEM = record(
    "otherChargeSaleItem",
    "Other Charge for Sale",
    ITEM,
    SOLD,
    form("-224", "Standard Other Charge Form"),
    plural="Other Charges for Sale",
    kind="item",
    code="OthCharge",
    permission="LIST_ITEM",
)

GIFT_CERTIFICATE_ITEM = record(
    "giftCertificateItem",
    "Gift Certificate",
    ITEM,
    SOLD,
    form("-225", "Standard Gift Certificate Form"),
    text(description="Description"),
    integer(daysBeforeExpiration="Days Before Expiration"),
    reference("account", liabilityAccount="Liability Account"),
    kind="item",
    code="GiftCert",
    permission="LIST_ITEM",
)

KIT_ITEM = record(
    "kitItem",
    "Kit/Package",
    ITEM,
    SOLD,
    PHYSICAL,
    form("-226", "Standard Kit Form"),
    text(description="Description"),
    boolean(printItems="Print Items"),
    sublist(
        "member",
        "Members",
        reference(ITEM_TYPES, item="Item"),
        number(quantity="Quantity"),
        text(memberUnit="Units", memberDescr="Description"),
        read_only(integer(lineNumber="Line")),
    ),
    plural="Kits/Packages",
    kind="item",
    code="Kit",
    permission="LIST_ITEM",
)

DISCOUNT_ITEM = record(
    "discountItem",
    "Discount",
    ITEM,
    form("-227", "Standard Discount Form"),
    text(description="Description", rate="Rate"),
    reference("account", account="Account", incomeAccount="Income Account"),
    boolean(isPreTax="Apply Before Tax", nonPosting="Non-Posting"),
    kind="item",
    code="Discount",
    permission="LIST_ITEM",
)

SHIP_ITEM = record(
    "shipItem",
    "Shipping Item",
    ITEM,
    form("-228", "Standard Shipping Item Form"),
    text(description="Description", serviceCode="Service Code"),
    reference("account", account="Account"),
    currency(shippingFlatRateAmount="Flat Rate", handlingFlatRateAmount="Handling Flat Rate"),
    reference((), choices.TAX_SCHEDULE, taxSchedule="Tax Schedule"),
    boolean(isTaxable="Taxable"),
    kind="item",
    code="ShipItem",
    permission="LIST_SHIPITEM",
)

SALES_TAX_ITEM = record(
    "salesTaxItem",
    "Tax Code",
    ITEM,
    form("-229", "Standard Tax Code Form"),
    text(name="Tax Name", description="Description", city="City", county="County", zip="Zip"),
    number(rate="Rate"),
    reference((), taxType="Tax Type", state="State"),
    reference("vendor", taxAgency="Tax Agency"),
    reference("account", taxAccount="Tax Account", saleAccount="Sales Tax Account"),
    reference("account", purchaseAccount="Purchase Tax Account"),
    enum(choices.TAX_AVAILABLE, available="Available On"),
    boolean(isDefault="Default", exempt="Exempt", export="Export", reverseCharge="Reverse Charge"),
    text(nexusCountry="Country"),
    kind="item",
    code="TaxItem",
    permission="LIST_TAXITEM",
)

TYPES = (
    INVENTORY_ITEM,
    LOT_NUMBERED_INVENTORY_ITEM,
    NON_INVENTORY_SALE_ITEM,
    SERVICE_SALE_ITEM,
    OTHER_CHARGE_SALE_ITEM,
    GIFT_CERTIFICATE_ITEM,
    KIT_ITEM,
    DISCOUNT_ITEM,
    SHIP_ITEM,
    SALES_TAX_ITEM,
)
