"""Raw requests as they go out, and bodies as they come back."""

from __future__ import annotations

import base64
from email import message_from_bytes
from email.policy import HTTP
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.account import Service
from suiteplug.connector.errors import ContractError, InputError
from suiteplug.connector.exchange import Repeat, Reply
from suiteplug.connector.raw.form import FormFile, encode_form
from suiteplug.connector.raw.service import RawRequest, ResponseType, read_body, to_request
from suiteplug.connector.raw.target import RawService


def request(**members: Any) -> RawRequest:
    return RawRequest(**{"service": RawService.RECORD, "method": "GET", **members})


@pytest.mark.parametrize(
    ("service", "method", "path", "expected"),
    [
        (RawService.RECORD, "GET", "customer", Repeat.READ),
        (RawService.RECORD, "HEAD", "customer", Repeat.READ),
        (RawService.RECORD, "OPTIONS", "", Repeat.READ),
        (RawService.RECORD, "POST", "customer", Repeat.ONCE),
        (RawService.RECORD, "PUT", "customer/eid:X", Repeat.ONCE),
        (RawService.RECORD, "PATCH", "customer/1", Repeat.ONCE),
        (RawService.RECORD, "DELETE", "customer/1", Repeat.REPEATABLE),
        (RawService.QUERY, "POST", "suiteql", Repeat.READ),
        (RawService.QUERY, "POST", "dataset", Repeat.ONCE),
        (RawService.RESTLET, "GET", "", Repeat.READ),
        (RawService.RESTLET, "DELETE", "", Repeat.ONCE),
        (RawService.RESTLET, "POST", "", Repeat.ONCE),
    ],
)
def test_repeat_class(service: RawService, method: str, path: str, expected: Repeat) -> None:
    raw = request(service=service, method=method, path=path, query={"script": "1", "deploy": "1"})
    assert to_request(raw).repeat is expected


def test_a_restlet_goes_to_its_own_host() -> None:
    sent = to_request(
        request(service=RawService.RESTLET, query={"script": 12, "deploy": "customdeploy_x", "flag": True})
    )
    assert sent.service is Service.RESTLETS
    assert sent.query == (("script", "12"), ("deploy", "customdeploy_x"), ("flag", "true"))
    with pytest.raises(InputError, match="script and deploy"):
        to_request(request(service=RawService.RESTLET, query={"script": "12"}))


@pytest.mark.parametrize(
    ("service", "body", "content", "content_type"),
    [
        (RawService.RECORD, {"a": "é"}, '{"a":"é"}'.encode(), "application/json"),
        (RawService.RECORD, [1], b"[1]", "application/json"),
        (RawService.RECORD, False, b"false", "application/json"),
        (RawService.RECORD, '{"a": 1}', b'{"a": 1}', "application/json"),
        (RawService.RESTLET, "plain", b"plain", "text/plain; charset=utf-8"),
    ],
)
def test_bodies(service: RawService, body: Any, content: bytes, content_type: str) -> None:
    sent = to_request(request(service=service, method="POST", body=body, query={"script": "1", "deploy": "1"}))
    assert (sent.content, sent.content_type) == (content, content_type)


def test_a_content_type_of_ones_own_wins() -> None:
    sent = to_request(request(method="POST", path="customer", body="<x/>", headers={"Content-Type": "text/xml"}))
    assert sent.content_type == "text/xml"


@pytest.mark.parametrize(
    "members",
    [
        {"method": "POST", "body": {}, "form_data": {"a": "b"}},
        {"method": "GET", "body": {"a": 1}},
        {"method": "GET", "form_data": {"a": "b"}},
        {"method": "POST", "body": float("nan")},
        {"method": "POST", "files": (FormFile("f", "x", "not base64"),)},
    ],
)
def test_what_cannot_be_sent(members: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        to_request(request(**members))


plain = st.text(
    st.characters(min_codepoint=32, blacklist_characters='"\x7f', blacklist_categories=["Cs", "Cc"]), min_size=1
)


@given(
    st.dictionaries(plain, st.text(st.characters(blacklist_categories=["Cs"]))), st.lists(st.tuples(plain, st.binary()))
)
def test_forms_can_be_read_back(fields: dict[str, str], contents: list[tuple[str, bytes]]) -> None:
    files = [FormFile(name, f"{name}.bin", base64.b64encode(content).decode()) for name, content in contents]
    body, content_type = encode_form(fields, files)
    assert encode_form(fields, files) == (body, content_type)
    boundary = content_type.partition("boundary=")[2].encode()
    parts = body.split(b"--" + boundary)
    assert parts[0] == b""
    assert parts[-1] == b"--\r\n"
    expected = [value.encode() for value in fields.values()] + [content for _, content in contents]
    assert [part.partition(b"\r\n\r\n")[2][:-2] for part in parts[1:-1]] == expected


def test_a_mail_reader_understands_the_form() -> None:
    body, content_type = encode_form(
        {"note": "hi"}, [FormFile("f", 'a"b.txt', base64.b64encode(b"x").decode(), "text/csv")]
    )
    message = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body, policy=HTTP)
    note, file = message.iter_parts()
    assert note.get_param("name", header="content-disposition") == "note"
    assert file.get_filename() == "a%22b.txt"
    assert file.get_content_type() == "text/csv"


def reply(content: bytes, data: Any = None) -> Reply:
    return Reply(200, {"content-type": "text/html"}, content, "https://x", data)


def test_bodies_come_back_as_asked_for() -> None:
    assert read_body(reply(b'{"a": 1}', {"a": 1}), ResponseType.JSON) == {"a": 1}
    assert read_body(reply(b'{"a": 1}'), ResponseType.JSON) == {"a": 1}
    assert read_body(reply(b""), ResponseType.JSON) is None
    assert read_body(reply("é".encode()), ResponseType.TEXT) == "é"
    assert read_body(reply(b"\x00\xff"), ResponseType.BINARY) == "AP8="
    with pytest.raises(ContractError, match="text/html"):
        read_body(reply(b"<p>"), ResponseType.JSON)
