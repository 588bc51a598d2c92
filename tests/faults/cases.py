"""Each kind of work and each kind of fault, and what became of a piece of work that met a fault on its way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from suiteplug.api import NetSuite
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector.client.client import ClientTools
from suiteplug.connector.errors import NetSuiteConnectorError
from suiteplug.connector.exactly_once.memory import MemoryLedger
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.testing.transport import AccountTransport
from suiteplug.opening import Options

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.account import Account

FAULTS: dict[str, dict[str, Any]] = {
    "connection lost, not done": {"kind": "drop"},
    "connection lost, done": {"kind": "drop", "when": "after"},
    "no reply in time, done": {"kind": "slow", "seconds": 1000},
    "done minutes later": {"kind": "late", "seconds": 300, "hang_up": True},
    "429": {"kind": "reply", "status": 429},
    "500, not done": {"kind": "reply", "status": 500},
    "500, done": {"kind": "reply", "status": 500, "when": "after"},
    "503, not done": {"kind": "reply", "status": 503},
    "504, done": {"kind": "reply", "status": 504, "when": "after"},
    "401 once": {"kind": "reply", "status": 401},
    "half a reply, done": {"kind": "truncate"},
    "web page, done": {"kind": "reply", "status": 200, "when": "after", "text": "<html>maintenance</html>"},
}

CUSTOMER = {"companyName": "Storm Kiln", "subsidiary": {"id": "1"}}
LINE = {"item": {"id": "311"}, "quantity": 1}
ORDER = {
    "entity": {"id": "1013"},
    "location": {"id": "11"},
    "item": {"items": [{**LINE, "quantity": 5}]},
    "orderStatus": {"id": "B"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One kind of work.

    Attributes:
        method, path: Which request meets the fault.
        inputs: Made from the IDs of a customer and an order that are there before.
        there: How often its effect is there; 1 is right, and after a refusal 0.
        key: Whether the host gives an idempotency key.
    """

    action: str
    method: str
    path: str
    inputs: Callable[[str, str], dict[str, Any]]
    there: Callable[[Account, str, str], int]
    key: bool = True


def customers(account: Account, *_ids: str) -> int:
    return sum(one.get("companyName") == "Storm Kiln" and one.get("comments") != "before" for one in _all(account))


def _all(account: Account) -> list[dict[str, Any]]:
    return list(account.store.scan("customer"))


def comment(account: Account, customer: str, _order: str) -> int:
    return int((account.store.get("customer", customer) or {}).get("comments") == "after")


def lines(account: Account, _customer: str, order: str) -> int:
    return len((account.store.get("salesOrder", order) or {}).get("item", [])) - 1


def shipments(account: Account, _customer: str, order: str) -> int:
    return sum(one.get("createdFrom") == order for one in account.store.scan("itemFulfillment"))


def create(**more: Any) -> Callable[[str, str], dict[str, Any]]:
    return lambda _customer, _order: {"record_type": "customer", "body": dict(CUSTOMER), **more}


WORK: dict[str, Work] = {
    "read": Work(
        action="get-record",
        method="GET",
        path="*/customer/*",
        inputs=lambda customer, _order: {"record_type": "customer", "record_id": customer},
        there=lambda *_ids: 1,
        key=False,
    ),
    "create, with an idempotency key": Work(
        action="create-record", method="POST", path="*/customer", inputs=create(), there=customers
    ),
    "create, with an external ID": Work(
        action="create-record",
        method="POST",
        path="*/customer",
        inputs=create(external_id="STORM-1"),
        there=customers,
        key=False,
    ),
    "create, with neither": Work(
        action="create-record", method="POST", path="*/customer", inputs=create(), there=customers, key=False
    ),
    "transform": Work(
        action="create-item-fulfillment",
        method="POST",
        path="*!transform*",
        inputs=lambda _customer, order: {"record_id": order, "lines": [{"line": 1, "quantity": 1}]},
        there=shipments,
    ),
    "update that sets fields": Work(
        action="update-record",
        method="PATCH",
        path="*/customer/*",
        inputs=lambda customer, _order: {
            "record_type": "customer",
            "record_id": customer,
            "body": {"comments": "after"},
        },
        there=comment,
    ),
    "update that adds a line": Work(
        action="add-sublist-item",
        method="PATCH",
        path="*/salesOrder/*",
        inputs=lambda _customer, order: {
            "record_type": "salesOrder",
            "record_id": order,
            "sublist": "item",
            "line": LINE,
        },
        there=lines,
    ),
    "upsert": Work(
        action="upsert-record",
        method="PUT",
        path="*/customer/eid*",
        inputs=lambda _customer, _order: {
            "record_type": "customer",
            "external_id": "STORM-2",
            "body": dict(CUSTOMER),
        },
        there=customers,
        key=False,
    ),
    "delete": Work(
        action="delete-record",
        method="DELETE",
        path="*/customer/*",
        inputs=lambda customer, _order: {"record_type": "customer", "record_id": customer},
        there=lambda account, customer, _order: int(account.store.get("customer", customer) is None),
        key=False,
    ),
    "RESTlet that writes": Work(
        action="call-restlet",
        method="POST",
        path="*/restlet.nl",
        inputs=lambda _customer, _order: {"script": 101, "deployment": 1, "method": "POST", "body": {"order": 1}},
        there=lambda *_ids: 1,
    ),
    "raw request that creates": Work(
        action="raw-request",
        method="POST",
        path="*/customer",
        inputs=lambda _customer, _order: {
            "service": "record",
            "method": "POST",
            "path": "customer",
            "body": dict(CUSTOMER),
        },
        there=customers,
    ),
    "batch": Work(
        action="create-records",
        method="POST",
        path="*/customer",
        inputs=lambda _customer, _order: {"record_type": "customer", "items": [dict(CUSTOMER)]},
        there=customers,
    ),
}


@dataclass(frozen=True, slots=True)
class End:
    """How a piece of work ended: ``done`` or the class of its error, how often it was sent, how often it is there."""

    how: str
    sent: int
    there: int
    detail: str = field(default="", compare=False)

    def __str__(self) -> str:
        """As it stands in the table."""
        if self.how != "done":
            return {"OutcomeUnknownError": "unknown"}.get(self.how, self.how)
        return "sent again" if self.sent > 1 else "looked up"


def patient(account: Account) -> NetSuite:
    """A connector, signed in by token; what it sleeps passes on the account's clock and costs nothing."""

    def seconds() -> float:
        return float(account.clock.now().timestamp())

    async def sleep(duration: float) -> None:
        account.clock.shift(timedelta(seconds=duration))

    options = Options(
        http=AccountTransport(account),
        tools=ClientTools(now=account.clock.now, monotonic=seconds, sleep=sleep, draw=lambda: 0.5),
        tokens=MemoryTokenStore(),
        ledger=MemoryLedger(seconds),
    )
    return NetSuite(ready_connection(account, "tba", base_url="http://127.0.0.1:1"), options)


async def row(account: Account, work: Work) -> dict[str, End]:
    """How a kind of work ends, by fault. The account is as it was afterwards."""
    ends = {}
    for name, fault in FAULTS.items():
        snapshot = account.snapshot()
        async with patient(account) as netsuite:
            ends[name] = await meet(netsuite, account, work, fault)
        account.restore(snapshot)
    return ends


async def meet(netsuite: NetSuite, account: Account, work: Work, fault: dict[str, Any]) -> End:
    """Let a piece of work meet a fault once."""
    before = {"record_type": "customer", "body": {**CUSTOMER, "comments": "before"}}
    customer = (await netsuite.run("create-record", before))["record_id"]
    order = (await netsuite.run("create-record", {"record_type": "salesOrder", "body": ORDER}))["record_id"]
    inputs = work.inputs(customer, order)
    first = len(account.traffic.find(method=work.method, path=work.path))
    account.faults.add(fault, method=work.method, path=work.path, nth=1)
    how, detail = "done", ""
    try:
        await netsuite.run(work.action, inputs, idempotency_key="storm" if work.key else "")
    except NetSuiteConnectorError as error:
        how, detail = type(error).__name__, str(error)
    account.faults.clear()
    await netsuite.run("get-record", {"record_type": "salesOrder", "record_id": order})  # late work is done by now
    sent = len(account.traffic.find(method=work.method, path=work.path)) - first
    return End(how, sent, work.there(account, customer, order), detail)
