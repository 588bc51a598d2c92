"""Item types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import CLASSIFICATION, ITEM_TYPES, form
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
    custom,
    date,
    enum,
    integer,
    moment,
    multiselect,
    number,
    read_only,
    record,
    reference,
    required,
    shape,
    sublist,
    subrecord,
    text,
)

if TYPE_CHECKING:
    from suiteplug.emulator.schema.declare import Members

_ITEM: Members = (
    *required(text(itemId="Item Name/Number")),
    *text(displayName="Display Name/Code", upcCode="UPC Code", vendorName="Vendor Name/Code"),
    *boolean(isInactive="Inactive", includeChildren="Include Children", isOnline="Display in Web Store"),
    *multiselect("subsidiary", subsidiary="Subsidiary"),
    *reference(ITEM_TYPES, parent="Subitem of"),
    *CLASSIFICATION,
    *read_only(enum(choices.ITEM_TYPE, itemType="Item Type")),
    *read_only(enum(choices.ITEM_SUBTYPE, subtype="Subtype")),
    *read_only(moment(createdDate="Date Created", lastModifiedDate="Last Modified")),
    *read_only(text(fullName="Full Name")),
    *text(itemOptions="Item Options"),
    *custom(text(custitem_shop_handle="Shop Handle", custitem_material="Material")),
    *custom(boolean(custitem_fragile="Fragile")),
    *custom(number(custitem_capacity_ml="Capacity (ml)")),
)

_PRICE = sublist(
    "price",
    "Pricing",
    reference("currency", currencyPage="Currency"),
    reference("priceLevel", priceLevel="Price Level"),
    read_only(text(priceLevelName="Price Level")),
    subrecord(shape("quantity", number(value="Quantity")), quantity="Quantity"),
    number(discount="Discount", discountDisplay="Default Discount"),
    currency(price="Price"),
    existing=("quantity", "currencyPage", "priceLevel"),
)

_SOLD: Members = (
    *text(
        salesDescription="Sales Description",
        storeDisplayName="Web Store Display Name",
        storeDescription="Store Description",
        storeDetailedDescription="Detailed Description",
        featuredDescription="Featured Description",
        pageTitle="Page Title",
        urlComponent="URL Component",
        searchKeywords="Search Keywords",
        metaTagHtml="Meta Tag HTML",
        noPriceMessage="No Price Message",
    ),
    *boolean(isTaxable="Taxable", isFulfillable="Can be Fulfilled", offerSupport="Offer Support"),
    *boolean(dontShowPrice="Don't Show Price", onSpecial="On Special"),
    *reference((), choices.TAX_SCHEDULE, taxSchedule="Tax Schedule"),
    *reference("salesTaxItem", salesTaxCode="Sales Tax Code"),
    *reference(
        "account",
        incomeAccount="Income Account",
        intercoIncomeAccount="Intercompany Income Account",
        deferredRevenueAccount="Deferred Revenue Account",
    ),
    *reference((), pricingGroup="Pricing Group", unitsType="Primary Units Type", saleUnit="Primary Sale Unit"),
    *integer(minimumquantity="Minimum Quantity", maximumquantity="Maximum Quantity"),
    *enum(choices.COST_ESTIMATE_TYPE, costEstimateType="Cost Estimate Type"),
    *currency(costEstimate="Item Defined Cost"),
    *number(rate="Rate", taxRate="Tax Rate"),
    *_PRICE,
)

_PHYSICAL: Members = (
    *number(weight="Item Weight"),
    *enum(choices.WEIGHT_UNIT, weightUnit="Weight Units"),
    *boolean(shipIndividually="Ships Individually", isHazmatItem="Hazardous"),
    *text(manufacturer="Manufacturer", mpn="MPN", scheduleBCode="Schedule B Code"),
    *enum(choices.COUNTRY, countryOfManufacture="Manufacturer Country"),
    *currency(shippingCost="Shipping Cost", handlingCost="Handling Cost"),
    *enum(choices.OUT_OF_STOCK, outOfStockBehavior="Out Of Stock Behavior"),
    *text(outOfStockMessage="Out Of Stock Message"),
)

_STOCKED: Members = (
    *currency(cost="Purchase Price"),
    *read_only(currency(averageCost="Average Cost", lastPurchasePrice="Last Purchase Price", totalValue="Total Value")),
    *enum(choices.COSTING_METHOD, costingMethod="Costing Method"),
    *read_only(text(costingMethodDisplay="Costing Method")),
    *reference(
        "account", assetAccount="Asset Account", cogsAccount="COGS Account", gainLossAccount="Gain/Loss Account"
    ),
    *reference("account", expenseAccount="Expense Account", billPriceVarianceAcct="Price Variance Account"),
    *reference("location", preferredLocation="Preferred Location"),
    *reference((), stockUnit="Primary Stock Unit", purchaseUnit="Primary Purchase Unit"),
    *text(purchaseDescription="Purchase Description"),
    *boolean(useBins="Use Bins", matchBillToReceipt="Match Bill To Receipt", isDropShipItem="Drop Ship Item"),
    *boolean(isSpecialOrderItem="Special Order Item", seasonalDemand="Seasonal Demand"),
    *integer(leadTime="Lead Time", reorderMultiple="Reorder Multiple"),
    *number(reorderPoint="Reorder Point", preferredStockLevel="Preferred Stock Level"),
    *number(safetyStockLevel="Safety Stock Level"),
    *read_only(
        number(
            quantityOnHand="On Hand",
            quantityAvailable="Available",
            quantityCommitted="Committed",
            quantityBackOrdered="Back Ordered",
            quantityOnOrder="On Order",
        )
    ),
    *sublist(
        "locations",
        "Locations",
        reference("location", location="Location"),
        read_only(text(locationDisplay="Location")),
        read_only(
            number(
                quantityOnHand="On Hand",
                quantityAvailable="Available",
                quantityCommitted="Committed",
                quantityBackOrdered="Back Ordered",
                quantityOnOrder="On Order",
                quantityInTransit="In Transit",
            )
        ),
        read_only(currency(averageCostMli="Average Cost", lastPurchasePriceMli="Last Purchase Price")),
        read_only(currency(onHandValueMli="Value")),
        number(reorderPoint="Reorder Point", preferredStockLevel="Preferred Stock Level", leadTime="Lead Time"),
        existing=("location",),
    ),
    *sublist(
        "binNumber",
        "Bin Numbers",
        reference("bin", binNumber="Bin Number"),
        reference("location", location="Location"),
        read_only(number(onHand="On Hand", onHandAvail="Available")),
        boolean(preferredBin="Preferred"),
        existing=("binNumber",),
    ),
    *sublist(
        "itemVendor",
        "Vendors",
        reference("vendor", vendor="Vendor"),
        text(vendorCode="Code"),
        reference("subsidiary", subsidiary="Subsidiary"),
        currency(purchasePrice="Purchase Price"),
        boolean(preferredVendor="Preferred"),
    ),
)

INVENTORY_ITEM = record(
    "inventoryItem",
    "Inventory Item",
    _ITEM,
    _SOLD,
    _PHYSICAL,
    _STOCKED,
    form("-220", "Standard Inventory Part Form"),
    kind="item",
    code="InvtPart",
    permission="LIST_ITEM",
)

LOT_NUMBERED_INVENTORY_ITEM = record(
    "lotNumberedInventoryItem",
    "Lot Numbered Inventory Item",
    _ITEM,
    _SOLD,
    _PHYSICAL,
    _STOCKED,
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
    _ITEM,
    _SOLD,
    _PHYSICAL,
    form("-222", "Standard Non-Inventory Part Form"),
    plural="Non-inventory Items for Sale",
    kind="item",
    code="NonInvtPart",
    permission="LIST_ITEM",
)

SERVICE_SALE_ITEM = record(
    "serviceSaleItem",
    "Service for Sale",
    _ITEM,
    _SOLD,
    form("-223", "Standard Service Form"),
    plural="Services for Sale",
    kind="item",
    code="Service",
    permission="LIST_ITEM",
)

OTHER_CHARGE_SALE_ITEM = record(
    "otherChargeSaleItem",
    "Other Charge for Sale",
    _ITEM,
    _SOLD,
    form("-224", "Standard Other Charge Form"),
    plural="Other Charges for Sale",
    kind="item",
    code="OthCharge",
    permission="LIST_ITEM",
)

GIFT_CERTIFICATE_ITEM = record(
    "giftCertificateItem",
    "Gift Certificate",
    _ITEM,
    _SOLD,
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
    _ITEM,
    _SOLD,
    _PHYSICAL,
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
    _ITEM,
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
    _ITEM,
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
    _ITEM,
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
