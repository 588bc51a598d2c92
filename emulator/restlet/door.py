"""The RESTlet door (Oracle help: section_4618434109, section_4619215993, section_4634920277)."""

from __future__ import annotations

import json
import logging
import uuid
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.restlet.errors import JSON, TEXT, XML, RestletError
from suiteplug.emulator.restlet.reply import RestletReply

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.restlet.registry import EntryPoint, RestletRegistry

_log = logging.getLogger(__name__)
_BODY_METHODS = frozenset({"POST", "PUT"})
_METHODS = frozenset({"GET", "DELETE", *_BODY_METHODS})
_OWN_PARAMETERS = frozenset({"script", "deploy"})


class RestletDoor:
    """Finds the script, checks the content type, runs the entry point, writes its result."""

    def __init__(self, registry: RestletRegistry) -> None:
        self._registry = registry

    def handle(self, request: Request) -> Response:
        """Answer one call; every failure is written in SuiteScript's shape."""
        try:
            return self._run(request)
        except RestletError as error:
            return error.response(request.media_type)

    def _run(self, request: Request) -> Response:
        """Check, then call the script."""
        if request.method not in _METHODS:
            raise RestletError("INVALID_REQUEST", f"Method {request.method} is not allowed.", 405)
        entry_point = self._entry_point(request)
        media_type = _checked_media_type(request)
        result = _call(entry_point, _argument(request, media_type))
        return _reply(result, media_type)

    def _entry_point(self, request: Request) -> EntryPoint:
        """The function of the deployed script for the method."""
        restlet = self._registry.find(request.param("script") or "", request.param("deploy") or "")
        if restlet is None:
            message = "That Suitelet is invalid, disabled, or no longer exists."
            raise RestletError("SSS_INVALID_SCRIPTLET_ID", message, 404)
        entry_point = restlet.entry_points.get(request.method)
        if entry_point is None:
            message = f"The script does not define a function for {request.method}."
            raise RestletError("SSS_INVALID_SCRIPTLET_ID", message, 405)
        return entry_point


def _checked_media_type(request: Request) -> str:
    """Content type that argument and reply are written in.

    A call without a body is answered in plain text unless it names a type.
    """
    has_body = bool(request.body)
    if has_body and request.method not in _BODY_METHODS:
        raise RestletError("INVALID_REQUEST", f"A {request.method} request must not have a body.")
    declared = request.media_type
    if declared not in {JSON, XML, TEXT} and (has_body or declared):
        raise RestletError("INVALID_REQUEST", "The content type is missing or not supported.", 415)
    return declared or TEXT


def _argument(request: Request, media_type: str) -> Any:
    """What the entry point is handed."""
    if request.method not in _BODY_METHODS:
        return {name: value for name, value in request.query if name not in _OWN_PARAMETERS}
    text = request.body.decode("utf-8", "replace")
    if media_type != JSON:
        return text
    try:
        return json.loads(text) if text else None
    except ValueError as error:
        raise RestletError("INVALID_REQUEST", "The request body is not valid JSON.") from error


def _call(entry_point: EntryPoint, argument: Any) -> Any:
    """Run the script; what it does not catch itself becomes a SuiteScript error with status 400, as Oracle has it."""
    try:
        return entry_point(argument)
    except RestletError:
        raise
    except Exception as error:
        error_id = uuid.uuid4().hex
        _log.exception("RESTlet failed, error ID %s", error_id)
        message = f"An unexpected error occurred. Error ID: {error_id}"
        raise RestletError("UNEXPECTED_ERROR", message) from error


def _reply(result: Any, media_type: str) -> Response:
    """A value as JSON, a text as it is; nothing at all is an empty reply."""
    if isinstance(result, RestletReply):
        return result.response()
    if result is None:
        return Response(200, {"content-type": f"{media_type}; charset=UTF-8"})
    if isinstance(result, str) and media_type != JSON:
        return Response.text(result, content_type=f"{media_type}; charset=UTF-8")
    if media_type == XML:
        raise RestletError("INVALID_RETURN_DATA_FORMAT", "The script must return text for application/xml.")
    body = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
    return Response.text(body, content_type=f"{media_type}; charset=UTF-8")
