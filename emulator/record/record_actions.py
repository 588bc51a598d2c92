"""Record actions: ``POST {type}/{id}/@{action}``, the buttons of the user interface.

Oracle help: section_156631158782 (the exchange and its older, flat error), section_1516982564 (which types have which).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.problems import Problem, problem_type
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.record import refusals
from suiteplug.emulator.record.body_reader import parse_object
from suiteplug.emulator.record.options import WriteOptions
from suiteplug.emulator.roles import Level

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.record.target import RecordAddress
    from suiteplug.emulator.record.writes import RecordWrites
    from suiteplug.emulator.store import RecordStore

DOCUMENTED = {
    "inventoryCount": frozenset({"approve", "completecount", "reject", "startcount"}),
    "invoice": frozenset({"markforgrouping", "removeinvoicefromgroup", "unmarkforgrouping"}),
    "timeBill": frozenset({"approve", "reject", "submit"}),
    "vendorPayment": frozenset({"confirm", "decline"}),
}
"""Actions by record type, as far as Oracle's list names types of the record service."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What an action does.

    Attributes:
        sets: Fields and their values; None clears.
        statuses: The ``approvalStatus`` that it starts from; none for any.
        note: Field that takes the parameter ``note``.
    """

    sets: dict[str, Any]
    statuses: str = ""
    note: str = ""


EFFECTS = {
    ("invoice", "markforgrouping"): Effect({"forInvoiceGrouping": True}),
    ("invoice", "unmarkforgrouping"): Effect({"forInvoiceGrouping": False}),
    ("timeBill", "submit"): Effect({"approvalStatus": "2", "rejectionNote": None}, "14"),
    ("timeBill", "approve"): Effect({"approvalStatus": "3"}, "2"),
    ("timeBill", "reject"): Effect({"approvalStatus": "4"}, "2", "rejectionNote"),
}
"""Which statuses of hours an action starts from is ours; the note is Oracle's (section_1529337353)."""


class RecordActions:
    """Runs actions; what is documented and has no effect here answers 501."""

    def __init__(self, store: RecordStore, writes: RecordWrites) -> None:
        self._store = store
        self._writes = writes

    def handle(self, request: Request, address: RecordAddress, segments: tuple[str, ...]) -> Response:
        """Answer ``@{action}``."""
        if len(segments) != 1:
            raise refusals.malformed_url(request.path)
        if request.method != "POST":
            raise refusals.method_not_allowed(request.method, "POST")
        record_type = address.record_type
        request.role.require(record_type.permission, Level.EDIT, record_type.permission_label)
        parameters = parse_object(request.body, empty_allowed=True)
        action = segments[0].removeprefix("@")
        if action not in DOCUMENTED.get(record_type.name, frozenset()):
            return _refused(f"The record type {record_type.name.lower()} has no action '{action}'.")
        effect = EFFECTS.get((record_type.name, action))
        if effect is None:
            raise Problem.not_emulated(f"the action {action} of {record_type.name}")
        old = address.load(self._store)
        if effect.statuses and old["approvalStatus"] not in effect.statuses:
            return _refused(f"The action '{action}' is not available for this record.")
        sets = effect.sets | ({effect.note: parameters["note"]} if effect.note and parameters.get("note") else {})
        self._writes.update(record_type, old, sets, WriteOptions())
        return Response.json({"links": [{"rel": "self", "href": request.url}], "result": True})


def _refused(detail: str) -> Response:
    """The flat error that the page shows for actions, without ``o:errorDetails``; the sentence is ours."""
    body = {
        "type": problem_type(400, "w3"),
        "title": "Bad Request",
        "status": 400,
        "detail": detail,
        "o:errorCode": "USER_ERROR",
    }
    return Response.json(body, kind="error", status=400)
