"""``/rest/tokeninfo``: whom a TBA token belongs to (Oracle help: chapter_157017286140).

The help page lists company, role and entity without the spelling of the members: these names are ours. The role needs
no REST Web Services permission here, as it needs none for RESTlets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.restlet.errors import RestletError

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.settings import Settings


class TokenInfoDoor:
    """Tells the caller who it is."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def handle(self, request: Request) -> Response:
        """Answer one request of a caller who has signed in."""
        if request.method != "GET":
            return Response.text("Method not allowed", status=405)
        caller = request.caller
        if caller is None or caller.scheme != "tba":
            raise RestletError.invalid_login("")
        answer = {
            "companyId": self._settings.account_id,
            "companyName": "Emulated account",
            "roleId": caller.role.id,
            "roleName": caller.role.name,
            "entityId": caller.user.id,
            "entityName": caller.user.name,
        }
        return Response.json(answer, kind=None)
