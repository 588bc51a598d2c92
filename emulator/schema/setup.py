"""Lists a company sets up once: subsidiaries, locations, accounts, periods, terms and their like."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import ADDRESS, ITEM_TYPES
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
    sublist,
    subrecord,
    text,
)

_LIST = (
    *boolean(isInactive="Inactive"),
    *read_only(moment(lastModifiedDate="Last Modified Date")),
)
_NAMED = (*_LIST, *required(text(name="Name")), *read_only(text(fullName="Full Name")))

SUBSIDIARY = record(
    "subsidiary",
    "Subsidiary",
    _NAMED,
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
    _NAMED,
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

_SEGMENT = (*_NAMED, *boolean(includeChildren="Include Children"), *multiselect("subsidiary", subsidiary="Subsidiary"))

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

CURRENCY = record(
    "currency",
    "Currency",
    _LIST,
    required(text(name="Name", symbol="ISO Code")),
    text(displaySymbol="Symbol", formatSample="Format Sample"),
    number(exchangeRate="Default Exchange Rate ( To Root Subsidiary Currency )"),
    integer(currencyPrecision="Currency Precision"),
    boolean(
        isBaseCurrency="Is Base Currency",
        isAnchorCurrency="Is Anchor Currency",
        includeInFxRateUpdates="Automatic Update",
        overrideCurrencyFormat="Override Currency Format",
    ),
    enum(choices.SYMBOL_PLACEMENT, symbolPlacement="Symbol Placement"),
    plural="Currencies",
    kind="list",
    permission="LIST_CURRENCY",
)

CURRENCY_RATE = record(
    "currencyRate",
    "Currency Exchange Rate",
    read_only(moment(lastModifiedDate="Last Modified Date")),
    required(reference("currency", baseCurrency="Base Currency", transactionCurrency="Currency")),
    required(number(exchangeRate="Exchange Rate")),
    required(date(effectiveDate="Effective Date")),
    reference((), {"1": "Standard"}, currencyRateType="Currency Rate Type"),
    read_only(text(fxSourceMethod="Method")),
    kind="list",
    permission="LIST_CURRENCY",
)

TERM = record(
    "term",
    "Term",
    _LIST,
    required(text(name="Terms")),
    integer(
        daysUntilNetDue="Days Till Net Due",
        daysUntilExpiry="Days Till Discount Expires",
        dayOfMonthNetDue="Day Of Month Net Due",
        dueNextMonthIfWithinDays="Due Next Month If Within Days",
        dayDiscountExpires="Day Discount Expires",
    ),
    number(discountPercent="% Discount", discountPercentDateDriven="Date Driven % Discount"),
    boolean(preferred="Preferred", installment="Installment", dateDriven="Date Driven"),
    kind="list",
    permission="LIST_TERM",
)

ACCOUNT = record(
    "account",
    "Account",
    _LIST,
    required(text(acctNumber="Number", acctName="Name")),
    text(description="Description", legalName="Legal Name", sBankName="Bank Name"),
    read_only(
        text(
            fullName="Full Name",
            displayNameWithHierarchy="Display Name (with hierarchy)",
            accountSearchDisplayName="Display Name",
            accountSearchDisplayNameCopy="Name",
        )
    ),
    required(enum(choices.ACCOUNT_TYPE, acctType="Type")),
    enum(choices.SPECIAL_ACCOUNT, sSpecAcct="Special Account Type"),
    reference("currency", currency="Currency"),
    reference("account", parent="Subaccount of", deferralAcct="Deferral Account"),
    multiselect("subsidiary", subsidiary="Subsidiaries"),
    reference("department", department="Restrict To Department"),
    reference("classification", **{"class": "Restrict To Class"}),
    reference("location", location="Restrict To Location"),
    enum(choices.RATE_TYPE, generalRate="General Rate Type", cashFlowRate="Cash Flow Rate Type"),
    boolean(
        includeChildren="Include Children",
        inventory="Inventory",
        isSummary="Summary",
        eliminate="Eliminate Intercompany Transactions",
        revalue="Revalue Open Balance for Foreign Currency Transactions",
    ),
    read_only(currency(balance="Balance")),
    kind="list",
    permission="LIST_ACCOUNT",
    filterable=(
        "id externalId isInactive parent isSummary sBankName sSpecAcct description eliminate inventory"
        " revalue acctNumber currency accountSearchDisplayNameCopy accountSearchDisplayName department class location"
        " lastModifiedDate generalRate cashFlowRate deferralAcct subsidiary acctType includeChildren"
        " displayNameWithHierarchy fullName"
    ),
)

ACCOUNTING_PERIOD = record(
    "accountingPeriod",
    "Accounting Period",
    _LIST,
    required(text(periodName="Period Name")),
    required(date(startDate="Start Date", endDate="End Date")),
    reference("accountingPeriod", parent="Sub-period of"),
    reference((), {"1": "Standard Fiscal Calendar"}, fiscalCalendar="Fiscal Calendar"),
    boolean(
        isYear="Year",
        isQuarter="Quarter",
        isPosting="Is Posting",
        isAdjust="Period is Adjustment",
        closed="All Closed",
        allLocked="All Locked",
        arLocked="A/R Locked",
        apLocked="A/P Locked",
        payrollLocked="Payroll Locked",
        allowNonGLChanges="Allow Non-G/L Changes",
    ),
    date(closedOnDate="Date Closed"),
    kind="list",
    permission="ADMI_PERIODS",
)

PRICE_LEVEL = record(
    "priceLevel",
    "Price Level",
    _LIST,
    required(text(name="Name")),
    number(discountPct="Markup/Discount %"),
    boolean(isOnline="Available Online", updateExistingPrices="Update Existing Prices"),
    kind="list",
    permission="LIST_PRICELEVEL",
)

PAYMENT_METHOD = record(
    "paymentMethod",
    "Payment Method",
    _LIST,
    required(text(name="Name")),
    boolean(creditCard="Credit Card", isOnline="Display in Web Site", undepFunds="Undep. Funds"),
    boolean(isDebitCard="Debit Card", requireLineLevelData="Require Line-Level Data"),
    reference("account", account="Account"),
    kind="list",
    permission="LIST_PAYMENTMETHOD",
)

INVENTORY_NUMBER = record(
    "inventoryNumber",
    "Inventory Number",
    _LIST,
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
    _LIST,
    required(text(binNumber="Bin Number")),
    text(memo="Memo"),
    required(reference("location", location="Location")),
    kind="list",
    permission="LIST_BIN",
)

GIFT_CERTIFICATE = record(
    "giftCertificate",
    "Gift Certificate Code",
    _LIST,
    text(giftCertCode="Gift Certificate Code", name="Recipient Name", email="Recipient Email", sender="From"),
    text(message="Message"),
    reference("giftCertificateItem", item="Item"),
    currency(originalAmount="Original Amount", amountRemaining="Amount Remaining"),
    date(expirationDate="Expiration Date"),
    read_only(moment(createdDate="Date Created")),
    kind="list",
    permission="LIST_GIFTCERTIFICATE",
)

SHOP_CHANNEL = record(
    "customrecord_shop_channel",
    "Shop Channel",
    boolean(isInactive="Inactive"),
    required(text(name="Name")),
    read_only(moment(created="Date Created", lastModified="Last Modified")),
    reference("employee", owner="Owner"),
    custom(text(custrecord_channel_code="Code", custrecord_channel_url="Web Address")),
    custom(reference("subsidiary", custrecord_channel_subsidiary="Subsidiary")),
    custom(reference("location", custrecord_channel_location="Location")),
    custom(boolean(custrecord_channel_live="Live")),
    custom(date(custrecord_channel_since="Live Since")),
    custom(number(custrecord_channel_fee="Fee %")),
    kind="custom",
    permission="LIST_CUSTRECORDENTRY",
)

TYPES = (
    SUBSIDIARY,
    LOCATION,
    DEPARTMENT,
    CLASSIFICATION,
    CURRENCY,
    CURRENCY_RATE,
    TERM,
    ACCOUNT,
    ACCOUNTING_PERIOD,
    PRICE_LEVEL,
    PAYMENT_METHOD,
    INVENTORY_NUMBER,
    BIN,
    GIFT_CERTIFICATE,
    SHOP_CHANNEL,
)
