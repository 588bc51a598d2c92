"""Items, their stock by location, prices and lots; columns as public taps select them (gupy-io/tap-suiteql)."""

from __future__ import annotations

from suiteplug.emulator.suiteql.columns import table

ITEM = table(
    "item",
    """
    id k, itemid s, fullname s, displayname s, description s=salesdescription, itemtype x, subtype x, parent >item,
    subsidiary m>subsidiary, department >department, class >classification, location >location,
    incomeaccount >account, expenseaccount >account, assetaccount >account, gainlossaccount >account,
    deferralaccount >account, deferredrevenueaccount >account, intercoincomeaccount >account,
    intercoexpenseaccount >account, cost n, averagecost n, lastpurchaseprice n, totalquantityonhand n=quantityonhand,
    quantityonhand n, quantityavailable n, quantitycommitted n, quantityonorder n, quantitybackordered n, totalvalue n,
    reorderpoint n, preferredstocklevel n, leadtime n, preferredlocation >location, costingmethod x,
    unitstype >unitstype, stockunit k, purchaseunit k, saleunit k, weight n, weightunit x, upccode s,
    vendorname s, stockdescription s, purchasedescription s, isserialitem b, islotitem b, usebins b, isfulfillable b,
    featureddescription s, storedetaileddescription s, metataghtml s, copydescription b,
    enforceminqtyinternally b, generateaccruals b, includechildren b, isdropshipitem b, isspecialorderitem b,
    isonline b, matchbilltoreceipt b, printitems b, shipindividually b, froogleproductfeed b, nextagproductfeed b,
    shoppingproductfeed b, shopzillaproductfeed b, yahooproductfeed b, isinactive b, externalid s, createddate t,
    lastmodifieddate t
    """,
    display="itemid",
    indexes=("itemid", "externalid", "lastmodifieddate, id"),
    permission="LIST_ITEM",
    labels={"itemtype": "itemtype"},
    required="itemtype, createddate, lastmodifieddate",
)

_STOCK = """
    item >item, location >location, quantityonhand n, quantityavailable n, quantitycommitted n,
    quantityonorder n, quantitybackordered n, quantityintransit n, averagecostmli n, onhandvaluemli n,
    reorderpoint n, preferredstocklevel n, leadtime n
"""

INVENTORY_ITEM_LOCATIONS = table(
    "inventoryitemlocations",
    _STOCK,
    "lastpurchasepricemli n, lastquantityavailablechange t, costaccountingstatus x",
    primary="item, location",
    indexes=("location",),
    permission="LIST_ITEM",
)
AGGREGATE_ITEM_LOCATION = table(
    "aggregateitemlocation",
    _STOCK,
    primary="item, location",
    permission="LIST_ITEM",
    storage="inventoryitemlocations",
)
PRICING = table(
    "pricing",
    "internalid k, item >item, pricelevel >pricelevel, currency >currency, quantity n, saleunit k, unitprice n",
    primary="internalid",
    indexes=("item, pricelevel",),
    permission="LIST_ITEM",
)
ITEM_PRICE = table(
    "itemprice",
    "internalid k, item >item, pricelevel >pricelevel, currencypage >currency=currency, price n",
    primary="internalid",
    indexes=("item",),
    permission="LIST_ITEM",
)
ITEM_MEMBER = table(
    "itemmember",
    "parentitem >item, item >item, linenumber n, quantity n, itemsource x",
    primary="parentitem, linenumber",
    indexes=("item",),
    permission="LIST_ITEM",
)
# Columns: CData's help for its NetSuite driver, pg_SuiteQLtable-itemvendor.
ITEM_VENDOR = table(
    "itemvendor",
    """
    item >item, vendor >vendor, preferredvendor b, purchaseprice n, vendorcode s, vendorcostentered n, subsidiary k,
    schedule k, vendorcurrencyid >currency
    """,
    primary="",
    indexes=("item", "vendor"),
    permission="LIST_ITEM",
)
INVENTORY_NUMBER = table(
    "inventorynumber",
    "id k, inventorynumber s, item >item, expirationdate d, memo s, isonhand b, lastmodifieddate t",
    display="inventorynumber",
    indexes=("item",),
    permission="LIST_ITEM",
)
BIN = table(
    "bin",
    "id k, binnumber s, location >location, memo s, isinactive b",
    display="binnumber",
    indexes=("location",),
    permission="LIST_BIN",
)
INVENTORY_BALANCE = table(
    "inventorybalance",
    """
    item >item, location >location, binnumber >bin, bin >bin=binnumber, inventorynumber >inventorynumber,
    inventorystatus k, quantityonhand n, quantityavailable n, committedqtyperlocation n
    """,
    primary="",
    indexes=("item, location",),
    permission="LIST_ITEM",
)
SHIP_ITEM = table(
    "shipitem",
    "id k, itemid s, displayname s, description s, isinactive b, lastmodifieddate t",
    display="itemid",
    permission="LIST_SHIPITEM",
    required="lastmodifieddate",
)
SALES_TAX_ITEM = table(
    "salestaxitem",
    "id k, itemid s, displayname s, description s, rate n, isinactive b, lastmodifieddate t",
    display="itemid",
    required="lastmodifieddate",
)
# Not of NetSuite's: what BUILTIN.DF shows for an item of any kind, shipping and tax items included.
ITEM_NAME = table("_itemname", "id k, name s", display="name")

TABLES = (
    ITEM,
    ITEM_NAME,
    INVENTORY_ITEM_LOCATIONS,
    AGGREGATE_ITEM_LOCATION,
    PRICING,
    ITEM_PRICE,
    ITEM_MEMBER,
    ITEM_VENDOR,
    INVENTORY_NUMBER,
    BIN,
    INVENTORY_BALANCE,
    SHIP_ITEM,
    SALES_TAX_ITEM,
)
