"""Which lanes a connection gets when it is opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector.errors import InputError
from suiteplug.opening import Options, _lanes_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite

RECORD = {"record_type": "currency", "record_id": "1"}


def test_a_named_connection_shares_its_lanes_with_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [_lanes_place(which, Options()) for which in ("shop", None)] == ["machine", "machine"]
    assert _lanes_place({"type": "tba"}, Options()) == "process"
    monkeypatch.setenv("SUITEPLUG_LANES", "redis://host")
    assert _lanes_place("shop", Options()) == "redis://host"
    assert _lanes_place("shop", Options(lanes="process")) == "process"


async def test_the_machines_lanes_are_a_file_beside_the_connections(connect: Callable[..., NetSuite]) -> None:
    netsuite = connect("tba", lanes="machine")
    await netsuite.run("get-record", RECORD)
    assert (Path(os.environ["SUITEPLUG_HOME"]) / "lanes.sqlite3").is_file()
    assert netsuite._client.lanes.view().shared_through.endswith("lanes.sqlite3")


async def test_a_mapping_keeps_its_lanes_for_the_process(netsuite: NetSuite) -> None:
    await netsuite.run("get-record", RECORD)
    view = netsuite._client.lanes.view()
    assert (view.shared_through, view.lanes, view.processes) == ("", 4, 1)


async def test_the_environment_chooses_and_options_win(
    connect: Callable[..., NetSuite], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SUITEPLUG_LANES", f"sqlite://{tmp_path}/here.sqlite3")
    netsuite = connect("tba")
    await netsuite.run("get-record", RECORD)
    assert (tmp_path / "here.sqlite3").is_file()
    await netsuite.close()
    netsuite = connect("tba", lanes="process")
    assert netsuite._client.lanes.view().shared_through == ""
    monkeypatch.setenv("SUITEPLUG_LANES", "nowhere")
    with pytest.raises(InputError) as refused:
        connect("tba")
    assert refused.value.field == "SUITEPLUG_LANES"


async def test_an_administrator_who_verifies_sets_the_lanes_for_all(
    connect: Callable[..., NetSuite], connection: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    place = f"sqlite://{tmp_path}/lanes.sqlite3"
    admin = connect(connection("tba", role_id="3"), lanes=place)
    await admin.run("verify-connection", {})
    await admin.close()
    other = connect("tba", lanes=place)
    await other.run("get-record", RECORD)
    assert other._client.lanes.view().lanes == 14


async def test_opening_and_closing_ten_times_leaves_one_wish(connect: Callable[..., NetSuite]) -> None:
    first = connect("tba")
    for _ in range(10):
        await connect("tba").close()
    assert len(first._client.lanes._users) == 1
