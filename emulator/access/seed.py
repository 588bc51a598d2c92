"""The users, roles, integration records and credentials a new account starts with.

Keys and secrets are derived from the account ID, so that a restarted emulator accepts the same ones; they open
nothing but an emulator on the same machine. Private keys are made anew for every new account.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from suiteplug.emulator.access.certificates import read_certificate
from suiteplug.emulator.access.model import AccessToken, Integration
from suiteplug.emulator.roles import Level, Restrictions, Role, User

if TYPE_CHECKING:
    from datetime import datetime

    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.state import AccountState

USER = User("-5", "Emulator Integration User", "integration@emulator.example")

_SIGN_IN = {
    "ADMI_RESTWEBSERVICES": Level.FULL,
    "ADMI_LOGIN_OAUTH": Level.FULL,
    "ADMI_LOGIN_OAUTH2": Level.FULL,
}
_ANALYTICS = {"REPO_ANALYTICS": Level.EDIT}
FULL_ROLE, READ_ONLY_ROLE, NO_REST_ROLE, NO_ANALYTICS_ROLE, SALES_ROLE, SUBSIDIARY_ROLE, ADMINISTRATOR_ROLE = (
    "1000",
    "1001",
    "1002",
    "1003",
    "1004",
    "1005",
    "3",
)
ROLES = (
    Role(ADMINISTRATOR_ROLE, "Administrator", administrator=True),
    Role(
        FULL_ROLE,
        "Integration (full)",
        {
            **_SIGN_IN,
            **_ANALYTICS,
            "ADMI_MANAGE_OWN_OAUTH2_CERTIFICATES": Level.FULL,
            "ADMI_PERIODS": Level.FULL,
            "ADMI_AUDITLOGIN": Level.VIEW,
        },
        default=Level.FULL,
    ),
    Role(
        READ_ONLY_ROLE,
        "Integration (read only)",
        {**_SIGN_IN, **_ANALYTICS, "ADMI_PERIODS": Level.VIEW},
        default=Level.VIEW,
    ),
    Role(
        NO_REST_ROLE,
        "No REST web services",
        {"ADMI_LOGIN_OAUTH": Level.FULL, "ADMI_LOGIN_OAUTH2": Level.FULL, **_ANALYTICS},
        default=Level.FULL,
    ),
    Role(
        NO_ANALYTICS_ROLE,
        "No SuiteAnalytics",
        {**_SIGN_IN, "REPO_ANALYTICS": Level.NONE},
        default=Level.FULL,
    ),
    Role(
        SALES_ROLE,
        "Sales orders only",
        {
            **_SIGN_IN,
            **_ANALYTICS,
            "TRAN_SALESORD": Level.EDIT,
            "LIST_CUSTJOB": Level.VIEW,
            "LIST_ITEM": Level.VIEW,
        },
    ),
    Role(
        SUBSIDIARY_ROLE,
        "Integration (second subsidiary)",
        {**_SIGN_IN, **_ANALYTICS, "ADMI_PERIODS": Level.VIEW},
        default=Level.FULL,
        restrictions=Restrictions(subsidiaries="selected", selected=("2",)),
    ),
)

TBA_INTEGRATION, M2M_INTEGRATION, CODE_INTEGRATION, PUBLIC_INTEGRATION = "1", "2", "3", "4"
REDIRECT_URI = "http://localhost:8910/callback"
_REDIRECT_URIS = ("http://localhost:*", "http://127.0.0.1:*", "https://app.example.com/netsuite/callback")


@dataclass(frozen=True, slots=True)
class MachineKey:
    """The private key that belongs to the seeded certificate; a real account never has it."""

    private_key: str
    certificate_id: str


def set_up(access: Access, state: AccountState, clock: Clock, account_id: str) -> None:
    """Fill an empty account."""
    access.add_user(USER)
    for role in ROLES:
        access.add_role(role)
    for integration in _integrations(account_id):
        access.add_integration(integration)
    access.add_token(tba_token(access, account_id, FULL_ROLE))
    key = new_machine_key(access, clock.now(), role_id=FULL_ROLE)
    state.save("machine_key", {"private_key": key.private_key, "certificate_id": key.certificate_id})


def seeded_machine_key(state: AccountState) -> MachineKey:
    """The key made by ``set_up``."""
    return MachineKey(**state.load("machine_key"))


def tba_token(access: Access, account_id: str, role_id: str) -> AccessToken:
    """A token of the TBA integration for a role, made and added when it is not there yet."""
    token_id = _derived(account_id, f"token {role_id}")
    known = access.tokens.get(token_id)
    if known is not None:
        return known
    secret = _derived(account_id, f"token secret {role_id}")
    token = AccessToken(token_id, secret, TBA_INTEGRATION, USER.id, role_id)
    access.add_token(token)
    return token


def new_machine_key(access: Access, now: datetime, *, role_id: str) -> MachineKey:
    """Make an EC key with a certificate of two years, and upload the certificate for a role."""
    private_key, certificate = _key_and_certificate(now)
    row = read_certificate(certificate, integration_id=M2M_INTEGRATION, user_id=USER.id, role_id=role_id)
    access.add_certificate(row)
    return MachineKey(private_key, row.certificate_id)


def _integrations(account_id: str) -> tuple[Integration, ...]:
    """One record per way to sign in, and a public client."""

    def record(record_id: str, name: str) -> Integration:
        return Integration(
            record_id,
            name,
            client_id=_derived(account_id, f"client {record_id}"),
            client_secret=_derived(account_id, f"secret {record_id}"),
            application_id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"{account_id} {record_id}")).upper(),
            redirect_uris=_REDIRECT_URIS,
        )

    tba = record(TBA_INTEGRATION, "Emulator TBA")
    tba.tba = tba.tba_flow = True
    machine = record(M2M_INTEGRATION, "Emulator client credentials")
    machine.client_credentials = True
    code = record(CODE_INTEGRATION, "Emulator authorization code")
    code.authorization_code = True
    public = record(PUBLIC_INTEGRATION, "Emulator authorization code, public client")
    public.authorization_code = public.public_client = True
    return tba, machine, code, public


def _derived(account_id: str, what: str) -> str:
    """64 hexadecimal digits, like NetSuite's own keys, the same for the same account."""
    return hashlib.sha256(f"suiteplug emulator {account_id} {what}".encode()).hexdigest()


def _key_and_certificate(now: datetime) -> tuple[str, str]:
    """PEM of a new P-256 private key and of its self-signed certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "suiteplug emulator")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=728))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private.decode(), certificate.public_bytes(Encoding.PEM).decode()
