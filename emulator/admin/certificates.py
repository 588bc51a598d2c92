"""A certificate that somebody has, uploaded as on NetSuite's set-up page (Oracle help: section_162686838198)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.access import seed
from suiteplug.emulator.access.certificates import read_certificate

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account


def upload_certificate(account: Account, given: dict[str, Any]) -> dict[str, str]:
    """Let a certificate sign in as a role, the full one by default; gives what the client has to be told.

    Raises:
        ValueError: It breaks one of NetSuite's conditions, or was uploaded before.
        KeyError: No ``certificate`` was given, or there is no such role.
    """
    role = account.access.roles[str(given.get("role", seed.FULL_ROLE))]
    integration = account.access.integrations[seed.M2M_INTEGRATION]
    row = read_certificate(
        str(given["certificate"]), integration_id=integration.id, user_id=seed.USER.id, role_id=role.id
    )
    account.access.add_certificate(row)
    return {"client_id": integration.client_id, "certificate_id": row.certificate_id}
