"""Where raw requests may go."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.errors import InputError
from suiteplug.connector.raw.target import RawService, check_headers, target

BASE = "/services/rest/record/v1"


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        ("", BASE),
        ("/", BASE),
        ("customer/107", f"{BASE}/customer/107"),
        ("/customer/107/", f"{BASE}/customer/107"),
        (f"{BASE}/customer/107", f"{BASE}/customer/107"),
        (BASE, BASE),
        ("salesOrder/1/!transform/itemFulfillment", f"{BASE}/salesOrder/1/!transform/itemFulfillment"),
        ("customer/eid:A%2FB%20C", f"{BASE}/customer/eid:A%2FB%20C"),
        ("customer/eid:50%25", f"{BASE}/customer/eid:50%25"),
        ("vendorPayment/3/@confirm", f"{BASE}/vendorPayment/3/@confirm"),
        ("a/..b/.c", f"{BASE}/a/..b/.c"),
    ],
)
def test_paths_below_the_service(path: str, whole: str) -> None:
    assert target(RawService.RECORD, path) == whole


@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/x",
        "HTTP://evil.example",
        "//evil.example/x",
        "/\\evil.example",
        "customer//107",
        "%2f",
        "a/%2f",
        "..",
        "../query/v1/suiteql",
        "customer/../../../app",
        "customer/%2e%2e/x",
        "customer/%2E./x",
        "customer/%252e%252e/x",
        "customer/%25252e%25252e%25252fx",
        "customer/..;a=b/x",
        "customer/%2e%2e%3ba/x",
        "customer%2f..%2f..",
        "customer%5c..",
        "customer\\107",
        "customer?q=1",
        "customer#x",
        "customer/1\r\nHost: evil",
        "customer/1%0d%0aHost:%20evil",
        "customer/%00",
        "customer 1",
        "customer/é",
        "customer/%zz",
        "customer/%2525252525252e",
        ".",
        "customer/./1",
        "/services/rest/query/v1/../record",
    ],
)
def test_tricks_are_refused(path: str) -> None:
    with pytest.raises(InputError) as caught:
        target(RawService.RECORD, path)
    assert caught.value.code == "PATH_REFUSED"
    assert caught.value.field == "path"


def test_a_path_of_another_service_stays_below_this_one() -> None:
    assert target(RawService.RECORD, "/services/rest/query/v1/suiteql") == f"{BASE}/services/rest/query/v1/suiteql"
    assert target(RawService.RECORD, f"{BASE}x/customer") == f"{BASE}{BASE}x/customer"


def test_a_restlet_has_no_path_but_a_name() -> None:
    assert target(RawService.RESTLET, "", has_query=True) == "/app/site/hosting/restlet.nl"
    with pytest.raises(InputError, match="no path"):
        target(RawService.RESTLET, "x", has_query=True)
    with pytest.raises(InputError, match="script and deploy"):
        target(RawService.RESTLET, "", has_query=False)


dangerous = st.sampled_from(
    ["..", ".", "%2e", "%2E", "%252e", "/", "%2f", "%5c", "\\", "//", ";", "a", "1", "%", "?", "#", ":", "@", "https:"]
)


@given(st.sampled_from(list(RawService)[:4]), st.lists(dangerous, max_size=8).map("".join) | st.text(max_size=30))
def test_no_path_climbs_out_however_often_it_is_decoded(service: RawService, path: str) -> None:
    try:
        whole = target(service, path)
    except InputError:
        return
    base = target(service, "")
    for _ in range(6):
        assert whole == base or whole.startswith(f"{base}/")
        assert "//" not in whole
        assert "\\" not in whole
        assert not {"..", "."} & {segment.partition(";")[0] for segment in whole.split("/")}
        whole = unquote(whole)


@pytest.mark.parametrize(
    "name",
    [
        "Authorization",
        "HOST",
        "cookie",
        "Content-Length",
        "Transfer-Encoding",
        "X-Forwarded-Host",
        "Proxy-X",
        "Upgrade",
    ],
)
def test_headers_that_sign_or_route_are_refused(name: str) -> None:
    with pytest.raises(InputError) as caught:
        check_headers({name: "x"})
    assert caught.value.field == "headers"


@pytest.mark.parametrize(("name", "value"), [("", "x"), ("a b", "x"), ("a", "x\r\ny: z"), ("a:", "x"), ("a", "é")])
def test_headers_that_are_none(name: str, value: str) -> None:
    with pytest.raises(InputError):
        check_headers({name: value})


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12), max_size=3))
def test_what_passes_is_one_plain_line(headers: dict[str, str]) -> None:
    try:
        checked = check_headers(headers)
    except InputError:
        return
    for name, value in checked.items():
        assert re.fullmatch(r"[!-~]+", name)
        assert re.fullmatch(r"[\t -~]*", value)


def test_other_headers_pass() -> None:
    assert check_headers({"Prefer": "respond-async "}) == {"prefer": "respond-async"}
