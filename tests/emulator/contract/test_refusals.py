"""Error replies, word for word where a recording or Oracle's page gives the words (help: section_156570709583)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from tests.emulator.contract.conftest import Stranger

RFC = "https://www.rfc-editor.org/rfc/rfc9110.html#section-"


async def test_a_missing_transaction(ns: Stranger) -> None:
    """Recorded 2026 for vendorBill and expenseReport; 400s end the connection."""
    reply = await ns("GET", "/vendorBill/999999")
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=error; charset=UTF-8"
    assert reply.headers["connection"] == "close"
    detail = "Error while accessing a resource. Transaction type specified is incorrect."
    assert reply.json() == {
        "type": f"{RFC}15.5.1",
        "title": "Bad Request",
        "status": 400,
        "o:errorDetails": [{"detail": detail, "o:errorCode": "USER_ERROR"}],
    }
    assert list(reply.json()) == ["type", "title", "status", "o:errorDetails"]


async def test_a_missing_entity(ns: Stranger) -> None:
    """Recorded 2026 for employee; the place is not named."""
    reply = await ns("GET", "/employee/999999")
    detail = "The record instance does not exist. Provide a valid record instance ID."
    assert reply.json() == {
        "type": f"{RFC}15.5.5",
        "title": "Not Found",
        "status": 404,
        "o:errorDetails": [{"detail": detail, "o:errorCode": "NONEXISTENT_ID"}],
    }


async def test_a_missing_type(ns: Stranger) -> None:
    """Recorded 2026: files are no records."""
    reply = await ns("GET", "/file")
    assert reply.status_code == 404
    assert reply.json()["o:errorDetails"] == [
        {
            "detail": "Record type 'file' does not exist.",
            "o:errorUrl": "/services/rest/record/v1/file",
            "o:errorCode": "NONEXISTENT_ID",
        }
    ]


async def test_missing_fields(ns: Stranger) -> None:
    """Recorded in ehmad11/netsuite-rest issue 26: labels of the form, no path."""
    reply = await ns("POST", "/customer", {"isPerson": True, "subsidiary": "1", "entityStatus": 6})
    assert reply.status_code == 400
    detail = "Error while accessing a resource. Please enter value(s) for: First Name, Last Name."
    assert reply.json()["o:errorDetails"] == [{"detail": detail, "o:errorCode": "USER_ERROR"}]


async def test_a_reference_to_nothing_names_its_place(ns: Stranger) -> None:
    """The example of Oracle's page, in the words of today's accounts."""
    customer = (await ns.get("/customer?limit=1"))["items"][0]["id"]
    body = {"entity": {"id": customer}, "item": {"items": [{"item": {"id": 9999}, "amount": 1}]}}
    reply = await ns("POST", "/salesOrder", body)
    assert reply.status_code == 400
    (detail,) = reply.json()["o:errorDetails"]
    assert "You have entered an Invalid Field Value 9999 for the following field: item" in detail["detail"]
    assert (detail["o:errorCode"], detail["o:errorPath"]) == ("INVALID_CONTENT", "item.items[0].item")


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"companyName": }'])
async def test_a_body_that_is_none(ns: Stranger, content: bytes) -> None:
    reply = await ns("POST", "/customer", content)
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (400, "INVALID_CONTENT")


@pytest.mark.parametrize("path", ["/metadata-catalog/customer, salesOrder", "/metadata-catalog?select=a,%20b"])
async def test_a_blank_too_much(ns: Stranger, path: str) -> None:
    reply = await ns("GET", path.replace(" ", "%20"))
    (detail,) = reply.json()["o:errorDetails"]
    text = "The request could not be understood by the server due to malformed syntax."
    assert (reply.status_code, detail["detail"], detail["o:errorCode"]) == (400, text, "INVALID_REQUEST")


async def test_over_the_limit(ns: Stranger) -> None:
    ns.account.lanes.held = ns.account.lanes.limit
    reply = await ns("GET", "/customer")
    body = reply.json()
    assert (reply.status_code, body["title"], body["o:errorCode"]) == (429, "Bad Request", "USER_ERROR")
    detail = "Concurrent request limit exceeded. Request blocked."
    assert body["o:errorDetails"] == [{"detail": detail, "o:errorCode": "CONCURRENCY_LIMIT_EXCEEDED"}]
    assert "retry-after" not in reply.headers


async def test_a_role_without_the_permission(ns: Stranger) -> None:
    """Status, title and code as public Go clients recorded them; the sentence is not published."""
    ns.role = "1004"
    reply = await ns("GET", "/invoice?limit=1")
    body = reply.json()
    assert (reply.status_code, body["title"]) == (403, "Forbidden")
    assert body["o:errorDetails"][0]["o:errorCode"] == "INSUFFICIENT_PERMISSION"


async def test_lines_have_no_verbs(ns: Stranger) -> None:
    """Oracle help: chapter_1545142407; which status refuses them is not published."""
    order = (await ns.get("/salesOrder?limit=1"))["items"][0]["id"]
    before = await ns.get(f"/salesOrder/{order}/item?expandSubResources=true")
    for method in ("DELETE", "PATCH", "POST", "PUT"):
        reply = await ns(method, f"/salesOrder/{order}/item/1", {"quantity": 9})
        assert 400 <= reply.status_code < 500
    assert await ns.get(f"/salesOrder/{order}/item?expandSubResources=true") == before


def test_both_published_type_addresses_can_be_had() -> None:
    """Help pages show the W3C address, recordings of 2026 the RFC's."""
    from suiteplug.emulator.core.problems import Problem

    with Account.open(Settings(seed="empty", error_type_url="w3")) as account:
        body = Problem(401, "INVALID_LOGIN", "x").body(account.settings.error_type_url)
    assert body["type"].startswith("https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html")
