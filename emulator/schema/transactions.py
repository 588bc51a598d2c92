"""Groups of fields and sublists that several transactions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import ADDRESS, CLASSIFICATION, ITEM_TYPES, SALES_TEAM
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
    reference,
    required,
    shape,
    sublist,
    subrecord,
    text,
)

if TYPE_CHECKING:
    from suiteplug.emulator.schema.declare import Members
    from suiteplug.emulator.schema.shape import Field, Shape, Sublist

TRANSACTION_TYPES = (
    "salesOrder",
    "invoice",
    "cashSale",
    "creditMemo",
    "returnAuthorization",
    "itemFulfillment",
    "customerPayment",
    "customerDeposit",
    "purchaseOrder",
    "itemReceipt",
    "vendorBill",
    "estimate",
    "opportunity",
    "cashRefund",
    "customerRefund",
    "depositApplication",
    "purchaseRequisition",
    "vendorCredit",
    "vendorPayment",
    "vendorReturnAuthorization",
    "transferOrder",
    "inventoryAdjustment",
    "intercompanyTransferOrder",
    "inventoryTransfer",
    "binTransfer",
    "workOrder",
    "assemblyBuild",
    "assemblyUnbuild",
    "workOrderIssue",
    "workOrderCompletion",
    "workOrderClose",
    "journalEntry",
    "check",
    "deposit",
    "expenseReport",
)

INVENTORY_DETAIL = shape(
    "inventoryDetail",
    number(quantity="Quantity"),
    reference("location", location="Location", toLocation="To Location"),
    text(unit="Units"),
    sublist(
        "inventoryAssignment",
        "Inventory Assignment",
        integer(internalId="Internal ID"),
        number(quantity="Quantity"),
        reference("inventoryNumber", issueInventoryNumber="Serial/Lot Number"),
        text(receiptInventoryNumber="Serial/Lot Number"),
        reference("bin", binNumber="Bin", toBinNumber="To Bin"),
        reference((), {"1": "Good"}, inventoryStatus="Status", toInventoryStatus="To Status"),
        date(expirationDate="Expiration Date"),
        integer(pickCarton="Pick Carton", packCarton="Pack Carton"),
        existing=("internalId",),
    ),
)

ACCOUNTING_BOOKS = sublist(
    "accountingBookDetail",
    "Accounting Books",
    reference((), accountingBook="Accounting Book"),
    reference("subsidiary", subsidiary="Subsidiary"),
    number(exchangeRate="Exchange Rate"),
    existing=("accountingBook",),
)

TAX_DETAILS = sublist(
    "taxDetails",
    "Tax Details",
    text(taxDetailsReference="Tax Details Reference", lineType="Line Type", lineName="Name"),
    reference("salesTaxItem", taxCode="Tax Code"),
    reference((), taxType="Tax Type"),
    currency(netAmount="Net Amount", taxAmount="Tax Amount", taxBasis="Tax Basis"),
    number(taxRate="Tax Rate"),
)

APPLY = (
    *currency(total="Orig. Amt.", amount="Payment", due="Amt. Due", disc="Disc. Taken"),
    *date(applyDate="Date"),
    *text(refNum="Ref No.", createdFrom="Created From", currency="Currency", type="Type"),
    *boolean(apply="Apply"),
    *integer(line="Line Id"),
    *reference(TRANSACTION_TYPES, doc="Doc"),
)


def apply_list(name: str, label: str) -> tuple[Sublist]:
    """A list of documents that amounts are applied to, keyed by document and line."""
    return sublist(name, label, APPLY, existing=("doc", "line"))


def entity_of(target: str | tuple[str, ...], label: str) -> tuple[Field, ...]:
    """The ``entity`` of a transaction."""
    return required(reference(target, entity=label))


def address_fields(prefix: str, label: str, address: Shape = ADDRESS) -> tuple[Field, ...]:
    """The address subrecord of a transaction and its flat copies (``billCity``, ``billZip``)."""
    long = {"bill": "billing", "ship": "shipping"}[prefix]
    flat = {"Addressee": "Addressee", "Attention": "Attention", "Addr1": "Address Line 1"}
    flat |= {"Addr2": "Address Line 2", "Addr3": "Address Line 3", "City": "City", "State": "State"}
    flat |= {"Zip": "Zip Code", "Phone": "Phone"}
    return (
        *subrecord(address, **{f"{long}Address": label}),
        *reference((), **{f"{prefix}AddressList": f"{label} Select"}),
        *read_only(text(**{f"{prefix}Address": label, f"{long}Address_text": label})),
        *read_only(text(**{f"{prefix}{part}": f"{label} {name}" for part, name in flat.items()})),
        *read_only(enum(choices.COUNTRY, **{f"{prefix}Country": f"{label} Country"})),
        *boolean(**{f"{prefix}Override": "Override"}),
    )


TRANSACTION_HEADER = (
    *required(date(tranDate="Date")),
    *text(memo="Memo", tranId="Document Number"),
    *required(reference("currency", currency="Currency")),
    *required(number(exchangeRate="Exchange Rate")),
    *reference("subsidiary", subsidiary="Subsidiary"),
    *read_only(moment(createdDate="Date Created", lastModifiedDate="Date Last Modified")),
    *read_only(date(prevDate="Previous Effective Date")),
    *read_only(text(currencyName="Currency", currencysymbol="Currency Symbol", originator="Originator")),
    *reference((), nexus="Nexus", entityNexus="Nexus"),
    *boolean(toBePrinted="To Be Printed", toBeEmailed="To Be E-mailed", toBeFaxed="To Be Faxed"),
    *custom(text(custbody_shop_order="Shop Order", custbody_shop_note="Shop Note")),
    *custom(reference("customrecord_shop_channel", custbody_shop_channel="Shop Channel")),
    *custom(boolean(custbody_gift="Gift")),
)

POSTING = reference("accountingPeriod", postingPeriod="Posting Period")

LINE_CUSTOM = (
    *custom(text(custcol_engraving="Engraving", custcol_shop_line="Shop Line")),
    *custom(boolean(custcol_gift_wrap="Gift Wrap")),
)

ITEM_LINE = (
    *integer(line="Transaction Line", orderLine="Order Line"),
    *reference(TRANSACTION_TYPES, orderDoc="Order"),
    *required(reference(ITEM_TYPES, item="Item")),
    *read_only(enum(choices.ITEM_TYPE, itemType="Item Type")),
    *read_only(enum(choices.ITEM_SUBTYPE, itemSubtype="Item Subtype")),
    *text(description="Description", units="Units", options="Options"),
    *number(quantity="Quantity"),
    *CLASSIFICATION,
    *subrecord(INVENTORY_DETAIL, inventoryDetail="Inventory Detail"),
    *boolean(isClosed="Closed", linked="Linked", marginal="Marginal", printItems="Print Items"),
    *read_only(boolean(isOpen="Is Opened")),
    *read_only(number(quantityOnHand="On Hand", quantityAvailable="Available")),
    *LINE_CUSTOM,
)

SALES_LINE = (
    *ITEM_LINE,
    *number(rate="Rate", minQty="Minimum Quantity"),
    *currency(amount="Amount", grossAmt="Gross Amount"),
    *reference("priceLevel", price="Price Level"),
    *boolean(isTaxable="Tax", excludeFromRateRequest="Exclude Item from Rate Request"),
    *reference("salesTaxItem", taxCode="Tax Code"),
    *number(taxRate1="Tax Rate"),
    *currency(tax1Amt="Tax Amt", taxAmount="Tax Amount"),
    *text(taxDetailsReference="Tax Details Reference"),
    *read_only(
        number(
            quantityCommitted="Committed",
            quantityBackOrdered="Back Ordered",
            quantityFulfilled="Fulfilled",
            quantityPicked="Picked",
            quantityPacked="Packed",
            quantityBilled="Invoiced",
            quantityReceived="Received",
            quantityRemaining="Remaining",
        )
    ),
    *enum(choices.COST_ESTIMATE_TYPE, costEstimateType="Cost Estimate Type"),
    *currency(costEstimate="Est. Extended Cost", costEstimateRate="Est. Rate"),
    *read_only(currency(estGrossProfit="Est. Gross Profit")),
    *read_only(number(estGrossProfitPercent="Est. Gross Profit Percent")),
    *text(
        giftCertFrom="From",
        giftCertRecipientName="Recipient Name",
        giftCertRecipientEmail="Recipient Email",
        giftCertMessage="Gift Message",
        giftCertNumber="Gift Certificate Code",
    ),
    *reference("account", account="Account"),
    *reference("subsidiary", subsidiary="Subsidiary"),
)


def item_list(*lines: tuple[Field, ...]) -> tuple[Sublist]:
    """The ``item`` sublist: chosen by ``orderLine`` in a transform, by ``line`` once saved."""
    return sublist("item", "Items", *lines, new=("orderLine",), existing=("line",))


SALES_HEADER: Members = (
    *TRANSACTION_HEADER,
    *CLASSIFICATION,
    *reference(TRANSACTION_TYPES, createdFrom="Created From"),
    *text(otherRefNum="PO #", email="Email", message="Customer Message", fob="FOB"),
    *reference((), messageSel="Select Message", leadSource="Lead Source", partner="Partner"),
    *reference("employee", salesRep="Sales Rep"),
    *enum(choices.ORDER_SOURCE, source="Source"),
    *date(startDate="Start Date", endDate="End Date", salesEffectiveDate="Sales Effective Date"),
    *reference("discountItem", discountItem="Discount"),
    *number(discountRate="Rate"),
    *read_only(currency(discountTotal="Discount Total", subtotal="Subtotal", taxTotal="Tax Total", total="Total")),
    *read_only(currency(discountAmount="Discount Amount")),
    *boolean(isTaxable="Taxable", taxDetailsOverride="Tax Details Override"),
    *boolean(taxRegOverride="Tax Registration Override", taxPointDateOverride="Override"),
    *text(entityTaxRegNum="Tax Reg. Number", subsidiaryTaxRegNum="Tax Reg. Number", vatRegNum="VAT Reg. Number"),
    *date(taxPointDate="Tax Point Date"),
    *reference("salesTaxItem", taxItem="Tax", shippingTaxCode="Shipping Tax Code"),
    *reference("salesTaxItem", handlingTaxCode="Handling Tax Code"),
    *number(taxRate="Tax %", shippingTax1Rate="Shipping Tax Rate", handlingTax1Rate="Handling Tax Rate"),
    *date(shipDate="Ship Date"),
    *reference("shipItem", shipMethod="Shipping Method"),
    *currency(shippingCost="Shipping Cost", handlingCost="Handling Cost"),
    *read_only(currency(altShippingCost="Shipping Cost", altHandlingCost="Handling Cost")),
    *boolean(shippingCostOverridden="Shipping Cost Overridden", isMultiShipTo="Enable Item Line Shipping"),
    *boolean(shipIsResidential="Shipping address is residential", canHaveStackable="Can Stack Promotions"),
    *text(linkedTrackingNumbers="Tracking #", couponCode="Coupon Code"),
    *reference((), promoCode="Promotion"),
    *read_only(currency(giftCertApplied="Gift Certificate", totalCostEstimate="Est. Extended Cost")),
    *read_only(currency(estGrossProfit="Est. Gross Profit", balance="Balance")),
    *read_only(number(estGrossProfitPercent="Est. Gross Profit Percent")),
    *boolean(excludeCommission="Exclude Commissions"),
    *address_fields("bill", "Bill To"),
    *address_fields("ship", "Ship To"),
    *ACCOUNTING_BOOKS,
    *SALES_TEAM,
    *TAX_DETAILS,
)

CARD_PAYMENT = (
    *reference("paymentMethod", paymentMethod="Payment Method"),
    *reference((), creditCard="Credit Card Select", paymentOption="Payment Option"),
    *reference((), paymentProcessingProfile="Payment Processing Profile"),
    *text(ccName="Name on Card", ccNumber="Credit Card #", ccExpireDate="Expires (MM/YYYY)"),
    *text(ccStreet="Card Street", ccZipCode="Card Zip Code", authCode="Auth. Code", pnRefNum="P/N Ref."),
    *text(checkNumber="Check #", payPalTranId="PayPal Tran. ID", softDescriptor="Soft Descriptor"),
    *boolean(ccApproved="Credit Card Approved", chargeIt="Charge Credit Card", getAuth="Get Authorization"),
    *enum(choices.HANDLING_MODE, handlingMode="Handling Mode"),
)

GIFT_CERTIFICATES = sublist(
    "giftCertRedemption",
    "Gift Certificates",
    reference("giftCertificate", authCode="Gift Certificate"),
    currency(authCodeApplied="Amount Applied", authCodeAmtRemaining="Amount Remaining"),
    existing=("authCode",),
)

FILTERABLE_TRANSACTION = (
    "id externalId tranId tranDate startDate endDate createdDate lastModifiedDate prevDate shipDate currency"
    " exchangeRate email partner entity memo message otherRefNum toBePrinted toBeEmailed toBeFaxed shipMethod"
    " terms postingPeriod opportunity fob estGrossProfitPercent"
)
