"""One request and one reply, as the services and the client hand them to each other. No I/O here."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from suiteplug.connector.account import Service

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.exactly_once.proof import Proof
    from suiteplug.connector.retry import RetryPolicy

NO_HEADERS: Mapping[str, str] = {}


class Repeat(StrEnum):
    """What may happen when the answer to a request is lost.

    ``READ`` changes nothing. ``REPEATABLE`` writes the same state however often it is sent: DELETE, asynchronous
    requests with an idempotency key, PUT and PATCH that only set fields, key their lines or replace their
    sublists. ``ONCE`` is every other write: POST, transforms, PUT and PATCH that append lines.
    """

    READ = "read"
    REPEATABLE = "repeatable write"
    ONCE = "write, once"


@dataclass(frozen=True, slots=True)
class Request:
    """A request on one of the account's hosts.

    ``path`` is percent-encoded already and starts with a slash; ``query`` is not encoded. ``summary`` completes
    the sentence "could not ..." in messages: ``create customer``. ``retry`` and ``timeout_s`` override the client's.
    ``parse`` is False where the caller wants the raw bytes. ``proof`` says how to find out whether a write happened
    whose answer was lost; None: nothing in NetSuite tells.
    """

    method: str
    path: str
    summary: str
    service: Service = Service.SUITETALK
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=lambda: NO_HEADERS)
    content: bytes = b""
    content_type: str = ""
    repeat: Repeat = Repeat.READ
    retry: RetryPolicy | None = None
    timeout_s: float | None = None
    parse: bool = True
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with a success status (or any status, where the caller asked for it).

    ``data`` is the parsed JSON body, None without one. ``maybe_repeated`` tells that an earlier attempt of the same
    request was sent and its answer lost, so that "not found" after a DELETE means that it worked. ``adopted``: no
    answer came, and a look showed that the write had happened. ``external_id`` is the one that the idempotency key
    gave a new record. ``remarks`` are warnings of ours about the body that was sent.
    """

    status: int
    headers: Mapping[str, str]
    content: bytes
    url: str
    data: Any = None
    attempts: int = 1
    maybe_repeated: bool = False
    adopted: bool = False
    external_id: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def operation_id(self) -> str:
        """NetSuite's name for this exchange; support asks for it."""
        return self.headers.get("x-n-operationid", "")

    @property
    def new_id(self) -> str:
        """Internal ID at the end of the Location header, empty without one.

        Location may be absolute or relative (Oracle help: section_1545141395, subsect_161278579295).
        """
        location = self.headers.get("location", "")
        return location.partition("?")[0].rstrip("/").rpartition("/")[2]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What NetSuite says on a 2xx about properties it dropped (Oracle help: section_156570709583)."""
        names = ("x-netsuite-propertyvalidation", "x-netsuite-warning")
        return (*(self.headers[name] for name in names if self.headers.get(name)), *self.remarks)


class Sender(Protocol):
    """What the services need of the client."""

    async def send(self, request: Request) -> Reply:
        """Send, repeat where that is safe, and give the reply; raises an error of the tree otherwise."""
        ...
