"""The authorization code flow after the consent: refreshing, rotating, and the day it ends."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import jwt
import pytest

from suiteplug.connections.oauth_authorization_code import OAuthAuthorizationCode
from suiteplug.connections.tokens import FileTokenStore, MemoryTokenStore
from suiteplug.connector.errors import ConnectionSetupError, ReauthorizationRequiredError, SignInError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from suiteplug.connector.token_store import Token
    from tests.connections.conftest import FakeNetSuite, MovableClock

    Make = Callable[..., OAuthAuthorizationCode]

HOST = "https://1234567.suitetalk.api.netsuite.com"


@pytest.fixture
def make(now: MovableClock) -> Make:
    consent = now()

    def one(**changes: Any) -> OAuthAuthorizationCode:
        fields = {
            "account_id": "1234567",
            "client_id": "client:id",
            "client_secret": "client secret",
            "access_token": "access-0",
            "refresh_token": "refresh-0",
            "obtained_at": consent,
        }
        return OAuthAuthorizationCode(**{**fields, **changes})

    return one


@pytest.fixture
def store() -> MemoryTokenStore:
    return MemoryTokenStore()


def rotating(_form: dict[str, str], number: int) -> httpx.Response:
    body = {"access_token": f"access-{number}", "refresh_token": f"refresh-{number}", "expires_in": "3600"}
    return httpx.Response(200, json={**body, "token_type": "bearer"})


async def test_the_token_of_the_consent_is_used_first(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    async with fake.client(make().auth(store, now)) as client:
        await client.get(f"{HOST}/x")
        now.move(hours=1)
        await client.get(f"{HOST}/x")
    assert fake.bearers == ["access-0", "access-1"]
    (request,), (form,) = fake.token_requests, fake.forms
    assert form == {"grant_type": "refresh_token", "refresh_token": "refresh-0"}
    pair = b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
    assert pair == "client%3Aid:client+secret"


async def test_a_confidential_client_keeps_its_refresh_token(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    model = make()
    async with fake.client(model.auth(store, now)) as client:
        for _ in range(3):
            now.move(hours=2)
            await client.get(f"{HOST}/x")
    assert [form["refresh_token"] for form in fake.forms] == ["refresh-0"] * 3
    assert model.sign_in_again_by(store) == datetime.fromisoformat("2026-11-28T12:00:00+00:00")


async def test_after_seven_days_a_person_has_to_sign_in(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    async with fake.client(make().auth(store, now)) as client:
        now.move(days=7)
        with pytest.raises(ReauthorizationRequiredError) as caught:
            await client.get(f"{HOST}/x")
    assert "2026-11-28 12:00 UTC" in caught.value.message
    assert "suiteplug connection authorize" in caught.value.fix
    assert not fake.token_requests, "it is known before asking"


def test_the_date_is_told_in_time(make: Make, now: MovableClock) -> None:
    (text,) = make().warnings(now())
    assert text.startswith("Sign in again before 2026-11-28 12:00 UTC (7 days)")
    (text,) = make(access_token=None, refresh_token=None).warnings(now())
    assert "Nobody has signed in" in text
    assert make(client_secret=None).warnings(now()) == ()


async def test_a_public_client_rotates(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    fake.issue = rotating
    model = make(client_secret=None)
    async with fake.client(model.auth(store, now)) as client:
        for _ in range(3):
            now.move(hours=2)
            await client.get(f"{HOST}/x")
    assert [form["refresh_token"] for form in fake.forms] == ["refresh-0", "refresh-1", "refresh-2"]
    assert all(form["client_id"] == "client:id" for form in fake.forms)
    assert all("authorization" not in request.headers for request in fake.token_requests)
    assert fake.bearers == ["access-1", "access-2", "access-3"]


async def test_the_new_refresh_token_is_stored_before_the_access_token_is_used(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    fake.issue = rotating
    model = make(client_secret=None)
    seen: list[str] = []

    def answer(_request: httpx.Request) -> httpx.Response:
        stored = store.load(model.token_key)
        seen.append(stored.refresh_token if stored else "nothing")
        return httpx.Response(200)

    fake.answer = answer
    now.move(hours=2)
    async with fake.client(model.auth(store, now)) as client:
        await client.get(f"{HOST}/x")
    assert seen == ["refresh-1"]


async def test_a_token_that_cannot_be_stored_stops_the_call_and_is_not_lost(
    make: Make, fake: FakeNetSuite, now: MovableClock
) -> None:
    class Full(MemoryTokenStore):
        def save(self, key: str, token: Token) -> None:
            raise ConnectionSetupError("disk full", code="TOKEN_NOT_STORED")

    fake.issue = rotating
    now.move(hours=2)
    async with fake.client(make(client_secret=None).auth(Full(), now)) as client:
        with pytest.raises(ConnectionSetupError, match="disk full"):
            await client.get(f"{HOST}/x")
        assert not fake.calls
        await client.get(f"{HOST}/x")
    assert fake.bearers == ["access-1"]
    assert len(fake.token_requests) == 1


async def test_a_later_process_goes_on_with_the_rotated_token(
    make: Make, fake: FakeNetSuite, now: MovableClock, tmp_path: Path
) -> None:
    fake.issue = rotating
    for _ in range(2):
        now.move(hours=2)
        async with fake.client(
            make(client_secret=None, obtained_at=None).auth(FileTokenStore(tmp_path), now)
        ) as client:
            await client.get(f"{HOST}/x")
    assert [form["refresh_token"] for form in fake.forms] == ["refresh-0", "refresh-1"]


async def test_a_new_consent_starts_anew(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    fake.issue = rotating
    now.move(hours=2)
    for refresh in ("refresh-0", "another consent"):
        model = make(client_secret=None, refresh_token=refresh, obtained_at=now() - timedelta(hours=2))
        async with fake.client(model.auth(store, now)) as client:
            await client.get(f"{HOST}/x")
    assert [form["refresh_token"] for form in fake.forms] == ["refresh-0", "another consent"]


async def test_twenty_calls_refresh_once(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    fake.issue = rotating
    now.move(hours=2)
    async with fake.client(make(client_secret=None).auth(store, now)) as client:
        await asyncio.gather(*(client.get(f"{HOST}/{n}") for n in range(20)))
    assert len(fake.token_requests) == 1
    assert set(fake.bearers) == {"access-1"}


async def test_a_dead_refresh_token_asks_for_a_person(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    fake.issue = lambda _form, _number: httpx.Response(400, json={"error": "invalid_grant"})
    now.move(hours=2)
    async with fake.client(make().auth(store, now)) as client:
        with pytest.raises(ReauthorizationRequiredError) as caught:
            await client.get(f"{HOST}/x")
    assert caught.value.code == "invalid_grant"


async def test_a_wrong_secret_is_named(
    make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock
) -> None:
    headers = {"www-authenticate": 'Basic realm="1234567"'}
    fake.issue = lambda _form, _number: httpx.Response(401, json={"error": "invalid_client"}, headers=headers)
    now.move(hours=2)
    async with fake.client(make().auth(store, now)) as client:
        with pytest.raises(SignInError) as caught:
            await client.get(f"{HOST}/x")
    assert caught.value.field == "client_secret"


async def test_without_any_token(make: Make, fake: FakeNetSuite, store: MemoryTokenStore, now: MovableClock) -> None:
    async with fake.client(make(access_token=None, refresh_token=None).auth(store, now)) as client:
        with pytest.raises(ReauthorizationRequiredError) as caught:
            await client.get(f"{HOST}/x")
    assert caught.value.code == "NOT_SIGNED_IN"
    assert not fake.calls


def test_when_to_sign_in_again_for_a_public_client(make: Make, store: MemoryTokenStore, now: MovableClock) -> None:
    stated = now() + timedelta(hours=48)
    refresh = jwt.encode({"exp": int(stated.timestamp())}, "k" * 32)
    assert make(client_secret=None, refresh_token=refresh).sign_in_again_by(store) == stated
    opaque = make(client_secret=None)
    assert opaque.sign_in_again_by(store) == now() + timedelta(hours=168)
    assert make(client_secret=None, max_rotation_hours=720).sign_in_again_by(store) == now() + timedelta(hours=720)
    assert make(client_secret=None, obtained_at=None).sign_in_again_by(store) is None
