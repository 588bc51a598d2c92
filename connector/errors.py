"""Every public exception. The branch of the tree says what to do next.

::

    NetSuiteConnectorError          root; never raised itself
      InputError                    fix the input; nothing was sent
        SchemaViolationError        the inputs break the action's schema
      ConnectionSetupError          fix the connection, the role or the account
        InvalidConnectionError      there is no such connection, or what is written in it cannot work; nothing was sent
        SignInError                 NetSuite refused the credentials
          ReauthorizationRequiredError   a person must sign in again
          ClockSkewError            this machine's clock is too far off
        AccountNotFoundError        no account answers to this account ID
        PermissionDeniedError       the role lacks a permission
        FeatureDisabledError        a feature of the account is off
      RejectedError                 NetSuite understood and refused; repeating gives the same
        NotFoundError               no such record, record type or line
        DuplicateRecordError        it exists already
        InvalidRecordError          a field value, a missing field or a business rule
        InvalidQueryError           SuiteQL or a ``q`` filter that NetSuite cannot run
        RecordChangedError          somebody else saved in between, or the record is locked
      RetryableError                the same call may succeed later
        ThrottledError              over the account's concurrency limit
        UnavailableError            NetSuite is down or failed inside
        NetworkError                NetSuite could not be reached; nothing was sent
        DeadlineError               the host's deadline passed before anything was sent
      OutcomeUnknownError           a write was sent and its answer was lost: read before repeating
      ContractError                 an answer that NetSuite does not document, or a bug of ours
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, ClassVar

LONGEST_REPLY = 4000
ERRORS_PAGE = "docs/errors.md"


class RetryClass(StrEnum):
    """What running the same call again does."""

    AFTER_FIX = "after-fix"
    """The same until something is corrected: the input, the connection, the role, the record."""
    LATER = "later"
    """It may succeed; nothing was done that a repeat could double, or the call is safe to repeat."""
    LOOK_FIRST = "look-first"
    """It may do twice what was done already: look before."""
    NEVER = "never"
    """The same, whatever is changed: it is done already, or a fault to report."""


@dataclass(frozen=True, slots=True)
class ErrorDetail:
    """One entry of NetSuite's ``o:errorDetails``.

    At most one of ``path`` (JSONPath into the body), ``url``, ``query_param`` and ``header`` is set: it names
    the part of the request that NetSuite objects to.
    """

    message: str
    code: str = ""
    path: str = ""
    url: str = ""
    query_param: str = ""
    header: str = ""


@dataclass(frozen=True, slots=True)
class RequestReference:
    """The request an error belongs to, without headers, body or credentials."""

    method: str
    url: str
    attempts: int = 1


class NetSuiteConnectorError(Exception):
    """Root of all errors that an action can end with.

    Attributes:
        message: What happened, one sentence; NetSuite's own words where it gave some.
        code: NetSuite's error code, or ours in the same spelling.
        cause: Why it happened, where that is known.
        fix: What to do about it, with the NetSuite menu path where there is one.
        field: The input or record field at fault, if it is known.
        details: NetSuite's own details, in its order.
        http_status: Status of the reply, None when there was none.
        operation_id: NetSuite's ``X-N-OperationId``; support asks for it.
        request: The request, without secrets.
        reply: NetSuite's reply body as text, cut at 4,000 characters.
        location: The address that the refusal points to, as given: the first job, where an idempotency key was used.
        maybe_repeated: An earlier attempt of the same request was sent and its answer lost, so that "not found"
            after a DELETE means that it worked.
        retry: What running the same call again does.
        topic: Entry of the catalogue that explains it; empty where its code is explained.
    """

    exit_code: ClassVar[int] = 1
    retry: RetryClass = RetryClass.AFTER_FIX
    topic: str = ""

    def __init__(
        self,
        message: str,
        *,
        code: str = "",
        cause: str = "",
        fix: str = "",
        field: str = "",
        details: tuple[ErrorDetail, ...] = (),
        http_status: int | None = None,
        operation_id: str = "",
        request: RequestReference | None = None,
        reply: str = "",
        retry_after_s: float | None = None,
        location: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.cause = cause
        self.fix = fix
        self.field = field
        self.details = details
        self.http_status = http_status
        self.operation_id = operation_id
        self.request = request
        self.reply = reply[:LONGEST_REPLY]
        self.retry_after_s = retry_after_s
        self.location = location
        self.action = ""
        self.maybe_repeated = False

    @property
    def docs(self) -> str:
        """Where the error is explained: page and anchor in the documentation; empty for one without a code."""
        anchor = self.topic or self.code.lower().replace("_", "-")
        return f"{ERRORS_PAGE}#{anchor}" if anchor else ""

    def __str__(self) -> str:
        """One line for a log: message and code."""
        return f"{self.message} [{self.code}]" if self.code else self.message

    def to_dict(self) -> dict[str, Any]:
        """The error as JSON, empty members left out; the form every host hands on."""
        members: dict[str, Any] = {
            "error": type(self).__name__,
            "message": self.message,
            "code": self.code,
            "cause": self.cause,
            "fix": self.fix,
            "field": self.field,
            "action": self.action,
            "http_status": self.http_status,
            "retry": str(self.retry),
            "docs": self.docs,
            "retry_after_s": self.retry_after_s,
            "operation_id": self.operation_id,
            "details": [{key: value for key, value in asdict(d).items() if value} for d in self.details],
            "request": asdict(self.request) if self.request else None,
        }
        return {key: value for key, value in members.items() if value not in ("", None, [])}


class InputError(NetSuiteConnectorError):
    """The input cannot work. Nothing was sent."""

    exit_code = 3


class SchemaViolationError(InputError):
    """The inputs break the action's schema."""


class ConnectionSetupError(NetSuiteConnectorError):
    """The connection, the role or the account has to be set up differently."""

    exit_code = 4


class InvalidConnectionError(ConnectionSetupError):
    """There is no such connection, or what is written in it cannot work. Nothing was sent."""


class SignInError(ConnectionSetupError):
    """NetSuite refused the credentials."""


class ReauthorizationRequiredError(SignInError):
    """The refresh token is dead; a person must sign in again."""


class ClockSkewError(SignInError):
    """This machine's clock differs too much from NetSuite's."""


class AccountNotFoundError(ConnectionSetupError):
    """No NetSuite account answers to this account ID."""


class PermissionDeniedError(ConnectionSetupError):
    """The role lacks a permission."""


class FeatureDisabledError(ConnectionSetupError):
    """A feature of the account is off."""


class RejectedError(NetSuiteConnectorError):
    """NetSuite understood the request and refused it."""

    exit_code = 5


class NotFoundError(RejectedError):
    """There is no such record, record type or line, or the role does not see it."""


class DuplicateRecordError(RejectedError):
    """A record with this external ID or name exists already."""


class InvalidRecordError(RejectedError):
    """A field value, a missing field or a business rule."""


class InvalidQueryError(RejectedError):
    """SuiteQL or a ``q`` filter that NetSuite cannot run."""


class RecordChangedError(RejectedError):
    """The record was changed or locked by somebody else."""


class RetryableError(NetSuiteConnectorError):
    """The same call may succeed later; ``retry_after_s`` where NetSuite named a delay, in seconds."""

    exit_code = 6
    retry = RetryClass.LATER


class ThrottledError(RetryableError):
    """Over the concurrency limit that all integrations of the account share."""


class UnavailableError(RetryableError):
    """NetSuite is down, or failed inside."""


class NetworkError(RetryableError):
    """NetSuite could not be reached. Nothing was sent."""


class DeadlineError(RetryableError):
    """The deadline that the host gave passed before the request was sent."""


class OutcomeUnknownError(NetSuiteConnectorError):
    """A write was sent and its answer was lost. Look whether it happened before repeating it.

    Attributes:
        settle_id: Its name in the ledger, for ``suiteplug settle``; empty where it could not be kept.
    """

    exit_code = 7
    retry = RetryClass.LOOK_FIRST
    settle_id: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The error as JSON, with the name in the ledger."""
        members = super().to_dict()
        return {**members, "settle_id": self.settle_id} if self.settle_id else members


class ContractError(NetSuiteConnectorError):
    """An answer that NetSuite does not document, or a bug of ours."""

    exit_code = 8
    retry = RetryClass.NEVER
