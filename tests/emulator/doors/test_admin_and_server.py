"""The admin door, the ready connections, and the whole thing on a socket and as a command."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from oauthlib import oauth1

from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.command import parser
from suiteplug.emulator.connection_files import TYPES, ready_connection, write_connections
from suiteplug.emulator.oauth.assertion import ASSERTION_TYPE
from suiteplug.emulator.server import run_server, serve
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

ORIGIN = "http://127.0.0.1:8765"
SERVER_TIME = f"{ORIGIN}/services/rest/system/v1/serverTime"


async def test_state_and_requests(http: httpx.AsyncClient, account: Account, tba: Any) -> None:
    headers = tba.headers(SERVER_TIME)
    await http.get(SERVER_TIME, headers=headers)
    await http.get(SERVER_TIME)
    state = (await http.get("/emulator/state")).json()
    assert state["lanes"] == {"limit": 15, "in_flight": 0, "held": 0, "peak": 1, "refused": 0}
    assert state["replies"] == {"200": 1, "401": 1}
    requests = (await http.get("/emulator/requests")).json()["items"]
    assert [entry["status"] for entry in requests] == [200, 401]
    assert requests[0]["headers"]["authorization"] == "OAuth (removed)"
    fields = ready_connection(account, "tba", base_url="")
    assert all(fields[name] not in json.dumps([state, requests]) for name in ("consumer_key", "token_secret"))
    trail = (await http.get("/emulator/login-audit")).json()["items"]
    assert [entry["status"] for entry in trail] == ["Success", "Failure"]


async def test_clock(http: httpx.AsyncClient, account: Account) -> None:
    await http.post("/emulator/clock", json={"freeze": "2026-01-01T00:00:00Z", "shift_s": 60})
    assert account.clock.now().isoformat() == "2026-01-01T00:01:00+00:00"
    assert (await http.post("/emulator/clock", json={"freeze": "2026-01-01T00:00:00"})).status_code == 400
    await http.post("/emulator/clock", json={})
    assert account.clock.now().isoformat() > "2026-01-01T00:01:00+00:00"


async def test_lanes_and_integrations(http: httpx.AsyncClient, account: Account) -> None:
    await http.post("/emulator/lanes", json={"limit": 5, "held": 4})
    assert (account.lanes.limit, account.lanes.held) == (5, 4)
    await http.post("/emulator/integrations/1", json={"enabled": False, "scopes": ["restlets"]})
    assert not account.access.integrations["1"].enabled
    assert (await http.post("/emulator/integrations/1", json={"client_secret": "x"})).status_code == 400
    assert (await http.post("/emulator/integrations/99", json={})).status_code == 400


async def test_connections_for_any_role(http: httpx.AsyncClient) -> None:
    for kind in TYPES:
        for role in ("1000", "1001"):
            reply = await http.post("/emulator/connections", json={"type": kind, "role": role})
            fields = reply.json()
            assert (fields["type"], fields["account_id"], fields["base_url"]) == (kind, "1234567_SB1", ORIGIN)
    public = await http.post("/emulator/connections", json={"type": TYPES[2], "public": True})
    assert "client_secret" not in public.json()
    for wrong in ({"type": "password"}, {"type": "tba", "role": "9"}, {}):
        assert (await http.post("/emulator/connections", json=wrong)).status_code == 400


async def test_a_certificate_of_ones_own(http: httpx.AsyncClient, account: Account) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    certificate = self_signed(key, account.clock.now())
    uploaded = (await http.post("/emulator/certificates", json={"certificate": certificate})).json()
    url = f"{ORIGIN}/services/rest/auth/oauth2/v1/token"
    now = account.clock.timestamp()
    claims = {"iss": uploaded["client_id"], "aud": url, "scope": ["restlets"], "iat": now, "exp": now + 600}
    assertion = jwt.encode(claims, key, algorithm="PS256", headers={"kid": uploaded["certificate_id"]})
    form = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION_TYPE, "client_assertion": assertion}
    assert (await http.post(url, data=form)).json()["access_token"]
    for wrong in ({"certificate": certificate}, {"certificate": "no"}, {"certificate": certificate, "role": "9"}, {}):
        assert (await http.post("/emulator/certificates", json=wrong)).status_code == 400


def self_signed(key: rsa.RSAPrivateKey, now: datetime) -> str:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "somebody")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=365))
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


async def test_reset_keeps_credentials(http: httpx.AsyncClient, account: Account, tba: Any) -> None:
    await http.get(SERVER_TIME, headers=tba.headers(SERVER_TIME))
    account.lanes.held = 15
    account.store.put("customer", {"companyName": "Blue Kiln Ltd"})
    await http.post("/emulator/reset")
    assert account.store.ids("customer") == []
    assert (account.lanes.held, len(account.audit.entries)) == (0, 0)
    assert (await http.get(SERVER_TIME, headers=tba.headers(SERVER_TIME))).status_code == 200


async def count_customers(account: Account) -> str:
    fields = ready_connection(account, "oauth-authorization-code", base_url="")
    headers = {"Authorization": f"Bearer {fields['access_token']}", "Prefer": "transient"}
    transport = httpx.ASGITransport(create_app(account))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers) as http:
        query = {"q": "SELECT COUNT(*) AS n FROM customer"}
        reply = await http.post("/services/rest/query/v1/suiteql", json=query)
    number: str = reply.json()["items"][0]["n"]
    return number


async def test_records_survive_a_restart_and_end_with_a_reset(tmp_path: Path) -> None:
    settings = Settings(seed="empty", data=tmp_path / "account.db")
    with Account.open(settings) as account:
        account.store.put("customer", {"companyName": "Blue Kiln Ltd"})
        assert await count_customers(account) == "1"
    with Account.open(settings) as account:
        assert await count_customers(account) == "1"
        account.reset()
        assert await count_customers(account) == "0"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/emulator/nothing", 404), ("POST", "/emulator/nothing", 404), ("PUT", "/emulator/state", 405)],
)
async def test_admin_mistakes(http: httpx.AsyncClient, method: str, path: str, status: int) -> None:
    assert (await http.request(method, path)).status_code == status


async def test_admin_answers_this_machine_only(account: Account) -> None:
    for address in ("203.0.113.7", "not-an-address"):
        transport = httpx.ASGITransport(create_app(account), client=(address, 1234))
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as http:
            assert (await http.get("/emulator/state")).status_code == 403


def test_connection_files_are_private(account: Account, tmp_path: Path) -> None:
    directory = tmp_path / "connections"
    for _ in range(2):
        paths = write_connections(account, ORIGIN, directory)
    assert [path.stem for path in paths] == list(TYPES)
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    fields = {path.stem: set(json.loads(path.read_text())) for path in paths}
    common = {"type", "account_id", "base_url"}
    assert fields["tba"] == common | {"consumer_key", "consumer_secret", "token_id", "token_secret"}
    assert fields["oauth-client-credentials"] == common | {"client_id", "certificate_id", "private_key"}
    assert fields["oauth-authorization-code"] == common | {
        "client_id",
        "client_secret",
        "redirect_uri",
        "scope",
        "access_token",
        "refresh_token",
        "refresh_token_expires_at",
        "obtained_at",
    }


def test_a_file_holds_one_account(tmp_path: Path) -> None:
    path = tmp_path / "account.db"
    Account.open(Settings(seed="empty", data=path)).close()
    with pytest.raises(ValueError, match="holds account 1234567_SB1"):
        Account.open(Settings(seed="empty", data=path, account_id="7654321"))


def sign(fields: dict[str, str], url: str) -> dict[str, str]:
    client = oauth1.Client(
        fields["consumer_key"],
        fields["consumer_secret"],
        fields["token_id"],
        fields["token_secret"],
        signature_method=oauth1.SIGNATURE_HMAC_SHA256,
        realm=fields["account_id"],
    )
    return dict(client.sign(url)[1])


async def test_on_a_socket_in_the_running_loop() -> None:
    with Account.open(Settings(seed="empty")) as account:
        async with serve(account) as base_url, httpx.AsyncClient(base_url=base_url) as http:
            fields = ready_connection(account, "tba", base_url=base_url)
            url = f"{base_url}/services/rest/system/v1/serverTime?a=%7E%20b"
            reply = await http.get(url, headers=sign(fields, url))
            assert reply.status_code == 200
            assert (await http.get("/emulator/state")).status_code == 200


def test_in_a_thread(tmp_path: Path) -> None:
    with run_server(Settings(seed="empty", data=tmp_path / "account.db")) as server:
        fields = ready_connection(server.account, "tba", base_url=server.base_url)
        url = f"{server.base_url}/services/rest/system/v1/serverTime"
        with httpx.Client() as http:
            assert http.get(url, headers=sign(fields, url)).status_code == 200
    with run_server(Settings(seed="empty", data=tmp_path / "account.db")) as server:
        assert ready_connection(server.account, "tba", base_url="")["token_id"] == fields["token_id"]


def test_as_a_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "suiteplug.emulator", "--seed", "empty", "--connections-dir", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        second = process.stdout.readline()
        base_url = first.split()[-1]
        assert "tba.json" in second
        fields = json.loads((tmp_path / "tba.json").read_text())
        url = f"{base_url}/services/rest/system/v1/serverTime"
        assert httpx.get(url, headers=sign(fields, url)).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_options_of_the_command() -> None:
    options = parser().parse_args(["--port", "8080", "--lanes", "5", "--latency-ms", "2.5", "--account", "99_RP"])
    assert (options.port, options.lanes, options.latency_ms, options.account) == (8080, 5, 2.5, "99_RP")
