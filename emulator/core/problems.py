"""NetSuite's error body and the exception every door raises for it.

Shape: Oracle help section_156570709583. The page shows the W3C ``type`` address and ``o:urlPath``; recorded
replies of 2026 show an RFC 9110 address and ``o:errorUrl``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal, Self

from suiteplug.emulator.core.wire import Response

_RFC9110_SECTION = {
    400: "15.5.1",
    401: "15.5.2",
    403: "15.5.4",
    404: "15.5.5",
    405: "15.5.6",
    406: "15.5.7",
    409: "15.5.10",
    413: "15.5.14",
    415: "15.5.16",
    429: "15.5",
    500: "15.6.1",
    501: "15.6.2",
    503: "15.6.4",
}
_RFC2616_SECTION = {
    400: "10.4.1",
    401: "10.4.2",
    403: "10.4.4",
    404: "10.4.5",
    405: "10.4.6",
    406: "10.4.7",
    409: "10.4.10",
    413: "10.4.14",
    415: "10.4.16",
    500: "10.5.1",
    501: "10.5.2",
    503: "10.5.4",
}
ACCESS_PREFIX = "Error while accessing a resource. "


@dataclass(frozen=True, slots=True)
class ProblemDetail:
    """One entry of ``o:errorDetails``; at most one of the four places is usually given.

    Attributes:
        path: JSONPath into the request body (``o:errorPath``), such as ``item.items[0].item``.
        url_part: Offending part of the URL (``o:errorUrl``).
        query_param: Offending query parameter (``o:errorQueryParam``).
        header: Offending header (``o:errorHeader``).
    """

    code: str
    detail: str
    path: str | None = None
    url_part: str | None = None
    query_param: str | None = None
    header: str | None = None

    def body(self) -> dict[str, str]:
        """The entry as NetSuite writes it; places that are not known are left out."""
        places = {
            "o:errorPath": self.path,
            "o:errorUrl": self.url_part,
            "o:errorQueryParam": self.query_param,
            "o:errorHeader": self.header,
        }
        known = {name: value for name, value in places.items() if value is not None}
        return {"detail": self.detail, **known, "o:errorCode": self.code}


@dataclass(slots=True, eq=False)
class Problem(Exception):  # noqa: N818 - "problem" is what RFC 9457, and NetSuite after it, call this reply
    """Raised by a door to answer with an error; the app turns it into the reply.

    ``Problem(400, "USER_ERROR", "Please enter value(s) for: Customer.", path="entity")``

    Attributes:
        more: Further details beside the first one.
        title: Overrides the status' own phrase: NetSuite titles its 429 ``Bad Request``.
        top_code: Also sets ``o:errorCode`` at the top level, as the documented 429 does.
        headers: Extra headers of the reply.
    """

    status: int
    code: str
    detail: str
    path: str | None = None
    url_part: str | None = None
    query_param: str | None = None
    header: str | None = None
    more: tuple[ProblemDetail, ...] = ()
    title: str | None = None
    top_code: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.status} {self.code}: {self.detail}"

    @property
    def details(self) -> tuple[ProblemDetail, ...]:
        """All details, the first one first."""
        first = ProblemDetail(self.code, self.detail, self.path, self.url_part, self.query_param, self.header)
        return (first, *self.more)

    def body(self, type_url: Literal["rfc9110", "w3"] = "rfc9110") -> dict[str, Any]:
        """The whole body as NetSuite writes it."""
        top = {} if self.top_code is None else {"o:errorCode": self.top_code}
        return {
            "type": problem_type(self.status, type_url),
            "title": self.title or HTTPStatus(self.status).phrase,
            "status": self.status,
            **top,
            "o:errorDetails": [entry.body() for entry in self.details],
        }

    def response(self, type_url: Literal["rfc9110", "w3"] = "rfc9110") -> Response:
        """The reply that carries the body."""
        return Response.json(self.body(type_url), kind="error", status=self.status, headers=self.headers)

    @classmethod
    def not_emulated(cls, what: str) -> Self:
        """501 for something NetSuite has and this emulator does not; the code is ours."""
        return cls(501, "NOT_EMULATED", f"The emulator does not have {what}. A NetSuite account does.")

    @classmethod
    def forbidden(cls, detail: str) -> Self:
        """403 for a permission the caller's role lacks; pairing as recorded by public Go clients."""
        return cls(403, "INSUFFICIENT_PERMISSION", detail)


def problem_type(status: int, type_url: Literal["rfc9110", "w3"]) -> str:
    """The ``type`` address for a status."""
    if type_url == "w3":
        section = _RFC2616_SECTION.get(status)
        base = "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html"
        return f"{base}#sec{section}" if section else base
    section = _RFC9110_SECTION.get(status, "15")
    return f"https://www.rfc-editor.org/rfc/rfc9110.html#section-{section}"
