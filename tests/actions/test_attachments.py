"""Attaching, detaching and record actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector import errors

if TYPE_CHECKING:
    from suiteplug.api import NetSuite

CONTACT = {"record_type": "customer", "record_id": "1013", "kind": "contact", "attached_id": "1029"}
FILE = {"record_type": "salesOrder", "record_id": "5367", "kind": "file", "attached_id": 701}
MARK = {"record_type": "invoice", "record_id": "5415", "action": "markforgrouping"}


async def contacts(netsuite: NetSuite) -> list[str]:
    lines = await netsuite.run(
        "get-sublist", {"record_type": "customer", "record_id": "1013", "sublist": "contactRoles"}
    )
    return [line["line"]["contact"]["id"] for line in lines["lines"]]


class TestAttach:
    async def test_there_and_back(self, netsuite: NetSuite) -> None:
        assert await netsuite.run("attach-record", {**CONTACT, "role_id": "-10"}) == {"attached": True}
        assert await contacts(netsuite) == ["1029"]
        assert await netsuite.run("detach-record", CONTACT) == {"detached": True}
        assert await contacts(netsuite) == []
        await netsuite.run("attach-record", FILE)
        await netsuite.run("detach-record", FILE)

    async def test_lost_answers_do_no_harm(self, over_wire: NetSuite, wire: Any) -> None:
        wire.lose_answer(lambda request: "!attach" in str(request.url))
        await over_wire.run("attach-record", CONTACT)
        assert await contacts(over_wire) == ["1029"]
        wire.lose_answer(lambda request: "!detach" in str(request.url))
        assert await over_wire.run("detach-record", CONTACT) == {"detached": False}
        assert await contacts(over_wire) == []

    async def test_detaching_what_is_not_attached(self, netsuite: NetSuite) -> None:
        with pytest.raises(errors.RejectedError, match="not attached"):
            await netsuite.run("detach-record", CONTACT)

    async def test_what_is_not_there(self, netsuite: NetSuite) -> None:
        with pytest.raises(errors.NotFoundError):
            await netsuite.run("attach-record", {**CONTACT, "attached_id": "999999"})
        with pytest.raises(errors.NotFoundError):
            await netsuite.run("attach-record", {**FILE, "record_id": "999999"})

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"attached_id": None}, "RECORD_ID_OR_EXTERNAL_ID"),
            ({"attached_external_id": "X"}, "RECORD_ID_OR_EXTERNAL_ID"),
            ({"role_id": "-10", "role_external_id": "X"}, "ROLE_TWICE"),
            ({"kind": "file", "role_id": "-10"}, "ROLE_OF_FILE"),
        ],
    )
    async def test_what_cannot_be_is_not_sent(
        self, over_wire: NetSuite, wire: Any, more: dict[str, Any], code: str
    ) -> None:
        with pytest.raises(errors.InputError) as caught:
            await over_wire.run("attach-record", {**CONTACT, **more})
        assert caught.value.code == code
        assert wire.sent == []


class TestRecordActions:
    async def test_the_effect_shows_on_the_record(self, netsuite: NetSuite) -> None:
        assert await netsuite.run("run-record-action", MARK) == {"result": True, "reply": {}}
        record = await netsuite.run("get-record", {"record_type": "invoice", "record_id": "5415"})
        assert record["record"]["forInvoiceGrouping"] is True
        await netsuite.run("run-record-action", {**MARK, "action": "@unmarkforgrouping"})

    async def test_an_unknown_one_is_refused_with_its_own_shape_explained(self, netsuite: NetSuite) -> None:
        with pytest.raises(errors.RejectedError, match="no action 'approve'") as caught:
            await netsuite.run("run-record-action", {**MARK, "action": "approve"})
        assert caught.value.code == "USER_ERROR"

    async def test_a_lost_answer_is_not_asked_for_again(self, over_wire: NetSuite, wire: Any) -> None:
        wire.lose_answer(lambda request: "@markforgrouping" in str(request.url))
        with pytest.raises(errors.OutcomeUnknownError):
            await over_wire.run("run-record-action", MARK)
        assert wire.count("POST") == 1
