"""Access tokens at the doors: what they open, and every refusal."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from suiteplug.emulator.connection_files import ready_connection

if TYPE_CHECKING:
    import httpx

    from suiteplug.emulator.account import Account
    from suiteplug.emulator.clock import Clock

SERVER_TIME = "/services/rest/system/v1/serverTime"
ECHO = "/app/site/hosting/restlet.nl?script=101&deploy=1"


@pytest.fixture
def fields(account: Account) -> dict[str, Any]:
    return ready_connection(account, "oauth-authorization-code", base_url="")


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def refused(http: httpx.AsyncClient, account: Account, token: str) -> str:
    """The audit trail's code, after checking the documented reply."""
    reply = await http.get(SERVER_TIME, headers=bearer(token))
    assert reply.status_code == 401
    assert reply.headers["www-authenticate"] == (
        'Bearer realm="1234567_SB1", error="invalid_token", error_description="Invalid login attempt."'
    )
    assert reply.json()["o:errorDetails"][0]["o:errorCode"] == "INVALID_LOGIN"
    return account.audit.entries[-1].detail


async def test_expired(http: httpx.AsyncClient, account: Account, clock: Clock, fields: Any) -> None:
    clock.shift(timedelta(seconds=3599))
    assert (await http.get(SERVER_TIME, headers=bearer(fields["access_token"]))).status_code == 200
    clock.shift(timedelta(seconds=1))
    assert await refused(http, account, fields["access_token"]) == "AccessTokenExpired"


async def test_a_refresh_token_is_not_an_access_token(http: httpx.AsyncClient, account: Account, fields: Any) -> None:
    assert await refused(http, account, fields["refresh_token"]) == "TokenRejected"


async def test_forged_tokens(http: httpx.AsyncClient, account: Account, fields: Any) -> None:
    token = fields["access_token"]
    claims = jwt.decode(token, options={"verify_signature": False})
    kid = jwt.get_unverified_header(token)["kid"]
    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert await refused(http, account, "garbage") == "TokenNotAcceptable"
    forged = jwt.encode(claims, other, "RS256", headers={"kid": kid})
    assert await refused(http, account, forged) == "SignatureValidation"
    assert await refused(http, account, jwt.encode(claims, other, "RS256")) == "MissingKeyId"
    assert await refused(http, account, jwt.encode(claims, other, "RS256", headers={"kid": "x"})) == "MissingKey"
    assert (
        await refused(http, account, jwt.encode(claims, "x" * 32, "HS256", headers={"kid": kid})) == "UnsupportedAlgo"
    )
    assert await refused(http, account, token[:-4] + "AAAA") == "SignatureValidation"


async def test_scopes_open_their_own_doors(http: httpx.AsyncClient, account: Account) -> None:
    grant = account.grants.start(account.access.integrations["3"], user_id="-5", role_id="1000", scopes=["restlets"])
    token = account.tokens.access_for(grant)
    assert await refused(http, account, token) == "ScopeMismatched"
    assert (await http.get(ECHO, headers=bearer(token))).status_code == 200


async def test_states(http: httpx.AsyncClient, account: Account, fields: Any) -> None:
    integration = account.access.integrations["3"]
    integration.enabled = False
    assert await refused(http, account, fields["access_token"]) == "IntegrationBlocked"
    integration.enabled = True
    del account.access.roles["1000"]
    assert await refused(http, account, fields["access_token"]) == "EntityOrRoleDisabled"


async def test_a_role_without_rest_web_services(http: httpx.AsyncClient, account: Account) -> None:
    fields = ready_connection(account, "oauth-authorization-code", base_url="", role_id="1002")
    assert await refused(http, account, fields["access_token"]) == "EntityOrRoleDisabled"
    assert (await http.get(ECHO, headers=bearer(fields["access_token"]))).status_code == 200


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer two words"])
async def test_malformed_headers(http: httpx.AsyncClient, header: str) -> None:
    reply = await http.get(SERVER_TIME, headers={"Authorization": header})
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (400, "INVALID_REQUEST")
    assert 'error="invalid_request"' in reply.headers["www-authenticate"]
    restlet = await http.get(ECHO, headers={"Authorization": header})
    assert (restlet.status_code, "INVALID_REQUEST" in restlet.text) == (400, True)


async def test_restlets_refuse_in_their_own_shape(http: httpx.AsyncClient) -> None:
    reply = await http.get(ECHO, headers=bearer("garbage") | {"Content-Type": "application/json"})
    assert (reply.status_code, reply.json()) == (
        401,
        {"error": {"code": "INVALID_LOGIN_ATTEMPT", "message": "Invalid login attempt."}},
    )


async def test_keys_are_kept(http: httpx.AsyncClient) -> None:
    first = (await http.get("/services/rest/auth/oauth2/v1/keys")).json()
    assert first == (await http.get("/services/rest/auth/oauth2/v1/keys")).json()
    assert first["keys"][0]["alg"] == "RS256"
