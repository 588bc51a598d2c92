"""Every operation that the account answers, with the page or the evidence for it.

``coverage.md`` lists them, and a test sends each of them. Addresses are those of this emulator's one origin; ``B`` is
``/services/rest/record/v1``, ``OAUTH`` is ``/services/rest/auth/oauth2/v1``.
"""

from __future__ import annotations

from typing import NamedTuple

PREFIXES = {"B": "/services/rest/record/v1", "OAUTH": "/services/rest/auth/oauth2/v1"}


class Operation(NamedTuple):
    """One operation.

    Attributes:
        method: HTTP method.
        address: Path with placeholders in braces, and what the query must say.
        what: What it does.
        source: Oracle help page, public repository, or "ours".
        header: The header that makes it this operation, as ``Name: value``.
    """

    method: str
    address: str
    what: str
    source: str
    header: str = ""

    @property
    def path(self) -> str:
        """The address with its prefix written out."""
        first, slash, rest = self.address.partition("/")
        return PREFIXES.get(first, first) + slash + rest


_FORM = "Accept: application/vnd.oracle.resource+json; type="
_BATCH = "Content-Type: application/vnd.oracle.resource+json; type=collection"
_ASYNC = "Prefer: respond-async"

OPERATIONS = (
    Operation("GET", "B/{type}", "list or filter records", "Oracle help: section_1540810951, section_1545222128"),
    Operation("POST", "B/{type}", "create a record", "Oracle help: section_1545141395"),
    Operation("GET", "B/{type}/{id}", "read a record", "Oracle help: section_1545141500"),
    Operation("GET", "B/{type}/eid:{externalId}", "read by external ID", "Oracle help: section_156334828635"),
    Operation("PATCH", "B/{type}/{id}", "update a record", "Oracle help: section_1545142173"),
    Operation("PUT", "B/{type}/eid:{externalId}", "create or update", "Oracle help: section_156335203191"),
    Operation("DELETE", "B/{type}/{id}", "delete a record", "Oracle help: section_1545142287"),
    Operation("GET", "B/{type}/{id}/{sublist}", "lines of a sublist", "Oracle help: section_159894563219"),
    Operation("GET", "B/{type}/{id}/{sublist}/{line}", "one line", "Oracle help: section_159894563219"),
    Operation("GET", "B/{type}/{id}/{subrecord}", "a subrecord", "Oracle help: chapter_156337267817"),
    Operation("GET", "B/{type}/{id}/{field}", "the record a field refers to", "Oracle help: section_159894563219"),
    Operation("POST", "B/{type}/{id}/!transform/{target}", "make the next record", "Oracle help: section_157901123882"),
    Operation("POST", "B/{type}/{id}/!attach/contact/{contact}", "attach", "Oracle help: article_0113084334"),
    Operation("POST", "B/{type}/{id}/!detach/contact/{contact}", "detach", "Oracle help: article_0113084334"),
    Operation("POST", "B/{type}/{id}/!attach/file/{file}", "attach a file", "Oracle help: article_0113084334"),
    Operation("POST", "B/{type}/{id}/@{action}", "run a record action", "Oracle help: section_156631158782"),
    Operation("POST", "B/{type}", "form for a new record", "Oracle help: article_1217103046", f"{_FORM}create-form"),
    Operation("PATCH", "B/{type}/{id}", "form for a record", "Oracle help: article_1217103046", f"{_FORM}edit-form"),
    Operation(
        "POST",
        "B/{type}/{id}/!transform/{target}",
        "form for a transform",
        "Oracle help: article_1217103046",
        f"{_FORM}create-form",
    ),
    Operation(
        "POST",
        "B/{type}?fields={field}",
        "values a field may have",
        "Oracle help: article_0115100241",
        f"{_FORM}select-options",
    ),
    Operation("POST", "B/{type}", "create several", "Oracle help: article_0127092747", _BATCH),
    Operation("PATCH", "B/{type}", "update several", "Oracle help: article_0127092747", _BATCH),
    Operation("PUT", "B/{type}", "create or update several", "Oracle help: article_0127092747", _BATCH),
    Operation("DELETE", "B/{type}?ids={ids}", "delete several", "Oracle help: article_0127092747", _ASYNC),
    Operation(
        "GET", "B/{type}?ids={ids}&expandRecords=true", "read several", "Oracle help: article_0127092747", _ASYNC
    ),
    Operation("GET", "B/{type}/{id}", "any request, later", "Oracle help: subsect_161278579295", _ASYNC),
    Operation("GET", "B/metadata-catalog", "list of record types", "Oracle help: section_1540810174"),
    Operation("GET", "B/metadata-catalog/{type}", "one type", "Oracle help: section_1540810174"),
    Operation(
        "GET",
        "B/metadata-catalog?select={type}",
        "OpenAPI 3",
        "Oracle help: section_1545126526; uptick/pynetsuite: netsuite-oas.json",
        "Accept: application/swagger+json",
    ),
    Operation(
        "GET",
        "B/metadata-catalog/{type}",
        "JSON Schema",
        "Oracle help: section_1545129726",
        "Accept: application/schema+json",
    ),
    Operation("OPTIONS", "/services/rest/record/v1", "a probe", "julbrs/netsuite-api-client: test/request.test.ts"),
    Operation(
        "POST",
        "/services/rest/query/v1/suiteql",
        "a SuiteQL query",
        "Oracle help: section_157909186990; julienchriqui-okkoer/netsuite-mcp-server: recorded",
        "Prefer: transient",
    ),
    Operation("GET", "/services/rest/query/v1/dataset", "list datasets", "Oracle help: section_156577938018"),
    Operation(
        "GET", "/services/rest/query/v1/dataset/{dataset}/result", "run a dataset", "Oracle help: section_156577938018"
    ),
    Operation("GET", "/services/rest/async/v1/job/{job}", "how a job stands", "Oracle help: subsect_161252896355"),
    Operation("GET", "/services/rest/async/v1/job/{job}/task", "its tasks", "Oracle help: subsect_161252896355"),
    Operation("GET", "/services/rest/async/v1/job/{job}/task/{job}", "one task", "Oracle help: subsect_161252896355"),
    Operation(
        "GET", "/services/rest/async/v1/job/{job}/task/{job}/result", "its result", "Oracle help: subsect_161252889998"
    ),
    Operation("GET", "/services/rest/system/v1/serverTime", "the account's time", "Oracle help: article_0528010158"),
    Operation("GET", "/services/rest/system/v1/governanceLimits", "lanes", "Oracle help: article_0625010817"),
    Operation(
        "GET", "/app/site/hosting/restlet.nl?script={script}&deploy=1", "call", "Oracle help: section_4618456734"
    ),
    Operation(
        "POST", "/app/site/hosting/restlet.nl?script={script}&deploy=1", "call", "Oracle help: section_4618456734"
    ),
    Operation(
        "PUT", "/app/site/hosting/restlet.nl?script={script}&deploy=1", "call", "Oracle help: section_4618456734"
    ),
    Operation(
        "DELETE", "/app/site/hosting/restlet.nl?script={script}&deploy=1", "call", "Oracle help: section_4618456734"
    ),
    Operation("GET", "/app/login/oauth2/authorize.nl", "step one of OAuth 2.0", "Oracle help: section_158081944642"),
    Operation(
        "POST", "/app/login/oauth2/authorize.nl", "the buttons of its page", "ours: NetSuite's page is not published"
    ),
    Operation(
        "POST", "OAUTH/token", "get and refresh tokens", "Oracle help: section_158081952044, section_158082518856"
    ),
    Operation("POST", "OAUTH/revoke", "end a refresh token", "Oracle help: section_161071224088"),
    Operation("GET", "OAUTH/keys", "keys of the tokens", "Oracle help: section_158255317571"),
    Operation("GET", "OAUTH/clients/{client}/certificates", "list certificates", "Oracle help: article_11111634165"),
    Operation("POST", "OAUTH/clients/{client}/certificates", "add a certificate", "Oracle help: article_0209112025"),
    Operation(
        "POST",
        "OAUTH/clients/{client}/certificates/{certificate}/revoke",
        "end a certificate",
        "Oracle help: article_0209112818",
    ),
    Operation("GET", "/.well-known/openid-configuration", "list of endpoints", "Oracle help: section_160855370280"),
    Operation("POST", "/rest/requesttoken", "step one of TBA's flow", "Oracle help: section_156338994830"),
    Operation("GET", "/app/login/secure/authorizetoken.nl", "step two", "Oracle help: section_156536698849"),
    Operation("POST", "/rest/accesstoken", "step three", "Oracle help: section_156537025868"),
    Operation("GET", "/rest/tokeninfo", "whose token it is", "Oracle help: chapter_157017286140; names are ours"),
    Operation("GET", "/rest/revoketoken", "end a TBA token", "Oracle help: chapter_157017286140; its reply is ours"),
    Operation("GET", "/rest/datacenterurls?account={account}", "the hosts", "Oracle help: chapter_157011836591"),
)

MISSING = (
    Operation("GET", "/rest/issuetoken", "a TBA token for a password", "Oracle help: chapter_157017286140"),
    Operation("GET", "/rest/roles", "roles of a user, for a password", "Oracle help: chapter_157011522878"),
)
"""Documented, and answered with 501: they sign in with a user's password, which no new integration may do."""
