"""OAuth 2.0 client credentials: assertions made with PyJWT and joserfc, good ones and every refusal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from joserfc import jwt as joserfc_jwt
from joserfc.jwk import ECKey

from suiteplug.emulator.access.certificates import CertificateRefusedError, certificate_id, read_certificate
from suiteplug.emulator.account import Account
from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.roles import Role
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from suiteplug.emulator.clock import Clock

ORIGIN = "http://127.0.0.1:8765"
TOKEN = "/services/rest/auth/oauth2/v1/token"
SERVER_TIME = "/services/rest/system/v1/serverTime"
NOW = datetime(2026, 8, 12, 12, 0, 0, tzinfo=UTC)
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

PUBLISHED_CERTIFICATE = """-----BEGIN CERTIFICATE-----
MIICMzCCAdmgAwIBAgIUBiVEnfUN+N/+Dx5y95vec4/l9cowCgYIKoZIzj0EAwIw
bzELMAkGA1UEBhMCQ1oxEDAOBgNVBAgMB0N6ZWNoaWExDTALBgNVBAcMBEJybm8x
GDAWBgNVBAoMD09yYWNsZSBOZXRTdWl0ZTElMCMGA1UEAwwcaW5mcmEudGVzdC5j
b3JwLm5ldHN1aXRlLmNvbTAeFw0yNjAxMzAxMDI4MzhaFw0yNjAzMDExMDI4Mzha
MG8xCzAJBgNVBAYTAkNaMRAwDgYDVQQIDAdDemVjaGlhMQ0wCwYDVQQHDARCcm5v
MRgwFgYDVQQKDA9PcmFjbGUgTmV0U3VpdGUxJTAjBgNVBAMMHGluZnJhLnRlc3Qu
Y29ycC5uZXRzdWl0ZS5jb20wWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARJqbhJ
Ql8wlogKRlaqug3YSA2jAFlDvM7S8nbP6zj7qqc7HkLXjokn0qBAa+O5oD+yb9gX
KmUhTjOC8OKZ+JYKo1MwUTAdBgNVHQ4EFgQU5ZEvf5+g0wXYsGDQ696fDj5esrgw
HwYDVR0jBBgwFoAU5ZEvf5+g0wXYsGDQ696fDj5esrgwDwYDVR0TAQH/BAUwAwEB
/zAKBggqhkjOPQQDAgNIADBFAiAPVU6JJBYmVvOdPSLgDCCv/6ePrALb0ODMrWu6
QrChtAIhAI6OCpSZyk+LvM6YPyvc64aTfnpLD9RzfAJCqm/Iy6ZA
-----END CERTIFICATE-----
"""


def certificate(key: Any, days: int = 700, start: datetime = NOW - timedelta(days=1)) -> str:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=days))
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(Encoding.PEM).decode()


def upload(account: Account, key: Any, **kwargs: Any) -> str:
    row = read_certificate(certificate(key, **kwargs), integration_id="2", user_id="-5", role_id="1000")
    account.access.add_certificate(row)
    return row.certificate_id


class Machine:
    """A client with the seeded key; claims and header can be replaced, None removes one."""

    def __init__(self, account: Account) -> None:
        self.fields = ready_connection(account, "oauth-client-credentials", base_url=ORIGIN)
        self._now = int(account.clock.timestamp())

    def assertion(self, *, key: Any = "seeded", algorithm: str = "ES256", kid: str | None = "", **replaced: Any) -> str:
        claims: dict[str, Any] = {
            "iss": self.fields["client_id"],
            "scope": ["rest_webservices"],
            "aud": f"{ORIGIN}{TOKEN}",
            "iat": self._now,
            "exp": self._now + 3000,
            **replaced,
        }
        headers = {"typ": "JWT", "kid": self.fields["certificate_id"] if kid == "" else kid}
        return jwt.encode(
            {name: value for name, value in claims.items() if value is not None},
            self.fields["private_key"] if key == "seeded" else key,
            algorithm=algorithm,
            headers={name: value for name, value in headers.items() if value is not None},
        )


@pytest.fixture(scope="module")
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=3072)


@pytest.fixture
def machine(account: Account) -> Machine:
    return Machine(account)


def form(assertion: str) -> dict[str, str]:
    return {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": assertion,
    }


async def test_an_assertion_gives_a_token_that_opens_the_door(http: httpx.AsyncClient, machine: Machine) -> None:
    reply = await http.post(TOKEN, data=form(machine.assertion()))
    body = reply.json()
    assert reply.status_code == 200
    assert {name: body[name] for name in body if name != "access_token"} == {
        "expires_in": 3600,
        "token_type": "Bearer",
    }
    header = {"Authorization": f"Bearer {body['access_token']}"}
    assert (await http.get(SERVER_TIME, headers=header)).status_code == 200


async def test_the_token_has_the_documented_shape(http: httpx.AsyncClient, machine: Machine) -> None:
    token = (await http.post(TOKEN, data=form(machine.assertion()))).json()["access_token"]
    keys = jwt.PyJWKSet.from_dict((await http.get("/services/rest/auth/oauth2/v1/keys")).json())
    header = jwt.get_unverified_header(token)
    claims = jwt.decode(
        token,
        keys[header["kid"]].key,
        algorithms=["RS256"],
        audience=machine.fields["client_id"],
        options={"verify_exp": False, "verify_iat": False},
    )
    assert header["kid"].startswith("c.1234567_SB1.2026-08-12_")
    assert claims["sub"] == "1000;-5"
    assert claims["scope"] == ["rest_webservices"]
    assert claims["iss"] == "https://system.netsuite.com"
    assert claims["exp"] - claims["iat"] == 3600
    assert claims["aud"][0].endswith(";1234567_SB1")


@pytest.mark.parametrize(
    ("key", "algorithm"),
    [
        ("rsa", "PS256"),
        ("rsa", "PS384"),
        ("rsa", "PS512"),
        (ec.SECP256R1(), "ES256"),
        (ec.SECP384R1(), "ES384"),
        (ec.SECP521R1(), "ES512"),
    ],
    ids=["PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
)
async def test_all_six_algorithms(
    http: httpx.AsyncClient, account: Account, machine: Machine, rsa_key: Any, key: Any, algorithm: str
) -> None:
    private = rsa_key if key == "rsa" else ec.generate_private_key(key)
    assertion = machine.assertion(key=private, algorithm=algorithm, kid=upload(account, private))
    assert (await http.post(TOKEN, data=form(assertion))).status_code == 200


async def test_an_assertion_by_another_library(http: httpx.AsyncClient, machine: Machine, clock: Clock) -> None:
    fields, now = machine.fields, int(clock.timestamp())
    assertion = joserfc_jwt.encode(
        {"typ": "JWT", "alg": "ES256", "kid": fields["certificate_id"]},
        {"iss": fields["client_id"], "scope": "restlets", "aud": [f"{ORIGIN}{TOKEN}"], "iat": now, "exp": now + 60},
        ECKey.import_key(fields["private_key"]),
    )
    assert (await http.post(TOKEN, data=form(assertion))).status_code == 200


@pytest.mark.parametrize(
    ("scope", "granted"),
    [
        (["restlets", "rest_webservices"], ["restlets", "rest_webservices"]),
        ("restlets rest_webservices", ["restlets", "rest_webservices"]),
        ("restlets,rest_webservices", ["restlets", "rest_webservices"]),
        ("restlets, rest_webservices", ["restlets", "rest_webservices"]),
        ("restlets", ["restlets"]),
    ],
)
async def test_scope_as_list_or_text(http: httpx.AsyncClient, machine: Machine, scope: Any, granted: list[str]) -> None:
    body = (await http.post(TOKEN, data=form(machine.assertion(scope=scope)))).json()
    claims = jwt.decode(body["access_token"], options={"verify_signature": False})
    assert claims["scope"] == granted


@pytest.mark.parametrize(
    "host", ["https://1234567-sb1.suitetalk.api.netsuite.com", "https://1234567-sb1.restlets.api.netsuite.com"]
)
async def test_either_host_as_audience(http: httpx.AsyncClient, machine: Machine, host: str) -> None:
    assert (await http.post(TOKEN, data=form(machine.assertion(aud=f"{host}{TOKEN}")))).status_code == 200


@pytest.mark.parametrize("aud", [f"('https://1234567-sb1.suitetalk.api.netsuite.com{TOKEN}',)", "anything", None])
async def test_an_account_that_does_not_look_at_the_audience(clock: Clock, aud: str | None) -> None:
    with Account.open(Settings(seed="empty", audience="any"), clock) as account:
        transport = httpx.ASGITransport(create_app(account))
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as http:
            reply = await http.post(TOKEN, data=form(Machine(account).assertion(aud=aud)))
            assert reply.status_code == 200


_AT = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("replaced", "error", "detail"),
    [
        ({"iss": "0" * 64}, "invalid_client", "InvalidIssuer"),
        ({"iss": None}, "invalid_client", "InvalidIssuer"),
        ({"aud": "https://7654321.suitetalk.api.netsuite.com" + TOKEN}, "invalid_grant", "TokenNotAcceptable"),
        ({"aud": None}, "invalid_grant", "TokenNotAcceptable"),
        ({"exp": _AT + 3601}, "invalid_grant", "TokenValidityTooBroad"),
        ({"iat": _AT - 3000, "exp": _AT}, "invalid_grant", "TokenExpired"),
        ({"iat": _AT + 600, "exp": _AT + 1200}, "invalid_grant", "TokenNotAcceptable"),
        ({"exp": None}, "invalid_grant", "TokenNotAcceptable"),
        ({"iat": None}, "invalid_grant", "TokenNotAcceptable"),
        ({"scope": None}, "invalid_scope", "InvalidScope"),
        ({"scope": []}, "invalid_scope", "InvalidScope"),
        ({"scope": ["everything"]}, "invalid_scope", "InvalidScope"),
        ({"scope": "mcp"}, "invalid_scope", "InvalidScope"),
        ({"scope": ["suite_analytics"]}, "invalid_scope", "ScopeMismatched"),
        ({"kid": None}, "invalid_grant", "MissingKeyId"),
        ({"kid": "unknown"}, "invalid_grant", "MissingKey"),
        ({"key": ec.generate_private_key(ec.SECP256R1())}, "invalid_grant", "SignatureValidation"),
        ({"key": "x" * 32, "algorithm": "HS256"}, "invalid_grant", "UnsupportedAlgo"),
        ({"key": None, "algorithm": "none"}, "invalid_grant", "UnsupportedAlgo"),
    ],
)
async def test_refused_assertions(
    http: httpx.AsyncClient, account: Account, machine: Machine, replaced: Any, error: str, detail: str
) -> None:
    reply = await http.post(TOKEN, data=form(machine.assertion(**replaced)))
    assert reply.json() == {"error": error}
    assert reply.status_code == (401 if error == "invalid_client" else 400)
    assert account.audit.entries[-1].detail == detail
    assert ("www-authenticate" in reply.headers) == (reply.status_code == 401)


async def test_rs256_and_a_key_of_the_wrong_kind(
    http: httpx.AsyncClient, account: Account, machine: Machine, rsa_key: Any
) -> None:
    kid = upload(account, rsa_key)
    await http.post(TOKEN, data=form(machine.assertion(key=rsa_key, algorithm="RS256", kid=kid)))
    assert account.audit.entries[-1].detail == "UnsupportedAlgo"
    await http.post(TOKEN, data=form(machine.assertion(kid=kid)))
    assert account.audit.entries[-1].detail == "SignatureValidation"


async def test_certificates_end(http: httpx.AsyncClient, account: Account, machine: Machine, clock: Clock) -> None:
    row = account.access.certificates[machine.fields["certificate_id"]]
    row.revoked = True
    assert (await http.post(TOKEN, data=form(machine.assertion()))).json() == {"error": "invalid_grant"}
    row.revoked = False
    clock.shift(timedelta(days=729))
    assert (await http.post(TOKEN, data=form(Machine(account).assertion()))).json() == {"error": "invalid_grant"}
    assert account.audit.entries[-1].detail == "MissingKey"


async def test_a_certificate_of_another_integration(
    http: httpx.AsyncClient, account: Account, machine: Machine
) -> None:
    account.access.certificates[machine.fields["certificate_id"]].integration_id = "3"
    assert (await http.post(TOKEN, data=form(machine.assertion()))).json() == {"error": "invalid_grant"}
    assert account.audit.entries[-1].detail == "ClientIdMismatch"


@pytest.mark.parametrize(
    ("attribute", "detail"), [("enabled", "IntegrationBlocked"), ("client_credentials", "FeatureDisabled")]
)
async def test_integration_states(
    http: httpx.AsyncClient, account: Account, machine: Machine, attribute: str, detail: str
) -> None:
    setattr(account.access.integrations["2"], attribute, False)
    reply = await http.post(TOKEN, data=form(machine.assertion()))
    assert (reply.status_code, reply.json()) == (400, {"error": "unauthorized_client"})
    assert account.audit.entries[-1].detail == detail


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": None}, "invalid_request"),
        ({"client_assertion": None}, "invalid_request"),
        ({"client_assertion": "not.a.jwt"}, "invalid_request"),
        ({"client_assertion_type": "jwt"}, "invalid_request"),
    ],
)
async def test_refused_forms(http: httpx.AsyncClient, machine: Machine, change: Any, error: str) -> None:
    fields = {name: value for name, value in (form(machine.assertion()) | change).items() if value is not None}
    reply = await http.post(TOKEN, data=fields)
    assert (reply.status_code, reply.json()) == (400, {"error": error})


async def test_forms_only_and_one_way_to_authenticate(http: httpx.AsyncClient, machine: Machine) -> None:
    fields = form(machine.assertion())
    assert (await http.post(TOKEN, json=fields)).json() == {"error": "invalid_request"}
    assert (await http.post(TOKEN, data=fields, auth=("a", "b"))).json() == {"error": "invalid_request"}
    assert (await http.get(TOKEN)).status_code == 405


async def test_a_role_that_may_not_sign_in(http: httpx.AsyncClient, account: Account) -> None:
    account.access.add_role(Role("2000", "Nothing"))
    machine = Machine(account)
    account.access.certificates[machine.fields["certificate_id"]].role_id = "2000"
    assert (await http.post(TOKEN, data=form(machine.assertion()))).json() == {"error": "invalid_grant"}
    assert account.audit.entries[-1].detail == "EntityOrRoleDisabled"


def test_the_published_certificate_id() -> None:
    parsed = x509.load_pem_x509_certificate(PUBLISHED_CERTIFICATE.encode())
    assert certificate_id(parsed) == "NPMnRyPg-WDWhPiAbisjKiH0fqnBpjOZ367wDTe0pqA"


def test_conditions_on_certificates(account: Account) -> None:
    weak = certificate(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    for pem in (weak, "not a certificate", certificate(ec.generate_private_key(ec.SECP256K1()))):
        with pytest.raises(CertificateRefusedError):
            read_certificate(pem, integration_id="2", user_id="-5", role_id="1000")
    key = ec.generate_private_key(ec.SECP256R1())
    row = read_certificate(certificate(key, days=2000), integration_id="2", user_id="-5", role_id="1000")
    assert row.valid_until - row.valid_from == 730 * 86_400
    account.access.add_certificate(row)
    with pytest.raises(ValueError, match="used before"):
        account.access.add_certificate(row)
    for _ in range(3):
        upload(account, ec.generate_private_key(ec.SECP256R1()))
    with pytest.raises(ValueError, match="at most 5"):
        upload(account, ec.generate_private_key(ec.SECP256R1()))
