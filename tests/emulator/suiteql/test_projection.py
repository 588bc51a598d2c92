"""Rows follow records: after changes and deletions they are what a rebuild from nothing makes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from tests.emulator.suiteql.conftest import Asker

LOGS = frozenset({"suiteql_deletedrecord", "suiteql_systemnote", "suiteql_dirty", "suiteql_layout"})


def contents(account: Account) -> dict[str, list[Any]]:
    """Every row of every query table but the logs, in a fixed order."""
    found = account.db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'suiteql_*'")
    names = sorted(name for (name,) in found.fetchall() if name not in LOGS)
    return {name: sorted(account.db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}


def save(account: Account, record_type: str, body: dict[str, Any]) -> str:
    """Save as the record service does, rules and all."""
    with account.store.transaction():
        old = account.store.get(record_type, body["id"]) if "id" in body else None
        for place, line in enumerate(body.get("item") or [], start=1):
            line.setdefault("line", place)
        new = account.rules.prepare(record_type, old, body)
        new["lastModifiedDate"] = account.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        new.setdefault("createdDate", new["lastModifiedDate"])
        record_id = account.store.put(record_type, new)
        account.rules.after_save(record_type, old, new)
    return record_id


def stored(account: Account, record_type: str, record_id: str) -> dict[str, Any]:
    body = account.store.get(record_type, record_id)
    assert body is not None
    return body


def transform(account: Account, source_type: str, source_id: str, target_type: str) -> str:
    source = stored(account, source_type, source_id)
    return save(account, target_type, account.rules.transform(source_type, source, target_type))


def order(account: Account, *lines: tuple[str, float], customer: str = "CUST1009") -> str:
    entity = next(body for body in account.store.scan("customer") if body["entityId"] == customer)
    items = {body["itemId"]: body["id"] for body in account.store.scan("inventoryItem")}
    body = {
        "entity": entity["id"],
        "location": "11",
        "orderStatus": "B",
        "item": [{"item": items[sku], "quantity": quantity} for sku, quantity in lines],
    }
    return save(account, "salesOrder", body)


def test_a_rebuild_changes_nothing(own: Asker) -> None:
    account = own.account
    own.account.suiteql.refresh()
    order_id = order(account, ("MUG-BLUE", 3.0), ("BOWL-OAK", 1.0))
    own.account.suiteql.refresh()
    transform(account, "salesOrder", order_id, "itemFulfillment")
    invoice_id = transform(account, "salesOrder", order_id, "invoice")
    own.account.suiteql.refresh()
    payment_id = transform(account, "invoice", invoice_id, "customerPayment")
    customer = stored(account, "customer", stored(account, "invoice", invoice_id)["entity"])
    customer["addressBook"] = customer["addressBook"][:1]
    account.store.put("customer", {**customer, "email": "new@example.com"})
    account.store.put("term", {"name": "Net 90", "daysUntilNetDue": 90})
    own.account.suiteql.refresh()
    account.store.delete("customerPayment", payment_id)
    account.store.delete("term", account.store.ids("term")[-1])
    other = order(account, ("MUG-WHITE", 2.0))
    own.account.suiteql.refresh()
    body = stored(account, "salesOrder", other)
    body["item"] = [{**body["item"][0], "quantity": 5.0, "amount": None}]
    save(account, "salesOrder", body)
    own.account.suiteql.refresh()
    incremental = contents(account)
    own.account.suiteql.rebuild()
    rebuilt = contents(account)
    assert rebuilt.keys() == incremental.keys()
    for name, rows in rebuilt.items():
        assert rows == incremental[name], name


def test_a_seed_company_projected_twice_is_the_same(company: Asker) -> None:
    company.account.suiteql.refresh()
    before = contents(company.account)
    company.account.suiteql.rebuild()
    assert contents(company.account) == before


def test_the_tables_stay_in_the_file(own: Asker, tmp_path: Any) -> None:
    before = own.rows("SELECT id, tranid FROM transaction ORDER BY id ASC")
    data = own.account.settings.data
    own.account.store.put("department", {"name": "Workshop"})
    own.account.close()
    with Account.open(Settings(data=data)) as reopened:
        again = type(own)(reopened)
        assert again.rows("SELECT id, tranid FROM transaction ORDER BY id ASC") == before
        assert {"name": "Workshop"} in again.rows("SELECT name FROM department")


def test_another_layout_is_made_anew(own: Asker) -> None:
    data = own.account.settings.data
    own.account.db.execute("UPDATE suiteql_layout SET layout = 'older'")
    own.account.db.execute("DELETE FROM suiteql_customer")
    own.account.close()
    with Account.open(Settings(data=data)) as reopened:
        assert type(own)(reopened).rows("SELECT COUNT(*) AS n FROM customer") == [{"n": "49"}]


def test_what_is_undone_leaves_no_row(own: Asker) -> None:
    count = own.rows("SELECT COUNT(*) AS n FROM department")
    notes = own.rows("SELECT COUNT(*) AS n FROM systemnote")

    def save_and_fail() -> None:
        with own.account.store.transaction():
            own.account.store.put("department", {"name": "Undone"})
            own.account.store.put("customer", {"entityId": "Undone"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        save_and_fail()
    assert own.rows("SELECT COUNT(*) AS n FROM department") == count
    assert own.rows("SELECT COUNT(*) AS n FROM systemnote") == notes


def test_a_reset_starts_over(own: Asker) -> None:
    own.account.store.put("department", {"name": "Workshop"})
    before = own.rows("SELECT COUNT(*) AS n FROM department")
    own.account.reset()
    assert own.rows("SELECT COUNT(*) AS n FROM department") == [{"n": str(int(before[0]["n"]) - 1)}]


# --- the seed company, against its records ------------------------------------------------------------------------


def test_header_columns(company: Asker) -> None:
    rows = company.rows(
        "SELECT id, tranid, type, recordtype, status, entity, currency, foreigntotal, otherrefnum, posting,"
        " TO_CHAR(trandate, 'YYYY-MM-DD') AS day, trandisplayname FROM transaction WHERE type = 'SalesOrd'"
        " ORDER BY id ASC"
    )
    bodies = company.bodies("salesOrder")
    assert len(rows) == len(bodies)
    for row, body in zip(rows, bodies, strict=True):
        assert row["id"] == body["id"]
        assert row["tranid"] == body["tranId"]
        assert (row["type"], row["recordtype"], row["posting"]) == ("SalesOrd", "salesorder", "F")
        assert row["status"] == body["orderStatus"]
        assert (row["entity"], row["currency"]) == (body["entity"], body["currency"])
        assert float(row["foreigntotal"]) == body["total"]
        assert row.get("otherrefnum") == body.get("otherRefNum")
        assert row["day"] == body["tranDate"]
        assert row["trandisplayname"] == f"Sales Order #{body['tranId']}"


def test_sales_lines_are_negative_and_main_lines_positive(company: Asker) -> None:
    rows = company.rows(
        "SELECT tl.transaction, tl.id, tl.mainline, tl.taxline, tl.item, tl.quantity, tl.foreignamount, tl.createdfrom"
        " FROM transactionline tl, transaction t WHERE t.id = tl.transaction AND t.type = 'CustInvc'"
        " ORDER BY tl.uniquekey ASC"
    )
    lines = defaultdict(list)
    for row in rows:
        lines[row["transaction"]].append(row)
    for body in company.bodies("invoice"):
        main, *others = lines[body["id"]]
        assert (main["mainline"], main["id"], main.get("item")) == ("T", "0", None)
        assert float(main["foreignamount"]) == body["total"]
        assert main.get("createdfrom") == body.get("createdFrom")
        items = [row for row in others if row["id"] in {str(line["line"]) for line in body["item"]}]
        assert [float(row["quantity"]) for row in items] == [-line["quantity"] for line in body["item"]]
        assert [float(row["foreignamount"]) for row in items] == [-line["amount"] for line in body["item"]]
        tax = sum(-float(row["foreignamount"]) for row in others if row["taxline"] == "T")
        assert round(tax, 2) == body["taxTotal"]
        assert round(sum(float(row["foreignamount"]) for row in others), 2) == -body["total"]


def test_every_document_balances(company: Asker) -> None:
    assert (
        company.rows("SELECT transaction FROM transactionaccountingline GROUP BY transaction HAVING SUM(amount) <> 0")
        == []
    )
    totals = company.rows("SELECT SUM(debit) AS d, SUM(credit) AS c FROM transactionaccountingline WHERE posting = 'T'")
    assert totals[0]["d"] == totals[0]["c"]
    both = "SELECT transaction FROM transactionaccountingline WHERE debit IS NOT NULL AND credit IS NOT NULL"
    assert company.rows(both) == []
    missing = "SELECT transaction FROM transactionaccountingline WHERE posting = 'T' AND account IS NULL"
    assert company.rows(missing) == []


def test_main_lines_carry_the_header_total(company: Asker) -> None:
    different = company.rows(
        "SELECT t.id FROM transaction t JOIN transactionline l ON l.transaction = t.id AND l.mainline = 'T'"
        " WHERE t.type NOT IN ('ItemShip', 'ItemRcpt') AND t.foreigntotal <> l.foreignamount"
    )
    assert different == []


def test_receivables_are_what_customers_owe(company: Asker) -> None:
    rows = company.rows(
        "SELECT t.entity, SUM(tal.amount) AS owed FROM transactionaccountingline tal, transaction t, account a"
        " WHERE tal.transaction = t.id AND tal.account = a.id AND a.accttype = 'AcctRec' AND tal.posting = 'T'"
        " GROUP BY t.entity"
    )
    owed = {row["entity"]: round(float(row["owed"]), 2) for row in rows}
    for body in company.bodies("customer"):
        unapplied = [
            payment["unapplied"] for payment in company.bodies("customerPayment") if payment["customer"] == body["id"]
        ]
        assert owed.get(body["id"], 0.0) == round(body["balance"] - sum(unapplied), 2), body["entityId"]


def test_links_follow_transforms_and_applications(company: Asker) -> None:
    made = company.rows(
        "SELECT previousdoc, previousline, nextdoc, nextline, linktype, previoustype, nexttype"
        " FROM nexttransactionlinelink WHERE nexttype = 'ItemShip' AND nextline > 0"
    )
    expected = {
        (body["createdFrom"], str(line["orderLine"]), body["id"], str(line["line"]))
        for body in company.bodies("itemFulfillment")
        for line in body["item"]
    }
    assert {(row["previousdoc"], row["previousline"], row["nextdoc"], row["nextline"]) for row in made} == expected
    assert {(row["linktype"], row["previoustype"]) for row in made} == {("ShipRcpt", "SalesOrd")}
    paid = company.rows(
        "SELECT previousdoc, nextdoc, foreignamount FROM previoustransactionlink WHERE linktype = 'Payment'"
    )
    applied = {
        (line["doc"], body["id"], line["amount"])
        for record_type in ("customerPayment", "creditMemo")
        for body in company.bodies(record_type)
        for line in body["apply"]
    }
    assert {(row["previousdoc"], row["nextdoc"], float(row["foreignamount"])) for row in paid} == applied


def test_stock_by_location(company: Asker) -> None:
    rows = company.rows("SELECT item, location, quantityonhand, quantityavailable FROM aggregateitemlocation")
    stored = {
        (body["id"], line["location"], line["quantityOnHand"], line["quantityAvailable"])
        for record_type in ("inventoryItem", "lotNumberedInventoryItem")
        for body in company.bodies(record_type)
        for line in body["locations"]
    }
    shown = {(r["item"], r["location"], float(r["quantityonhand"]), float(r["quantityavailable"])) for r in rows}
    assert shown == stored


def test_entities_of_every_kind(company: Asker) -> None:
    rows = company.rows(
        "SELECT type, COUNT(*) AS n, COUNT(customer) AS c, COUNT(vendor) AS v FROM entity GROUP BY type"
    )
    counts = {row["type"]: (row["n"], row["c"], row["v"]) for row in rows}
    customers, vendors = len(company.bodies("customer")), len(company.bodies("vendor"))
    assert counts["CustJob"] == (str(customers), str(customers), "0")
    assert counts["Vendor"] == (str(vendors), "0", str(vendors))
    assert company.rows("SELECT COUNT(*) AS n FROM customersubsidiaryrelationship") == [{"n": str(customers)}]


def test_addresses_hang_together(company: Asker) -> None:
    rows = company.rows(
        "SELECT c.id, a.addr1, a.city, a.country FROM customer c"
        " JOIN customeraddressbookentityaddress a ON a.nkey = c.defaultbillingaddress ORDER BY c.id ASC"
    )
    expected = []
    for body in company.bodies("customer"):
        for line in body.get("addressBook", []):
            if line.get("defaultBilling"):
                address = line["addressBookAddress"]
                expected.append({"id": body["id"], **{name: address[name] for name in ("addr1", "city", "country")}})
                break
    assert rows == expected
    assert rows


def test_custom_fields_and_custom_records(company: Asker) -> None:
    channels = company.rows(
        "SELECT c.id, c.name, c.custrecord_channel_code AS code, c.custrecord_channel_live AS live,"
        " BUILTIN.DF(c.custrecord_channel_subsidiary) AS sub FROM customrecord_shop_channel c ORDER BY c.id ASC"
    )
    assert channels[0] == {
        "id": "1",
        "name": "US Web Shop",
        "code": "US",
        "live": "T",
        "sub": "Clay & Kettle Inc.",
    }
    scripts = company.rows("SELECT scriptid, fieldtype FROM customfield WHERE scriptid LIKE 'CUSTCOL%'")
    assert {"scriptid": "CUSTCOL_ENGRAVING", "fieldtype": "COLUMN"} in scripts
    assert company.rows("SELECT custitem_shop_handle FROM item WHERE itemid = 'MUG-BLUE'") == [
        {"custitem_shop_handle": "mug-blue"}
    ]


# --- what happens to records --------------------------------------------------------------------------------------


def test_deletions_are_logged_but_not_those_of_lines(own: Asker) -> None:
    account = own.account
    order_id = order(account, ("MUG-BLUE", 1.0))
    name = stored(account, "salesOrder", order_id)["tranId"]
    account.store.delete("salesOrder", order_id)
    rows = own.rows(
        "SELECT recordid, scriptid, name, BUILTIN.DF(type) AS type, iscustomrecord, TO_CHAR(deleteddate, 'YYYY') AS y,"
        " deletedby"
        " FROM deletedrecord ORDER BY deleteddate ASC, recordid ASC"
    )
    assert rows == [
        {
            "recordid": order_id,
            "scriptid": "salesorder",
            "name": f"Sales Order #{name}",
            "type": "Sales Order",
            "iscustomrecord": "F",
            "y": str(account.clock.now().year),
            "deletedby": "-5",
        }
    ]
    assert own.rows("SELECT id FROM transactionline WHERE transaction = ?", order_id) == []
    assert own.rows("SELECT transaction FROM transactionaccountingline WHERE transaction = ?", order_id) == []


def test_system_notes_tell_old_and_new(own: Asker) -> None:
    customer = own.bodies("customer")[0]
    own.account.store.put("customer", {**customer, "email": "changed@example.com"})
    rows = own.rows(
        "SELECT field, oldvalue, newvalue, type, recordtypeid, BUILTIN.DF(name) AS who FROM systemnote"
        " WHERE recordid = ? AND type = 4",
        customer["id"],
    )
    assert rows == [
        {
            "field": "ENTITY.EMAIL",
            "oldvalue": customer["email"],
            "newvalue": "changed@example.com",
            "type": "4",
            "recordtypeid": "-2",
            "who": "Emulator Integration User",
        }
    ]


def test_an_account_without_oneworld_knows_no_subsidiaries(company: Asker) -> None:
    with Account.open(Settings(one_world=False, seed="empty"), Clock()) as account:
        asker = type(company)(account)
        assert asker.refusal("SELECT id FROM subsidiary").endswith("Record 'subsidiary' was not found.")
        assert "Unknown identifier 'subsidiary'" in asker.refusal("SELECT subsidiary FROM transactionline")
        active = asker.rows("SELECT isactive FROM companyfeaturesetup WHERE id = 'SUBSIDIARIES'")
        assert active == [{"isactive": "F"}]
