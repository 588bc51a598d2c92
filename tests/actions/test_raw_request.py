"""raw-request against the emulated account."""

from __future__ import annotations

import base64
import logging
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector import errors

if TYPE_CHECKING:
    from suiteplug.api import NetSuite

SYSTEM = {"service": "system", "path": "serverTime"}


async def test_every_service(netsuite: NetSuite) -> None:
    clock = await netsuite.run("raw-request", SYSTEM)
    assert clock["body"]["serverTime"].endswith("Z")
    assert (clock["status"], clock["attempts"]) == (200, 1)
    assert clock["operation_id"]
    record = await netsuite.run(
        "raw-request", {"service": "record", "path": "currency/1", "query": {"fields": "symbol"}}
    )
    assert record["body"]["symbol"] == "USD"
    query = await netsuite.run(
        "raw-request",
        {
            "service": "query",
            "method": "POST",
            "path": "suiteql",
            "headers": {"Prefer": "transient"},
            "query": {"limit": 1},
            "body": {"q": "SELECT symbol FROM currency WHERE id = 1"},
        },
    )
    assert query["body"]["items"][0]["symbol"] == "USD"
    created = await netsuite.run(
        "raw-request",
        {
            "service": "record",
            "method": "POST",
            "path": "customer",
            "body": {"companyName": "Raw", "isPerson": False, "subsidiary": {"id": "1"}},
        },
    )
    assert (created["status"], created["body"]) == (204, None)
    assert created["location"].rpartition("/")[2].isdigit()


@pytest.mark.parametrize(
    ("response_type", "read"),
    [("text", lambda body: body), ("binary", lambda body: base64.b64decode(body).decode())],
)
async def test_other_forms_of_the_reply(netsuite: NetSuite, response_type: str, read: Any) -> None:
    reply = await netsuite.run("raw-request", {**SYSTEM, "response_type": response_type})
    assert read(reply["body"]).startswith('{"serverTime"')
    assert reply["content_type"].startswith("application/")


@pytest.mark.parametrize(
    "inputs",
    [
        {"path": "https://evil.example/steal"},
        {"path": "//evil.example"},
        {"path": "../../../app/login"},
        {"path": "customer/%2e%2e/%2e%2e"},
        {"path": "customer?x=1"},
        {"headers": {"Authorization": "Bearer x"}},
        {"headers": {"Host": "evil.example"}},
        {"headers": {"X": "a\r\nHost: evil"}},
        {"service": "restlet", "path": "x", "query": {"script": "1", "deploy": "1"}},
        {"service": "restlet"},
        {"service": "app"},
        {"method": "TRACE"},
        {"method": "POST", "body": {}, "form_data": {"a": "b"}},
        {"files": [{"name": "f", "filename": "x", "content_base64": "eA==", "content_type": "a/b\r\nX: y"}]},
    ],
)
async def test_tricks_are_not_sent(over_wire: NetSuite, wire: Any, inputs: dict[str, Any]) -> None:
    with pytest.raises(errors.InputError):
        await over_wire.run("raw-request", {"service": "record", **inputs})
    assert wire.sent == []


async def test_a_form_arrives(over_wire: NetSuite, wire: Any) -> None:
    inputs = {
        "service": "restlet",
        "method": "POST",
        "query": {"script": "1", "deploy": "1"},
        "form_data": {"note": "hi"},
        "files": [{"name": "f", "filename": "a.txt", "content_base64": "eA==", "content_type": "text/plain"}],
    }
    with pytest.raises(errors.RejectedError):  # a RESTlet takes no form, which NetSuite says
        await over_wire.run("raw-request", inputs)
    sent = wire.sent[0]
    assert sent.headers["content-type"].startswith("multipart/form-data; boundary=suiteplug-")
    assert b'filename="a.txt"' in sent.content


async def test_refusals_are_the_errors_of_every_action(netsuite: NetSuite) -> None:
    with pytest.raises(errors.NotFoundError) as caught:
        await netsuite.run("raw-request", {"service": "record", "path": "customer/99999999"})
    assert caught.value.http_status == 404
    assert caught.value.reply


async def test_repeats_as_asked_for(over_wire: NetSuite, wire: Any) -> None:
    def busy(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        return httpx.Response(429, json={"o:errorDetails": []}, request=request)

    wire.rewrite(busy)
    for retries in (0, 2):
        sent = len(wire.sent)
        with pytest.raises(errors.ThrottledError):
            await over_wire.run("raw-request", {**SYSTEM, "max_retries": retries, "retry_delay_ms": 1})
        assert len(wire.sent) - sent == retries + 1


async def test_refusals_are_repeated_only_when_asked_for_and_harmless(over_wire: NetSuite, wire: Any) -> None:
    def refused(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        return httpx.Response(400, content=b"", request=request)

    wire.rewrite(refused)
    hard = {"max_retries": 2, "retry_delay_ms": 0, "exponential_backoff": False, "retry_on_all_errors": True}
    for inputs, expected in (
        ({**SYSTEM, "max_retries": 2}, 1),
        ({**SYSTEM, **hard}, 3),
        ({"service": "record", "method": "POST", "path": "customer", "body": {}, **hard}, 1),
    ):
        sent = len(wire.sent)
        with pytest.raises(errors.RejectedError):
            await over_wire.run("raw-request", inputs)
        assert len(wire.sent) - sent == expected


async def test_a_lost_post_is_not_repeated(over_wire: NetSuite, wire: Any) -> None:
    wire.lose_answer(lambda request: request.method == "POST")
    body = {"companyName": "Raw", "isPerson": False, "subsidiary": {"id": "1"}}
    with pytest.raises(errors.OutcomeUnknownError):
        await over_wire.run("raw-request", {"service": "record", "method": "POST", "path": "customer", "body": body})
    assert wire.count("POST") == 1


async def test_debug_shows_the_exchange_without_secrets(netsuite: NetSuite, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="suiteplug.exchange"):
        await netsuite.run("raw-request", {**SYSTEM, "debug": True})
    assert "GET" in caplog.text
    assert "serverTime" in caplog.text
    assert "oauth_signature" not in caplog.text
