"""Query tables whose rows are captured beside the records, and their columns.

Columns are those that public connectors and Oracle's samples read (Fivetran's NetSuite models, oracle-samples). An
account may lack some: what it refuses is left out. ``SELECT *`` is no way to find them: with more than 100 columns
NetSuite may answer with no rows at all (estuary/connectors, netsuite-suiteql).
"""

from __future__ import annotations

from dataclasses import dataclass

_DAYS = (
    "trandate duedate closedate shipdate startdate enddate prevdate reversaldate actualshipdate expectedshipdate "
    "effectivedate hiredate dateclosed"
)
_MOMENTS = (
    "createddate lastmodifieddate linelastmodifieddate datecreated closedondate created lastmodified "
    "lastquantityavailablechange"
)


@dataclass(frozen=True, slots=True)
class RowTable:
    """One table.

    Attributes:
        owner: Kind of record that the rows belong to (``transaction``), or the record type.
        key: Column that names the owner.
        columns: Names beside the key, separated by blanks.
        order: Columns that make an order unique; the key when empty.
        custom: Beginning of the names of the custom fields that are columns here.
    """

    name: str
    owner: str
    key: str
    columns: str
    order: tuple[str, ...] = ()
    custom: str = ""


def column_kind(name: str) -> str:
    """``date``, ``moment`` or ``value``."""
    if name in _DAYS.split():
        return "date"
    return "moment" if name in _MOMENTS.split() else "value"


def list_table(record_type: str) -> RowTable:
    """The table of a list or custom record type, which is called like it."""
    name = record_type.lower()
    columns = _LISTS.get(name, "name isinactive externalid lastmodifieddate")
    if name.startswith("customrecord"):
        columns = "name scriptid externalid isinactive owner created lastmodified"
    return RowTable(name, record_type, "id", columns, custom="custrecord")


_PERSON = (
    "entityid entitynumber entitytitle altname isperson salutation firstname middlename lastname title email altemail "
    "phone altphone mobilephone homephone fax comments isinactive datecreated lastmodifieddate externalid"
)
_COMPANY = f"{_PERSON} companyname url accountnumber parent category currency terms"
_LISTS = {
    "account": "acctnumber accttype fullname displaynamewithhierarchy accountsearchdisplayname description parent "
    "issummary isinactive inventory eliminate currency sspecacct externalid lastmodifieddate",
    "accountingperiod": "periodname startdate enddate parent isyear isquarter isposting isadjust isinactive closed "
    "closedondate alllocked arlocked aplocked allownonglchanges lastmodifieddate",
    "subsidiary": "name fullname legalname parent currency country state email fax url iselimination isinactive "
    "tranprefix externalid lastmodifieddate",
    "currency": "name symbol displaysymbol symbolplacement currencyprecision exchangerate isbasecurrency isinactive "
    "externalid lastmodifieddate",
    "location": "name fullname parent subsidiary locationtype tranprefix usebins makeinventoryavailable externalid "
    "isinactive lastmodifieddate",
    "department": "name fullname parent subsidiary includechildren externalid isinactive lastmodifieddate",
    "classification": "name fullname parent subsidiary includechildren externalid isinactive lastmodifieddate",
    "term": "name isinactive daysuntilnetdue lastmodifieddate",
    "pricelevel": "name isinactive discountpct lastmodifieddate",
}

TABLES = (
    RowTable(
        "transaction",
        "transaction",
        "id",
        (
            "type recordtype abbrevtype tranid transactionnumber trandisplayname typebaseddocumentnumber externalid "
            "trandate duedate closedate shipdate createddate lastmodifieddate createdby lastmodifiedby entity email "
            "status billingstatus posting postingperiod void voided isreversal currency exchangerate foreigntotal "
            "foreignamountpaid foreignamountunpaid memo source terms billingaddress shippingaddress shipcomplete "
            "ordpicked paymenthold tobeprinted tobeemailed tobefaxed daysopen daysoverduesearch number employee "
            "approvalstatus actualshipdate otherrefnum"
        ),
        custom="custbody",
    ),
    RowTable(
        "transactionline",
        "transaction",
        "transaction",
        (
            "id uniquekey linesequencenumber linelastmodifieddate mainline taxline iscogs item itemtype memo quantity "
            "units rate ratepercent price netamount foreignamount creditforeignamount debitforeignamount "
            "foreignamountpaid foreignamountunpaid costestimate expenseaccount entity subsidiary department class "
            "location createdfrom quantityshiprecv quantitybilled quantitybackordered quantitycommitted quantitypicked "
            "quantitypacked quantityrejected isclosed isfullyshipped isbillable isinventoryaffecting fulfillable "
            "hasfulfillableitems kitcomponent transactiondiscount donotdisplayline expectedshipdate shipmethod "
            "paymentmethod"
        ),
        order=("transaction", "id"),
        custom="custcol",
    ),
    RowTable(
        "transactionaccountingline",
        "transaction",
        "transaction",
        (
            "transactionline accountingbook account amount debit credit netamount amountpaid amountunpaid amountlinked "
            "exchangerate posting lastmodifieddate"
        ),
        order=("transaction", "transactionline", "accountingbook"),
    ),
    RowTable(
        "nexttransactionlinelink",
        "transaction",
        "nextdoc",
        "previousdoc previousline previoustype nextline nexttype linktype foreignamount lastmodifieddate",
        order=("previousdoc", "previousline", "nextdoc", "nextline", "linktype"),
    ),
    RowTable(
        "nexttransactionlink",
        "transaction",
        "nextdoc",
        "previousdoc previoustype nexttype linktype foreignamount lastmodifieddate",
        order=("previousdoc", "nextdoc", "linktype"),
    ),
    RowTable(
        "customer",
        "customer",
        "id",
        (
            f"{_COMPANY} toplevelparent entitystatus searchstage salesrep partner leadsource pricelevel "
            "receivablesaccount creditlimit balancesearch overduebalancesearch unbilledorderssearch "
            "defaultbillingaddress defaultshippingaddress resalenumber printoncheckas emailpreference "
            "globalsubscriptionstatus giveaccess"
        ),
        custom="custentity",
    ),
    RowTable(
        "vendor",
        "vendor",
        "id",
        (
            f"{_COMPANY} legalname creditlimit balance balanceprimary unbilledorders expenseaccount payablesaccount "
            "defaultbillingaddress defaultshippingaddress printoncheckas giveaccess"
        ),
        custom="custentity",
    ),
    RowTable(
        "employee",
        "employee",
        "id",
        f"{_PERSON} supervisor department class location subsidiary currency issalesrep giveaccess",
        custom="custentity",
    ),
    RowTable("contact", "contact", "id", f"{_PERSON} company subsidiary", custom="custentity"),
    RowTable(
        "entity",
        "entity",
        "id",
        f"{_PERSON} type parent toplevelparent customer vendor employee contact partner project",
    ),
    RowTable(
        "item",
        "item",
        "id",
        (
            "itemid fullname displayname description itemtype subtype parent subsidiary department class location "
            "incomeaccount expenseaccount assetaccount cost averagecost lastpurchaseprice totalquantityonhand "
            "quantityonhand quantityavailable quantitycommitted quantityonorder quantitybackordered reorderpoint "
            "preferredstocklevel leadtime preferredlocation unitstype stockunit purchaseunit saleunit weight "
            "weightunit isserialitem islotitem isinactive externalid createddate lastmodifieddate"
        ),
        custom="custitem",
    ),
    RowTable(
        "inventoryitemlocations",
        "item",
        "item",
        (
            "location quantityonhand quantityavailable quantitycommitted quantitybackordered quantityonorder "
            "averagecostmli onhandvaluemli reorderpoint preferredstocklevel"
        ),
        order=("item", "location"),
    ),
    RowTable(
        "pricing",
        "item",
        "item",
        "internalid pricelevel currency quantity unitprice",
        order=("internalid",),
    ),
)
