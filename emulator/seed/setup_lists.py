"""What a company sets up once: subsidiaries, locations, accounts, periods, terms and their like."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.emulator.seed.company import Company

# name, ISO code, sign, worth of one unit in US dollars
CURRENCIES = (
    ("1", "US Dollar", "USD", "$", 1.0),
    ("2", "British Pound", "GBP", "£", 1.27),
    ("3", "Canadian Dollar", "CAD", "$", 0.74),
    ("4", "Euro", "EUR", "€", 1.09),
)
_ADDRESSES = {
    "portland": ("US", "1420 NW Kiln Street", "Portland", "OR", "97209"),
    "newark": ("US", "88 Dock Road", "Newark", "NJ", "07114"),
    "leeds": ("GB", "Unit 5, Canal Works", "Leeds", None, "LS10 1JR"),
    "hamburg": ("DE", "Speicherstrasse 12", "Hamburg", None, "20457"),
    "toronto": ("CA", "300 Queens Quay W", "Toronto", "ON", "M5V 1A2"),
}
# id, name, country, currency, document prefix, address
SUBSIDIARIES = (
    ("1", "Clay & Kettle Inc.", "US", "1", "portland"),
    ("2", "Clay & Kettle UK Ltd", "GB", "2", "leeds"),
    ("3", "Clay & Kettle Europe GmbH", "DE", "4", "hamburg"),
    ("4", "Clay & Kettle Canada Inc.", "CA", "3", "toronto"),
)
# id, name, subsidiary, type (1 store, 2 warehouse), uses bins, time zone, address
LOCATIONS = (
    ("11", "Portland Warehouse", "1", "2", False, "America/Los_Angeles", "portland"),
    ("12", "Portland Store", "1", "1", False, "America/Los_Angeles", "portland"),
    ("13", "Newark Warehouse", "1", "2", True, "America/New_York", "newark"),
    ("14", "Leeds Warehouse", "2", "2", False, "Europe/London", "leeds"),
    ("15", "Hamburg Warehouse", "3", "2", False, "Europe/Berlin", "hamburg"),
    ("16", "Toronto Warehouse", "4", "2", False, "America/Toronto", "toronto"),
)
DEPARTMENTS = (("1", "Web Shop"), ("2", "Wholesale"), ("3", "Operations"))
CLASSES = (("1", "Tableware"), ("2", "Tea"), ("3", "Kitchen"), ("4", "Home"), ("5", "Services"))
TERMS = (
    ("1", "Net 15", 15, None, None),
    ("2", "Net 30", 30, None, None),
    ("3", "Net 60", 60, None, None),
    ("4", "Due on receipt", 0, None, None),
    ("5", "1% 10 Net 30", 30, 1.0, 10),
    ("6", "2% 10 Net 30", 30, 2.0, 10),
)
PRICE_LEVELS = (
    ("-1", "Custom", None),
    ("1", "Base Price", None),
    ("2", "Wholesale", -20.0),
    ("3", "Hospitality", -12.5),
    ("4", "Employee", -30.0),
    ("5", "Online Price", None),
)
PAYMENT_METHODS = (
    ("1", "Cash", False),
    ("2", "Check", False),
    ("3", "Discover", True),
    ("4", "Master Card", True),
    ("5", "VISA", True),
    ("6", "American Express", True),
    ("7", "PayPal", False),
    ("8", "Shop Payments", True),
    ("9", "Gift Card", False),
    ("10", "Bank Transfer", False),
)
# id, number, name, type, special role, currency
ACCOUNTS = (
    ("1", "1000", "Operating Bank USD", "Bank", None, "1"),
    ("2", "1010", "Operating Bank GBP", "Bank", None, "2"),
    ("3", "1020", "Operating Bank EUR", "Bank", None, "4"),
    ("4", "1030", "Operating Bank CAD", "Bank", None, "3"),
    ("5", "1090", "Undeposited Funds", "OthCurrAsset", "UndepFunds", None),
    ("6", "1100", "Accounts Receivable", "AcctRec", None, None),
    ("7", "1200", "Inventory Asset", "OthCurrAsset", "InvtAsset", None),
    ("8", "1500", "Kilns and Equipment", "FixedAsset", None, None),
    ("9", "2000", "Accounts Payable", "AcctPay", None, None),
    ("10", "2050", "Inventory Received Not Billed", "OthCurrLiab", "RecvNotBill", None),
    ("11", "2100", "Sales Taxes Payable", "OthCurrLiab", "SalesTaxPay", None),
    ("12", "2110", "VAT Liability", "OthCurrLiab", None, None),
    ("13", "2200", "Gift Certificates", "DeferRevenue", None, None),
    ("14", "2210", "Deferred Revenue", "DeferRevenue", None, None),
    ("15", "2300", "Customer Deposits", "OthCurrLiab", "CustDep", None),
    ("16", "2800", "Bank Loan", "LongTermLiab", None, None),
    ("17", "3000", "Share Capital", "Equity", None, None),
    ("18", "3200", "Retained Earnings", "Equity", "RetEarnings", None),
    ("19", "4000", "Sales", "Income", None, None),
    ("20", "4010", "Service Income", "Income", None, None),
    ("21", "4020", "Shipping Income", "Income", None, None),
    ("22", "4900", "Sales Discounts", "Income", None, None),
    ("23", "5000", "Cost of Goods Sold", "COGS", None, None),
    ("24", "5100", "Purchase Price Variance", "COGS", None, None),
    ("25", "6000", "Rent", "Expense", None, None),
    ("26", "6100", "Payment Fees", "Expense", None, None),
    ("27", "7000", "Interest Income", "OthIncome", None, None),
    ("28", "8000", "Realized Gain/Loss", "OthExpense", "RealizedGainLoss", None),
)
EXPENSE_CATEGORIES = (("Travel", "25"), ("Meals", "25"), ("Office Supplies", "25"), ("Trade Fairs", "25"))
OCCASIONS = ("Birthday", "Wedding", "House-warming", "Thank you")
REGIONS = ("North America", "Europe")
_BANKS = {"1": "1", "2": "2", "3": "3", "4": "4"}
_MONTHS_BACK, _MONTHS_AHEAD = 12, 11
_OPEN_MONTHS_BACK = 6
# Months from here on exist and stay open: the shop orders of the examples bear fixed dates and must always be bookable.
_ALWAYS_OPEN_FROM = date(2026, 8, 1)
_MONTHS_IN_QUARTER = 3
_YEAR_IDS, _QUARTER_IDS = 101, 201


def make_setup(company: Company) -> None:
    """All setup lists, in the order that references need."""
    for currency_id, name, symbol, sign, worth in CURRENCIES:
        company.create(
            "currency",
            id=currency_id,
            name=name,
            symbol=symbol,
            displaySymbol=sign,
            exchangeRate=worth,
            currencyPrecision=2,
            isBaseCurrency=currency_id == "1",
            symbolPlacement="1",
        )
    if company.settings.one_world:
        _make_subsidiaries(company)
    _make_locations(company)
    _make_plain_lists(company)
    _make_accounts(company)
    _make_further_lists(company)
    make_periods(company)


def _address(key: str, addressee: str) -> dict[str, str]:
    country, addr1, city, state, zip_code = _ADDRESSES[key]
    parts = {"addressee": addressee, "addr1": addr1, "city": city, "state": state, "zip": zip_code, "country": country}
    return {name: value for name, value in parts.items() if value is not None}


def _make_subsidiaries(company: Company) -> None:
    for subsidiary_id, name, country, currency, address in SUBSIDIARIES:
        parent = {} if subsidiary_id == "1" else {"parent": "1"}
        company.create(
            "subsidiary",
            id=subsidiary_id,
            name=name,
            legalName=name,
            country=country,
            currency=currency,
            isElimination=False,
            tranPrefix=country,
            email=f"office-{country.lower()}@clayandkettle.example",
            mainAddress=_address(address, name),
            **parent,
        )


def _make_locations(company: Company) -> None:
    for location_id, name, subsidiary, kind, bins, zone, address in LOCATIONS:
        owner = {"subsidiary": [subsidiary]} if company.settings.one_world else {}
        company.create(
            "location",
            id=location_id,
            name=name,
            locationType=kind,
            useBins=bins,
            timeZone=zone,
            makeInventoryAvailable=True,
            makeInventoryAvailableStore=kind == "2",
            mainAddress=_address(address, name),
            **owner,
        )


def _make_plain_lists(company: Company) -> None:
    for record_type, rows in (("department", DEPARTMENTS), ("classification", CLASSES)):
        for record_id, name in rows:
            company.create(record_type, id=record_id, name=name, includeChildren=True)
    for term_id, name, days, percent, expires in TERMS:
        discount = {} if percent is None else {"discountPercent": percent, "daysUntilExpiry": expires}
        company.create("term", id=term_id, name=name, daysUntilNetDue=days, preferred=term_id == "2", **discount)
    for level_id, name, share in PRICE_LEVELS:
        discount = {} if share is None else {"discountPct": share}
        company.create("priceLevel", id=level_id, name=name, isOnline=level_id == "5", **discount)
    for channel_id, name, code, subsidiary in (
        ("1", "US Web Shop", "US", "1"),
        ("2", "UK Web Shop", "UK", "2"),
        ("3", "EU Web Shop", "EU", "3"),
    ):
        company.create(
            "customrecord_shop_channel",
            id=channel_id,
            name=name,
            custrecord_channel_code=code,
            custrecord_channel_url=f"https://shop-{code.lower()}.clayandkettle.example",
            custrecord_channel_live=channel_id != "3",
            custrecord_channel_fee=1.5,
            **({"custrecord_channel_subsidiary": subsidiary} if company.settings.one_world else {}),
        )


def _make_accounts(company: Company) -> None:
    for account_id, number, name, kind, role, currency in ACCOUNTS:
        extra: dict[str, object] = {} if role is None else {"sSpecAcct": role}
        if currency is not None:
            extra["currency"] = currency
        if company.settings.one_world:
            owner = _BANKS.get(account_id)
            extra["subsidiary"] = [owner] if owner else ["1"]
            extra["includeChildren"] = owner is None
        company.create(
            "account",
            id=account_id,
            acctNumber=number,
            acctName=name,
            acctType=kind,
            isSummary=False,
            inventory=role == "InvtAsset",
            **extra,
        )
    for method_id, name, is_card in PAYMENT_METHODS:
        company.create("paymentMethod", id=method_id, name=name, creditCard=is_card, undepFunds=True, isOnline=is_card)


def first_of_month(day: date, months: int) -> date:
    """The first day of the month that lies ``months`` after the one of ``day``."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def make_periods(company: Company) -> None:
    """Twelve months back or more, eleven ahead, with the years and quarters above them; all of them open."""
    first = min(first_of_month(company.today, -_MONTHS_BACK), _ALWAYS_OPEN_FROM)
    last = first_of_month(company.today, _MONTHS_AHEAD)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    years: dict[int, str] = {}
    quarters: dict[tuple[int, int], str] = {}
    for number in range(months):
        start = first_of_month(first, number)
        quarter = (start.year, (start.month - 1) // _MONTHS_IN_QUARTER + 1)
        if start.year not in years:
            years[start.year] = str(_YEAR_IDS + len(years))
            name = f"FY {start.year}"
            span = (date(start.year, 1, 1), date(start.year, 12, 31))
            _period(company, years[start.year], name, span, isYear=True)
        if quarter not in quarters:
            quarters[quarter] = str(_QUARTER_IDS + len(quarters))
            begin = date(start.year, (quarter[1] - 1) * _MONTHS_IN_QUARTER + 1, 1)
            span = (begin, first_of_month(begin, _MONTHS_IN_QUARTER) - timedelta(days=1))
            name = f"Q{quarter[1]} {start.year}"
            _period(company, quarters[quarter], name, span, isQuarter=True, parent=years[start.year])
        span = (start, first_of_month(start, 1) - timedelta(days=1))
        _period(company, str(number + 1), start.strftime("%b %Y"), span, isPosting=True, parent=quarters[quarter])


def _period(company: Company, period_id: str, name: str, span: tuple[date, date], **more: object) -> None:
    flags = dict.fromkeys(("isYear", "isQuarter", "isAdjust", "closed", "allLocked", "arLocked", "apLocked"), False)
    company.create(
        "accountingPeriod",
        id=period_id,
        periodName=name,
        startDate=span[0].isoformat(),
        endDate=span[1].isoformat(),
        fiscalCalendar="1",
        **{**flags, "isPosting": False, **more},
    )


def close_old_periods(company: Company) -> None:
    """Close the months that lie more than half a year back, once their business is done."""
    first_open = min(first_of_month(company.today, -_OPEN_MONTHS_BACK), _ALWAYS_OPEN_FROM).isoformat()
    for period in company.store.scan("accountingPeriod"):
        if period["isPosting"] and period["startDate"] < first_open:
            closed_on = date.fromisoformat(period["endDate"]) + timedelta(days=10)
            flags = dict.fromkeys(("closed", "allLocked", "arLocked", "apLocked"), True)
            company.update("accountingPeriod", period["id"], closedOnDate=closed_on.isoformat(), **flags)


def _make_further_lists(company: Company) -> None:
    """Units, tax types, expense categories, and the values of the custom list and the custom segment."""
    units = (("Each", "Eaches", "ea", 1.0), ("Dozen", "Dozens", "dz", 12.0))
    uom = [
        {
            "internalId": number,
            "unitName": name,
            "pluralName": plural,
            "abbreviation": short,
            "conversionRate": rate,
            "baseUnit": number == 1,
        }
        for number, (name, plural, short, rate) in enumerate(units, start=1)
    ]
    company.create("unitsType", id="1", name="Count", uom=uom)
    for tax_id, name, country in (("1", "US Sales Tax", "US"), ("2", "VAT UK", "GB"), ("3", "VAT Germany", "DE")):
        company.create("taxType", id=tax_id, name=name, country=country)
    for category_id, (name, account) in enumerate(EXPENSE_CATEGORIES, start=1):
        company.create("expenseCategory", id=str(category_id), name=name, expenseAcct=account)
    for value_id, name in enumerate(OCCASIONS, start=1):
        company.create("customlist_shop_occasion", id=str(value_id), name=name)
    for value_id, name in enumerate(REGIONS, start=1):
        company.create("customrecord_cseg_region", id=str(value_id), name=name)
