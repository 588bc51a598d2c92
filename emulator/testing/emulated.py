"""What a test holds: one emulated account, in process or behind a socket, with everything a test does to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from suiteplug.emulator.connection_files import ready_connection

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from suiteplug.emulator.account import Account
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.lanes import Lanes
    from suiteplug.emulator.core.traffic import Exchange
    from suiteplug.emulator.faults import Faults
    from suiteplug.emulator.snapshot import Snapshot

Result = TypeVar("Result")
IN_PROCESS_URL = "http://127.0.0.1:1"
"""Base URL of an account without a socket: nothing listens there, requests go through the transport."""


def directly(work: Callable[[], Result]) -> Result:
    """Where account and test share a thread."""
    return work()


@dataclass(frozen=True, slots=True)
class EmulatedAccount:
    """One account for one test.

    Attributes:
        base_url: Where it answers.
        transport: For ``httpx.AsyncClient(transport=...)``; None when ``base_url`` is a real address.
    """

    account: Account
    base_url: str
    transport: httpx.AsyncBaseTransport | None
    _between_requests: Callable[[Callable[[], Any]], Any] = directly

    @property
    def account_id(self) -> str:
        """As the NetSuite pages spell it: ``1234567_SB1``."""
        return self.account.settings.account_id

    @property
    def faults(self) -> Faults:
        """What goes wrong; nothing, until a rule is added."""
        return self.account.faults

    @property
    def clock(self) -> Clock:
        """The account's time, to be moved instead of waiting."""
        return self.account.clock

    @property
    def lanes(self) -> Lanes:
        """The concurrency limit; ``lanes.held = 14`` leaves one lane of fifteen."""
        return self.account.lanes

    def connection(self, kind: str = "tba", *, role: str | None = None, public: bool = False) -> dict[str, Any]:
        """Credentials and base URL of a ready connection, signed in as a role (the emulator's README lists them).

        Args:
            kind: ``tba``, ``oauth-client-credentials`` or ``oauth-authorization-code``.
            role: ID; without one the role that may do everything.
            public: Of the authorization code kind, one without a client secret.
        """
        return self.run(
            lambda account: ready_connection(account, kind, base_url=self.base_url, role_id=role, public=public)
        )

    def requests(self, *, method: str | None = None, path: str = "*", status: int | None = None) -> list[Exchange]:
        """What was received and answered, oldest first; ``path`` is a pattern such as ``*/salesOrder``."""
        return self.run(lambda account: account.traffic.find(method=method, path=path, status=status))

    def records(self, record_type: str) -> list[dict[str, Any]]:
        """All records of a type as the account stores them, whatever was answered to anybody."""
        return self.run(lambda account: list(account.store.scan(record_type)))

    def snapshot(self) -> Snapshot:
        """The account as it is now."""
        return self.run(lambda account: account.snapshot())

    def restore(self, snapshot: Snapshot) -> None:
        """Back to a snapshot."""
        self.run(lambda account: account.restore(snapshot))

    def run(self, work: Callable[[Account], Result]) -> Result:
        """Do something with the account while it answers nobody."""
        result: Result = self._between_requests(lambda: work(self.account))
        return result
