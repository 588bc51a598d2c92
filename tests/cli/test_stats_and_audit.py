"""``suiteplug stats`` and ``suiteplug audit``, after calls of named connections."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connections.storage.home import home

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine


@pytest.fixture
def used(suiteplug: CommandLine, today: dict[str, Any]) -> None:
    """A write that works, and a read that does not."""
    del today
    body = {"companyName": "Blue Kiln Ltd", "isPerson": False, "subsidiary": {"id": "1"}, "externalId": "BK-1"}
    create = ("run", "create-record", "--record-type", "customer", "--body", json.dumps(body))
    assert suiteplug(*create, "--idempotency-key", "night-1").code == 0
    assert suiteplug("run", "get-customer", "--record-id", "999999").code == 5


@pytest.mark.usefixtures("used")
class TestStats:
    def test_rows(self, suiteplug: CommandLine) -> None:
        rows = {row["action"]: row for row in suiteplug("stats", "--since", "2h").result["actions"]}
        assert rows["create-record"]["calls"] == 1
        assert rows["create-record"]["success_rate"] == 1
        assert rows["get-customer"]["success_rate"] == 0

    def test_an_alert_sets_the_exit_code(self, suiteplug: CommandLine) -> None:
        ended = suiteplug("stats", "--alert", "success_rate<0.9", "--alert", "unknown>0")
        assert ended.code == 10
        assert ended.err == "ALERT success_rate<0.9: default get-customer 0.0\n"

    def test_prometheus(self, suiteplug: CommandLine) -> None:
        assert (
            'suiteplug_calls{connection="default",action="create-record"} 1\n' in suiteplug("stats", "--prometheus").out
        )


@pytest.mark.usefixtures("used")
class TestAudit:
    def test_entries(self, suiteplug: CommandLine) -> None:
        (entry,) = suiteplug("audit", "show", "--external-id", "BK-1").result["entries"]
        assert (entry["number"], entry["action"], entry["idempotency_key"]) == (1, "create-record", "night-1")
        assert suiteplug("audit", "show", "--outcome", "unknown").result["entries"] == []

    def test_the_chain(self, suiteplug: CommandLine) -> None:
        ended = suiteplug("audit", "verify")
        assert ended.code == 0
        head = ended.out.split()[-1]
        assert suiteplug("audit", "verify", "--head", head).code == 0
        with closing(sqlite3.connect(home() / "audit.sqlite3")) as db:
            db.executescript("DROP TRIGGER no_delete; DELETE FROM entries;")
        assert suiteplug("audit", "verify").code == 0
        assert suiteplug("audit", "verify", "--head", head).code == 11


def test_nothing_yet(suiteplug: CommandLine) -> None:
    assert suiteplug("stats").result == {"actions": []}
    assert suiteplug("audit", "show").result == {"entries": []}
    assert suiteplug("stats", "--since", "yesterday").code == 2
