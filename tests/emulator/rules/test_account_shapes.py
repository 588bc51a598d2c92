"""Accounts of other shapes: without OneWorld, with locked records, with reads that need the edit level."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from suiteplug.emulator.account import Account
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Request
from suiteplug.emulator.roles import Caller, Level, Role, User
from suiteplug.emulator.settings import Settings

NOW = datetime(2026, 8, 24, 17, tzinfo=UTC)
ADMINISTRATOR = Role("3", "Administrator", administrator=True)
VIEWER = Role("7", "Viewer", default=Level.VIEW)


def send(account: Account, method: str, path: str, body: Any = None, role: Role = ADMINISTRATOR) -> tuple[int, str]:
    """Status and text of the reply."""
    raw = b"" if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json", "x-netsuite-propertynamevalidation": "error"}
    caller = Caller(User("-5", "Tester", "t@example.com"), role, "1", "tba")
    path = f"/services/rest/record/v1{path}"
    request = Request(method, "http://127.0.0.1:1", path, "", headers, raw, caller=caller)
    try:
        response = account.router.find(request).handle(request)
    except Problem as problem:
        return problem.status, problem.detail
    return response.status, response.body.decode()


def test_an_account_without_one_world_knows_no_subsidiaries() -> None:
    with Account.open(Settings(seed="stocked", one_world=False), Clock(NOW)) as account:
        customer = account.store.ids("customer")[0]
        status, text = send(account, "GET", f"/customer/{customer}")
        assert (status, "subsidiary" in json.loads(text)) == (200, False)
        assert send(account, "GET", "/subsidiary")[0] == 404
        status, text = send(account, "POST", "/customer", {"companyName": "One", "subsidiary": {"id": "1"}})
        assert status == 400
        lines = [{"account": {"id": "25"}, "debit": 5}, {"account": {"id": "1"}, "credit": 5}]
        assert send(account, "POST", "/journalEntry", {"line": {"items": lines}})[0] == 204
        assert send(account, "POST", "/customer", {"companyName": "Two"})[0] == 204


def test_a_locked_record_cannot_even_be_read() -> None:
    settings = Settings(seed="empty", locked_records=frozenset({"term/1"}))
    with Account.open(settings, Clock(NOW)) as account:
        for method, body in (("GET", None), ("PATCH", {"name": "x"}), ("DELETE", None)):
            status, text = send(account, method, "/term/1", body)
            assert status == 400
            assert text.endswith("This record has been locked by a user defined workflow.")
        assert send(account, "GET", "/term/2")[0] == 200


def test_reading_may_need_the_edit_level() -> None:
    for strict, status in ((False, 200), (True, 403)):
        with Account.open(Settings(seed="empty", reads_are_edits=strict), Clock(NOW)) as account:
            assert send(account, "GET", "/term/1", role=VIEWER)[0] == status
            assert send(account, "GET", "/term", role=VIEWER)[0] == 200
