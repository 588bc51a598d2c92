"""What an administrator does in NetSuite before a connection works, and what goes wrong most often.

Shown by hosts beside the form. Oracle help: article_5085602973, section_157771510070, section_157771733782,
section_162686838198, bridgehead_4248124361, bridgehead_4249032125, bridgehead_4254081947.
"""

from __future__ import annotations

MANAGE_ROLES = "Setup > Users/Roles > User Management > Manage Roles > (role) > Permissions > Setup"
INTEGRATION_RECORD = "Setup > Integration > Manage Integrations > (record)"
ACCESS_TOKENS = "Setup > Users/Roles > Access Tokens"
M2M_MAPPING = "Setup > Integration > Manage Authentication > OAuth 2.0 Client Credentials (M2M) Setup"
LOG_IN_OAUTH2 = "Log in using OAuth 2.0 Access Tokens"
LOG_IN_TBA = "Log in using Access Tokens"
NEW_CERTIFICATE = "suiteplug connection new-certificate"

TBA_END_OF_LIFE = (
    "NetSuite lets nobody make new TBA integrations from release 2027.1 and plans to end support for existing ones "
    "with 2028.1. Move to oauth-client-credentials before that."
)

_ACCOUNT_ID = "Copy the Account ID from Setup > Company > Company Information."


def _features(name: str) -> str:
    return (
        f"Setup > Company > Enable Features > SuiteCloud: tick REST Web Services, {name} under Manage Authentication, "
        "and for RESTlets Client SuiteScript and Server SuiteScript; on the Analytics subtab tick SuiteAnalytics "
        "Workbook. Save."
    )


def _role(log_in: str) -> str:
    return (
        "Setup > Users/Roles > User Management > Manage Roles > New: on Permissions > Setup add REST Web Services "
        f"(Full) and {log_in} (Full); on Permissions > Reports add SuiteAnalytics Workbook (Edit); add the permissions "
        "for the records to work with (Lists > Customers, Transactions > Sales Order ...). Give the role to a user "
        "made for this integration. Do not use Administrator."
    )


_M2M_RECORD = (
    "Setup > Integration > Manage Integrations > New: name it, State Enabled; on Authentication tick Client "
    "Credentials (Machine to Machine) Grant and the scopes REST Web Services and RESTlets; clear Public Client. "
    "Save, and copy the Client ID: it is shown once."
)
_M2M_UPLOAD = (
    f"{M2M_MAPPING} > Create New: choose entity (user), role and application, upload the certificate (never the key), "
    "Save. Copy the Certificate ID."
)

CLIENT_CREDENTIALS_STEPS = (
    _features("OAuth 2.0"),
    _role(LOG_IN_OAUTH2),
    _M2M_RECORD,
    f"Run '{NEW_CERTIFICATE}': it makes a private key and a certificate that NetSuite accepts.",
    _M2M_UPLOAD,
    _ACCOUNT_ID,
    "Put account ID, client ID, certificate ID and private key into the connection and verify it.",
)
_MIGRATED_ROLE = (
    f"{MANAGE_ROLES}: add {LOG_IN_OAUTH2} (Full) to the role of the access token that is used now. Leave the rest as "
    "it is, so that both connections may do the same."
)
_MIGRATED_UPLOAD = (
    f"{M2M_MAPPING} > Create New: choose the user and the role of the access token that is used now and the new "
    "application, upload the certificate (never the key), Save. Copy the Certificate ID."
)
CLIENT_CREDENTIALS_MIGRATION = (
    "Setup > Company > Enable Features > SuiteCloud > Manage Authentication: tick OAuth 2.0. Save.",
    _MIGRATED_ROLE,
    _M2M_RECORD,
    _MIGRATED_UPLOAD,
)
_TWO_PERMISSIONS = (
    f"The role needs '{LOG_IN_OAUTH2}' besides 'REST Web Services'; what is missing is not said in the reply, only in "
    "the Login Audit Trail, column Detail."
)
CLIENT_CREDENTIALS_PITFALLS = (
    "A sandbox loses all certificate mappings at every refresh; they have to be made again there.",
    "The assertion is signed with PS256 or ES256; RS256, which many examples use, is refused.",
    "A certificate serves one combination of integration, role and entity; an integration holds five.",
    "NetSuite cuts certificates that live longer than two years in silence.",
    "Public clients cannot use this grant.",
    _TWO_PERMISSIONS,
)

_CODE_RECORD = (
    "Setup > Integration > Manage Integrations > New: name it, State Enabled; on Authentication tick Authorization "
    "Code Grant and the scopes REST Web Services and RESTlets, enter the Redirect URI exactly as in the connection. "
    "Save, and copy Client ID and Client Secret: they are shown once."
)
_PUBLIC_CLIENT = (
    "To be asked less often, tick Public Client and set Refresh Token Validity and Maximum Time For Token Rotation to "
    "720 hours each; then leave client_secret empty."
)

AUTHORIZATION_CODE_STEPS = (
    _features("OAuth 2.0"),
    _role(LOG_IN_OAUTH2),
    _CODE_RECORD,
    _PUBLIC_CLIENT,
    _ACCOUNT_ID,
    "Run 'suiteplug connection authorize NAME': NetSuite opens in the browser; sign in, choose the role, press Allow.",
)
_SEVEN_DAYS = (
    "With a client secret the refresh token ends seven days after the consent, whatever happens in between; only a "
    "public client's refresh token is replaced at each use."
)
_HTTPS_REDIRECT = (
    "NetSuite's help allows https:// and custom schemes as redirect URI. Where the record refuses http://localhost, "
    "use https://localhost/callback: the browser shows an error page, and its address is pasted into the command line."
)
AUTHORIZATION_CODE_PITFALLS = (
    _SEVEN_DAYS,
    _HTTPS_REDIRECT,
    "The redirect URI must equal the registered one letter by letter.",
    "A public client's refresh token works once: keep its tokens in one place, never in two copies of a connection.",
    _TWO_PERMISSIONS,
)

_TBA_RECORD = (
    "Setup > Integration > Manage Integrations > New: name it, State Enabled; on Authentication tick Token-Based "
    "Authentication, clear TBA: Authorization Flow and Authorization Code Grant. Save, and copy Consumer Key and "
    "Consumer Secret: they are shown once."
)
_TBA_TOKEN = (
    f"{ACCESS_TOKENS} > New: choose application, user and role. Save, and copy Token ID and Token Secret: they are "
    "shown once."
)
TBA_STEPS = (
    _features("Token-based Authentication"),
    _role(LOG_IN_TBA),
    _TBA_RECORD,
    _TBA_TOKEN,
    _ACCOUNT_ID,
    "Put the account ID and the four keys into the connection and verify it.",
)
_WRONG_ROLES = (
    "A role with the permission Access Token Management cannot sign in with tokens, and a Web Services Only role "
    "cannot call RESTlets."
)
TBA_PITFALLS = (
    "NetSuite answers 'Invalid login attempt' whatever is wrong; the Login Audit Trail tells the reason.",
    "Five failed sign-ins lock the user for 30 minutes.",
    _WRONG_ROLES,
    "Tokens are not copied to a sandbox; its account ID has a suffix such as _SB1, and its tokens are its own.",
    "The clock may be off by five minutes at most.",
)


def help_pages(*names: str) -> tuple[str, ...]:
    """Addresses of pages of Oracle's NetSuite help."""
    return tuple(f"https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/{name}.html" for name in names)
