"""Client credentials: one token request however many calls wait, renewal in time, and refusals in plain words."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import jwt
import pytest
from cryptography import x509

from suiteplug.connections.oauth_client_credentials import OAuthClientCredentials
from suiteplug.connections.signing.certificate import new_certificate
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector.errors import (
    ClockSkewError,
    ConnectionSetupError,
    ContractError,
    FeatureDisabledError,
    InvalidConnectionError,
    NetSuiteConnectorError,
    SignInError,
    ThrottledError,
    UnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from suiteplug.connections.signing.certificate import NewCertificate
    from tests.connections.conftest import FakeNetSuite, MovableClock

    Make = Callable[..., OAuthClientCredentials]

HOST = "https://1234567.suitetalk.api.netsuite.com"
TOKEN_URL = f"{HOST}/services/rest/auth/oauth2/v1/token"


@pytest.fixture
def make(pair: NewCertificate) -> Make:
    def one(**changes: Any) -> OAuthClientCredentials:
        fields = {
            "account_id": "1234567",
            "client_id": "the-client",
            "certificate_id": pair.certificate_id,
            "private_key": pair.private_key,
        }
        return OAuthClientCredentials(**{**fields, **changes})

    return one


@pytest.fixture
def store() -> MemoryTokenStore:
    return MemoryTokenStore()


async def test_the_token_request(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock, pair: NewCertificate
) -> None:
    async with fake.client(make().auth(store, now)) as client:
        await client.get(f"{HOST}/x", headers={"user-agent": "suiteplug/test"}, timeout=7)
    (request,), (form,) = fake.token_requests, fake.forms
    assert str(request.url) == TOKEN_URL
    assert request.method == "POST"
    assert "authorization" not in request.headers
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert request.headers["user-agent"] == "suiteplug/test"
    assert request.extensions["timeout"]["read"] == 7
    assert form["grant_type"] == "client_credentials"
    assert form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    public: Any = x509.load_pem_x509_certificate(pair.certificate.encode()).public_key()
    claims = jwt.decode(
        form["client_assertion"],
        public,
        algorithms=["ES256"],
        audience=TOKEN_URL,
        options={"verify_exp": False, "verify_iat": False},
    )
    assert claims["iss"] == "the-client"
    assert claims["scope"] == ["rest_webservices", "restlets"]
    assert claims["iat"] == int(now().timestamp())
    assert 0 < claims["exp"] - claims["iat"] <= 3000
    assert fake.bearers == ["access-1"]


async def test_twenty_first_calls_make_one_token_request(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    async with fake.client(make().auth(store, now)) as client:
        await asyncio.gather(*(client.get(f"{HOST}/{n}") for n in range(20)))
    assert len(fake.token_requests) == 1
    assert fake.bearers == ["access-1"] * 20


async def test_two_connections_with_one_store_share_the_token(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    for _ in range(2):
        async with fake.client(make().auth(store, now)) as client:
            await client.get(f"{HOST}/x")
    assert len(fake.token_requests) == 1


async def test_another_key_or_scope_does_not_use_the_old_token(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock, pairs: dict[str, NewCertificate]
) -> None:
    others: list[dict[str, Any]] = [{}, {"private_key": pairs["EC 384"].private_key}, {"scope": ["restlets"]}]
    for changes in others:
        async with fake.client(make(**changes).auth(store, now)) as client:
            await client.get(f"{HOST}/x")
    assert len(fake.token_requests) == 3


async def test_the_token_is_renewed_a_minute_before_it_ends(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    async with fake.client(make().auth(store, now)) as client:
        for move in (0, 3600 - 61, 2):
            now.move(seconds=move)
            await client.get(f"{HOST}/x")
    assert fake.bearers == ["access-1", "access-1", "access-2"]
    first, second = (jwt.decode(form["client_assertion"], options={"verify_signature": False}) for form in fake.forms)
    assert first["jti"] != second["jti"]


async def test_a_401_gets_one_new_token_and_one_repeat(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    dead = {"access-1"}
    fake.answer = lambda request: httpx.Response(401 if request.headers["authorization"][7:] in dead else 200)
    dead.clear()
    async with fake.client(make().auth(store, now)) as client:
        await client.get(f"{HOST}/warm")
        dead.add("access-1")
        replies = await asyncio.gather(*(client.post(f"{HOST}/{n}", content=b"body") for n in range(10)))
    assert [reply.status_code for reply in replies] == [200] * 10
    assert len(fake.token_requests) == 2
    assert all(request.content == b"body" for request in fake.calls[1:])


async def test_a_fresh_token_that_is_refused_is_not_renewed_again(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    fake.answer = lambda _request: httpx.Response(401)
    async with fake.client(make().auth(store, now)) as client:
        assert (await client.get(f"{HOST}/x")).status_code == 401
        assert (len(fake.token_requests), len(fake.calls)) == (1, 1)
        assert (await client.get(f"{HOST}/x")).status_code == 401
    assert (len(fake.token_requests), len(fake.calls)) == (2, 3)


async def refusal(
    make: Make, fake: FakeNetSuite, now: MovableClock, reply: Callable[[], httpx.Response]
) -> NetSuiteConnectorError:
    fake.issue = lambda _form, _number: reply()
    async with fake.client(make().auth(MemoryTokenStore(), now)) as client:
        with pytest.raises(NetSuiteConnectorError) as caught:
            await client.get(f"{HOST}/x")
    assert not fake.calls, "the request itself was not sent"
    return caught.value


@pytest.mark.parametrize(
    "case",
    [
        (401, {"error": "invalid_client"}, SignInError, "client ID"),
        (400, {"error": "invalid_grant"}, SignInError, "certificate ID"),
        (400, {"error": "invalid_scope"}, SignInError, "scopes"),
        (400, {"error": "unauthorized_client"}, SignInError, "does not allow"),
        (400, {"error": "invalid_request"}, SignInError, "could not read"),
        (400, {"error": "unsupported_grant_type"}, FeatureDisabledError, "does not offer"),
        (400, {"error": "brand_new"}, SignInError, "refused to issue"),
        (403, {}, SignInError, "refused to issue"),
    ],
)
async def test_refusals_are_explained(
    make: Make, fake: FakeNetSuite, now: MovableClock, case: tuple[int, dict[str, str], type[ConnectionSetupError], str]
) -> None:
    status, body, kind, says = case
    error = await refusal(make, fake, now, lambda: httpx.Response(status, json=body))
    assert type(error) is kind
    assert says in error.message
    assert error.cause
    assert error.fix
    assert error.http_status == status
    if "error" in body:
        assert error.code == body["error"]


@pytest.mark.parametrize(
    ("reply", "kind", "code"),
    [
        (lambda: httpx.Response(429, headers={"retry-after": "7"}), ThrottledError, "TOKEN_ENDPOINT_429"),
        (lambda: httpx.Response(503), UnavailableError, "TOKEN_ENDPOINT_503"),
        (lambda: httpx.Response(200, html="<h1>Down</h1>"), UnavailableError, "TOKEN_ENDPOINT_PAGE"),
        (lambda: httpx.Response(404, html="<h1>?</h1>"), UnavailableError, "TOKEN_ENDPOINT_PAGE"),
        (lambda: httpx.Response(200, text='{"access_'), ContractError, "TOKEN_REPLY_UNREADABLE"),
        (lambda: httpx.Response(200, json=["x"]), ContractError, "TOKEN_REPLY_UNREADABLE"),
        (lambda: httpx.Response(200, json={"token_type": "bearer"}), ContractError, "TOKEN_REPLY_UNREADABLE"),
        (
            lambda: httpx.Response(200, json={"access_token": "a", "token_type": "mac"}),
            ContractError,
            "TOKEN_REPLY_UNREADABLE",
        ),
        (
            lambda: httpx.Response(307, headers={"location": "https://evil.example/"}),
            ContractError,
            "TOKEN_ENDPOINT_REDIRECT",
        ),
    ],
)
async def test_answers_that_are_no_tokens(
    make: Make,
    fake: FakeNetSuite,
    now: MovableClock,
    reply: Callable[[], httpx.Response],
    kind: type[NetSuiteConnectorError],
    code: str,
) -> None:
    error = await refusal(make, fake, now, reply)
    assert (type(error), error.code) == (kind, code)
    assert error.retry_after_s == (7 if kind is ThrottledError else None)


@pytest.mark.parametrize(("off", "words"), [(600, "ahead of"), (-600, "behind")])
async def test_a_clock_that_is_off_is_named(
    make: Make, fake: FakeNetSuite, now: MovableClock, off: float, words: str
) -> None:
    date = f"{now():%a, %d %b %Y %H:%M:%S} GMT"
    now.move(seconds=off)
    error = await refusal(
        make, fake, now, lambda: httpx.Response(400, json={"error": "invalid_grant"}, headers={"date": date})
    )
    assert isinstance(error, ClockSkewError)
    assert "600 seconds" in error.message
    assert words in error.message


async def test_who_waited_during_a_refusal_shares_it(make: Make, fake: FakeNetSuite, now: MovableClock) -> None:
    fake.issue = lambda _form, _number: httpx.Response(400, json={"error": "invalid_grant"})
    async with fake.client(make().auth(MemoryTokenStore(), now)) as client:
        got = await asyncio.gather(*(client.get(f"{HOST}/{n}") for n in range(20)), return_exceptions=True)
        assert {type(one) for one in got} == {SignInError}
        assert len({id(one) for one in got}) == 20
        assert len(fake.token_requests) == 1
        with pytest.raises(SignInError):
            await client.get(f"{HOST}/later")
    assert len(fake.token_requests) == 2


async def test_when_the_token_endpoint_cannot_be_reached_the_exception_names_it(
    make: Make, fake: FakeNetSuite, now: MovableClock
) -> None:
    def fail(_form: dict[str, str], _number: int) -> httpx.Response:
        raise httpx.ConnectError("no route", request=fake.token_requests[-1])

    fake.issue = fail
    async with fake.client(make().auth(MemoryTokenStore(), now)) as client:
        with pytest.raises(httpx.ConnectError) as caught:
            await client.get(f"{HOST}/x")
    assert str(caught.value.request.url) == TOKEN_URL
    assert not fake.calls


async def test_cancelling_the_first_lets_the_next_one_fetch(
    make: Make, fake: FakeNetSuite, now: MovableClock, store: MemoryTokenStore
) -> None:
    hold, arrived = asyncio.Event(), asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/token") and not hold.is_set():
            arrived.set()
            await hold.wait()
        return await fake(request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(slow), auth=make().auth(store, now)) as client:
        first = asyncio.create_task(client.get(f"{HOST}/1"))
        await arrived.wait()
        second = asyncio.create_task(client.get(f"{HOST}/2"))
        await asyncio.sleep(0)
        first.cancel()
        hold.set()
        with pytest.raises(asyncio.CancelledError):
            await first
        assert (await second).status_code == 200


async def test_the_key_can_come_from_a_file(
    make: Make, fake: FakeNetSuite, now: MovableClock, pair: NewCertificate, tmp_path: Path
) -> None:
    path = tmp_path / "key.pem"
    path.write_text(pair.private_key)
    path.chmod(0o600)
    model = make(private_key=None, private_key_file=str(path))
    async with fake.client(model.auth(MemoryTokenStore(), now)) as client:
        assert (await client.get(f"{HOST}/x")).status_code == 200
    path.chmod(0o644)
    with pytest.raises(InvalidConnectionError) as caught:
        model.auth(MemoryTokenStore(), now)
    assert (caught.value.code, caught.value.field) == ("FILE_EXPOSED", "private_key_file")


def test_one_key_and_one_only(make: Make) -> None:
    for changes in ({"private_key": None}, {"private_key_file": "/tmp/key.pem"}):  # noqa: S108 - not read
        with pytest.raises(InvalidConnectionError) as caught:
            make(**changes)
        assert caught.value.code == "ONE_OF"


def test_key_and_certificate_must_belong_together(
    make: Make, pairs: dict[str, NewCertificate], now: MovableClock
) -> None:
    assert make(certificate=pairs["EC 256"].certificate).warnings(now()) == ()
    with pytest.raises(InvalidConnectionError) as caught:
        make(certificate=pairs["EC 384"].certificate).warnings(now())
    assert caught.value.code == "KEY_CERTIFICATE_MISMATCH"


def test_warnings_before_the_certificate_ends(make: Make, pair: NewCertificate, now: MovableClock) -> None:
    model = make(certificate=pair.certificate, certificate_id="another")
    now.time = pair.expires - timedelta(days=10)
    texts = model.warnings(now())
    assert len(texts) == 2
    assert "does not look like" in texts[0]
    assert f"{pair.expires:%Y-%m-%d} (10 days)" in texts[1]
    assert model.sign_in_again_by(MemoryTokenStore()) == pair.expires
    assert make().sign_in_again_by(MemoryTokenStore()) is None


def test_encrypted_keys(make: Make, now: MovableClock) -> None:
    made = new_certificate(now=now(), passphrase="sesame")
    assert make(private_key=made.private_key, private_key_passphrase="sesame").warnings(now()) == ()
    with pytest.raises(InvalidConnectionError, match="does not open"):
        make(private_key=made.private_key).warnings(now())
