"""What every store must do, on real servers: one change at a time, a clock, a bell, a clear word when it fails."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from suiteplug.connector.errors import InputError
from suiteplug.connector.lanes.places import store_at
from suiteplug.connector.lanes.stores.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from suiteplug.connector.lanes.stores.store import LaneStore


@pytest.fixture(params=["machine", "postgresql", "redis"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], LaneStore]:
    """Makes stores at one place."""
    place = request.param
    if place != "machine":
        place = request.getfixturevalue(f"{place}_url")
    maker = store_at(place, tmp_path)
    assert maker is not None
    return maker


def put(text: str | None) -> Callable[[str | None, float], tuple[str | None, str | None]]:
    return lambda before, _now: (text, before)


def test_a_text_for_each_account(make: Callable[[], LaneStore]) -> None:
    one, other = make(), make()
    assert one.change("A", put("1")) is None
    assert other.change("A", put(None)) == "1"
    assert other.change("A", put("2")) == "1"
    assert one.change("A", put(None)) == "2"
    assert one.change("B", put(None)) is None
    one.close()
    assert one.change("A", put(None)) == "2"  # it opens again
    one.close()
    other.close()


def test_changes_are_one_at_a_time(make: Callable[[], LaneStore]) -> None:
    def count() -> None:
        store = make()
        for _ in range(25):
            store.change("A", lambda text, _now: (str(int(text or 0) + 1), None))
        store.close()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = make()
    assert store.change("A", put(None)) == "100"
    store.close()


def test_a_step_that_fails_changes_nothing_and_blocks_nobody(make: Callable[[], LaneStore]) -> None:
    one, other = make(), make()
    one.change("A", put("1"))

    def fails(_text: str | None, _now: float) -> tuple[str | None, None]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        one.change("A", fails)
    assert other.change("A", put("2")) == "1"
    assert one.change("A", put(None)) == "2"
    one.close()
    other.close()


def test_the_stores_clock_is_the_same_for_all_and_goes_on(make: Callable[[], LaneStore]) -> None:
    one, other = make(), make()
    times = [store.change("A", lambda _text, now: (None, now)) for store in (one, other, one)]
    assert times == sorted(times)
    assert times[2] - times[0] < 5
    one.close()
    other.close()


def test_others_hear_of_a_change(make: Callable[[], LaneStore]) -> None:
    one, other = make(), make()
    rung = threading.Event()
    one.change("A", put("0"))
    one.changed()
    one.listen("A", rung.set)
    if one.poll_s is None:
        for number in range(500):  # the bell is hung up in a thread of its own
            other.change("A", put(str(number)))
            if rung.wait(0.02):
                break
        assert rung.is_set()
        other.change("A", put("last of the others'"))
        rung.clear()
        while rung.wait(0.1):
            rung.clear()
        one.change("A", put("one's own"))
        assert not rung.wait(0.1)
    else:
        assert not one.changed()
        other.change("A", put("1"))
        assert one.changed()
        assert not one.changed()
    one.close()
    other.close()


def cut_postgresql(url: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def cut_redis(url: str) -> None:
    import redis

    with redis.Redis.from_url(url) as server:
        server.client_kill_filter(_type="normal", skipme=True)
        server.client_kill_filter(_type="pubsub", skipme=True)


@pytest.mark.parametrize(("fixture", "cut"), [("postgresql_url", cut_postgresql), ("redis_url", cut_redis)])
def test_a_connection_that_is_cut_is_made_again(
    fixture: str, cut: Callable[[str], None], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    place = request.getfixturevalue(fixture)
    maker = store_at(place, tmp_path)
    assert maker is not None
    one, other = maker(), maker()
    rung = threading.Event()
    one.change("A", put("0"))
    one.listen("A", rung.set)
    for number in range(500):
        other.change("A", put(str(number)))
        if rung.wait(0.02):
            break
    cut(place)
    rung.clear()
    for number in range(500):  # the first may fail, and the bell is hung up again a second later
        with suppress(StoreError):
            other.change("A", put(f"again {number}"))
        if rung.wait(0.02):
            break
    assert rung.is_set()
    with suppress(StoreError):
        one.change("A", put(None))
    assert str(one.change("A", put(None))).startswith("again")
    one.close()
    other.close()


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("postgresql://user:s3cret-password@127.0.0.1:1/db", "postgresql://127.0.0.1/db"),
        ("redis://user:s3cret-password@127.0.0.1:1/0", "redis://127.0.0.1:1/0"),
        ("sqlite:///proc/nowhere/lanes.sqlite3", "/proc/nowhere/lanes.sqlite3"),
    ],
)
def test_a_store_that_is_not_there_says_so_without_secrets(place: str, named: str, tmp_path: Path) -> None:
    maker = store_at(place, tmp_path)
    assert maker is not None
    store = maker()
    assert store.place == named
    with pytest.raises(StoreError) as failure:
        store.change("A", put("1"))
    assert "s3cret" not in str(failure.value)
    store.close()


def test_a_damaged_file_is_an_error_of_the_store(tmp_path: Path) -> None:
    (tmp_path / "lanes.sqlite3").write_bytes(b"not a database, " * 100)
    maker = store_at("machine", tmp_path)
    assert maker is not None
    with pytest.raises(StoreError, match="not a database"):
        maker().change("A", put("1"))


def test_the_file_is_the_owners_only(tmp_path: Path) -> None:
    maker = store_at("machine", tmp_path / "home")
    assert maker is not None
    store = maker()
    store.change("A", put("1"))
    assert (tmp_path / "home" / "lanes.sqlite3").stat().st_mode & 0o077 == 0
    store.close()


@pytest.mark.parametrize("place", ["", "redis", "mysql://host/db", "sqlite://", "Machine"])
def test_a_place_that_is_none(place: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        store_at(place, tmp_path)
    assert refused.value.code == "UNKNOWN_LANES_PLACE"


@pytest.mark.parametrize("place", ["postgresql://host/db", "redis://host"])
def test_an_extra_that_is_missing_is_named(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(InputError) as refused:
        store_at(place, tmp_path)
    assert refused.value.code == "EXTRA_MISSING"
    assert "pip install 'suiteplug[" in refused.value.fix


def test_a_process_that_keeps_its_lanes_for_itself(tmp_path: Path) -> None:
    assert store_at("process", tmp_path) is None
