"""The errors of the record service, in NetSuite's words where they are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.core.problems import ACCESS_PREFIX, Problem

if TYPE_CHECKING:
    from suiteplug.emulator.schema import RecordType

_UNREADABLE = "Invalid content in the request body."
MALFORMED = "The request could not be understood by the server due to malformed syntax."
_NOT_FOUND = "The record instance does not exist. Provide a valid record instance ID."


def locked() -> Problem:
    """A record locked by a workflow; wording from a public integration's error list."""
    return Problem(400, "USER_ERROR", f"{ACCESS_PREFIX}This record has been locked by a user defined workflow.")


def changed_meanwhile(*, as_user_error: bool) -> Problem:
    """A record that somebody else changed while it was being saved: SuiteScript's ``RCRD_HAS_BEEN_CHANGED``.

    How REST reports it is not published.
    """
    code = "USER_ERROR" if as_user_error else "RCRD_HAS_BEEN_CHANGED"
    return Problem(400, code, f"{ACCESS_PREFIX}Record has been changed.")


def unknown_type(name: str, url: str) -> Problem:
    """404 as recorded for ``GET record/v1/file``."""
    return Problem(404, "NONEXISTENT_ID", f"Record type '{name}' does not exist.", url_part=url)


def missing_record(record_type: RecordType, *, by_external_id: bool = False) -> Problem:
    """A missing record: 404, but 400 for the internal ID of a transaction, both as recorded and without a place.

    julienchriqui-okkoer/netsuite-mcp-server, 2026. The reply for an unknown external ID is not published; 404 is ours.
    """
    if record_type.kind == "transaction" and not by_external_id:
        return Problem(400, "USER_ERROR", f"{ACCESS_PREFIX}Transaction type specified is incorrect.")
    return Problem(404, "NONEXISTENT_ID", _NOT_FOUND)


def missing_part(url: str) -> Problem:
    """404 for a line, sublist or subrecord that is not there; the wording is NetSuite's for records."""
    return Problem(404, "NONEXISTENT_ID", _NOT_FOUND, url_part=url)


def malformed_body() -> Problem:
    """The body is no JSON object."""
    return Problem(400, "INVALID_CONTENT", _UNREADABLE)


def malformed_url(url: str) -> Problem:
    """The path means nothing (Oracle help: section_156570709583)."""
    return Problem(400, "INVALID_REQUEST", MALFORMED, url_part=url)


def bad_value(name: str, path: str) -> Problem:
    """A value whose JSON form does not fit its field, as recorded by public clients."""
    return Problem(400, "INVALID_VALUE", _bad_value_text(name), path=path)


def _bad_value_text(name: str) -> str:
    return f"Invalid value for the resource or sub-resource field '{name}'. Provide a valid value."


def bad_reference(field: str, value: str, path: str) -> Problem:
    """A reference to something that does not exist (Oracle help: section_156570709583)."""
    return Problem(
        400,
        "INVALID_CONTENT",
        f"{ACCESS_PREFIX}You have entered an Invalid Field Value {value} for the following field: {field}.",
        path=path,
    )


def unknown_properties(paths: list[str], *, in_words: bool) -> Problem:
    """Property names that do not exist, under ``X-NetSuite-PropertyNameValidation: error``; wording ours."""
    first, *others = [
        Problem(400, "INVALID_CONTENT", f"Unknown property '{path.rpartition('.')[2]}'. Provide a valid name.", path)
        if in_words
        else Problem(400, "INVALID_CONTENT", _UNREADABLE, path)
        for path in paths
    ]
    first.more = tuple(detail for other in others for detail in other.details)
    return first


def external_id_taken(record_type: RecordType) -> Problem:
    """Another record of the type has the external ID; the entity wording is recorded by clients, the other one ours."""
    noun = {"entity": "entity", "transaction": "transaction"}.get(record_type.kind, "record")
    return Problem(400, "USER_ERROR", f"{ACCESS_PREFIX}This {noun} already exists.")


def missing_line(sublist: str) -> Problem:
    """A transform's body names a line that the target does not offer."""
    return Problem(
        400,
        "USER_ERROR",
        f"{ACCESS_PREFIX}You have attempted an invalid sublist or line item operation. You are either trying to "
        "access a field on a non-existent line or you are trying to add or remove lines from a static sublist.",
        path=sublist,
    )


def bad_parameter(name: str, value: str, why: str) -> Problem:
    """A query parameter out of its range; the wording is ours, code and place are Oracle's."""
    return Problem(
        400,
        "INVALID_PARAMETER",
        f"Invalid value '{value}' of the query parameter '{name}'. {why}",
        query_param=name,
    )


def bad_query(detail: str | None = None) -> Problem:
    """``q`` that cannot be run, in the two recorded forms."""
    text = (
        "Invalid search query. Provide a valid search query."
        if detail is None
        else f"Invalid search query. Detailed unprocessed description follows. Search error occurred: {detail}"
    )
    return Problem(400, "INVALID_PARAMETER", text, query_param="q")


def bad_header(name: str, value: str, why: str) -> Problem:
    """A header out of its range; wording ours."""
    return Problem(400, "INVALID_HEADER", f"Invalid value '{value}' of the header '{name}'. {why}", header=name)


def method_not_allowed(method: str, *allowed: str) -> Problem:
    """405; NetSuite's code for it is not published, this one is ours."""
    return Problem(
        405,
        "METHOD_NOT_ALLOWED",
        f"The method {method} is not allowed here. Use {' or '.join(allowed)}.",
        headers={"allow": ", ".join(allowed)},
    )


def unsupported_media_type(media_type: str) -> Problem:
    """415; NetSuite's code for it is not published, this one is ours."""
    return Problem(
        415,
        "UNSUPPORTED_MEDIA_TYPE",
        f"The content type '{media_type}' is not supported. Use application/json.",
        header="Content-Type",
    )


def not_acceptable(accept: str) -> Problem:
    """406; NetSuite's code for it is not published, this one is ours."""
    return Problem(406, "NOT_ACCEPTABLE", f"'{accept}' cannot be produced. Accept application/json.", header="Accept")
