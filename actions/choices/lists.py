"""Choices out of the account's own records, by SuiteQL."""

from __future__ import annotations

from suiteplug.connector.choice_lists import ChoiceQuery


def _transactions(key: str, title: str, code: str, *more: str) -> ChoiceQuery:
    return ChoiceQuery(
        key=key,
        title=title,
        table="transaction",
        name="tranid",
        more=(*more, "BUILTIN.DF(entity)"),
        where=f"type = '{code}'",
    )


_QUERIES = (
    ChoiceQuery(key="subsidiaries", title="Subsidiaries", table="subsidiary"),
    ChoiceQuery(key="locations", title="Locations", table="location"),
    ChoiceQuery(key="departments", title="Departments", table="department"),
    ChoiceQuery(key="classes", title="Classes", table="classification"),
    ChoiceQuery(key="currencies", title="Currencies", table="currency", more=("symbol",)),
    ChoiceQuery(key="terms", title="Payment terms", table="term", where=""),
    ChoiceQuery(key="price-levels", title="Price levels", table="pricelevel", where=""),
    ChoiceQuery(
        key="accounts",
        title="Accounts",
        table="account",
        name="accountsearchdisplayname",
        where="isinactive = 'F' AND issummary = 'F'",
    ),
    ChoiceQuery(key="customers", title="Customers", table="customer", name="entityid", more=("companyname", "email")),
    ChoiceQuery(key="vendors", title="Vendors", table="vendor", name="entityid", more=("companyname",)),
    ChoiceQuery(key="employees", title="Employees", table="employee", name="entityid", more=("email",)),
    ChoiceQuery(key="items", title="Items", table="item", name="itemid", more=("displayname",)),
    ChoiceQuery(
        key="contacts", title="Contacts", table="contact", name="entityid", more=("email", "BUILTIN.DF(company)")
    ),
    ChoiceQuery(key="payment-methods", title="Payment methods", table="paymentmethod"),
    _transactions("sales-orders", "Sales orders", "SalesOrd", "otherrefnum"),
    _transactions("invoices", "Invoices", "CustInvc", "otherrefnum"),
    _transactions("cash-sales", "Cash sales", "CashSale"),
    _transactions("credit-memos", "Credit memos", "CustCred"),
    _transactions("return-authorizations", "Return authorizations", "RtnAuth"),
    _transactions("purchase-orders", "Purchase orders", "PurchOrd"),
    _transactions("vendor-bills", "Vendor bills", "VendBill"),
)

DATA_SOURCES = tuple(query.spec() for query in _QUERIES)
