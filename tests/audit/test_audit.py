"""The audit log: every write in it, a chain that shows what was changed, many writers at once."""

from __future__ import annotations

import json
import multiprocessing
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.audit.chain import AuditEntry, Link, entries, seal, text_of, verify
from suiteplug.connector.audit.log import AuditLog
from suiteplug.connector.errors import RejectedError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def entry(**members: str) -> AuditEntry:
    return AuditEntry.from_dict({"at": NOON.isoformat(), "outcome": "done", **members})


@pytest.fixture
def log(tmp_path: Path) -> AuditLog:
    return AuditLog(tmp_path / "audit.sqlite3", now=lambda: NOON, connection="shop")


@pytest.fixture
def watched(connect: Callable[..., NetSuite], log: AuditLog) -> NetSuite:
    return connect("tba", write_observers=(log,))


def kept(log: AuditLog) -> list[dict[str, str]]:
    return [found.to_dict() for _, found in entries(log.links())]


class TestWhatIsNoted:
    async def test_a_write_with_who_and_why(self, watched: NetSuite, log: AuditLog) -> None:
        body = {"companyName": "Blue Kiln Ltd", "isPerson": False, "subsidiary": {"id": "1"}, "externalId": "BK-1"}
        made = await watched.run(
            "create-record",
            {"record_type": "customer", "body": body},
            idempotency_key="night-1",
            requester="ada",
            reason="new shop",
        )
        (noted,) = kept(log)
        assert noted.pop("operation_id")
        assert noted.pop("write_id")
        assert noted == {
            "at": "2026-11-20T12:00:00.000+00:00",
            "account": noted["account"],
            "connection": "shop",
            "action": "create-record",
            "requester": "ada",
            "reason": "new shop",
            "idempotency_key": "night-1",
            "method": "POST",
            "summary": "create customer",
            "record_type": "customer",
            "record_id": made["record_id"],
            "external_id": "BK-1",
            "outcome": "done",
        }

    async def test_a_refused_write(self, watched: NetSuite, log: AuditLog) -> None:
        with pytest.raises(RejectedError):
            await watched.run("create-record", {"record_type": "customer", "body": {"companyName": "No subsidiary"}})
        (noted,) = kept(log)
        assert noted["outcome"] == "refused"
        assert noted["code"]

    async def test_an_update_whose_answers_were_all_lost_is_not_called_refused(
        self, watched: NetSuite, log: AuditLog, account: Account
    ) -> None:
        customer = account.store.ids("customer")[0]
        account.faults.add({"kind": "drop", "when": "after"}, method="PATCH", path="*/customer/*")
        update = {"record_type": "customer", "record_id": customer, "body": {"comments": "after"}}
        with pytest.raises(UnavailableError):
            await watched.run("update-record", update)
        assert (account.store.get("customer", customer) or {})["comments"] == "after"
        (noted,) = kept(log)
        assert noted["outcome"] == "unknown"

    async def test_reading_is_not_noted_and_values_neither(self, watched: NetSuite, log: AuditLog) -> None:
        await watched.run("list-records", {"record_type": "customer", "limit": 1})
        assert kept(log) == []
        body = {"companyName": "Canary", "email": "canary@secret.example", "isPerson": False, "subsidiary": {"id": "1"}}
        await watched.run("create-record", {"record_type": "customer", "body": body})
        assert "anary" not in json.dumps(kept(log))

    async def test_a_log_that_cannot_be_written_stops_nothing(
        self, connect: Callable[..., NetSuite], tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        (tmp_path / "file").write_text("")
        watched = connect("tba", write_observers=(AuditLog(tmp_path / "file" / "audit.sqlite3", now=lambda: NOON),))
        body = {"companyName": "Kept", "isPerson": False, "subsidiary": {"id": "1"}}
        assert (await watched.run("create-record", {"record_type": "customer", "body": body}))["record_id"]
        assert "could not be written" in caplog.text


class TestTheChain:
    def test_it_holds(self, log: AuditLog) -> None:
        for number in range(5):
            log.append(entry(record_id=str(number)))
        verdict = log.verify()
        assert (verdict.entries, verdict.broken_at) == (5, None)
        assert verdict.head == list(log.links())[-1].seal

    def test_the_table_only_grows(self, log: AuditLog) -> None:
        log.append(entry())
        with closing(sqlite3.connect(log.path)) as db:
            for statement in ("UPDATE entries SET text = ''", "DELETE FROM entries"):
                with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                    db.execute(statement)

    @pytest.mark.parametrize(
        "tamper",
        [
            "UPDATE entries SET text = replace(text, 'done', 'none') WHERE number = 3",
            "DELETE FROM entries WHERE number = 3",
            "DELETE FROM entries WHERE number = 1",
            "UPDATE entries SET number = 9 WHERE number = 3",
        ],
    )
    def test_whoever_gets_around_that_is_found_out(self, log: AuditLog, tamper: str) -> None:
        for number in range(5):
            log.append(entry(record_id=str(number)))
        with closing(sqlite3.connect(log.path)) as db:
            db.executescript(f"DROP TRIGGER no_update; DROP TRIGGER no_delete; {tamper};")
        assert log.verify().broken_at in {1, 3}

    def test_with_a_key_nobody_else_makes_seals(self, tmp_path: Path) -> None:
        log = AuditLog(tmp_path / "audit.sqlite3", key=b"only we know")
        log.append(entry())
        assert log.verify().broken_at is None
        assert AuditLog(log.path).verify().broken_at == 1
        assert AuditLog(log.path, key=b"guessed").verify().broken_at == 1

    @given(st.lists(st.text(), max_size=6), st.data())
    def test_any_change_breaks_it(self, texts: list[str], data: st.DataObject) -> None:
        links, before = [], "0" * 64
        for number, text in enumerate(texts, start=1):
            before = seal(before, number, text)
            links.append(Link(number, text, before))
        assert verify(links).broken_at is None
        if links:
            at = data.draw(st.integers(0, len(links) - 1))
            changed = data.draw(st.text().filter(lambda text: text != texts[at]))
            links[at] = Link(at + 1, changed, links[at].seal)
            assert verify(links).broken_at == at + 1


def append_many(path: Path, who: str) -> None:
    log = AuditLog(path)
    for number in range(20):
        log.append(entry(requester=who, record_id=str(number)))


def test_many_processes_at_once(log: AuditLog) -> None:
    log.append(entry())
    start = multiprocessing.get_context("spawn").Process
    writers = [start(target=append_many, args=(log.path, who)) for who in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert log.verify() == verify(log.links())
    assert log.verify().entries == 61
    assert log.verify().broken_at is None


def test_entries_of_later_versions_can_be_read() -> None:
    text = text_of(entry(record_id="7"))
    members: dict[str, Any] = {**json.loads(text), "colour": "green"}
    assert AuditEntry.from_dict(members).record_id == "7"
