"""OAuth 2.0 client credentials: a program signs in by itself with a certificate. The default.

Oracle help: section_162686838198, section_162755359851, section_162790605110.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from suiteplug.connections.diagnosis.bearer_refusal import explain_bearer_refusal
from suiteplug.connections.diagnosis.rewording import reworded
from suiteplug.connections.diagnosis.token_endpoint_errors import Grant
from suiteplug.connections.flows.bearer import BearerAuth
from suiteplug.connections.flows.fingerprint import fingerprint
from suiteplug.connections.flows.token_endpoint import post_form, read_issued, token_url
from suiteplug.connections.setup_steps import (
    CLIENT_CREDENTIALS_PITFALLS,
    CLIENT_CREDENTIALS_STEPS,
    INTEGRATION_RECORD,
    M2M_MAPPING,
    NEW_CERTIFICATE,
    help_pages,
)
from suiteplug.connections.signing.assertion import Algorithm, new_jti, sign_assertion
from suiteplug.connections.signing.jwt_times import identity_of
from suiteplug.connections.storage.private_files import read_private
from suiteplug.connector.connection_model import ConnectionModel, Copied, Secret
from suiteplug.connector.errors import InvalidConnectionError, SignInError
from suiteplug.connector.spec import ConnectionSpec
from suiteplug.connector.token_store import Token

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    import httpx

    from suiteplug.connections.signing.certificate import CertificateFacts
    from suiteplug.connections.signing.keys import SigningKey
    from suiteplug.connector.connection_model import Identity
    from suiteplug.connector.errors import ConnectionSetupError
    from suiteplug.connector.sign_in import SignInRefusal
    from suiteplug.connector.token_store import TokenStore

KEY: Final = "oauth-client-credentials"
Scope = Literal["rest_webservices", "restlets", "suite_analytics"]
_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_WARN_DAYS = 60


def _full_path(value: object) -> object:
    """A path means the same wherever the connection is used from."""
    return Path(value).expanduser().absolute() if isinstance(value, str | Path) and str(value).strip() else value


class OAuthClientCredentials(ConnectionModel, frozen=True, json_schema_extra={"x-ask-for": ["private_key_file"]}):
    """Client ID, certificate ID and the private key of the uploaded certificate."""

    type: Literal["oauth-client-credentials"] = Field(
        default=KEY, title="Type", description="How the connection signs in."
    )
    client_id: Copied = Field(
        title="Client ID",
        description="Client ID of the integration record; shown once, when the record is saved.",
        examples=["6794a3086e4f61a120350d01b8527aed3631472ef33412212495be65a8fc8d4c"],
        json_schema_extra={"x-menu-path": INTEGRATION_RECORD},
    )
    certificate_id: Copied = Field(
        title="Certificate ID",
        description="ID that NetSuite gave to the uploaded certificate.",
        examples=["NPMnRyPg-WDWhPiAbisjKiH0fqnBpjOZ367wDTe0pqA"],
        json_schema_extra={"x-menu-path": f"{M2M_MAPPING} > Certificate ID"},
    )
    private_key: Secret | None = Field(
        default=None,
        title="Private key",
        description="PEM text of the private key that belongs to the certificate (PKCS#8, PKCS#1 or SEC1). "
        "Give either this or private_key_file.",
        examples=["-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"],
    )
    private_key_file: Annotated[Path, BeforeValidator(_full_path)] | None = Field(
        default=None,
        title="Private key file",
        description="File with the private key, readable by its owner only. Give either this or private_key.",
        examples=["/etc/suiteplug/netsuite-key.pem"],
    )
    private_key_passphrase: Secret | None = Field(
        default=None, title="Passphrase", description="Opens the private key, if it is encrypted."
    )
    scope: list[Scope] = Field(
        default=["rest_webservices", "restlets"],
        min_length=1,
        title="Scope",
        description="What the token opens: REST web services (records, SuiteQL), RESTlets, SuiteAnalytics Connect. "
        "Each must be ticked on the integration record.",
        json_schema_extra={"x-advanced": True},
    )
    algorithm: Algorithm | None = Field(
        default=None,
        title="Algorithm",
        description="How the assertion is signed. Empty: chosen from the key.",
        json_schema_extra={"x-advanced": True},
    )
    certificate: Copied | None = Field(
        default=None,
        title="Certificate",
        description="PEM text of the uploaded certificate. Not needed to sign in; lets suiteplug check that key and "
        "certificate ID belong to it, and warn before it expires.",
        json_schema_extra={"x-advanced": True},
    )

    @model_validator(mode="after")
    def _has_one_key(self) -> Self:
        if (self.private_key is None) == (self.private_key_file is None):
            raise InvalidConnectionError(
                "The connection needs one private key.",
                code="ONE_OF",
                field="private_key",
                fix="Give either private_key (PEM text) or private_key_file (path), not both and not neither. "
                f"Make a pair with '{NEW_CERTIFICATE}'.",
            )
        return self

    def auth(self, tokens: TokenStore, now: Callable[[], datetime]) -> ClientCredentialsAuth:
        """The sign-in flow; the key is parsed when the first token is needed."""
        return ClientCredentialsAuth(self, tokens, now)

    def key_text(self) -> str:
        """The PEM text, from the field or the file. Raises InvalidConnectionError when the file cannot be used."""
        if self.private_key_file is not None:
            return read_private(self.private_key_file, "private key file", field="private_key_file")
        return self.private_key.get_secret_value() if self.private_key else ""

    def signing_key(self) -> SigningKey:
        """The private key.

        Raises:
            InvalidConnectionError: It cannot be read, NetSuite does not take its kind, or it is not the certificate's.
        """
        from suiteplug.connections.signing.keys import read_private_key  # noqa: PLC0415 - loads cryptography

        passphrase = self.private_key_passphrase
        key = read_private_key(self.key_text(), passphrase.get_secret_value() if passphrase else None)
        facts = self.certificate_facts()
        if facts is not None and facts.public_der != key.public_der:
            raise InvalidConnectionError(
                "The private key does not belong to the certificate.",
                code="KEY_CERTIFICATE_MISMATCH",
                field="certificate",
                fix="Give the two files that were made together, or leave certificate empty.",
            )
        return key

    @property
    def token_key(self) -> str:
        """Name of the tokens of this key and certificate."""
        return fingerprint(
            KEY,
            self.account,
            client=self.client_id,
            certificate=self.certificate_id,
            scope=" ".join(sorted(self.scope)),
            key=self.key_text(),
        )

    def forget_tokens(self, tokens: TokenStore) -> None:
        """Remove the access token."""
        tokens.forget(self.token_key)

    def identity(self, tokens: TokenStore) -> Identity | None:
        """As the access token states it."""
        token = tokens.load(self.token_key)
        return identity_of(token.access_token) if token else None

    def certificate_facts(self) -> CertificateFacts | None:
        """What the certificate says, when it is given."""
        if self.certificate is None:
            return None
        from suiteplug.connections.signing.certificate import read_certificate  # noqa: PLC0415 - loads cryptography

        return read_certificate(self.certificate)

    def warnings(self, now: datetime) -> tuple[str, ...]:
        """A key that NetSuite may not take, a certificate that ends soon or does not fit its ID."""
        found = []
        key = self.signing_key()
        key.choose(self.algorithm)
        if key.is_short:
            found.append(
                f"The private key is {key.kind}; NetSuite's help asks for RSA 3072 or 4096. "
                f"Make a new pair with '{NEW_CERTIFICATE}'."
            )
        facts = self.certificate_facts()
        if facts is not None:
            if facts.thumbprint != self.certificate_id:
                found.append("certificate_id does not look like the ID of the certificate; compare it with NetSuite.")
            days = (facts.not_after - now).days
            if days < _WARN_DAYS:
                found.append(
                    f"The certificate ends on {facts.not_after:%Y-%m-%d} ({days} days). Make a new one with "
                    f"'{NEW_CERTIFICATE}', upload it under {M2M_MAPPING}, then change certificate_id and key."
                )
        return tuple(found)

    def sign_in_again_by(self, tokens: TokenStore) -> datetime | None:  # noqa: ARG002 - tokens renew themselves
        """The end of the certificate, when it is given."""
        facts = self.certificate_facts()
        return facts.not_after if facts else None

    def explain_refusal(self, refusal: SignInRefusal) -> ConnectionSetupError:
        """An expired or foreign certificate first, because that can be seen from here."""
        error, facts = refusal.error, self.certificate_facts()
        if facts is not None and facts.not_after <= refusal.received_at:
            return reworded(
                error,
                SignInError,
                code="CERTIFICATE_EXPIRED",
                field="certificate",
                message=f"The certificate of this connection expired on {facts.not_after:%Y-%m-%d}.",
                cause="NetSuite accepts no signature of an expired certificate.",
                fix=f"Make a new pair with '{NEW_CERTIFICATE}', upload it under {M2M_MAPPING}, and put the new "
                "Certificate ID and key into the connection.",
            )
        if facts is not None and error.code == "invalid_grant" and facts.thumbprint != self.certificate_id:
            return reworded(
                error,
                SignInError,
                code="CERTIFICATE_ID_MISMATCH",
                field="certificate_id",
                message="NetSuite refused the assertion: certificate_id is not the ID of this certificate.",
                cause="A certificate's ID is made from the certificate, and this one gives another.",
                fix=f"Copy the Certificate ID again from {M2M_MAPPING}, or upload this certificate there.",
            )
        return explain_bearer_refusal(refusal, self.scope)


class ClientCredentialsAuth(BearerAuth):
    """Fetches access tokens with signed assertions."""

    def __init__(
        self,
        model: OAuthClientCredentials,
        tokens: TokenStore,
        now: Callable[[], datetime],
        *,
        jti: Callable[[], str] = new_jti,
    ) -> None:
        super().__init__(model.account, tokens, model.token_key, now)
        self._model = model
        self._jti = jti
        self._signing_key: SigningKey | None = None

    def token_request(self, current: Token | None, like: httpx.Request) -> httpx.Request:  # noqa: ARG002 - no chain
        """A form with a fresh assertion."""
        model, url = self._model, token_url(self._account)
        key = self._signing_key = self._signing_key or model.signing_key()
        assertion = sign_assertion(
            key,
            client_id=model.client_id,
            certificate_id=model.certificate_id,
            audience=url,
            scope=model.scope,
            issued_at=int(self._now().timestamp()),
            algorithm=key.choose(model.algorithm),
            jti=self._jti(),
        )
        fields = {
            "grant_type": "client_credentials",
            "client_assertion_type": _ASSERTION_TYPE,
            "client_assertion": assertion,
        }
        return post_form(url, fields, {}, like)

    def token_from(self, reply: httpx.Response, current: Token | None) -> Token:  # noqa: ARG002 - no chain
        """The access token; this grant has no refresh token."""
        now = self._now()
        issued = read_issued(reply, Grant.CLIENT_CREDENTIALS, now)
        return Token(issued.access_token, now.timestamp() + issued.lifetime_s)


CONNECTION = ConnectionSpec(
    key=KEY,
    title="OAuth 2.0 client credentials (certificate)",
    description="A program signs in by itself with a certificate; nobody has to be there. For everything automated.",
    model=OAuthClientCredentials,
    default=True,
    setup_steps=CLIENT_CREDENTIALS_STEPS,
    pitfalls=CLIENT_CREDENTIALS_PITFALLS,
    expiry="Access tokens live 60 minutes and are renewed by themselves. The certificate lives two years at most; "
    "NetSuite mails administrators two months, one month and 14 days before.",
    sources=help_pages("section_162686838198", "section_162790605110", "subsect_162755332391"),
)
