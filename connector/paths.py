"""Paths of the REST services. A value can never change the path it stands in: every segment is encoded whole."""

from __future__ import annotations

import re
from urllib.parse import quote

from suiteplug.connector.errors import InputError

RECORD = "/services/rest/record/v1"
QUERY = "/services/rest/query/v1"
SYSTEM = "/services/rest/system/v1"
ASYNC = "/services/rest/async/v1"
RESTLET = "/app/site/hosting/restlet.nl"

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_INTERNAL_ID = re.compile(r"-?[0-9]+\Z")


def segment(value: str) -> str:
    """One percent-encoded path segment. Dot segments are refused, because proxies and clients resolve them."""
    if value in {"", ".", ".."}:
        raise InputError(
            f"'{value}' cannot stand in a path.", code="INVALID_PATH_SEGMENT", fix="Give a real ID or name."
        )
    return quote(value, safe="")


def name(value: str, what: str = "record_type") -> str:
    """A record type, sublist or field name as a path segment."""
    if not _NAME.match(value):
        raise InputError(
            f"'{value}' is not a NetSuite name.",
            code="INVALID_NAME",
            field=what,
            fix="Use the REST name: letters, digits and _, for example salesOrder or customrecord_channel. "
            "list-record-types shows those of the account.",
        )
    return value


def record_id(internal_id: str | None = None, external_id: str | None = None) -> str:
    """The segment that names one record: an internal ID, or ``eid:`` and an external ID.

    ``eid:`` stands anywhere an ID does (Oracle help: section_156334828635). Exactly one of the two must be given.
    """
    if (internal_id is None) == (external_id is None):
        raise InputError(
            "Give either record_id or external_id, not both and not neither.",
            code="RECORD_ID_OR_EXTERNAL_ID",
            field="record_id",
            fix="Keep record_id for NetSuite's internal ID, or external_id for your own.",
        )
    if external_id is not None:
        if "|" in external_id:
            raise InputError(
                f"The external ID '{external_id}' has a |, which NetSuite takes for two IDs in an address.",
                code="EXTERNAL_ID_WITH_BAR",
                field="external_id",
                fix=f'Look the internal ID up: list-records with the query externalId IS "{external_id}".',
            )
        return f"eid:{segment(external_id)}"
    if not _INTERNAL_ID.match(internal_id or ""):
        raise InputError(
            f"'{internal_id}' is not an internal ID.",
            code="INVALID_RECORD_ID",
            field="record_id",
            fix="Internal IDs are whole numbers. For your own ID use external_id.",
        )
    return internal_id or ""


def record(record_type: str, *segments: str) -> str:
    """Path in the record service; ``segments`` are encoded already (``record_id``, ``segment``, ``name``)."""
    return "/".join((RECORD, name(record_type), *segments))
