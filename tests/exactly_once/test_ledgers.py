"""What every store promises, held against each of them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector.errors import ConnectionSetupError, InputError
from suiteplug.connector.exactly_once.kept import KeptReply
from suiteplug.connector.exactly_once.ledger import CallEntry, Ledger, Standing, State, WriteEntry
from suiteplug.connector.exactly_once.ledgers import ledger_at
from suiteplug.connector.exactly_once.memory import MemoryLedger
from suiteplug.connector.exactly_once.postgresql import PostgresqlLedger
from suiteplug.connector.exactly_once.proof import AppendedLines, MadeFrom, Proof
from suiteplug.connector.exactly_once.sqlite import SqliteLedger

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

ACCOUNT = "1234567_SB1"
PROOF = Proof(
    record_type="invoice",
    external_id="sp-1",
    derived=True,
    nameable=True,
    made_from=MadeFrom("salesOrder", "5001"),
    natural={"tranId": "X"},
    expected={"lines": {"1": 2.5}},
    lines=AppendedLines("/services/rest/record/v1/salesOrder/1", "item", 1, 3),
)
REPLY = KeptReply(status=204, url="u", headers={"location": "https://x/record/v1/invoice/77"}, content=b"\xff{}")


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Ledger]:
    stores: dict[str, Callable[[], Ledger]] = {
        "memory": MemoryLedger,
        "sqlite": lambda: SqliteLedger(tmp_path / "deep" / "ledger.sqlite3", synchronous="FULL"),
        "postgresql": lambda: PostgresqlLedger(request.getfixturevalue("postgresql_url")),
    }
    store = stores[request.param]()
    yield store
    await store.close()


def call(owner: str = "one", **members: Any) -> CallEntry:
    given = {"account": ACCOUNT, "action": "create-record", "idempotency_key": "k", "inputs_hash": "h"}
    return CallEntry(**{"call_id": "c1", **given, "owner": owner, **members})


def write(write_id: str = "w1", **members: Any) -> WriteEntry:
    given = {"account": ACCOUNT, "action": "create-record", "idempotency_key": "k", "method": "POST", "path": "/p"}
    rest = {"summary": "create invoice", "body_hash": "b", "nth": 1, "proof": PROOF, "why": "lost"}
    return WriteEntry(**{"write_id": write_id, "call_id": "c1", **given, **rest, **members})


async def test_a_call_from_begin_to_end(ledger: Ledger) -> None:
    assert (await ledger.begin_call(call(), lease_s=60)).standing is Standing.NEW
    held = await ledger.begin_call(call("two"), lease_s=60)
    assert (held.standing, held.call.owner) == (Standing.HELD, "one")
    assert (await ledger.begin_call(call("two", inputs_hash="other"), lease_s=60)).standing is Standing.DIFFERS
    await ledger.finish_call("c1", "two", "not mine")
    await ledger.finish_call("c1", "one", '{"a": "ä"}')
    done = await ledger.begin_call(call("two"), lease_s=60)
    assert (done.standing, done.call.output) == (Standing.DONE, '{"a": "ä"}')
    assert done.call.began_at == pytest.approx(await ledger.now(), abs=60)
    assert (await ledger.begin_call(call("two", inputs_hash="other"), lease_s=60)).standing is Standing.DIFFERS


async def test_a_call_that_was_cut_off_goes_on_with_what_it_had(ledger: Ledger) -> None:
    await ledger.begin_call(call(), lease_s=60)
    await ledger.put_memo("c1", "plan", {"old": True})
    await ledger.put_memo("c1", "plan", {"lines": [1, "ü"]})
    began = await ledger.begin_write(write())
    await ledger.begin_write(write("w2", began_at=began + 1, proof=None, repeatable=True))
    await ledger.end_write("w2", REPLY)
    begun = await ledger.begin_call(call("two"), lease_s=60, dead="one")
    assert begun.standing is Standing.RESUMED
    assert begun.memos == {"plan": {"lines": [1, "ü"]}}
    assert begun.writes == (
        write(began_at=began),
        write("w2", began_at=began + 1, proof=None, repeatable=True, state=State.DONE, reply=REPLY, why=""),
    )
    assert not await ledger.renew("c1", "one", lease_s=60)
    assert await ledger.renew("c1", "two", lease_s=60)
    await ledger.finish_call("c1", "two", None)
    again = await ledger.begin_call(call("three"), lease_s=60)  # its output was not kept: it runs on its writes
    assert (again.standing, again.memos, len(again.writes)) == (Standing.RESUMED, {}, 2)


async def test_a_lease_ends(ledger: Ledger) -> None:
    await ledger.begin_call(call(), lease_s=-1)
    assert (await ledger.begin_call(call("two"), lease_s=60)).standing is Standing.RESUMED
    await ledger.release_call("c1", "one", forget=True)  # not its own any more
    assert (await ledger.begin_call(call("three"), lease_s=60)).standing is Standing.HELD


async def test_a_call_that_wrote_nothing_is_forgotten(ledger: Ledger) -> None:
    await ledger.begin_call(call(), lease_s=60)
    await ledger.put_memo("c1", "plan", 1)
    await ledger.release_call("c1", "one", forget=True)
    fresh = await ledger.begin_call(call("two", inputs_hash="other"), lease_s=60)
    assert (fresh.standing, fresh.memos) == (Standing.NEW, {})
    await ledger.release_call("c1", "two", forget=False)
    assert (await ledger.begin_call(call("three", inputs_hash="other"), lease_s=60)).memos == {}


async def test_open_writes_are_listed(ledger: Ledger) -> None:
    await ledger.begin_call(call(), lease_s=60)
    await ledger.begin_write(write())
    await ledger.begin_write(write("w0", call_id="", idempotency_key="", began_at=1000.0))
    await ledger.begin_write(write("other", call_id="", account="7654321", began_at=2000.0))
    assert [one.write_id for one in await ledger.writes(account=ACCOUNT)] == ["w0"]  # w1 is at work
    await ledger.release_call("c1", "one", forget=False)
    assert [one.write_id for one in await ledger.writes(account=ACCOUNT)] == ["w0", "w1"]
    assert [one.write_id for one in await ledger.writes()] == ["w0", "other", "w1"]
    assert [one.write_id for one in await ledger.writes(began_before=1500.0)] == ["w0"]
    await ledger.explain_write("w0", "Looked.")
    assert (await ledger.writes(account=ACCOUNT))[0].why == "Looked."
    await ledger.drop_write("w0")
    await ledger.end_write("w1", REPLY)
    assert await ledger.writes(account=ACCOUNT) == []
    assert [one.write_id for one in await ledger.writes(account=ACCOUNT, only_open=False)] == ["w1"]


async def test_records_belong_to_the_writes_that_made_them(ledger: Ledger) -> None:
    for name, method in (("w1", "POST"), ("w2", "PATCH")):
        await ledger.begin_write(write(name, method=method, began_at=2000.0))
    await ledger.end_write("w1", REPLY)
    await ledger.end_write("w2", KeptReply(status=204, headers={"location": "/record/v1/invoice/78"}))
    assert await ledger.made_records(ACCOUNT, 1999.0) == {"invoice/77"}
    assert await ledger.made_records(ACCOUNT, 2001.0) == set()
    assert await ledger.made_records("7654321", 0.0) == set()


async def test_old_ones_are_forgotten_and_open_ones_stay(ledger: Ledger) -> None:
    await ledger.begin_call(call(), lease_s=60)
    await ledger.begin_write(write())
    await ledger.end_write("w1", REPLY)
    await ledger.finish_call("c1", "one", "{}")
    await ledger.begin_call(call(call_id="c2"), lease_s=60)
    await ledger.begin_write(write("w2", call_id="c2"))
    await ledger.release_call("c2", "one", forget=False)
    await ledger.begin_call(call(call_id="c3"), lease_s=60)
    assert await ledger.forget_before(await ledger.now() - 60) == 0
    assert await ledger.forget_before(await ledger.now() + 60) == 2
    assert [one.write_id for one in await ledger.writes(only_open=False)] == ["w2"]
    assert (await ledger.begin_call(call(inputs_hash="new"), lease_s=60)).standing is Standing.NEW
    assert (await ledger.begin_call(call("two", call_id="c2"), lease_s=60)).standing is Standing.RESUMED
    assert (await ledger.begin_call(call("two", call_id="c3"), lease_s=60)).standing is Standing.HELD


async def test_two_hosts_share_a_store(tmp_path: Path, postgresql_url: str) -> None:
    for make in (lambda: SqliteLedger(tmp_path / "l.sqlite3"), lambda: PostgresqlLedger(postgresql_url)):
        one: Ledger = make()
        two: Ledger = make()
        assert (await one.begin_call(call(), lease_s=60)).standing is Standing.NEW
        assert (await two.begin_call(call("two"), lease_s=60)).standing is Standing.HELD
        await one.close()
        await two.close()


class TestSqlite:
    async def test_the_file_is_the_owners(self, tmp_path: Path) -> None:
        ledger = SqliteLedger(tmp_path / "home" / "ledger.sqlite3")
        await ledger.begin_call(call(), lease_s=60)
        assert ledger.path.stat().st_mode & 0o077 == 0
        assert ledger.path.parent.stat().st_mode & 0o077 == 0
        await ledger.close()
        assert (await ledger.begin_call(call("two"), lease_s=60)).standing is Standing.HELD  # it opens again
        await ledger.close()

    @pytest.mark.parametrize("content", [b"no database at all, and long enough to be read as one" * 20, None])
    async def test_what_cannot_be_used_is_refused(self, tmp_path: Path, content: bytes | None) -> None:
        path = tmp_path / "ledger.sqlite3"
        if content is None:
            path.mkdir()
        else:
            path.write_bytes(content)
        ledger = SqliteLedger(path)
        with pytest.raises(ConnectionSetupError) as caught:
            await ledger.begin_call(call(), lease_s=60)
        assert caught.value.code == "LEDGER_UNUSABLE"
        await ledger.close()

    async def test_a_newer_file_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "ledger.sqlite3"
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version = 99")
        db.close()
        with pytest.raises(ConnectionSetupError, match="newer"):
            await SqliteLedger(path).begin_call(call(), lease_s=60)

    async def test_it_waits_while_another_process_writes(self, tmp_path: Path) -> None:
        import asyncio

        ledger = SqliteLedger(tmp_path / "ledger.sqlite3")
        await ledger.begin_call(call(), lease_s=60)
        other = sqlite3.connect(ledger.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(ledger.begin_write(write()))
        await asyncio.sleep(0)
        assert not waiting.done()
        other.execute("COMMIT")
        other.close()
        await waiting
        await ledger.close()


class TestPostgresql:
    async def test_a_lost_connection_is_made_anew(self, postgresql_url: str) -> None:
        ledger = PostgresqlLedger(postgresql_url)
        await ledger.begin_call(call(), lease_s=60)
        import psycopg

        with psycopg.connect(postgresql_url, autocommit=True) as db:
            db.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        assert await ledger.renew("c1", "one", lease_s=60)
        await ledger.close()

    async def test_a_server_that_is_not_there(self) -> None:
        ledger = PostgresqlLedger("postgresql://me:secret@127.0.0.1:1/x")
        with pytest.raises(ConnectionSetupError) as caught:
            await ledger.begin_call(call(), lease_s=60)
        assert "secret" not in f"{caught.value.to_dict()}"


class TestPlaces:
    def test_words_for_places(self, tmp_path: Path) -> None:
        beside = ledger_at("", tmp_path)
        assert isinstance(beside, SqliteLedger)
        assert beside.path == tmp_path / "ledger.sqlite3"
        assert isinstance(ledger_at("sqlite:///x/y?synchronous=full", tmp_path), SqliteLedger)
        assert isinstance(ledger_at("postgresql://h/d", tmp_path), PostgresqlLedger)
        assert ledger_at("memory", tmp_path) is ledger_at("memory", tmp_path)

    @pytest.mark.parametrize("place", ["mysql://h/d", "sqlite://", "sqlite:///x?synchronous=off"])
    def test_others_are_refused(self, tmp_path: Path, place: str) -> None:
        with pytest.raises(InputError) as caught:
            ledger_at(place, tmp_path)
        assert caught.value.field == "SUITEPLUG_LEDGER"
