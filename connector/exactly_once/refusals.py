"""The errors of this room."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from suiteplug.connector.errors import (
    ConnectionSetupError,
    DeadlineError,
    DuplicateRecordError,
    InputError,
    NetSuiteConnectorError,
    OutcomeUnknownError,
    RetryableError,
)

if TYPE_CHECKING:
    from suiteplug.connector.exactly_once.ledger import CallEntry, WriteEntry
    from suiteplug.connector.exchange import Request


def ledger_unusable(where: str, why: str) -> ConnectionSetupError:
    """The store does not work. A call with an idempotency key is refused then, before anything is sent."""
    return ConnectionSetupError(
        f"The ledger of writes at {where} cannot be used: {why}.",
        code="LEDGER_UNUSABLE",
        cause="Without it nobody would know after a crash what was written; nothing is sent with an idempotency key.",
        fix="Make the place writable or free space, or choose another ledger with SUITEPLUG_LEDGER.",
    )


def key_reused(call: CallEntry, action: str) -> InputError:
    """The same key with other inputs."""
    began = datetime.fromtimestamp(call.began_at, UTC).isoformat(timespec="seconds")
    what = "with other inputs" if call.action == action else f"for {call.action}"
    return InputError(
        f"The idempotency key '{call.idempotency_key}' was used {what} on {began}.",
        code="IDEMPOTENCY_KEY_REUSED",
        field="idempotency_key",
        cause="A key stands for one piece of work: one action with one set of inputs. Nothing was sent.",
        fix="Give other work another key; to repeat the work, give exactly its inputs.",
    )


def still_at_work(call: CallEntry, wait_s: float) -> RetryableError:
    """Somebody else holds the call."""
    return RetryableError(
        f"The work with the idempotency key '{call.idempotency_key}' is under way elsewhere.",
        code="CALL_IN_PROGRESS",
        cause="Another task, process or host began it and has not ended. Nothing was sent by this call.",
        fix="Run it again later with the same key: it gives the output of the other run.",
        retry_after_s=wait_s,
    )


def plan_changed(request: Request, idempotency_key: str) -> OutcomeUnknownError:
    """An earlier run wrote to this address in several ways, and this run would write in another."""
    return OutcomeUnknownError(
        f"Whether '{request.summary}' happened is not known: an earlier run with this key wrote something else.",
        code="PLAN_CHANGED",
        cause=f"What was read has changed since the run with the key '{idempotency_key}' was cut off. "
        "Nothing was sent by this run.",
        fix="Look at the record and at the list of suiteplug settle, then do the rest under a new key.",
    )


def reply_not_kept(write: WriteEntry) -> OutcomeUnknownError:
    """It happened, and its reply was too long to keep."""
    return OutcomeUnknownError(
        f"'{write.summary}' happened in an earlier run; its reply was too long to be kept.",
        code="REPLY_NOT_KEPT",
        cause="The run with this idempotency key was cut off after this write.",
        fix="Read what it made, and do the rest of the work under a new key.",
    )


def past_deadline(request: Request) -> DeadlineError:
    """The host has stopped waiting before the write began."""
    return DeadlineError(
        f"Could not {request.summary}: the time that the host gives is over.",
        code="DEADLINE_PASSED",
        cause="No write begins after the deadline. This one was not sent.",
        fix="Run it again with more time; with the same idempotency key it goes on where it stopped.",
    )


def taken_by_another(request: Request, external_id: str) -> DuplicateRecordError:
    """The answer was lost, and a look shows a record with this external ID from before the write."""
    return DuplicateRecordError(
        f"Could not {request.summary}: the external ID '{external_id}' belonged to a record before.",
        code="EXTERNAL_ID_TAKEN",
        field="external_id",
        cause="The record that has it was there before this write began. Nothing was written.",
        fix="Use upsert-record to change it, or give the new record an external ID of its own.",
    )


def unknown(
    request_summary: str, write_id: str, began_at: float, *, why: str, key: str, cause: NetSuiteConnectorError | None
) -> OutcomeUnknownError:
    """The outcome that cannot be told, with all that is known.

    Args:
        request_summary: What was to be done, to complete "could not ...".
        write_id: Its name in the ledger.
        began_at: When it was sent, seconds since 1970.
        why: What was looked at, a sentence.
        key: The idempotency key of the call, if it had one.
        cause: What the sending ended with.
    """
    sent = datetime.fromtimestamp(began_at, UTC).isoformat(timespec="seconds")
    again = f"Run it again with the same idempotency key ('{key}'), which looks first; or run" if key else "Run"
    next_time = "" if key else " Give an idempotency key the next time: by it new records are found again."
    told = isinstance(cause, OutcomeUnknownError)  # it says so already, and why
    message = f"Whether '{request_summary}' happened is not known{f': {cause.message}' if cause else '.'}"
    error = OutcomeUnknownError(
        cause.message if cause and told else message,
        code=(cause.code if cause else "") or "OUTCOME_UNKNOWN",
        cause=f"It was sent at {sent} and its answer was lost. {why}",
        fix=f"{again} suiteplug settle {write_id}, which looks again. Once you know by hand, say so: "
        f"suiteplug settle {write_id} --happened ID, or --did-not-happen.{next_time}",
        details=cause.details if cause else (),
        http_status=cause.http_status if cause else None,
        operation_id=cause.operation_id if cause else "",
        request=cause.request if cause else None,
        reply=cause.reply if cause else "",
    )
    error.settle_id = write_id
    return error
