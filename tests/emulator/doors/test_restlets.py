"""RESTlets: content types, methods, errors in the caller's own form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.connection_files import ready_connection

if TYPE_CHECKING:
    import httpx

    from suiteplug.emulator.account import Account

RESTLET = "/app/site/hosting/restlet.nl"
BY_NUMBER = {"script": "101", "deploy": "1"}
BY_ID = {"script": "customscript_suiteplug_echo", "deploy": "customdeploy_suiteplug_echo"}
ERROR = {"script": "102", "deploy": "1"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def signed(account: Account) -> dict[str, str]:
    fields = ready_connection(account, "oauth-authorization-code", base_url="")
    return {"Authorization": f"Bearer {fields['access_token']}"}


@pytest.mark.parametrize("ids", [BY_NUMBER, BY_ID])
async def test_get_gives_the_parameters(http: httpx.AsyncClient, signed: Any, ids: Any) -> None:
    reply = await http.get(RESTLET, params=ids | {"name": "Café & Co"}, headers=signed | JSON)
    assert (reply.status_code, reply.json()) == (200, {"name": "Café & Co"})
    assert reply.headers["content-type"].startswith("application/json")
    plain = await http.delete(RESTLET, params=ids | {"a": "1"}, headers=signed)
    assert (plain.headers["content-type"], plain.text) == ("text/plain; charset=UTF-8", '{"a":"1"}')


@pytest.mark.parametrize("method", ["POST", "PUT"])
async def test_bodies(http: httpx.AsyncClient, signed: Any, method: str) -> None:
    reply = await http.request(method, RESTLET, params=BY_NUMBER, json={"a": [1, None]}, headers=signed)
    assert reply.json() == {"a": [1, None]}
    for kind, body in (("text/plain", "hällo"), ("application/xml", "<a/>")):
        reply = await http.request(
            method, RESTLET, params=BY_NUMBER, content=body, headers=signed | {"Content-Type": kind}
        )
        assert (reply.text, reply.headers["content-type"]) == (body, f"{kind}; charset=UTF-8")


@pytest.mark.parametrize(
    ("method", "headers", "body", "status"),
    [
        ("PATCH", JSON, b"{}", 405),
        ("POST", {"Content-Type": "application/x-www-form-urlencoded"}, b"a=1", 415),
        ("POST", {}, b"{}", 415),
        ("GET", JSON, b"{}", 400),
        ("POST", JSON, b"{", 400),
    ],
)
async def test_refused_calls(
    http: httpx.AsyncClient, signed: Any, method: str, headers: Any, body: bytes, status: int
) -> None:
    reply = await http.request(method, RESTLET, params=BY_NUMBER, content=body, headers=signed | headers)
    assert reply.status_code == status
    assert "INVALID_REQUEST" in reply.text


@pytest.mark.parametrize(
    "ids", [{}, {"script": "101"}, {"script": "101", "deploy": "2"}, {"script": "1", "deploy": "1"}]
)
async def test_unknown_scripts(http: httpx.AsyncClient, signed: Any, ids: Any) -> None:
    reply = await http.get(RESTLET, params=ids, headers=signed | JSON)
    assert reply.json() == {
        "error": {
            "code": "SSS_INVALID_SCRIPTLET_ID",
            "message": "That Suitelet is invalid, disabled, or no longer exists.",
        }
    }


async def test_errors_take_the_callers_form(http: httpx.AsyncClient, signed: Any) -> None:
    chosen = ERROR | {"code": "RCRD_DSNT_EXIST", "message": "No <such> record."}
    as_json = await http.get(RESTLET, params=chosen, headers=signed | JSON)
    assert (as_json.status_code, as_json.json()) == (
        400,
        {"error": {"code": "RCRD_DSNT_EXIST", "message": "No <such> record."}},
    )
    as_xml = await http.get(RESTLET, params=chosen, headers=signed | {"Content-Type": "application/xml"})
    assert as_xml.text == "<error><code>RCRD_DSNT_EXIST</code><message>No &lt;such&gt; record.</message></error>"
    as_text = await http.get(RESTLET, params=chosen, headers=signed | {"Content-Type": "text/plain"})
    assert as_text.text == "error code: RCRD_DSNT_EXIST\nerror message: No <such> record."


async def test_a_crashing_script(http: httpx.AsyncClient, signed: Any, caplog: pytest.LogCaptureFixture) -> None:
    reply = await http.get(RESTLET, params=ERROR | {"crash": "hidden"}, headers=signed | JSON)
    assert (reply.status_code, reply.json()["error"]["code"]) == (400, "UNEXPECTED_ERROR")
    assert "hidden" not in reply.text
    assert "hidden" in caplog.text


async def test_xml_needs_text(http: httpx.AsyncClient, signed: Any) -> None:
    reply = await http.get(RESTLET, params=BY_NUMBER, headers=signed | {"Content-Type": "application/xml"})
    assert "INVALID_RETURN_DATA_FORMAT" in reply.text
