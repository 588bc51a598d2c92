"""Private keys in all their forms, certificates by NetSuite's rules, and assertions that PyJWT accepts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import jwt
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from suiteplug.connections.signing.assertion import LIFETIME_S, Algorithm, new_jti, sign_assertion
from suiteplug.connections.signing.certificate import NewCertificate, new_certificate, read_certificate
from suiteplug.connections.signing.jwt_times import expiry_of, identity_of
from suiteplug.connections.signing.keys import read_private_key
from suiteplug.connector.errors import InvalidConnectionError

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

ORACLE_CERTIFICATE = """-----BEGIN CERTIFICATE-----
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
-----END CERTIFICATE-----"""


def test_certificate_id_of_the_published_certificate() -> None:
    """TV8, Oracle help article_0209112025."""
    facts = read_certificate(ORACLE_CERTIFICATE)
    assert facts.thumbprint == "NPMnRyPg-WDWhPiAbisjKiH0fqnBpjOZ367wDTe0pqA"
    assert f"{facts.not_after:%Y-%m-%d %H:%M:%S}" == "2026-03-01 10:28:38"


@pytest.mark.parametrize("name", ["RSA 3072", "EC 256", "EC 384", "EC 521"])
def test_new_certificates_keep_the_rules(pairs: dict[str, NewCertificate], name: str) -> None:
    made = pairs[name]
    certificate = x509.load_pem_x509_certificate(made.certificate.encode())
    life = certificate.not_valid_after_utc - certificate.not_valid_before_utc
    assert life <= timedelta(days=730)
    assert certificate.not_valid_before_utc < NOW < made.expires == certificate.not_valid_after_utc
    assert read_private_key(made.private_key).kind == name
    assert read_private_key(made.private_key).public_der == read_certificate(made.certificate).public_der
    assert read_certificate(made.certificate).thumbprint == made.certificate_id
    certificate.verify_directly_issued_by(certificate)
    assert "M2M" in made.upload_steps
    assert f"{made.expires:%Y-%m-%d}" in made.upload_steps
    assert made.private_key not in repr(made)


@pytest.mark.parametrize(
    ("choices", "field"),
    [
        ({"kind": "rsa", "bits": 2048}, "bits"),
        ({"kind": "ec", "bits": 192}, "bits"),
        ({"days": 731}, "days"),
        ({"days": 0}, "days"),
        ({"subject": ""}, "subject"),
    ],
)
def test_certificates_that_netsuite_would_not_take(choices: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidConnectionError) as caught:
        new_certificate(now=NOW, **choices)
    assert caught.value.field == field


def test_an_encrypted_new_key_opens_with_its_passphrase() -> None:
    made = new_certificate(now=NOW, passphrase="open sesame")
    assert "ENCRYPTED" in made.private_key
    assert read_private_key(made.private_key, "open sesame").kind == "EC 256"


def forms(pem: str) -> list[tuple[str, str | None]]:
    """The same key in other clothes."""
    key = load_pem_private_key(pem.encode(), None)
    encrypted: KeySerializationEncryption = BestAvailableEncryption(b"secret")
    traditional = PrivateFormat.TraditionalOpenSSL
    written = [
        (key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(), None),
        (key.private_bytes(Encoding.PEM, traditional, NoEncryption()).decode(), None),
        (key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encrypted).decode(), "secret"),
        (key.private_bytes(Encoding.PEM, traditional, encrypted).decode(), "secret"),
    ]
    in_one_line = written[0][0].strip().replace("\n", "\\n")
    return [*written, (in_one_line, None), (f"\n  {written[0][0]}\n\n", None)]


@pytest.mark.parametrize("name", ["RSA 3072", "EC 256"])
def test_pkcs8_pkcs1_sec1_encrypted_and_in_one_line(pairs: dict[str, NewCertificate], name: str) -> None:
    whole = read_private_key(pairs[name].private_key).public_der
    for text, passphrase in forms(pairs[name].private_key):
        assert read_private_key(text, passphrase).public_der == whole


def pem_of(key: Any) -> str:
    return str(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode())


@pytest.mark.parametrize(
    "make",
    [
        lambda: rsa.generate_private_key(65537, 1024),  # noqa: S505 - refused, that is the point
        lambda: ec.generate_private_key(ec.SECP256K1()),
        ed25519.Ed25519PrivateKey.generate,
    ],
    ids=["RSA 1024", "secp256k1", "Ed25519"],
)
def test_kinds_that_netsuite_does_not_take(make: Callable[[], Any]) -> None:
    with pytest.raises(InvalidConnectionError) as caught:
        read_private_key(pem_of(make()))
    assert caught.value.code == "PRIVATE_KEY_REFUSED"
    assert "new-certificate" in caught.value.fix


def test_unreadable_keys_say_what_they_are(pair: NewCertificate) -> None:
    def cause(text: str) -> str:
        with pytest.raises(InvalidConnectionError) as caught:
            read_private_key(text)
        assert caught.value.code == "PRIVATE_KEY_UNREADABLE"
        return caught.value.cause

    assert "certificate" in cause(pair.certificate)
    assert "public key" in cause("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")
    assert "BEGIN PRIVATE KEY" in cause("no key at all")
    assert "damaged" in cause("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")


def test_passphrases(pair: NewCertificate) -> None:
    encrypted = new_certificate(now=NOW, passphrase="right").private_key
    for text, passphrase, code in [
        (encrypted, None, "PASSPHRASE_WRONG"),
        (encrypted, "wrong", "PASSPHRASE_WRONG"),
        (pair.private_key, "superfluous", "PASSPHRASE_NOT_NEEDED"),
    ]:
        with pytest.raises(InvalidConnectionError) as caught:
            read_private_key(text, passphrase)
        assert (caught.value.code, caught.value.field) == (code, "private_key_passphrase")


@pytest.mark.parametrize(
    ("name", "algorithm"),
    [
        ("RSA 3072", "PS256"),
        ("RSA 3072", "PS384"),
        ("RSA 3072", "PS512"),
        ("EC 256", "ES256"),
        ("EC 384", "ES384"),
        ("EC 521", "ES512"),
    ],
)
def test_pyjwt_accepts_the_assertion(pairs: dict[str, NewCertificate], name: str, algorithm: Algorithm) -> None:
    key = read_private_key(pairs[name].private_key)
    issued = int(NOW.timestamp())
    token = sign_assertion(
        key,
        client_id="client",
        certificate_id=pairs[name].certificate_id,
        audience="https://1234567.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token",
        scope=["rest_webservices", "restlets"],
        issued_at=issued,
        algorithm=key.choose(algorithm),
        jti=new_jti(),
    )
    public = x509.load_pem_x509_certificate(pairs[name].certificate.encode()).public_key()
    claims = jwt.decode(
        token,
        public,  # type: ignore[arg-type]
        algorithms=[algorithm],
        audience="https://1234567.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token",
        options={"verify_exp": False, "verify_iat": False},
    )
    assert claims.pop("jti")
    assert claims == {
        "iss": "client",
        "scope": ["rest_webservices", "restlets"],
        "aud": "https://1234567.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token",
        "iat": issued,
        "exp": issued + LIFETIME_S,
    }
    assert LIFETIME_S <= 3000
    assert jwt.get_unverified_header(token) == {
        "typ": "JWT",
        "alg": algorithm,
        "kid": pairs[name].certificate_id,
    }


def test_the_algorithm_follows_the_key(pairs: dict[str, NewCertificate]) -> None:
    chosen = {name: read_private_key(made.private_key).choose(None) for name, made in pairs.items()}
    assert chosen == {"RSA 3072": "PS256", "EC 256": "ES256", "EC 384": "ES384", "EC 521": "ES512"}
    with pytest.raises(InvalidConnectionError) as caught:
        read_private_key(pairs["EC 256"].private_key).choose("PS256")
    assert (caught.value.code, caught.value.field) == ("ALGORITHM_MISMATCH", "algorithm")


def test_short_rsa_keys_are_told(pairs: dict[str, NewCertificate]) -> None:
    assert read_private_key(pem_of(rsa.generate_private_key(65537, 2048))).is_short
    assert not read_private_key(pairs["RSA 3072"].private_key).is_short


@pytest.mark.parametrize(
    "text", ["", "opaque", "a.b.c", "a.!!!.c", "a.W10.c", "a.eyJleHAiOiJ4In0.c", "a.eyJleHAiOnRydWV9.c"]
)
def test_tokens_that_state_no_expiry(text: str) -> None:
    assert expiry_of(text) is None


def test_expiry_that_a_token_states() -> None:
    assert expiry_of(jwt.encode({"exp": 1700000000}, "k" * 32)) == 1700000000


@pytest.mark.parametrize(
    ("subject", "role", "user"),
    [("3;-5", "3", "-5"), ("1000;7", "1000", "7"), ("1234567;0;1000;7;0", "1000", "7")],
)
def test_who_a_token_acts_for(subject: str, role: str, user: str) -> None:
    identity = identity_of(jwt.encode({"sub": subject}, "k" * 32))
    assert identity is not None
    assert (identity.role_id, identity.user_id) == (role, user)


@pytest.mark.parametrize("subject", ["", "3", "a;b", "3;", "1;2;3", "x;0;a;b;0"])
def test_who_a_token_acts_for_is_not_said(subject: str) -> None:
    assert identity_of(jwt.encode({"sub": subject}, "k" * 32)) is None
    assert identity_of("opaque") is None
