"""Stock that is counted anew or moved between the company's own places.

Fields of the transfers: REST API Browser 2026.1 as copied by wsjmnh/netsuite-record-rest-docs.
"""

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

if TYPE_CHECKING:
    from suiteplug.emulator.schema.declare import Members
    from suiteplug.emulator.schema.shape import RecordType

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


def _transfer_order(name: str, label: str, form_id: str, *groups: Members) -> RecordType:
    """An order that moves goods between two locations of the company."""
    return record(
        name,
        label,
        TRANSACTION_HEADER,
        CLASSIFICATION,
        address_fields("ship", "Ship To"),
        form(form_id, f"Standard {label}"),
        required(reference("subsidiary", subsidiary="Subsidiary")),
        required(reference("location", location="From Location", transferLocation="To Location")),
        reference("employee", employee="Employee"),
        enum(choices.TRANSFER_ORDER_STATUS, orderStatus="Status"),
        read_only(enum(choices.TRANSFER_ORDER_STATUS, status="Status")),
        enum(choices.ORDER_SOURCE, source="Source"),
        reference("shipItem", shipMethod="Shipping Method"),
        date(shipDate="Ship Date"),
        currency(shippingCost="Shipping Cost", handlingCost="Handling Cost"),
        boolean(firmed="Firmed", shipComplete="Ship Complete"),
        boolean(useItemCostAsTransferCost="Use Item Cost as Transfer Cost"),
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
        *groups,
        kind="transaction",
        code="TrnfrOrd",
        permission="TRAN_TRNFRORD",
        filterable=f"{FILTERABLE_TRANSACTION} employee firmed shipComplete",
    )


TRANSFER_ORDER = _transfer_order("transferOrder", "Transfer Order", "108")
INTERCOMPANY_TRANSFER_ORDER = _transfer_order(
    "intercompanyTransferOrder",
    "Intercompany Transfer Order",
    "109",
    required(reference("subsidiary", toSubsidiary="To Subsidiary")),
)

_STOCK_HEADER: Members = (
    *required(date(tranDate="Date")),
    *text(memo="Memo"),
    *read_only(text(transactionNumber="Transaction Number")),
    *required(reference("subsidiary", subsidiary="Subsidiary")),
    *read_only(moment(createdDate="Date Created", lastModifiedDate="Date Last Modified")),
    *read_only(date(prevDate="Previous Effective Date")),
    *custom(text(custbody_shop_order="Shop Order", custbody_shop_note="Shop Note")),
)

INVENTORY_TRANSFER = record(
    "inventoryTransfer",
    "Inventory Transfer",
    _STOCK_HEADER,
    POSTING,
    text(tranId="Ref No."),
    form("110", "Standard Inventory Transfer"),
    reference("department", department="Department"),
    reference("classification", **{"class": "Class"}),
    required(reference("location", location="From Location", transferLocation="To Location")),
    sublist(
        "inventory",
        "Adjustments",
        integer(line="Line"),
        required(reference(ITEM_TYPES, item="Item")),
        required(number(adjustQtyBy="Qty to Transfer")),
        read_only(number(quantityOnHand="Current Qty On Hand")),
        text(description="Description", units="Units", fromBinNumbers="From Bins", toBinNumbers="To Bins"),
        text(serialNumbers="Serial/Lot Numbers"),
        subrecord(INVENTORY_DETAIL, inventoryDetail="Inventory Detail"),
        existing=("line",),
    ),
    kind="transaction",
    code="InvTrnfr",
    permission="TRAN_INVTRNFR",
    filterable=f"{FILTERABLE_TRANSACTION} location transferLocation subsidiary",
)

BIN_TRANSFER = record(
    "binTransfer",
    "Bin Transfer",
    _STOCK_HEADER,
    text(tranId="Bin Transfer #"),
    required(reference("location", location="Location")),
    sublist(
        "inventory",
        "Items",
        integer(line="Transaction Line"),
        required(reference(ITEM_TYPES, item="Item")),
        required(number(quantity="Quantity")),
        text(description="Description", itemUnits="Units", fromBins="From Bins", toBins="To Bins"),
        read_only(text(preferredBin="Preferred Bin")),
        subrecord(INVENTORY_DETAIL, inventoryDetail="Inventory Detail"),
        existing=("line",),
    ),
    kind="transaction",
    code="BinTrnfr",
    permission="TRAN_BINTRNFR",
    filterable=f"{FILTERABLE_TRANSACTION} location subsidiary",
)

TYPES = (INVENTORY_ADJUSTMENT, TRANSFER_ORDER, INTERCOMPANY_TRANSFER_ORDER, INVENTORY_TRANSFER, BIN_TRANSFER)
