"""OAuth 2.0 authorization code: consent, exchange, refresh, rotation, revocation, and every refusal."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from suiteplug.emulator.clock import Clock

AUTHORIZE = "/app/login/oauth2/authorize.nl"
TOKEN = "/services/rest/auth/oauth2/v1/token"
REVOKE = "/services/rest/auth/oauth2/v1/revoke"
SERVER_TIME = "/services/rest/system/v1/serverTime"
REDIRECT = "http://localhost:50123/callback"
STATE = "ykv2XLx1BpT5Q0F3MRPHb94j"
# The pair of Oracle help section_158081944642.
VERIFIER = (
    "abFOm_isZAwm7PpI9BtJRMEuiMqhU6sUqZlVWSsAAf1QutgIOD~on78mu-JdpbKc_RA7IEcf2e~q0XrKlJ1tE.8Un64PXLKQG16G4lwW"
    "-a5de_0aeU2mHnyVPg.Or8cE"
)
CHALLENGE = "Who5QBshz2Mu1Mq6GuAknYA5TnjA-0z7VhAgLloec1s"


class Client:
    """A confidential or public client of the account."""

    def __init__(self, http: httpx.AsyncClient, account: Account, *, public: bool) -> None:
        fields = ready_connection(account, "oauth-authorization-code", base_url="", public=public)
        self.http = http
        self.client_id = fields["client_id"]
        self.secret = fields.get("client_secret", "")
        self.public = public

    def parameters(self, **changed: str | None) -> dict[str, str]:
        """A good authorize request, changed; None removes a parameter."""
        good = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": REDIRECT,
            "scope": "rest_webservices restlets",
            "state": STATE,
            "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
        return {name: value for name, value in (good | changed).items() if value is not None}

    async def callback(self, **changed: str | None) -> dict[str, str]:
        """What the redirect after *Allow* carries."""
        reply = await self.http.post(AUTHORIZE, data=self.parameters(**changed) | {"decision": "allow"})
        assert reply.status_code == 302
        return {name: values[0] for name, values in parse_qs(urlsplit(reply.headers["location"]).query).items()}

    async def post(self, url: str, **form: str | None) -> httpx.Response:
        """A request with this client's authentication."""
        data = {name: value for name, value in form.items() if value is not None}
        if self.public:
            return await self.http.post(url, data=data | {"client_id": self.client_id})
        return await self.http.post(url, data=data, auth=(self.client_id, self.secret))

    async def exchange(self, **changed: str | None) -> httpx.Response:
        """Exchange a fresh code."""
        code = (await self.callback())["code"]
        good: dict[str, str | None] = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT,
            "code_verifier": VERIFIER,
        }
        return await self.post(TOKEN, **(good | changed))

    async def refresh(self, token: str) -> httpx.Response:
        """Use a refresh token."""
        return await self.post(TOKEN, grant_type="refresh_token", refresh_token=token)

    async def opens_the_door(self, access_token: str) -> bool:
        """Whether an access token is good."""
        header = {"Authorization": f"Bearer {access_token}"}
        return (await self.http.get(SERVER_TIME, headers=header)).status_code == 200


@pytest.fixture(params=[False, True], ids=["confidential", "public"])
def client(request: pytest.FixtureRequest, http: httpx.AsyncClient, account: Account) -> Client:
    return Client(http, account, public=request.param)


@pytest.fixture
def confidential(http: httpx.AsyncClient, account: Account) -> Client:
    return Client(http, account, public=False)


@pytest.fixture
def public(http: httpx.AsyncClient, account: Account) -> Client:
    return Client(http, account, public=True)


def test_oracles_pkce_pair() -> None:
    digest = hashlib.sha256(VERIFIER.encode()).digest()
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == CHALLENGE


async def test_consent_exchange_use(client: Client) -> None:
    page = await client.http.get(AUTHORIZE, params=client.parameters())
    assert page.status_code == 200
    assert "Allow" in page.text
    callback = await client.callback()
    assert callback["state"] == STATE
    assert (callback["company"], callback["entity"], callback["role"]) == ("1234567_SB1", "-5", "1000")
    assert re.fullmatch("[0-9a-f]{64}", callback["code"])
    body = (await client.exchange()).json()
    assert set(body) == {"access_token", "refresh_token", "expires_in", "token_type"}
    assert (body["expires_in"], body["token_type"]) == (3600, "bearer")
    assert await client.opens_the_door(body["access_token"])


async def test_the_page_escapes_what_it_was_sent(confidential: Client) -> None:
    evil = '"><script>alert(1)</script>aaaaaaaa'
    page = await confidential.http.get(AUTHORIZE, params=confidential.parameters(state=evil))
    assert "<script>" not in page.text


async def test_deny(confidential: Client) -> None:
    form = confidential.parameters() | {"decision": "deny"}
    reply = await confidential.http.post(AUTHORIZE, data=form)
    query = parse_qs(urlsplit(reply.headers["location"]).query)
    assert query["error"] == ["access_denied"]
    assert "code" not in query


@pytest.mark.parametrize(
    ("changed", "detail"),
    [
        ({"client_id": "0" * 64}, "UnknownIntegration"),
        ({"redirect_uri": "https://evil.example/callback"}, "InvalidRedirectURI"),
        ({"redirect_uri": "http://app.example.com/netsuite/callback"}, "InvalidRedirectURI"),
        ({"redirect_uri": "https://app.example.com/netsuite/callback/more"}, "InvalidRedirectURI"),
        ({"redirect_uri": "http://localhost.evil.example:80/"}, "InvalidRedirectURI"),
        ({"redirect_uri": "https://localhost:50123/callback"}, "InvalidRedirectURI"),
        ({"redirect_uri": None}, "InvalidRedirectURI"),
    ],
)
async def test_no_redirect_to_an_unknown_place(
    confidential: Client, account: Account, changed: dict[str, str | None], detail: str
) -> None:
    reply = await confidential.http.get(AUTHORIZE, params=confidential.parameters(**changed))
    assert (reply.status_code, "location" in reply.headers) == (400, False)
    assert account.audit.entries[-1].detail == detail


@pytest.mark.parametrize(
    ("changed", "error", "detail"),
    [
        ({"response_type": "token"}, "unsupported_response_type", "UnsupportedResponseType"),
        ({"response_type": None}, "invalid_request", "InvalidRequest"),
        ({"state": None}, "invalid_request", "InvalidRequest"),
        ({"state": "x" * 21}, "invalid_request", "InvalidState"),
        ({"state": "x" * 1025}, "invalid_request", "InvalidState"),
        ({"state": "é" * 30}, "invalid_request", "InvalidState"),
        ({"scope": None}, "invalid_request", "InvalidRequest"),
        ({"scope": "everything"}, "invalid_scope", "InvalidScope"),
        ({"scope": "mcp restlets"}, "invalid_scope", "InvalidScope"),
        ({"scope": "suite_analytics"}, "invalid_scope", "ScopeMismatched"),
        ({"code_challenge_method": "plain"}, "invalid_request", "InvalidRequest"),
        ({"code_challenge_method": None}, "invalid_request", "InvalidRequest"),
        ({"code_challenge": None}, "invalid_request", "InvalidRequest"),
        ({"code_challenge": "short"}, "invalid_request", "InvalidRequest"),
        ({"prompt": "maybe"}, "invalid_request", "InvalidRequest"),
        ({"role": "9999"}, "invalid_request", "EntityOrRoleDisabled"),
    ],
)
async def test_errors_by_redirect(
    client: Client, account: Account, changed: dict[str, str | None], error: str, detail: str
) -> None:
    reply = await client.http.get(AUTHORIZE, params=client.parameters(**changed))
    assert reply.status_code == 302
    query = parse_qs(urlsplit(reply.headers["location"]).query)
    assert query["error"] == [error]
    assert set(query) >= {"role", "entity", "company"}
    assert account.audit.entries[-1].detail == detail


async def test_only_public_clients_need_pkce(confidential: Client, public: Client) -> None:
    bare = {"code_challenge": None, "code_challenge_method": None}
    code = (await confidential.callback(**bare))["code"]
    reply = await confidential.post(TOKEN, grant_type="authorization_code", code=code, redirect_uri=REDIRECT)
    assert reply.status_code == 200
    assert (await public.callback(**bare))["error"] == "invalid_request"


@pytest.mark.parametrize(
    ("policy", "prompt", "asks"),
    [
        ("always", None, True),
        ("always", "none", True),
        ("first", None, False),
        ("first", "consent", True),
        ("never", None, False),
        ("never", "login consent", True),
    ],
)
async def test_consent_policy_and_prompt(
    confidential: Client, account: Account, policy: Any, prompt: str | None, *, asks: bool
) -> None:
    account.access.integrations["3"].consent_policy = policy
    reply = await confidential.http.get(AUTHORIZE, params=confidential.parameters(prompt=prompt))
    assert reply.status_code == (200 if asks else 302)


async def test_ask_first_time(confidential: Client, account: Account) -> None:
    account.access.integrations["3"].consent_policy = "first"
    reply = await confidential.http.get(AUTHORIZE, params=confidential.parameters(role="1001"))
    assert reply.status_code == 200


@pytest.mark.parametrize(("consent", "expected"), [("allow", "code"), ("deny", "error")])
async def test_consent_without_a_browser(clock: Clock, consent: Any, expected: str) -> None:
    settings = replace(Settings(seed="empty"), consent=consent)
    with Account.open(settings, clock) as account:
        transport = httpx.ASGITransport(create_app(account))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:1") as http:
            client = Client(http, account, public=True)
            reply = await http.get(AUTHORIZE, params=client.parameters())
            assert expected in parse_qs(urlsplit(reply.headers["location"]).query)


async def test_the_chosen_role_speaks(confidential: Client) -> None:
    code = (await confidential.callback(role="1001"))["code"]
    reply = await confidential.exchange(code=code)
    claims = jwt.decode(reply.json()["access_token"], options={"verify_signature": False})
    assert claims["sub"] == "1001;-5"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code": "0" * 64}, "invalid_grant"),
        ({"code": None}, "invalid_request"),
        ({"redirect_uri": "http://localhost:50124/callback"}, "invalid_grant"),
        ({"redirect_uri": None}, "invalid_request"),
        ({"code_verifier": "x" * 43}, "invalid_grant"),
        ({"code_verifier": "short"}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_request"),
        ({"grant_type": "implicit"}, "unsupported_grant_type"),
    ],
)
async def test_refused_exchanges(client: Client, changed: dict[str, str | None], error: str) -> None:
    reply = await client.exchange(**changed)
    assert (reply.status_code, reply.json()) == (400, {"error": error})


async def test_a_code_works_once_and_not_for_long(client: Client, clock: Clock) -> None:
    code = (await client.callback())["code"]
    assert (await client.exchange(code=code)).status_code == 200
    assert (await client.exchange(code=code)).json() == {"error": "invalid_grant"}
    code = (await client.callback())["code"]
    clock.shift(timedelta(seconds=61))
    assert (await client.exchange(code=code)).json() == {"error": "invalid_grant"}


async def test_a_code_belongs_to_its_client(confidential: Client, public: Client) -> None:
    code = (await confidential.callback())["code"]
    assert (await public.exchange(code=code)).json() == {"error": "invalid_grant"}


async def test_client_authentication(confidential: Client, public: Client) -> None:
    token = (await confidential.exchange()).json()["refresh_token"]
    form = {"grant_type": "refresh_token", "refresh_token": token}
    http = confidential.http
    wrong = await http.post(TOKEN, data=form, auth=(confidential.client_id, "0" * 64))
    assert (wrong.status_code, wrong.json()) == (401, {"error": "invalid_client"})
    assert wrong.headers["www-authenticate"] == 'Basic realm="1234567_SB1"'
    nobody = await http.post(TOKEN, data=form)
    assert nobody.json() == {"error": "invalid_client"}
    as_public = await http.post(TOKEN, data=form | {"client_id": confidential.client_id})
    assert as_public.json() == {"error": "invalid_client"}
    twice = {"client_secret": confidential.secret}
    both = await http.post(TOKEN, data=form | twice, auth=(confidential.client_id, confidential.secret))
    assert both.json() == {"error": "invalid_request"}
    for header in ("Basic !!!", "Digest abc"):
        broken = await http.post(TOKEN, data=form, headers={"Authorization": header})
        assert broken.json() == {"error": "invalid_request"}
    token = (await public.exchange()).json()["refresh_token"]
    form = {"grant_type": "refresh_token", "refresh_token": token}
    assert (await http.post(TOKEN, data=form, auth=(public.client_id, ""))).status_code == 200


async def test_a_blocked_integration(client: Client, account: Account) -> None:
    token = (await client.exchange()).json()["refresh_token"]
    for integration in account.access.integrations.values():
        integration.enabled = False
    assert (await client.refresh(token)).json() == {"error": "unauthorized_client"}


async def test_confidential_clients_get_no_new_refresh_token_and_seven_days(confidential: Client, clock: Clock) -> None:
    token = (await confidential.exchange()).json()["refresh_token"]
    for _ in range(6):
        clock.shift(timedelta(days=1))
        reply = await confidential.refresh(token)
        assert set(reply.json()) == {"access_token", "expires_in", "token_type"}
        assert await confidential.opens_the_door(reply.json()["access_token"])
    clock.shift(timedelta(days=1))
    assert (await confidential.refresh(token)).json() == {"error": "invalid_grant"}


async def test_public_clients_rotate(public: Client) -> None:
    first = (await public.exchange()).json()["refresh_token"]
    reply = await public.refresh(first)
    second = reply.json()["refresh_token"]
    assert second != first
    assert (await public.refresh(first)).json() == {"error": "invalid_grant"}
    assert (await public.refresh(second)).status_code == 200


async def test_public_refresh_tokens_live_48_hours(public: Client, clock: Clock) -> None:
    token = (await public.exchange()).json()["refresh_token"]
    clock.shift(timedelta(hours=48))
    assert (await public.refresh(token)).json() == {"error": "invalid_grant"}


async def test_rotation_ends_after_168_hours(public: Client, clock: Clock) -> None:
    token = (await public.exchange()).json()["refresh_token"]
    for _ in range(4):
        clock.shift(timedelta(hours=40))
        token = (await public.refresh(token)).json()["refresh_token"]
    clock.shift(timedelta(hours=8))
    assert (await public.refresh(token)).json() == {"error": "invalid_grant"}


async def test_a_refresh_token_belongs_to_its_client(confidential: Client, public: Client) -> None:
    token = (await confidential.exchange()).json()["refresh_token"]
    assert (await public.refresh(token)).json() == {"error": "invalid_grant"}
    for wrong in ("garbage", (await confidential.exchange()).json()["access_token"]):
        assert (await confidential.refresh(wrong)).json() == {"error": "invalid_grant"}


async def test_revoking_ends_refresh_and_access(client: Client) -> None:
    body = (await client.exchange()).json()
    reply = await client.post(REVOKE, token=body["refresh_token"])
    assert (reply.status_code, reply.content) == (200, b"")
    assert (await client.refresh(body["refresh_token"])).json() == {"error": "invalid_grant"}
    assert not await client.opens_the_door(body["access_token"])


async def test_revoking_what_is_not_a_token(client: Client) -> None:
    assert (await client.post(REVOKE, token="garbage")).status_code == 200
    assert (await client.post(REVOKE)).json() == {"error": "invalid_request"}


async def test_grants_survive_a_restart(tmp_path: Any, clock: Clock) -> None:
    settings = Settings(seed="empty", data=tmp_path / "account.db")
    with Account.open(settings, clock) as account:
        fields = ready_connection(account, "oauth-authorization-code", base_url="")
    with Account.open(settings, clock) as account:
        transport = httpx.ASGITransport(create_app(account))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:1") as http:
            client = Client(http, account, public=False)
            assert client.secret == fields["client_secret"]
            assert await client.opens_the_door(fields["access_token"])
            assert (await client.refresh(fields["refresh_token"])).status_code == 200
