"""Fields that the standard form asks for, checked after the defaults are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.refusals import incomplete, missing

if TYPE_CHECKING:
    from suiteplug.emulator.rules.ports import Body

# Labels are those of the standard forms (SuiteScript records browser, REST metadata titles).
_LABELS: dict[str, dict[str, str]] = {
    "salesOrder": {"entity": "Customer", "tranDate": "Date", "currency": "Currency"},
    "invoice": {"entity": "Customer", "tranDate": "Date", "currency": "Currency", "account": "Account"},
    "cashSale": {"entity": "Customer", "tranDate": "Date", "currency": "Currency"},
    "creditMemo": {"entity": "Customer", "tranDate": "Date", "currency": "Currency"},
    "returnAuthorization": {"entity": "Customer", "tranDate": "Date", "currency": "Currency"},
    "itemFulfillment": {"createdFrom": "Created From", "tranDate": "Date"},
    "itemReceipt": {"createdFrom": "Created From", "tranDate": "Date"},
    "customerPayment": {"customer": "Customer", "tranDate": "Date", "currency": "Currency"},
    "customerDeposit": {"customer": "Customer", "payment": "Payment Amount", "tranDate": "Date"},
    "purchaseOrder": {"entity": "Vendor", "tranDate": "Date", "currency": "Currency"},
    "vendorBill": {"entity": "Vendor", "tranDate": "Date", "currency": "Currency"},
    "estimate": {"entity": "Customer", "tranDate": "Date", "currency": "Currency"},
    "opportunity": {"entity": "Company", "tranDate": "Date", "currency": "Currency"},
    "cashRefund": {"entity": "Customer", "tranDate": "Date", "currency": "Currency", "account": "Account"},
    "customerRefund": {"customer": "Customer", "tranDate": "Date", "account": "Account"},
    "depositApplication": {"deposit": "Deposit"},
    "purchaseRequisition": {"entity": "Requestor"},
    "vendorCredit": {"entity": "Vendor", "tranDate": "Date", "currency": "Currency"},
    "vendorPayment": {"entity": "Payee", "account": "Account"},
    "vendorReturnAuthorization": {"entity": "Vendor", "tranDate": "Date", "currency": "Currency"},
    "transferOrder": {
        "subsidiary": "Subsidiary",
        "location": "From Location",
        "transferLocation": "To Location",
    },
    "intercompanyTransferOrder": {
        "subsidiary": "Subsidiary",
        "toSubsidiary": "To Subsidiary",
        "location": "From Location",
        "transferLocation": "To Location",
    },
    "inventoryTransfer": {
        "subsidiary": "Subsidiary",
        "location": "From Location",
        "transferLocation": "To Location",
    },
    "binTransfer": {"location": "Location"},
    "workOrder": {"subsidiary": "Subsidiary", "assemblyItem": "Assembly", "location": "Location"},
    "assemblyBuild": {"subsidiary": "Subsidiary", "item": "Assembly", "location": "Location"},
    "assemblyUnbuild": {"subsidiary": "Subsidiary", "item": "Assembly", "location": "Location"},
    "bom": {"name": "Name"},
    "currencyRate": {"transactionCurrency": "Currency", "exchangeRate": "Exchange Rate"},
    "bomRevision": {"name": "Name", "billOfMaterials": "Bill of Materials"},
    "inventoryAdjustment": {"subsidiary": "Subsidiary", "account": "Adjustment Account"},
    "journalEntry": {"subsidiary": "Subsidiary"},
    "expenseReport": {"entity": "Employee"},
    "task": {"title": "Title"},
    "phoneCall": {"title": "Subject"},
    "calendarEvent": {"title": "Title"},
    "message": {"subject": "Subject"},
    "supportCase": {"title": "Subject", "company": "Company"},
    "timeBill": {"employee": "Employee", "hours": "Duration"},
    "unitsType": {"name": "Type Name"},
    "taxType": {"name": "Name"},
    "expenseCategory": {"name": "Name", "expenseAcct": "Account"},
    "customer": {"subsidiary": "Primary Subsidiary"},
    "vendor": {"subsidiary": "Primary Subsidiary"},
    "partner": {"subsidiary": "Primary Subsidiary"},
    "employee": {"firstName": "First Name", "lastName": "Last Name", "subsidiary": "Subsidiary"},
    "contact": {"entityId": "Contact"},
    "subsidiary": {"name": "Name", "country": "Country", "currency": "Currency"},
    "location": {"name": "Name"},
    "department": {"name": "Name"},
    "classification": {"name": "Name"},
    "currency": {"name": "Name", "symbol": "ISO Code", "exchangeRate": "Default Exchange Rate"},
    "term": {"name": "Terms"},
    "account": {"acctName": "Name", "acctType": "Type"},
    "accountingPeriod": {"periodName": "Period Name", "startDate": "Start Date", "endDate": "End Date"},
    "priceLevel": {"name": "Price Level"},
    "paymentMethod": {"name": "Name"},
}
_ITEM = {"itemId": "Item Name/Number"}


def labels_of(record_type: str, *, is_item: bool) -> dict[str, str]:
    """Field to label, in the order of the form."""
    return _ITEM if is_item else _LABELS.get(record_type, {})


def check_required(record_type: str, body: Body, *, is_item: bool = False, one_world: bool = True) -> None:
    """Refuse a body that lacks required fields, naming all of them at once."""
    wanted = labels_of(record_type, is_item=is_item)
    lacking = {
        name: label
        for name, label in wanted.items()
        if body.get(name) in (None, "") and (one_world or name != "subsidiary")
    }
    if lacking.keys() & {"entity", "customer"}:
        # The currency comes from the customer or vendor: who has not chosen one is not asked for it yet.
        lacking.pop("currency", None)
    if lacking:
        raise missing(list(lacking.values()), next(iter(lacking)))


def check_has_lines(body: Body) -> None:
    """Refuse a transaction without item lines."""
    if not body.get("item"):
        raise incomplete("You must enter at least one line item for this transaction.", "item")
