"""Tables that show other tables' rows in another form: report facts of sales, shipments, base prices, history.

Columns of ``salesordered`` and ``salesinvoiced``: hotgluexyz/tap-netsuite-rest and Oracle's MCP sample tools
(oracle-samples/netsuite-suitecloud-samples); of ``transactionshipment``: GSpo7/suiteql-sql-library; of
``itempresentationitem``: the same sample tools. That ``transactionhistory`` exists is reported (estuary/connectors),
its columns are not: they are ours.
"""

from __future__ import annotations

from suiteplug.emulator.suiteql.columns import table

_SALES_FACTS = """
    transaction >transaction, tranline n, uniquekey k, type x, trandate d, entity >entity, employee >employee,
    item >item, account >account, amount n, amountnet n, itemcount n, ponumber s, memo s, class >classification,
    department >department, location >location, subsidiary >subsidiary, partner >partner,
    postingperiod >accountingperiod, costestimate n, estgrossprofit n, estgrossprofitpercent n
"""
# Sales count up, what is given back counts down: the signs of the lines, turned round.
_SALES_LINES = """
    SELECT l."transaction" AS "transaction", l."id" AS tranline, l.uniquekey AS uniquekey, t.type AS type,
           t.trandate AS trandate, t.entity AS entity, t.employee AS employee, l.item AS item, a.account AS account,
           -l.netamount AS amount, -l.netamount AS amountnet, -l.quantity AS itemcount, t.otherrefnum AS ponumber,
           l.memo AS memo, l."class" AS "class", l.department AS department, l.location AS location,
           {subsidiary} NULL AS partner, t.postingperiod AS postingperiod, l.costestimate AS costestimate,
           l.estgrossprofit AS estgrossprofit, l.estgrossprofitpercent AS estgrossprofitpercent
    FROM "suiteql_transactionline" l
    JOIN "suiteql_transaction" t ON t.id = l."transaction"
    LEFT JOIN "suiteql_transactionaccountingline" a ON a."transaction" = l."transaction" AND a.transactionline = l.id
    WHERE l.mainline = 'F' AND l.taxline = 'F' AND l.iscogs = 'F' AND l.item IS NOT NULL AND t.type IN ({types})
"""


def _sales(*types: str) -> str:
    listed = ", ".join(f"'{code}'" for code in types)
    return _SALES_LINES.replace("{types}", listed)


_REPORT_LABELS = {"type": "transactiontype"}
SALES_ORDERED = table("salesordered", _SALES_FACTS, primary="", labels=_REPORT_LABELS, view=_sales("SalesOrd"))
SALES_INVOICED = table(
    "salesinvoiced",
    _SALES_FACTS,
    primary="",
    labels=_REPORT_LABELS,
    view=_sales("CustInvc", "CashSale", "CustCred", "CashRfnd"),
)
TRANSACTION_SHIPMENT = table(
    "transactionshipment",
    """
    doc >transaction, sourceaddress k, destinationaddress >transactionshippingaddress, shippingmethod >shipitem,
    weight n, shippingrate n, handlingrate n
    """,
    primary="",
    view="""
    SELECT t.id AS doc, NULL AS sourceaddress, t.shippingaddress AS destinationaddress, m.shipmethod AS shippingmethod,
           NULL AS weight,
           (SELECT ABS(SUM(s.foreignamount)) FROM "suiteql_transactionline" s
             WHERE s."transaction" = t.id AND s.itemtype = 'ShipItem' AND s.item IS NOT NULL) AS shippingrate,
           (SELECT ABS(SUM(s.foreignamount)) FROM "suiteql_transactionline" s
             WHERE s."transaction" = t.id AND s.itemtype = 'ShipItem' AND s.item IS NULL) AS handlingrate
    FROM "suiteql_transaction" t
    JOIN "suiteql_transactionline" m ON m."transaction" = t.id AND m.mainline = 'T'
    WHERE t.shippingaddress IS NOT NULL OR m.shipmethod IS NOT NULL
    """,
)
ITEM_PRESENTATION = table(
    "itempresentationitem",
    "superitem >item, item >item, baseprice n, currency >currency",
    primary="",
    permission="LIST_ITEM",
    view="""
    SELECT p.item AS superitem, p.item AS item, p.unitprice AS baseprice, p.currency AS currency
    FROM "suiteql_pricing" p WHERE p.pricelevel = 1 AND p.quantity = 0
    """,
)
TRANSACTION_HISTORY = table(
    "transactionhistory",
    """
    transaction >transaction, date t, name >entity, context x, type n, field x, oldvalue s, newvalue s, role >role
    """,
    primary="",
    permission="LIST_SYSTEMNOTES",
    labels={"type": "systemnotetype"},
    view="""
    SELECT n.recordid AS "transaction", n.date AS date, n.name AS name, n.context AS context, n.type AS type,
           n.field AS field, n.oldvalue AS oldvalue, n.newvalue AS newvalue, n.role AS role
    FROM "suiteql_systemnote" n WHERE n.recordtypeid = -30
    """,
)

TABLES = (SALES_ORDERED, SALES_INVOICED, TRANSACTION_SHIPMENT, ITEM_PRESENTATION, TRANSACTION_HISTORY)
