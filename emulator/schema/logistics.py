"""What moves goods and money: fulfilments, receipts, payments, deposits, purchases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import CLASSIFICATION, form
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
    date,
    enum,
    integer,
    multiselect,
    number,
    read_only,
    record,
    reference,
    required,
    sublist,
    text,
)
from suiteplug.emulator.schema.transactions import (
    ACCOUNTING_BOOKS,
    CARD_PAYMENT,
    FILTERABLE_TRANSACTION,
    ITEM_LINE,
    POSTING,
    TAX_DETAILS,
    TRANSACTION_HEADER,
    TRANSACTION_TYPES,
    address_fields,
    apply_list,
    entity_of,
    item_list,
)

if TYPE_CHECKING:
    from suiteplug.emulator.schema.declare import Members

_SHIPPED_LINE = (
    *ITEM_LINE,
    *boolean(itemReceive="Fulfill"),
    *read_only(number(quantityRemaining="Remaining", onHand="On Hand")),
    *read_only(text(itemName="Item", unitsDisplay="Units")),
    *read_only(number(kitLevel="Kit Level")),
)
_CREATED_FROM = reference(TRANSACTION_TYPES, createdFrom="Created From")
_PACKAGE = (
    *number(packageWeight="Weight"),
    *text(
        packageTrackingNumber="Package Tracking Number",
        packageTrackingNumberReturn="Return Tracking Number",
        packageDescr="Contents Description",
        packageDetails="Package Details",
    ),
    *integer(packageCartonNumber="Carton Number"),
)

ITEM_FULFILLMENT = record(
    "itemFulfillment",
    "Item Fulfillment",
    TRANSACTION_HEADER,
    CLASSIFICATION,
    POSTING,
    address_fields("ship", "Ship To"),
    form("39", "Standard Item Fulfillment"),
    reference(("customer", "vendor"), entity="Customer"),
    _CREATED_FROM,
    read_only(integer(orderId="Order", createdFromShipGroup="Ship Group")),
    read_only(text(orderType="Order Type", shipCarrier="Carrier")),
    enum(choices.SHIP_STATUS, shipStatus="Status"),
    read_only(enum(choices.SHIP_STATUS, status="Status")),
    reference("shipItem", shipMethod="Shipping Method"),
    currency(shippingCost="Shipping Cost", handlingCost="Handling Cost"),
    date(pickedDate="Picked Date", packedDate="Packed Date", shippedDate="Shipped Date"),
    boolean(shipIsResidential="Residential Address", isBaseCurrency="Base Currency"),
    boolean(shipmentProcessed="Shipment Request Sent", generateReturnLabel="Generate Return Label"),
    reference((), partner="Partner", requestedBy="Requested By"),
    item_list(_SHIPPED_LINE),
    sublist("package", "Packages", _PACKAGE),
    sublist(
        "packageUps", "UPS Packages", text(packageTrackingNumberUps="Tracking #"), number(packageWeightUps="Weight")
    ),
    sublist(
        "packageFedex",
        "FedEx Packages",
        text(packageTrackingNumberFedex="Tracking #"),
        number(packageWeightFedex="Weight"),
    ),
    sublist(
        "packageUsps", "USPS Packages", text(packageTrackingNumberUsps="Tracking #"), number(packageWeightUsps="Weight")
    ),
    ACCOUNTING_BOOKS,
    kind="transaction",
    code="ItemShip",
    permission="TRAN_ITEMSHIP",
    filterable=f"{FILTERABLE_TRANSACTION} pickedDate packedDate shippedDate",
)

ITEM_RECEIPT = record(
    "itemReceipt",
    "Item Receipt",
    TRANSACTION_HEADER,
    CLASSIFICATION,
    POSTING,
    form("38", "Standard Item Receipt"),
    reference(("vendor", "customer"), entity="Vendor"),
    _CREATED_FROM,
    boolean(landedCostPerLine="Landed Cost per Line"),
    item_list(_SHIPPED_LINE, number(rate="Rate")),
    kind="transaction",
    code="ItemRcpt",
    permission="TRAN_ITEMRCPT",
    filterable=FILTERABLE_TRANSACTION,
)

_MONEY_IN = (
    *TRANSACTION_HEADER,
    *CARD_PAYMENT,
    *CLASSIFICATION,
    *POSTING,
    *required(reference("customer", customer="Customer")),
    *required(currency(payment="Payment Amount")),
    *reference("account", account="Account"),
    *boolean(undepFunds="Undep. Funds"),
    *text(checkNum="Check #"),
    *read_only(currency(balance="Balance")),
)

CUSTOMER_PAYMENT = record(
    "customerPayment",
    "Payment",
    _MONEY_IN,
    form("69", "Standard Customer Payment"),
    reference("account", arAcct="A/R Account"),
    read_only(currency(total="To Apply", applied="Applied", unapplied="Unapplied", pending="Pending")),
    boolean(autoApply="Auto Apply", cleared="Cleared"),
    date(clearedDate="Date Cleared"),
    enum(choices.PAYMENT_STATUS, status="Status"),
    apply_list("apply", "Invoices"),
    apply_list("credit", "Credits"),
    sublist(
        "deposit",
        "Deposits",
        reference("customerDeposit", doc="Doc"),
        boolean(apply="Apply"),
        currency(total="Orig. Amt.", amount="Payment", remaining="Amt. Remaining"),
        date(depositDate="Date"),
        text(refNum="Ref No.", currencyName="Currency"),
        existing=("doc",),
    ),
    ACCOUNTING_BOOKS,
    kind="transaction",
    code="CustPymt",
    permission="TRAN_CUSTPYMT",
    plural="Payments",
    filterable=f"{FILTERABLE_TRANSACTION} customer payment clearedDate paymentMethod",
)

CUSTOMER_DEPOSIT = record(
    "customerDeposit",
    "Customer Deposit",
    _MONEY_IN,
    form("62", "Standard Customer Deposit"),
    reference("salesOrder", salesOrder="Sales Order"),
    read_only(currency(total="Total")),
    enum(choices.DEPOSIT_STATUS, status="Status"),
    kind="transaction",
    code="CustDep",
    permission="TRAN_CUSTDEP",
    filterable=f"{FILTERABLE_TRANSACTION} customer payment paymentMethod",
)

PURCHASE: Members = (
    *TRANSACTION_HEADER,
    *CLASSIFICATION,
    *entity_of("vendor", "Vendor"),
    *_CREATED_FROM,
    *address_fields("bill", "Vendor"),
    *reference("term", terms="Terms"),
    *date(dueDate="Due Date"),
    *text(otherRefNum="Vendor #", message="Vendor Message", email="Email"),
    *enum(choices.APPROVAL_STATUS, approvalStatus="Approval Status"),
    *reference("employee", nextApprover="Next Approver"),
    *boolean(taxDetailsOverride="Tax Details Override"),
    *read_only(currency(subtotal="Subtotal", taxTotal="Tax Total", total="Total", balance="Balance")),
    *ACCOUNTING_BOOKS,
    *TAX_DETAILS,
)
PURCHASE_LINE = (
    *ITEM_LINE,
    *number(rate="Rate"),
    *currency(amount="Amount", grossAmt="Gross Amount"),
    *reference("customer", customer="Customer"),
    *boolean(isBillable="Billable"),
    *reference("salesTaxItem", taxCode="Tax Code"),
    *number(taxRate1="Tax Rate"),
    *currency(tax1Amt="Tax Amt", taxAmount="Tax Amount"),
    *text(vendorName="Vendor Name"),
    *date(expectedReceiptDate="Expected Receipt Date"),
    *read_only(number(quantityReceived="Received", quantityBilled="Billed")),
    *reference("subsidiary", subsidiary="Subsidiary"),
)
EXPENSE_LINE = (
    *integer(line="Line", orderLine="Order Line"),
    *required(reference("account", account="Account")),
    *required(currency(amount="Amount")),
    *text(memo="Memo"),
    *reference((), category="Category"),
    *reference("customer", customer="Customer"),
    *boolean(isBillable="Billable"),
    *CLASSIFICATION,
)

PURCHASE_ORDER = record(
    "purchaseOrder",
    "Purchase Order",
    PURCHASE,
    address_fields("ship", "Ship To"),
    form("98", "Standard Purchase Order"),
    reference("employee", employee="Employee"),
    reference("customer", shipTo="Ship To"),
    reference("shipItem", shipMethod="Ship Via"),
    date(shipDate="Ship Date"),
    text(fob="FOB"),
    enum(choices.PURCHASE_ORDER_STATUS, orderStatus="Status"),
    read_only(enum(choices.PURCHASE_ORDER_STATUS, status="Status")),
    item_list(PURCHASE_LINE),
    sublist("expense", "Expenses", EXPENSE_LINE, new=("orderLine",), existing=("line",)),
    kind="transaction",
    code="PurchOrd",
    permission="TRAN_PURCHORD",
    filterable=f"{FILTERABLE_TRANSACTION} dueDate employee approvalStatus",
)

VENDOR_BILL = record(
    "vendorBill",
    "Bill",
    PURCHASE,
    POSTING,
    form("50", "Standard Vendor Bill"),
    reference("account", account="Account"),
    date(discountDate="Discount Date"),
    currency(userTotal="Amount", discountAmount="Discount Amount"),
    read_only(currency(amountRemaining="Amount Remaining", amountPaid="Amount Paid")),
    boolean(paymentHold="Payment Hold", received="Received Bill", landedCostPerLine="Landed Cost per Line"),
    read_only(text(documentStatus="Status")),
    read_only(enum(choices.VENDOR_BILL_STATUS, status="Status")),
    item_list(PURCHASE_LINE, multiselect("itemReceipt", billReceipts="Receipts")),
    sublist("expense", "Expenses", EXPENSE_LINE, new=("orderLine",), existing=("line",)),
    kind="transaction",
    code="VendBill",
    permission="TRAN_VENDBILL",
    filterable=f"{FILTERABLE_TRANSACTION} dueDate discountDate approvalStatus paymentHold",
)

TYPES = (
    ITEM_FULFILLMENT,
    ITEM_RECEIPT,
    CUSTOMER_PAYMENT,
    CUSTOMER_DEPOSIT,
    PURCHASE_ORDER,
    VENDOR_BILL,
)
