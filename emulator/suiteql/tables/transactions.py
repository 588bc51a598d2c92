"""Transactions, their lines and their effect on the accounts.

Columns: headers seen in public replies and schemas of the analytics data source (omniboost/go-netsuite-rest,
fivetran/dbt_netsuite, hotgluexyz/tap-netsuite-rest, gupy-io/tap-suiteql, which selects what the metadata of
invoices calls filterable). Signs and main lines: GSpo7/suiteql-sql-library.
"""

from __future__ import annotations

from suiteplug.emulator.suiteql.columns import table

TRANSACTION = table(
    "transaction",
    """
    id k, type x, recordtype x, abbrevtype x, customtype s, tranid s, transactionnumber s, trandisplayname s,
    typebaseddocumentnumber s, number n, externalid s, trandate d, duedate d, closedate d, shipdate d,
    actualshipdate d, createddate t, lastmodifieddate t, createdby >employee, lastmodifiedby >employee,
    entity >entity, employee >employee=salesrep,
    opportunity >transaction, title s, probability n,
    expectedclosedate d, projectedtotal n, weightedtotal n, transferlocation >location,
    email s, status x, approvalstatus x, billingstatus b, posting b,
    postingperiod >accountingperiod, void b, voided b, memorized b, isreversal b, reversal >transaction,
    reversaldate d, reversaldefer b, isfinchrg b, intercoadj b, currency >currency, exchangerate n, foreigntotal n,
    foreignamountpaid n, foreignamountunpaid n, taxtotal n, totalcostestimate n, estgrossprofit n,
    estgrossprofitpercent n, memo s, source x, terms >term, nexus >nexus, account >account, otherrefnum s,
    paymentoption >paymentmethod=paymentmethod, billingaddress >transactionbillingaddress,
    shippingaddress >transactionshippingaddress, shipcomplete b, shipcarrier x, linkedtrackingnumberlist s,
    trackingnumberlist s, ordpicked b, needsbill b, paymenthold b, printedpickingticket b, tobeprinted b,
    tobeemailed b, tobefaxed b, visibletocustomer b, daysopen n, daysoverduesearch n, prevdate d, customform s,
    journaltype x, balsegstatus x, userevenuearrangement b, taxregoverride b, taxdetailsoverride b,
    taxpointdate d, taxpointdateoverride b, openingbalancetransaction >transaction, createdfrommerge b,
    mergedintonewarrangements b, asofdate d, discountdate d, startdate d, enddate d, fob s, forinvoicegrouping b,
    message s, partner >partner, shipmethod >shipitem, tranisvsoebundle b,
    foreignpaymentamountused n=applied, foreignpaymentamountunused n=unapplied, includeinforecast b, legacytax b,
    onetime n, recurweekly n, recurmonthly n, recurquarterly n, recurannually n
    """,
    display="trandisplayname",
    indexes=(
        "type, trandate",
        "entity",
        "trandate",
        "lastmodifieddate, id",
        "externalid",
        "tranid",
    ),
    labels={"type": "transactiontype", "status": "status", "approvalstatus": "approvalstatus", "source": "source"},
    required="type, recordtype, trandate, createddate, lastmodifieddate",
)

TRANSACTION_LINE = table(
    "transactionline",
    """
    id k, transaction >transaction, uniquekey k, linesequencenumber n, linelastmodifieddate t, mainline b, taxline b,
    iscogs b, item >item, itemtype x, memo s, quantity n, units >unitstype, rate n, ratepercent n, rateamount n,
    price >pricelevel, netamount n, foreignamount n, creditforeignamount n, debitforeignamount n,
    foreignamountpaid n, foreignamountunpaid n, estimatedamount n, costestimate n, costestimaterate n,
    costestimatetype x, estgrossprofit n, estgrossprofitpercent n, expenseaccount >account, entity >entity,
    subsidiary >subsidiary, department >department, class >classification, location >location,
    createdfrom >transaction, createdpo >transaction, quantityshiprecv n, quantitybilled n, quantitybackordered n,
    quantitycommitted n, quantitypicked n, quantitypacked n, quantityrejected n, isclosed b, isfullyshipped b,
    isbillable b, isinventoryaffecting b, isrevrectransaction b, isfxvariance b, isscrap b, fulfillable b,
    hasfulfillableitems b, kitcomponent b, kitmemberof n, assemblycomponent b, transactiondiscount b,
    donotdisplayline b, eliminate b, cleared b, cleareddate d, closedate d, actualshipdate d, expectedshipdate d,
    expectedreceiptdate d, shipmethod >shipitem, paymentmethod >paymentmethod, itemsource x, commitinventory x,
    commitmentfirm b, dropship b, specialorder b, documentnumber s, billingschedule k, amortizationsched k,
    amortizstartdate d, amortizationenddate d, revenueelement k, landedcostcategory k, matchbilltoreceipt b,
    processedbyrevcommit b, transactionlinetype x, accountinglinetype x, taxamount n, fxamountlinked n,
    landedcostperline b, blandedcost b, oldcommitmentfirm b, iscustomglline b, isallocation b,
    acknowledgefulfillinstruction b, quantityallocated n, quantitydemandallocated n, allocationalert s,
    assembly >item, assemblyunits k, subscription k, subscriptionline k, needsrevenueelement b, deferrevrec b,
    revrecschedule k, revrecstartdate d, revrecenddate d, revrecterminmonths n,
    revcommittingtransaction >transaction, invsoebundle b, vsoeprice n, vsoesopgroup x
    """,
    primary="uniquekey",
    indexes=("transaction, id", "item", "createdfrom", "linelastmodifieddate"),
    labels={"itemtype": "itemtype", "accountinglinetype": "accounttype"},
    required="id, transaction, linesequencenumber, linelastmodifieddate, mainline, taxline, iscogs",
)

TRANSACTION_ACCOUNTING_LINE = table(
    "transactionaccountingline",
    """
    transaction >transaction, transactionline n, accountingbook >accountingbook, account >account, amount n, debit n,
    credit n, netamount n, amountpaid n, amountunpaid n, amountlinked n, paymentamountused n, paymentamountunused n,
    exchangerate n, posting b, overheadparentitem >item, processedbyrevcommit b, lastmodifieddate t
    """,
    primary="transaction, transactionline, accountingbook",
    indexes=("account", "lastmodifieddate"),
    required="lastmodifieddate, posting",
)

_LINE_LINK = """
    previousdoc >transaction, previousline n, previoustype x, nextdoc >transaction, nextline n, nexttype x,
    linktype x, foreignamount n, lastmodifieddate t
"""
_LINK = """
    previousdoc >transaction, previoustype x, nextdoc >transaction, nexttype x, linktype x, foreignamount n,
    lastmodifieddate t
"""
_LINK_LABELS = {"previoustype": "transactiontype", "nexttype": "transactiontype"}

LINE_LINKS = tuple(
    table(
        name,
        _LINE_LINK,
        primary="previousdoc, previousline, nextdoc, nextline, linktype",
        indexes=("nextdoc, nextline", "lastmodifieddate"),
        labels=_LINK_LABELS,
        required="lastmodifieddate",
        storage=storage,
    )
    for name, storage in (("nexttransactionlinelink", ""), ("previoustransactionlinelink", "nexttransactionlinelink"))
)
DOCUMENT_LINKS = tuple(
    table(
        name,
        _LINK,
        primary="previousdoc, nextdoc, linktype",
        indexes=("nextdoc", "lastmodifieddate"),
        labels=_LINK_LABELS,
        required="lastmodifieddate",
        storage=storage,
    )
    for name, storage in (("nexttransactionlink", ""), ("previoustransactionlink", "nexttransactionlink"))
)

TRANSACTION_STATUS = table(
    "transactionstatus",
    "id x, name s, fullname s, trantype x",
    display="name",
    primary="trantype, id",
    labels={"trantype": "transactiontype"},
)

TABLES = (
    TRANSACTION,
    TRANSACTION_LINE,
    TRANSACTION_ACCOUNTING_LINE,
    *LINE_LINKS,
    *DOCUMENT_LINKS,
    TRANSACTION_STATUS,
)
