"""Kinds of values, and the columns of the core tables whose kind is known.

NetSuite sends every value as text. Internal IDs and references stay text, because they are names and no quantities;
so do columns that are missing here, custom ones among them. Columns as in Oracle's Records Catalog and the
NetSuite2.com data source.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What the text of a column means."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATE_TIME = "date-time"


# A date-time column is read without its time unless TO_CHAR asks for it, so such columns are dates here.
_TABLES: dict[str, dict[Kind, str]] = {
    "transaction": {
        Kind.TEXT: "id type recordtype abbrevtype tranid transactionnumber externalid createdby lastmodifiedby entity "
        "email status postingperiod currency memo source terms nexus billingaddress shippingaddress employee "
        "otherrefnum",
        Kind.INTEGER: "daysopen daysoverduesearch number",
        Kind.NUMBER: "exchangerate foreigntotal foreignamountpaid foreignamountunpaid totalcostestimate "
        "estgrossprofit estgrossprofitpercent taxtotal",
        Kind.BOOLEAN: "billingstatus posting void voided memorized isreversal isfinchrg shipcomplete ordpicked "
        "needsbill paymenthold printedpickingticket tobeprinted tobeemailed tobefaxed visibletocustomer "
        "userevenuearrangement openingbalancetransaction createdfrommerge mergedintonewarrangements "
        "intercoadj taxregoverride taxdetailsoverride taxpointdateoverride reversaldefer",
        Kind.DATE: "trandate duedate closedate shipdate createddate lastmodifieddate prevdate actualshipdate "
        "reversaldate taxpointdate",
    },
    "transactionline": {
        Kind.TEXT: "transaction uniquekey item itemtype memo units price expenseaccount entity subsidiary department "
        "class location createdfrom shipmethod paymentmethod itemsource",
        Kind.INTEGER: "id linesequencenumber",
        Kind.NUMBER: "quantity rate ratepercent rateamount netamount foreignamount creditforeignamount "
        "debitforeignamount foreignamountpaid foreignamountunpaid estimatedamount costestimate "
        "costestimaterate estgrossprofit estgrossprofitpercent quantityshiprecv quantitybilled "
        "quantitybackordered quantitycommitted quantitypicked quantitypacked quantityrejected",
        Kind.BOOLEAN: "mainline taxline iscogs isclosed isfullyshipped isbillable isinventoryaffecting "
        "isrevrectransaction isfxvariance isscrap fulfillable hasfulfillableitems kitcomponent "
        "assemblycomponent transactiondiscount donotdisplayline eliminate cleared commitmentfirm dropship "
        "specialorder matchbilltoreceipt processedbyrevcommit",
        Kind.DATE: "linelastmodifieddate cleareddate closedate actualshipdate expectedshipdate "
        "expectedreceiptdate amortizstartdate amortizationenddate",
    },
    "transactionaccountingline": {
        Kind.TEXT: "transaction accountingbook account",
        Kind.INTEGER: "transactionline",
        Kind.NUMBER: "amount debit credit netamount amountpaid amountunpaid amountlinked paymentamountused "
        "paymentamountunused exchangerate",
        Kind.BOOLEAN: "posting processedbyrevcommit",
        Kind.DATE: "lastmodifieddate",
    },
    "customer": {
        Kind.TEXT: "id entityid entitytitle altname companyname firstname middlename lastname email phone altphone "
        "mobilephone fax url comments externalid accountnumber parent category entitystatus searchstage salesrep "
        "currency terms pricelevel receivablesaccount defaultbillingaddress defaultshippingaddress",
        Kind.INTEGER: "entitynumber consoldaysoverduesearch",
        Kind.NUMBER: "creditlimit balancesearch overduebalancesearch unbilledorderssearch consolbalancesearch "
        "consoloverduebalancesearch consolunbilledorderssearch probability estimatedbudget",
        Kind.BOOLEAN: "isperson oncredithold emailtransactions faxtransactions printtransactions giveaccess "
        "billpay isinactive isbudgetapproved weblead shipcomplete",
        Kind.DATE: "startdate enddate dateclosed datecreated lastmodifieddate firstorderdate lastorderdate "
        "firstsaledate lastsaledate",
    },
    "vendor": {
        Kind.TEXT: "id entityid altname companyname legalname firstname lastname email phone externalid category "
        "currency terms",
        Kind.INTEGER: "entitynumber",
        Kind.NUMBER: "creditlimit balance balanceprimary unbilledorders unbilledordersprimary laborcost "
        "purchaseorderamount purchaseorderquantity purchaseorderquantitydiff receiptamount receiptquantity "
        "receiptquantitydiff",
        Kind.BOOLEAN: "isperson billpay giveaccess isjobresourcevend isinactive",
        Kind.DATE: "datecreated lastmodifieddate",
    },
    "employee": {
        Kind.TEXT: "id entityid firstname lastname email title supervisor department subsidiary",
        Kind.NUMBER: "expenselimit approvallimit purchaseorderlimit purchaseorderapprovallimit",
        Kind.BOOLEAN: "issalesrep giveaccess isinactive",
        Kind.DATE: "hiredate datecreated lastmodifieddate",
    },
    "entity": {
        Kind.TEXT: "id type entityid altname firstname lastname email phone externalid",
        Kind.INTEGER: "entitynumber",
        Kind.NUMBER: "laborcost",
        Kind.BOOLEAN: "isperson isinactive",
        Kind.DATE: "datecreated lastmodifieddate",
    },
    "contact": {Kind.BOOLEAN: "isinactive", Kind.DATE: "lastmodifieddate"},
    "item": {
        Kind.TEXT: "id itemid fullname displayname description itemtype subtype parent subsidiary department class "
        "location incomeaccount expenseaccount assetaccount unitstype weightunit externalid",
        Kind.NUMBER: "cost averagecost lastpurchaseprice totalquantityonhand quantityonhand quantityavailable "
        "quantitycommitted quantityonorder quantitybackordered reorderpoint preferredstocklevel leadtime weight",
        Kind.BOOLEAN: "isserialitem islotitem isinactive",
        Kind.DATE: "createddate lastmodifieddate",
    },
    "inventoryitemlocations": {
        Kind.TEXT: "item location",
        Kind.NUMBER: "quantityonhand quantityavailable quantitycommitted quantitybackordered quantityonorder "
        "quantityintransit averagecostmli onhandvaluemli lastpurchasepricemli reorderpoint preferredstocklevel",
        Kind.DATE: "lastquantityavailablechange",
    },
    "aggregateitemlocation": {
        Kind.TEXT: "item location",
        Kind.NUMBER: "quantityavailable quantityonhand quantitycommitted quantityonorder quantitybackordered "
        "quantityintransit averagecostmli onhandvaluemli reorderpoint preferredstocklevel leadtime",
    },
    "inventorybalance": {Kind.NUMBER: "quantityonhand quantityavailable"},
    "pricing": {Kind.TEXT: "item pricelevel", Kind.NUMBER: "quantity unitprice"},
    "itemvendor": {Kind.BOOLEAN: "preferredvendor"},
    "account": {
        Kind.BOOLEAN: "issummary isinactive inventory eliminate includechildren revalue reconcilewithmatching",
        Kind.DATE: "lastmodifieddate",
    },
    "accounttype": {
        Kind.INTEGER: "seqnum",
        Kind.BOOLEAN: "balancesheet left includeinrevaldefault usercanchangerevaloption",
    },
    "accountingperiod": {
        Kind.BOOLEAN: "isyear isquarter isposting isadjust isinactive closed alllocked arlocked aplocked "
        "allownonglchanges",
        Kind.DATE: "startdate enddate closedondate lastmodifieddate",
    },
    "subsidiary": {
        Kind.BOOLEAN: "iselimination isinactive showsubsidiaryname",
        Kind.DATE: "lastmodifieddate",
    },
    "currency": {
        Kind.INTEGER: "currencyprecision",
        Kind.NUMBER: "exchangerate",
        Kind.BOOLEAN: "isbasecurrency isinactive includeinfxrateupdates overridecurrencyformat",
        Kind.DATE: "lastmodifieddate",
    },
    "currencyrate": {Kind.NUMBER: "exchangerate", Kind.DATE: "effectivedate lastmodifieddate"},
    "consolidatedexchangerate": {Kind.NUMBER: "averagerate currentrate historicalrate"},
    "location": {
        Kind.NUMBER: "latitude longitude",
        Kind.BOOLEAN: "usebins makeinventoryavailable makeinventoryavailablestore includeinsupplyplanning isinactive",
        Kind.DATE: "lastmodifieddate",
    },
    "department": {Kind.BOOLEAN: "includechildren isinactive", Kind.DATE: "lastmodifieddate"},
    "classification": {Kind.BOOLEAN: "includechildren isinactive", Kind.DATE: "lastmodifieddate"},
    "term": {Kind.INTEGER: "daysuntilnetdue", Kind.BOOLEAN: "isinactive"},
    "pricelevel": {Kind.BOOLEAN: "isinactive"},
    "accountingbook": {
        Kind.BOOLEAN: "isprimary basebook isadjustmentonly isconsolidated",
        Kind.DATE: "lastmodifieddate",
    },
    "nexttransactionlinelink": {
        Kind.INTEGER: "previousline nextline",
        Kind.NUMBER: "foreignamount",
        Kind.DATE: "lastmodifieddate",
    },
    "previoustransactionlinelink": {
        Kind.INTEGER: "previousline nextline",
        Kind.NUMBER: "foreignamount",
        Kind.DATE: "lastmodifieddate",
    },
    "deletedrecord": {Kind.BOOLEAN: "iscustomlist iscustomrecord iscustomtransaction", Kind.DATE: "deleteddate"},
    "systemnote": {Kind.INTEGER: "lineid", Kind.DATE: "date"},
    "customlist": {Kind.BOOLEAN: "isordered isinactive"},
    "customfield": {Kind.DATE: "lastmodifieddate"},
    "entitystatus": {Kind.BOOLEAN: "inactive"},
    "customersubsidiaryrelationship": {Kind.BOOLEAN: "isprimarysub"},
    "vendorsubsidiaryrelationship": {Kind.BOOLEAN: "isprimarysub"},
    "companyfeaturesetup": {Kind.BOOLEAN: "isavailable isactive"},
    "role": {Kind.BOOLEAN: "isinactive"},
    "job": {
        Kind.NUMBER: "percentcomplete",
        Kind.BOOLEAN: "isinactive",
        Kind.DATE: "startdate enddate datecreated lastmodifieddate",
    },
    "partner": {Kind.BOOLEAN: "isinactive", Kind.DATE: "datecreated lastmodifieddate"},
    "transactionshippingaddress": {Kind.BOOLEAN: "override", Kind.DATE: "lastmodifieddate"},
    "transactionbillingaddress": {Kind.BOOLEAN: "override", Kind.DATE: "lastmodifieddate"},
    "entityaddress": {Kind.BOOLEAN: "override", Kind.DATE: "lastmodifieddate"},
    "file": {Kind.DATE: "lastmodifieddate"},
}

KNOWN_COLUMNS: dict[str, dict[str, Kind]] = {
    table: {column: kind for kind, columns in kinds.items() for column in columns.split()}
    for table, kinds in _TABLES.items()
}
"""Table -> column -> kind, all names in lower case."""


def kind_of(table: str, column: str) -> Kind | None:
    """Kind of a column, None where it is not known. Custom records share their system columns."""
    if table.startswith("customrecord"):
        return _CUSTOM_RECORD.get(column)
    return KNOWN_COLUMNS.get(table, {}).get(column)


_CUSTOM_RECORD = {"isinactive": Kind.BOOLEAN, "created": Kind.DATE, "lastmodified": Kind.DATE}
