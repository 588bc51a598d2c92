"""Counters: what is counted, percentiles, alerts, and several processes adding to one file."""

from __future__ import annotations

import multiprocessing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.errors import InputError, RejectedError
from suiteplug.connector.stats.histogram import bucket_of, middle_of, percentile
from suiteplug.connector.stats.store import StatsStore, Subject
from suiteplug.connector.stats.summary import Alert, as_prometheus, summarize

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from suiteplug.api import NetSuite

HOUR = datetime(2026, 11, 20, 12, tzinfo=UTC).strftime("%Y-%m-%dT%H")


class TestHistogram:
    @given(st.floats(0.001, 10_000))
    def test_a_time_is_near_the_middle_of_its_bucket(self, seconds: float) -> None:
        assert middle_of(bucket_of(seconds)) == pytest.approx(seconds, rel=0.1)

    @given(st.lists(st.floats(0.001, 1000), min_size=1, max_size=200), st.floats(0.01, 1))
    def test_percentiles_are_within_a_tenth(self, times: list[float], share: float) -> None:
        counts: dict[int, float] = {}
        for seconds in times:
            counts[bucket_of(seconds)] = counts.get(bucket_of(seconds), 0) + 1
        found = percentile(counts, share)
        rank = next(n for n in range(1, len(times) + 1) if n >= share * len(times))
        assert found == pytest.approx(sorted(times)[rank - 1], rel=0.1)

    def test_nothing_has_no_percentile(self) -> None:
        assert percentile({}, 0.5) is None


@pytest.fixture
def store(tmp_path: Path) -> StatsStore:
    return StatsStore(tmp_path / "stats.sqlite3")


def add(path: Path) -> None:
    for _ in range(10):
        StatsStore(path).add({(Subject(HOUR, "1", "shop", "get-record"), "calls"): 1})


def test_processes_add_up(store: StatsStore) -> None:
    spawn = multiprocessing.get_context("spawn").Process
    adders = [spawn(target=add, args=(store.path,)) for _ in range(3)]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join()
    assert summarize(store.read())[0].calls == 30


def test_since_and_connection(store: StatsStore) -> None:
    for hour in ("2026-11-19T12", HOUR):
        for connection in ("shop", "warehouse"):
            store.add({(Subject(hour, "1", connection, "get-record"), "calls"): 1})
    assert sum(figures.calls for figures in summarize(store.read())) == 4
    assert [figures.calls for figures in summarize(store.read(HOUR, "shop"))] == [1]


@pytest.fixture
async def named(
    connection: Callable[..., dict[str, Any]],
    account: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> NetSuite:
    """A connection with a name, as an installation has it."""
    import json

    import httpx

    from suiteplug.api import NetSuite
    from suiteplug.connector.client.client import ClientTools
    from suiteplug.emulator.app import create_app
    from suiteplug.opening import Options

    monkeypatch.setenv("SUITEPLUG_CONNECTION_SHOP", json.dumps(connection("tba")))
    http = httpx.ASGITransport(create_app(account))
    return NetSuite("shop", Options(http=http, tools=ClientTools(now=account.clock.now)))


async def test_a_named_connection_is_counted_and_audited(named: NetSuite, own_home: None, tmp_path: Path) -> None:
    from suiteplug.connections.storage.home import home
    from suiteplug.connector.audit.log import AuditLog

    body = {"companyName": "Blue Kiln Ltd", "isPerson": False, "subsidiary": {"id": "1"}}
    async with named as netsuite:
        await netsuite.run("create-record", {"record_type": "customer", "body": body})
        await netsuite.run("create-record", {"record_type": "customer", "body": body})
        with pytest.raises(RejectedError):
            await netsuite.run("get-record", {"record_type": "customer", "record_id": "999999"})
    created, read = summarize(StatsStore(home() / "stats.sqlite3").read())
    assert (created.connection, created.action, created.calls, created.success_rate) == ("shop", "create-record", 2, 1)
    assert created.attempts >= 2
    assert created.p50_s is not None
    assert (read.action, read.calls, read.success_rate) == ("get-record", 1, 0)
    assert AuditLog(home() / "audit.sqlite3").verify().entries == 2


async def test_both_can_be_off(named: NetSuite, monkeypatch: pytest.MonkeyPatch) -> None:
    from suiteplug.connections.storage.home import home
    from suiteplug.watchers import AUDIT, STATS, TELEMETRY, watchers_of

    monkeypatch.setenv(AUDIT, "off")
    monkeypatch.setenv(STATS, "off")
    monkeypatch.setenv(TELEMETRY, "off")
    watchers = watchers_of("1", "shop", now=lambda: datetime.now(UTC), monotonic=lambda: 0.0)
    assert watchers.writes == ()
    assert watchers.closers == ()
    await named.close()
    assert not (home() / "audit.sqlite3").exists()


class TestAlerts:
    @pytest.mark.parametrize(
        ("text", "off"),
        [
            ("success_rate<0.99", True),
            ("success_rate < 0.5", False),
            ("throttled>=3", True),
            ("unknown>0", False),
            ("p95_s>1", False),  # not known
        ],
    )
    def test_bounds(self, store: StatsStore, text: str, *, off: bool) -> None:
        subject = Subject(HOUR, "1", "shop", "get-record")
        counts = {"calls": 10, "error:RejectedError": 1, "throttled": 3}
        store.add({(subject, name): value for name, value in counts.items()})
        (figures,) = summarize(store.read())
        assert Alert.parse(text).goes_off(figures) is off

    @pytest.mark.parametrize("text", ["success<1", "success_rate=1", "success_rate<", "__class__<1"])
    def test_what_is_no_alert(self, text: str) -> None:
        with pytest.raises(InputError) as caught:
            Alert.parse(text)
        assert "success_rate" in caught.value.fix


def test_prometheus(store: StatsStore) -> None:
    store.add({(Subject(HOUR, "1", 'sh"op', "get-record"), "calls"): 2})
    text = as_prometheus(summarize(store.read()))
    assert 'suiteplug_calls{connection="sh\\"op",action="get-record"} 2\n' in text
    assert "p50_s{" not in text
