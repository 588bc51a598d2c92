"""Token-based authentication (OAuth 1.0a): for integrations that have it already.

Oracle help: section_1534941088, section_0525020842 (end of support).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal
from urllib.parse import parse_qsl

from pydantic import Field

from suiteplug.connections.diagnosis.audit_trail import TBA_CODES, read_on
from suiteplug.connections.diagnosis.rewording import reworded
from suiteplug.connections.flows.flow import UNAUTHORIZED, ConnectionAuth
from suiteplug.connections.setup_steps import (
    ACCESS_TOKENS,
    INTEGRATION_RECORD,
    LOG_IN_TBA,
    MANAGE_ROLES,
    TBA_END_OF_LIFE,
    TBA_PITFALLS,
    TBA_STEPS,
    help_pages,
)
from suiteplug.connections.signing.oauth1 import Credentials, authorization, new_nonce
from suiteplug.connector.account import Service
from suiteplug.connector.connection_model import ConnectionModel, Secret
from suiteplug.connector.errors import PermissionDeniedError, SignInError
from suiteplug.connector.spec import ConnectionSpec

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from datetime import datetime

    import httpx

    from suiteplug.connections.signing.oauth1 import Parameters
    from suiteplug.connector.errors import ConnectionSetupError
    from suiteplug.connector.sign_in import PlainGet, SignInRefusal
    from suiteplug.connector.token_store import TokenStore

KEY: Final = "tba"
_FORM = "application/x-www-form-urlencoded"
_OK = 200


class Tba(ConnectionModel, frozen=True):
    """Keys of the integration record and of an access token for one user and role."""

    signs_the_time: ClassVar[bool] = True

    type: Literal["tba"] = Field(default=KEY, title="Type", description="How the connection signs in.")
    consumer_key: Secret = Field(
        title="Consumer key",
        description="Consumer key of the integration record; shown once, when the record is saved.",
        json_schema_extra={"x-menu-path": INTEGRATION_RECORD},
    )
    consumer_secret: Secret = Field(
        title="Consumer secret",
        description="Consumer secret of the integration record; shown once, when the record is saved.",
        json_schema_extra={"x-menu-path": INTEGRATION_RECORD},
    )
    token_id: Secret = Field(
        title="Token ID",
        description="Token ID of the access token; shown once, when the token is saved.",
        json_schema_extra={"x-menu-path": f"{ACCESS_TOKENS} > New"},
    )
    token_secret: Secret = Field(
        title="Token secret",
        description="Token secret of the access token; shown once, when the token is saved.",
        json_schema_extra={"x-menu-path": f"{ACCESS_TOKENS} > New"},
    )

    @property
    def credentials(self) -> Credentials:
        """The four keys, for the signer."""
        return Credentials(
            self.consumer_key.get_secret_value(),
            self.consumer_secret.get_secret_value(),
            self.token_id.get_secret_value(),
            self.token_secret.get_secret_value(),
        )

    def auth(self, tokens: TokenStore, now: Callable[[], datetime]) -> TbaAuth:  # noqa: ARG002 - nothing to store
        """The signer; TBA has no tokens that end."""
        return TbaAuth(self, now)

    def warnings(self, now: datetime) -> tuple[str, ...]:  # noqa: ARG002 - the same on every day
        """The end of TBA."""
        return (TBA_END_OF_LIFE,)

    def explain_refusal(self, refusal: SignInRefusal) -> ConnectionSetupError:
        """NetSuite gives one answer for every cause; the list is ordered by how often each is met."""
        return reworded(
            refusal.error,
            SignInError,
            cause="NetSuite says the same for a wrong secret, a revoked or foreign token, a blocked integration, "
            "a wrong account ID, and a role without the permission to come in.",
            fix=f"Check all four keys and the account ID; the role needs REST Web Services and {LOG_IN_TBA} (Full). "
            + read_on(TBA_CODES, "InvalidSignature", "token_rejected", "permission_denied", "temporary_locked"),
        )

    async def look_closer(self, refusal: SignInRefusal, get: PlainGet) -> ConnectionSetupError | None:
        """Ask who the token belongs to, which takes no REST permission (Oracle help: chapter_157017286140)."""
        url = self.account.origin(Service.RESTLETS) + "/rest/tokeninfo"
        header = authorization(
            "GET",
            url,
            self.credentials,
            nonce=new_nonce(),
            timestamp=int(refusal.received_at.timestamp()),
            realm=self.account.account_id,
        )
        reply = await get(url, {"authorization": header, "accept": "application/json"})
        if reply is None:
            return None
        if reply.status == _OK:
            return reworded(
                refusal.error,
                PermissionDeniedError,
                code="ROLE_MAY_NOT_COME_IN",
                cause="The keys are right: NetSuite tells whom the token belongs to. The role may not use REST web "
                "services.",
                fix=f"Add REST Web Services (Full) under {MANAGE_ROLES}, and tick REST Web Services under Setup > "
                "Company > Enable Features > SuiteCloud.",
            )
        if reply.status != UNAUTHORIZED:
            return None
        return reworded(
            refusal.error,
            SignInError,
            code="TBA_KEYS_REFUSED",
            message="NetSuite refused the keys of this TBA connection.",
            cause="A consumer key, consumer secret, token ID or token secret is wrong; the token was revoked or "
            f"belongs to another integration; the integration is blocked; or the role lacks {LOG_IN_TBA}.",
            fix=f"Copy the consumer keys from {INTEGRATION_RECORD} (reset them if lost) and make a new token under "
            f"{ACCESS_TOKENS} > New. "
            + read_on(TBA_CODES, "InvalidSignature", "token_rejected", "permission_denied", "temporary_locked"),
        )


class TbaAuth(ConnectionAuth):
    """Signs each attempt anew.

    A 401 is signed again once, but only while these keys have been accepted before: a transient refusal passes, and
    wrong keys do not bring the lock of 30 minutes after five failures (Oracle help: subsect_156935170194) nearer
    twice as fast.
    """

    def __init__(self, model: Tba, now: Callable[[], datetime], *, nonce: Callable[[], str] = new_nonce) -> None:
        super().__init__(model.account)
        self._credentials = model.credentials
        self._now = now
        self._nonce = nonce
        self._accepted_before = False

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Sign and send."""
        self.check_host(request)
        form = await _form_fields(request)
        self._sign(request, form)
        response = yield request
        if response.status_code == UNAUTHORIZED and self._accepted_before:
            self._sign(request, form)
            response = yield request
        self._accepted_before = response.status_code != UNAUTHORIZED

    def _sign(self, request: httpx.Request, form: Parameters) -> None:
        request.headers["authorization"] = authorization(
            request.method,
            str(request.url),
            self._credentials,
            nonce=self._nonce(),
            timestamp=int(self._now().timestamp()),
            realm=self._account.account_id,
            form=form,
        )


async def _form_fields(request: httpx.Request) -> Parameters:
    """Fields of a form-encoded body, which are signed; no other body is."""
    if not request.headers.get("content-type", "").lower().startswith(_FORM):
        return []
    return parse_qsl((await request.aread()).decode(), keep_blank_values=True)


CONNECTION = ConnectionSpec(
    key=KEY,
    title="Token-based authentication (TBA)",
    description="Consumer key and token, OAuth 1.0a. For integrations that have it already; new ones use a "
    "certificate.",
    model=Tba,
    setup_steps=TBA_STEPS,
    pitfalls=TBA_PITFALLS,
    expiry="Tokens do not expire; they end when they are revoked or when user, role or integration is switched off.",
    ends=TBA_END_OF_LIFE,
    sources=help_pages("section_1534941088", "section_0525020842", "subsect_156935170194"),
)
