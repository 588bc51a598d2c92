"""Work done through the connector's actions, and written into the model at the same time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.api import NetSuite
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector import errors
from suiteplug.connector.client.client import ClientTools
from suiteplug.connector.exactly_once.memory import MemoryLedger
from suiteplug.connector.exactly_once.settings import OnceSettings
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.testing.transport import AccountTransport
from suiteplug.opening import Options

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account
    from tests.property.account_model import Model

CUSTOMER = "1013"
WRITES = ("POST", "PATCH", "PUT", "DELETE")


class Step(NamedTuple):
    """One piece of work: its name, numbers that choose among what is there, and what goes wrong meanwhile."""

    what: str
    which: int
    other: int
    size: int
    fault: dict[str, Any] | None


class Worker:
    """One connector to one account, with a clock that moves by what is slept."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self._calls = 0
        tools = ClientTools(
            now=account.clock.now,
            monotonic=lambda: account.clock.now().timestamp(),
            sleep=self._sleep,
            draw=lambda: 0.5,
        )
        self.netsuite = NetSuite(
            ready_connection(account, "tba", base_url="http://127.0.0.1:1"),
            Options(
                http=AccountTransport(account),
                tools=tools,
                tokens=MemoryTokenStore(),
                ledger=MemoryLedger(lambda: account.clock.now().timestamp()),
                once=OnceSettings(derive_external_ids=True),
            ),
        )

    async def _sleep(self, seconds: float) -> None:
        self.account.clock.shift(timedelta(seconds=seconds))

    async def read(self, key: str, **inputs: Any) -> dict[str, Any]:
        """Run an action that only reads."""
        return dict(await self.netsuite.run(key, inputs))

    async def rows(self, query: str) -> list[dict[str, Any]]:
        """All rows of a statement."""
        return list((await self.read("run-suiteql", query=query, all_pages=True))["rows"])

    async def write(self, step: Step, key: str, **inputs: Any) -> dict[str, Any]:
        """As a careful host does: with a key, and again with the same key when the end is not known."""
        self._calls += 1
        name = f"{step.what} {self._calls}"
        if step.fault is not None:
            for method in WRITES:
                self.account.faults.add(step.fault, method=method, path="*/record/*", nth=1)
        try:
            for _ in range(5):
                try:
                    return dict(await self.netsuite.run(key, inputs, idempotency_key=name))
                except (errors.RetryableError, errors.OutcomeUnknownError):
                    self.account.faults.clear()
                    await self._sleep(1000)
                    await self.netsuite.settle()
        finally:
            self.account.faults.clear()
        raise AssertionError(f"{name} never ended")

    async def refused(self, step: Step, key: str, **inputs: Any) -> None:
        """Run something that must be refused by the account or before it is sent."""
        try:
            await self.write(step, key, **inputs)
        except (errors.RejectedError, errors.InputError):
            return
        raise AssertionError(f"{key} {inputs} was not refused")


class Context(NamedTuple):
    """What every step is handed."""

    worker: Worker
    model: Model


def cents(amount: Any) -> int:
    """Of a JSON number or a SuiteQL text."""
    return round(float(amount) * 100)


def pick(choices: list[Any], number: int) -> Any:
    """One of them; None where there is none, and the step does nothing."""
    return choices[number % len(choices)] if choices else None
