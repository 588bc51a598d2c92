"""What every reply carries, unknown paths, the system service, discovery, permissions of a door."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.emulator.app import create_app
from suiteplug.emulator.core.problems import Problem, ProblemDetail, problem_type
from suiteplug.emulator.core.router import Route
from suiteplug.emulator.core.wire import Request, Response
from suiteplug.emulator.roles import Level, Role

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account

ORIGIN = "http://127.0.0.1:8765"
SERVER_TIME = f"{ORIGIN}/services/rest/system/v1/serverTime"
LIMITS = f"{ORIGIN}/services/rest/system/v1/governanceLimits"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def test_headers_of_every_reply(http: httpx.AsyncClient, tba: Any) -> None:
    good = await http.get(SERVER_TIME, headers=tba.headers(SERVER_TIME))
    bad = await http.get(SERVER_TIME)
    for reply in (good, bad):
        assert UUID.fullmatch(reply.headers["x-n-operationid"])
        assert UUID.fullmatch(reply.headers["x-netsuite-jobid"])
        assert reply.headers["cache-control"] == "No-Cache"
        assert reply.headers["vary"] == "User-Agent, Accept-Encoding"
        assert reply.headers["date"] == "Wed, 12 Aug 2026 12:00:00 GMT"
    assert good.headers["content-type"].startswith("application/vnd.oracle.resource+json; type=singular")
    assert good.headers["x-n-operationid"] != bad.headers["x-n-operationid"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/services/rest/nothing/v1", 404, "INVALID_REQUEST"),
        ("/services/rest/system/v1/weather", 404, "INVALID_REQUEST"),
        ("/services/rest/async/v1/job/1", 404, "NONEXISTENT_ID"),
    ],
)
async def test_what_is_not_there(http: httpx.AsyncClient, tba: Any, path: str, status: int, code: str) -> None:
    reply = await http.get(path, headers=tba.headers(f"{ORIGIN}{path}"))
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (status, code)


@pytest.mark.parametrize("path", ["/", "/nothing", "/services", "/services/rest/../../etc/passwd", "//"])
async def test_unknown_paths(http: httpx.AsyncClient, path: str) -> None:
    reply = await http.get(path)
    assert reply.status_code in {401, 404}
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=error; charset=UTF-8"


@pytest.mark.parametrize("path", ["/rest/issuetoken", "/rest/roles", "/services/rest/auth/oauth2/v2/token"])
async def test_doors_that_are_missing_say_so(http: httpx.AsyncClient, path: str) -> None:
    assert (await http.post(path)).status_code in {401, 501}


async def test_options(http: httpx.AsyncClient, tba: Any) -> None:
    for path in ("/services/rest", "/services/rest/record/v1/customer", "/services/rest/query/v1/suiteql"):
        reply = await http.options(path, headers=tba.headers(f"{ORIGIN}{path}", "OPTIONS"))
        assert (reply.status_code, reply.content) == (204, b"")


async def test_methods(http: httpx.AsyncClient, tba: Any) -> None:
    reply = await http.post(SERVER_TIME, headers=tba.headers(SERVER_TIME, "POST"))
    assert reply.status_code == 405


async def test_governance_limits_are_for_administrators(http: httpx.AsyncClient, account: Account, tba: Any) -> None:
    refused = await http.get(LIMITS, headers=tba.headers(LIMITS))
    assert refused.status_code == 403
    assert refused.json()["o:errorDetails"][0]["o:errorCode"] == "INSUFFICIENT_PERMISSION"
    reply = await http.get(LIMITS, headers=tba.headers(LIMITS, role="3"))
    assert reply.json() == {
        "accountConcurrencyLimit": 15,
        "accountUnallocatedConcurrencyLimit": 15,
        "integrationLimitType": "accountLimit",
    }
    account.access.integrations["1"].concurrency_limit = 4
    reply = await http.get(LIMITS, headers=tba.headers(LIMITS, role="3"))
    assert reply.json() == {
        "accountConcurrencyLimit": 15,
        "accountUnallocatedConcurrencyLimit": 11,
        "integrationConcurrencyLimit": 4,
        "integrationLimitType": "integrationSpecific",
    }


async def test_a_query_needs_suiteanalytics_workbook(http: httpx.AsyncClient, tba: Any) -> None:
    url = f"{ORIGIN}/services/rest/query/v1/suiteql"
    reply = await http.post(url, headers=tba.headers(url, "POST", role="1003"))
    assert reply.status_code == 403
    assert "SuiteAnalytics Workbook" in reply.json()["o:errorDetails"][0]["detail"]


@pytest.mark.parametrize("spelling", ["1234567_SB1", "1234567-sb1", "1234567_sb1"])
async def test_data_center_urls(http: httpx.AsyncClient, spelling: str) -> None:
    reply = await http.get("/rest/datacenterurls", params={"account": spelling})
    assert reply.json() == dict.fromkeys(("restDomain", "webservicesDomain", "systemDomain"), ORIGIN)


async def test_data_center_urls_under_netsuites_own_names(account: Account) -> None:
    transport = httpx.ASGITransport(create_app(account))
    async with httpx.AsyncClient(transport=transport, base_url="https://rest.netsuite.com") as http:
        reply = await http.get("/rest/datacenterurls", params={"account": "1234567_SB1"})
    assert reply.json()["webservicesDomain"] == "https://1234567-sb1.suitetalk.api.netsuite.com"


async def test_data_center_urls_of_nobody(http: httpx.AsyncClient) -> None:
    unknown = await http.get("/rest/datacenterurls", params={"account": "7654321"})
    assert (unknown.status_code, unknown.json()["systemDomain"]) == (200, "https://system.netsuite.com")
    missing = await http.get("/rest/datacenterurls")
    assert "required field: account" in missing.text
    assert "Company ID is invalid" in (await http.get("/rest/datacenterurls?account=1;2")).text
    assert (await http.post("/rest/datacenterurls?account=1")).status_code == 405


async def test_openid_configuration(http: httpx.AsyncClient) -> None:
    document = (await http.get("/.well-known/openid-configuration")).json()
    assert document["token_endpoint"] == f"{ORIGIN}/services/rest/auth/oauth2/v1/token"
    assert (await http.get(document["jwks_uri"])).status_code == 200


async def test_gzip_only_when_asked_and_worth_it(http: httpx.AsyncClient, account: Account) -> None:
    long = Route(lambda _: Response.text("x" * 5000), sign_in="none")
    account.router._routes["long",] = long
    async with http.stream("GET", "/long", headers={"Accept-Encoding": "gzip"}) as reply:
        raw = b"".join([chunk async for chunk in reply.aiter_raw()])
    assert (reply.headers["content-encoding"], gzip.decompress(raw)) == ("gzip", b"x" * 5000)
    plain = await http.get("/long", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    short = await http.get("/rest/datacenterurls?account=1", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in short.headers


async def test_the_rest_services_compress_even_little(http: httpx.AsyncClient, tba: Any) -> None:
    """Recorded: replies of 253 and refusals of 201 compressed bytes (julienchriqui-okkoer/netsuite-mcp-server)."""
    reply = await http.get(SERVER_TIME, headers=tba.headers(SERVER_TIME) | {"Accept-Encoding": "gzip"})
    assert reply.headers["content-encoding"] == "gzip"
    assert list(reply.json())
    refused = await http.get(SERVER_TIME, headers={"Accept-Encoding": "gzip"})
    assert (refused.status_code, refused.headers["content-encoding"]) == (401, "gzip")
    assert refused.json()["status"] == 401


async def test_a_failing_door_answers_500_with_an_error_id(
    http: httpx.AsyncClient, account: Account, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(_: Request) -> Response:
        raise RuntimeError("secret detail")

    account.router._routes["crash",] = Route(crash, sign_in="none")
    reply = await http.get("/crash")
    assert reply.status_code == 500
    detail = reply.json()["o:errorDetails"][0]
    assert detail["o:errorCode"] == "UNEXPECTED_ERROR"
    assert "secret" not in reply.text
    assert detail["detail"].rpartition(" ")[2] in caplog.text


def test_problem_bodies() -> None:
    problem = Problem(400, "USER_ERROR", "One.", path="entity", more=(ProblemDetail("X", "Two.", query_param="q"),))
    assert problem.body() == {
        "type": "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1",
        "title": "Bad Request",
        "status": 400,
        "o:errorDetails": [
            {"detail": "One.", "o:errorPath": "entity", "o:errorCode": "USER_ERROR"},
            {"detail": "Two.", "o:errorQueryParam": "q", "o:errorCode": "X"},
        ],
    }
    assert problem.body("w3")["type"].endswith("rfc2616-sec10.html#sec10.4.1")
    assert problem_type(418, "w3").endswith("sec10.html")


def test_levels() -> None:
    role = Role("1", "r", {"TRAN_SALESORD": Level.EDIT}, default=Level.VIEW)
    assert role.can("TRAN_SALESORD", Level.EDIT)
    assert not role.can("TRAN_SALESORD", Level.FULL)
    assert role.can("LIST_CUSTJOB")
    assert not role.can("ADMI_RESTWEBSERVICES")
    assert replace(role, administrator=True).can("ADMI_RESTWEBSERVICES", Level.FULL)
    with pytest.raises(Problem, match="Lists -> Customers"):
        role.require("LIST_CUSTJOB", Level.EDIT, "Lists -> Customers")


def test_request_reads_its_parts() -> None:
    request = Request(
        "GET",
        "http://h:1",
        "/a%2Fb/c",
        "x=1&x=2&empty=&plus=a+b",
        {"prefer": "respond-async, Transient", "content-type": "Application/JSON; charset=utf-8"},
    )
    assert request.query == [("x", "1"), ("x", "2"), ("empty", ""), ("plus", "a b")]
    assert (request.param("x"), request.param("no"), request.header("prefer") is None) == ("1", None, False)
    assert (request.path, request.host, request.media_type) == ("/a/b/c", "h:1", "application/json")
    assert request.prefers == {"respond-async", "transient"}
    assert request.url == "http://h:1/a%2Fb/c?x=1&x=2&empty=&plus=a+b"
    with pytest.raises(LookupError):
        _ = request.role


async def test_an_encoded_slash_stays_in_its_segment(http: httpx.AsyncClient, account: Account) -> None:
    seen: list[Request] = []

    def remember(request: Request) -> Response:
        seen.append(request)
        return Response(200)

    account.router._routes["door",] = Route(remember, sign_in="none")
    await http.get("/door/eid:a%2Fb/x%20y")
    assert (seen[0].segments, seen[0].door_url) == (("eid:a/b", "x y"), f"{ORIGIN}/door")
