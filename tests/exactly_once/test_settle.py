"""Unknown outcomes: listed, looked for again, said by hand, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector import errors
from suiteplug.connector.exactly_once.settings import OnceSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite
    from suiteplug.connector.exactly_once.memory import MemoryLedger
    from suiteplug.emulator.account import Account

KILN = {"companyName": "Kiln Works", "subsidiary": {"id": "1"}}
CREATE = {"record_type": "customer", "body": KILN, "external_id": "OURS"}
LOST = {"kind": "drop", "when": "after"}
NOT_DONE = {"kind": "drop"}


async def lose(worker: Callable[..., NetSuite], account: Account, fault: dict[str, Any], key: str) -> NetSuite:
    """A create whose answer is lost while NetSuite cannot be asked either."""
    netsuite = worker(once=OnceSettings(window_s=0, patience_s=30))
    account.faults.add(fault, method="POST", path="*/customer")
    account.faults.add({"kind": "reply", "status": 503}, method="GET", path="*")
    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await netsuite.run("create-record", CREATE, idempotency_key=key)
    assert caught.value.to_dict()["settle_id"] == (await netsuite.open_writes())[0].settle_id
    account.faults.clear()
    return worker()


@pytest.mark.parametrize("key", ["", "k"])
async def test_what_happened_is_found(worker: Callable[..., NetSuite], account: Account, key: str) -> None:
    netsuite = await lose(worker, account, LOST, key)
    [write] = await netsuite.open_writes()
    assert (write.action, write.idempotency_key, write.record) == ("create-record", key, "customer OURS")
    assert "could not be asked" in write.known
    [settled] = await netsuite.settle()
    assert settled.settled == "happened"
    assert settled.record_id == account.store.find_external("customer", "OURS")
    assert await netsuite.open_writes() == []
    if key:
        sent = len(account.traffic.find(method="POST"))
        again = await netsuite.run("create-record", CREATE, idempotency_key=key)
        assert again["record_id"] == settled.record_id
        assert len(account.traffic.find(method="POST")) == sent


@pytest.mark.parametrize("key", ["", "k"])
async def test_what_did_not_happen(worker: Callable[..., NetSuite], account: Account, time: Any, key: str) -> None:
    netsuite = await lose(worker, account, NOT_DONE, key)
    [early] = await netsuite.settle(key or None)
    assert early.settled == "still open"
    assert "minutes more" in early.how
    await time.sleep(900)
    [late] = await netsuite.settle(early.write.settle_id)
    assert late.settled == "did not happen"
    assert account.store.find_external("customer", "OURS") is None
    if key:
        made = await netsuite.run("create-record", CREATE, idempotency_key=key)
        assert account.store.find_external("customer", "OURS") == made["record_id"]


async def test_a_person_says_what_happened(worker: Callable[..., NetSuite], account: Account) -> None:
    netsuite = await lose(worker, account, LOST, "k")
    found = str(account.store.find_external("customer", "OURS"))
    [settled] = await netsuite.settle("k", happened=found)
    assert (settled.settled, settled.record_id) == ("happened", found)
    assert (await netsuite.run("create-record", CREATE, idempotency_key="k"))["record_id"] == found


async def test_netsuite_cannot_be_asked(worker: Callable[..., NetSuite], account: Account) -> None:
    netsuite = await lose(worker, account, LOST, "k")
    account.faults.add({"kind": "reply", "status": 503}, method="GET", path="*")
    [settled] = await netsuite.settle()
    assert settled.settled == "still open"


async def test_what_is_not_there_cannot_be_settled(worker: Callable[..., NetSuite]) -> None:
    assert await worker().settle() == []
    with pytest.raises(errors.InputError) as caught:
        await worker().settle("no-such-key")
    assert caught.value.code == "NO_SUCH_OPEN_WRITE"


async def test_several_of_one_key_must_be_told_apart(
    worker: Callable[..., NetSuite], account: Account, ledger: MemoryLedger
) -> None:
    from dataclasses import replace

    netsuite = await lose(worker, account, LOST, "k")
    [entry] = await ledger.writes()
    await ledger.begin_write(replace(entry, write_id="w2"))
    with pytest.raises(errors.InputError, match="2 open writes"):
        await netsuite.settle("k", did_not_happen=True)
    await netsuite.settle("w2", did_not_happen=True)


async def test_old_entries_are_forgotten(worker: Callable[..., NetSuite], account: Account, time: Any) -> None:
    netsuite = worker()
    await netsuite.run("create-record", CREATE, idempotency_key="old")
    await time.sleep(91 * 86_400)
    await netsuite.run("create-record", {**CREATE, "external_id": "NEW"}, idempotency_key="new")
    assert await netsuite.session.unsettled.forget_older_than(90) == 2
    assert (await netsuite.run("create-record", {**CREATE, "external_id": "NEW"}, idempotency_key="new")).replayed
