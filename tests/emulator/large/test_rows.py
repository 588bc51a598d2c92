"""SuiteQL says of a large company what its records say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account
    from tests.emulator.large.conftest import Caller

# Changes are noted when they happen; the copies of a seed never changed.
_NOT_MADE_OF_RECORDS = frozenset({"suiteql_layout", "suiteql_dirty", "suiteql_systemnote", "suiteql_deletedrecord"})


def _tables(account: Account) -> dict[str, set[tuple[Any, ...]]]:
    found = account.db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB 'suiteql_*'")
    return {
        name: set(account.db.execute(f'SELECT * FROM "{name}"'))
        for (name,) in found.fetchall()
        if name not in _NOT_MADE_OF_RECORDS
    }


def test_copied_rows_are_those_that_the_records_would_make(own_company: Account) -> None:
    copied = _tables(own_company)
    own_company.suiteql.rebuild()
    made = _tables(own_company)
    assert copied.keys() == made.keys()
    for name, rows in made.items():
        assert copied[name] == rows, name


def test_indexes_are_all_there_again(own_company: Account) -> None:
    def indexes() -> set[tuple[Any, ...]]:
        return set(own_company.db.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index'"))

    grown = {row for row in indexes() if row[1].startswith("suiteql_")}
    own_company.settings = own_company.settings.__class__(seed="empty")
    own_company.reset()
    assert grown == {row for row in indexes() if row[1].startswith("suiteql_")}


async def test_every_transaction_is_listed_exactly_once(call: Caller) -> None:
    pages = [
        await call.rows("SELECT id FROM transaction ORDER BY id", f"?limit=300&offset={offset}")
        for offset in range(0, 2100, 300)
    ]
    ids = [row["id"] for page in pages for row in page]
    assert len(ids) == len(set(ids)) == 2000


@pytest.mark.parametrize("record_type", ["invoice", "salesOrder", "customerPayment"])
async def test_every_record_is_listed_exactly_once(company: Account, call: Caller, record_type: str) -> None:
    ids: list[str] = []
    while True:
        page = await call.get(f"{record_type}?limit=200&offset={len(ids)}")
        ids += [item["id"] for item in page["items"]]
        if not page["hasMore"]:
            break
    assert page["totalResults"] == len(ids) == len(set(ids))
    assert sorted(ids, key=int) == company.store.ids(record_type)


async def test_sums_are_those_of_the_records(company: Account, call: Caller) -> None:
    rows = await call.rows(
        "SELECT type, COUNT(*) AS documents, SUM(foreigntotal) AS total, SUM(foreignamountunpaid) AS unpaid"
        " FROM transaction WHERE type IN ('CustInvc', 'SalesOrd') GROUP BY type ORDER BY type"
    )
    for row, record_type in zip(rows, ("invoice", "salesOrder"), strict=True):
        bodies = list(company.store.scan(record_type))
        assert int(row["documents"]) == len(bodies)
        assert float(row["total"]) == pytest.approx(sum(body["total"] for body in bodies), abs=0.01)
        unpaid = sum(body.get("amountRemaining", 0.0) for body in bodies)
        assert float(row.get("unpaid", 0)) == pytest.approx(unpaid, abs=0.01)


async def test_the_books_balance(call: Caller) -> None:
    rows = await call.rows(
        "SELECT transaction, SUM(amount) AS left_over FROM transactionaccountingline"
        " GROUP BY transaction HAVING ABS(SUM(amount)) > 0.004"
    )
    assert rows == []


async def test_receivables_are_what_customers_owe(company: Account, call: Caller) -> None:
    (row,) = await call.rows(
        "SELECT SUM(tal.amount) AS owed FROM transactionaccountingline tal JOIN account a ON a.id = tal.account"
        " JOIN transaction t ON t.id = tal.transaction WHERE a.accttype = 'AcctRec' AND tal.posting = 'T'"
    )
    owed = sum(customer["balance"] for customer in company.store.scan("customer"))
    assert float(row["owed"]) == pytest.approx(owed, abs=1)


async def test_documents_are_read_as_on_a_small_company(company: Account, call: Caller) -> None:
    for kind in company.store.schema.of_kind("transaction"):
        for record_id in (company.store.ids(kind.name) or [])[-1:]:
            body = await call.get(f"{kind.name}/{record_id}?expandSubResources=true")
            stored = company.store.get(kind.name, record_id)
            assert stored is not None
            assert body["id"] == record_id
            assert body["tranId"] == stored["tranId"]
            assert len(body.get("item", {"items": []})["items"]) == len(stored.get("item", ()))


async def test_filters_find_copies(company: Account, call: Caller) -> None:
    invoice = company.store.get("invoice", company.store.ids("invoice")[700 % company.store.count("invoice")])
    assert invoice is not None
    page = await call.get(f"invoice?q=tranId%20IS%20{invoice['tranId']}")
    assert [item["id"] for item in page["items"]] == [invoice["id"]]
    order = next(body for body in company.store.scan("salesOrder") if "externalId" in body)
    body = await call.get(f"salesOrder/eid:{order['externalId']}")
    assert body["id"] == order["id"]
