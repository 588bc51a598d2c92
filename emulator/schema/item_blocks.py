"""Groups of fields and sublists that several item types share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import CLASSIFICATION, ITEM_TYPES
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
    custom,
    enum,
    integer,
    moment,
    multiselect,
    number,
    read_only,
    reference,
    required,
    shape,
    sublist,
    subrecord,
    text,
)

if TYPE_CHECKING:
    from suiteplug.emulator.schema.declare import Members

ITEM: Members = (
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

PRICE = sublist(
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

SOLD: Members = (
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
    *PRICE,
)

PHYSICAL: Members = (
    *number(weight="Item Weight"),
    *enum(choices.WEIGHT_UNIT, weightUnit="Weight Units"),
    *boolean(shipIndividually="Ships Individually", isHazmatItem="Hazardous"),
    *text(manufacturer="Manufacturer", mpn="MPN", scheduleBCode="Schedule B Code"),
    *enum(choices.COUNTRY, countryOfManufacture="Manufacturer Country"),
    *currency(shippingCost="Shipping Cost", handlingCost="Handling Cost"),
    *enum(choices.OUT_OF_STOCK, outOfStockBehavior="Out Of Stock Behavior"),
    *text(outOfStockMessage="Out Of Stock Message"),
)

STOCKED: Members = (
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
