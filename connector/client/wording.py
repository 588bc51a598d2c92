"""The errors that the client itself words: no answer, no time, an outcome that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connector.errors import (
    DeadlineError,
    NetSuiteConnectorError,
    NetworkError,
    OutcomeUnknownError,
    UnavailableError,
)
from suiteplug.connector.retry import Failure

if TYPE_CHECKING:
    from suiteplug.connector.client.transport import NoAnswer
    from suiteplug.connector.errors import RequestReference


def no_answer(answer: NoAnswer, summary: str, request: RequestReference) -> NetSuiteConnectorError:
    """The error for an attempt without a usable reply. The reason must be free of secrets."""
    if answer.failure is Failure.NEVER_SENT:
        return NetworkError(
            f"Could not {summary}: {answer.reason}.",
            code="NOT_REACHED",
            cause="The network, a proxy or the host name stands in the way. Nothing was sent.",
            fix="Check the account ID and the network; then run it again, which is safe.",
            request=request,
        )
    return UnavailableError(
        f"Could not {summary}: {answer.reason}.",
        code="NO_ANSWER",
        cause="NetSuite took the request and gave no usable answer.",
        fix="Run it again later; for slow queries raise timeout_s or ask for less.",
        request=request,
    )


def too_late(waiting_for: str, summary: str, request: RequestReference) -> DeadlineError:
    """The host's deadline passed before anything was sent."""
    return DeadlineError(
        f"Could not {summary}: the deadline of the call passed while it waited for {waiting_for}.",
        code="DEADLINE_PASSED",
        cause="The time that the host gave was over. Nothing was sent.",
        fix="Run it again, which is safe, with more time (timeout_s, --give-up-after) or when less is going on.",
        request=request,
    )


def unknown_outcome(error: NetSuiteConnectorError, summary: str) -> OutcomeUnknownError:
    """An ambiguous write must not look like one that failed."""
    return OutcomeUnknownError(
        f"Whether '{summary}' happened is not known: {error.message}",
        code=error.code or "OUTCOME_UNKNOWN",
        cause="The request was sent and its answer was lost. NetSuite may have done it, or may still be "
        "working on it for up to 15 minutes.",
        fix="Look whether the record is there (by external ID, or by createdFrom for a transform) before "
        "running it again. With an external ID and upsert-record, repeating is safe.",
        details=error.details,
        http_status=error.http_status,
        operation_id=error.operation_id,
        request=error.request,
        reply=error.reply,
    )
