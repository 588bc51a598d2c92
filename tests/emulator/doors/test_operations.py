"""The account answers every operation that it lists, and says so where it does not."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.emulator.access.seed import CODE_INTEGRATION
from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.operations import MISSING, OPERATIONS, Operation
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.snapshot import Snapshot

ORIGIN = "http://127.0.0.1:8765"
SIGN_IN = ("/app/login/", "/services/rest/auth/oauth2/v1/token", "/services/rest/auth/oauth2/v1/revoke", "/rest/")


@pytest.fixture(scope="module")
def company() -> Iterator[Account]:
    with Account.open(Settings()) as account:
        order = next(account.store.scan("salesOrder"))
        account.store.put("salesOrder", {**order, "externalId": "SHOP-1001"})
        yield account


@pytest.fixture(scope="module")
def before(company: Account) -> Iterator[Snapshot]:
    with company.snapshot() as kept:
        yield kept


def filled(account: Account, operation: Operation) -> str:
    """The address with records that the seed company has."""
    order = next(body for body in account.store.scan("salesOrder") if body.get("billingAddress"))
    contact = account.store.ids("contact")[0]
    values = {
        "type": "salesOrder",
        "id": order["id"],
        "externalId": "SHOP-1001",
        "ids": order["id"],
        "sublist": "item",
        "line": str(order["item"][0]["line"]),
        "subrecord": "billingAddress",
        "field": "entity",
        "target": "invoice",
        "contact": contact,
        "file": "701",
        "action": "markforgrouping",
        "dataset": "custdataset_customers",
        "job": "1",
        "script": "101",
        "client": account.access.integrations[CODE_INTEGRATION].client_id,
        "certificate": "none",
        "account": account.settings.account_id,
    }
    return operation.path.format(**values)


async def sent(account: Account, operation: Operation) -> httpx.Response:
    """The reply to an operation, signed in, with a body that may well be refused."""
    token = ready_connection(account, "oauth-authorization-code", base_url=ORIGIN, role_id="3")["access_token"]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    name, _, value = operation.header.partition(": ")
    if name:
        headers[name] = value
    if operation.header.startswith("Content-Type"):
        headers["Prefer"] = "respond-async"
    body: Any = {"q": "SELECT id FROM customer"} if operation.path.endswith("/suiteql") else {}
    content = json.dumps(body) if operation.method in {"POST", "PATCH", "PUT"} else None
    transport = httpx.ASGITransport(create_app(account))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as http:
        return await http.request(operation.method, filled(account, operation), headers=headers, content=content)


def shown(operation: Operation) -> str:
    return f"{operation.method} {operation.address} {operation.header}"


@pytest.mark.parametrize("operation", OPERATIONS, ids=shown)
def test_it_is_answered(company: Account, before: Snapshot, operation: Operation) -> None:
    if operation.method in {"GET", "OPTIONS"}:
        reply = asyncio.run(sent(company, operation))
    else:
        with Account.open_copy(before) as account:
            reply = asyncio.run(sent(account, operation))
    assert reply.status_code not in {405, 406, 415, 500, 501}, reply.text
    if operation.path.startswith(SIGN_IN):
        assert reply.status_code != 404
    else:
        assert reply.status_code in {200, 202, 204, 400} or "certificate" in operation.address, reply.text


@pytest.mark.parametrize("operation", MISSING, ids=shown)
def test_it_is_missing(company: Account, operation: Operation) -> None:
    assert asyncio.run(sent(company, operation)).status_code == 501
