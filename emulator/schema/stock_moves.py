"""Stock that is counted anew or moved between the company's own places."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import CLASSIFICATION, ITEM_TYPES, form
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
    required,
    sublist,
    subrecord,
    text,
)
from suiteplug.emulator.schema.transactions import (
    FILTERABLE_TRANSACTION,
    INVENTORY_DETAIL,
    ITEM_LINE,
    LINE_CUSTOM,
    POSTING,
    TRANSACTION_HEADER,
    address_fields,
    item_list,
)

INVENTORY_ADJUSTMENT = record(
    "inventoryAdjustment",
    "Inventory Adjustment",
    TRANSACTION_HEADER,
    CLASSIFICATION,
    POSTING,
    form("10", "Standard Inventory Adjustment"),
    required(reference("account", account="Adjustment Account")),
    required(reference("subsidiary", subsidiary="Subsidiary")),
    reference("location", adjLocation="Adjustment Location"),
    reference("customer", customer="Customer"),
    read_only(currency(estimatedTotalValue="Estimated Total Value")),
    sublist(
        "inventory",
        "Adjustments",
        integer(line="Line"),
        required(reference(ITEM_TYPES, item="Item")),
        required(number(adjustQtyBy="Adjust Qty. By")),
        read_only(number(quantityOnHand="Qty. On Hand", newQuantity="New Quantity")),
        number(exchangeRate="Exchange Rate"),
        currency(unitCost="Est. Unit Cost"),
        read_only(currency(currentValue="Current Value")),
        text(description="Description", memo="Memo", units="Units"),
        CLASSIFICATION,
        subrecord(INVENTORY_DETAIL, inventoryDetail="Inventory Detail"),
        LINE_CUSTOM,
        existing=("line",),
    ),
    kind="transaction",
    code="InvAdjst",
    permission="TRAN_INVADJST",
    filterable=f"{FILTERABLE_TRANSACTION} account adjLocation customer",
)

TRANSFER_ORDER = record(
    "transferOrder",
    "Transfer Order",
    TRANSACTION_HEADER,
    CLASSIFICATION,
    address_fields("ship", "Ship To"),
    form("108", "Standard Transfer Order"),
    required(reference("subsidiary", subsidiary="Subsidiary")),
    required(reference("location", location="From Location", transferlocation="To Location")),
    reference("employee", employee="Employee"),
    enum(choices.TRANSFER_ORDER_STATUS, orderStatus="Status"),
    read_only(enum(choices.TRANSFER_ORDER_STATUS, status="Status")),
    enum(choices.ORDER_SOURCE, source="Source"),
    reference("shipItem", shipMethod="Shipping Method"),
    date(shipDate="Ship Date"),
    currency(shippingCost="Shipping Cost", handlingCost="Handling Cost"),
    boolean(firmed="Firmed", shipComplete="Ship Complete", useItemCostAsTransferCost="Use Item Cost as Transfer Cost"),
    text(fob="FOB"),
    read_only(currency(subtotal="Subtotal", total="Total")),
    item_list(
        ITEM_LINE,
        number(rate="Transfer Price"),
        currency(amount="Amount"),
        enum(choices.COMMIT, commitInventory="Commit"),
        date(expectedShipDate="Expected Ship Date", expectedReceiptDate="Expected Receipt Date"),
        read_only(
            number(
                quantityCommitted="Committed",
                quantityBackOrdered="Back Ordered",
                quantityPicked="Picked",
                quantityPacked="Packed",
                quantityFulfilled="Fulfilled",
                quantityReceived="Received",
            )
        ),
    ),
    kind="transaction",
    code="TrnfrOrd",
    permission="TRAN_TRNFRORD",
    filterable=f"{FILTERABLE_TRANSACTION} employee firmed shipComplete",
)

TYPES = (INVENTORY_ADJUSTMENT, TRANSFER_ORDER)
