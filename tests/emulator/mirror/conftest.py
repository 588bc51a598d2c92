"""Accounts asked through their doors, and accounts loaded from what they answered."""

from __future__ import annotations

import json
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.access.seed import FULL_ROLE
from suiteplug.emulator.account import Account
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Request
from suiteplug.emulator.roles import Caller, User
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from suiteplug.emulator.core.wire import Response

Json = dict[str, Any]
ORIGIN = "https://1234567-sb1.suitetalk.api.netsuite.com"
RECORDS = "/services/rest/record/v1"
SUITEQL = "/services/rest/query/v1/suiteql"
NOW = datetime(2026, 8, 12, 17, 32, 28, tzinfo=UTC)


class Asker:
    """Asks one account."""

    def __init__(self, account: Account, origin: str = ORIGIN) -> None:
        self.account = account
        self.origin = origin

    def answer(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None, role: str = FULL_ROLE
    ) -> Response:
        """The reply, also a refusal."""
        raw_path, _, query = path.partition("?")
        request = Request(
            method,
            self.origin,
            raw_path,
            query,
            {"content-type": "application/json", "prefer": "transient", **(headers or {})},
            b"" if body is None else json.dumps(body).encode(),
            caller=Caller(User("-5", "Tester", "t@example.com"), self.account.access.roles[role], "1", "tba"),
        )
        try:
            return self.account.router.find(request).handle(request)
        except Problem as problem:
            return problem.response()

    def get(self, path: str) -> Any:
        """The record service's reply to a GET that works."""
        reply = self.answer("GET", f"{RECORDS}/{path}")
        assert reply.status == 200, reply.body
        return json.loads(reply.body)

    def send(self, method: str, path: str, body: Json | None = None) -> str:
        """A write that works; the ID it tells."""
        reply = self.answer(method, f"{RECORDS}/{path}", body, {"prefer": ""})
        assert reply.status == 204, reply.body
        return reply.headers.get("location", "").rpartition("/")[2]

    def ids(self, record_type: str, q: str = "") -> list[str]:
        """IDs of the first page, in its order."""
        return [item["id"] for item in self.get(f"{record_type}{f'?q={q}' if q else ''}")["items"]]

    def rows(self, query: str) -> list[Json]:
        """Rows of a query that works."""
        reply = self.answer("POST", SUITEQL, {"q": query})
        assert reply.status == 200, reply.body
        return [{k: v for k, v in row.items() if k != "links"} for row in json.loads(reply.body)["items"]]


@contextmanager
def _opening() -> Iterator[Callable[..., Asker]]:
    with ExitStack() as accounts:

        def make(load: Path | None = None, origin: str = ORIGIN, **settings: Any) -> Asker:
            return Asker(accounts.enter_context(Account.open(Settings(load=load, **settings), Clock(NOW))), origin)

        yield make


@pytest.fixture
def opened() -> Iterator[Callable[..., Asker]]:
    """Opens accounts, and closes them after the test."""
    with _opening() as make:
        yield make


@pytest.fixture(scope="module")
def load() -> Iterator[Callable[..., Asker]]:
    """Opens accounts that the tests of a module only read."""
    with _opening() as make:
        yield make


@pytest.fixture(scope="session")
def company() -> Iterator[Asker]:
    """The seed company; only read."""
    with Account.open(Settings(), Clock(NOW)) as account:
        yield Asker(account)


def replies_of(asker: Asker) -> Iterator[tuple[str, str, Json]]:
    """Every record of an account as an expanded reply."""
    for kind in asker.account.store.schema.types:
        for record_id in asker.account.store.ids(kind.name):
            yield kind.name, record_id, asker.get(f"{kind.name}/{record_id}?expandSubResources=true")


@pytest.fixture(scope="session")
def company_replies(company: Asker, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reply of every record of the seed company."""
    folder = tmp_path_factory.mktemp("replies")
    by_type: dict[str, list[Json]] = {}
    for record_type, _, reply in replies_of(company):
        by_type.setdefault(record_type, []).append(reply)
    for record_type, replies in by_type.items():
        (folder / f"{record_type}.json").write_text(json.dumps(replies))
    return folder
