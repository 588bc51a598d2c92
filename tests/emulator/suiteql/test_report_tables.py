"""Tables that show others in another form, and those about the account itself."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import httpx
import pytest

from suiteplug.emulator.access.seed import ADMINISTRATOR_ROLE, FULL_ROLE, READ_ONLY_ROLE, SALES_ROLE
from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.restlet.registry import Restlet
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from tests.emulator.suiteql.conftest import Asker

ORIGIN = "http://127.0.0.1:1"


@pytest.mark.parametrize(
    ("table", "types"),
    [("salesordered", "'SalesOrd'"), ("salesinvoiced", "'CustInvc', 'CashSale', 'CustCred', 'CashRfnd'")],
)
def test_report_facts_are_the_lines_with_signs_turned(company: Asker, table: str, types: str) -> None:
    facts = company.rows(f"SELECT COUNT(*) AS n, SUM(amount) AS total, SUM(itemcount) AS items FROM {table}")
    lines = company.rows(
        "SELECT COUNT(*) AS n, -SUM(l.netamount) AS total, -SUM(l.quantity) AS items FROM transactionline l"
        " JOIN transaction t ON t.id = l.transaction WHERE l.mainline = 'F' AND l.taxline = 'F' AND l.iscogs = 'F'"
        f" AND l.item IS NOT NULL AND t.type IN ({types})"
    )
    assert facts == lines
    assert int(facts[0]["n"]) > 10
    assert Decimal(facts[0]["total"]) > 0


def test_a_report_fact_has_the_headers_fields(company: Asker) -> None:
    row = company.rows("SELECT * FROM salesordered ORDER BY transaction ASC, tranline ASC FETCH FIRST 1 ROWS ONLY")[0]
    assert {"transaction", "tranline", "uniquekey", "type", "trandate", "entity", "item", "amount"} <= row.keys()
    shown = company.rows(
        "SELECT BUILTIN.DF(type) AS type, BUILTIN.DF(entity) AS entity FROM salesordered WHERE uniquekey = ?",
        row["uniquekey"],
    )
    assert shown[0]["type"] == "Sales Order"
    assert not shown[0]["entity"].isdigit()


def test_a_role_sees_its_own_facts_only(company: Asker) -> None:
    assert company.rows("SELECT COUNT(*) AS n FROM salesinvoiced", role=SALES_ROLE) == [{"n": "0"}]
    assert company.rows("SELECT COUNT(*) AS n FROM salesordered", role=SALES_ROLE) != [{"n": "0"}]


def test_facts_without_subsidiaries(company: Asker) -> None:
    with Account.open(Settings(one_world=False)) as account:
        asker = type(company)(account)
        assert "subsidiary" not in asker.rows("SELECT * FROM salesordered FETCH FIRST 1 ROWS ONLY")[0]
        assert "Unknown identifier 'subsidiary'" in asker.refusal("SELECT subsidiary FROM salesordered")


def test_shipments(company: Asker) -> None:
    rows = company.rows(
        "SELECT s.doc, s.shippingrate, t.type FROM transactionshipment s JOIN transaction t ON t.id = s.doc"
        " WHERE s.shippingrate IS NOT NULL"
    )
    costs = {body["id"]: body.get("shippingCost") for body in company.bodies("salesOrder")}
    orders = [row for row in rows if row["type"] == "SalesOrd"]
    assert orders
    assert all(Decimal(row["shippingrate"]) == Decimal(str(costs[row["doc"]])) for row in orders)


def test_base_prices(company: Asker) -> None:
    rows = company.rows("SELECT superitem, baseprice FROM itempresentationitem WHERE currency = 1")
    prices = company.rows(
        "SELECT item AS superitem, unitprice AS baseprice FROM pricing"
        " WHERE pricelevel = 1 AND quantity = 0 AND currency = 1"
    )
    assert sorted(map(str, rows)) == sorted(map(str, prices))
    assert rows


def test_vendors_of_items(own: Asker) -> None:
    item = own.bodies("inventoryItem")[0]
    vendor = own.bodies("vendor")[0]["id"]
    item["itemVendor"] = [{"vendor": vendor, "vendorCode": "X-1", "purchasePrice": 2.5, "preferredVendor": True}]
    own.account.store.put("inventoryItem", item)
    rows = own.rows(
        "SELECT item, vendor, vendorcode, purchaseprice, preferredvendor FROM itemvendor WHERE item = ?", item["id"]
    )
    assert rows == [
        {"item": item["id"], "vendor": vendor, "vendorcode": "X-1", "purchaseprice": "2.5", "preferredvendor": "T"}
    ]
    item["itemVendor"] = []
    own.account.store.put("inventoryItem", item)
    assert not own.rows("SELECT item FROM itemvendor WHERE item = ?", item["id"])


def test_history_of_a_transaction(own: Asker) -> None:
    order = own.bodies("salesOrder")[0]
    own.account.store.put("salesOrder", {**order, "memo": "Changed"})
    rows = own.rows("SELECT field, newvalue FROM transactionhistory WHERE transaction = ?", order["id"])
    assert {"field": "TRANDOC.MEMO", "newvalue": "Changed"} in rows


def test_lists_and_segments_of_the_accounts_own(company: Asker) -> None:
    assert company.rows("SELECT name, scriptid FROM customlist") == [
        {"name": "Shop Occasion", "scriptid": "CUSTOMLIST_SHOP_OCCASION"}
    ]
    assert company.rows("SELECT scriptid, recordtype FROM customsegment") == [
        {"scriptid": "CSEG_REGION", "recordtype": "CUSTOMRECORD_CSEG_REGION"}
    ]
    types = {row["scriptid"] for row in company.rows("SELECT scriptid FROM customrecordtype")}
    assert types == {"CUSTOMRECORD_SHOP_CHANNEL", "CUSTOMRECORD_CSEG_REGION"}
    values = company.rows("SELECT id, name, isinactive FROM customlist_shop_occasion ORDER BY id ASC")
    assert values
    assert all(row["isinactive"] == "F" for row in values)


def test_files_and_folders(company: Asker) -> None:
    rows = company.rows("SELECT f.id, f.name, BUILTIN.DF(f.folder) AS folder FROM file f ORDER BY f.id ASC")
    assert rows[0] == {"id": "701", "name": "Terms of delivery.pdf", "folder": "Documents"}
    assert company.rows("SELECT appfolder FROM mediaitemfolder") == [{"appfolder": "Documents"}]


def test_roles_of_users(company: Asker) -> None:
    rows = company.rows("SELECT BUILTIN.DF(role) AS role FROM employeerolesforsearch WHERE entity = -5")
    assert {"role": "Integration (full)"} in rows


async def test_sign_ins_can_be_read(own: Asker) -> None:
    account = own.account
    token = ready_connection(account, "oauth-authorization-code", base_url=ORIGIN)["access_token"]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(account)), base_url=ORIGIN) as http:
        await http.get("/services/rest/system/v1/serverTime", headers={"Authorization": f"Bearer {token}"})
        await http.get("/services/rest/system/v1/serverTime", headers={"Authorization": "Bearer no-token"})
    statement = (
        "SELECT status, detail, emailaddress, requesturi, BUILTIN.DF(role) AS role FROM loginaudit ORDER BY date ASC"
    )
    first, second = own.rows(statement)
    assert first == {
        "status": "Success",
        "emailaddress": "integration@emulator.example",
        "requesturi": "/services/rest/system/v1/serverTime",
        "role": "Integration (full)",
    }
    assert (second["status"], second["detail"]) == ("Failure", "TokenNotAcceptable")
    assert len(own.rows(statement)) == 2


@pytest.mark.parametrize(("role", "sees"), [(FULL_ROLE, True), (ADMINISTRATOR_ROLE, True), (READ_ONLY_ROLE, False)])
def test_who_may_read_sign_ins(company: Asker, role: str, sees: bool) -> None:
    if sees:
        company.rows("SELECT status FROM loginaudit", role=role)
    else:
        assert "was not found" in company.refusal("SELECT status FROM loginaudit", role=role)


def test_scripts_that_are_deployed(own: Asker) -> None:
    statement = (
        "SELECT BUILTIN.DF(script) AS script, scriptid, isdeployed FROM scriptdeployment ORDER BY primarykey ASC"
    )
    before = own.rows(statement)
    assert {
        "script": "customscript_suiteplug_echo",
        "scriptid": "CUSTOMDEPLOY_SUITEPLUG_ECHO",
        "isdeployed": "T",
    } in before
    own.account.restlets.deploy(Restlet("customscript_new", "900", "customdeploy_new"))
    assert len(own.rows(statement)) == len(before) + 1
    assert own.rows("SELECT COUNT(*) AS n FROM scriptnote") == [{"n": "0"}]
    assert own.rows("SELECT COUNT(*) AS n FROM scheduledscriptinstance") == [{"n": "0"}]
