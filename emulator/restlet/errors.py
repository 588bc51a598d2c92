"""SuiteScript's error body, in the form the caller's content type asks for (Oracle help: section_4634920277)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from typing import Self

from suiteplug.emulator.core.wire import Response

JSON, XML, TEXT = "application/json", "application/xml", "text/plain"


@dataclass(slots=True, eq=False)
class RestletError(Exception):
    """A RESTlet call that fails; also what an emulated script raises for ``error.create``."""

    code: str
    message: str
    status: int = 400
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    def response(self, media_type: str = JSON) -> Response:
        """The reply in the caller's own content type."""
        if media_type == XML:
            code, message = escape(self.code, quote=False), escape(self.message, quote=False)
            body = f"<error><code>{code}</code><message>{message}</message></error>"
        elif media_type in {JSON, ""}:
            media_type = JSON
            body = json.dumps({"error": {"code": self.code, "message": self.message}})
        else:
            media_type = TEXT
            body = f"error code: {self.code}\nerror message: {self.message}"
        return Response(self.status, {"content-type": f"{media_type}; charset=UTF-8", **self.headers}, body.encode())

    @classmethod
    def invalid_login(cls, challenge: str) -> Self:
        """Bad nonce, consumer key, token or signature."""
        return cls("INVALID_LOGIN_ATTEMPT", "Invalid login attempt.", 401, {"www-authenticate": challenge})

    @classmethod
    def invalid_request(cls, challenge: str | None = None) -> Self:
        """Unaccepted signature method, version or timestamp, or a request that cannot be read."""
        headers = {} if challenge is None else {"www-authenticate": challenge}
        message = "The request could not be understood by the server due to malformed syntax."
        return cls("INVALID_REQUEST", message, 400, headers)

    @classmethod
    def over_limit(cls) -> Self:
        """No free lane: 400, not 429 (Oracle help: bridgehead_1525252812). The wording is ours."""
        return cls("SSS_REQUEST_LIMIT_EXCEEDED", "Concurrent request limit exceeded. Request blocked.")
