"""Every row once, on the emulated account, with pages so small that all turns are taken."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector.errors import InputError, InvalidQueryError
from suiteplug.connector.export.reader import Reader
from suiteplug.connector.suiteql.statement import prepare

if TYPE_CHECKING:
    from suiteplug.api import NetSuite

CASES = {
    "a table": ("SELECT id, tranid FROM transaction", ()),
    "a key that is not asked for": ("SELECT tranid, entity FROM transaction", ()),
    "a condition with OR and values": (
        "SELECT t.tranid FROM transaction t WHERE t.type = ? OR t.type = ? ORDER BY t.tranid DESC",
        ("SalesOrd", "CustInvc"),
    ),
    "values in the list and in joins": (
        """SELECT NVL(t.memo, ?) AS memo, l.quantity FROM transaction t JOIN transactionline l
        ON l.transaction = t.id AND l.mainline = ? WHERE t.type <> ?""",
        ("none", "F", "Journal"),
    ),
    "an old join": (
        "SELECT t.id, e.entityid FROM transaction t, entity e WHERE t.entity = e.id(+) AND t.type = 'SalesOrd'",
        (),
    ),
    "lines": ("SELECT transaction, id, item, quantity FROM transactionline", ()),
    "many rows share a key": ("SELECT transaction, account, debit FROM transactionaccountingline", ()),
    "groups": ("SELECT entity, COUNT(*) AS n FROM transaction GROUP BY entity", ()),
    "a union": ("SELECT id, 'c' AS kind FROM customer UNION ALL SELECT id, 'v' AS kind FROM vendor", ()),
    "distinct": ("SELECT DISTINCT entity, type FROM transaction", ()),
    "everything": ("SELECT * FROM customer", ()),
    "one row": ("SELECT COUNT(*) AS n FROM transaction", ()),
    "nothing": ("SELECT id FROM customer WHERE id < 0", ()),
    "the first few": ("SELECT id FROM transaction ORDER BY id ASC FETCH FIRST 37 ROWS ONLY", ()),
}


def bag(items: list[dict[str, Any]]) -> Counter[tuple[tuple[str, Any], ...]]:
    return Counter(tuple(sorted((key, value) for key, value in item.items() if key != "links")) for item in items)


def newcomer(name: str) -> dict[str, Any]:
    return {"record_type": "customer", "body": {"companyName": name, "isPerson": False, "subsidiary": {"id": "1"}}}


async def read(netsuite: NetSuite, query: str, params: tuple[Any, ...] = (), **how: Any) -> tuple[Reader, list[Any]]:
    reader = Reader(netsuite.session.suiteql, prepare(query), params, **how)
    items = [item async for batch in reader.batches() for item in batch.items]
    await reader.prove(len(items))
    return reader, items


async def whole(netsuite: NetSuite, query: str, params: tuple[Any, ...]) -> list[dict[str, Any]]:
    """The rows as one page of NetSuite's, or a few in a firm order, gives them."""
    items: list[dict[str, Any]] = []
    while True:
        page = await netsuite.session.suiteql.page(query, params, limit=1000, offset=len(items))
        items += page.items
        if not page.has_more:
            return items


@pytest.mark.parametrize("page", [23, 1000])
@pytest.mark.parametrize("case", CASES)
async def test_every_row_comes_once(netsuite: NetSuite, case: str, page: int) -> None:
    query, params = CASES[case]
    reader, items = await read(netsuite, query, params, page=page, lanes=4)
    assert bag(items) == bag(await whole(netsuite, query, params))
    assert reader.proof is not None
    assert reader.proof.complete, str(reader.proof)


@pytest.mark.parametrize("key", ["entity", "t.trandate", "tranid", "lastmodifieddate", "t.memo"])
async def test_a_key_of_the_callers_choice(netsuite: NetSuite, key: str) -> None:
    """References, dates, texts, and columns that are empty in some rows or the same in many."""
    query = "SELECT t.id, t.tranid, t.trandate FROM transaction t"
    reader, items = await read(netsuite, query, key=key, page=10, lanes=4)
    assert bag(items) == bag(await whole(netsuite, query, ()))
    assert reader.key is not None
    assert reader.warnings == []


async def test_groups_are_cut_by_what_they_give(netsuite: NetSuite) -> None:
    query = "SELECT entity AS who, COUNT(*) AS n FROM transaction GROUP BY entity"
    reader, items = await read(netsuite, query, key="who", page=7)
    assert bag(items) == bag(await whole(netsuite, query, ()))
    assert reader.plan is not None


@pytest.mark.parametrize(
    ("query", "key", "field"),
    [
        ("SELECT entity, COUNT(*) AS n FROM transaction GROUP BY entity", "id", "key"),
        ("SELECT id FROM transaction", "id) OR (1=1", "key"),
    ],
)
async def test_a_key_that_cannot_be(netsuite: NetSuite, query: str, key: str, field: str) -> None:
    with pytest.raises(InputError) as caught:
        await read(netsuite, query, key=key)
    assert caught.value.field == field


async def test_a_column_that_is_not_there_leads_to_offsets(netsuite: NetSuite) -> None:
    reader, items = await read(netsuite, "SELECT tranid FROM transaction", key="nosuch", page=50)
    assert len(items) == reader.total
    assert "nosuch" in reader.warnings[0]


async def test_going_on_with_a_plan(netsuite: NetSuite) -> None:
    query = "SELECT id FROM transaction"
    first, items = await read(netsuite, query, page=10)
    again = Reader(netsuite.session.suiteql, prepare(query), page=10, plan=first.plan)
    rest = [item async for batch in again.batches(done=5) for item in batch.items]
    assert rest == items[50:]
    proof = await again.prove(50 + len(rest))
    assert proof is not None
    assert proof.complete


async def test_rows_that_come_meanwhile(netsuite: NetSuite) -> None:
    """What is added in the middle of the keys comes too; what is added above them belongs to the next export."""
    statement = prepare("SELECT id, companyname FROM customer")
    reader = Reader(netsuite.session.suiteql, statement, page=5, lanes=1)
    items: list[Any] = []
    async for batch in reader.batches():
        items += batch.items
        if batch.number == 0:
            await netsuite.run("create-record", newcomer("Latecomer"))
    assert "Latecomer" not in {item.get("companyname") for item in items}
    assert len(items) == len({item["id"] for item in items})
    proof = await reader.prove(len(items))
    assert proof is not None
    assert proof.complete


async def test_rows_that_go_meanwhile_are_told(netsuite: NetSuite) -> None:
    created = await netsuite.run("create-record", newcomer("Goer"))
    reader = Reader(netsuite.session.suiteql, prepare("SELECT id FROM customer"), page=5, lanes=1)
    async for batch in reader.batches():
        if batch.number == 0:
            await netsuite.run("delete-record", {"record_type": "customer", "record_id": created["record_id"]})
    proof = await reader.prove(reader.total or 0)
    assert proof is not None
    assert proof.changed
    assert "came or went" in str(proof)


async def test_a_wrong_column_is_refused_at_once(netsuite: NetSuite) -> None:
    with pytest.raises(InvalidQueryError, match="nosuch"):
        await read(netsuite, "SELECT nosuch FROM transaction")
