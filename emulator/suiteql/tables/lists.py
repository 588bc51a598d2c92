"""Set-up lists: accounts, periods, subsidiaries, currencies, places and classifications, and fixed dictionaries."""

from __future__ import annotations

from suiteplug.emulator.suiteql.columns import table

_STAMP = "externalid s, isinactive b, lastmodifieddate t"
_STAMPED = "lastmodifieddate"

ACCOUNT = table(
    "account",
    """
    id k, acctnumber s, accttype x, fullname s, displaynamewithhierarchy s, accountsearchdisplayname s,
    accountsearchdisplaynamecopy s, description s, parent >account, issummary b, inventory b, eliminate b,
    includechildren b, revalue b, reconcilewithmatching b, currency >currency, cashflowrate x, generalrate x,
    sspecacct x, deferralacct >account, billableexpensesacct >account, category1099misc x, sbankname s,
    sbankroutingnumber s, class m>classification, department m>department, location m>location,
    subsidiary m>subsidiary
    """,
    _STAMP,
    display="accountsearchdisplayname",
    indexes=("acctnumber", "accttype"),
    permission="LIST_ACCOUNT",
    labels={"accttype": "accounttype"},
    required=_STAMPED,
)
ACCOUNT_TYPE = table(
    "accounttype",
    """
    id x, internalid n, longname s, seqnum n, balancesheet b, left b, includeinrevaldefault b,
    usercanchangerevaloption b, defaultcashflowratetype x, defaultgeneralratetype x, eliminationalgo x
    """,
    display="longname",
)
ACCOUNT_SUBSIDIARY_MAP = table(
    "accountsubsidiarymap",
    "account >account, subsidiary >subsidiary",
    primary="account, subsidiary",
    permission="LIST_ACCOUNT",
    one_world=True,
)
ACCOUNTING_PERIOD = table(
    "accountingperiod",
    """
    id k, periodname s, startdate d, enddate d, parent >accountingperiod, isyear b, isquarter b, isposting b,
    isadjust b, isinactive b, closed b, closedondate t, alllocked b, arlocked b, aplocked b, allownonglchanges b,
    lastmodifieddate t
    """,
    display="periodname",
    indexes=("startdate",),
    required="lastmodifieddate, startdate, enddate",
)
ACCOUNTING_BOOK = table(
    "accountingbook",
    """
    id k, name s, isprimary b, basebook b, isadjustmentonly b, isconsolidated b, effectiveperiod >accountingperiod,
    subsidiariesstring s, externalid s, contingentrevenuehandling b, twosteprevenueallocation b,
    unbilledreceivablegrouping x, lastmodifieddate t
    """,
    display="name",
)
SUBSIDIARY = table(
    "subsidiary",
    """
    id k, name s, fullname s, legalname s, parent >subsidiary, currency >currency, country x, state s,
    dropdownstate x=state, edition x, languagelocale x, email s, fax s, url s, iselimination b, fiscalcalendar k,
    federalidnumber s, ssnortin s, state1taxnumber s, tranprefix s, mainaddress >subsidiarymainaddress,
    shippingaddress k, returnaddress k, showsubsidiaryname b
    """,
    _STAMP,
    display="name",
    permission="LIST_SUBSIDIARY",
    one_world=True,
    required=_STAMPED,
)
CURRENCY = table(
    "currency",
    """
    id k, name s, symbol s, displaysymbol s, symbolplacement n, currencyprecision n, exchangerate n, isbasecurrency b,
    includeinfxrateupdates b, fxrateupdatetimezone x, overridecurrencyformat b
    """,
    _STAMP,
    display="name",
    permission="LIST_CURRENCY",
    required=_STAMPED,
)
CURRENCY_RATE = table(
    "currencyrate",
    "id k, basecurrency >currency, transactioncurrency >currency, exchangerate n, effectivedate d, lastmodifieddate t",
    indexes=("basecurrency, transactioncurrency, effectivedate",),
    permission="LIST_CURRENCY",
    required="lastmodifieddate, effectivedate",
)
CONSOLIDATED_RATE = table(
    "consolidatedexchangerate",
    """
    id k, postingperiod >accountingperiod, fromsubsidiary >subsidiary, tosubsidiary >subsidiary,
    fromcurrency >currency, tocurrency >currency, accountingbook >accountingbook, averagerate n, currentrate n,
    historicalrate n, externalid s
    """,
    indexes=("postingperiod, fromsubsidiary, tosubsidiary",),
    permission="LIST_CURRENCY",
    one_world=True,
)
LOCATION = table(
    "location",
    """
    id k, name s, fullname s, parent >location, subsidiary m>subsidiary, locationtype x,
    mainaddress >locationmainaddress, returnaddress k, tranprefix s, usebins b, makeinventoryavailable b,
    makeinventoryavailablestore b, includeinsupplyplanning b, defaultallocationpriority n, latitude n, longitude n
    """,
    _STAMP,
    display="name",
    permission="LIST_LOCATION",
    required=_STAMPED,
)
_SEGMENT = "id k, name s, fullname s, subsidiary m>subsidiary, includechildren b"
DEPARTMENT = table(
    "department",
    _SEGMENT,
    "parent >department",
    _STAMP,
    display="name",
    permission="LIST_DEPARTMENT",
    required=_STAMPED,
)
CLASSIFICATION = table(
    "classification",
    _SEGMENT,
    "parent >classification",
    _STAMP,
    display="name",
    permission="LIST_CLASS",
    required=_STAMPED,
)
TERM = table(
    "term",
    "id k, name s, daysuntilnetdue n, discountpercent n, daysuntilexpiry n, datedriven b, preferred b",
    _STAMP,
    display="name",
    required=_STAMPED,
)
PRICE_LEVEL = table("pricelevel", "id k, name s, discountpct n, isonline b", _STAMP, display="name", required=_STAMPED)
PAYMENT_METHOD = table(
    "paymentmethod", "id k, name s, creditcard b, isonline b, undepfunds b", _STAMP, display="name", required=_STAMPED
)
UNITS_TYPE = table("unitstype", "id k, name s", _STAMP, display="name", required=_STAMPED)
CUSTOMER_CATEGORY = table(
    "customercategory", "id k, name s, externalid s, isinactive b, lastmodifieddate t", display="name"
)
VENDOR_CATEGORY = table(
    "vendorcategory", "id k, name s, externalid s, isinactive b, lastmodifieddate t", display="name"
)
ENTITY_STATUS = table("entitystatus", "key k, name s, inactive b, entitytype x", display="name", primary="key")
NEXUS = table("nexus", "id k, country x, state x, description s, taxagency >vendor", display="description")
DUAL = table("dual", "dummy s", primary="dummy")

TABLES = (
    ACCOUNT,
    ACCOUNT_TYPE,
    ACCOUNT_SUBSIDIARY_MAP,
    ACCOUNTING_PERIOD,
    ACCOUNTING_BOOK,
    SUBSIDIARY,
    CURRENCY,
    CURRENCY_RATE,
    CONSOLIDATED_RATE,
    LOCATION,
    DEPARTMENT,
    CLASSIFICATION,
    TERM,
    PRICE_LEVEL,
    PAYMENT_METHOD,
    UNITS_TYPE,
    CUSTOMER_CATEGORY,
    VENDOR_CATEGORY,
    ENTITY_STATUS,
    NEXUS,
    DUAL,
)
