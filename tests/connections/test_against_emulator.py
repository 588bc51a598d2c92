"""The three ways to sign in against an emulated account, and each way it can fail with its own explanation."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from suiteplug.connections.authorize import authorize, revoke
from suiteplug.connections.oauth_authorization_code import OAuthAuthorizationCode
from suiteplug.connections.signing.certificate import new_certificate
from suiteplug.connections.sources import parse
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector.client.client import ClientTools
from suiteplug.connector.errors import (
    AccountNotFoundError,
    ClockSkewError,
    ConnectionSetupError,
    PermissionDeniedError,
    ReauthorizationRequiredError,
    SignInError,
)
from suiteplug.emulator.access import seed
from suiteplug.emulator.app import create_app
from suiteplug.opening import Options, open_session

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from suiteplug.connector.token_store import TokenStore
    from suiteplug.emulator.account import Account

    Fields = dict[str, Any]
    Ready = Callable[..., Fields]
    SignIn = Callable[..., Any]

KINDS = [
    ("tba", {}),
    ("oauth-client-credentials", {}),
    ("oauth-authorization-code", {}),
    ("oauth-authorization-code", {"public": True}),
]
IDS = ["tba", "client credentials", "code, confidential", "code, public"]


@pytest.fixture
def sign_in(account: Account) -> SignIn:
    """Signs in with these fields and asks for NetSuite's time."""

    async def attempt(
        fields: Fields, *, tokens: TokenStore | None = None, now: Callable[[], datetime] | None = None
    ) -> datetime | None:
        async def no_wait(_seconds: float) -> None:
            """Tests do not sleep."""

        options = Options(
            tokens=tokens or MemoryTokenStore(),
            http=httpx.ASGITransport(create_app(account)),
            tools=ClientTools(now=now or account.clock.now, sleep=no_wait),
        )
        client, session = open_session(parse(fields), options)
        try:
            return await session.system.server_time()
        finally:
            await client.close()

    return attempt


async def refused(sign_in: SignIn, fields: Fields, **choices: Any) -> ConnectionSetupError:
    with pytest.raises(ConnectionSetupError) as caught:
        await sign_in(fields, **choices)
    assert caught.value.message
    assert caught.value.cause
    assert caught.value.fix
    return caught.value


@pytest.mark.parametrize(("kind", "choices"), KINDS, ids=IDS)
async def test_all_kinds_sign_in(
    sign_in: SignIn, connection: Ready, account: Account, kind: str, choices: Fields
) -> None:
    assert await sign_in(connection(kind, **choices)) is not None
    assert account.audit.entries[-1].detail == ""


@pytest.mark.parametrize(("kind", "choices"), KINDS[1:], ids=IDS[1:])
async def test_tokens_are_renewed_hour_after_hour(
    sign_in: SignIn, connection: Ready, account: Account, kind: str, choices: Fields
) -> None:
    fields, tokens = connection(kind, **choices), MemoryTokenStore()
    for _ in range(3):
        assert await sign_in(fields, tokens=tokens) is not None
        account.clock.shift(timedelta(minutes=59, seconds=30))


@pytest.mark.parametrize("bits", [256, 384, 521, 3072])
async def test_a_new_certificate_signs_in(sign_in: SignIn, connection: Ready, account: Account, bits: int) -> None:
    made = new_certificate("rsa" if bits > 521 else "ec", bits=bits, now=account.clock.now())
    fields = connection("oauth-client-credentials")
    integration = account.access.integrations[seed.M2M_INTEGRATION]
    from suiteplug.emulator.access.certificates import read_certificate

    row = read_certificate(
        made.certificate, integration_id=integration.id, user_id=seed.USER.id, role_id=seed.FULL_ROLE
    )
    account.access.add_certificate(row)
    assert row.certificate_id == made.certificate_id
    fields |= {"certificate_id": made.certificate_id, "private_key": made.private_key}
    assert await sign_in({**fields, "certificate": made.certificate}) is not None


async def test_wrong_tba_secret(sign_in: SignIn, connection: Ready) -> None:
    error = await refused(sign_in, {**connection("tba"), "token_secret": "0" * 64})
    assert (type(error), error.code) == (SignInError, "TBA_KEYS_REFUSED")
    assert "InvalidSignature" in error.fix
    assert "View Login Audit Trail" in error.fix
    assert error.http_status == 401


async def test_wrong_client_secret(sign_in: SignIn, connection: Ready, account: Account) -> None:
    fields = {**connection("oauth-authorization-code"), "client_secret": "0" * 64}
    account.clock.shift(timedelta(hours=2))
    error = await refused(sign_in, fields)
    assert (type(error), error.code, error.field) == (SignInError, "invalid_client", "client_secret")


async def test_wrong_client_id(sign_in: SignIn, connection: Ready) -> None:
    error = await refused(sign_in, {**connection("oauth-client-credentials"), "client_id": "0" * 64})
    assert (type(error), error.code, error.field) == (SignInError, "invalid_client", "client_id")


async def test_wrong_certificate(sign_in: SignIn, connection: Ready, account: Account) -> None:
    other = new_certificate(now=account.clock.now())
    fields = connection("oauth-client-credentials")
    for changes in ({"private_key": other.private_key}, {"certificate_id": other.certificate_id}):
        error = await refused(sign_in, {**fields, **changes})
        assert (type(error), error.code, error.field) == (SignInError, "invalid_grant", "certificate_id")
        assert "do not belong together" in error.message
    mixed = {**fields, "private_key": other.private_key, "certificate": other.certificate}
    error = await refused(sign_in, mixed)
    assert error.code == "CERTIFICATE_ID_MISMATCH"


async def test_expired_certificate(sign_in: SignIn, connection: Ready, account: Account) -> None:
    fields = connection("oauth-client-credentials")
    pem = account.access.certificates[fields["certificate_id"]].pem
    account.clock.shift(timedelta(days=800))
    error = await refused(sign_in, {**fields, "certificate": pem})
    assert (type(error), error.code) == (SignInError, "CERTIFICATE_EXPIRED")
    assert "new-certificate" in error.fix


async def test_expired_refresh_token(sign_in: SignIn, connection: Ready, account: Account) -> None:
    fields = connection("oauth-authorization-code")
    account.clock.shift(timedelta(days=8))
    error = await refused(sign_in, fields)
    assert (type(error), error.code) == (ReauthorizationRequiredError, "REFRESH_TOKEN_EXPIRED")
    unknown = {name: value for name, value in fields.items() if name != "refresh_token_expires_at"}
    error = await refused(sign_in, {**unknown, "refresh_token": "opaque", "obtained_at": None})
    assert (type(error), error.code) == (ReauthorizationRequiredError, "invalid_grant")


async def test_a_public_refresh_token_used_elsewhere(sign_in: SignIn, connection: Ready, account: Account) -> None:
    fields = connection("oauth-authorization-code", public=True)
    account.clock.shift(timedelta(hours=2))
    assert await sign_in(fields) is not None
    error = await refused(sign_in, fields)
    assert type(error) is ReauthorizationRequiredError
    assert "successor was lost" in error.cause


@pytest.mark.parametrize(("kind", "choices"), KINDS, ids=IDS)
async def test_missing_permission(sign_in: SignIn, connection: Ready, kind: str, choices: Fields) -> None:
    error = await refused(sign_in, connection(kind, role_id=seed.NO_REST_ROLE, **choices))
    assert (type(error), error.code) == (PermissionDeniedError, "ROLE_MAY_NOT_COME_IN")
    assert "REST Web Services (Full)" in error.fix
    assert error.http_status == 401


@pytest.mark.parametrize("kind", ["tba", "oauth-client-credentials"])
async def test_account_that_does_not_exist(sign_in: SignIn, connection: Ready, kind: str) -> None:
    """OAuth notices it on NetSuite's own hosts only: the emulator has one host for every account ID."""
    fields = {**connection(kind), "account_id": "7654321"}
    if kind != "tba":
        fields["client_id"] = "0" * 64
    error = await refused(sign_in, fields)
    assert (type(error), error.field) == (AccountNotFoundError, "account_id")
    assert "7654321" in error.message


@pytest.mark.parametrize(("kind", "off"), [("tba", 600), ("tba", -600), ("oauth-client-credentials", 600)])
async def test_clock_ten_minutes_off(
    sign_in: SignIn, connection: Ready, account: Account, kind: str, off: float
) -> None:
    error = await refused(sign_in, connection(kind), now=lambda: account.clock.now() + timedelta(seconds=off))
    assert type(error) is ClockSkewError
    assert "seconds ahead of" in error.message if off > 0 else "seconds behind" in error.message


async def test_scope_that_is_not_asked_for(sign_in: SignIn, connection: Ready) -> None:
    error = await refused(sign_in, {**connection("oauth-client-credentials"), "scope": ["restlets"]})
    assert (type(error), error.code, error.field) == (PermissionDeniedError, "SCOPE_MISSING", "scope")


async def test_scope_that_the_record_does_not_offer(sign_in: SignIn, connection: Ready, account: Account) -> None:
    account.access.integrations[seed.M2M_INTEGRATION].scopes = ("restlets",)
    error = await refused(sign_in, connection("oauth-client-credentials"))
    assert (type(error), error.code, error.field) == (SignInError, "invalid_scope", "scope")


async def test_blocked_integration(sign_in: SignIn, connection: Ready, account: Account) -> None:
    account.access.integrations[seed.M2M_INTEGRATION].enabled = False
    error = await refused(sign_in, connection("oauth-client-credentials"))
    assert (type(error), error.code) == (SignInError, "unauthorized_client")


async def test_many_refused_calls_look_around_once(connection: Ready, account: Account) -> None:
    seen: list[str] = []
    inner = httpx.ASGITransport(create_app(account))

    async def counting(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.path)
        return await inner.handle_async_request(request)

    options = Options(
        tokens=MemoryTokenStore(), http=httpx.MockTransport(counting), tools=ClientTools(now=account.clock.now)
    )
    client, session = open_session(parse({**connection("tba"), "token_secret": "0" * 64}), options)
    got = await asyncio.gather(*(session.system.server_time() for _ in range(8)), return_exceptions=True)
    await client.close()
    assert {type(one) for one in got} == {SignInError}
    assert seen.count("/rest/datacenterurls") == 1
    tried = seen.count("/services/rest/system/v1/serverTime")
    assert tried <= 8, "wrong keys are not tried twice; after a few the rest is not tried at all"


async def test_through_the_browser_and_back(sign_in: SignIn, connection: Ready, account: Account) -> None:
    """Authorize on the emulator's consent page, call, revoke, be refused."""
    fields = connection("oauth-authorization-code")
    for name in ("access_token", "refresh_token", "refresh_token_expires_at", "obtained_at"):
        fields.pop(name)
    model = parse({**fields, "redirect_uri": "https://app.example.com/netsuite/callback"})
    assert isinstance(model, OAuthAuthorizationCode)
    http = httpx.ASGITransport(create_app(account))
    ended: list[str] = []

    async def consent() -> str:
        async with httpx.AsyncClient(transport=http) as browser:
            page = await browser.get(ended[0])
            assert page.status_code == 200
            query = dict(parse_qsl(urlsplit(ended[0]).query))
            answer = await browser.post(ended[0], data={**query, "decision": "allow"})
            return answer.headers["location"]

    signed_in = await authorize(model, ended.append, paste=consent, now=account.clock.now, http=http)
    revealed = signed_in.model_dump(mode="json", exclude_none=True, context={"reveal": True})
    tokens = MemoryTokenStore()
    assert await sign_in(revealed, tokens=tokens) is not None
    account.clock.shift(timedelta(hours=2))
    assert await sign_in(revealed, tokens=tokens) is not None
    without = await revoke(signed_in, tokens, now=account.clock.now, http=http)
    account.clock.shift(timedelta(hours=2))
    error = await refused(sign_in, revealed, tokens=tokens)
    assert type(error) is ReauthorizationRequiredError
    assert without.refresh_token is None
