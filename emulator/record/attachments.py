"""``!attach`` and ``!detach``: contacts and files at a record (Oracle help: article_0113084334), since 2026.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.problems import ACCESS_PREFIX, Problem
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.metadata.openapi import ATTACHABLE
from suiteplug.emulator.record import refusals
from suiteplug.emulator.record.body_reader import parse_object
from suiteplug.emulator.record.target import RecordAddress
from suiteplug.emulator.roles import Level

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.record.writes import BusinessRules
    from suiteplug.emulator.store import RecordStore

    Body = dict[str, Any]

FILES = {"701": "Terms of delivery.pdf", "702": "Packing guide.pdf", "703": "Blue mug.png"}
"""The file cabinet: files are no REST records, so that only their IDs matter."""

ROLES = {"-10": "Primary Contact", "-20": "Alternate Contact", "-30": "Decision Maker", "-40": "Consultant"}
"""Contact roles that every account has. Only -10 stands in Oracle's sample, the other IDs are ours."""

_SEGMENTS = 3
_DDL = (
    "CREATE TABLE IF NOT EXISTS record_attachment (type TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,"
    " attached TEXT NOT NULL, role TEXT, PRIMARY KEY (type, id, kind, attached)) WITHOUT ROWID"
)


class Attachments:
    """What is attached to the records of one account."""

    def __init__(self, store: RecordStore, rules: BusinessRules, *, detaching_needs_attachment: bool = True) -> None:
        self._store = store
        self._rules = rules
        self._strict = detaching_needs_attachment
        store.db.execute(_DDL)

    def of(self, record_type: str, record_id: str) -> list[tuple[str, str, str | None]]:
        """Kind, ID and contact role of everything attached to a record."""
        statement = (
            "SELECT kind, attached, role FROM record_attachment WHERE type = ? AND id = ? ORDER BY kind, attached"
        )
        return self._store.db.execute(statement, (record_type, record_id)).fetchall()

    def handle(self, request: Request, address: RecordAddress, segments: tuple[str, ...]) -> Response:
        """Answer ``!attach/{contact or file}/{id}`` and ``!detach/...``."""
        if len(segments) != _SEGMENTS:
            raise refusals.malformed_url(request.path)
        if request.method != "POST":
            raise refusals.method_not_allowed(request.method, "POST")
        operation, kind, attached_id = segments[0].lower(), segments[1].lower(), segments[2]
        owner = address.record_type
        request.role.require(owner.permission, Level.EDIT, owner.permission_label)
        if owner.kind not in ATTACHABLE:
            raise Problem(400, "INVALID_REQUEST", f"Nothing can be attached to {owner.name}.", url_part=request.path)
        body = address.load(self._store)
        attached = self._attached(request, kind, attached_id)
        sent = parse_object(request.body, empty_allowed=True)
        with self._store.transaction():
            if operation == "!attach":
                self._attach(owner.name, body, kind, attached, _role(sent, kind))
            else:
                self._detach(owner.name, body, kind, attached)
        return Response.no_content()

    def _attached(self, request: Request, kind: str, attached_id: str) -> str:
        """ID of the contact or file; the words for what cannot be attached are ours."""
        if kind == "file":
            if attached_id not in FILES:
                raise Problem(404, "NONEXISTENT_ID", "The file does not exist.", url_part=request.path)
            return attached_id
        if kind != "contact":
            raise Problem(
                400, "INVALID_REQUEST", f"Records of type '{kind}' cannot be attached.", url_part=request.path
            )
        contact = self._store.schema.get("contact")
        request.role.require(contact.permission, Level.VIEW, contact.permission_label)
        return str(RecordAddress(contact, attached_id).load(self._store)["id"])

    def _attach(self, owner: str, body: Body, kind: str, attached: str, role: str | None) -> None:
        self._store.db.execute(
            "INSERT OR REPLACE INTO record_attachment VALUES (?, ?, ?, ?, ?)", (owner, body["id"], kind, attached, role)
        )
        if kind == "contact":
            self._show(owner, body, attached, add=True)

    def _detach(self, owner: str, body: Body, kind: str, attached: str) -> None:
        statement = "DELETE FROM record_attachment WHERE type = ? AND id = ? AND kind = ? AND attached = ?"
        gone = self._store.db.execute(statement, (owner, body["id"], kind, attached)).rowcount
        shown = kind == "contact" and self._is_contact_of(body, attached)
        if not gone and not shown:
            # what detaching something that is not attached answers is not published: a guess
            if not self._strict:
                return
            raise Problem(400, "USER_ERROR", f"{ACCESS_PREFIX}The {kind} {attached} is not attached to this record.")
        if kind == "contact":
            self._show(owner, body, attached, add=False)
            contact = self._store.get("contact", attached) or {}
            if contact.get("company") == body["id"]:
                self._store.put("contact", {**contact, "company": None})

    def _is_contact_of(self, body: Body, contact_id: str) -> bool:
        """Whether a contact is listed at the record, or belongs to it as its company; that it counts is ours."""
        contact = self._store.get("contact", contact_id) or {}
        listed = any(line.get("contact") == contact_id for line in body.get("contactRoles", ()))
        return listed or contact.get("company") == body["id"]

    def _show(self, owner: str, body: Body, contact_id: str, *, add: bool) -> None:
        """Keep the list of contacts, which customers and vendors have, in step."""
        record_type = self._store.schema.get(owner)
        if record_type.find_sublist("contactRoles") is None:
            return
        lines = [line for line in body.get("contactRoles", ()) if line.get("contact") != contact_id]
        if add:
            contact = self._store.get("contact", contact_id) or {}
            name = self._rules.display_name("contact", contact)
            line = {"contact": contact_id, "contactName": name, "email": contact.get("email")}
            lines.append({key: value for key, value in line.items() if value is not None})
        self._store.put(owner, {**body, "contactRoles": lines or None})


def _role(sent: Body, kind: str) -> str | None:
    """The contact's role, by ``id`` or ``externalId``; only contacts have one."""
    role = sent.get("role")
    if role is None:
        return None
    if kind != "contact" or not isinstance(role, dict):
        raise refusals.bad_value("role", "role")
    key = str(role.get("id") or role.get("externalId") or "")
    if key not in ROLES:
        raise refusals.bad_reference("role", key, "role")
    return key
