"""What a script returns when it chooses the content type itself: ``restlet.createResponse`` of SuiteScript 2.1."""

from __future__ import annotations

from dataclasses import dataclass

from suiteplug.emulator.core.wire import Response


@dataclass(frozen=True, slots=True)
class RestletReply:
    """A reply made by the script.

    Attributes:
        content: The body as it goes out.
        status: Scripts in an account answer 200; a script for tests may choose.
    """

    content: str
    content_type: str = "application/json"
    status: int = 200

    def response(self) -> Response:
        """The reply on the wire."""
        return Response.text(self.content, content_type=f"{self.content_type}; charset=UTF-8", status=self.status)
