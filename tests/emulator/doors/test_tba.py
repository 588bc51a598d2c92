"""Signing in by TBA: what is accepted, and every refusal with its line in the login audit trail."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suiteplug.emulator.audit import LoginAuditTrail
from suiteplug.emulator.settings import Settings
from suiteplug.emulator.tba.checks import NonceMemory

if TYPE_CHECKING:
    import httpx

    from suiteplug.emulator.account import Account
    from suiteplug.emulator.clock import Clock

ORIGIN = "http://127.0.0.1:8765"
SERVER_TIME = f"{ORIGIN}/services/rest/system/v1/serverTime"
ECHO = f"{ORIGIN}/app/site/hosting/restlet.nl?script=101&deploy=1"
CHALLENGE = 'OAuth realm="1234567_SB1", error="token_rejected", error_description="Invalid login attempt."'


def last_detail(account: Account) -> str:
    return account.audit.entries[-1].detail


async def test_a_good_signature_opens_the_door(http: httpx.AsyncClient, account: Account, tba: Any) -> None:
    reply = await http.get(SERVER_TIME, headers=tba.headers(SERVER_TIME))
    assert (reply.status_code, reply.json()) == (200, {"serverTime": "2026-08-12T12:00:00Z"})
    entry = account.audit.entries[-1]
    assert (entry.detail, entry.role, entry.integration) == ("", "Integration (full)", "Emulator TBA")


@pytest.mark.parametrize(
    "query", ["limit=5&offset=10", "q=name+IS+%22A%20%26%20B%22", "tag=b&tag=a&empty=", "%C3%A4=%E2%82%AC"]
)
async def test_query_parameters_are_signed(http: httpx.AsyncClient, tba: Any, query: str) -> None:
    url = f"{SERVER_TIME}?{query}"
    assert (await http.get(url, headers=tba.headers(url))).status_code == 200
    assert (await http.get(f"{url}&more=1", headers=tba.headers(url))).status_code == 401
    assert (await http.get(SERVER_TIME, headers=tba.headers(url))).status_code == 401


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.text(min_size=1, max_size=6), st.text(max_size=8)), max_size=5))
async def test_any_query_signed_by_oauthlib_is_accepted(
    http: httpx.AsyncClient, tba: Any, pairs: list[tuple[str, str]]
) -> None:
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)
    url = f"{SERVER_TIME}?{query}" if query else SERVER_TIME
    assert (await http.get(url, headers=tba.headers(url))).status_code == 200


async def test_form_bodies_are_signed_and_json_bodies_are_not(http: httpx.AsyncClient, tba: Any) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    url = f"{ORIGIN}/services/rest/unknown/v1"
    signed = tba.headers(url, "POST", "a=1&b=two+words", form)
    assert (await http.post(url, headers=signed, content="a=1&b=two+words")).status_code == 404
    signed = tba.headers(url, "POST", "a=1&b=two+words", form)
    assert (await http.post(url, headers=signed, content="a=1&b=other")).status_code == 401
    signed = tba.headers(url, "POST") | {"Content-Type": "application/json"}
    assert (await http.post(url, headers=signed, content=b'{"a":1}')).status_code == 404


@pytest.mark.parametrize(
    ("replaced", "detail"),
    [
        ({"client_secret": "0" * 64}, "InvalidSignature"),
        ({"resource_owner_secret": "0" * 64}, "InvalidSignature"),
        ({"realm": "1234567_sb1"}, "InvalidSignature"),
        ({"realm": "1234567-SB1"}, "InvalidSignature"),
        ({"realm": "7654321"}, "InvalidSignature"),
        ({"client_key": "0" * 64}, "consumer_key_unknown"),
        ({"resource_owner_key": "0" * 64}, "token_rejected"),
        ({"signature_method": "HMAC-SHA1"}, "UnknownAlgorithm"),
        ({"signature_method": "HMAC-SHA512"}, "UnknownAlgorithm"),
        ({"signature_method": "PLAINTEXT"}, "UnknownAlgorithm"),
        ({"timestamp": str(1786536000 - 301)}, "InvalidTimestamp"),
        ({"timestamp": str(1786536000 + 301)}, "InvalidTimestamp"),
        ({"timestamp": "1786536000.5"}, "InvalidTimestamp"),
        ({"nonce": "abcde"}, "nonce_rejected"),
    ],
)
async def test_refusals(
    http: httpx.AsyncClient, account: Account, tba: Any, replaced: dict[str, str], detail: str
) -> None:
    reply = await http.get(SERVER_TIME, headers=tba.headers(SERVER_TIME, **replaced))
    assert reply.status_code == 401
    assert reply.headers["www-authenticate"] == CHALLENGE
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=error; charset=UTF-8"
    body = reply.json()
    assert (body["title"], body["status"]) == ("Unauthorized", 401)
    assert body["o:errorDetails"] == [
        {
            "detail": "Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at "
            "Setup > Users/Roles > User Management > View Login Audit Trail.",
            "o:errorCode": "INVALID_LOGIN",
        }
    ]
    assert last_detail(account) == detail


@pytest.mark.parametrize(
    ("pattern", "replacement", "detail"),
    [
        (r'oauth_nonce="[^"]*", ', "", "MissingTokenPassportRequiredFields"),
        (r'realm="[^"]*",', "", "MissingTokenPassportRequiredFields"),
        (r'oauth_token="[^"]*", ', "", "MissingTokenPassportRequiredFields"),
        (r"oauth_nonce=", 'oauth_nonce="abcdefgh", oauth_nonce=', "parameter_rejected"),
        (r'oauth_nonce="[^"]*"', 'oauth_nonce=""', "parameter_rejected"),
        (r'oauth_nonce="[^"]*"', 'oauth_nonce="a b/c+d="', "parameter_rejected"),
        (r'oauth_version="1.0"', 'oauth_version="2.0"', "VersionRejected"),
        (r", oauth_version", " oauth_version", "parameter_rejected"),
        (r'oauth_signature="[^"]*"', 'oauth_signature="AA"', "InvalidSignature"),
    ],
)
async def test_tampered_headers(
    http: httpx.AsyncClient, account: Account, tba: Any, pattern: str, replacement: str, detail: str
) -> None:
    good = tba.headers(SERVER_TIME)["Authorization"]
    bad = re.sub(pattern, replacement, good, count=1)
    assert bad != good
    reply = await http.get(SERVER_TIME, headers={"Authorization": bad})
    assert (reply.status_code, last_detail(account)) == (401, detail)


async def test_oauth_parameters_in_header_and_query(http: httpx.AsyncClient, account: Account, tba: Any) -> None:
    url = f"{SERVER_TIME}?oauth_nonce=abcdefghijk"
    await http.get(url, headers=tba.headers(SERVER_TIME))
    assert last_detail(account) == "parameter_rejected"


async def test_a_request_cannot_be_replayed(http: httpx.AsyncClient, account: Account, tba: Any) -> None:
    headers = tba.headers(SERVER_TIME)
    assert (await http.get(SERVER_TIME, headers=headers)).status_code == 200
    assert (await http.get(SERVER_TIME, headers=headers)).status_code == 401
    assert last_detail(account) == "nonce_used"


async def test_a_nonce_may_come_again_with_another_timestamp(http: httpx.AsyncClient, clock: Clock, tba: Any) -> None:
    first = int(clock.timestamp())
    for second in (first, first + 1):
        headers = tba.headers(SERVER_TIME, nonce="the-same-nonce", timestamp=str(second))
        assert (await http.get(SERVER_TIME, headers=headers)).status_code == 200


def test_old_nonces_are_forgotten() -> None:
    memory = NonceMemory()
    assert memory.remember("n", "1000", "u")
    assert not memory.remember("n", "1000", "u")
    assert memory.remember("n", "1000", "another user")
    assert memory.remember("n", "1601", "u")
    assert len(memory._by_timestamp) == 1


@pytest.mark.parametrize(
    ("changed", "value", "detail"),
    [
        ("integration.enabled", False, "consumer_key_refused"),
        ("integration.tba", False, "FeatureDisabled"),
        ("token.active", False, "token_rejected"),
        ("token.integration_id", "2", "token_rejected"),
    ],
)
async def test_states_of_integration_and_token(
    http: httpx.AsyncClient, account: Account, tba: Any, changed: str, value: object, detail: str
) -> None:
    headers = tba.headers(SERVER_TIME)
    owner, _, name = changed.partition(".")
    owners = {
        "integration": account.access.integrations["1"],
        "token": next(iter(account.access.tokens.values())),
    }
    setattr(owners[owner], name, value)
    reply = await http.get(SERVER_TIME, headers=headers)
    assert (reply.status_code, last_detail(account)) == (401, detail)


async def test_no_header_and_other_schemes(http: httpx.AsyncClient, account: Account) -> None:
    assert (await http.get(SERVER_TIME)).status_code == 401
    reply = await http.get(SERVER_TIME, headers={"Authorization": "NLAuth nlauth_email=a@b.example"})
    assert (reply.status_code, last_detail(account)) == (401, "FeatureDisabled")


async def test_a_role_without_rest_web_services(http: httpx.AsyncClient, account: Account, tba: Any) -> None:
    reply = await http.get(SERVER_TIME, headers=tba.headers(SERVER_TIME, role="1002"))
    assert (reply.status_code, last_detail(account)) == (401, "permission_denied")
    restlet = await http.get(ECHO, headers=tba.headers(ECHO, role="1002"))
    assert restlet.status_code == 200


def test_five_failures_lock_the_user(clock: Clock) -> None:
    trail = LoginAuditTrail(clock, locking=True)
    for _ in range(5):
        assert not trail.is_locked("U")
        trail.add("InvalidSignature", scheme="tba", url="/", user="U")
    assert trail.is_locked("U")
    clock.shift(timedelta(minutes=31))
    assert not trail.is_locked("U")
    trail.add("InvalidSignature", scheme="tba", url="/", user="U")
    assert not trail.is_locked("U")
    assert not Settings().lock_after_failed_logins


@pytest.mark.parametrize(
    ("replaced", "status", "code"),
    [
        ({"client_secret": "0" * 64}, 401, "INVALID_LOGIN_ATTEMPT"),
        ({"realm": "1234567-sb1"}, 401, "INVALID_LOGIN_ATTEMPT"),
        ({"resource_owner_key": "0" * 64}, 401, "INVALID_LOGIN_ATTEMPT"),
        ({"nonce": "abc"}, 401, "INVALID_LOGIN_ATTEMPT"),
        ({"signature_method": "HMAC-SHA1"}, 400, "INVALID_REQUEST"),
        ({"timestamp": "1000000000"}, 400, "INVALID_REQUEST"),
    ],
)
async def test_restlets_refuse_in_suitescripts_own_shape(
    http: httpx.AsyncClient, tba: Any, replaced: dict[str, str], status: int, code: str
) -> None:
    headers = tba.headers(ECHO, **replaced) | {"Content-Type": "application/json"}
    reply = await http.get(ECHO, headers=headers)
    assert (reply.status_code, reply.json()["error"]["code"]) == (status, code)


async def test_whom_the_token_belongs_to(http: httpx.AsyncClient, tba: Any) -> None:
    url = f"{ORIGIN}/rest/tokeninfo"
    reply = await http.get(url, headers=tba.headers(url))
    assert reply.status_code == 200
    assert reply.json()["roleName"] == "Integration (full)"
    assert (await http.get(url)).status_code == 401
