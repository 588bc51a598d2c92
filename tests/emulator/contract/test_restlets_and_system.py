"""RESTlets (Oracle help: section_4634920277), the system service, discovery (chapter_157011836591)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.emulator.contract.conftest import ORIGIN

if TYPE_CHECKING:
    from tests.emulator.contract.conftest import Stranger

RESTLET = f"{ORIGIN}/app/site/hosting/restlet.nl"
ECHO = f"{RESTLET}?script=101&deploy=1"
JSON = {"Content-Type": "application/json"}
GONE = "That Suitelet is invalid, disabled, or no longer exists."


@pytest.mark.parametrize(
    ("media_type", "text"),
    [
        ("application/json", f'{{"error": {{"code": "SSS_INVALID_SCRIPTLET_ID", "message": "{GONE}"}}}}'),
        ("application/xml", f"<error><code>SSS_INVALID_SCRIPTLET_ID</code><message>{GONE}</message></error>"),
        ("text/plain", f"error code: SSS_INVALID_SCRIPTLET_ID\nerror message: {GONE}"),
    ],
)
async def test_errors_in_the_callers_media_type(ns: Stranger, media_type: str, text: str) -> None:
    """The status is that of public clients, which look for 404 beside the code."""
    reply = await ns("GET", f"{RESTLET}?script=999&deploy=1", headers={"Content-Type": media_type})
    assert (reply.status_code, reply.text) == (404, text)
    assert reply.headers["content-type"].startswith(media_type)


async def test_a_script_that_breaks_is_a_400(ns: Stranger) -> None:
    reply = await ns("GET", f"{RESTLET}?script=102&deploy=1&crash=1", headers=JSON)
    assert (reply.status_code, reply.json()["error"]["code"]) == (400, "UNEXPECTED_ERROR")
    assert reply.json()["error"]["message"].startswith("An unexpected error occurred. Error ID: ")


async def test_methods_and_media_types(ns: Stranger) -> None:
    assert (await ns("POST", ECHO, {"a": 1})).json() == {"a": 1}
    assert (await ns("GET", f"{ECHO}&a=b", headers=JSON)).json() == {"a": "b"}
    assert (await ns("GET", f"{ECHO}&a=b")).headers["content-type"].startswith("text/plain")
    assert (await ns("GET", ECHO, b"{}", JSON)).status_code == 400
    assert (await ns("PATCH", ECHO, {})).status_code == 405
    assert (await ns("POST", ECHO, b"x", {"Content-Type": "application/pdf"})).status_code == 415


async def test_logins(ns: Stranger) -> None:
    reply = await ns("GET", ECHO, headers=JSON, client_secret="wrong")
    assert reply.status_code == 401
    assert reply.json() == {"error": {"code": "INVALID_LOGIN_ATTEMPT", "message": "Invalid login attempt."}}
    reply = await ns("GET", ECHO, headers=JSON, timestamp="1000000000")
    assert reply.json()["error"]["code"] == "INVALID_REQUEST"


async def test_over_the_limit_is_a_400_here(ns: Stranger) -> None:
    """Oracle help: bridgehead_1525252812."""
    ns.account.lanes.held = ns.account.lanes.limit
    reply = await ns("GET", ECHO, headers=JSON)
    assert (reply.status_code, reply.json()["error"]["code"]) == (400, "SSS_REQUEST_LIMIT_EXCEEDED")


async def test_time_and_limits(ns: Stranger) -> None:
    """Oracle help: article_0528010158, article_0625010817."""
    system = f"{ORIGIN}/services/rest/system/v1"
    assert (await ns("GET", f"{system}/serverTime")).json()["serverTime"].endswith("Z")
    assert (await ns("GET", f"{system}/governanceLimits")).status_code == 403
    ns.role = "3"
    limits = (await ns("GET", f"{system}/governanceLimits")).json()
    assert limits == {
        "accountConcurrencyLimit": 15,
        "accountUnallocatedConcurrencyLimit": 15,
        "integrationLimitType": "accountLimit",
    }


async def test_options_is_a_probe(ns: Stranger) -> None:
    """julbrs/netsuite-api-client."""
    reply = await ns("OPTIONS", f"{ORIGIN}/services/rest/*")
    assert (reply.status_code, reply.content) == (204, b"")


async def test_discovery(ns: Stranger) -> None:
    url = f"{ORIGIN}/rest/datacenterurls"
    assert (await ns.http.get(f"{url}?account=1234567_SB1")).json() == {
        "restDomain": "https://1234567-sb1.restlets.api.netsuite.com",
        "webservicesDomain": "https://1234567-sb1.suitetalk.api.netsuite.com",
        "systemDomain": "https://1234567-sb1.app.netsuite.com",
    }
    unknown = await ns.http.get(f"{url}?account=7654321")
    assert (unknown.status_code, unknown.json()["restDomain"]) == (200, "https://rest.netsuite.com")
    assert "You need to provide a proper value for the required field: account." in (await ns.http.get(url)).text
    assert "Company ID is invalid" in (await ns.http.get(f"{url}?account=a%20b")).text
    assert (await ns.http.post(url)).status_code == 405


async def test_the_catalogue(ns: Stranger) -> None:
    """Oracle help: section_1540810174, section_1545129726; keys of the extensions: uptick/pynetsuite."""
    catalogue = (await ns.get("/metadata-catalog"))["items"]
    relations = [(link["rel"], link.get("mediaType")) for link in catalogue[0]["links"]]
    assert relations[:3] == [
        ("canonical", "application/json"),
        ("alternate", "application/swagger+json"),
        ("alternate", "application/schema+json"),
    ]
    reply = await ns(
        "GET", "/metadata-catalog?select=customer,salesorder", headers={"Accept": "application/swagger+json"}
    )
    schemas = reply.json()["components"]["schemas"]
    assert reply.json()["openapi"].startswith("3.0")
    assert "required" not in schemas["salesOrder"]
    assert schemas["salesOrder-itemElement"]["x-ns-sublistkey"] == {
        "present": True,
        "value": {"new": ["orderLine"], "existing": ["line"]},
    }
    assert schemas["customer-addressBookElement"]["x-ns-sublistkey"]["value"]["existing"] == ["internalId"]
    assert schemas["customer-groupPricingElement"]["x-ns-sublistkey"]["present"] is False
    assert "companyName" in schemas["customer"]["x-ns-filterable"]
    reply = await ns("GET", "/metadata-catalog/customer", headers={"Accept": "application/schema+json"})
    assert reply.json()["$schema"] == "https://json-schema.org/draft-06/hyper-schema#"
