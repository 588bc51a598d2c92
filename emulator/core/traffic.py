"""What the account was asked, for tests and for whoever debugs a program against it."""

from __future__ import annotations

from collections import Counter, deque
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.faults.kinds import Delivery

_KEPT = 1000
_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


class Exchange(NamedTuple):
    """One request with its answer.

    Attributes:
        status: 0 when the connection was ended without a reply.
        fault: Name of the rule of the fault script that spoiled the answer, or empty.
    """

    at: float
    method: str
    url: str
    headers: dict[str, str]
    body_length: int
    status: int
    operation_id: str
    fault: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For the admin door; headers that carry credentials show only their scheme."""
        return {
            "at": datetime.fromtimestamp(self.at, UTC).isoformat(timespec="milliseconds"),
            "method": self.method,
            "url": self.url,
            "headers": {
                name: f"{value.partition(' ')[0]} (removed)" if name in _SECRET_HEADERS else value
                for name, value in self.headers.items()
            },
            "body_length": self.body_length,
            "status": self.status,
            "operation_id": self.operation_id,
            "fault": self.fault,
        }


class Traffic:
    """The last thousand exchanges and counts since the start."""

    def __init__(self) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=_KEPT)
        self.by_status: Counter[int] = Counter()

    def add(self, at: float, request: Request, delivery: Delivery, operation_id: str) -> None:
        """Note one exchange."""
        status = 0 if delivery.response is None else delivery.response.status
        self.by_status[status] += 1
        self.exchanges.append(
            Exchange(
                at,
                request.method,
                request.url,
                request.headers,
                len(request.body),
                status,
                operation_id,
                delivery.fault,
            )
        )
