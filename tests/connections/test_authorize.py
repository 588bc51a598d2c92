"""Signing in through the browser: what is asked, what is accepted back, and taking it back."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import httpx
import pytest

from suiteplug.connections.authorize import authorize, finish, revoke, start
from suiteplug.connections.oauth_authorization_code import OAuthAuthorizationCode
from suiteplug.connections.signing.pkce import ProofKey
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector.errors import InvalidConnectionError, NetworkError, SignInError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.connections.conftest import FakeNetSuite, MovableClock


def model(**changes: Any) -> OAuthAuthorizationCode:
    fields = {
        "account_id": "1234567_SB1",
        "client_id": "the-client",
        "client_secret": "the-secret",
        "redirect_uri": "http://localhost:0/callback",
    }
    return OAuthAuthorizationCode(**{**fields, **changes})


def issue(_form: dict[str, str], _number: int) -> httpx.Response:
    body = {"access_token": "access", "refresh_token": "refresh", "expires_in": 3600, "token_type": "bearer"}
    return httpx.Response(200, json=body)


@pytest.fixture
def netsuite(fake: FakeNetSuite) -> FakeNetSuite:
    fake.issue = issue
    return fake


class Browser:
    """Opens the address and comes back to the redirect URI, as NetSuite would make it."""

    def __init__(self, visits: Callable[[str, dict[str, list[str]]], list[str]]) -> None:
        self._visits = visits
        self.opened = ""
        self.pages: list[str] = []

    def __call__(self, url: str) -> None:
        self.opened = url
        asked = parse_qs(urlsplit(url).query)
        visits = self._visits(asked["redirect_uri"][0], asked)
        self._thread = threading.Thread(target=self._visit, args=(visits,), daemon=True)
        self._thread.start()

    def _visit(self, urls: list[str]) -> None:
        for url in urls:
            try:
                with urlopen(url, timeout=5) as page:  # noqa: S310 - loopback
                    self.pages.append(page.read().decode())
            except OSError as error:
                self.pages.append(str(error))

    def close(self) -> None:
        self._thread.join(5)


def allow(redirect_uri: str, asked: dict[str, list[str]]) -> list[str]:
    host = "{}://{}".format(*urlsplit(redirect_uri)[:2]).replace("localhost", "127.0.0.1")
    path = urlsplit(redirect_uri).path
    answer = f"{host}{path}?state={asked['state'][0]}&role=3&entity=7&company=1234567_SB1&code=the-code"
    return [f"{host}/favicon.ico", f"{host}{path}", answer]


async def test_a_person_signs_in(netsuite: FakeNetSuite, now: MovableClock) -> None:
    browser, store = Browser(allow), MemoryTokenStore()
    signed_in = await authorize(model(), browser, port=0, tokens=store, now=now, http=httpx.MockTransport(netsuite))
    browser.close()
    address = urlsplit(browser.opened)
    asked = {name: value for name, (value,) in parse_qs(address.query).items()}
    assert f"{address.scheme}://{address.netloc}{address.path}" == (
        "https://1234567-sb1.app.netsuite.com/app/login/oauth2/authorize.nl"
    )
    assert asked["response_type"] == "code"
    assert asked["scope"] == "rest_webservices restlets"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 22
    (form,) = netsuite.forms
    assert form["grant_type"] == "authorization_code"
    assert form["code"] == "the-code"
    assert form["redirect_uri"] == asked["redirect_uri"]
    assert ProofKey(form["code_verifier"]).challenge == asked["code_challenge"]
    assert signed_in.access_token is not None
    assert signed_in.access_token.get_secret_value() == "access"
    assert signed_in.refresh_token is not None
    assert signed_in.refresh_token.get_secret_value() == "refresh"
    assert signed_in.obtained_at == now()
    assert signed_in.client_secret == model().client_secret
    assert f"{signed_in.sign_in_again_by(store):%Y-%m-%d}" == "2026-11-28"
    assert "close this window" in browser.pages[-1]
    assert "404" in browser.pages[0]


async def test_a_free_port_changes_the_redirect_uri(netsuite: FakeNetSuite, now: MovableClock) -> None:
    browser = Browser(allow)
    await authorize(
        model(redirect_uri="http://localhost:8910/callback"),
        browser,
        port=0,
        now=now,
        http=httpx.MockTransport(netsuite),
    )
    browser.close()
    used = urlsplit(netsuite.forms[0]["redirect_uri"])
    assert (used.hostname, used.path) == ("localhost", "/callback")
    assert used.port not in {None, 0, 8910}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("state=wrong&code=the-code", "STATE_MISMATCH"),
        ("code=the-code", "STATE_MISMATCH"),
        ("state={state}&error=access_denied", "access_denied"),
        ("state={state}&error=%3Cscript%3E", "AUTHORIZATION_REFUSED"),
        ("state={state}&code=the-code&company=7654321", "OTHER_ACCOUNT"),
        ("state={state}&code=", "NO_CODE"),
    ],
)
async def test_answers_that_are_not_taken(netsuite: FakeNetSuite, now: MovableClock, answer: str, code: str) -> None:
    def visits(redirect_uri: str, asked: dict[str, list[str]]) -> list[str]:
        return [redirect_uri.replace("localhost", "127.0.0.1") + "?" + answer.format(state=asked["state"][0])]

    browser = Browser(visits)
    with pytest.raises(SignInError) as caught:
        await authorize(model(), browser, now=now, http=httpx.MockTransport(netsuite))
    browser.close()
    assert caught.value.code == code
    assert caught.value.fix
    assert not netsuite.token_requests


async def test_a_person_who_does_not_come_back(netsuite: FakeNetSuite, now: MovableClock) -> None:
    with pytest.raises(SignInError) as caught:
        await authorize(model(), lambda _url: None, wait_s=0, now=now, http=httpx.MockTransport(netsuite))
    assert caught.value.code == "SIGN_IN_TIMED_OUT"


async def test_a_port_that_is_taken() -> None:
    server = await asyncio.start_server(lambda _r, _w: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        with pytest.raises(InvalidConnectionError) as caught:
            await authorize(model(redirect_uri=f"http://localhost:{port}/callback"), lambda _url: None)
        assert caught.value.code == "CALLBACK_PORT_TAKEN"
    finally:
        server.close()
        await server.wait_closed()


async def test_an_address_can_be_pasted(netsuite: FakeNetSuite, now: MovableClock) -> None:
    opened: list[str] = []

    async def paste() -> str:
        state = parse_qs(urlsplit(opened[0]).query)["state"][0]
        return f"  https://localhost/callback?state={state}&code=the-code&company=1234567_sb1\n"

    signed_in = await authorize(
        model(redirect_uri="https://localhost/callback", client_secret=None),
        opened.append,
        paste=paste,
        now=now,
        http=httpx.MockTransport(netsuite),
    )
    assert signed_in.refresh_token is not None
    assert netsuite.forms[0]["client_id"] == "the-client"
    assert netsuite.forms[0]["redirect_uri"] == "https://localhost/callback"


async def test_a_redirect_elsewhere_needs_pasting() -> None:
    with pytest.raises(InvalidConnectionError) as caught:
        await authorize(model(redirect_uri="https://app.example.com/callback"), lambda _url: None)
    assert caught.value.code == "REDIRECT_ELSEWHERE"


async def test_a_refused_code(netsuite: FakeNetSuite, now: MovableClock) -> None:
    netsuite.issue = lambda _form, _number: httpx.Response(400, json={"error": "invalid_grant"})
    request = start(model())
    with pytest.raises(SignInError, match="authorization code"):
        await finish(
            model(), request, {"state": request.state, "code": "x"}, now=now, http=httpx.MockTransport(netsuite)
        )


async def test_an_endpoint_that_cannot_be_reached(now: MovableClock) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    request = start(model())
    with pytest.raises(NetworkError):
        await finish(model(), request, {"state": request.state, "code": "x"}, now=now, http=httpx.MockTransport(fail))


async def test_the_consent_can_be_taken_back(netsuite: FakeNetSuite, now: MovableClock) -> None:
    netsuite.issue = lambda _form, _number: httpx.Response(200)
    store, signed_in = MemoryTokenStore(), model(access_token="a", refresh_token="r", obtained_at=now())
    token = signed_in.first_token()
    assert token is not None
    store.save(signed_in.token_key, token)
    without = await revoke(signed_in, store, now=now, http=httpx.MockTransport(netsuite))
    assert netsuite.forms == [{"token": "r"}]
    assert netsuite.token_requests[0].url.path.endswith("/revoke")
    assert without.first_token() is None
    assert store.load(signed_in.token_key) is None


async def test_a_refused_revocation_keeps_the_tokens(netsuite: FakeNetSuite, now: MovableClock) -> None:
    netsuite.issue = lambda _form, _number: httpx.Response(401, json={"error": "invalid_client"})
    with pytest.raises(SignInError):
        await revoke(model(refresh_token="r"), MemoryTokenStore(), now=now, http=httpx.MockTransport(netsuite))


def test_the_request_does_not_show_its_secrets() -> None:
    request = start(model())
    assert request.proof.verifier not in repr(request)
    assert request.state not in repr(request)
