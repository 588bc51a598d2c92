"""Signing in, with libraries that the emulator does not use: oauthlib for TBA, joserfc for assertions and tokens."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from oauthlib import oauth1

from suiteplug.emulator.connection_files import ready_connection
from tests.emulator.contract.conftest import ORIGIN

if TYPE_CHECKING:
    import httpx

    from tests.emulator.contract.conftest import Stranger

TIME = f"{ORIGIN}/services/rest/system/v1/serverTime"
OAUTH = f"{ORIGIN}/services/rest/auth/oauth2/v1"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
INVALID = (
    "Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at "
    "Setup > Users/Roles > User Management > View Login Audit Trail."
)


def detail(ns: Stranger) -> str:
    return ns.account.audit.entries[-1].detail


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"realm": "1234567_sb1"}, "InvalidSignature"),
        ({"realm": "1234567-sb1"}, "InvalidSignature"),
        ({"client_secret": "x"}, "InvalidSignature"),
        ({"resource_owner_secret": "x"}, "InvalidSignature"),
        ({"client_key": "x"}, "consumer_key_unknown"),
        ({"resource_owner_key": "x"}, "token_rejected"),
        ({"signature_method": oauth1.SIGNATURE_HMAC_SHA1}, "UnknownAlgorithm"),
    ],
)
async def test_refused_tokens_all_look_the_same(ns: Stranger, wrong: dict[str, Any], code: str) -> None:
    """Oracle help: section_156570709583, and subsect_156935170194 for what only the audit trail tells."""
    reply = await ns("GET", TIME, **wrong)
    assert reply.status_code == 401
    body = reply.json()
    assert (body["title"], body["status"]) == ("Unauthorized", 401)
    assert body["o:errorDetails"] == [{"detail": INVALID, "o:errorCode": "INVALID_LOGIN"}]
    challenge = 'OAuth realm="1234567_SB1", error="token_rejected", error_description="Invalid login attempt."'
    assert reply.headers["www-authenticate"] == challenge
    assert detail(ns) == code


@pytest.mark.parametrize(("off", "status"), [(-301, 401), (-295, 200), (295, 200), (310, 401)])
async def test_five_minutes_of_grace(ns: Stranger, off: int, status: int) -> None:
    """Oracle help: section_156338994830."""
    now = int(ns.account.clock.timestamp())
    assert (await ns("GET", TIME, timestamp=str(now + off))).status_code == status


async def test_a_nonce_is_good_once(ns: Stranger) -> None:
    now = str(int(ns.account.clock.timestamp()))
    replies = [await ns("GET", TIME, nonce="abcdefghij0123456789", timestamp=now) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [200, 401]
    assert detail(ns) == "nonce_used"


@pytest.mark.parametrize("query", ["?a=b&a=a&c=", "?q=companyName%20CONTAIN%20%22A%20%26%20B%22&x=%C3%A9+1", "?a=~-._"])
async def test_query_parameters_are_signed(ns: Stranger, query: str) -> None:
    """Oracle help: section_157651396916."""
    assert (await ns("GET", TIME + query)).status_code == 200
    other = ns.signed("GET", TIME + query)
    assert (await ns.http.get(TIME + query + "&more=1", headers=other)).status_code == 401


async def test_a_role_without_rest_looks_like_wrong_credentials(ns: Stranger) -> None:
    """jacobsvante/netsuite issue 27."""
    ns.role = "1002"
    reply = await ns("GET", TIME)
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (401, "INVALID_LOGIN")


async def machine(ns: Stranger, *, algorithm: str = "ES256", key: Any = None, **claims: Any) -> httpx.Response:
    """A client credentials request as Oracle's sample makes it (help: section_162790605110)."""
    fields = ready_connection(ns.account, "oauth-client-credentials", base_url=ORIGIN)
    now = int(ns.account.clock.timestamp())
    header = {"typ": "JWT", "alg": algorithm, "kid": fields["certificate_id"]}
    known = {
        "iss": fields["client_id"],
        "scope": ["restlets", "rest_webservices"],
        "aud": f"{OAUTH}/token",
        "iat": now,
        "exp": now + 3600,
    }
    signer = key or ECKey.import_key(fields["private_key"])
    assertion = jwt.encode(header, {**known, **claims}, signer, algorithms=[algorithm])
    form = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION, "client_assertion": assertion}
    return await ns.http.post(f"{OAUTH}/token", data=form)


async def test_a_token_for_a_machine(ns: Stranger) -> None:
    """Oracle help: section_162755359851, section_158255317571; the key is published at /keys."""
    reply = await machine(ns)
    assert reply.status_code == 200
    body = reply.json()
    assert set(body) == {"access_token", "expires_in", "token_type"}
    assert (int(body["expires_in"]), body["token_type"].lower()) == (3600, "bearer")
    keys = KeySet.import_key_set((await ns.http.get(f"{OAUTH}/keys")).json())
    token = jwt.decode(body["access_token"], keys, algorithms=["RS256"])
    assert token.header["typ"] == "JWT"
    assert token.claims["iss"] == "https://system.netsuite.com"
    assert token.claims["scope"] == ["restlets", "rest_webservices"]
    assert token.claims["exp"] - token.claims["iat"] == 3600
    used = await ns.http.get(TIME, headers={"Authorization": f"Bearer {body['access_token']}"})
    assert used.status_code == 200


@pytest.mark.parametrize("scope", [["rest_webservices"], "rest_webservices,restlets", "rest_webservices restlets"])
@pytest.mark.parametrize("family", ["suitetalk", "restlets"])
async def test_spellings_of_scope_and_audience(ns: Stranger, scope: Any, family: str) -> None:
    """Oracle's text and sample differ in both; neither is refused."""
    audience = f"https://1234567-sb1.{family}.api.netsuite.com/services/rest/auth/oauth2/v1/token"
    assert (await machine(ns, scope=scope, aud=audience)).status_code == 200


async def test_bad_assertions(ns: Stranger) -> None:
    """Statuses and ``error`` values: subsect_158521832417; which of them goes with what is not published."""
    now = int(ns.account.clock.timestamp())
    bad: list[dict[str, Any]] = [
        {"algorithm": "RS256", "key": RSAKey.generate_key(2048)},
        {"key": ECKey.generate_key("P-256")},
        {"iss": "nobody"},
        {"exp": now + 2 * 3600 + 60},
        {"iat": now - 4000, "exp": now - 400},
        {"scope": ["nonsense"]},
    ]
    for wrong in bad:
        reply = await machine(ns, **wrong)
        assert reply.status_code in {400, 401}
        assert list(reply.json()) == ["error"]
        assert reply.json()["error"] in {"invalid_grant", "invalid_client", "invalid_scope"}


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({}, 400, "invalid_request"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": "client_credentials"}, 400, "invalid_request"),
        ({"grant_type": "refresh_token", "refresh_token": "x", "client_id": "nobody"}, 401, "invalid_client"),
    ],
)
async def test_errors_of_the_token_endpoint(ns: Stranger, form: dict[str, str], status: int, error: str) -> None:
    reply = await ns.http.post(f"{OAUTH}/token", data=form)
    assert (reply.status_code, reply.json()) == (status, {"error": error})
    if status == 401:
        assert reply.headers["www-authenticate"] == 'Basic realm="1234567_SB1"'


@pytest.mark.parametrize(
    ("header", "status", "error"),
    [
        ("Bearer nonsense", 401, "invalid_token"),
        ("Bearer", 400, "invalid_request"),
        ("Bearer a b", 400, "invalid_request"),
    ],
)
async def test_bad_bearers(ns: Stranger, header: str, status: int, error: str) -> None:
    """Oracle help: subsect_158521885412."""
    reply = await ns.http.get(TIME, headers={"Authorization": header})
    assert reply.status_code == status
    assert reply.headers["www-authenticate"].startswith(f'Bearer realm="1234567_SB1", error="{error}", ')


def refresh(ns: Stranger, *, public: bool) -> tuple[dict[str, str], dict[str, str]]:
    fields = ready_connection(ns.account, "oauth-authorization-code", base_url=ORIGIN, public=public)
    form = {"grant_type": "refresh_token", "refresh_token": fields["refresh_token"]}
    if public:
        return {**form, "client_id": fields["client_id"]}, {}
    pair = f"{fields['client_id']}:{fields['client_secret']}".encode()
    return form, {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}


async def test_a_confidential_client_keeps_its_refresh_token_for_seven_days(ns: Stranger) -> None:
    """Oracle help: section_158082518856; the days do not slide."""
    form, headers = refresh(ns, public=False)
    for days in (0, 3, 3.9):
        ns.account.clock.shift(timedelta(days=days))
        reply = await ns.http.post(f"{OAUTH}/token", data=form, headers=headers)
        assert set(reply.json()) == {"access_token", "expires_in", "token_type"}
    ns.account.clock.shift(timedelta(days=0.2))
    reply = await ns.http.post(f"{OAUTH}/token", data=form, headers=headers)
    assert (reply.status_code, reply.json()) == (400, {"error": "invalid_grant"})


async def test_a_public_client_uses_each_refresh_token_once(ns: Stranger) -> None:
    """48 hours each, 168 for the chain (Oracle help: section_158081952044, section_157771733782)."""
    form, _ = refresh(ns, public=True)
    first = await ns.http.post(f"{OAUTH}/token", data=form)
    assert "refresh_token" in first.json()
    assert (await ns.http.post(f"{OAUTH}/token", data=form)).json() == {"error": "invalid_grant"}
    for _ in range(4):
        form["refresh_token"] = first.json()["refresh_token"]
        ns.account.clock.shift(timedelta(hours=40))
        first = await ns.http.post(f"{OAUTH}/token", data=form)
        assert first.status_code == 200
    form["refresh_token"] = first.json()["refresh_token"]
    ns.account.clock.shift(timedelta(hours=10))
    assert (await ns.http.post(f"{OAUTH}/token", data=form)).json() == {"error": "invalid_grant"}
