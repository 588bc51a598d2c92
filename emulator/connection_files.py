"""Ready connections to an emulated account, one per way to sign in."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.access import seed

if TYPE_CHECKING:
    from pathlib import Path

    from suiteplug.emulator.account import Account

TYPES = ("tba", "oauth-client-credentials", "oauth-authorization-code")


def ready_connection(
    account: Account, kind: str, *, base_url: str, role_id: str | None = None, public: bool = False
) -> dict[str, Any]:
    """Fields of a connection that signs in as a role, the full one when none is named.

    Raises:
        ValueError: No such type.
        KeyError: No such role.
    """
    role_id = account.access.roles[role_id or seed.FULL_ROLE].id
    common = {"type": kind, "account_id": account.settings.account_id, "base_url": base_url}
    match kind:
        case "tba":
            return common | _tba(account, role_id)
        case "oauth-client-credentials":
            return common | _client_credentials(account, role_id)
        case "oauth-authorization-code":
            return common | _authorization_code(account, role_id, public=public)
        case _:
            raise ValueError(f"{kind!r} is none of {', '.join(TYPES)}")


def write_connections(account: Account, base_url: str, directory: Path) -> list[Path]:
    """Write one file per type, readable by the owner only; gives their paths."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    for kind in TYPES:
        path = directory / f"{kind}.json"
        _write_private(path, json.dumps(ready_connection(account, kind, base_url=base_url), indent=2) + "\n")
        written.append(path)
    return written


def _tba(account: Account, role_id: str) -> dict[str, str]:
    """Consumer and token."""
    token = seed.tba_token(account.access, account.settings.account_id, role_id)
    integration = account.access.integrations[token.integration_id]
    return {
        "consumer_key": integration.client_id,
        "consumer_secret": integration.client_secret,
        "token_id": token.token_id,
        "token_secret": token.token_secret,
    }


def _client_credentials(account: Account, role_id: str) -> dict[str, str]:
    """The key made with the account, or a new one for another role."""
    if role_id == seed.FULL_ROLE:
        key = seed.seeded_machine_key(account.state)
    else:
        key = seed.new_machine_key(account.access, account.clock.now(), role_id=role_id)
    return {
        "client_id": account.access.integrations[seed.M2M_INTEGRATION].client_id,
        "certificate_id": key.certificate_id,
        "private_key": key.private_key,
    }


def _authorization_code(account: Account, role_id: str, *, public: bool) -> dict[str, Any]:
    """As if a user had just consented."""
    record_id = seed.PUBLIC_INTEGRATION if public else seed.CODE_INTEGRATION
    integration = account.access.integrations[record_id]
    grant = account.grants.start(integration, user_id=seed.USER.id, role_id=role_id, scopes=list(integration.scopes))
    secret = {} if public else {"client_secret": integration.client_secret}
    return {
        "client_id": integration.client_id,
        **secret,
        "redirect_uri": seed.REDIRECT_URI,
        "scope": list(integration.scopes),
        "access_token": account.tokens.access_for(grant),
        "refresh_token": account.tokens.refresh_for(grant),
        "refresh_token_expires_at": int(grant.refresh_expires),
        "obtained_at": int(grant.started),
    }


def _write_private(path: Path, text: str) -> None:
    """Replace a file by one that only its owner can read from its first byte on."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
