"""Customers, vendors, employees, contacts, the entity table over all of them, and addresses."""

from __future__ import annotations

from suiteplug.emulator.suiteql.columns import table

_PERSON = """
    isperson b, salutation s, firstname s, middlename s, lastname s, title s, email s, altemail s, phone s, altphone s,
    mobilephone s, homephone s, fax s, comments s
"""
_NAMES = "id k, entityid s, entitynumber n, entitytitle s, altname s"
_STAMPS = "isinactive b, datecreated t, lastmodifieddate t, externalid s"
_STAMPED = "datecreated, lastmodifieddate"
_ADDRESS = """
    nkey k, addressee s, attention s, addr1 s, addr2 s, addr3 s, city s, state s, dropdownstate x=state, zip s,
    country x, addrphone s, addrtext s, override b, recordowner n, lastmodifieddate t
"""

CUSTOMER = table(
    "customer",
    _NAMES,
    _PERSON,
    _STAMPS,
    """
    companyname s, url s, accountnumber s, parent >customer, toplevelparent >customer, category >customercategory,
    entitystatus >entitystatus, searchstage x, salesrep >employee, territory k, partner >entity, leadsource k,
    currency >currency, terms >term, pricelevel >pricelevel, receivablesaccount >account, creditlimit n,
    creditholdoverride x, oncredithold b, balancesearch n=balance, overduebalancesearch n=overduebalance,
    unbilledorderssearch n=unbilledorders, consolbalancesearch n=balance,
    consoloverduebalancesearch n=overduebalance, consolunbilledorderssearch n=unbilledorders,
    consoldaysoverduesearch n, defaultbillingaddress >customeraddressbookentityaddress,
    defaultshippingaddress >customeraddressbookentityaddress, resalenumber s, printoncheckas s, emailpreference x,
    globalsubscriptionstatus x, emailtransactions b, faxtransactions b, printtransactions b, giveaccess b, billpay b,
    isbudgetapproved b, weblead b, shipcomplete b, shippingitem >shipitem, shippingcarrier x, probability n,
    estimatedbudget n, startdate d, enddate d, dateclosed d, firstorderdate d, lastorderdate d, firstsaledate d,
    lastsaledate d, language x
    """,
    display="entitytitle",
    indexes=("entityid", "email", "externalid", "lastmodifieddate, id"),
    permission="LIST_CUSTJOB",
    labels={"searchstage": "searchstage"},
    required=_STAMPED,
)

VENDOR = table(
    "vendor",
    _NAMES,
    _PERSON,
    _STAMPS,
    """
    companyname s, legalname s, url s, accountnumber s, category >vendorcategory, currency >currency, terms >term,
    creditlimit n, balance n, balanceprimary n, unbilledorders n, unbilledordersprimary n=unbilledorders,
    expenseaccount >account, payablesaccount >account, incoterm k,
    defaultbillingaddress >vendoraddressbookentityaddress, defaultshippingaddress >vendoraddressbookentityaddress,
    printoncheckas s, emailpreference x, globalsubscriptionstatus x, billpay b, giveaccess b, isjobresourcevend b,
    laborcost n, subsidiaryedition x, purchaseorderamount n, purchaseorderquantity n, purchaseorderquantitydiff n,
    receiptamount n, receiptquantity n, receiptquantitydiff n, workcalendar k
    """,
    display="entitytitle",
    indexes=("entityid", "lastmodifieddate, id"),
    permission="LIST_VENDOR",
    required=_STAMPED,
)

EMPLOYEE = table(
    "employee",
    "id k, entityid s, firstname s, middlename s, lastname s, email s, phone s, title s, supervisor >employee",
    """
    department >department, class >classification, location >location, subsidiary >subsidiary, currency >currency,
    expenselimit n, approvallimit n, purchaseorderlimit n, purchaseorderapprovallimit n, issalesrep b, giveaccess b,
    hiredate d
    """,
    _STAMPS,
    display="entityid",
    indexes=("lastmodifieddate, id",),
    permission="LIST_EMPLOYEE",
    required=_STAMPED,
)

CONTACT = table(
    "contact",
    "id k, entityid s, salutation s, firstname s, middlename s, lastname s, title s, email s, altemail s, phone s",
    "officephone s, mobilephone s, fax s, comments s, company >entity, subsidiary >subsidiary",
    _STAMPS,
    display="entityid",
    indexes=("company", "email", "lastmodifieddate, id"),
    permission="LIST_CONTACT",
    required=_STAMPED,
)

PARTNER = table(
    "partner",
    _NAMES,
    _PERSON,
    _STAMPS,
    """
    companyname s, url s, partnercode s, parent >partner, toplevelparent >partner, department >department,
    class >classification, location >location, subsidiary >subsidiary, eligibleforcommission b, giveaccess b,
    emailpreference x, globalsubscriptionstatus x, printoncheckas s,
    defaultbillingaddress >entityaddress, defaultshippingaddress >entityaddress
    """,
    display="entityid",
    indexes=("entityid",),
    permission="LIST_PARTNER",
    required=_STAMPED,
)

JOB = table(
    "job",
    _NAMES,
    _PERSON,
    _STAMPS,
    """
    companyname s, parent >customer, customer >customer=parent, toplevelparent >customer, subsidiary >subsidiary,
    currency >currency, jobbillingtype x, jobprice n, jobtype k, entitystatus k, projectmanager >employee,
    startdate d, projectedenddate d, enddate d, percentcomplete n, estimatedcost n, estimatedrevenue n,
    defaultbillingaddress >entityaddress, defaultshippingaddress >entityaddress
    """,
    display="entityid",
    indexes=("entityid",),
    permission="LIST_JOB",
    required=_STAMPED,
)

ENTITY = table(
    "entity",
    _NAMES,
    "type x",
    _PERSON,
    """
    parent >entity, toplevelparent >entity, customer >customer, vendor >vendor, employee >employee, contact >contact,
    partner >entity, project >entity, projecttemplate k, genericresource k, othername k, laborcost n
    """,
    _STAMPS,
    display="entitytitle",
    indexes=("entityid", "lastmodifieddate, id"),
    labels={"type": "entitytype"},
    required=_STAMPED,
)

CUSTOMER_SUBSIDIARY = table(
    "customersubsidiaryrelationship",
    "id k, entity >customer, subsidiary >subsidiary, isprimarysub b, primarycurrency >currency, balance n",
    indexes=("entity", "subsidiary"),
    permission="LIST_CUSTJOB",
    one_world=True,
)
VENDOR_SUBSIDIARY = table(
    "vendorsubsidiaryrelationship",
    "id k, entity >vendor, subsidiary >subsidiary, isprimarysub b",
    indexes=("entity", "subsidiary"),
    permission="LIST_VENDOR",
    one_world=True,
)


ADDRESSES = tuple(
    table(
        name,
        _ADDRESS,
        display="addrtext",
        primary="nkey",
        indexes=("recordowner",),
        required="lastmodifieddate",
        storage=storage,
    )
    for name, storage in (
        ("entityaddress", ""),
        ("customeraddressbookentityaddress", "entityaddress"),
        ("vendoraddressbookentityaddress", "entityaddress"),
        ("transactionbillingaddress", ""),
        ("transactionshippingaddress", ""),
        ("locationmainaddress", ""),
        ("subsidiarymainaddress", ""),
    )
)
CUSTOMER_ADDRESS_BOOK = table(
    "customeraddressbook",
    """
    internalid k, entity >customer, label s, defaultbilling b, defaultshipping b, isresidential b,
    addressbookaddress >customeraddressbookentityaddress
    """,
    display="label",
    primary="internalid",
    indexes=("entity",),
    permission="LIST_CUSTJOB",
)

TABLES = (
    CUSTOMER,
    VENDOR,
    EMPLOYEE,
    CONTACT,
    PARTNER,
    JOB,
    ENTITY,
    CUSTOMER_SUBSIDIARY,
    VENDOR_SUBSIDIARY,
    *ADDRESSES,
    CUSTOMER_ADDRESS_BOOK,
)
