"""What the account was asked and what it answered, for tests and for whoever debugs a program against it."""

from __future__ import annotations

from collections import Counter, deque
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.faults.kinds import Delivery

_KEPT = 1000
_BODY_BYTES = 16 * 1024
_SECRET_PATHS = ("/services/rest/auth/", "/app/login/", "/rest/")
_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


class Exchange(NamedTuple):
    """One request with its answer.

    Attributes:
        body: The first 16 KiB of the request's body; nothing for sign-in, where bodies carry credentials.
        reply: The same of the reply's body, before compression.
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
    fault: str
    body: bytes
    reply: bytes

    @property
    def path(self) -> str:
        """Path without the query, as it was sent."""
        return "/" + self.url.partition("://")[2].partition("?")[0].partition("/")[2]

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
            "body": self.body.decode(errors="replace"),
            "reply": self.reply.decode(errors="replace"),
        }


class Traffic:
    """The last thousand exchanges and counts since the start."""

    def __init__(self) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=_KEPT)
        self.by_status: Counter[int] = Counter()

    def add(self, at: float, request: Request, delivery: Delivery, operation_id: str) -> None:
        """Note one exchange."""
        response = delivery.response
        status = 0 if response is None else response.status
        is_secret = request.raw_path.startswith(_SECRET_PATHS)
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
                b"" if is_secret else request.body[:_BODY_BYTES],
                b"" if is_secret or response is None else response.body[:_BODY_BYTES],
            )
        )

    def find(self, *, method: str | None = None, path: str = "*", status: int | None = None) -> list[Exchange]:
        """The exchanges that fit, oldest first; ``path`` is a pattern with ``*`` and ``?``, case does not matter."""
        return [
            exchange
            for exchange in self.exchanges
            if method in {None, exchange.method}
            and status in {None, exchange.status}
            and fnmatchcase(exchange.path.lower(), path.lower())
        ]
