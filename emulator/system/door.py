"""``/services/rest/system/v1`` and the discovery addresses.

Oracle help: article_0528010158 (server time), article_0625010817 (governance limits), chapter_157011836591
(data centre URLs), section_160855370280 (OpenID configuration).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.oauth.tokens import ISSUER

if TYPE_CHECKING:
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.lanes import Lanes
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.settings import Settings

_ACCOUNT_ID = re.compile(r"[A-Za-z0-9_-]+")


class SystemDoor:
    """Server time and governance limits."""

    def __init__(self, clock: Clock, lanes: Lanes, access: Access) -> None:
        self._clock = clock
        self._lanes = lanes
        self._access = access

    def handle(self, request: Request) -> Response:
        """Answer one request."""
        if request.method != "GET":
            raise Problem(405, "METHOD_NOT_ALLOWED", f"Method {request.method} is not allowed here.")
        match request.segments:
            case ("serverTime",):
                now = self._clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
                return Response.json({"serverTime": now})
            case ("governanceLimits",):
                return Response.json(self._limits(request))
            case _:
                raise Problem(404, "INVALID_REQUEST", "There is nothing at this URL.", url_part=request.path)

    def _limits(self, request: Request) -> dict[str, Any]:
        """Open to administrators only."""
        if not request.role.administrator:
            raise Problem.forbidden("Permission Violation: Only an administrator can read the limits.")
        limits: dict[str, Any] = {
            "accountConcurrencyLimit": self._lanes.limit,
            "accountUnallocatedConcurrencyLimit": self._lanes.unallocated,
            "integrationLimitType": "accountLimit",
        }
        integration_id = request.caller.integration_id if request.caller else ""
        own = self._access.integrations[integration_id].concurrency_limit
        if own is not None:
            limits |= {"integrationConcurrencyLimit": own, "integrationLimitType": "integrationSpecific"}
        return limits


class DiscoveryDoor:
    """Addresses that need no sign-in: data centre URLs and OpenID configuration."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def data_center_urls(self, request: Request) -> Response:
        """The account's origins: this server's own one when it is reached by another name than NetSuite's."""
        if request.method != "GET":
            return Response.text("Method not allowed", status=405)
        account = request.param("account") or request.param("c") or ""
        if not account:
            return _user_error("You need to provide a proper value for the required field: account.")
        if not _ACCOUNT_ID.fullmatch(account):
            return _user_error("Company ID is invalid")
        return Response.json(self._domains(request, account), kind=None)

    def _domains(self, request: Request, account: str) -> dict[str, str]:
        """An unknown account gets the generic domains, with 200."""
        label = account.lower().replace("_", "-")
        if label != self._settings.host_label:
            families = ("rest", "webservices", "system")
            rest, web, system = (f"https://{family}.netsuite.com" for family in families)
        elif request.host.endswith(".netsuite.com"):
            rest = f"https://{label}.restlets.api.netsuite.com"
            web = f"https://{label}.suitetalk.api.netsuite.com"
            system = f"https://{label}.app.netsuite.com"
        else:
            rest = web = system = request.origin
        return {"restDomain": rest, "webservicesDomain": web, "systemDomain": system}

    def openid_configuration(self, request: Request) -> Response:
        """Lists the OAuth 2.0 endpoints."""
        base = f"{request.origin}/services/rest/auth/oauth2/v1"
        document = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{request.origin}/app/login/oauth2/authorize.nl",
            "token_endpoint": f"{base}/token",
            "revocation_endpoint": f"{base}/revoke",
            "jwks_uri": f"{base}/keys",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
            "code_challenge_methods_supported": ["S256"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "scopes_supported": ["rest_webservices", "restlets", "suite_analytics", "mcp"],
        }
        return Response.json(document, kind=None)


def _user_error(message: str) -> Response:
    """``USER_ERROR`` as RESTlet-era services write it; the status is ours."""
    return Response.json({"error": {"code": "USER_ERROR", "message": message}}, kind=None, status=400)
