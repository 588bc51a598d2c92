"""OAuth 2.0 authorization code: a person signs in through the browser, and the connection acts for that person.

Oracle help: section_158081944642, section_158081952044, section_158082518856, section_157771733782.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal

from pydantic import AwareDatetime, Field

from suiteplug.connections.diagnosis.bearer_refusal import explain_bearer_refusal
from suiteplug.connections.diagnosis.token_endpoint_errors import Grant
from suiteplug.connections.flows.bearer import BearerAuth
from suiteplug.connections.flows.fingerprint import fingerprint
from suiteplug.connections.flows.token_endpoint import client_authentication, post_form, read_issued, token_url
from suiteplug.connections.setup_steps import (
    AUTHORIZATION_CODE_PITFALLS,
    AUTHORIZATION_CODE_STEPS,
    INTEGRATION_RECORD,
    help_pages,
)
from suiteplug.connections.signing.jwt_times import expiry_of, identity_of
from suiteplug.connector.connection_model import ConnectionModel, Copied, Secret
from suiteplug.connector.errors import ReauthorizationRequiredError
from suiteplug.connector.spec import ConnectionSpec
from suiteplug.connector.token_store import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx
    from pydantic.config import JsonDict

    from suiteplug.connector.connection_model import Identity
    from suiteplug.connector.errors import ConnectionSetupError
    from suiteplug.connector.sign_in import SignInRefusal
    from suiteplug.connector.token_store import TokenStore

KEY: Final = "oauth-authorization-code"
Scope = Literal["rest_webservices", "restlets", "suite_analytics"]
_ACCESS_LIFE = timedelta(hours=1)
_CONFIDENTIAL_LIFE = timedelta(days=7)
_AUTHORIZE = "Run: suiteplug connection authorize NAME."
_FILLED_BY_SIGN_IN: JsonDict = {"x-advanced": True, "x-filled-by": "sign-in"}


class OAuthAuthorizationCode(
    ConnectionModel, frozen=True, json_schema_extra={"x-ask-for": ["client_secret", "redirect_uri"]}
):
    """The integration record, and the tokens that a person's consent gave."""

    type: Literal["oauth-authorization-code"] = Field(
        default=KEY, title="Type", description="How the connection signs in."
    )
    client_id: Copied = Field(
        title="Client ID",
        description="Client ID of the integration record; shown once, when the record is saved.",
        examples=["6794a3086e4f61a120350d01b8527aed3631472ef33412212495be65a8fc8d4c"],
        json_schema_extra={"x-menu-path": INTEGRATION_RECORD},
    )
    client_secret: Secret | None = Field(
        default=None,
        title="Client secret",
        description="Client secret of the integration record, shown once. Leave it empty for a Public Client.",
        json_schema_extra={"x-menu-path": INTEGRATION_RECORD},
    )
    redirect_uri: Copied = Field(
        default="http://localhost:8910/callback",
        title="Redirect URI",
        description="Where NetSuite sends the browser after the consent; registered on the record, letter by letter.",
        examples=["https://localhost/callback", "http://localhost:8910/callback"],
        json_schema_extra={"x-menu-path": f"{INTEGRATION_RECORD} > Authentication > Redirect URI"},
    )
    scope: list[Scope] = Field(
        default=["rest_webservices", "restlets"],
        min_length=1,
        title="Scope",
        description="What the token opens. Each must be ticked on the integration record.",
        json_schema_extra={"x-advanced": True},
    )
    max_rotation_hours: int = Field(
        default=168,
        ge=1,
        le=720,
        title="Maximum time for token rotation (hours)",
        description="Public client: how long the record lets refresh tokens be replaced after one consent. Only used "
        "to say in time when to sign in again.",
        json_schema_extra={"x-menu-path": f"{INTEGRATION_RECORD} > Authentication", "x-advanced": True},
    )
    access_token: Secret | None = Field(
        default=None,
        title="Access token",
        description="Filled in by signing in.",
        json_schema_extra=_FILLED_BY_SIGN_IN,
    )
    refresh_token: Secret | None = Field(
        default=None,
        title="Refresh token",
        description="Filled in by signing in.",
        json_schema_extra=_FILLED_BY_SIGN_IN,
    )
    obtained_at: AwareDatetime | None = Field(
        default=None,
        title="Signed in at",
        description="When the consent was given. Filled in by signing in.",
        json_schema_extra=_FILLED_BY_SIGN_IN,
    )
    refresh_token_expires_at: AwareDatetime | None = Field(
        default=None,
        title="Refresh token expires at",
        description="Filled in by signing in.",
        json_schema_extra=_FILLED_BY_SIGN_IN,
    )

    @property
    def is_public(self) -> bool:
        """Whether the record is marked Public Client, whose refresh tokens rotate."""
        return self.client_secret is None

    @property
    def token_key(self) -> str:
        """Name of the tokens of this consent; a new consent starts a new one."""
        secret, refresh = self.client_secret, self.refresh_token
        return fingerprint(
            KEY,
            self.account,
            client=self.client_id,
            secret=secret.get_secret_value() if secret else "",
            consent=refresh.get_secret_value() if refresh else "",
        )

    def first_token(self) -> Token | None:
        """The tokens as the consent gave them."""
        if self.refresh_token is None and self.access_token is None:
            return None
        refresh = self.refresh_token.get_secret_value() if self.refresh_token else ""
        expires = self.obtained_at + _ACCESS_LIFE if self.obtained_at else None
        return Token(
            access_token=self.access_token.get_secret_value() if self.access_token else "",
            expires_at=expires.timestamp() if expires else 0.0,
            refresh_token=refresh,
            refresh_expires_at=self._first_refresh_end(refresh),
        )

    def _first_refresh_end(self, refresh: str) -> float:
        if self.refresh_token_expires_at is not None:
            return self.refresh_token_expires_at.timestamp()
        if (stated := expiry_of(refresh)) is not None:
            return stated
        if self.obtained_at is not None and not self.is_public:
            return (self.obtained_at + _CONFIDENTIAL_LIFE).timestamp()
        return 0.0

    def auth(self, tokens: TokenStore, now: Callable[[], datetime]) -> AuthorizationCodeAuth:
        """The sign-in flow; it never opens a browser."""
        return AuthorizationCodeAuth(self, tokens, now)

    def identity(self, tokens: TokenStore) -> Identity | None:
        """As the access token states it."""
        token = tokens.load(self.token_key) or self.first_token()
        return identity_of(token.access_token) if token else None

    def forget_tokens(self, tokens: TokenStore) -> None:
        """Remove the tokens of this consent; NetSuite goes on accepting them until they end or are revoked."""
        tokens.forget(self.token_key)

    def sign_in_again_by(self, tokens: TokenStore) -> datetime | None:
        """When the last refresh token ends, or (public client) the rotation, whichever is first."""
        token = tokens.load(self.token_key) or self.first_token()
        ends = []
        if token is not None and token.refresh_expires_at:
            ends.append(datetime.fromtimestamp(token.refresh_expires_at, UTC))
        if self.is_public and self.obtained_at is not None:
            ends.append(self.obtained_at + timedelta(hours=self.max_rotation_hours))
        return min(ends, default=None)

    def warnings(self, now: datetime) -> tuple[str, ...]:
        """The date by which a person has to sign in again, for a confidential client."""
        first = self.first_token()
        if first is None:
            return (f"Nobody has signed in yet. {_AUTHORIZE}",)
        if self.is_public or not first.refresh_expires_at:
            return ()
        end = datetime.fromtimestamp(first.refresh_expires_at, UTC)
        days = max(0, (end - now).days)
        text = (
            f"Sign in again before {end:%Y-%m-%d %H:%M} UTC ({days} days): NetSuite ends the refresh token of a client "
            "with a secret after seven days. oauth-client-credentials needs nobody to sign in again."
        )
        return (text,)

    def explain_refusal(self, refusal: SignInRefusal) -> ConnectionSetupError:
        """The credentials were right when the token was issued; the door refuses the role."""
        return explain_bearer_refusal(refusal, self.scope)


class AuthorizationCodeAuth(BearerAuth):
    """Refreshes access tokens, keeping the newest refresh token where NetSuite rotates it."""

    def __init__(self, model: OAuthAuthorizationCode, tokens: TokenStore, now: Callable[[], datetime]) -> None:
        super().__init__(model.account, tokens, model.token_key, now)
        self._model = model
        self._token = model.first_token()

    def stored(self) -> Token | None:
        """What the last refresh gave, else what the consent gave."""
        return super().stored() or self._model.first_token()

    def token_request(self, current: Token | None, like: httpx.Request) -> httpx.Request:
        """A form with the refresh token."""
        if current is None or not current.refresh_token:
            raise _nobody_signed_in()
        if current.refresh_expires_at and self._now().timestamp() >= current.refresh_expires_at:
            raise _ended(datetime.fromtimestamp(current.refresh_expires_at, UTC), is_public=self._model.is_public)
        secret = self._model.client_secret
        headers, fields = client_authentication(self._model.client_id, secret.get_secret_value() if secret else None)
        form = {"grant_type": "refresh_token", "refresh_token": current.refresh_token, **fields}
        return post_form(token_url(self._account), form, headers, like)

    def token_from(self, reply: httpx.Response, current: Token | None) -> Token:
        """The new access token; with it the new refresh token, or the old one where NetSuite sends none."""
        now = self._now()
        issued = read_issued(reply, Grant.REFRESH, now)
        refresh, ends = issued.refresh_token, expiry_of(issued.refresh_token) or 0.0
        if not refresh and current is not None:
            refresh, ends = current.refresh_token, current.refresh_expires_at
        return Token(issued.access_token, now.timestamp() + issued.lifetime_s, refresh, ends)


def _nobody_signed_in() -> ReauthorizationRequiredError:
    return ReauthorizationRequiredError(
        "Nobody has signed in for this connection yet.",
        code="NOT_SIGNED_IN",
        field="refresh_token",
        cause="The connection holds no refresh token.",
        fix=_AUTHORIZE,
    )


def _ended(end: datetime, *, is_public: bool) -> ReauthorizationRequiredError:
    cause = (
        "The refresh token was not used in time; a public client's lives 48 hours unless the record says otherwise."
        if is_public
        else "NetSuite ends the refresh token of a client with a secret seven days after the consent."
    )
    return ReauthorizationRequiredError(
        f"The sign-in of this connection ended on {end:%Y-%m-%d %H:%M} UTC: a person has to sign in again.",
        code="REFRESH_TOKEN_EXPIRED",
        field="refresh_token",
        cause=cause,
        fix=f"{_AUTHORIZE} For a connection without people use oauth-client-credentials.",
    )


CONNECTION = ConnectionSpec(
    key=KEY,
    title="OAuth 2.0 authorization code (browser)",
    description="A person signs in through the browser and the connection acts for that person.",
    model=OAuthAuthorizationCode,
    setup_steps=AUTHORIZATION_CODE_STEPS,
    pitfalls=AUTHORIZATION_CODE_PITFALLS,
    expiry="Access tokens live 60 minutes and are renewed by themselves. With a client secret a person signs in again "
    "every seven days; a public client's refresh token lives 48 hours and is replaced at each use, for 168 hours after "
    "the consent, both adjustable up to 720 on the integration record.",
    sources=help_pages("section_158081944642", "section_158082518856", "section_157771733782"),
)
