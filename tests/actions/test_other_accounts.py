"""Queries and lists on accounts and for roles that see less, or that are set up differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.api import NetSuite
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector import errors
from suiteplug.connector.client.client import ClientTools
from suiteplug.emulator.access import seed
from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.settings import Settings
from suiteplug.opening import Options

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

LISTS = ["list-customers", "list-sales-orders", "list-invoices", "list-items", "list-item-fulfillments"]


async def _no_wait(_seconds: float) -> None:
    """Tests do not sleep."""


@pytest.fixture(scope="module")
def accounts() -> Iterator[Callable[..., Account]]:
    """Seeded accounts by their settings, made once."""
    opened: dict[tuple[Any, ...], Account] = {}

    def open_one(**settings: Any) -> Account:
        key = tuple(sorted(settings.items()))
        if key not in opened:
            opened[key] = Account.open(Settings(**settings))
        return opened[key]

    yield open_one
    for account in opened.values():
        account.close()


@pytest.fixture
async def sign_in() -> AsyncIterator[Callable[..., NetSuite]]:
    opened: list[NetSuite] = []

    def open_one(account: Account, *, role_id: str | None = None, **fields: Any) -> NetSuite:
        connection = ready_connection(account, "tba", base_url="http://127.0.0.1:1", role_id=role_id)
        tools = ClientTools(now=account.clock.now, sleep=_no_wait)
        http = httpx.ASGITransport(create_app(account))
        opened.append(NetSuite({**connection, **fields}, Options(http=http, tools=tools, tokens=MemoryTokenStore())))
        return opened[-1]

    yield open_one
    for netsuite in opened:
        await netsuite.close()


async def test_an_account_before_bound_values(
    accounts: Callable[..., Account], sign_in: Callable[..., NetSuite]
) -> None:
    account = accounts(suiteql_parameters=False)
    netsuite = sign_in(account)
    value = "it's ? -- \u2019 q'{x}'"
    query = {"query": "SELECT ? AS given FROM dual", "params": [value]}
    assert (await netsuite.run("run-suiteql", query))["rows"] == [{"given": value}]
    assert netsuite.session.suiteql._binds is False
    output = await netsuite.run("list-customers", {"name": "o'", "is_inactive": False, "modified_since": "2020-01-01"})
    assert output["warnings"] == []
    with pytest.raises(errors.InvalidQueryError, match="nonsense"):
        await netsuite.run("run-suiteql", {"query": "SELECT nonsense FROM customer WHERE id = ?", "params": [1]})


async def test_an_account_without_subsidiaries(
    accounts: Callable[..., Account], sign_in: Callable[..., NetSuite]
) -> None:
    netsuite = sign_in(accounts(one_world=False))
    for _ in range(2):
        output = await netsuite.run("list-customers", {"limit": 5})
        assert output["count"] == 5
        assert {item["subsidiary_id"] for item in output["items"]} == {None}
        assert "subsidiary_id" in output["warnings"][0]
    with pytest.raises(errors.InvalidQueryError) as caught:
        await netsuite.run("list-customers", {"subsidiary_id": "1"})
    assert caught.value.fix
    for key in LISTS:
        assert (await netsuite.run(key, {"limit": 5}))["count"] == 5


async def test_the_documented_dialect_is_enough(
    accounts: Callable[..., Account], sign_in: Callable[..., NetSuite]
) -> None:
    netsuite = sign_in(accounts(suiteql_dialect="documented"))
    for key in LISTS:
        output = await netsuite.run(key, {"limit": 5, "modified_since": "2020-01-01"})
        assert (output["count"], output["warnings"]) == (5, [])
    assert (await netsuite.run("get-item", {"sku": "MUG-BLUE"}))["record_type"] == "inventoryItem"


@pytest.mark.parametrize("date_format", ["D.M.YYYY", "DD-Mon-YYYY"])
async def test_dates_of_users_elsewhere(
    accounts: Callable[..., Account], sign_in: Callable[..., NetSuite], date_format: str
) -> None:
    account = accounts(date_format=date_format)
    query = {"query": "SELECT id, trandate FROM transaction WHERE type = 'SalesOrd' ORDER BY id ASC", "typed": True}
    right = await sign_in(account, date_format=date_format).run("run-suiteql", query)
    dates = {body["id"]: body["tranDate"] for body in account.store.scan("salesOrder")}
    assert {row["id"]: row["trandate"] for row in right["rows"]} == dates
    assert right["warnings"] == []
    orders = await sign_in(account).run("list-sales-orders", {"all_pages": True})
    assert {item["id"]: item["tran_date"] for item in orders["items"]} == dates


async def test_a_connection_with_another_date_format_is_told(
    accounts: Callable[..., Account], sign_in: Callable[..., NetSuite]
) -> None:
    """Where dates cannot be asked for as ISO text, as with DISTINCT."""
    query = {"query": "SELECT DISTINCT trandate FROM transaction ORDER BY trandate ASC", "typed": True}
    wrong = await sign_in(accounts(date_format="D.M.YYYY")).run("run-suiteql", query)
    assert "M/D/YYYY" in wrong["warnings"][0]
    assert all("." in row["trandate"] for row in wrong["rows"])


@pytest.mark.parametrize("key", [*LISTS, "run-suiteql"])
async def test_a_role_without_suiteanalytics(
    accounts: Callable[..., Account], sign_in: Callable[..., NetSuite], key: str
) -> None:
    netsuite = sign_in(accounts(), role_id=seed.NO_ANALYTICS_ROLE)
    with pytest.raises(errors.PermissionDeniedError) as caught:
        await netsuite.run(key, {"query": "SELECT id FROM customer"} if key == "run-suiteql" else {})
    assert "SuiteAnalytics" in caught.value.message + caught.value.fix


async def test_an_item_is_found_without_suiteanalytics(
    accounts: Callable[..., Account], sign_in: Callable[..., NetSuite]
) -> None:
    account = accounts()
    netsuite = sign_in(account, role_id=seed.NO_ANALYTICS_ROLE)
    for record_type in ("lotNumberedInventoryItem", "kitItem"):
        found = await netsuite.run("get-item", {"record_id": account.store.ids(record_type)[0], "fields": ["itemId"]})
        assert found["record_type"] == record_type
    with pytest.raises(errors.PermissionDeniedError):
        await netsuite.run("get-item", {"sku": "MUG-BLUE"})
    with pytest.raises(errors.NotFoundError) as caught:
        await netsuite.run("get-item", {"record_id": "99999999"})
    assert "inventoryItem" in caught.value.cause


async def test_a_role_that_sees_only_sales_orders(
    accounts: Callable[..., Account], sign_in: Callable[..., NetSuite]
) -> None:
    account = accounts()
    netsuite = sign_in(account, role_id=seed.SALES_ROLE)
    orders = await netsuite.run("list-sales-orders", {"all_pages": True})
    assert orders["count"] == len(account.store.ids("salesOrder"))
    assert (await netsuite.run("list-invoices", {}))["items"] == []
