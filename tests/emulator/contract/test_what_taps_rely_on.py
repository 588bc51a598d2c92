"""What programs that copy whole accounts rely on.

gupy-io/tap-suiteql selects just what the metadata calls filterable (query_builder.py, schema_builder.py), and the
columns of payments and items that its streams.py lists; hotglue's tap-netsuite-rest needs a type or format for every
property of a JSON Schema (client.py) and lists the columns of lines, custom fields and books (streams.py); Airbyte's
source reads the schema of links (streams.py).
"""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.settings import Settings
from tests.emulator.contract.conftest import Stranger

CATALOGUE = "/metadata-catalog"
PAYMENT = """
    abbrevtype, foreignpaymentamountused, foreignpaymentamountunused, foreigntotal, includeinforecast, legacytax,
    onetime, recurannually, recurmonthly, recurquarterly, recurweekly, userevenuearrangement, void, voided
"""
ITEM = """
    copydescription, enforceminqtyinternally, froogleproductfeed, generateaccruals, includechildren, isdropshipitem,
    isonline, isspecialorderitem, matchbilltoreceipt, nextagproductfeed, printitems, shipindividually,
    shoppingproductfeed, shopzillaproductfeed, yahooproductfeed
"""
LINE = """
    acknowledgefulfillinstruction, allocationalert, assembly, assemblyunits, deferrevrec, fxamountlinked, invsoebundle,
    isallocation, iscustomglline, needsrevenueelement, oldcommitmentfirm, quantityallocated, quantitydemandallocated,
    revcommittingtransaction, revrecenddate, revrecschedule, revrecstartdate, revrecterminmonths, subscription,
    subscriptionline, taxamount, vsoeprice, vsoesopgroup
"""
CUSTOM_FIELD = """
    description, fieldtype, fieldvaluetype, fieldvaluetyperecord, id, internalid, ismandatory, isshowinlist, isstored,
    recordtype, scriptid, visibleontransactions
"""
BOOK = "contingentrevenuehandling, twosteprevenueallocation, unbilledreceivablegrouping"


async def schema(ns: Stranger, name: str) -> dict[str, Any]:
    reply = await ns("GET", f"{CATALOGUE}/{name}", headers={"Accept": "application/schema+json"})
    assert reply.status_code == 200
    found: dict[str, Any] = reply.json()
    return found


async def selected(ns: Stranger, columns: str, table: str) -> None:
    reply = await ns.query(f"SELECT {columns} FROM {table}", suffix="?limit=1")  # noqa: S608 - names of our own
    assert reply.status_code == 200, reply.text


@pytest.mark.parametrize(
    ("record_type", "table"),
    [("customer", "customer"), ("vendor", "vendor"), ("invoice", "transaction"), ("salesOrder", "transaction")],
)
async def test_what_is_filterable_is_a_column(ns: Stranger, record_type: str, table: str) -> None:
    names = [name.lower() for name in (await schema(ns, record_type))["x-ns-filterable"] if name != "links"]
    assert len(names) > 25
    await selected(ns, ", ".join(names), table)


@pytest.mark.parametrize(
    ("columns", "table"),
    [
        (PAYMENT, "transaction"),
        (ITEM, "item"),
        (LINE, "transactionline"),
        (CUSTOM_FIELD, "customfield"),
        (BOOK, "accountingbook"),
        ("balancing, displayorder, glimpact, internal", "customsegment"),
    ],
)
async def test_columns_that_a_tap_names(ns: Stranger, columns: str, table: str) -> None:
    await selected(ns, columns, table)


async def test_what_of_a_payment_is_used(ns: Stranger) -> None:
    rows = await ns.rows(
        "SELECT foreigntotal, foreignpaymentamountused, foreignpaymentamountunused FROM transaction"
        " WHERE type = 'CustPymt' AND foreignpaymentamountused IS NOT NULL"
    )
    assert rows
    for row in rows:
        used, unused = float(row["foreignpaymentamountused"]), float(row.get("foreignpaymentamountunused", 0))
        assert used + unused == pytest.approx(abs(float(row["foreigntotal"])))


@pytest.mark.parametrize(
    "name", ["account", "accountingPeriod", "currency", "customer", "department", "priceLevel", "salesOrder", "term"]
)
async def test_every_property_of_a_schema_says_what_it_is(ns: Stranger, name: str) -> None:
    properties = (await schema(ns, name))["properties"]
    assert [key for key, given in properties.items() if "type" not in given] == []


async def test_a_reference_stands_inside_and_its_links_elsewhere(ns: Stranger) -> None:
    """The types of a Go client describe a reference as an object with these properties; links are ``$ref``."""
    currency = (await schema(ns, "customer"))["properties"]["currency"]
    assert set(currency["properties"]) == {"id", "refName", "externalId", "links"}
    link = currency["properties"]["links"]["items"]["$ref"]
    assert link == "/services/rest/record/v1/metadata-catalog/nsLink"
    assert {"rel", "href"} <= set((await schema(ns, "nsLink"))["properties"])


async def test_a_reference_may_be_a_url_too() -> None:
    with Account.open(Settings(seed="empty", schema_references="url")) as account:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(account))) as http:
            currency = (await schema(Stranger(account, http), "customer"))["properties"]["currency"]
    assert currency == {"$ref": "/services/rest/record/v1/metadata-catalog/currency"}
