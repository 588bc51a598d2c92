"""Access and refresh tokens: real RS256 JWTs of the documented shape (Oracle help: section_158255317571)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Literal

import jwt

from suiteplug.emulator.oauth.errors import BearerRefusal
from suiteplug.emulator.roles import Caller, Level

if TYPE_CHECKING:
    from suiteplug.emulator.access.model import Integration
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.oauth.grants import Grant, Grants
    from suiteplug.emulator.oauth.keys import SigningKey

ISSUER = "https://system.netsuite.com"
ACCESS_LIFE_S = 3600
_REMEMBERED = 512
Kind = Literal["a", "a-a", "r"]
"""What the second part of ``jti`` tells: access token of a user, of a machine, refresh token."""


class Tokens:
    """Issues and reads the tokens of one account."""

    def __init__(self, account_id: str, key: SigningKey, access: Access, grants: Grants, clock: Clock) -> None:
        self._account_id = account_id
        self._key = key
        self._access = access
        self._grants = grants
        self._clock = clock
        self._verified: dict[str, dict[str, Any]] = {}
        self._ended: set[str] = set()

    def end(self, token: str) -> None:
        """Refuse one access token from now on, and no other of its chain."""
        self._ended.add(token)

    def access_for(self, grant: Grant) -> str:
        """An access token of a user's grant."""
        integration = self._integration(grant.client_id)
        now = self._clock.timestamp()
        subject = f"{grant.role_id};{grant.user_id}"
        token_id = f"{self._account_id}.a.{grant.id}.{int(now * 1000)}"
        return self._issue(
            integration, subject, grant.scopes, token_id, started=grant.started, ends=now + ACCESS_LIFE_S
        )

    def refresh_for(self, grant: Grant) -> str:
        """The current refresh token of a grant."""
        integration = self._integration(grant.client_id)
        token_id = f"{self._account_id}.r.{grant.id}.{grant.generation}"
        return self._issue(
            integration,
            f"{grant.role_id};{grant.user_id}",
            grant.scopes,
            token_id,
            started=grant.started,
            ends=grant.refresh_expires,
        )

    def access_for_machine(self, integration: Integration, *, user_id: str, role_id: str, scopes: list[str]) -> str:
        """An access token of the client credentials grant; there is no refresh token beside it."""
        now = self._clock.timestamp()
        token_id = f"{self._account_id}.a-a.{uuid.uuid4()}_{int(now * 1000)}.{int(now * 1000)}"
        subject = f"{role_id};{user_id}"
        return self._issue(integration, subject, scopes, token_id, started=now, ends=now + ACCESS_LIFE_S)

    def read(self, token: str) -> dict[str, Any]:
        """Claims of a token we signed, whether or not it has expired.

        Raises:
            BearerRefusal: Not a JWT, another key, another algorithm.
        """
        known = self._verified.get(token)
        if known is not None:
            return known
        claims = self._decode(token)
        if len(self._verified) >= _REMEMBERED:
            self._verified.clear()
        self._verified[token] = claims
        return claims

    def caller(self, token: str, scope: str) -> Caller:
        """Who an access token speaks for, when it opens doors of ``scope`` now.

        Raises:
            BearerRefusal: With the code of Oracle help subsect_158324637123.
        """
        claims = self.read(token)
        if token in self._ended:
            raise BearerRefusal("TokenBlocked")
        kind, grant_id = token_parts(claims)
        if kind == "r":
            raise BearerRefusal("TokenRejected")
        if claims["exp"] <= self._clock.timestamp():
            raise BearerRefusal("AccessTokenExpired")
        if kind == "a":
            grant = self._grants.find(grant_id)
            if grant is None or grant.revoked:
                raise BearerRefusal("TokenBlocked")
        integration = self._access.integration_of(claims["aud"][1])
        if integration is None:
            raise BearerRefusal("InvalidIntegration")
        if not integration.enabled:
            raise BearerRefusal("IntegrationBlocked")
        if scope not in claims["scope"]:
            raise BearerRefusal("ScopeMismatched")
        return self._known_caller(claims, integration)

    def _known_caller(self, claims: dict[str, Any], integration: Integration) -> Caller:
        """User and role of the subject, when the role may still sign in."""
        role_id, _, user_id = claims["sub"].partition(";")
        user, role = self._access.users.get(user_id), self._access.roles.get(role_id)
        if user is None or role is None or not role.can("ADMI_LOGIN_OAUTH2", Level.FULL):
            raise BearerRefusal("EntityOrRoleDisabled")
        return Caller(user, role, integration.id, "oauth2", frozenset(claims["scope"]))

    def _integration(self, client_id: str) -> Integration:
        """The record a grant belongs to."""
        integration = self._access.integration_of(client_id)
        if integration is None:
            raise LookupError(f"no integration has the client ID {client_id}")
        return integration

    def _issue(
        self,
        integration: Integration,
        subject: str,
        scopes: list[str],
        token_id: str,
        *,
        started: float,
        ends: float,
    ) -> str:
        """Sign one token."""
        claims = {
            "sub": subject,
            "aud": [f"{integration.application_id};{self._account_id}", integration.client_id],
            "scope": scopes,
            "iss": ISSUER,
            "oit": int(started),
            "exp": int(ends),
            "iat": int(self._clock.timestamp()),
            "jti": token_id,
        }
        return jwt.encode(claims, self._key.private, algorithm="RS256", headers={"kid": self._key.key_id})

    def _decode(self, token: str) -> dict[str, Any]:
        """Check the signature only; times are checked against the account's clock."""
        untimed: Any = {"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False}
        try:
            header = jwt.get_unverified_header(token)
        except jwt.InvalidTokenError as error:
            raise BearerRefusal("TokenNotAcceptable", malformed=False) from error
        if header.get("alg") != "RS256":
            raise BearerRefusal("UnsupportedAlgo")
        if header.get("kid") != self._key.key_id:
            raise BearerRefusal("MissingKey" if header.get("kid") else "MissingKeyId")
        try:
            return jwt.decode(token, self._key.private.public_key(), algorithms=["RS256"], options=untimed)
        except jwt.InvalidTokenError as error:
            raise BearerRefusal("SignatureValidation") from error


def token_parts(claims: dict[str, Any]) -> tuple[str, str]:
    """Kind of a token of ours and the grant it belongs to, from ``<account>.<kind>.<grant>.<number>``."""
    _, kind, grant_id, _ = claims["jti"].split(".")
    return kind, grant_id
