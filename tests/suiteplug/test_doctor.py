"""The doctor finds each of twelve planted mistakes, and nothing where there is none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connections.signing.certificate import new_certificate
from suiteplug.connections.tokens import MemoryTokenStore
from suiteplug.connector.client.client import ClientTools
from suiteplug.doctor import Examination, State, examine
from suiteplug.emulator.access import seed
from suiteplug.emulator.app import create_app
from suiteplug.emulator.roles import Level
from suiteplug.opening import Options

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.account import Account

    Fields = dict[str, Any]
    Ready = Callable[..., Fields]
    Look = Callable[..., Any]


@pytest.fixture
def look(account: Account) -> Look:
    """Examines a connection to the account."""

    async def no_wait(_seconds: float) -> None:
        """Tests do not sleep."""

    async def examined(fields: Fields, *actions: str, http: Any = None, now: Any = None) -> Examination:
        options = Options(
            http=http or httpx.ASGITransport(create_app(account)),
            tokens=MemoryTokenStore(),
            tools=ClientTools(now=now or account.clock.now, sleep=no_wait),
        )
        return await examine(fields, actions, options)

    return examined


def faults(examined: Examination) -> dict[str, str]:
    """Each fault with all that is said about it."""
    return {
        finding.name: f"{finding.message} {finding.fix}"
        for finding in examined.findings
        if finding.state is State.FAULT
    }


@pytest.mark.parametrize("kind", ["tba", "oauth-client-credentials", "oauth-authorization-code"])
async def test_a_healthy_connection_has_no_fault(look: Look, connection: Ready, kind: str) -> None:
    examined = await look(connection(kind))
    assert faults(examined) == {}
    tried = {finding.name for finding in examined.findings if finding.state is State.OK}
    assert {"account ID", "sign-in", "clock", "record types", "SuiteQL", "lanes", "list-customers"} <= tried


class TestTwelveMistakes:
    async def test_wrong_secret(self, look: Look, connection: Ready) -> None:
        found = faults(await look({**connection("tba"), "token_secret": "0" * 64}))
        assert "InvalidSignature" in found["sign-in"]

    async def test_wrong_form_of_the_account_id(self, look: Look, connection: Ready) -> None:
        found = faults(await look({**connection("tba"), "account_id": "https://example.com"}))
        assert "account" in found["connection"].lower()

    async def test_sandbox_and_production_mixed_up(self, look: Look, connection: Ready) -> None:
        production = connection("tba")["account_id"].partition("_")[0]
        found = faults(await look({**connection("tba"), "account_id": production}))
        assert production in found["sign-in"]

    async def test_missing_permission(self, look: Look, connection: Ready) -> None:
        found = faults(await look(connection("tba", role_id=seed.NO_REST_ROLE)))
        assert "REST Web Services (Full)" in found["sign-in"]

    async def test_a_permission_that_one_action_misses(self, look: Look, connection: Ready, account: Account) -> None:
        role = account.access.roles[seed.FULL_ROLE]
        without = {**role.permissions, "TRAN_CUSTINVC": Level.NONE}
        account.access.roles[role.id] = replace(role, permissions=without)
        found = faults(await look(connection("tba"), "list-customers", "list-invoices"))
        assert list(found) == ["list-invoices"]
        assert "Transactions > Invoice (View)" in found["list-invoices"]

    async def test_clock_off(self, look: Look, connection: Ready, account: Account) -> None:
        now = lambda: account.clock.now() + timedelta(minutes=10)  # noqa: E731 - a clock
        assert re.search("60[0-9] seconds ahead", faults(await look(connection("tba"), now=now))["sign-in"])

    async def test_expired_certificate(self, look: Look, connection: Ready, account: Account) -> None:
        fields = connection("oauth-client-credentials")
        pem = account.access.certificates[fields["certificate_id"]].pem
        account.clock.shift(timedelta(days=800))
        assert "new-certificate" in faults(await look({**fields, "certificate": pem}))["sign-in"]

    async def test_wrong_algorithm(self, look: Look, connection: Ready, account: Account) -> None:
        made = new_certificate("rsa", bits=3072, now=account.clock.now())
        fields = {**connection("oauth-client-credentials"), "private_key": made.private_key, "algorithm": "ES256"}
        found = faults(await look(fields))
        assert "ES256" in " ".join(found.values())

    async def test_revoked_token(self, look: Look, connection: Ready, account: Account) -> None:
        fields = connection("tba")
        account.access.tokens[fields["token_id"]].active = False
        assert "token_rejected" in faults(await look(fields))["sign-in"]

    async def test_a_role_with_two_factors(self, look: Look, connection: Ready) -> None:
        """NetSuite's words (Oracle help: section_4634920277); no role of the emulator asks for a second factor."""

        def asks(request: httpx.Request) -> httpx.Response:
            error = {"code": "TWO_FA_REQD", "message": "Two-Factor Authentication required."}
            return httpx.Response(401, json={"error": error}, request=request)

        found = faults(await look(connection("tba"), http=httpx.MockTransport(asks)))
        assert "second factor" in found["sign-in"]

    async def test_host_typo(self, look: Look, connection: Ready) -> None:
        def nowhere(request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("Name or service not known", request=request)

        fields = {**connection("tba"), "account_id": "12345678"}
        fields.pop("base_url")
        found = faults(await look(fields, http=httpx.MockTransport(nowhere)))
        assert "12345678.suitetalk.api.netsuite.com could not be reached" in found["reach"]

    async def test_no_lanes_left(self, look: Look, connection: Ready, account: Account) -> None:
        account.lanes.held = account.lanes.limit
        found = faults(await look(connection("tba")))
        assert "Integration Governance" in found["lanes"]

    async def test_feature_off(self, look: Look, connection: Ready, account: Account) -> None:
        account.access.integrations[seed.M2M_INTEGRATION].client_credentials = False
        found = faults(await look(connection("oauth-client-credentials")))
        assert "Client Credentials" in found["sign-in"]
