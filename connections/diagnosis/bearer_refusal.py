"""What it means when NetSuite issued an access token and refuses it at the door.

A RESTlet or record call with a token whose role may not come in gets the same ``invalid_token`` as an expired one
(Oracle help: subsect_158521885412).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.connections.diagnosis.audit_trail import OAUTH2_CODES, read_on
from suiteplug.connections.diagnosis.rewording import reworded
from suiteplug.connections.diagnosis.token_endpoint_errors import is_about_tokens
from suiteplug.connections.setup_steps import LOG_IN_OAUTH2, MANAGE_ROLES
from suiteplug.connector.errors import PermissionDeniedError

if TYPE_CHECKING:
    from collections.abc import Collection

    from suiteplug.connector.errors import ConnectionSetupError
    from suiteplug.connector.sign_in import SignInRefusal

_RESTLET = "/restlet.nl"


def explain_bearer_refusal(refusal: SignInRefusal, scope: Collection[str]) -> ConnectionSetupError:
    """The 401 of a door, after the flow has tried with a new token. What the flow itself raised comes back as it is."""
    error = refusal.error
    if error.request is None or is_about_tokens(error):
        return error
    needed = "restlets" if _RESTLET in error.request.url else "rest_webservices"
    if needed not in scope:
        return reworded(
            error,
            PermissionDeniedError,
            code="SCOPE_MISSING",
            field="scope",
            cause=f"The connection does not ask for the scope {needed}.",
            fix=f"Add {needed} to scope, and tick it on the integration record.",
        )
    return reworded(
        error,
        PermissionDeniedError,
        code="ROLE_MAY_NOT_COME_IN",
        cause="NetSuite issued an access token, so the credentials are right; it refuses the token here, so the role "
        "lacks a permission to come in, or the integration record or its scope was switched off meanwhile.",
        fix=f"Add REST Web Services (Full) and {LOG_IN_OAUTH2} (Full) under {MANAGE_ROLES}. "
        + read_on(OAUTH2_CODES, "EntityOrRoleDisabled", "InvalidScope", "IntegrationBlocked"),
    )
