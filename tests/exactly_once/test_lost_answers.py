"""What becomes of each kind of write when its answer is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from suiteplug.connector import errors
from suiteplug.connector.exactly_once.settings import OnceSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite
    from suiteplug.connector.exactly_once.memory import MemoryLedger
    from suiteplug.connector.exactly_once.observing import WriteDetails
    from suiteplug.emulator.account import Account

KILN = {"companyName": "Kiln Works", "subsidiary": {"id": "1"}}
CREATE = {"record_type": "customer", "body": KILN}
ORDER = {
    "entity": {"id": "1013"},
    "location": {"id": "11"},
    "item": {"items": [{"item": {"id": "311"}, "quantity": 2}]},
    "orderStatus": {"id": "B"},
}
DONE_AND_LOST: list[dict[str, Any]] = [
    {"kind": "drop", "when": "after"},
    {"kind": "reply", "status": 503, "when": "after"},
    {"kind": "reply", "status": 500, "when": "after"},
    {"kind": "reply", "status": 200, "when": "after", "text": "<html>sign in</html>"},
    {"kind": "slow", "seconds": 1000},
    {"kind": "truncate"},
]
NOT_DONE: list[dict[str, Any]] = [
    {"kind": "drop"},
    {"kind": "reply", "status": 502},
    {"kind": "reply", "status": 429},
]


def kilns(account: Account) -> list[dict[str, Any]]:
    return [record for record in account.store.scan("customer") if record.get("companyName") == "Kiln Works"]


def posts(account: Account, path: str) -> int:
    return len(account.traffic.find(method="POST", path=path))


@pytest.mark.parametrize("key", ["", "shop-1001"])
@pytest.mark.parametrize("external_id", [None, "OURS"])
@pytest.mark.parametrize("fault", [*DONE_AND_LOST, *NOT_DONE], ids=str)
async def test_a_create(
    worker: Callable[..., NetSuite], account: Account, fault: dict[str, Any], external_id: str | None, key: str
) -> None:
    account.faults.add(fault, method="POST", path="*/customer", nth=1)
    inputs = {**CREATE, **({"external_id": external_id} if external_id else {})}
    nothing_tells = not key and not external_id
    if nothing_tells and fault.get("status") != 429:
        with pytest.raises(errors.OutcomeUnknownError):
            await worker().run("create-record", inputs, idempotency_key=key)
        assert posts(account, "*/customer") == 1
        return
    made = await worker().run("create-record", inputs, idempotency_key=key)
    assert [record["id"] for record in kilns(account)] == [made["record_id"]]


@pytest.mark.parametrize("fault", [{"kind": "drop", "when": "after"}, {"kind": "drop"}], ids=str)
@pytest.mark.parametrize("times", [2, 4])
async def test_a_create_whose_answers_are_lost_again_and_again(
    worker: Callable[..., NetSuite], account: Account, fault: dict[str, Any], times: int
) -> None:
    account.faults.add(fault, method="POST", path="*/customer", times=times)
    made = await worker().run("create-record", CREATE, idempotency_key="shop-1001")
    assert [record["id"] for record in kilns(account)] == [made["record_id"]]


async def test_a_create_that_never_gets_through(worker: Callable[..., NetSuite], account: Account) -> None:
    account.faults.add({"kind": "drop"}, method="POST", path="*/customer")
    with pytest.raises(errors.OutcomeUnknownError) as caught:
        await worker().run("create-record", CREATE, idempotency_key="shop-1001")
    assert posts(account, "*/customer") == 5
    assert "sent 5 times" in caught.value.cause
    account.faults.clear()
    made = await worker().run("create-record", CREATE, idempotency_key="shop-1001")
    assert [record["id"] for record in kilns(account)] == [made["record_id"]]


async def test_netsuite_that_works_on_does_not_make_a_second_one(
    worker: Callable[..., NetSuite], account: Account, time: Any
) -> None:
    """The first request is done after the second: NetSuite refuses it, because the external ID is taken."""
    account.faults.add({"kind": "late", "seconds": 300, "hang_up": True}, method="POST", path="*/customer", nth=1)
    made = await worker().run("create-record", CREATE, idempotency_key="shop-1001")
    await time.sleep(600)
    await worker().run("get-record", {"record_type": "customer", "record_id": made["record_id"]})
    assert [record["id"] for record in kilns(account)] == [made["record_id"]]


async def test_the_users_own_external_id_is_never_overwritten(
    worker: Callable[..., NetSuite], account: Account
) -> None:
    await worker().run("create-record", {**CREATE, "external_id": "OURS"}, idempotency_key="a")
    await worker().run("create-record", CREATE, idempotency_key="b")
    await worker(once=OnceSettings(derive_external_ids=False)).run("create-record", CREATE, idempotency_key="c")
    given = [record.get("externalId") for record in kilns(account)]
    assert given[0] == "OURS"
    assert str(given[1]).startswith("sp-")
    assert given[2] is None


async def test_a_type_that_takes_no_external_id(worker: Callable[..., NetSuite], account: Account) -> None:
    refusal = '{"o:errorDetails":[{"detail":"Unknown property \'externalId\'.","o:errorCode":"INVALID_CONTENT"}]}'
    account.faults.add(
        {"kind": "reply", "status": 400, "text": refusal, "content_type": "application/json"},
        method="POST",
        path="*/customer",
        contains="sp-",
    )
    made = await worker().run("create-record", CREATE, idempotency_key="shop-1001")
    assert [(record["id"], record.get("externalId")) for record in kilns(account)] == [(made["record_id"], None)]
    account.faults.clear()
    assert (await worker().run("create-record", CREATE, idempotency_key="shop-1001")).replayed


async def test_a_record_of_another_is_not_adopted(worker: Callable[..., NetSuite], account: Account, time: Any) -> None:
    """The answer that is lost would have been a refusal: the external ID is taken."""
    netsuite = worker()
    older = await netsuite.run("create-record", {**CREATE, "external_id": "OURS"})
    await time.sleep(60)
    account.faults.add({"kind": "drop", "when": "after"}, method="POST", path="*/customer", nth=1)
    with pytest.raises(errors.DuplicateRecordError) as caught:
        await netsuite.run("create-record", {**CREATE, "external_id": "OURS"})
    assert caught.value.code == "EXTERNAL_ID_TAKEN"
    assert [record["id"] for record in kilns(account)] == [older["record_id"]]
    with pytest.raises(errors.DuplicateRecordError):  # with a key as without
        await netsuite.run("create-record", {**CREATE, "external_id": "OURS"}, idempotency_key="k")


class TestTransforms:
    async def order(self, netsuite: NetSuite) -> str:
        made = await netsuite.run("create-record", {"record_type": "salesOrder", "body": ORDER})
        return str(made["record_id"])

    def shipments(self, account: Account, order: str) -> list[dict[str, Any]]:
        return [one for one in account.store.scan("itemFulfillment") if one.get("createdFrom") == order]

    @pytest.mark.parametrize("key", ["", "ship-1"])
    @pytest.mark.parametrize("fault", DONE_AND_LOST, ids=str)
    async def test_what_was_made_is_found(
        self, worker: Callable[..., NetSuite], account: Account, fault: dict[str, Any], key: str
    ) -> None:
        netsuite = worker()
        order = await self.order(netsuite)
        account.faults.add(fault, method="POST", path="*!transform*", nth=1)
        inputs = {"record_id": order, "lines": [{"line": 1, "quantity": 1}]}
        done = await netsuite.run("create-item-fulfillment", inputs, idempotency_key=key)
        assert done["created"] is True
        assert [one["id"] for one in self.shipments(account, order)] == [done["record_id"]]
        assert [(line["order_line"], line["quantity"]) for line in done["lines"]] == [(1, 1)]

    async def test_a_part_that_was_shipped_before_is_not_taken_for_the_new_one(
        self, worker: Callable[..., NetSuite], account: Account, time: Any
    ) -> None:
        netsuite = worker()
        order = await self.order(netsuite)
        inputs = {"record_id": order, "lines": [{"line": 1, "quantity": 1}]}
        first = await netsuite.run("create-item-fulfillment", inputs)
        await time.sleep(30)
        account.faults.add({"kind": "drop"}, method="POST", path="*!transform*", nth=1)
        with pytest.raises(errors.OutcomeUnknownError) as caught:  # somebody waits: a minute is enough
            await netsuite.run("create-item-fulfillment", inputs)
        assert "may still be working" in caught.value.cause
        assert [one["id"] for one in self.shipments(account, order)] == [first["record_id"]]

    async def test_without_external_ids_it_is_sent_again_when_netsuite_must_have_ended(
        self, worker: Callable[..., NetSuite], account: Account, time: Any
    ) -> None:
        netsuite = worker(once=OnceSettings(derive_external_ids=False))
        order = await self.order(netsuite)
        account.faults.add({"kind": "drop"}, method="POST", path="*!transform*", nth=1)
        before = time.passed_s
        done = await netsuite.run("create-item-fulfillment", {"record_id": order}, idempotency_key="ship-1")
        assert [one["id"] for one in self.shipments(account, order)] == [done["record_id"]]
        assert time.passed_s - before >= 900

    async def test_without_external_ids_what_comes_late_is_found(
        self, worker: Callable[..., NetSuite], account: Account
    ) -> None:
        netsuite = worker(once=OnceSettings(derive_external_ids=False))
        order = await self.order(netsuite)
        account.faults.add({"kind": "late", "seconds": 600, "hang_up": True}, method="POST", path="*!transform*")
        done = await netsuite.run("create-item-fulfillment", {"record_id": order}, idempotency_key="ship-1")
        assert [one["id"] for one in self.shipments(account, order)] == [done["record_id"]]

    async def test_a_payment(self, worker: Callable[..., NetSuite], account: Account) -> None:
        netsuite = worker(once=OnceSettings(derive_external_ids=False))
        before = len(list(account.store.scan("customerPayment")))
        account.faults.add({"kind": "drop", "when": "after"}, method="POST", path="*!transform*", nth=1)
        paid = await netsuite.run("create-payment-for-invoice", PAYMENT, idempotency_key="pay-1")
        assert paid["created"] is True
        assert len(list(account.store.scan("customerPayment"))) == before + 1


PAYMENT = {"record_id": "5038", "amount": 1.0}


class TestLines:
    @pytest.mark.parametrize("key", ["", "line-1"])
    @pytest.mark.parametrize("fault", DONE_AND_LOST, ids=str)
    async def test_lines_are_counted(
        self, worker: Callable[..., NetSuite], account: Account, fault: dict[str, Any], key: str
    ) -> None:
        netsuite = worker()
        made = await netsuite.run("create-record", {"record_type": "salesOrder", "body": ORDER})
        account.faults.add(fault, method="PATCH", path="*", nth=1)
        which = {"record_type": "salesOrder", "record_id": made["record_id"], "sublist": "item"}
        line = {"item": {"id": "311"}, "quantity": 2}
        added = await netsuite.run("add-sublist-item", {**which, "line": line}, idempotency_key=key)
        assert [one["line_key"] for one in added["lines"]] == [{"line": 2}]
        assert (await netsuite.run("get-sublist", which))["count"] == 2

    async def test_somebody_elses_line_is_not_taken_for_it(
        self, worker: Callable[..., NetSuite], account: Account
    ) -> None:
        netsuite, other = worker(), worker()
        made = await netsuite.run("create-record", {"record_type": "salesOrder", "body": ORDER})
        which = {"record_type": "salesOrder", "record_id": made["record_id"], "sublist": "item"}
        account.faults.add({"kind": "drop"}, method="PATCH", path="*", nth=1)
        client = netsuite.session.records._sender
        send = client.send

        async def meanwhile(request: Any) -> Any:
            if request.method == "PATCH":
                line = {"item": {"id": "315"}, "quantity": 7}
                body = {"item": {"items": [line]}}
                patch = {"record_type": "salesOrder", "record_id": made["record_id"], "body": body}
                account.faults.clear()
                await other.run("update-record", patch)
                account.faults.add({"kind": "drop"}, method="PATCH", path="*", nth=1)
            return await send(request)

        client.send = meanwhile  # type: ignore[method-assign]
        with pytest.raises(errors.OutcomeUnknownError, match=r"no reply|broke"):
            await netsuite.run("add-sublist-item", {**which, "line": {"item": {"id": "311"}, "quantity": 2}})

    @pytest.mark.parametrize("fault", [{"kind": "drop", "when": "after"}, {"kind": "drop"}], ids=str)
    async def test_an_update_that_adds_lines_counts_them_before_with_a_key(
        self, worker: Callable[..., NetSuite], account: Account, fault: dict[str, Any]
    ) -> None:
        netsuite = worker()
        made = await netsuite.run("create-record", {"record_type": "salesOrder", "body": ORDER})
        account.faults.add(fault, method="PATCH", path="*", nth=1)
        which = {"record_type": "salesOrder", "record_id": made["record_id"]}
        await netsuite.run("update-record", {**which, "body": {"item": ORDER["item"]}}, idempotency_key="line-1")
        assert (await netsuite.run("get-sublist", {**which, "sublist": "item"}))["count"] == 2


class TestDocumentNumbers:
    BILL: ClassVar[dict[str, Any]] = {
        "vendor_id": "1007",
        "bill_number": "FR-88",
        "expenses": [{"account_id": "26", "amount": 120.5}],
    }

    async def test_a_record_is_found_by_its_number(self, worker: Callable[..., NetSuite], account: Account) -> None:
        account.faults.add({"kind": "drop", "when": "after"}, method="POST", path="*/vendorBill", nth=1)
        made = await worker().run("create-vendor-bill", self.BILL)
        assert posts(account, "*/vendorBill") == 1
        assert (account.store.get("vendorBill", made["record_id"]) or {})["tranId"] == "FR-88"

    async def test_an_older_one_with_this_number_is_not(
        self, worker: Callable[..., NetSuite], account: Account, time: Any
    ) -> None:
        await worker().run("create-vendor-bill", self.BILL)
        await time.sleep(60)
        account.faults.add({"kind": "drop"}, method="POST", path="*/vendorBill", nth=1)
        with pytest.raises(errors.OutcomeUnknownError):
            await worker().run("create-vendor-bill", self.BILL)


class TestOthers:
    async def test_a_delete_of_an_earlier_run(self, worker: Callable[..., NetSuite], account: Account) -> None:
        netsuite = worker()
        made = await netsuite.run("create-record", CREATE)
        inputs = {"record_type": "customer", "record_id": made["record_id"]}
        account.faults.add({"kind": "drop", "when": "after"}, method="DELETE", path="*", times=7)
        with pytest.raises(errors.UnavailableError):
            await netsuite.run("delete-record", inputs, idempotency_key="del-1", timeout_s=0.5)
        account.faults.clear()
        done = await worker().run("delete-record", inputs, idempotency_key="del-1")
        assert (done["deleted"], done["answer_was_lost"]) == (True, True)
        with pytest.raises(errors.NotFoundError):
            await worker().run("delete-record", inputs, idempotency_key="del-2")

    async def test_what_nothing_tells_of_stays_unknown(
        self, worker: Callable[..., NetSuite], account: Account, told: list[WriteDetails], ledger: MemoryLedger
    ) -> None:
        call = {"script": 101, "deployment": 1, "method": "POST", "body": {"order": 1}}
        account.faults.add({"kind": "drop", "when": "after"}, method="POST", path="*/restlet.nl", nth=1)
        with pytest.raises(errors.OutcomeUnknownError) as caught:
            await worker().run("call-restlet", call, idempotency_key="r-1")
        with pytest.raises(errors.OutcomeUnknownError) as again:  # it is not sent again
            await worker().run("call-restlet", call, idempotency_key="r-1")
        assert posts(account, "*/restlet.nl") == 1
        assert caught.value.settle_id == again.value.settle_id
        assert [str(one.outcome) for one in told] == ["unknown", "unknown"]
        await worker().settle("r-1", did_not_happen=True)
        done = await worker().run("call-restlet", call, idempotency_key="r-1")
        assert done["result"] == {"order": 1}
        assert (await worker().run("call-restlet", call, idempotency_key="r-1")).replayed

    async def test_time_that_runs_out_is_an_unknown_outcome(
        self, worker: Callable[..., NetSuite], account: Account, time: Any
    ) -> None:
        account.faults.add({"kind": "drop", "when": "after"}, method="POST", path="*/customer", nth=1)
        account.faults.add({"kind": "reply", "status": 503}, method="GET", path="*")
        netsuite = worker()
        with pytest.raises(errors.OutcomeUnknownError):
            await netsuite.run("create-record", {**CREATE, "external_id": "OURS"}, timeout_s=20)
        assert time.passed_s <= 21
        [write] = await netsuite.open_writes()
        assert write.record == "customer OURS"

    async def test_no_write_begins_after_the_deadline(
        self, worker: Callable[..., NetSuite], account: Account, time: Any
    ) -> None:
        netsuite = worker()
        read = netsuite.session.records.find_id

        async def slow(ref: Any) -> Any:
            found = await read(ref)
            await time.sleep(30)
            return found

        netsuite.session.records.find_id = slow  # type: ignore[method-assign]
        inputs = {"company_name": "Late", "external_id": "LATE", "subsidiary_id": "1"}
        with pytest.raises(errors.RetryableError):
            await netsuite.run("create-vendor", inputs, timeout_s=10)
        assert posts(account, "*/vendor") == 0


async def test_a_look_that_takes_long_still_knows_the_new_record(
    worker: Callable[..., NetSuite], account: Account, time: Any
) -> None:
    """Between the question what there is and the question what time it is, NetSuite is away for a while."""
    netsuite = worker(once=OnceSettings(derive_external_ids=False))
    made = await netsuite.run("create-record", {"record_type": "salesOrder", "body": ORDER})
    account.faults.add({"kind": "drop", "when": "after"}, method="POST", path="*!transform*", nth=1)
    account.faults.add({"kind": "reply", "status": 503}, method="GET", path="*/serverTime", times=4)
    before = time.passed_s
    done = await netsuite.run("create-item-fulfillment", {"record_id": made["record_id"]}, idempotency_key="ship-1")
    assert time.passed_s > before + 3
    shipments = [one for one in account.store.scan("itemFulfillment") if one.get("createdFrom") == made["record_id"]]
    assert [one["id"] for one in shipments] == [done["record_id"]]
