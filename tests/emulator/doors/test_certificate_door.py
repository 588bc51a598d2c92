"""Rotating the certificate of a client credentials connection by program."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from suiteplug.emulator.connection_files import ready_connection

if TYPE_CHECKING:
    import httpx

    from suiteplug.emulator.account import Account

TOKEN = "/services/rest/auth/oauth2/v1/token"
NOW = datetime(2026, 8, 12, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def machine(account: Account) -> dict[str, Any]:
    return ready_connection(account, "oauth-client-credentials", base_url="http://127.0.0.1:8765")


@pytest.fixture
def signed(account: Account) -> dict[str, str]:
    fields = ready_connection(account, "oauth-authorization-code", base_url="")
    return {"Authorization": f"Bearer {fields['access_token']}"}


def new_pair() -> tuple[ec.EllipticCurvePrivateKey, str]:
    key = ec.generate_private_key(ec.SECP384R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "rotated")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=365))
        .sign(key, hashes.SHA384())
    )
    return key, made.public_bytes(Encoding.PEM).decode()


def url(fields: dict[str, Any], *more: str) -> str:
    return "/".join(["/services/rest/auth/oauth2/v1/clients", fields["client_id"], "certificates", *more])


async def sign_in(http: httpx.AsyncClient, machine: Any, key: Any, kid: str, algorithm: str) -> int:
    claims = {
        "iss": machine["client_id"],
        "aud": f"http://127.0.0.1:8765{TOKEN}",
        "scope": ["rest_webservices"],
        "iat": int(NOW.timestamp()),
        "exp": int(NOW.timestamp()) + 300,
    }
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": jwt.encode(claims, key, algorithm, headers={"kid": kid}),
    }
    return (await http.post(TOKEN, data=form)).status_code


async def test_add_sign_in_revoke(http: httpx.AsyncClient, machine: Any, signed: Any) -> None:
    key, pem = new_pair()
    reply = await http.post(url(machine), json={"fileContent": pem, "role": 1000, "entity": "-5"}, headers=signed)
    added = reply.json()
    assert added["entity_role_id"] == {"com": "1234567_SB1", "ent": "-5", "rol": "1000"}
    assert (added["valid_from"], added["valid_until"], added["algorithm"]) == ("2026-08-12", "2027-08-12", "EC")
    assert await sign_in(http, machine, key, added["certificate_id"], "ES384") == 200
    listed = (await http.get(url(machine), headers=signed)).json()
    assert [row["revoked"] for row in listed] == [False, False]
    old = url(machine, machine["certificate_id"], "revoke")
    assert (await http.post(old, headers=signed)).text == "Successfully revoked"
    seeded = machine["private_key"]
    assert await sign_in(http, machine, seeded, machine["certificate_id"], "ES256") == 400
    assert await sign_in(http, machine, key, added["certificate_id"], "ES384") == 200


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "INVALID_CONTENT"),
        (b"{}", "INVALID_CONTENT"),
        (b'{"fileContent":"x","role":1000,"entity":"-5"}', "USER_ERROR"),
        (b'{"fileContent":"x","role":9,"entity":"-5"}', "USER_ERROR"),
        (b'{"fileContent":"x","role":1000,"entity":"7"}', "USER_ERROR"),
    ],
)
async def test_refused_uploads(http: httpx.AsyncClient, machine: Any, signed: Any, body: bytes, code: str) -> None:
    reply = await http.post(url(machine), content=body, headers=signed)
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (400, code)


async def test_nobody_elses(http: httpx.AsyncClient, account: Account, machine: Any, signed: Any) -> None:
    assert (await http.get(url({"client_id": "nobody"}), headers=signed)).status_code == 404
    assert (await http.post(url(machine, "unknown", "revoke"), headers=signed)).status_code == 404
    assert (await http.put(url(machine), headers=signed)).status_code == 404
    assert (await http.get(url(machine))).status_code == 401
    fields = ready_connection(account, "oauth-authorization-code", base_url="", role_id="1001")
    read_only = {"Authorization": f"Bearer {fields['access_token']}"}
    assert (await http.get(url(machine), headers=read_only)).status_code == 403
