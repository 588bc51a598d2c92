"""What observers hear of each write: what became of it, never values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class WriteOutcome(StrEnum):
    """What became of a write.

    ``DONE``: NetSuite answered. ``ADOPTED``: its answer was lost, and a look showed that it happened. ``REPLAYED``: an
    earlier run of the same call had done it; nothing was sent. ``REFUSED``: it did not happen. ``UNKNOWN``.
    """

    DONE = "done"
    ADOPTED = "adopted"
    REPLAYED = "replayed"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteDetails:
    """One write of one call. Who asked, and why, stands in ``connector.call.current_call``.

    Attributes:
        record_type: Empty where the request does not say.
        record_id: Internal ID, empty where it is not known.
        external_id: That of a new record, given or from the key.
        write_id: Its name in the ledger, where it is in it.
        code: Code of the refusal.
        sends: How often it was sent; the client's repeats of one sending are not counted.
        duration_s: From before it was sent until its outcome was known or given up.
    """

    account_id: str
    method: str
    path: str
    summary: str
    outcome: WriteOutcome
    record_type: str = ""
    record_id: str = ""
    external_id: str = ""
    write_id: str = ""
    code: str = ""
    operation_id: str = ""
    sends: int = 0
    duration_s: float = 0.0


class WriteObserver(Protocol):
    """Called after each write, in the event loop and in the context of the call: it must not block."""

    def __call__(self, details: WriteDetails, /) -> None:
        """Take note of one write."""
        ...
