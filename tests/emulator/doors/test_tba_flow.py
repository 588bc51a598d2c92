"""TBA's three-step flow, walked by oauthlib, and each refusal with its line in the login audit trail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest
from oauthlib import oauth1

from suiteplug.emulator.access.model import Integration
from suiteplug.emulator.access.seed import ADMINISTRATOR_ROLE, FULL_ROLE, READ_ONLY_ROLE, TBA_INTEGRATION
from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.core.wire import Request
from suiteplug.emulator.roles import Level, Role
from suiteplug.emulator.settings import Settings
from suiteplug.emulator.tba.callbacks import is_registered
from suiteplug.emulator.tba.flow import TbaFlowDoor
from suiteplug.emulator.tba.request_tokens import RequestToken, RequestTokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ORIGIN = "http://127.0.0.1:8765"
REQUEST_TOKEN = f"{ORIGIN}/rest/requesttoken"
ACCESS_TOKEN = f"{ORIGIN}/rest/accesstoken"
AUTHORIZE = f"{ORIGIN}/app/login/secure/authorizetoken.nl"
SERVER_TIME = f"{ORIGIN}/services/rest/system/v1/serverTime"
CALLBACK = "http://localhost:8910/done"


class Walker:
    """A client program: oauthlib for the signatures, a browser that does not follow redirects."""

    def __init__(self, account: Account, http: httpx.AsyncClient) -> None:
        integration = account.access.integrations[TBA_INTEGRATION]
        self.account = account
        self.http = http
        self.keys: dict[str, Any] = {
            "client_key": integration.client_id,
            "client_secret": integration.client_secret,
            "signature_method": oauth1.SIGNATURE_HMAC_SHA256,
        }

    async def post(self, url: str, **given: Any) -> httpx.Response:
        """One signed request."""
        stamp = str(int(self.account.clock.timestamp()))
        client: Any = oauth1.Client(**{"timestamp": stamp, **self.keys, **given})
        _, headers, _ = client.sign(url, "POST")
        return await self.http.post(url, headers=dict(headers))

    async def asked(self, **given: Any) -> dict[str, str]:
        """Step one: the fields of the reply."""
        reply = await self.post(REQUEST_TOKEN, **{"callback_uri": CALLBACK, **given})
        assert reply.status_code == 200, reply.text
        return dict(parse_qsl(reply.text))

    async def allowed(self, token: str, decision: str = "allow", **form: str) -> dict[str, list[str]]:
        """Step two: what the browser brings back to the client."""
        reply = await self.http.post(AUTHORIZE, data={"oauth_token": token, "decision": decision, **form})
        assert reply.status_code == 302, reply.text
        assert reply.headers["location"].startswith(f"{CALLBACK}?")
        return parse_qs(urlsplit(reply.headers["location"]).query, keep_blank_values=True)

    async def exchanged(self, asked: dict[str, str], code: str, **given: Any) -> httpx.Response:
        """Step three."""
        keys = {
            "resource_owner_key": asked["oauth_token"],
            "resource_owner_secret": asked["oauth_token_secret"],
            "verifier": code,
        }
        return await self.post(ACCESS_TOKEN, **{**keys, **given})

    async def signed_get(self, url: str, token: dict[str, str]) -> httpx.Response:
        """A request with the token that came out of it."""
        client: Any = oauth1.Client(
            **self.keys,
            realm=self.account.settings.account_id,
            resource_owner_key=token["oauth_token"],
            resource_owner_secret=token["oauth_token_secret"],
            timestamp=str(int(self.account.clock.timestamp())),
        )
        _, headers, _ = client.sign(url, "GET")
        return await self.http.get(url, headers=dict(headers))

    async def walk(self, **form: str) -> dict[str, str]:
        """All three steps."""
        asked = await self.asked()
        back = await self.allowed(asked["oauth_token"], **form)
        reply = await self.exchanged(asked, back["oauth_verifier"][0])
        assert reply.status_code == 200, reply.text
        return dict(parse_qsl(reply.text))


@pytest.fixture
def walker(account: Account, http: httpx.AsyncClient) -> Walker:
    return Walker(account, http)


async def test_from_consumer_key_to_access_token(walker: Walker) -> None:
    """Oracle help: section_156338994830, section_156536698849, section_156537025868."""
    asked = await walker.asked()
    assert asked.keys() == {"oauth_token", "oauth_token_secret", "oauth_callback_confirmed"}
    assert asked["oauth_callback_confirmed"] == "true"
    page = await walker.http.get(AUTHORIZE, params={"oauth_token": asked["oauth_token"], "state": "abc123"})
    assert "Emulator TBA" in page.text
    assert 'name="state" value="abc123"' in page.text
    back = await walker.allowed(asked["oauth_token"], state="abc123")
    assert back.keys() == {"oauth_token", "oauth_verifier", "company", "role", "entity", "state"}
    assert (back["company"], back["role"], back["state"]) == (["1234567_SB1"], [FULL_ROLE], ["abc123"])
    token = dict(parse_qsl((await walker.exchanged(asked, back["oauth_verifier"][0])).text))
    assert (await walker.signed_get(SERVER_TIME, token)).status_code == 200
    info = (await walker.signed_get(f"{ORIGIN}/rest/tokeninfo", token)).json()
    assert info["roleId"] == FULL_ROLE


async def test_the_token_outlives_the_process(walker: Walker, account: Account) -> None:
    token = await walker.walk()
    with Account.open_copy(account.snapshot(), Settings(seed="empty"), account.clock) as again:
        assert again.access.tokens[token["oauth_token"]].token_secret == token["oauth_token_secret"]


async def test_the_user_chooses_a_role(walker: Walker) -> None:
    token = await walker.walk(role=READ_ONLY_ROLE)
    assert (await walker.signed_get(f"{ORIGIN}/rest/tokeninfo", token)).json()["roleId"] == READ_ONLY_ROLE


async def test_a_denial_has_an_empty_verifier(walker: Walker) -> None:
    asked = await walker.asked()
    back = await walker.allowed(asked["oauth_token"], "deny")
    assert back["oauth_verifier"] == [""]
    assert (await walker.exchanged(asked, "anything")).status_code == 401
    assert walker.account.audit.entries[-1].detail == "TokenRejected"


async def test_without_a_browser() -> None:
    settings = Settings(seed="empty", consent="allow", tba_flow_replies="json")
    with Account.open(settings) as account:
        transport = httpx.ASGITransport(create_app(account))
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as http:
            walker = Walker(account, http)
            asked = (await walker.post(REQUEST_TOKEN, callback_uri=CALLBACK)).json()
            back = await http.get(AUTHORIZE, params={"oauth_token": asked["oauth_token"]})
            verifier = parse_qs(urlsplit(back.headers["location"]).query)["oauth_verifier"][0]
            token = (await walker.exchanged(asked, verifier)).json()
            assert (await walker.signed_get(SERVER_TIME, token)).status_code == 200


async def test_a_verifier_works_once(walker: Walker) -> None:
    asked = await walker.asked()
    verifier = (await walker.allowed(asked["oauth_token"]))["oauth_verifier"][0]
    assert [(await walker.exchanged(asked, verifier)).status_code for _ in range(2)] == [200, 401]


def blocked(integration: Integration) -> None:
    integration.enabled = False


def without_tba(integration: Integration) -> None:
    integration.tba = False


def without_flow(integration: Integration) -> None:
    integration.tba_flow = False


@pytest.mark.parametrize(
    ("given", "status", "detail"),
    [
        ({"client_key": "nobody"}, 401, "UnknownIntegration"),
        ({"client_secret": "wrong"}, 401, "InvalidSignature"),
        ({"realm": "7654321"}, 401, "InvalidSignature"),
        ({"callback_uri": "https://elsewhere.example.com/"}, 401, "InvalidCallback https://elsewhere.example.com/"),
        ({"callback_uri": None}, 400, "MissingRequiredParameter"),
        ({"timestamp": "1000000000"}, 401, "InvalidTimestamp"),
        ({"nonce": "short"}, 401, "NonceRejected"),
        ({"signature_method": oauth1.SIGNATURE_HMAC_SHA1}, 400, "UnknownAlgorithm"),
    ],
)
async def test_refused_in_step_one(walker: Walker, given: dict[str, Any], status: int, detail: str) -> None:
    """Codes: Oracle help subsect_156934879823."""
    reply = await walker.post(REQUEST_TOKEN, **{"callback_uri": CALLBACK, **given})
    assert (reply.status_code, walker.account.audit.entries[-1].detail) == (status, detail)


@pytest.mark.parametrize(
    ("change", "detail"),
    [(blocked, "IntegrationBlocked"), (without_tba, "FeatureDisabled"), (without_flow, "AuthorizationFlowRequired")],
)
async def test_integration_records_that_do_not_allow_it(
    walker: Walker, change: Callable[[Integration], None], detail: str
) -> None:
    change(walker.account.access.integrations[TBA_INTEGRATION])
    assert (await walker.post(REQUEST_TOKEN, callback_uri=CALLBACK)).status_code == 401
    assert walker.account.audit.entries[-1].detail == detail


async def test_a_nonce_works_once(walker: Walker) -> None:
    again = [await walker.post(REQUEST_TOKEN, callback_uri=CALLBACK, nonce="abcdefgh") for _ in range(2)]
    assert [reply.status_code for reply in again] == [200, 401]
    assert walker.account.audit.entries[-1].detail == "NonceUsed"


async def test_refused_in_step_three(walker: Walker) -> None:
    asked = await walker.asked()
    assert (await walker.exchanged(asked, "before it was allowed")).status_code == 401
    verifier = (await walker.allowed(asked["oauth_token"]))["oauth_verifier"][0]
    tries: list[tuple[dict[str, Any], str]] = [
        ({"verifier": "wrong"}, "InvalidVerifier"),
        ({"resource_owner_secret": "wrong"}, "InvalidSignature"),
        ({"resource_owner_key": "nobody"}, "TokenRejected"),
    ]
    for given, detail in tries:
        assert (await walker.exchanged(asked, verifier, **given)).status_code == 401
        assert walker.account.audit.entries[-1].detail == detail
    assert (await walker.exchanged(asked, verifier)).status_code == 200


async def test_a_role_that_may_not_sign_in_by_token(walker: Walker) -> None:
    walker.account.access.add_role(Role("2000", "No tokens", {"ADMI_RESTWEBSERVICES": Level.FULL}))
    asked = await walker.asked()
    verifier = (await walker.allowed(asked["oauth_token"], role="2000"))["oauth_verifier"][0]
    assert (await walker.exchanged(asked, verifier)).status_code == 401
    assert walker.account.audit.entries[-1].detail == "EntityOrRoleDisabled"


@pytest.mark.parametrize(
    "given", [{"oauth_token": "nobody"}, {"state": "not alphanumeric"}, {"state": "x" * 513}, {"role": "99"}]
)
async def test_pages_that_refuse(walker: Walker, given: dict[str, str]) -> None:
    asked = await walker.asked()
    reply = await walker.http.get(AUTHORIZE, params={"oauth_token": asked["oauth_token"], **given})
    assert reply.status_code == 400
    assert "location" not in reply.headers


@pytest.mark.parametrize("url", [REQUEST_TOKEN, ACCESS_TOKEN])
async def test_other_methods_and_schemes(http: httpx.AsyncClient, url: str) -> None:
    assert (await http.get(url)).status_code == 405
    assert (await http.post(url)).status_code == 400
    assert (await http.post(url, headers={"Authorization": "Bearer x"})).status_code == 400


@pytest.mark.parametrize(
    ("callback", "registered", "fits"),
    [
        ("http://localhost:1/", "http://localhost:*", True),
        ("http://localhost/any/path", "http://localhost:*", True),
        ("https://localhost:1/", "http://localhost:*", False),
        ("https://a.example.com/back", "https://*.example.com/back", True),
        ("https://a.b.example.com/back", "https://*.example.com/back", False),
        ("https://evil.com/.example.com/back", "https://*.example.com/back", False),
        ("https://example.com/back", "https://*.example.com/back", False),
        ("https://a.example.com/back", "https://a.example.com/back", True),
        ("https://a.example.com/back?x", "https://a.example.com/back", False),
    ],
)
def test_callbacks(callback: str, registered: str, fits: bool) -> None:
    """Oracle help: bridgehead_4249032125."""
    assert is_registered(callback, (registered,)) is fits


async def test_a_user_revokes_a_token(walker: Walker) -> None:
    """Oracle help: chapter_157017286140."""
    token, other = await walker.walk(), await walker.walk()
    url = f"{ORIGIN}/rest/revoketoken?consumerKey={walker.keys['client_key']}&token={other['oauth_token']}"
    assert (await walker.signed_get(url, token)).status_code == 200
    assert (await walker.signed_get(SERVER_TIME, other)).status_code == 401
    assert (await walker.signed_get(SERVER_TIME, token)).status_code == 200
    again = await walker.signed_get(url, token)
    assert (again.status_code, again.json()["error"]["code"]) == (400, "USER_ERROR")
    incomplete = await walker.signed_get(f"{ORIGIN}/rest/revoketoken?token=x", token)
    assert "required field: consumerKey" in incomplete.json()["error"]["message"]


@pytest.mark.parametrize("path", ["/rest/issuetoken?consumerKey=x", "/rest/roles"])
async def test_what_asks_for_a_password_is_missing(http: httpx.AsyncClient, path: str) -> None:
    reply = await http.get(path)
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (501, "NOT_EMULATED")


# --- Oracle's own worked examples (section_157652390285, section_157652573296) ---------------------------------------

KEY = "60712990bc09623786e7047c226bcb3f86d49dca0b04efc21001dc76d97a81f5"
EXAMPLE_CALLBACK = "https://my.example.com/TBA/?callbackRequest"
HOST = "https://1234567.restlets.api.netsuite.com"


@pytest.fixture
def example() -> Iterator[Account]:
    clock = Clock(datetime.fromtimestamp(1_575_998_103, UTC))
    with Account.open(Settings(account_id="1234567", seed="empty"), clock) as account:
        account.access.add_integration(
            Integration("90", "Example", KEY, KEY, "GUID", tba=True, tba_flow=True, redirect_uris=(EXAMPLE_CALLBACK,))
        )
        account.access.add_role(Role("45678", "Example", administrator=True))
        yield account


def header(**parameters: str) -> dict[str, str]:
    listed = ", ".join(f'{name}="{value}"' for name, value in parameters.items())
    return {"authorization": f"OAuth {listed}"}


def test_oracles_example_of_step_one(example: Account) -> None:
    headers = header(
        oauth_signature="7kgwwmiAylqeMdHjCBnIUUW%2BdrDrGCbZGBkuCt39J90%3D",
        oauth_version="1.0",
        oauth_nonce="bUvpxBX93OWo0FLswq5M",
        oauth_signature_method="HMAC-SHA256",
        oauth_consumer_key=KEY,
        oauth_timestamp="1575998103",
        oauth_callback="https%3A%2F%2Fmy.example.com%2FTBA%2F%3FcallbackRequest",
        role="45678",
    )
    request = Request("POST", HOST, "/rest/requesttoken", headers=headers)
    reply = example.router.find(request).handle(request)
    assert dict(parse_qsl(reply.body.decode()))["role"] == "45678"


def test_oracles_example_of_step_three(example: Account) -> None:
    secret = "447d0cba5569a2d616e32a537110bc8c10ebcf42cc1fa34d6f76d08531abc179"
    verifier = "3eff1ae4de6f924014b88e489a41e88da8ed1ba8bd5ad7684a71579d7e97f4ee"
    example.clock.freeze(datetime.fromtimestamp(1_576_079_512, UTC))
    waiting = RequestTokens(example.clock)
    door = TbaFlowDoor(example.settings, example.access, waiting, example.clock, example.audit)
    token = RequestToken(secret, secret, "90", EXAMPLE_CALLBACK, ADMINISTRATOR_ROLE, 2e9, verifier)
    waiting._waiting[secret] = token
    headers = header(
        oauth_token=secret,
        oauth_verifier=verifier,
        oauth_signature="BBzawyjesZyFrwBjUAJfBsPDDGUY2FRdp3k4NwGDAO0%3D",
        oauth_version="1.0",
        oauth_nonce="wjRgXQPWhYtKl0A7bO8Z",
        oauth_signature_method="HMAC-SHA256",
        oauth_consumer_key=KEY,
        oauth_timestamp="1576079512",
    )
    reply = door.access_token(Request("POST", HOST, "/rest/accesstoken", headers=headers))
    issued = dict(parse_qsl(reply.body.decode()))
    assert example.access.tokens[issued["oauth_token"]].token_secret == issued["oauth_token_secret"]
