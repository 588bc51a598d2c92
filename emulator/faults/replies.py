"""The reply that usually comes with a status when something between caller and account is wrong."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import TYPE_CHECKING

from suiteplug.emulator.core.gate import over_limit
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.restlet.errors import RestletError

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account
    from suiteplug.emulator.core.router import SignInKind
    from suiteplug.emulator.core.wire import Request

HTML = "text/html; charset=UTF-8"
_RESTLETS = "/app/site/hosting/"


def usual_reply(account: Account, request: Request, status: int) -> Response:
    """NetSuite's own body for 401, 429 and 500; a gateway's page, which is no JSON, for all others."""
    door: SignInKind = "restlet" if request.raw_path.startswith(_RESTLETS) else "rest"
    match status:
        case HTTPStatus.UNAUTHORIZED:
            failure = account.sign_in.refusal(request, door)
        case HTTPStatus.TOO_MANY_REQUESTS:
            failure = over_limit(door, account.settings.retry_after_s)
        case HTTPStatus.INTERNAL_SERVER_ERROR:
            failure = _unexpected(door)
        case _:
            return Response.text(_page(status), content_type=HTML, status=status)
    if isinstance(failure, RestletError):
        return failure.response(request.media_type)
    return failure.response(account.settings.error_type_url)


def _unexpected(door: SignInKind) -> Problem | RestletError:
    """As the gate answers when the emulator itself fails; a script's body has its own shape (section_4634920277)."""
    detail = f"An unexpected error occurred. Error ID: {uuid.uuid4().hex}"
    if door == "restlet":
        return RestletError("UNEXPECTED_ERROR", detail, HTTPStatus.INTERNAL_SERVER_ERROR)
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "UNEXPECTED_ERROR", detail)


def _page(status: int) -> str:
    """Wording is ours: no such page is published."""
    known = {entry.value: entry.phrase for entry in HTTPStatus}
    title = f"{status} {known.get(status, '')}".strip()
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n"
