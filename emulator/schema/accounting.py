"""Lists of the accountants: currencies and their rates, terms, accounts, periods, ways to pay, taxes, expenses."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import LISTED
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
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
    text,
)

CURRENCY = record(
    "currency",
    "Currency",
    LISTED,
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
    LISTED,
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
    LISTED,
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
    LISTED,
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

PAYMENT_METHOD = record(
    "paymentMethod",
    "Payment Method",
    LISTED,
    required(text(name="Name")),
    boolean(creditCard="Credit Card", isOnline="Display in Web Site", undepFunds="Undep. Funds"),
    boolean(isDebitCard="Debit Card", requireLineLevelData="Require Line-Level Data"),
    reference("account", account="Account"),
    kind="list",
    permission="LIST_PAYMENTMETHOD",
)

TAX_TYPE = record(
    "taxType",
    "Tax Type",
    LISTED,
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
    LISTED,
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

TYPES = (
    CURRENCY,
    CURRENCY_RATE,
    TERM,
    ACCOUNT,
    ACCOUNTING_PERIOD,
    PAYMENT_METHOD,
    TAX_TYPE,
    EXPENSE_CATEGORY,
)
