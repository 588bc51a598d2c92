"""Send any request to a service of the account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from suiteplug.connector import errors
from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput
from suiteplug.connector.raw.form import FormFile
from suiteplug.connector.raw.service import RawRequest, ResponseType, read_body
from suiteplug.connector.raw.target import RawService
from suiteplug.connector.records.declared import REST, WRITE_ERRORS, oracle_help
from suiteplug.connector.retry import RetryPolicy
from suiteplug.connector.spec import ActionSpec, Effect, Example, Idempotency, SettledBy

if TYPE_CHECKING:
    from suiteplug.connector.session import Session

QueryValue = str | int | float | bool | list[str | int | float | bool]
MediaType = Annotated[str, Field(pattern=r"^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(; ?[A-Za-z0-9=._\"-]+)*$")]


class File(ActionModel):
    """A file of a multipart form."""

    name: str = Field(min_length=1, max_length=200, description="Name of the form field.")
    filename: str = Field(min_length=1, max_length=200, description="Name of the file.")
    content_base64: str = Field(description="Content of the file, as base64.")
    content_type: MediaType = Field(default="application/octet-stream", description="Media type of the file.")


class Inputs(ActionInputs):
    """The request."""

    service: RawService = Field(
        description="record, query, async or system below /services/rest; or restlet, named by query script and deploy."
    )
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] = Field(
        default="GET", description="HTTP method."
    )
    path: str = Field(
        default="",
        max_length=4000,
        description="Path below the service, percent-encoded, without query: customer/107, suiteql, job/1. Empty "
        "for a RESTlet.",
    )
    query: dict[str, QueryValue] = Field(
        default={}, description="Query parameters, not encoded; a list repeats its parameter."
    )
    headers: dict[str, str] = Field(
        default={},
        description="More headers, such as Prefer or X-NetSuite-Idempotency-Key. Those that sign or route are refused.",
    )
    body: Any = Field(default=None, description="Body: JSON, or a text that is sent as it is.")
    form_data: dict[str, str] = Field(default={}, description="Fields of a multipart form, instead of body.")
    files: list[File] = Field(default=[], max_length=50, description="Files of a multipart form, instead of body.")
    response_type: ResponseType = Field(
        default=ResponseType.JSON, description="How to give the reply's body: json, text, or binary as base64."
    )
    timeout_s: float | None = Field(
        default=None, gt=0, le=900, description="Seconds to wait for the reply; without it the connection's."
    )
    max_retries: int | None = Field(default=None, ge=0, le=20, description="Repeats at most; without it 6.")
    retry_delay_ms: int | None = Field(
        default=None, ge=0, le=60_000, description="Milliseconds before the first repeat; without it 1000."
    )
    exponential_backoff: bool = Field(default=True, description="Double the delay before each further repeat.")
    retry_on_all_errors: bool = Field(
        default=False,
        description="Repeat after refusals too. A write that could be doubled is not repeated even then.",
    )

    @property
    def retry(self) -> RetryPolicy | None:
        """The repeat rules, where they differ from the client's."""
        chosen = (self.max_retries, self.retry_delay_ms, self.exponential_backoff, self.retry_on_all_errors)
        if chosen == (None, None, True, False):
            return None
        usual = RetryPolicy()
        return RetryPolicy(
            max_retries=usual.max_retries if self.max_retries is None else self.max_retries,
            base_s=usual.base_s if self.retry_delay_ms is None else self.retry_delay_ms / 1000,
            exponential=self.exponential_backoff,
            on_all_errors=self.retry_on_all_errors,
        )


class Output(ActionOutput):
    """The reply."""

    status: int = Field(description="HTTP status, 200 to 299; others are errors.")
    headers: dict[str, str] = Field(description="Reply headers, names in lower case.")
    body: Any = Field(description="The body in the form asked for; null without one.")
    content_type: str = Field(description="Media type of the body.")
    location: str = Field(description="Address of what was created, where NetSuite gives one.")
    operation_id: str = Field(description="NetSuite's name for this exchange; support asks for it.")
    attempts: int = Field(description="How often the request was sent.")


async def run(session: Session, inputs: Inputs) -> Output:
    """Send the request."""
    reply = await session.raw.send(
        RawRequest(
            service=inputs.service,
            method=inputs.method,
            path=inputs.path,
            query=inputs.query,
            headers=inputs.headers,
            body=inputs.body,
            form_data=inputs.form_data,
            files=tuple(FormFile(**file.model_dump()) for file in inputs.files),
            response_type=inputs.response_type,
            timeout_s=inputs.timeout_s,
            retry=inputs.retry,
        )
    )
    return Output(
        status=reply.status,
        headers={name.lower(): value for name, value in reply.headers.items() if name.lower() != "set-cookie"},
        body=read_body(reply, inputs.response_type),
        content_type=reply.headers.get("content-type", ""),
        location=reply.headers.get("location", ""),
        operation_id=reply.operation_id,
        attempts=reply.attempts,
    )


ACTION = ActionSpec(
    key="raw-request",
    title="Raw request",
    description="Sends any request to a REST service or a RESTlet of this account, signed by the connection.",
    guidance="Use it only when no other action fits: RESTlets, record actions, attach, datasets, async jobs. It "
    "can change anything the role may change. Reads and DELETE are repeated after a lost answer, other writes "
    "never; POST twice may create two. Names are not checked: add the header X-NetSuite-PropertyNameValidation: "
    "error to writes.",
    group="raw",
    effect=Effect.ANY,
    inputs=Inputs,
    output=Output,
    run=run,
    examples=(
        Example(
            "Time of the server",
            {"service": "system", "path": "serverTime"},
            {
                "status": 200,
                "headers": {"content-type": "application/vnd.oracle.resource+json; type=singular; charset=UTF-8"},
                "body": {"serverTime": "2026-11-20T12:00:00Z"},
                "content_type": "application/vnd.oracle.resource+json; type=singular; charset=UTF-8",
                "location": "",
                "operation_id": "3f0c8f8e-3e0a-4b1e-9e0c-5a1f6c1f2d3b",
                "attempts": 1,
            },
        ),
    ),
    idempotency=Idempotency.NONE,
    settled_by=SettledBy.NOTHING,
    settle="Look for the effect that the request should have had.",
    permissions=(REST, "the permission of what the request addresses"),
    errors=(*WRITE_ERRORS, errors.InvalidQueryError, errors.RejectedError, errors.ContractError),
    source=oracle_help("section_1546938065"),
)
