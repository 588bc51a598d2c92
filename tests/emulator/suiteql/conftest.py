"""A seeded company that is only read, and one of the test's own; both are asked through the door itself."""

from __future__ import annotations

import json
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
    from collections.abc import Iterator

PATH = "/services/rest/query/v1/suiteql"
ORIGIN = "https://1234567-sb1.suitetalk.api.netsuite.com"
NOW = datetime(2026, 8, 12, 17, 32, 28, tzinfo=UTC)
USER = User("-5", "Tester", "tester@example.com")
Row = dict[str, str]


class Asker:
    """Asks an account in SuiteQL."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def send(
        self,
        body: Any,
        *,
        query: str = "",
        method: str = "POST",
        headers: dict[str, str] | None = None,
        role: str = FULL_ROLE,
    ) -> dict[str, Any]:
        """The parsed reply to a body as it is; a refusal is raised."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = Request(
            method,
            ORIGIN,
            PATH,
            query,
            {"prefer": "transient", "content-type": "application/json"} if headers is None else headers,
            raw,
            door_url=f"{ORIGIN}{PATH}",
            caller=Caller(USER, self.account.access.roles[role], "1", "tba"),
        )
        reply: dict[str, Any] = json.loads(self.account.suiteql.handle(request).body)
        return reply

    def page(
        self, statement: str, *params: Any, limit: int = 1000, offset: int = 0, role: str = FULL_ROLE
    ) -> dict[str, Any]:
        """One page."""
        body: dict[str, Any] = {"q": statement}
        if params:
            body["params"] = list(params)
        return self.send(body, query=f"limit={limit}&offset={offset}", role=role)

    def rows(self, statement: str, *params: Any, role: str = FULL_ROLE) -> list[Row]:
        """Rows of the first thousand, without their ``links``."""
        items = self.page(statement, *params, role=role)["items"]
        return [{name: value for name, value in item.items() if name != "links"} for item in items]

    def value(self, expression: str, *params: Any) -> str | None:
        """One value, from ``dual``."""
        return self.rows(f"SELECT {expression} AS v FROM dual", *params)[0].get("v")

    def refusal(self, statement: str, *params: Any, role: str = FULL_ROLE) -> str:
        """Text of the 400 a statement is refused with."""
        with pytest.raises(Problem) as caught:
            self.page(statement, *params, role=role)
        assert (caught.value.status, caught.value.code) == (400, "INVALID_PARAMETER")
        return caught.value.detail

    def bodies(self, record_type: str) -> list[dict[str, Any]]:
        """Stored records, to compare with."""
        return list(self.account.store.scan(record_type))


@pytest.fixture(scope="session")
def company() -> Iterator[Asker]:
    """The seed company on a fixed day. Tests must not change it."""
    with Account.open(Settings(), Clock(NOW)) as account:
        yield Asker(account)


@pytest.fixture
def own(account: Account) -> Asker:
    """A seeded company of the test's own."""
    return Asker(account)
