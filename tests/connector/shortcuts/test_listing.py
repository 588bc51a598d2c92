"""List shortcuts: SQL from inputs, columns that an account does not have."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest

from suiteplug import runner
from suiteplug.actions.customers import list_customers
from suiteplug.actions.invoices import list_invoices
from suiteplug.actions.items import list_items
from suiteplug.actions.sales_orders import list_sales_orders
from suiteplug.connector.errors import InvalidQueryError, SchemaViolationError
from suiteplug.connector.exchange import Reply
from suiteplug.connector.shortcuts import conditions
from suiteplug.connector.suiteql import SuiteqlService
from suiteplug.connector.watching import NOBODY

if TYPE_CHECKING:
    from suiteplug.connector.exchange import Request
    from suiteplug.connector.session import Session


class Account:
    """Gives ``rows`` to any query, unless it names something in ``hidden``."""

    def __init__(self, *rows: dict[str, str], hidden: tuple[str, ...] = ()) -> None:
        self.rows = rows
        self.hidden = hidden
        self.bodies: list[dict[str, Any]] = []

    async def send(self, request: Request) -> Reply:
        body = json.loads(request.content)
        self.bodies.append(body)
        for name in self.hidden:
            if re.search(rf"\b{name}\b", body["q"]):
                message = "Search error occurred: " + (
                    f"Record '{name}' was not found"
                    if "relationship" in name
                    else f"Unknown identifier '{name}'. Available"
                )
                raise InvalidQueryError(message, http_status=400)
        return Reply(200, {}, b"", "", {"items": list(self.rows), "totalResults": len(self.rows), "hasMore": False})

    def session(self) -> Session:
        suiteql = SuiteqlService(self, date_format="M/D/YYYY")
        connection = SimpleNamespace(check_bodies="remembered")
        parts = {"suiteql": suiteql, "connection": connection, "watchers": NOBODY, "report": lambda *_: None}
        return cast("Session", SimpleNamespace(**parts))


async def listed(account: Account, action: Any, **inputs: Any) -> dict[str, Any]:
    model = runner.read_inputs(action.ACTION, inputs)
    output = await runner.invoke_typed(account.session(), action.ACTION, model)
    return cast("dict[str, Any]", output.model_dump(mode="json"))


@pytest.mark.parametrize(
    ("build", "value", "sql", "params"),
    [
        (conditions.equals("a"), "x", "a = ?", ("x",)),
        (conditions.same_text("a"), "X", "LOWER(a) = LOWER(?)", ("X",)),
        (
            conditions.contains("a", "b"),
            "x%",
            "(INSTR(LOWER(a), LOWER(?)) > 0 OR INSTR(LOWER(b), LOWER(?)) > 0)",
            ("x%", "x%"),
        ),
        (conditions.flag("a"), False, "NVL(a, 'F') = ?", (False,)),
        (conditions.among("a"), ["x", "y"], "a IN (?, ?)", ("x", "y")),
        (conditions.from_day("a"), date(2026, 1, 31), "a >= TO_DATE(?, 'YYYY-MM-DD')", ("2026-01-31",)),
        (conditions.to_day("a"), date(2026, 1, 31), "a < TO_DATE(?, 'YYYY-MM-DD')", ("2026-02-01",)),
        (
            conditions.since("a"),
            datetime(2026, 1, 31, 17, 5),  # noqa: DTZ001 - local on purpose
            "a >= TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS')",
            ("2026-01-31 17:05:00",),
        ),
        (conditions.only("a = 'A'"), True, "a = 'A'", ()),
        (conditions.only("a = 'A'"), False, "", ()),
        (conditions.within("a", "SELECT b FROM c WHERE d = ?"), "x", "a IN (SELECT b FROM c WHERE d = ?)", ("x",)),
    ],
)
def test_conditions(build: conditions.Build, value: Any, sql: str, params: tuple[Any, ...]) -> None:
    assert build(value) == conditions.Condition(sql, params)


async def test_filters_become_bound_values() -> None:
    account = Account()
    await listed(
        account, list_sales_orders, status=["Billed", "B", "G"], customer_id=7, date_to="2026-01-31", tran_id="so'1"
    )
    body = account.bodies[0]
    where = body["q"].partition(" WHERE ")[2]
    assert where == (
        "t.type = 'SalesOrd' AND t.status IN (?, ?) AND t.entity = ? AND LOWER(t.tranid) = LOWER(?) "
        "AND t.trandate < TO_DATE(?, 'YYYY-MM-DD') ORDER BY t.id ASC"
    )
    assert body["params"] == ["G", "B", "7", "so'1", "2026-02-01"]


async def test_rows_are_typed_and_statuses_named() -> None:
    account = Account(
        {"id": "5", "status": "F", "total": "12.50", "tran_date": "2026-01-31"}, {"id": "6", "status": "Z"}
    )
    output = await listed(account, list_sales_orders)
    first, second = output["items"]
    assert (first["id"], first["status_name"], first["total"], first["tran_date"]) == (
        "5",
        "Pending Billing",
        12.5,
        "2026-01-31",
    )
    assert (second["status"], second["status_name"], second["total"]) == ("Z", None, None)
    assert (output["count"], output["total"], output["has_more"], output["next_offset"]) == (2, 2, False, None)


async def test_the_kind_of_an_item_names_its_record_type() -> None:
    account = Account({"id": "5", "item_type": "InvtPart", "is_lot_item": "T", "is_serial_item": "F"})
    assert (await listed(account, list_items))["items"][0]["record_type"] == "lotNumberedInventoryItem"


async def test_columns_that_the_account_lacks_are_left_empty_and_told() -> None:
    account = Account({"id": "1"}, hidden=("customersubsidiaryrelationship", "balancesearch"))
    output = await listed(account, list_customers)
    assert output["items"][0]["subsidiary_id"] is None
    assert "subsidiary_id, balance" in output["warnings"][0]
    assert "overdue_balance" not in output["warnings"][0]


async def test_what_is_missing_is_asked_for_only_once() -> None:
    account = Account({"id": "1"}, hidden=("customersubsidiaryrelationship",))
    session = account.session()
    for _ in range(2):
        inputs = runner.read_inputs(list_customers.ACTION, {})
        await runner.invoke_typed(session, list_customers.ACTION, inputs)
    assert ["customersubsidiaryrelationship" in body["q"] for body in account.bodies] == [True, False, False]


@pytest.mark.parametrize(
    ("hidden", "inputs"),
    [("c.id", {}), ("customersubsidiaryrelationship", {"subsidiary_id": "1"}), ("FROM", {})],
)
async def test_what_cannot_be_missed_is_refused(hidden: str, inputs: dict[str, Any]) -> None:
    with pytest.raises(InvalidQueryError):
        await listed(Account(hidden=(hidden,)), list_customers, **inputs)


@pytest.mark.parametrize(
    "inputs",
    [
        {"date_from": "31.1.2026"},
        {"date_from": "2026-02-30"},
        {"date_from": 20260131},
        {"modified_since": "2026-01-31T00:00:00Z"},
        {"modified_since": "yesterday"},
        {"modified_since": "2026-13-01"},
        {"status": ["Lost"]},
        {"status": []},
        {"customer_id": "7 OR 1=1"},
        {"limit": 1001},
        {"open_only": "yes"},
    ],
)
async def test_inputs_that_cannot_work_are_refused_before_anything_is_sent(inputs: dict[str, Any]) -> None:
    account = Account()
    with pytest.raises(SchemaViolationError):
        await listed(account, list_invoices, **inputs)
    assert account.bodies == []


async def test_whole_lists_are_read_in_large_pages() -> None:
    windows: list[Any] = []

    class Watched(Account):
        async def send(self, request: Request) -> Reply:
            windows.append(request.query)
            return await super().send(request)

    await listed(Watched(), list_invoices, limit=10, all_pages=True)
    await listed(Watched(), list_invoices, limit=10, offset=10, all_pages=True)
    assert windows == [(("limit", "1000"), ("offset", "0")), (("limit", "10"), ("offset", "10"))]
