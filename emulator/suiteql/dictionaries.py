"""Codes and their labels: transaction types, statuses, item, entity and account types.

Statuses: SuiteAnswers 23874 as copied at cnblogs.com/backuper/p/7450277; account types: fivetran/dbt_netsuite.
"""

from __future__ import annotations


def _letters(text: str) -> dict[str, str]:
    """``"A Open, B Closed"`` as a dict."""
    parted = (entry.strip().partition(" ") for entry in text.split(","))
    return {letter: name for letter, _, name in parted}


STATUSES: dict[str, dict[str, str]] = {
    "SalesOrd": _letters(
        "A Pending Approval, B Pending Fulfillment, C Cancelled, D Partially Fulfilled,"
        " E Pending Billing/Partially Fulfilled, F Pending Billing, G Billed, H Closed"
    ),
    "CustInvc": _letters("A Open, B Paid In Full, D Pending Approval, E Rejected, V Voided"),
    "CustCred": _letters("A Open, B Fully Applied, V Voided"),
    "CustPymt": _letters("A Unapproved, B Not Deposited, C Deposited, V Voided"),
    "CustDep": _letters("A Not Deposited, B Deposited, C Fully Applied"),
    "CashSale": _letters("A Unapproved Payment, B Not Deposited, C Deposited"),
    "ItemShip": _letters("A Picked, B Packed, C Shipped"),
    "ItemRcpt": _letters("B Received"),
    "RtnAuth": _letters(
        "A Pending Approval, B Pending Receipt, C Cancelled, D Partially Received,"
        " E Pending Refund/Partially Received, F Pending Refund, G Refunded, H Closed"
    ),
    "PurchOrd": _letters(
        "A Pending Supervisor Approval, B Pending Receipt, C Rejected by Supervisor, D Partially Received,"
        " E Pending Billing/Partially Received, F Pending Bill, G Fully Billed, H Closed, P Planned"
    ),
    "VendBill": _letters("A Open, B Paid In Full, C Cancelled, D Pending Approval, E Rejected, F Payment In-Transit"),
    "Opprtnty": _letters("A In Progress, B Issued Estimate, C Closed-Won, D Closed-Lost"),
    "CashRfnd": _letters("A Not Deposited, B Deposited, V Voided"),
    "CustRfnd": _letters("A Not Deposited, B Deposited, V Voided"),
    "DepAppl": _letters("A Applied, V Voided"),
    "PurchReq": _letters(
        "A Pending Approval, B Pending Order, C Cancelled, D Partially Ordered, E Fully Ordered,"
        " F Partially Received, G Fully Received, H Closed, R Rejected"
    ),
    "VendCred": _letters("A Open, B Fully Applied, V Voided"),
    "VendPymt": _letters(
        "A Pending Approval, B In-Transit, C Confirmed, D Rejected, E Declined, F Approved, V Voided,"
        " Z Online Bill Pay Pending Accounting Approval"
    ),
    "VendAuth": _letters(
        "A Pending Approval, B Pending Return, C Cancelled, D Partially Returned,"
        " E Pending Credit/Partially Returned, F Pending Credit, G Credited, H Closed"
    ),
    "TrnfrOrd": _letters(
        "A Pending Approval, B Pending Fulfillment, C Rejected, D Partially Fulfilled,"
        " E Pending Receipt/Partially Fulfilled, F Pending Receipt, G Received, H Closed"
    ),
    "ExpRept": _letters(
        "A In Progress, B Pending Supervisor, C Pending Accounting, D Rejected by Supervisor,"
        " E Rejected by Accounting, F Approved, G Approved (Overridden) by Accounting,"
        " H Rejected (Overridden) by Accounting, I Paid In Full,"
        " J Payment In-Transit, V Voided"
    ),
    "Estimate": _letters("A Open, B Processed, C Closed, V Voided, X Expired"),
    "Journal": _letters("A Pending Approval, B Approved for Posting"),
    "WorkOrd": _letters("A Planned, B Released, C Cancelled, D In Process, G Built, H Closed"),
}

LABELS: dict[str, dict[str, str]] = {
    "transactiontype": {
        "SalesOrd": "Sales Order",
        "CustInvc": "Invoice",
        "CashSale": "Cash Sale",
        "CashRfnd": "Cash Refund",
        "CustCred": "Credit Memo",
        "CustPymt": "Payment",
        "CustDep": "Customer Deposit",
        "DepAppl": "Deposit Application",
        "CustRfnd": "Customer Refund",
        "RtnAuth": "Return Authorization",
        "ItemShip": "Item Fulfillment",
        "ItemRcpt": "Item Receipt",
        "PurchOrd": "Purchase Order",
        "VendBill": "Bill",
        "VendPymt": "Bill Payment",
        "VendCred": "Bill Credit",
        "Estimate": "Estimate",
        "Opprtnty": "Opportunity",
        "Journal": "Journal",
        "InvAdjst": "Inventory Adjustment",
        "InvTrnfr": "Inventory Transfer",
        "TrnfrOrd": "Transfer Order",
        "BinTrnfr": "Bin Transfer",
        "WorkOrd": "Work Order",
        "Build": "Assembly Build",
        "Unbuild": "Assembly Unbuild",
        "WOIssue": "Work Order Issue",
        "WOCompl": "Work Order Completion",
        "WOClose": "Work Order Close",
        "Check": "Check",
        "Deposit": "Deposit",
        "ExpRept": "Expense Report",
        "VendAuth": "Vendor Return Authorization",
        "PurchReq": "Requisition",
    },
    "itemtype": {
        "InvtPart": "Inventory Item",
        "NonInvtPart": "Non-inventory Item",
        "Service": "Service",
        "OthCharge": "Other Charge",
        "Assembly": "Assembly/Bill of Materials",
        "Kit": "Kit/Package",
        "Group": "Item Group",
        "Discount": "Discount",
        "Markup": "Markup",
        "Subtotal": "Subtotal",
        "Description": "Description",
        "Payment": "Payment",
        "GiftCert": "Gift Certificate",
        "DwnLdItem": "Download Item",
        "ShipItem": "Shipping Cost Item",
        "TaxItem": "Tax Item",
        "TaxGroup": "Tax Group",
    },
    "entitytype": {
        "CustJob": "Customer",
        "Vendor": "Vendor",
        "Employee": "Employee",
        "Contact": "Contact",
        "Partner": "Partner",
        "Job": "Project",
        "Internal": "Internal",
    },
    "approvalstatus": {"1": "Pending Approval", "2": "Approved", "3": "Rejected"},
    "timetype": {"A": "Actual Time", "P": "Planned Time", "B": "Allocated Time"},
    "timestatus": {"1": "Open", "2": "Pending Approval", "3": "Approved", "4": "Rejected"},
    "searchstage": {"Lead": "Lead", "Prospect": "Prospect", "Customer": "Customer"},
    "systemnotetype": {"2": "Set", "4": "Change"},
}

# ID, name, (on the balance sheet, debit side)
ACCOUNT_TYPES: tuple[tuple[str, str, tuple[bool, bool]], ...] = (
    ("Bank", "Bank", (True, True)),
    ("AcctRec", "Accounts Receivable", (True, True)),
    ("UnbilledRec", "Unbilled Receivable", (True, True)),
    ("OthCurrAsset", "Other Current Asset", (True, True)),
    ("FixedAsset", "Fixed Asset", (True, True)),
    ("OthAsset", "Other Asset", (True, True)),
    ("DeferExpense", "Deferred Expense", (True, True)),
    ("AcctPay", "Accounts Payable", (True, False)),
    ("CredCard", "Credit Card", (True, False)),
    ("OthCurrLiab", "Other Current Liability", (True, False)),
    ("LongTermLiab", "Long Term Liability", (True, False)),
    ("DeferRevenue", "Deferred Revenue", (True, False)),
    ("Equity", "Equity", (True, False)),
    ("Income", "Income", (False, False)),
    ("OthIncome", "Other Income", (False, False)),
    ("COGS", "Cost of Goods Sold", (False, True)),
    ("Expense", "Expense", (False, True)),
    ("OthExpense", "Other Expense", (False, True)),
    ("NonPosting", "Non Posting", (False, True)),
    ("Stat", "Statistical", (False, True)),
)
