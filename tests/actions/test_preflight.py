"""Bodies are checked before they are sent: by default where metadata is remembered, on request always."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector.errors import InputError, InvalidRecordError
from suiteplug.connector.metadata.kept import MetadataFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from suiteplug.api import NetSuite

WRONG = {"companyName": "Kiln", "subsidiary": {"id": "1"}, "isPerson": "F", "emial": "a@example.com"}
ORDER = {
    "entity": {"id": "1"},
    "item": {"items": [{"item": {"id": "1"}, "quantity": 1}, {"item": {"id": "1"}, "quantity": "two"}]},
}


async def refused(netsuite: NetSuite, key: str, inputs: dict[str, Any], **how: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        await netsuite.run(key, inputs, **how)
    return caught.value


async def test_everything_wrong_is_told_and_nothing_sent(over_wire: NetSuite, wire: Any) -> None:
    error = await refused(over_wire, "create-record", {"record_type": "customer", "body": WRONG}, validate=True)
    assert [detail.path for detail in error.details] == ["body.isPerson", "body.emial"]
    assert "email" in error.details[1].message
    assert wire.count("POST", "PATCH", "PUT") == 0


async def test_lines_are_named_by_their_place(over_wire: NetSuite) -> None:
    error = await refused(over_wire, "create-record", {"record_type": "salesOrder", "body": ORDER}, validate=True)
    assert error.field == "body.item.items[1].quantity"
    assert error.code == "BODY_DOES_NOT_FIT"


async def test_by_default_it_costs_no_request(over_wire: NetSuite, wire: Any) -> None:
    body = {"companyName": "Right", "subsidiary": {"id": "1"}, "isPerson": False}
    await over_wire.run("create-record", {"record_type": "customer", "body": body})
    assert [request.method for request in wire.sent] == ["POST"]


async def test_without_metadata_netsuite_has_the_word(over_wire: NetSuite, wire: Any) -> None:
    with pytest.raises(InvalidRecordError):
        await over_wire.run("create-record", {"record_type": "customer", "body": WRONG})
    assert wire.count("POST") == 1


async def test_what_is_remembered_checks_and_is_read_again_before_it_refuses(over_wire: NetSuite, wire: Any) -> None:
    await over_wire.run("get-record-metadata", {"record_type": "customer"})
    sent = len(wire.sent)
    await refused(over_wire, "create-record", {"record_type": "customer", "body": WRONG})
    assert wire.count("POST") == 0
    assert len(wire.sent) == sent + 1


async def test_it_can_be_switched_off(over_wire: NetSuite, wire: Any) -> None:
    await over_wire.run("get-record-metadata", {"record_type": "customer"})
    with pytest.raises(InvalidRecordError):
        await over_wire.run("create-record", {"record_type": "customer", "body": WRONG}, validate=False)
    assert wire.count("POST") == 1


async def test_a_connection_can_ask_for_it_always(
    connect: Callable[..., NetSuite], connection: Callable[..., dict[str, Any]], wire: Any
) -> None:
    netsuite = connect({**connection("tba"), "check_bodies": "always"}, http=wire)
    await refused(netsuite, "update-record", {"record_type": "customer", "record_id": "1", "body": {"emial": "x"}})
    assert wire.count("PATCH") == 0


async def test_a_batch_is_checked_item_by_item(over_wire: NetSuite, wire: Any) -> None:
    items = [{"companyName": "A", "subsidiary": {"id": "1"}}, {"companyNme": "B"}, {"isInactive": "no"}]
    error = await refused(over_wire, "create-records", {"record_type": "customer", "items": items}, validate=True)
    assert [detail.path for detail in error.details] == ["items[1].companyNme", "items[2].isInactive"]
    assert wire.count("POST") == 0


async def test_metadata_of_the_last_run_is_enough(connect: Callable[..., NetSuite], wire: Any, tmp_path: Path) -> None:
    first = connect("tba", http=wire, metadata=MetadataFolder(tmp_path))
    await first.run("get-record-metadata", {"record_type": "customer"})
    sent = len(wire.sent)
    second = connect("tba", http=wire, metadata=MetadataFolder(tmp_path))
    await refused(second, "create-record", {"record_type": "customer", "body": WRONG})
    assert wire.count("POST") == 0
    assert len(wire.sent) == sent + 1


async def test_a_right_body_goes_through(over_wire: NetSuite) -> None:
    body = {"companyName": "Right", "subsidiary": {"id": "1"}, "isPerson": False}
    assert (await over_wire.run("create-record", {"record_type": "customer", "body": body}, validate=True))["record_id"]
