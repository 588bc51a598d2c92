"""Roles that reach a part of the company only, and who is named in the logs.

Pages: bridgehead_N286421 (subsidiaries), bridgehead_4637690919 (employees), section_1500043125 (system notes). The
sentences of the refusals are those of section_N3539420.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.access.registry import Access
from suiteplug.emulator.access.seed import FULL_ROLE, SUBSIDIARY_ROLE
from suiteplug.emulator.roles import Restrictions, SegmentRestriction, User

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.account import Account
    from tests.emulator.contract.conftest import Stranger

    Restrict = Callable[..., None]

BY_SUBSIDIARY = "Permission Violation: The subsidiary restrictions on your role prevent you from seeing this record."
BY_EMPLOYEE = "Permission Violation: The restrictions on your role deny you access to this record."


@pytest.fixture
def restrict(account: Account, ns: Stranger) -> Restrict:
    """Gives the stranger a role with other restrictions."""

    def change(**restrictions: Any) -> None:
        role = account.access.roles[SUBSIDIARY_ROLE]
        account.access.roles[SUBSIDIARY_ROLE] = replace(role, restrictions=Restrictions(**restrictions))
        ns.role = SUBSIDIARY_ROLE

    return change


async def some(ns: Stranger, record_type: str, subsidiary: str) -> str:
    """A customer, or a sales order, of a subsidiary."""
    statement = {
        "customer": "SELECT entity AS id FROM customersubsidiaryrelationship WHERE subsidiary = ? ORDER BY entity ASC",
        "salesOrder": (
            "SELECT t.id FROM transaction t JOIN transactionline l ON l.transaction = t.id WHERE l.mainline = 'T'"
            " AND t.type = 'SalesOrd' AND l.subsidiary = ? ORDER BY t.id ASC"
        ),
    }[record_type]
    return (await ns.rows(statement, [subsidiary]))[0]["id"]


async def refused(ns: Stranger, method: str, path: str, body: Any = None) -> str:
    reply = await ns(method, path, body)
    assert reply.status_code == 403, reply.text
    (detail,) = reply.json()["o:errorDetails"]
    assert detail["o:errorCode"] == "INSUFFICIENT_PERMISSION"
    return str(detail["detail"])


async def test_one_subsidiary(ns: Stranger) -> None:
    own, other = await some(ns, "customer", "2"), await some(ns, "customer", "1")
    order, foreign = await some(ns, "salesOrder", "2"), await some(ns, "salesOrder", "1")
    ns.role = SUBSIDIARY_ROLE
    assert (await ns.get(f"/customer/{own}"))["subsidiary"]["id"] == "2"
    assert (await ns.get(f"/salesOrder/{order}/item"))["totalResults"] > 0
    await ns.save("PATCH", f"/customer/{own}", {"comments": "ours"})
    for path in (f"/customer/{other}", f"/salesOrder/{foreign}", f"/salesOrder/{foreign}/item", "/location/11"):
        assert await refused(ns, "GET", path) == BY_SUBSIDIARY
    assert await refused(ns, "PATCH", f"/customer/{other}", {"comments": "not ours"}) == BY_SUBSIDIARY
    assert await refused(ns, "DELETE", f"/salesOrder/{foreign}") == BY_SUBSIDIARY
    assert await refused(ns, "POST", f"/salesOrder/{foreign}/!transform/itemFulfillment", {}) == BY_SUBSIDIARY
    new = {"companyName": "Elsewhere Inc", "subsidiary": {"id": "1"}}
    assert await refused(ns, "POST", "/customer", new) == BY_SUBSIDIARY
    await ns.save("POST", "/customer", {**new, "subsidiary": {"id": "2"}})


async def test_lists_leave_the_others_out(ns: Stranger) -> None:
    whole = {kind: (await ns.get(f"/{kind}"))["totalResults"] for kind in ("customer", "salesOrder", "inventoryItem")}
    ns.role = SUBSIDIARY_ROLE
    page = await ns.get("/customer")
    assert 0 < page["totalResults"] < whole["customer"]
    assert {(await ns.get(f"/customer/{one['id']}"))["subsidiary"]["id"] for one in page["items"]} == {"2"}
    assert 0 < (await ns.get("/salesOrder?q=memo%20EMPTY"))["totalResults"] < whole["salesOrder"]
    # Shared by the root subsidiary with those below, but for the item of the German one.
    assert (await ns.get("/inventoryItem"))["totalResults"] == whole["inventoryItem"] - 1
    assert [one["id"] for one in (await ns.get("/subsidiary"))["items"]] == ["2"]


async def rows_of(ns: Stranger, table: str) -> int:
    return int((await ns.rows(f"SELECT COUNT(*) AS n FROM {table}"))[0]["n"])  # noqa: S608 - a constant of the test


async def test_queries_leave_the_others_out(ns: Stranger) -> None:
    statements = {
        "SELECT DISTINCT subsidiary AS s FROM transactionline WHERE mainline = 'T'": {"2"},
        "SELECT id AS s FROM subsidiary": {"2"},
        "SELECT id AS s FROM location": {"14"},
        "SELECT DISTINCT location AS s FROM inventoryitemlocations": {"14"},
        "SELECT DISTINCT subsidiary AS s FROM customersubsidiaryrelationship": {"2"},
        "SELECT DISTINCT r.subsidiary AS s FROM entity e"
        " JOIN customersubsidiaryrelationship r ON r.entity = e.id WHERE e.type = 'CustJob'": {"2"},
    }
    tables = ("transaction", "transactionaccountingline", "customer", "entity", "item", "nexttransactionlink")
    counts = {table: await rows_of(ns, table) for table in tables}
    ns.role = SUBSIDIARY_ROLE
    for statement, expected in statements.items():
        assert {row["s"] for row in await ns.rows(statement) if row.get("s")} == expected, statement
    for table, whole in counts.items():
        assert 0 < await rows_of(ns, table) < whole, table


async def test_choices_leave_the_others_out(ns: Stranger) -> None:
    ns.role = SUBSIDIARY_ROLE
    accept = {"Accept": "application/vnd.oracle.resource+json; type=select-options"}
    reply = await ns("POST", "/customer?fields=subsidiary", {}, accept)
    assert [one["id"] for one in reply.json()["subsidiary"]["_selectOptions"]["items"]] == [2]


async def test_others_may_be_seen_but_not_changed(ns: Stranger, restrict: Restrict) -> None:
    other = await some(ns, "customer", "1")
    restrict(subsidiaries="selected", selected=("2",), view_other_subsidiaries=True)
    assert (await ns.get(f"/customer/{other}"))["subsidiary"]["id"] == "1"
    assert await refused(ns, "PATCH", f"/customer/{other}", {"comments": "no"}) == BY_SUBSIDIARY
    rows = await ns.rows("SELECT DISTINCT subsidiary AS s FROM transactionline WHERE mainline = 'T'")
    assert {row["s"] for row in rows} > {"1", "2"}


async def test_active_subsidiaries(ns: Stranger, restrict: Restrict) -> None:
    other = await some(ns, "customer", "4")
    await ns.save("PATCH", "/subsidiary/4", {"isInactive": True})
    restrict(subsidiaries="active")
    assert await refused(ns, "GET", f"/customer/{other}") == BY_SUBSIDIARY
    assert [one["id"] for one in (await ns.get("/subsidiary"))["items"]] == ["1", "2", "3"]


@pytest.fixture
async def seller(account: Account, ns: Stranger) -> dict[str, str]:
    """A sales representative, one below, and one of another team; the role's tokens sign in as the first."""
    ids: dict[str, str] = {}
    for name in ("chief", "junior", "stranger"):
        above = {"supervisor": {"id": ids["chief"]}} if name == "junior" else {}
        body = {"firstName": name.title(), "lastName": "Seller", "subsidiary": {"id": "2"}, **above}
        ids[name] = await ns.save("POST", "/employee", body)
    account.access.add_user(User(ids["chief"], "Chief Seller", "chief@emulator.example"))
    ns.role = SUBSIDIARY_ROLE
    ns.signed("GET", "https://example.com")  # makes the token
    for token in account.access.tokens.values():
        if token.role_id == SUBSIDIARY_ROLE:
            token.user_id = ids["chief"]
    ns.role = None
    for name in (*ids, "nobody"):
        rep = {"salesRep": {"id": ids[name]}} if name in ids else {}
        body = {"companyName": f"Of {name}", "subsidiary": {"id": "1"}, **rep}
        ids[f"customer of {name}"] = await ns.save("POST", "/customer", body)
    return ids


async def test_own_records_and_those_of_subordinates(ns: Stranger, restrict: Restrict, seller: dict[str, str]) -> None:
    restrict(employees="own")
    for name in ("chief", "junior"):
        assert (await ns.get(f"/customer/{seller[f'customer of {name}']}"))["salesRep"]["id"] == seller[name]
    for name in ("stranger", "nobody"):
        assert await refused(ns, "GET", f"/customer/{seller[f'customer of {name}']}") == BY_EMPLOYEE
    assert await refused(ns, "GET", f"/employee/{seller['stranger']}") == BY_EMPLOYEE
    assert {one["id"] for one in (await ns.get("/employee"))["items"]} == {seller["chief"], seller["junior"]}
    assert {row["id"] for row in await ns.rows("SELECT id FROM customer")} == {
        seller["customer of chief"],
        seller["customer of junior"],
    }
    assert (await ns.get("/contact"))["totalResults"] > 0


async def test_unassigned_records_and_viewing(ns: Stranger, restrict: Restrict, seller: dict[str, str]) -> None:
    nobody, stranger = seller["customer of nobody"], seller["customer of stranger"]
    restrict(employees="own_and_unassigned")
    assert (await ns.get(f"/customer/{nobody}"))["id"] == nobody
    assert await refused(ns, "GET", f"/customer/{stranger}") == BY_EMPLOYEE
    rep = {"salesRep": {"id": seller["stranger"]}}
    assert await refused(ns, "PATCH", f"/customer/{nobody}", rep) == BY_EMPLOYEE
    restrict(employees="own", view_other_employees=True)
    assert (await ns.get(f"/customer/{stranger}"))["id"] == stranger
    assert await refused(ns, "PATCH", f"/customer/{stranger}", {"comments": "no"}) == BY_EMPLOYEE


async def test_the_users_own_subsidiary(ns: Stranger, restrict: Restrict, seller: dict[str, str]) -> None:
    restrict(subsidiaries="user")
    assert [one["id"] for one in (await ns.get("/subsidiary"))["items"]] == ["2"]
    assert await refused(ns, "GET", f"/customer/{seller['customer of chief']}") == BY_SUBSIDIARY


@pytest.fixture
async def departments(ns: Stranger, seller: dict[str, str]) -> dict[str, str]:
    """The seller's department, one below it, and another one; an order of each, and one without."""
    ids = {"other": "1"}
    ids["own"] = await ns.save("POST", "/department", {"name": "Kilns"})
    ids["below"] = await ns.save("POST", "/department", {"name": "Kilns North", "parent": {"id": ids["own"]}})
    await ns.save("PATCH", f"/employee/{seller['chief']}", {"department": {"id": ids["own"]}})
    (service,) = await ns.rows("SELECT id FROM item WHERE itemid = 'WORKSHOP'")
    line = {"items": [{"item": {"id": service["id"]}, "quantity": 1}]}
    body = {"entity": {"id": seller["customer of chief"]}, "item": line}
    for name in ("own", "below", "other"):
        ids[f"order of {name}"] = await ns.save("POST", "/salesOrder", {**body, "department": {"id": ids[name]}})
    ids["order of nobody"] = await ns.save("POST", "/salesOrder", body)
    return ids


async def test_departments(ns: Stranger, restrict: Restrict, departments: dict[str, str]) -> None:
    restrict(segments=(SegmentRestriction("department", "own"),))
    for name in ("own", "below"):
        assert (await ns.get(f"/salesOrder/{departments[f'order of {name}']}"))["department"]["id"] == departments[name]
    for name in ("other", "nobody"):
        assert await refused(ns, "GET", f"/salesOrder/{departments[f'order of {name}']}") == BY_EMPLOYEE
    assert {one["id"] for one in (await ns.get("/salesOrder"))["items"]} == {
        departments["order of own"],
        departments["order of below"],
    }
    rows = await ns.rows("SELECT id FROM transaction WHERE type = 'SalesOrd'")
    assert {row["id"] for row in rows} == {departments["order of own"], departments["order of below"]}
    assert (await ns.get("/inventoryItem"))["totalResults"] > 0
    restrict(segments=(SegmentRestriction("department", items=True),))
    assert (await ns.get(f"/salesOrder/{departments['order of nobody']}"))["id"]
    moved = {"department": {"id": departments["other"]}}
    assert await refused(ns, "PATCH", f"/salesOrder/{departments['order of own']}", moved) == BY_EMPLOYEE
    restrict(segments=(SegmentRestriction("department", "own", viewing=True),))
    assert (await ns.get(f"/salesOrder/{departments['order of other']}"))["id"]
    assert await refused(ns, "PATCH", f"/salesOrder/{departments['order of other']}", {"memo": "x"}) == BY_EMPLOYEE


async def test_classes_of_items(ns: Stranger, restrict: Restrict, seller: dict[str, str]) -> None:
    await ns.save("PATCH", f"/employee/{seller['chief']}", {"class": {"id": "2"}})
    whole = (await ns.get("/inventoryItem"))["totalResults"]
    restrict(segments=(SegmentRestriction("class", "own"),))
    assert (await ns.get("/inventoryItem"))["totalResults"] == whole
    restrict(segments=(SegmentRestriction("class", "own", items=True),))
    page = await ns.get("/inventoryItem")
    assert 0 < page["totalResults"] < whole
    assert {(await ns.get(f"/inventoryItem/{one['id']}"))["class"]["id"] for one in page["items"]} == {"2"}


async def test_restrictions_outlive_the_process(account: Account) -> None:
    role = account.access.roles[SUBSIDIARY_ROLE]
    entry = SegmentRestriction("location", "own", viewing=True, items=True)
    kept = replace(role, restrictions=Restrictions(subsidiaries="user", selected=("2",), segments=(entry,)))
    account.access.add_role(kept)
    assert Access(account.state).roles[SUBSIDIARY_ROLE] == kept


# --- system notes ---------------------------------------------------------------------------------------------------

NOTES = "SELECT field, oldvalue, newvalue, type, name, role, lineid FROM systemnote WHERE recordid = ? ORDER BY id ASC"


async def test_notes_name_who_changed_what(ns: Stranger, account: Account) -> None:
    own = await some(ns, "customer", "2")
    await ns.save("PATCH", f"/customer/{own}", {"comments": "first"})
    ns.role = SUBSIDIARY_ROLE
    await ns.save("PATCH", f"/customer/{own}", {"comments": "second", "email": None})
    ns.role = None
    notes = [note for note in await ns.rows(NOTES, [own]) if note["field"] == "ENTITY.COMMENTS"]
    assert [(note.get("oldvalue"), note["newvalue"], note["type"], note["role"]) for note in notes] == [
        (None, "first", "2", FULL_ROLE),
        ("first", "second", "4", SUBSIDIARY_ROLE),
    ]
    assert {note["name"] for note in notes} == {next(iter(account.access.users))}
    assert [note["field"] for note in await ns.rows(NOTES, [own])].count("ENTITY.EMAIL") >= 1


async def test_notes_of_lines_and_custom_records(ns: Stranger) -> None:
    order = await some(ns, "salesOrder", "1")
    line = (await ns.get(f"/salesOrder/{order}/item?expandSubResources=true"))["items"][0]
    changed = {"line": line["line"], "description": "Changed words"}
    await ns.save("PATCH", f"/salesOrder/{order}", {"item": {"items": [changed]}})
    (note,) = [one for one in await ns.rows(NOTES, [order]) if one["field"] == "TRANLINE.DESCRIPTION"]
    assert (note["newvalue"], note["lineid"]) == ("Changed words", str(line["line"]))
    await ns.save("PATCH", "/customrecord_shop_channel/1", {"custrecord_channel_fee": 2.5})
    fee = "SELECT oldvalue, newvalue FROM systemnote WHERE field = 'CUSTOM.CUSTRECORD_CHANNEL_FEE'"
    assert [(row["oldvalue"], row["newvalue"]) for row in await ns.rows(fee)] == [("1.5", "2.5")]


async def test_what_is_taken_back_leaves_no_note(ns: Stranger) -> None:
    own = await some(ns, "customer", "1")
    before = len(await ns.rows(NOTES, [own]))
    reply = await ns("PATCH", f"/customer/{own}", {"comments": "x", "email": "no address"})
    assert (reply.status_code, len(await ns.rows(NOTES, [own]))) == (400, before)


async def test_deletions_name_who_deleted(ns: Stranger, account: Account) -> None:
    made = await ns.save("POST", "/customer", {"companyName": "Gone Ltd", "subsidiary": {"id": "1"}})
    await ns("DELETE", f"/customer/{made}")
    rows = await ns.rows("SELECT deletedby FROM deletedrecord WHERE recordid = ?", [made])
    assert [row["deletedby"] for row in rows] == [next(iter(account.access.users))]
