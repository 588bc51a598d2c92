"""Tasks that are cancelled, and ledgers that fail."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector import errors
from suiteplug.connector.exactly_once.refusals import ledger_unusable
from suiteplug.connector.exactly_once.sqlite import SqliteLedger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from suiteplug.api import NetSuite
    from suiteplug.connector.exactly_once.memory import MemoryLedger
    from suiteplug.connector.exchange import Reply, Request
    from suiteplug.emulator.account import Account

CREATE = {"record_type": "customer", "body": {"companyName": "Kiln Works", "subsidiary": {"id": "1"}}}


def kilns(account: Account) -> list[dict[str, Any]]:
    return [record for record in account.store.scan("customer") if record.get("companyName") == "Kiln Works"]


async def cancel_in_mid_write(netsuite: NetSuite, key: str) -> None:
    """Cancel the call when NetSuite has done it and nobody has heard."""
    sender: Any = netsuite.session.records._sender
    inner, done = sender._inner, asyncio.Event()

    class Never:
        async def send(self, request: Request) -> Reply:
            reply = await inner.send(request)
            if request.repeat.value == "read":
                return reply  # type: ignore[no-any-return]
            done.set()
            await asyncio.Event().wait()
            raise AssertionError

    sender._inner = Never()
    task = asyncio.create_task(netsuite.run("create-record", CREATE, idempotency_key=key))
    await done.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_cancelled_call_goes_on(worker: Callable[..., NetSuite], account: Account) -> None:
    await cancel_in_mid_write(worker(), "k")
    assert [write.idempotency_key for write in await worker().open_writes()] == ["k"]
    made = await worker().run("create-record", CREATE, idempotency_key="k")
    assert [one["id"] for one in kilns(account)] == [made["record_id"]]
    assert await worker().open_writes() == []


async def test_a_cancelled_write_without_a_key_is_listed(worker: Callable[..., NetSuite]) -> None:
    await cancel_in_mid_write(worker(), "")
    [write] = await worker().open_writes()
    assert "stopped while" in write.known


@pytest.mark.parametrize("step", ["begin_call", "begin_write"])
async def test_without_a_ledger_nothing_is_sent(
    worker: Callable[..., NetSuite], account: Account, ledger: MemoryLedger, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    async def full(*_: Any, **__: Any) -> None:
        raise ledger_unusable("here", "disk full")

    monkeypatch.setattr(ledger, step, full)
    with pytest.raises(errors.ConnectionSetupError) as caught:
        await worker().run("create-record", CREATE, idempotency_key="k")
    assert caught.value.code == "LEDGER_UNUSABLE"
    assert kilns(account) == []
    monkeypatch.undo()
    await worker().run("create-record", CREATE, idempotency_key="k")
    assert len(kilns(account)) == 1


@pytest.mark.parametrize("step", ["end_write", "finish_call", "release_call", "drop_write"])
async def test_a_ledger_that_fails_afterwards_hides_nothing(
    worker: Callable[..., NetSuite], account: Account, ledger: MemoryLedger, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    async def full(*_: Any, **__: Any) -> None:
        raise ledger_unusable("here", "disk full")

    monkeypatch.setattr(ledger, step, full)
    first = await worker().run("create-record", CREATE, idempotency_key="k")
    with pytest.raises(errors.InvalidRecordError):
        await worker().run("create-record", {**CREATE, "body": {"memo": "x"}}, idempotency_key="other")
    monkeypatch.undo()
    for entry in list(ledger._calls.values()):
        await ledger.release_call(entry.call_id, entry.owner, forget=False)
    assert (await worker().run("create-record", CREATE, idempotency_key="k"))["record_id"] == first["record_id"]
    assert len(kilns(account)) == 1


async def test_an_unknown_outcome_that_cannot_be_kept_is_told_all_the_same(
    worker: Callable[..., NetSuite], account: Account, ledger: MemoryLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: Any, **__: Any) -> None:
        raise ledger_unusable("here", "disk full")

    monkeypatch.setattr(ledger, "begin_write", full)
    account.faults.add({"kind": "drop", "when": "after"}, method="POST", path="*/customer", nth=1)
    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await worker().run("create-record", CREATE)
    assert caught.value.settle_id == ""
    assert "could not be kept" in caught.value.fix


async def test_a_long_call_renews_its_lease(worker: Callable[..., NetSuite], ledger: MemoryLedger) -> None:
    from suiteplug.connector.exactly_once.settings import OnceSettings

    netsuite = worker(once=OnceSettings(lease_s=0.03))
    sender: Any = netsuite.session.records._sender
    inner = sender._inner
    renewed = asyncio.Event()
    renew = ledger.renew

    async def noticed(call_id: str, owner: str, *, lease_s: float) -> bool:
        renewed.set()
        return await renew(call_id, owner, lease_s=lease_s)

    ledger.renew = noticed  # type: ignore[method-assign]

    class Slow:
        async def send(self, request: Request) -> Reply:
            await renewed.wait()
            return await inner.send(request)  # type: ignore[no-any-return]

    sender._inner = Slow()
    assert (await netsuite.run("create-record", CREATE, idempotency_key="k"))["record_id"]


def test_threads_have_connections_of_their_own(tmp_path: Path) -> None:
    from suiteplug.connector.exactly_once.ledger import CallEntry

    ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
    standings: list[str] = []

    def work(number: int) -> None:
        async def begin() -> None:
            call = CallEntry(
                call_id=f"c{number % 5}",
                account="a",
                action="b",
                idempotency_key="k",
                inputs_hash="h",
                owner=str(number),
            )
            standings.append((await ledger.begin_call(call, lease_s=60)).standing)
            await ledger.close()

        asyncio.run(begin())

    threads = [threading.Thread(target=work, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert standings.count("new") == 5
    assert standings.count("held by another") == 5
