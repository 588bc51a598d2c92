"""A call with an idempotency key: given again, refused for other work, carried on after every way to be cut off."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector import errors
from suiteplug.connector.exactly_once import owner as owners
from suiteplug.connector.exactly_once.memory import MemoryLedger
from suiteplug.connector.exactly_once.settings import OnceSettings
from suiteplug.connector.spec import SettledBy
from suiteplug.registry import action, actions

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite
    from suiteplug.connector.exactly_once.observing import WriteDetails
    from suiteplug.connector.exchange import Reply, Request
    from suiteplug.emulator.account import Account

KILN = {"companyName": "Kiln Works", "subsidiary": {"id": "1"}}
CREATE = {"record_type": "customer", "body": KILN}


def writes(account: Account, since: int = 0) -> list[tuple[str, str]]:
    """Requests that changed something, or tried to; ``since`` so many requests in all."""
    seen = account.traffic.find()[since:]
    return [(one.method, one.path) for one in seen if one.method != "GET" and not one.path.endswith("suiteql")]


class CutOffError(BaseException):
    """The process dies: nothing is tidied up but what a dying process tidies up."""


def cut_off(netsuite: NetSuite, when: str, nth: int) -> None:
    """Let the process die before or after its nth write."""
    for service in (netsuite.session.records, netsuite.session.raw, netsuite.session.jobs, netsuite.session.restlets):
        sender: Any = service._sender
    inner, count = sender._inner, 0

    class Dying:
        async def send(self, request: Request) -> Reply:
            nonlocal count
            if request.repeat.value == "read":
                return await inner.send(request)  # type: ignore[no-any-return]
            count += 1
            if count == nth and when == "before":
                raise CutOffError
            reply = await inner.send(request)
            if count == nth:
                raise CutOffError
            return reply  # type: ignore[no-any-return]

    sender._inner = Dying()


class TestAgain:
    async def test_the_same_call_gives_the_same_output_and_sends_nothing(
        self, worker: Callable[..., NetSuite], account: Account, told: list[WriteDetails]
    ) -> None:
        first = await worker().run("create-record", CREATE, idempotency_key="k")
        seen = len(account.traffic.find())
        again = await worker().run("create-record", {**CREATE, "debug": True, "replace": []}, idempotency_key="k")
        assert again == first
        assert (first.replayed, again.replayed) == (False, True)
        assert len(account.traffic.find()) == seen
        assert [str(one.outcome) for one in told] == ["done"]
        assert told[0].account_id == account.settings.account_id
        assert told[0].record_id == first["record_id"]

    @pytest.mark.parametrize(
        ("key", "inputs"),
        [
            ("create-record", {**CREATE, "external_id": "X"}),
            ("create-record", {"record_type": "vendor", "body": KILN}),
            ("delete-record", {"record_type": "customer", "record_id": "1013"}),
        ],
    )
    async def test_the_same_key_for_other_work_is_refused(
        self, worker: Callable[..., NetSuite], account: Account, key: str, inputs: dict[str, Any]
    ) -> None:
        await worker().run("create-record", CREATE, idempotency_key="k")
        seen = len(account.traffic.find())
        with pytest.raises(errors.InputError) as caught:
            await worker().run(key, inputs, idempotency_key="k")
        assert caught.value.code == "IDEMPOTENCY_KEY_REUSED"
        assert len(account.traffic.find()) == seen

    async def test_reads_take_no_notice_of_keys(self, worker: Callable[..., NetSuite]) -> None:
        for fields in (["id"], ["entityId"]):
            inputs = {"record_type": "customer", "record_id": "1013", "fields": fields}
            assert not (await worker().run("get-record", inputs, idempotency_key="k")).replayed

    async def test_after_a_refusal_the_key_is_free(self, worker: Callable[..., NetSuite], account: Account) -> None:
        with pytest.raises(errors.InvalidRecordError):
            await worker().run("create-record", {**CREATE, "body": {"memo": "x"}}, idempotency_key="k")
        made = await worker().run("create-record", CREATE, idempotency_key="k")
        assert account.store.get("customer", made["record_id"])

    async def test_types_are_given_again_too(self, worker: Callable[..., NetSuite]) -> None:
        from suiteplug.actions.records import create_record

        inputs = create_record.Inputs.model_validate(CREATE)
        first = await worker().call(create_record.ACTION, inputs, idempotency_key="k")
        assert await worker().call(create_record.ACTION, inputs, idempotency_key="k") == first

    async def test_an_output_that_is_too_long_to_keep(self, worker: Callable[..., NetSuite], account: Account) -> None:
        once = OnceSettings(longest_output=10)
        first = await worker(once=once).run("create-record", CREATE, idempotency_key="k")
        sent = writes(account)
        assert await worker(once=once).run("create-record", CREATE, idempotency_key="k") == first
        assert writes(account) == sent

    async def test_accounts_have_keys_of_their_own(
        self, worker: Callable[..., NetSuite], connection: Callable[..., dict[str, Any]], account: Account
    ) -> None:
        await worker().run("create-record", CREATE, idempotency_key="k")
        elsewhere = worker()
        elsewhere.session.once.account = "7654321"
        assert not (await elsewhere.run("create-record", {**CREATE, "external_id": "O"}, idempotency_key="k")).replayed

    async def test_without_a_ledger_the_external_id_is_proof_enough(
        self, worker: Callable[..., NetSuite], account: Account, told: list[WriteDetails]
    ) -> None:
        """Another host, that knows nothing of the first: NetSuite refuses the second record."""
        first = await worker(ledger=MemoryLedger()).run("create-record", CREATE, idempotency_key="k")
        again = await worker(ledger=MemoryLedger()).run("create-record", CREATE, idempotency_key="k")
        assert again == first
        assert [str(one.outcome) for one in told] == ["done", "adopted"]


class TestTwoAtOnce:
    async def test_one_works_and_the_other_gets_its_output(
        self, worker: Callable[..., NetSuite], account: Account
    ) -> None:
        runs = [worker().run("create-record", CREATE, idempotency_key="k") for _ in range(5)]
        outputs = await asyncio.gather(*runs)
        assert all(output == outputs[0] for output in outputs)
        assert sum(not output.replayed for output in outputs) == 1
        assert writes(account) == [("POST", "/services/rest/record/v1/customer")]

    async def test_nobody_waits_for_ever(self, worker: Callable[..., NetSuite], account: Account, time: Any) -> None:
        netsuite = worker()
        going_on = asyncio.Event()
        inner = netsuite.session.records._sender._inner  # type: ignore[attr-defined]

        class Slow:
            async def send(self, request: Request) -> Reply:
                await going_on.wait()
                return await inner.send(request)  # type: ignore[no-any-return]

        netsuite.session.records._sender._inner = Slow()  # type: ignore[attr-defined]
        once = OnceSettings(lease_s=10_000)
        netsuite.session.once.settings = once
        first = asyncio.create_task(netsuite.run("create-record", CREATE, idempotency_key="k"))
        await asyncio.sleep(0)
        with pytest.raises(errors.RetryableError) as caught:
            await worker(once=once).run("create-record", CREATE, idempotency_key="k")
        assert caught.value.code == "CALL_IN_PROGRESS"
        with pytest.raises(errors.RetryableError):
            await worker(once=once).run("create-record", CREATE, idempotency_key="k", timeout_s=1)
        going_on.set()
        await first

    async def test_a_dead_process_is_not_waited_for(
        self, worker: Callable[..., NetSuite], account: Account, time: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cut_off(dead := worker(), "after", 1)

        async def no_release(*_: Any, **__: Any) -> None:
            """Kill -9 leaves no time."""

        monkeypatch.setattr(dead.session.once, "_failed", no_release)
        with pytest.raises(CutOffError):
            await dead.run("create-record", CREATE, idempotency_key="k")
        monkeypatch.setattr("suiteplug.connector.exactly_once.once.is_dead", lambda _owner: True)
        before = time.passed_s
        await worker().run("create-record", CREATE, idempotency_key="k")
        assert time.passed_s - before < 1
        assert len(writes(account)) == 1

    async def test_of_another_host_the_lease_must_end(
        self, worker: Callable[..., NetSuite], account: Account, time: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cut_off(dead := worker(), "after", 1)

        async def no_release(*_: Any, **__: Any) -> None:
            """A host that lost its power."""

        monkeypatch.setattr(dead.session.once, "_failed", no_release)
        with pytest.raises(CutOffError):
            await dead.run("create-record", CREATE, idempotency_key="k")
        before = time.passed_s
        await worker().run("create-record", CREATE, idempotency_key="k")
        assert 55 < time.passed_s - before < 90
        assert len(writes(account)) == 1

    def test_owners(self) -> None:
        mine = owners.new_owner()
        machine, _, started, run = mine.split("/")
        assert not owners.is_dead(mine)
        assert owners.new_owner() != mine
        assert owners.is_dead(f"{machine}/4194303/1/{run}")
        assert owners.is_dead(f"{machine}/1/{started}0/{run}")
        assert not owners.is_dead(f"elsewhere/4194303/1/{run}")
        assert not owners.is_dead("what is this")


# actions whose example writes, and inputs that make it so in the account of the tests
EXAMPLES = {
    spec.key: dict(spec.examples[0].inputs)
    for spec in actions()
    if spec.effect.value not in {"read", "any"} and spec.key not in {"delete-record", "detach-record"}
}
EXAMPLES["call-restlet"] = {"script": 101, "deployment": 1, "method": "POST", "body": {"order": 1}}
EXAMPLES["raw-request"] = {"service": "record", "method": "POST", "path": "customer", "body": KILN}


SENT_TWICE = frozenset(
    {
        "attach-record",
        "create-records",
        "delete-records",
        "remove-sublist-item",
        "update-customer",
        "update-record",
        "update-records",
        "update-sublist-item",
        "upsert-record",
        "upsert-records",
    }
)
"""Their writes do the same however often they are sent, or carry NetSuite's own idempotency key."""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("key", sorted(EXAMPLES))
async def test_an_action_that_was_cut_off_goes_on(
    worker: Callable[..., NetSuite], connect: Callable[..., NetSuite], account: Account, key: str, when: str
) -> None:
    """A run that dies at its first write, and a second one: together they are as one that was not disturbed."""
    before = account.snapshot()
    whole = await worker().run(key, EXAMPLES[key], idempotency_key="other")
    told = writes(account)
    account.restore(before)
    since = len(account.traffic.find())
    cut_off(dead := worker(), when, 1)
    with pytest.raises(CutOffError):
        await dead.run(key, EXAMPLES[key], idempotency_key="k")
    try:
        again = await worker().run(key, EXAMPLES[key], idempotency_key="k")
    except errors.OutcomeUnknownError as error:
        assert action(key).settled_by is SettledBy.NOTHING, error  # noqa: PT017
        assert len(writes(account, since)) == (1 if when == "after" else 0)
        return
    assert not again.replayed
    assert stable(again) == stable(whole)
    harmless = key in SENT_TWICE and when == "after"
    for one in set(told):
        assert writes(account, since).count(one) <= told.count(one) + harmless
    assert (await worker().run(key, EXAMPLES[key], idempotency_key="k")).replayed


async def test_a_batch_that_is_not_finished_is_looked_at_again(
    worker: Callable[..., NetSuite], account: Account
) -> None:
    account.jobs.stuck = True
    inputs = {"record_type": "customer", "items": [{**KILN, "externalId": "B-1"}], "timeout_s": 5}
    first = await worker().run("create-records", inputs, idempotency_key="k")
    assert first["items"][0]["outcome"] == "unknown"
    account.jobs.stuck = False
    again = await worker().run("create-records", inputs, idempotency_key="k")
    assert (again.replayed, again["items"][0]["outcome"]) == (False, "created")
    assert (await worker().run("create-records", inputs, idempotency_key="k")).replayed
    assert len(account.traffic.find(method="POST", path="*/customer")) == 1


def stable(output: dict[str, Any]) -> dict[str, Any]:
    """An output without what differs from run to run."""
    return {name: value for name, value in output.items() if name not in {"warnings", "jobs", "lines"}}


async def test_a_host_without_a_key_or_a_deadline_may_say_so(worker: Callable[..., NetSuite]) -> None:
    netsuite = worker()
    made = await netsuite.run("create-record", CREATE, idempotency_key=None, timeout_s=None)
    again = await netsuite.run("create-record", CREATE, idempotency_key=None, timeout_s=None)
    assert made["record_id"] != again["record_id"]
