"""What a failed reply says, whatever its shape: problem JSON, the older flat form, RESTlet errors, OAuth, HTML."""

from __future__ import annotations

import json
import re
from typing import Any

from suiteplug.connector.errors import ErrorDetail

_RESTLET_TEXT = re.compile(r"error code:\s*(?P<code>\S+)\s+error message:\s*(?P<message>.*)", re.DOTALL)
_RESTLET_XML = re.compile(r"<error>\s*<code>(?P<code>.*?)</code>\s*<message>(?P<message>.*?)</message>", re.DOTALL)
_CHALLENGE = re.compile(
    r"""www-authenticate:[^\n]*?\berror=["'](?P<code>\w+)["'](?:[^\n]*?error_description=["'](?P<message>[^"'\n]*))?""",
    re.IGNORECASE,
)
_SOAP_CODE = re.compile(r"<(?:\w+:)?code>(?P<code>\w+)</(?:\w+:)?code>")
_SOAP_FAULT = re.compile(r"<(?:\w+:)?(?P<code>\w+Fault|InvalidPartnerCredentials|InvalidRequestIP)\b")
_SOAP_TEXT = re.compile(r"<(?:\w+:)?(?:message|faultstring)>(?P<message>.*?)</", re.DOTALL)
_TITLE = re.compile(r"<title>(?P<title>.*?)</title>", re.DOTALL | re.IGNORECASE)


def read_details(content: bytes) -> tuple[ErrorDetail, ...]:
    """The details in NetSuite's order; empty when the body says nothing.

    Shapes: Oracle help section_156570709583 (problem JSON), section_156631158782 (flat), section_4634920277 (RESTlet),
    subsect_158521832417 (OAuth). The live service sends ``o:errorUrl`` where the help page says ``o:urlPath``.
    """
    text = content.decode("utf-8", "replace").strip()
    if not text:
        return ()
    try:
        body = json.loads(text)
    except ValueError:
        return _from_text(text)
    return details_of(body) if isinstance(body, dict) else ()


def details_of(body: dict[str, Any]) -> tuple[ErrorDetail, ...]:
    """The details of a JSON body, in whichever of the three shapes it has."""
    return _from_problem(body) or _from_restlet(body) or _from_flat(body)


def _from_problem(body: dict[str, Any]) -> tuple[ErrorDetail, ...]:
    entries = body.get("o:errorDetails")
    if not isinstance(entries, list):
        return ()
    return tuple(
        ErrorDetail(
            message=str(entry.get("detail", "")),
            code=str(entry.get("o:errorCode", "")),
            path=str(entry.get("o:errorPath", "")),
            url=str(entry.get("o:errorUrl") or entry.get("o:urlPath") or ""),
            query_param=str(entry.get("o:errorQueryParam", "")),
            header=str(entry.get("o:errorHeader", "")),
        )
        for entry in entries
        if isinstance(entry, dict)
    )


def _from_restlet(body: dict[str, Any]) -> tuple[ErrorDetail, ...]:
    error = body.get("error")
    if isinstance(error, dict):
        return (ErrorDetail(message=str(error.get("message", "")), code=str(error.get("code", ""))),)
    if isinstance(error, str):
        return (ErrorDetail(message=str(body.get("error_description", error)), code=error),)
    return ()


def _from_flat(body: dict[str, Any]) -> tuple[ErrorDetail, ...]:
    if "o:errorCode" in body or "detail" in body:
        return (
            ErrorDetail(
                message=str(body.get("detail") or body.get("title", "")),
                code=str(body.get("o:errorCode", "")),
            ),
        )
    return ()


def _from_text(text: str) -> tuple[ErrorDetail, ...]:
    match = _RESTLET_TEXT.search(text) or _RESTLET_XML.search(text)
    if match:
        return (ErrorDetail(message=match["message"].strip(), code=match["code"].strip()),)
    if "Envelope" in text or "platformFaults" in text:
        return _from_soap(text)
    match = _CHALLENGE.search(text)
    if match:
        return (ErrorDetail(message=match["message"] or "", code=match["code"]),)
    match = _TITLE.search(text)
    if match:  # a proxy's or maintenance page
        return (ErrorDetail(message=f"Not a NetSuite reply but a page titled '{match['title'].strip()}'."),)
    return ()


def _from_soap(text: str) -> tuple[ErrorDetail, ...]:
    """A fault, or the status of a record inside an answer."""
    code = _SOAP_CODE.search(text) or _SOAP_FAULT.search(text)
    message = _SOAP_TEXT.search(text)
    if code is None and message is None:
        return ()
    return (ErrorDetail(message=message["message"].strip() if message else "", code=code["code"] if code else ""),)
