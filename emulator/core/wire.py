"""A request as a door sees it, and a reply as a door gives it. No HTTP library is known here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self
from urllib.parse import parse_qsl, unquote

if TYPE_CHECKING:
    from suiteplug.emulator.roles import Caller, Role

ResourceKind = Literal["singular", "collection", "error", "create-form", "edit-form", "select-options", "job", "task"]


@dataclass(slots=True)
class Request:
    """One received request.

    Attributes:
        method: Upper case.
        origin: Scheme and host the caller used (``http://127.0.0.1:8080``); links in replies start with it.
        raw_path: Path as received, still percent-encoded.
        raw_query: Query string as received, without the question mark.
        headers: Names in lower case; a repeated header is joined with ``", "``.
        segments: Decoded path segments below the door's own prefix: ``("customer", "17")`` for
            ``/services/rest/record/v1/customer/17``. Set by the router.
        door_url: Absolute URL of the door's prefix, without a trailing slash. Set by the router.
        caller: Who signed in. Doors behind the sign-in always see one.
    """

    method: str
    origin: str
    raw_path: str
    raw_query: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    segments: tuple[str, ...] = ()
    door_url: str = ""
    caller: Caller | None = None
    _query: list[tuple[str, str]] | None = None

    @property
    def url(self) -> str:
        """The absolute URL as the caller wrote it, with its query."""
        query = f"?{self.raw_query}" if self.raw_query else ""
        return f"{self.origin}{self.raw_path}{query}"

    @property
    def path(self) -> str:
        """Decoded path."""
        return unquote(self.raw_path)

    @property
    def host(self) -> str:
        """Host and port as the caller wrote them."""
        return self.origin.partition("://")[2]

    @property
    def query(self) -> list[tuple[str, str]]:
        """Decoded query parameters in the order received; empty values are kept."""
        if self._query is None:
            self._query = parse_qsl(self.raw_query, keep_blank_values=True)
        return self._query

    def param(self, name: str) -> str | None:
        """First value of a query parameter; names are case-sensitive."""
        return next((value for key, value in self.query if key == name), None)

    def header(self, name: str) -> str | None:
        """A header by its lower-case name."""
        return self.headers.get(name)

    @property
    def media_type(self) -> str:
        """``Content-Type`` without parameters, lower case; empty when the header is missing."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def prefers(self) -> frozenset[str]:
        """The tokens of the ``Prefer`` header, lower case (RFC 7240)."""
        return frozenset(part.strip().lower() for part in self.headers.get("prefer", "").split(",") if part.strip())

    @property
    def integration_id(self) -> str:
        """Integration record of the caller; empty when nobody signed in."""
        return "" if self.caller is None else self.caller.integration_id

    @property
    def role(self) -> Role:
        """Role of the caller.

        Raises:
            LookupError: The door is not behind the sign-in.
        """
        if self.caller is None:
            raise LookupError(f"{self.raw_path} was reached without sign-in")
        return self.caller.role


@dataclass(slots=True)
class Response:
    """One reply. Header names in lower case; what every reply carries is added later by the app."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def json(
        cls,
        value: Any,
        *,
        kind: ResourceKind | None = "singular",
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> Self:
        """A JSON reply; ``kind`` None means plain ``application/json``."""
        content_type = (
            "application/json" if kind is None else f"application/vnd.oracle.resource+json; type={kind}; charset=UTF-8"
        )
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(status, {"content-type": content_type, **(headers or {})}, body)

    @classmethod
    def no_content(cls, *, location: str | None = None, headers: dict[str, str] | None = None) -> Self:
        """204, with ``Location`` when something was saved (Oracle help: section_1545141395)."""
        extra = {} if location is None else {"location": location}
        return cls(204, {**extra, **(headers or {})})

    @classmethod
    def text(cls, value: str, *, content_type: str = "text/plain; charset=UTF-8", status: int = 200) -> Self:
        """A text or HTML reply."""
        return cls(status, {"content-type": content_type}, value.encode())
