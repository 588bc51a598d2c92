"""OAuth 1.0a: every published vector, and oauthlib as independent verifier of what is sent."""

from __future__ import annotations

from base64 import b64decode
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, quote_plus, unquote, urlencode, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oauthlib.oauth1.rfc5849 import signature as oauthlib_signature

from suiteplug.connections.signing.oauth1 import Credentials, authorization, base_string, new_nonce, signature

independent: Any = oauthlib_signature

A = Credentials(
    "ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4",
    "d26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5",
    "2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc",
    "c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295",
)
FLOW = "60712990bc09623786e7047c226bcb3f86d49dca0b04efc21001dc76d97a81f5"
TEMPORARY = "447d0cba5569a2d616e32a537110bc8c10ebcf42cc1fa34d6f76d08531abc179"
VERIFIER = "3eff1ae4de6f924014b88e489a41e88da8ed1ba8bd5ad7684a71579d7e97f4ee"
OURS = Credentials("ck_demo", "cs_demo", "tk_demo", "ts_demo")
HOST = "https://1234567-sb1.suitetalk.api.netsuite.com"
OUR_RESTLET = "https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl"
RESTLET = "https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl"


def sent(method: str, url: str, credentials: Credentials, **choices: Any) -> dict[str, str]:
    """The parameters of the header, decoded."""
    header = authorization(method, url, credentials, **choices)
    assert header.startswith("OAuth ")
    pairs = (part.partition("=") for part in header.removeprefix("OAuth ").split(", "))
    return {name: unquote(value.strip('"')) for name, _, value in pairs}


@pytest.mark.parametrize(
    ("method", "url", "expected"),
    [
        pytest.param(
            "POST",
            f"{RESTLET}?script=6&deploy=1&customParam=someValue&testParam=someOtherValue",
            "+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=",
            id="TV3 Oracle help section_1534941088 (which lost the leading plus)",
        ),
        pytest.param(
            "GET",
            "https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40",
            "B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY=",
            id="TV4 Oracle help section_1534941088",
        ),
    ],
)
def test_oracle_vectors_of_requests(method: str, url: str, expected: str) -> None:
    parameters = sent(method, url, A, nonce="fjaLirsIcCGVZWzBX0pg", timestamp=1508242306, realm="123456")
    assert parameters["oauth_signature"] == expected
    assert parameters["realm"] == "123456"


def test_oracle_vector_of_step_one() -> None:
    """TV5, Oracle help section_157652390285: a role and a callback in the header, no token."""
    parameters = sent(
        "POST",
        "https://1234567.restlets.api.netsuite.com/rest/requesttoken",
        Credentials(FLOW, FLOW),
        nonce="bUvpxBX93OWo0FLswq5M",
        timestamp=1575998103,
        extra=[("oauth_callback", "https://my.example.com/TBA/?callbackRequest"), ("role", "45678")],
    )
    assert parameters["oauth_signature"] == unquote("7kgwwmiAylqeMdHjCBnIUUW%2BdrDrGCbZGBkuCt39J90%3D")
    assert "oauth_token" not in parameters


def test_oracle_vector_of_step_three() -> None:
    """TV6, Oracle help section_157652573296."""
    parameters = sent(
        "POST",
        "https://1234567.restlets.api.netsuite.com/rest/accesstoken",
        Credentials(FLOW, FLOW, TEMPORARY, TEMPORARY),
        nonce="wjRgXQPWhYtKl0A7bO8Z",
        timestamp=1576079512,
        extra=[("oauth_verifier", VERIFIER)],
    )
    assert parameters["oauth_signature"] == unquote("BBzawyjesZyFrwBjUAJfBsPDDGUY2FRdp3k4NwGDAO0%3D")


def test_base_string_of_the_rfc() -> None:
    """TV12, RFC 5849 section 3.4.1.1."""
    text = base_string(
        "POST",
        "http://EXAMPLE.com:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b",
        [
            ("oauth_consumer_key", "9djdj82h48djs9d2"),
            ("oauth_token", "kkk9d7dh3k39sjv7"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "137131201"),
            ("oauth_nonce", "7d8f3e4a"),
            ("c2", ""),
            ("a3", "2 q"),
        ],
    )
    assert text == (
        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D"
        "%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1"
        "%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
    )


@pytest.mark.parametrize(
    ("method", "url", "expected"),
    [
        (
            "POST",
            "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/query/v1/suiteql?limit=5&offset=10",
            "FoFMambOqyGu6BZc3COp2eDUl6G7RLkYXSDEOfnIbD0=",
        ),
        (
            "GET",
            f"{HOST}/services/rest/record/v1/customer?q=companyName%20CONTAIN%20%22A%20%26%20B%22&limit=1",
            "w2bNy0QiPyeuk8ue8UytTlmVo/HT1eCKgB9ZBy0XrXc=",
        ),
        (
            "GET",
            f"{OUR_RESTLET}?script=customscript_x&deploy=customdeploy_x&tag=b&tag=a&empty=&name=Caf%C3%A9+au+lait",
            "siMnkmR0xEgnMAnbRuVXpHYA5n/G+GLlA1QYkZQ0ABg=",
        ),
    ],
    ids=["O1", "O2", "O3"],
)
def test_own_vectors(method: str, url: str, expected: str) -> None:
    """Computed by the independent code that reproduces Oracle's."""
    parameters = sent(method, url, OURS, nonce="abcdefghij0123456789", timestamp=1700000000, realm="1234567_SB1")
    assert parameters["oauth_signature"] == expected


def verified(method: str, url: str, header: str, secrets: Credentials, body: str | None = None) -> bool:
    """Whether oauthlib comes to the same signature from what is on the wire."""
    headers = {"Authorization": header}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    query = urlsplit(url).query
    collected = independent.collect_parameters(uri_query=query, body=body, headers=headers, with_realm=False)
    stated = dict(independent.collect_parameters(headers=headers, exclude_oauth_signature=False, with_realm=False))[
        "oauth_signature"
    ]
    text = independent.signature_base_string(
        method, independent.base_string_uri(url), independent.normalize_parameters(collected)
    )
    client = SimpleNamespace(client_secret=secrets.consumer_secret, resource_owner_secret=secrets.token_secret)
    computed = independent.sign_hmac_sha256_with_client(text, client)
    return bool(stated == computed)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
NAMES = TEXT.filter(lambda name: bool(name) and not name.startswith("oauth_"))
PAIRS = st.lists(st.tuples(NAMES, TEXT), max_size=6)
KEYS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=30)


@given(PAIRS, st.lists(TEXT, max_size=3), KEYS, KEYS, st.sampled_from(["GET", "post", "PATCH"]), st.booleans())
def test_oauthlib_verifies_any_url(
    query: list[tuple[str, str]], path: list[str], key: str, secret: str, method: str, plus_for_blank: bool
) -> None:
    encoded = urlencode(query, quote_via=quote_plus if plus_for_blank else quote)
    target = "/".join(quote(part, safe="") for part in path)
    request = httpx.Request(method, f"https://1234567.suitetalk.api.netsuite.com/{target}?{encoded}")
    url = str(request.url)
    credentials = Credentials(key, secret, "token", "tökén secret&%")
    header = authorization(request.method, url, credentials, nonce=new_nonce(), timestamp=1, realm="1234567")
    assert verified(request.method, url, header, credentials)


@given(PAIRS, PAIRS)
def test_oauthlib_verifies_any_form(query: list[tuple[str, str]], form: list[tuple[str, str]]) -> None:
    url = str(httpx.URL(f"{RESTLET}?{urlencode(query)}"))
    body = urlencode(form)
    header = authorization("POST", url, OURS, nonce=new_nonce(), timestamp=1, form=form)
    assert verified("POST", url, header, OURS, body)


def test_a_query_parameter_called_realm_is_signed() -> None:
    assert "realm%3Dx" in base_string("GET", f"{RESTLET}?realm=x", [])


def test_nonces_are_letters_and_digits_and_differ() -> None:
    nonces = {new_nonce() for _ in range(500)}
    assert len(nonces) == 500
    assert all(nonce.isalnum() and nonce.isascii() and 20 <= len(nonce) <= 64 for nonce in nonces)


def test_signature_is_raw_base64() -> None:
    assert len(b64decode(signature(b"key&", "text"))) == 32


def test_credentials_do_not_show_themselves() -> None:
    assert "cs_demo" not in repr(OURS)
    assert "cs_demo" not in str(OURS)
