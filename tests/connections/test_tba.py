"""The TBA flow: every attempt signed anew, form bodies signed, foreign hosts refused, wrong keys not hammered."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import httpx
import pytest
from oauthlib.oauth1.rfc5849 import signature as oauthlib_signature

from suiteplug.connections.tba import Tba
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector.errors import InputError

if TYPE_CHECKING:
    from tests.connections.conftest import FakeNetSuite, MovableClock

HOST = "https://1234567-sb1.suitetalk.api.netsuite.com"
SECRETS: Any = SimpleNamespace(client_secret="consumer-secret", resource_owner_secret="token-secret")
independent: Any = oauthlib_signature


def model(**changes: Any) -> Tba:
    fields = {
        "account_id": "1234567-sb1",
        "consumer_key": "consumer-key",
        "consumer_secret": "consumer-secret",
        "token_id": "token-id",
        "token_secret": "token-secret",
    }
    return Tba(**{**fields, **changes})


def parameters(request: httpx.Request) -> dict[str, str]:
    found = re.findall(r'(\w+)="([^"]*)"', request.headers["authorization"])
    return {name: unquote(value) for name, value in found}


def is_signed(request: httpx.Request) -> bool:
    """Whether oauthlib agrees with the signature of a request as it went out."""
    is_form = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    headers = {"Authorization": request.headers["authorization"]}
    if is_form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    collected = independent.collect_parameters(
        uri_query=urlsplit(str(request.url)).query,
        body=request.content.decode() if is_form else None,
        headers=headers,
    )
    text = independent.signature_base_string(
        request.method,
        independent.base_string_uri(str(request.url)),
        independent.normalize_parameters(collected),
    )
    computed = independent.sign_hmac_sha256_with_client(text, SECRETS)
    return bool(computed == parameters(request)["oauth_signature"])


@pytest.fixture
def auth(now: MovableClock) -> httpx.Auth:
    return model().auth(MemoryTokenStore(), now)


async def test_json_restlet_form_and_query_requests_are_signed_right(auth: httpx.Auth, fake: FakeNetSuite) -> None:
    restlet = "https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl"
    async with fake.client(auth) as client:
        await client.post(f"{HOST}/services/rest/query/v1/suiteql?limit=5&offset=0", json={"q": "SELECT 1 FROM dual"})
        await client.get(f"{HOST}/services/rest/record/v1/customer", params={"q": 'email IS "a+b@ü.de"', "limit": "1"})
        await client.get(restlet, params={"script": "customscript_x", "deploy": "1", "realm": "x", "oauth_like": "y z"})
        await client.post(restlet + "?script=1&deploy=1", data={"a b": "c&d=é", "empty": ""})
    assert [is_signed(request) for request in fake.calls] == [True] * 4
    assert fake.calls[0].content == b'{"q":"SELECT 1 FROM dual"}'
    assert fake.calls[3].content == b"a+b=c%26d%3D%C3%A9&empty="


async def test_realm_is_the_account_as_the_pages_spell_it(auth: httpx.Auth, fake: FakeNetSuite) -> None:
    async with fake.client(auth) as client:
        await client.get(f"{HOST}/services/rest/record/v1/customer/1")
    sent = parameters(fake.calls[0])
    assert sent["realm"] == "1234567_SB1"
    assert sent["oauth_signature_method"] == "HMAC-SHA256"
    assert sent["oauth_version"] == "1.0"
    assert sent["oauth_timestamp"] == "1795262400"


async def test_nonce_and_timestamp_are_fresh_each_time(auth: httpx.Auth, fake: FakeNetSuite, now: MovableClock) -> None:
    async with fake.client(auth) as client:
        for _ in range(3):
            await client.get(f"{HOST}/x")
            now.move(seconds=2)
    sent = [parameters(request) for request in fake.calls]
    assert len({one["oauth_nonce"] for one in sent}) == 3
    assert [int(one["oauth_timestamp"]) - 1795262400 for one in sent] == [0, 2, 4]


async def test_keys_that_never_worked_are_tried_once(auth: httpx.Auth, fake: FakeNetSuite) -> None:
    fake.answer = lambda _request: httpx.Response(401)
    async with fake.client(auth) as client:
        assert (await client.get(f"{HOST}/x")).status_code == 401
        assert (await client.get(f"{HOST}/x")).status_code == 401
    assert len(fake.calls) == 2


async def test_keys_that_worked_are_signed_again_once(auth: httpx.Auth, fake: FakeNetSuite) -> None:
    statuses = [200, 401, 200, 401, 401, 401]
    fake.answer = lambda _request: httpx.Response(statuses[len(fake.calls) - 1])
    async with fake.client(auth) as client:
        got = [(await client.get(f"{HOST}/x")).status_code for _ in range(4)]
    assert got == [200, 200, 401, 401]
    nonces = [parameters(request)["oauth_nonce"] for request in fake.calls]
    assert len(set(nonces)) == len(nonces) == 6


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/services/rest",
        "http://1234567-sb1.suitetalk.api.netsuite.com/x",
        "https://7654321.suitetalk.api.netsuite.com/x",
        "https://1234567-sb1.suitetalk.api.netsuite.com.evil.example/x",
        "https://1234567-sb1.suitetalk.api.netsuite.com:8443/x",
        "https://1234567-sb1.suitetalk.api.netsuite.com@evil.example/x",
        "http://127.0.0.1:8080/x",
    ],
)
async def test_foreign_hosts_get_nothing(auth: httpx.Auth, fake: FakeNetSuite, url: str) -> None:
    async with fake.client(auth) as client:
        with pytest.raises(InputError) as caught:
            await client.get(url)
    assert caught.value.code == "FOREIGN_HOST"
    assert not fake.calls


async def test_a_redirect_takes_no_signature_along(auth: httpx.Auth, fake: FakeNetSuite) -> None:
    """Even a client that follows redirects leaves the header behind."""
    elsewhere = "https://evil.example/"

    def answer(request: httpx.Request) -> httpx.Response:
        is_ours = request.url.host != "evil.example"
        return httpx.Response(302, headers={"location": elsewhere}) if is_ours else httpx.Response(200)

    fake.answer = answer
    async with fake.client(auth) as client:
        await client.get(f"{HOST}/x", follow_redirects=True)
    assert fake.calls[-1].url.host == "evil.example"
    assert "authorization" not in fake.calls[-1].headers


def test_a_synchronous_client_is_refused(auth: httpx.Auth) -> None:
    transport = httpx.MockTransport(lambda _request: httpx.Response(200))
    with httpx.Client(transport=transport, auth=auth) as client, pytest.raises(TypeError, match="AsyncClient"):
        client.get(f"{HOST}/x")


def test_it_warns_of_its_end(now: MovableClock) -> None:
    (text,) = model().warnings(now())
    assert "2027.1" in text
    assert "2028" in text
    assert model().sign_in_again_by(MemoryTokenStore()) is None
