"""RESTlets: the account's own scripts behind one URL.

Oracle help: section_4618434109 (methods), section_4619215993 (content types), section_4634920277 (errors),
bridgehead_1525252812 (a refusal for want of a lane comes as 400).
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from suiteplug.connector import bodies, paths
from suiteplug.connector.account import Service
from suiteplug.connector.errors import InputError, RejectedError
from suiteplug.connector.exchange import Repeat, Reply, Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.exchange import Sender

_TEXTUAL = ("text/", "application/xml", "application/javascript", "application/json")
_SCRIPT_FAILED = 400
_NAMES = frozenset({"script", "deploy"})


class BodyFormat(StrEnum):
    """How a body goes out. ``FORM`` is what RESTlets refuse."""

    JSON = "json"
    TEXT = "text"
    XML = "xml"
    FORM = "form"


class Encoding(StrEnum):
    """How the result is given: a JSON value, text, or the bytes of a file as base64."""

    JSON = "json"
    TEXT = "text"
    BASE64 = "base64"


_MEDIA = {BodyFormat.JSON: "application/json", BodyFormat.TEXT: "text/plain", BodyFormat.XML: "application/xml"}


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """A file for a script: it travels as ``{"filename": ..., "contents": base64}`` in the JSON body."""

    name: str
    filename: str
    content_base64: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptCall:
    """One call. ``script`` and ``deployment`` are numbers or script IDs."""

    script: str
    deployment: str
    method: str = "GET"
    parameters: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    body_format: BodyFormat = BodyFormat.JSON
    files: tuple[ScriptFile, ...] = ()
    safe_to_repeat: bool = False
    timeout_s: float | None = None


@dataclass(frozen=True, slots=True)
class ScriptResult:
    """What the script gave back."""

    status: int
    content_type: str
    encoding: Encoding
    result: Any


class RestletService:
    """Calls RESTlets. JSON is asked for also where no body is sent, so that errors come as JSON."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def call(self, call: ScriptCall) -> ScriptResult:
        """Call the script.

        Raises:
            InputError: The call cannot be made; nothing was sent.
            NotFoundError: No released deployment answers.
            RejectedError: The script ended with an error, with its code and message.
        """
        request = to_request(call)
        try:
            reply = await self._sender.send(request)
        except RejectedError as error:
            if type(error) is RejectedError and error.http_status == _SCRIPT_FAILED and error.details:
                error.cause = f"The script {call.script} ended with this error, or NetSuite stopped it."
                error.fix = (
                    "Correct what the message names; the script's log is under Customization > Scripting > "
                    "Script Deployments > (deployment) > Execution Log."
                )
            raise
        return read_result(reply)


def to_request(call: ScriptCall) -> Request:
    """The request of a call. Raises InputError for what a RESTlet would refuse."""
    clash = sorted(_NAMES & {name.lower() for name in call.parameters})
    if clash:
        raise InputError(
            f"The parameter '{clash[0]}' names the script itself.",
            code="RESERVED_PARAMETER",
            field="parameters",
            fix="Give script and deployment in their own inputs.",
        )
    query = [("script", call.script), ("deploy", call.deployment)]
    for name, value in call.parameters.items():
        query += [(name, _text(entry)) for entry in (value if isinstance(value, list) else [value])]
    return Request(
        call.method,
        paths.RESTLET,
        f"call the script {call.script} ({call.method})",
        service=Service.RESTLETS,
        query=tuple(query),
        headers={"accept": "*/*", "content-type": _media(call)},
        content=_content(call),
        content_type=_media(call),
        repeat=_repeat(call),
        timeout_s=call.timeout_s,
        parse=False,
    )


def _repeat(call: ScriptCall) -> Repeat:
    """Nobody knows what a script does twice, except the caller."""
    if call.method == "GET":
        return Repeat.READ
    return Repeat.REPEATABLE if call.safe_to_repeat else Repeat.ONCE


def _media(call: ScriptCall) -> str:
    if call.body_format is BodyFormat.FORM:
        raise InputError(
            "A RESTlet takes no forms.",
            code="RESTLET_TAKES_NO_FORM",
            field="body_format",
            cause="NetSuite answers 415 to form-encoded and multipart bodies (Oracle help: section_4619215993).",
            fix="Send the fields as a JSON object, and files in files: they travel as base64 inside it.",
        )
    return _MEDIA[call.body_format]


def _content(call: ScriptCall) -> bytes:
    if call.method in {"GET", "DELETE"}:
        if call.body is not None or call.files:
            raise InputError(
                f"A RESTlet's {call.method} has no body.",
                code="BODY_REFUSED",
                field="body",
                fix="Give the values in parameters, or use POST or PUT.",
            )
        return b""
    if call.body_format is not BodyFormat.JSON:
        if not isinstance(call.body, str | None) or call.files:
            raise InputError(
                f"The body of a {call.body_format} call is a text, without files.",
                code="TEXT_EXPECTED",
                field="body",
                fix="Give the whole text as a string, or set body_format to json.",
            )
        return (call.body or "").encode()
    body = _with_files(call.body, call.files) if call.files else call.body
    return b"" if body is None else bodies.encode(body)


def _with_files(body: Any, files: tuple[ScriptFile, ...]) -> dict[str, Any]:
    if body is not None and not isinstance(body, dict):
        raise InputError(
            "Files travel as members of the body, which is no JSON object here.",
            code="BODY_IS_NO_OBJECT",
            field="body",
            fix="Give the body as an object, or leave it out.",
        )
    whole = dict(body or {})
    for index, file in enumerate(files):
        if file.name in whole:
            raise InputError(
                f"The body has a member '{file.name}' already.",
                code="NAME_TAKEN",
                field=f"files[{index}].name",
                fix="Give the file another name.",
            )
        try:
            base64.b64decode(file.content_base64, validate=True)
        except binascii.Error as error:
            raise InputError(
                f"The content of the file '{file.filename}' is not base64.",
                code="NOT_BASE64",
                field=f"files[{index}].content_base64",
                fix="Encode the bytes of the file as base64, without line ends.",
            ) from error
        whole[file.name] = {"filename": file.filename, "contents": file.content_base64}
    return whole


def read_result(reply: Reply) -> ScriptResult:
    """The result by its content type: JSON where it is some, text where it says so, else base64."""
    content_type = reply.headers.get("content-type", "")
    if not reply.content:
        return ScriptResult(reply.status, content_type, Encoding.JSON, None)
    try:
        text = reply.content.decode()
    except UnicodeDecodeError:
        return ScriptResult(reply.status, content_type, Encoding.BASE64, base64.b64encode(reply.content).decode())
    if "json" in content_type:
        try:
            return ScriptResult(reply.status, content_type, Encoding.JSON, json.loads(text))
        except ValueError:  # a script may return any text under that type
            return ScriptResult(reply.status, content_type, Encoding.TEXT, text)
    if not content_type or content_type.lower().startswith(_TEXTUAL):
        return ScriptResult(reply.status, content_type, Encoding.TEXT, text)
    return ScriptResult(reply.status, content_type, Encoding.BASE64, base64.b64encode(reply.content).decode())


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
