"""From the ``Authorization`` header to a caller, or to the refusal that its door gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.oauth.errors import BearerRefusal
from suiteplug.emulator.restlet.errors import RestletError
from suiteplug.emulator.roles import Level
from suiteplug.emulator.tba.header import TbaRefusal

if TYPE_CHECKING:
    from suiteplug.emulator.audit import LoginAuditTrail
    from suiteplug.emulator.core.router import SignInKind
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.oauth.tokens import Tokens
    from suiteplug.emulator.roles import Caller
    from suiteplug.emulator.tba.verifier import TbaVerifier

INVALID_LOGIN = (
    "Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at "
    "Setup > Users/Roles > User Management > View Login Audit Trail."
)
_MALFORMED_TBA = frozenset({"UnknownAlgorithm", "VersionRejected", "InvalidTimestamp"})


class SignIn:
    """Signs callers in to the REST services and to RESTlets."""

    def __init__(self, account_id: str, tba: TbaVerifier, tokens: Tokens, audit: LoginAuditTrail) -> None:
        self._account_id = account_id
        self._tba = tba
        self._tokens = tokens
        self._audit = audit

    def rest(self, request: Request) -> Caller:
        """Caller of a REST service.

        Raises:
            Problem: 401 ``INVALID_LOGIN`` (Oracle help: section_156570709583), whatever the cause.
        """
        try:
            caller = self._caller(request, "rest_webservices")
        except TbaRefusal as refusal:
            raise self._problem("tba") from refusal
        except BearerRefusal as refusal:
            raise self._problem("oauth2", malformed=refusal.malformed) from refusal
        if not caller.role.can("ADMI_RESTWEBSERVICES", Level.FULL):
            # Seen from outside, a role without REST Web Services looks like wrong credentials.
            self._audit.add(
                "permission_denied" if caller.scheme == "tba" else "EntityOrRoleDisabled",
                scheme=caller.scheme,
                url=request.raw_path,
                user=caller.user.name,
                role=caller.role.name,
            )
            raise self._problem(caller.scheme)
        return caller

    def restlet(self, request: Request) -> Caller:
        """Caller of a RESTlet.

        Raises:
            RestletError: With SuiteScript's login codes (Oracle help: section_4634920277). Which status goes with
                which code is not published: 401 for logins, 400 for a request that could not be understood.
        """
        try:
            return self._caller(request, "restlets")
        except TbaRefusal as refusal:
            if refusal.detail in _MALFORMED_TBA:
                raise RestletError.invalid_request() from refusal
            raise RestletError.invalid_login(self._challenge("tba")) from refusal
        except BearerRefusal as refusal:
            if refusal.malformed:
                raise RestletError.invalid_request(self._challenge("oauth2", malformed=True)) from refusal
            raise RestletError.invalid_login(self._challenge("oauth2")) from refusal

    def refusal(self, request: Request, door: SignInKind) -> Problem | RestletError:
        """What wrong credentials of the request's own scheme would have got."""
        scheme = "tba" if (request.header("authorization") or "").lower().startswith("oauth") else "oauth2"
        if door == "restlet":
            return RestletError.invalid_login(self._challenge(scheme))
        return self._problem(scheme)

    def end_credential(self, request: Request) -> None:
        """Refuse what the request signs in with from now on: its access token alone, or its TBA token."""
        scheme, _, value = (request.header("authorization") or "").strip().partition(" ")
        if scheme.lower() == "oauth":
            self._tba.end_token(value)
        elif scheme.lower() == "bearer":
            self._tokens.end(value.strip())

    def _caller(self, request: Request, scope: str) -> Caller:
        """By the scheme of the header."""
        scheme, _, value = (request.header("authorization") or "").strip().partition(" ")
        match scheme.lower():
            case "oauth":
                return self._tba.verify(request, value)
            case "bearer":
                return self._bearer(request, value.strip(), scope)
            case "":
                self._audit.add("MissingTokenPassportRequiredFields", scheme="none", url=request.raw_path)
                raise TbaRefusal("MissingTokenPassportRequiredFields")
            case _:
                # User credentials are refused for new integrations (Oracle help: subsect_156509465078).
                self._audit.add("FeatureDisabled", scheme=scheme.lower(), url=request.raw_path)
                raise TbaRefusal("FeatureDisabled")

    def _bearer(self, request: Request, token: str, scope: str) -> Caller:
        """By access token; writes the trail."""
        try:
            caller = self._tokens.caller(_single_token(token), scope)
        except BearerRefusal as refusal:
            self._audit.add(refusal.detail, scheme="oauth2", url=request.raw_path)
            raise
        self._audit.add("", scheme="oauth2", url=request.raw_path, user=caller.user.name, role=caller.role.name)
        return caller

    def _problem(self, scheme: str, *, malformed: bool = False) -> Problem:
        """The documented body for every refused sign-in to a REST service."""
        challenge = {"www-authenticate": self._challenge(scheme, malformed=malformed)}
        if malformed:
            detail = "The request could not be understood by the server due to malformed syntax."
            return Problem(400, "INVALID_REQUEST", detail, headers=challenge)
        return Problem(401, "INVALID_LOGIN", INVALID_LOGIN, headers=challenge)

    def _challenge(self, scheme: str, *, malformed: bool = False) -> str:
        """``WWW-Authenticate``: observed for TBA, documented for OAuth 2.0 (subsect_158521885412)."""
        if scheme == "tba":
            name, error, text = "OAuth", "token_rejected", "Invalid login attempt."
        elif malformed:
            name, error = "Bearer", "invalid_request"
            text = "The request could not be understood by the server due to malformed syntax."
        else:
            name, error, text = "Bearer", "invalid_token", "Invalid login attempt."
        return f'{name} realm="{self._account_id}", error="{error}", error_description="{text}"'


def _single_token(text: str) -> str:
    """The token of a Bearer header.

    Raises:
        BearerRefusal: Nothing there, or more than one word.
    """
    if not text or " " in text:
        raise BearerRefusal("InvalidTokenType", malformed=True)
    return text
