"""What is told about an attempt: shapes to hooks, and the whole exchange without secrets to a log."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from suiteplug.connector.client.hooks import AttemptDetails
from suiteplug.connector.client.transport import Answer, NoAnswer
from suiteplug.connector.faults.classify import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.client.redact import Redactor
    from suiteplug.connector.errors import RequestReference
    from suiteplug.connector.exchange import Request

Outcome = Answer | NoAnswer | Fault

_exchange_log = logging.getLogger("suiteplug.exchange")
_LONGEST_BODY = 20_000


class Times(NamedTuple):
    """When a lane was asked for, when it was got, and when the attempt ended; monotonic seconds."""

    asked: float
    begun: float
    ended: float


def attempt_details(
    account_id: str, request: Request, outcome: Outcome, *, attempt: int, times: Times
) -> AttemptDetails:
    """What hooks hear; how it failed and what follows is added by the caller."""
    answer = outcome if isinstance(outcome, Answer) else None
    return AttemptDetails(
        account_id=account_id,
        summary=request.summary,
        method=request.method,
        path=request.path,
        attempt=attempt,
        status=answer.status if answer else None,
        lane_wait_s=times.begun - times.asked,
        duration_s=times.ended - times.begun,
        reply_bytes=len(answer.content) if answer else 0,
        failure="",
        wait_before_next_s=None,
        operation_id=answer.headers.get("x-n-operationid", "") if answer else "",
    )


def log_exchange(clean: Redactor, request: Request, reference: RequestReference, outcome: Outcome) -> None:
    """One exchange in full, without secrets, for a run with ``debug``."""
    _exchange_log.info(
        "> %s %s (attempt %d)\n%s%s",
        reference.method,
        reference.url,
        reference.attempts,
        _lines(">", clean.headers(request.headers)),
        _readable(clean, request.content),
    )
    match outcome:
        case Answer():
            headers = _lines("<", clean.headers(outcome.headers))
            _exchange_log.info("< %d\n%s%s", outcome.status, headers, _readable(clean, outcome.content))
        case NoAnswer():
            _exchange_log.info("< no answer: %s", clean.text(outcome.reason))
        case Fault():
            _exchange_log.info("< not sent: %s", clean.text(outcome.error.message))


def _lines(mark: str, headers: Mapping[str, str]) -> str:
    """Headers, a line each."""
    return "".join(f"{mark} {name}: {value}\n" for name, value in headers.items())


def _readable(clean: Redactor, content: bytes) -> str:
    return clean.text(content[:_LONGEST_BODY].decode("utf-8", "replace"))
