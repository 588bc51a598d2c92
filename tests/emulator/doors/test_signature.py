"""Every published signature of Oracle's help pages, and our signature code against an independent one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oauthlib import oauth1
from oauthlib.oauth1.rfc5849 import signature as independent

from suiteplug.emulator.tba import signature


@dataclass(frozen=True)
class Vector:
    """One signed request; ``signature`` is Base64, not percent-encoded."""

    source: str
    method: str
    url: str
    consumer: tuple[str, str]
    token: tuple[str, str]
    header: dict[str, str]
    signature: str


_CONSUMER_A = (
    "ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4",
    "d26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5",
)
_TOKEN_A = (
    "2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc",
    "c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295",
)
_HEADER_A = {"oauth_nonce": "fjaLirsIcCGVZWzBX0pg", "oauth_timestamp": "1508242306"}
_FLOW_KEY = "60712990bc09623786e7047c226bcb3f86d49dca0b04efc21001dc76d97a81f5"
_FLOW_TOKEN = "447d0cba5569a2d616e32a537110bc8c10ebcf42cc1fa34d6f76d08531abc179"
_FLOW_VERIFIER = "3eff1ae4de6f924014b88e489a41e88da8ed1ba8bd5ad7684a71579d7e97f4ee"
_DEMO = {"oauth_nonce": "abcdefghij0123456789", "oauth_timestamp": "1700000000"}
_DEMO_KEYS = (("ck_demo", "cs_demo"), ("tk_demo", "ts_demo"))

VECTORS = (
    Vector(
        # The page lost the leading "+" of the signature: 43 characters cannot be the Base64 of 32 bytes.
        "section_1534941088, RESTlet",
        "POST",
        "https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl"
        "?script=6&deploy=1&customParam=someValue&testParam=someOtherValue",
        _CONSUMER_A,
        _TOKEN_A,
        _HEADER_A,
        "+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=",
    ),
    Vector(
        "section_1534941088, REST web services",
        "GET",
        "https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40",
        _CONSUMER_A,
        _TOKEN_A,
        _HEADER_A,
        "B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY=",
    ),
    Vector(
        "section_157652390285, step one: no token yet, role beside the oauth parameters",
        "POST",
        "https://1234567.restlets.api.netsuite.com/rest/requesttoken",
        (_FLOW_KEY, _FLOW_KEY),
        ("", ""),
        {
            "oauth_callback": "https://my.example.com/TBA/?callbackRequest",
            "oauth_nonce": "bUvpxBX93OWo0FLswq5M",
            "oauth_timestamp": "1575998103",
            "role": "45678",
        },
        "7kgwwmiAylqeMdHjCBnIUUW+drDrGCbZGBkuCt39J90=",
    ),
    Vector(
        "section_157652573296, step three",
        "POST",
        "https://1234567.restlets.api.netsuite.com/rest/accesstoken",
        (_FLOW_KEY, _FLOW_KEY),
        (_FLOW_TOKEN, _FLOW_TOKEN),
        {
            "oauth_nonce": "wjRgXQPWhYtKl0A7bO8Z",
            "oauth_timestamp": "1576079512",
            "oauth_verifier": _FLOW_VERIFIER,
        },
        "BBzawyjesZyFrwBjUAJfBsPDDGUY2FRdp3k4NwGDAO0=",
    ),
    Vector(
        "ours: paging parameters",
        "POST",
        "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/query/v1/suiteql?limit=5&offset=10",
        *_DEMO_KEYS,
        _DEMO,
        "FoFMambOqyGu6BZc3COp2eDUl6G7RLkYXSDEOfnIbD0=",
    ),
    Vector(
        "ours: encoded blanks, quotes and ampersand",
        "GET",
        "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/customer"
        "?q=companyName%20CONTAIN%20%22A%20%26%20B%22&limit=1",
        *_DEMO_KEYS,
        _DEMO,
        "w2bNy0QiPyeuk8ue8UytTlmVo/HT1eCKgB9ZBy0XrXc=",
    ),
    Vector(
        "ours: repeated, empty and plus-encoded values",
        "GET",
        "https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl"
        "?script=customscript_x&deploy=customdeploy_x&tag=b&tag=a&empty=&name=Caf%C3%A9+au+lait",
        *_DEMO_KEYS,
        _DEMO,
        "siMnkmR0xEgnMAnbRuVXpHYA5n/G+GLlA1QYkZQ0ABg=",
    ),
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.source)
def test_published_signatures(vector: Vector) -> None:
    parts = urlsplit(vector.url)
    url = signature.base_url(f"{parts.scheme}://{parts.netloc}", parts.path)
    token = [("oauth_token", vector.token[0])] if vector.token[0] else []
    parameters = [
        ("oauth_consumer_key", vector.consumer[0]),
        ("oauth_signature_method", "HMAC-SHA256"),
        ("oauth_version", "1.0"),
        *token,
        *vector.header.items(),
        *parse_qsl(parts.query, keep_blank_values=True),
    ]
    text = signature.base_string(vector.method, url, parameters)
    assert signature.sign(text, vector.consumer[1], vector.token[1]) == vector.signature


def test_the_base_string_of_rfc_5849() -> None:
    parameters = [
        ("b5", "=%3D"),
        ("a3", "a"),
        ("c@", ""),
        ("a2", "r b"),
        ("c2", ""),
        ("a3", "2 q"),
        ("oauth_consumer_key", "9djdj82h48djs9d2"),
        ("oauth_token", "kkk9d7dh3k39sjv7"),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", "137131201"),
        ("oauth_nonce", "7d8f3e4a"),
    ]
    assert signature.base_string("POST", "http://example.com/request", parameters) == (
        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%25"
        "40%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_metho"
        "d%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
    )


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("HTTPS://Account.Example:443", "https://account.example/p"),
        ("http://127.0.0.1:80", "http://127.0.0.1/p"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/p"),
        ("https://account.example:8443", "https://account.example:8443/p"),
    ],
)
def test_the_default_port_is_not_signed(origin: str, expected: str) -> None:
    assert signature.base_url(origin, "/p") == expected


@given(
    parameters=st.lists(st.tuples(st.text(min_size=1, max_size=8), st.text(max_size=12)), max_size=8),
    secrets=st.tuples(st.text(max_size=10), st.text(max_size=10)),
)
def test_agrees_with_oauthlib(parameters: list[tuple[str, str]], secrets: tuple[str, str]) -> None:
    url = "https://1234567.suitetalk.api.netsuite.com/services/rest/query/v1/suiteql"
    ours = signature.base_string("POST", url, parameters)
    pairs: Any = parameters  # the stubs want a dict, which cannot repeat a name
    theirs = independent.signature_base_string("POST", url, independent.normalize_parameters(pairs))
    assert ours == theirs
    client = oauth1.Client("key", client_secret=secrets[0], resource_owner_secret=secrets[1])
    independently: Any = independent.sign_hmac_sha256_with_client
    assert signature.sign(ours, *secrets) == independently(ours, client)
