"""Lists a company sets up once: subsidiaries, locations, departments, classes, units, and how goods are kept."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import ADDRESS, ITEM_TYPES, LISTED, NAMED
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
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
    sublist,
    subrecord,
    text,
)

SUBSIDIARY = record(
    "subsidiary",
    "Subsidiary",
    NAMED,
    text(legalName="Legal Name", email="Return Email Address", fax="Fax", url="Web Site"),
    text(state="State/Province", tranPrefix="Document Number Prefix", edition="Edition"),
    read_only(integer(internalId="Internal ID")),
    reference("subsidiary", parent="Subsubsidiary of"),
    reference("currency", currency="Currency"),
    enum(choices.COUNTRY, country="Country"),
    boolean(isElimination="Elimination"),
    reference("customer", representingCustomer="Representing Customer"),
    reference("vendor", representingVendor="Representing Vendor"),
    subrecord(ADDRESS, mainAddress="Address", shippingAddress="Shipping Address", returnAddress="Return Address"),
    plural="Subsidiaries",
    kind="list",
    permission="LIST_SUBSIDIARY",
)

LOCATION = record(
    "location",
    "Location",
    NAMED,
    text(tranPrefix="Transaction Prefix"),
    read_only(integer(internalId="Internal ID")),
    reference("location", parent="Sublocation of"),
    multiselect("subsidiary", subsidiary="Subsidiary"),
    enum(choices.LOCATION_TYPE, locationType="Location Type"),
    enum(choices.TIME_ZONE, timeZone="Time Zone"),
    boolean(
        includeChildren="Include Children",
        makeInventoryAvailable="Make Inventory Available",
        makeInventoryAvailableStore="Make Inventory Available in Web Store",
        useBins="Use Bins",
        allowStorePickup="Allow Store Pickup",
    ),
    number(latitude="Latitude", longitude="Longitude"),
    integer(defaultAllocationPriority="Allocation Priority"),
    subrecord(ADDRESS, mainAddress="Address", returnAddress="Return Address"),
    kind="list",
    permission="LIST_LOCATION",
)

_SEGMENT = (*NAMED, *boolean(includeChildren="Include Children"), *multiselect("subsidiary", subsidiary="Subsidiary"))

DEPARTMENT = record(
    "department",
    "Department",
    _SEGMENT,
    reference("department", parent="Subdepartment of"),
    kind="list",
    permission="LIST_DEPARTMENT",
)

CLASSIFICATION = record(
    "classification",
    "Class",
    _SEGMENT,
    reference("classification", parent="Subclass of"),
    plural="Classes",
    kind="list",
    permission="LIST_CLASS",
)

PRICE_LEVEL = record(
    "priceLevel",
    "Price Level",
    LISTED,
    required(text(name="Name")),
    number(discountPct="Markup/Discount %"),
    boolean(isOnline="Available Online", updateExistingPrices="Update Existing Prices"),
    kind="list",
    permission="LIST_PRICELEVEL",
)

INVENTORY_NUMBER = record(
    "inventoryNumber",
    "Inventory Number",
    LISTED,
    required(text(inventoryNumber="Number")),
    text(memo="Memo"),
    reference(ITEM_TYPES, item="Item"),
    date(expirationDate="Expiration Date"),
    sublist(
        "locations",
        "Locations",
        reference("location", location="Location"),
        read_only(number(quantityOnHand="On Hand", quantityAvailable="Available")),
        existing=("location",),
    ),
    kind="list",
    permission="LIST_ITEM",
)

BIN = record(
    "bin",
    "Bin",
    LISTED,
    required(text(binNumber="Bin Number")),
    text(memo="Memo"),
    required(reference("location", location="Location")),
    kind="list",
    permission="LIST_BIN",
)

GIFT_CERTIFICATE = record(
    "giftCertificate",
    "Gift Certificate Code",
    LISTED,
    text(giftCertCode="Gift Certificate Code", name="Recipient Name", email="Recipient Email", sender="From"),
    text(message="Message"),
    reference("giftCertificateItem", item="Item"),
    currency(originalAmount="Original Amount", amountRemaining="Amount Remaining"),
    date(expirationDate="Expiration Date"),
    read_only(moment(createdDate="Date Created")),
    kind="list",
    permission="LIST_GIFTCERTIFICATE",
)

UNITS_TYPE = record(
    "unitsType",
    "Units Type",
    LISTED,
    required(text(name="Type Name")),
    sublist(
        "uom",
        "Units",
        integer(internalId="Internal ID"),
        required(text(unitName="Name", pluralName="Plural Name")),
        text(abbreviation="Abbreviation", pluralAbbreviation="Plural Abbreviation"),
        required(number(conversionRate="Conversion Rate (/Base)")),
        boolean(baseUnit="Base Unit"),
        read_only(boolean(inUse="In Use")),
        existing=("internalId",),
    ),
    kind="list",
    permission="LIST_UNIT",
)

TYPES = (
    SUBSIDIARY,
    LOCATION,
    DEPARTMENT,
    CLASSIFICATION,
    PRICE_LEVEL,
    INVENTORY_NUMBER,
    BIN,
    GIFT_CERTIFICATE,
    UNITS_TYPE,
)
