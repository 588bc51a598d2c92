"""Certificates of a client, listed, added and revoked by a program (Oracle help: article_92130837826).

Statuses of successes, error bodies and the permission's ID are not published; those here are ours.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.access.certificates import CertificateRefusedError, read_certificate
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.roles import Level

if TYPE_CHECKING:
    from suiteplug.emulator.access.model import Certificate, Integration
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.settings import Settings

PERMISSION = "ADMI_MANAGE_OWN_OAUTH2_CERTIFICATES"
LABEL = "Setup -> Manage own OAuth 2.0 Client Credentials certificates"


class CertificateDoor:
    """``/services/rest/auth/oauth2/v1/clients/{client ID}/certificates[/{certificate ID}/revoke]``."""

    def __init__(self, settings: Settings, access: Access, clock: Clock) -> None:
        self._settings = settings
        self._access = access
        self._clock = clock

    def handle(self, request: Request) -> Response:
        """Answer one request; each caller sees the certificates of its own user only."""
        request.role.require(PERMISSION, Level.FULL, LABEL)
        match request.method, request.segments:
            case "GET", (client_id, "certificates"):
                return self._list(request, self._integration(client_id))
            case "POST", (client_id, "certificates"):
                return self._add(request, self._integration(client_id))
            case "POST", (client_id, "certificates", certificate_id, "revoke"):
                return self._revoke(request, self._integration(client_id), certificate_id)
            case _:
                raise Problem(404, "INVALID_REQUEST", "There is nothing at this URL.", url_part=request.path)

    def _integration(self, client_id: str) -> Integration:
        """The record a path names."""
        integration = self._access.integration_of(client_id)
        if integration is None:
            raise Problem(404, "NONEXISTENT_ID", "There is no integration with this client ID.")
        return integration

    def _own(self, request: Request, integration: Integration) -> list[Certificate]:
        """Certificates of the integration that speak for the caller's user."""
        user_id = request.caller.user.id if request.caller else ""
        return [
            row
            for row in self._access.certificates.values()
            if row.integration_id == integration.id and row.user_id == user_id
        ]

    def _list(self, request: Request, integration: Integration) -> Response:
        """Field names as in Oracle help article_11111634165."""
        rows = [self._listed(row, integration) for row in self._own(request, integration)]
        return Response.json(rows, kind=None)

    def _listed(self, row: Certificate, integration: Integration) -> dict[str, Any]:
        """One row of the list."""
        application = {
            "id": integration.id,
            "name": integration.name,
            "application_id": integration.application_id,
        }
        return {
            "application": application,
            "entity": {"id": row.user_id, "name": self._access.users[row.user_id].name},
            "role": {"id": row.role_id, "name": self._access.roles[row.role_id].name},
            "created": _day(row.valid_from),
            "valid_from": _day(row.valid_from),
            "valid_until": _day(row.valid_until),
            "revoked": row.revoked,
            "certificate_id": row.certificate_id,
            "algorithm": row.algorithm,
        }

    def _add(self, request: Request, integration: Integration) -> Response:
        """Body and reply as in Oracle help article_0209112025, whose names differ from the list's."""
        try:
            body = json.loads(request.body)
            pem, role_id, user_id = str(body["fileContent"]), str(body["role"]), str(body["entity"])
        except (ValueError, KeyError, TypeError) as error:
            raise Problem(400, "INVALID_CONTENT", "Invalid content in the request body") from error
        if role_id not in self._access.roles or request.caller is None or user_id != request.caller.user.id:
            raise Problem(400, "USER_ERROR", "Invalid combination of entity and role.")
        try:
            row = read_certificate(pem, integration_id=integration.id, user_id=user_id, role_id=role_id)
            self._access.add_certificate(row)
        except (CertificateRefusedError, ValueError) as error:
            raise Problem(400, "USER_ERROR", str(error), path="fileContent") from error
        return Response.json(self._added(row, integration), kind=None)

    def _added(self, row: Certificate, integration: Integration) -> dict[str, Any]:
        """The reply to an upload."""
        return {
            "entity_role_id": {"com": self._settings.account_id, "ent": row.user_id, "rol": row.role_id},
            "application_id": integration.application_id,
            "certificate_id": row.certificate_id,
            "certificate": row.pem,
            "algorithm": row.algorithm,
            "created_at": _day(self._clock.timestamp()),
            "valid_from": _day(row.valid_from),
            "valid_until": _day(row.valid_until),
            "invalidated": row.revoked,
        }

    def _revoke(self, request: Request, integration: Integration, certificate_id: str) -> Response:
        """For good: a revoked certificate cannot be uploaded again (Oracle help: article_0209112818)."""
        for row in self._own(request, integration):
            if row.certificate_id == certificate_id:
                row.revoked = True
                self._access.save()
                return Response.text("Successfully revoked")
        raise Problem(404, "NONEXISTENT_ID", "There is no certificate with this ID.")


def _day(timestamp: float) -> str:
    """``YYYY-MM-DD``."""
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%d")
