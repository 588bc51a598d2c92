"""The words in column *Detail* of NetSuite's login audit trail: the only place that says why a sign-in failed.

Oracle help: subsect_156935170194 (TBA), subsect_158324637123, subsect_158711892221, subsect_158711928134 (OAuth 2.0).
"""

from __future__ import annotations

from typing import NamedTuple

AUDIT_TRAIL_PAGE = "Setup > Users/Roles > User Management > View Login Audit Trail"


class AuditCode(NamedTuple):
    """One word of the column."""

    code: str
    cause: str
    fix: str


_RECORD = "Setup > Integration > Manage Integrations"
_FEATURES = "Setup > Company > Enable Features > SuiteCloud"
_ANOTHER = "Make a new token under Setup > Users/Roles > Access Tokens > New."

TBA_CODES: tuple[AuditCode, ...] = (
    AuditCode(
        "InvalidSignature",
        "consumer secret or token secret is wrong",
        "Copy both again; they are shown once, so make new ones if lost.",
    ),
    AuditCode(
        "token_rejected",
        "the token is unknown, revoked, or of another integration",
        f"Check token_id. {_ANOTHER}",
    ),
    AuditCode("consumer_key_unknown", "no integration has this consumer key", f"Check consumer_key under {_RECORD}."),
    AuditCode("consumer_key_refused", "the integration record is blocked", f"Set State to Enabled under {_RECORD}."),
    AuditCode(
        "permission_denied",
        "user or role is inactive, or the role may not log in with access tokens",
        "Give the role 'Log in using Access Tokens' and 'REST Web Services' (Setup, Full) and assign it to the user.",
    ),
    AuditCode(
        "InvalidTimestamp", "the clock is more than five minutes off", "Set the clock of the machine that runs this."
    ),
    AuditCode("temporary_locked", "five failed sign-ins in a row", "Wait 30 minutes; correct the credentials first."),
    AuditCode("FeatureDisabled", "token-based authentication is off", f"Switch it on under {_FEATURES}."),
    AuditCode("NonceUsed", "a request was recorded and sent again", "Look for a proxy that repeats requests."),
    AuditCode("nonce_used", "a request was recorded and sent again", "Look for a proxy that repeats requests."),
    AuditCode("nonce_rejected", "the nonce is too short", "Report it: suiteplug sends 32 characters."),
    AuditCode("parameter_rejected", "a parameter is doubled or empty", "Report it with the request's URL."),
    AuditCode(
        "MissingTokenPassportRequiredFields",
        "a part of the signature is missing",
        "Look for a proxy that cuts headers.",
    ),
    AuditCode("UnknownAlgorithm", "the signature is not HMAC-SHA256", "Report it: suiteplug sends HMAC-SHA256."),
    AuditCode("VersionRejected", "the OAuth version is not 1.0", "Report it: suiteplug sends 1.0."),
)

OAUTH2_CODES: tuple[AuditCode, ...] = (
    AuditCode(
        "SignatureValidation",
        "the private key is not the one of the uploaded certificate",
        "Upload the certificate of this key, or use the key of that certificate.",
    ),
    AuditCode("InvalidSignature", "the token's signature is wrong", "Sign in again."),
    AuditCode(
        "MissingKey",
        "the certificate ID is unknown, revoked or expired",
        "Copy the Certificate ID again; make and upload a new certificate if it has expired.",
    ),
    AuditCode("MissingKeyId", "the certificate ID is empty", "Set certificate_id."),
    AuditCode("UnsupportedAlgo", "the algorithm is not accepted", "Leave algorithm empty."),
    AuditCode("TokenNotAcceptable", "the assertion comes from the future", "Set the clock of this machine."),
    AuditCode("TokenExpired", "the assertion or token is too old", "Set the clock of this machine."),
    AuditCode(
        "TokenValidityTooBroad", "the assertion is valid for too long", "Report it: suiteplug asks for 50 minutes."
    ),
    AuditCode("InvalidIssuer", "the client ID in the assertion is wrong", f"Check client_id under {_RECORD}."),
    AuditCode("ClientIdMismatch", "the token belongs to another integration", "Sign in again with this client ID."),
    AuditCode("ClientAuthenticationFailed", "the client secret is wrong", f"Reset the credentials under {_RECORD}."),
    AuditCode("InvalidIntegration", "the integration record is not usable", f"Look at it under {_RECORD}."),
    AuditCode("UnknownIntegration", "no integration has this client ID", f"Check client_id under {_RECORD}."),
    AuditCode("IntegrationBlocked", "the integration record is blocked", f"Set State to Enabled under {_RECORD}."),
    AuditCode(
        "EntityOrRoleDisabled",
        "user or role is inactive, or the role may not log in with OAuth 2.0",
        "Give the role 'Log in using OAuth 2.0 Access Tokens' and 'REST Web Services' (Setup, Full).",
    ),
    AuditCode("ScopeMismatched", "a scope is not ticked on the record", f"Tick it under {_RECORD}, or ask for less."),
    AuditCode(
        "InvalidScope", "the token's scope does not cover the service", "Add rest_webservices or restlets to scope."
    ),
    AuditCode(
        "AuthorizationCodeGrantRequired",
        "the authorization code grant is off",
        f"Tick it on the record under {_RECORD}.",
    ),
    AuditCode("InvalidRedirectURI", "redirect_uri is not registered", f"Enter it, letter by letter, under {_RECORD}."),
    AuditCode("InvalidState", "the state is too short", "Report it: suiteplug sends 43 characters."),
    AuditCode("InvalidGrant", "the code is used, too old or of another client", "Sign in again."),
    AuditCode("AuthorizationExplicitlyDenied", "the user pressed Deny", "Sign in again and press Allow."),
    AuditCode("RefreshTokenExpired", "the refresh token is too old", "Sign in again."),
    AuditCode("InvalidRefreshToken", "the refresh token was used before or revoked", "Sign in again."),
    AuditCode("AccessTokenExpired", "the access token is older than an hour", "Nothing: it is renewed by itself."),
    AuditCode("TokenRejected", "a refresh token was used as access token", "Sign in again."),
    AuditCode("TokenBlocked", "the token was revoked", "Sign in again."),
    AuditCode("FeatureDisabled", "OAuth 2.0 is off", f"Switch it on under {_FEATURES} > Manage Authentication."),
)


def read_on(codes: tuple[AuditCode, ...], *names: str) -> str:
    """A sentence that sends the reader to the audit trail and says what the likeliest words there mean."""
    known = {entry.code: entry.cause for entry in codes}
    words = "; ".join(f"{name}: {known[name]}" for name in names)
    return f"Read column Detail of the newest line under {AUDIT_TRAIL_PAGE}: {words}."


def as_table(codes: tuple[AuditCode, ...]) -> str:
    """The words as a Markdown table."""
    rows = [f"| `{entry.code}` | {entry.cause} | {entry.fix} |" for entry in codes]
    return "\n".join(["| Detail | Cause | Fix |", "|---|---|---|", *rows])
