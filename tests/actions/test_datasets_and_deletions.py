"""Datasets, deleted records, limits and time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector import errors
from suiteplug.emulator.access.seed import ADMINISTRATOR_ROLE, NO_ANALYTICS_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite

    Connect = Callable[..., NetSuite]
    Connection = Callable[..., dict[str, Any]]

DATASET = {"dataset_id": "custdataset_customers"}


class TestDatasets:
    async def test_the_list_leads_to_rows(self, netsuite: NetSuite) -> None:
        listed = await netsuite.run("list-datasets", {})
        assert listed["count"] == listed["total"] == 3
        for entry in listed["items"]:
            rows = await netsuite.run("run-dataset", {"dataset_id": entry["id"], "limit": 1})
            assert rows["count"] == 1
            assert "links" not in rows["rows"][0]

    async def test_all_pages_are_the_whole(self, over_wire: NetSuite, wire: Any) -> None:
        whole = await over_wire.run("run-dataset", DATASET)
        before = len(wire.sent)
        pages = await over_wire.run("run-dataset", {**DATASET, "limit": 20, "all_pages": True})
        assert pages == whole
        assert len(wire.sent) - before == -(-whole["count"] // 20)
        some = await over_wire.run("run-dataset", {**DATASET, "limit": 20, "offset": 20})
        assert (some["rows"], some["next_offset"]) == (whole["rows"][20:40], 40)

    async def test_the_list_in_other_spellings(self, over_wire: NetSuite, wire: Any) -> None:
        def spelt(request: httpx.Request, _: httpx.Response) -> httpx.Response:
            items = [{"id": "x", "name": "N", "type": "transaction"}, {"scriptId": "y", "title": "M"}]
            return httpx.Response(200, json={"items": items}, request=request)

        wire.rewrite(spelt)
        listed = await over_wire.run("list-datasets", {})
        assert [(entry["id"], entry["name"], entry["record_type"]) for entry in listed["items"]] == [
            ("x", "N", "transaction"),
            ("y", "M", ""),
        ]

    async def test_refusals(self, netsuite: NetSuite, connect: Connect, connection: Connection) -> None:
        with pytest.raises(errors.NotFoundError, match="does not exist"):
            await netsuite.run("run-dataset", {"dataset_id": "custdataset_nosuch"})
        with pytest.raises(errors.InputError, match="not the ID"):
            await netsuite.run("run-dataset", {"dataset_id": "Open orders"})
        with pytest.raises(errors.InputError, match="multiple"):
            await netsuite.run("run-dataset", {**DATASET, "limit": 10, "offset": 5})
        blind = connect(connection("tba", role_id=NO_ANALYTICS_ROLE))
        with pytest.raises(errors.PermissionDeniedError):
            await blind.run("list-datasets", {})


class TestDeletedRecords:
    async def test_a_deletion_shows_with_its_type(self, netsuite: NetSuite) -> None:
        body = {"companyName": "Short-lived Ltd", "isPerson": False, "subsidiary": {"id": "1"}}
        made = await netsuite.run("create-record", {"record_type": "customer", "body": body})
        await netsuite.run("delete-record", {"record_type": "customer", "record_id": made["record_id"]})
        found = await netsuite.run("list-deleted-records", {"record_types": ["customer"]})
        assert [item["record_id"] for item in found["items"]] == [made["record_id"]]
        assert "Short-lived" in found["items"][0]["name"]
        assert (await netsuite.run("list-deleted-records", {"record_types": ["salesOrder"]}))["items"] == []

    async def test_since_and_until_cut_time(self, netsuite: NetSuite) -> None:
        body = {"companyName": "Short-lived Ltd", "isPerson": False, "subsidiary": {"id": "1"}}
        made = await netsuite.run("create-record", {"record_type": "customer", "body": body})
        await netsuite.run("delete-record", {"record_type": "customer", "record_id": made["record_id"]})
        deleted = (await netsuite.run("list-deleted-records", {}))["items"][-1]["deleted"]
        assert (await netsuite.run("list-deleted-records", {"since": deleted}))["count"] >= 1
        assert (await netsuite.run("list-deleted-records", {"until": deleted}))["count"] == 0

    async def test_times_have_no_zone(self, netsuite: NetSuite) -> None:
        with pytest.raises(errors.InputError, match="since"):
            await netsuite.run("list-deleted-records", {"since": "2026-11-20T12:00:00Z"})


class TestAccount:
    async def test_limits_are_for_administrators(
        self, netsuite: NetSuite, connect: Connect, connection: Connection
    ) -> None:
        admin = connect(connection("tba", role_id=ADMINISTRATOR_ROLE))
        limits = await admin.run("get-governance-limits", {})
        assert limits == {"account": 15, "unallocated": 15, "integration": None, "applies": "accountLimit"}
        with pytest.raises(errors.PermissionDeniedError):
            await netsuite.run("get-governance-limits", {})

    async def test_time(self, netsuite: NetSuite) -> None:
        told = await netsuite.run("get-server-time", {})
        assert told["server_time"].endswith("Z")
        assert abs(told["ahead_s"]) < 5
