"""Units, tax types, expense categories, a custom list and a custom segment."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.declare import (
    boolean,
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
    text,
)

_LIST = (*boolean(isInactive="Inactive"), *read_only(moment(lastModifiedDate="Last Modified Date")))

UNITS_TYPE = record(
    "unitsType",
    "Units Type",
    _LIST,
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

TAX_TYPE = record(
    "taxType",
    "Tax Type",
    _LIST,
    required(text(name="Name")),
    text(description="Description"),
    enum(choices.COUNTRY, country="Country"),
    sublist(
        "nexusesTax",
        "Nexuses",
        reference((), nexus="Nexus"),
        reference("account", payablesAccount="Payables Account", receivablesAccount="Receivables Account"),
    ),
    kind="list",
    permission="LIST_TAXTYPE",
)

EXPENSE_CATEGORY = record(
    "expenseCategory",
    "Expense Category",
    _LIST,
    required(text(name="Name")),
    text(description="Description"),
    required(reference("account", expenseAcct="Account")),
    multiselect("subsidiary", subsidiary="Subsidiary"),
    boolean(rateRequired="Rate Is Required"),
    number(defaultRate="Default Rate"),
    plural="Expense Categories",
    kind="list",
    permission="LIST_EXPCATEGORY",
)

CUSTOM_LIST = record(
    "customlist_shop_occasion",
    "Shop Occasion",
    boolean(isInactive="Inactive"),
    required(text(name="Value")),
    text(abbreviation="Abbreviation"),
    read_only(moment(lastModified="Last Modified")),
    kind="custom",
    permission="LIST_CUSTRECORDENTRY",
)

CUSTOM_SEGMENT = record(
    "customrecord_cseg_region",
    "Sales Region",
    boolean(isInactive="Inactive"),
    required(text(name="Name")),
    reference("customrecord_cseg_region", parent="Subvalue of"),
    read_only(moment(created="Date Created", lastModified="Last Modified")),
    kind="custom",
    permission="LIST_CUSTRECORDENTRY",
)

TYPES = (UNITS_TYPE, TAX_TYPE, EXPENSE_CATEGORY, CUSTOM_LIST, CUSTOM_SEGMENT)
