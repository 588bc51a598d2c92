"""What the company made itself: a custom record type, a custom list, a custom segment."""

from __future__ import annotations

from suiteplug.emulator.schema.declare import (
    boolean,
    custom,
    date,
    moment,
    number,
    read_only,
    record,
    reference,
    required,
    text,
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

TYPES = (
    SHOP_CHANNEL,
    CUSTOM_LIST,
    CUSTOM_SEGMENT,
)
