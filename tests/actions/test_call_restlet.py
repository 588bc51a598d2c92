"""RESTlets: what goes out, what comes back, what is repeated."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector import errors
from suiteplug.emulator.restlet.registry import Restlet
from suiteplug.emulator.restlet.reply import RestletReply

if TYPE_CHECKING:
    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

ECHO = {"script": "customscript_suiteplug_echo", "deployment": "customdeploy_suiteplug_echo"}
ERROR = {"script": 102, "deployment": 1}


async def echo(netsuite: NetSuite, **inputs: Any) -> Any:
    return (await netsuite.run("call-restlet", {**ECHO, **inputs}))["result"]


class TestWhatGoesOut:
    async def test_parameters_and_bodies(self, netsuite: NetSuite) -> None:
        assert await echo(netsuite, parameters={"name": "Café & Co", "n": 3, "on": True}) == {
            "name": "Café & Co",
            "n": "3",
            "on": "true",
        }
        assert await echo(netsuite, method="DELETE", parameters={"a": 1}) == {"a": "1"}
        for body in ({"a": [1, None]}, [1, 2], "text", 7, True):
            assert await echo(netsuite, method="PUT", body=body) == body
        assert await echo(netsuite, method="POST") is None

    async def test_numbers_and_ids_name_the_same_script(self, netsuite: NetSuite) -> None:
        inputs = {"script": 101, "deployment": 1, "parameters": {"a": "b"}}
        assert (await netsuite.run("call-restlet", inputs))["result"] == {"a": "b"}

    async def test_text_and_xml(self, netsuite: NetSuite) -> None:
        for kind, body in (("text", "häuser"), ("xml", "<a>1</a>")):
            given = await netsuite.run("call-restlet", {**ECHO, "method": "POST", "body": body, "body_format": kind})
            assert (given["encoding"], given["result"]) == ("text", body)

    async def test_files_travel_in_the_body(self, netsuite: NetSuite) -> None:
        content = base64.b64encode(b"\x00\xff").decode()
        files = [{"name": "label", "filename": "label.pdf", "content_base64": content}]
        given = await echo(netsuite, method="POST", body={"order": 1}, files=files)
        assert given == {"order": 1, "label": {"filename": "label.pdf", "contents": content}}

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"method": "POST", "body": {"a": 1}, "body_format": "form"}, "RESTLET_TAKES_NO_FORM"),
            ({"body": {"a": 1}}, "BODY_REFUSED"),
            ({"method": "DELETE", "body": 1}, "BODY_REFUSED"),
            ({"parameters": {"Script": "5"}}, "RESERVED_PARAMETER"),
            ({"method": "POST", "body": {"a": 1}, "body_format": "text"}, "TEXT_EXPECTED"),
            (
                {"method": "POST", "files": [{"name": "a", "filename": "b", "content_base64": "?"}]},
                "NOT_BASE64",
            ),
            (
                {"method": "POST", "body": [], "files": [{"name": "a", "filename": "b", "content_base64": ""}]},
                "BODY_IS_NO_OBJECT",
            ),
            (
                {"method": "POST", "body": {"a": 1}, "files": [{"name": "a", "filename": "b", "content_base64": ""}]},
                "NAME_TAKEN",
            ),
        ],
    )
    async def test_what_a_restlet_would_refuse_is_not_sent(
        self, over_wire: NetSuite, wire: Any, more: dict[str, Any], code: str
    ) -> None:
        with pytest.raises(errors.InputError) as caught:
            await over_wire.run("call-restlet", {**ECHO, **more})
        assert caught.value.code == code
        assert wire.sent == []


class TestWhatComesBack:
    @pytest.mark.parametrize(
        ("content_type", "content", "encoding", "result"),
        [
            ("application/json", '{"a": 1}', "json", {"a": 1}),
            ("application/json", "not json", "text", "not json"),
            ("text/csv", "a,b", "text", "a,b"),
            ("application/pdf", "%PDF", "base64", base64.b64encode(b"%PDF").decode()),
            ("application/json", "", "json", None),
        ],
    )
    async def test_by_content_type(
        self, netsuite: NetSuite, account: Account, content_type: str, content: str, encoding: str, result: Any
    ) -> None:
        reply = RestletReply(content, content_type)
        account.restlets.deploy(Restlet("customscript_page", "900", "customdeploy_page", {"GET": lambda _: reply}))
        given = await netsuite.run("call-restlet", {"script": 900, "deployment": 1})
        assert (given["encoding"], given["result"]) == (encoding, result)
        assert given["content_type"].startswith(content_type)

    async def test_a_bulk_script_answers_202(self, netsuite: NetSuite) -> None:
        bulk = {"script": 104, "deployment": 1}
        accepted = await netsuite.run("call-restlet", {**bulk, "method": "POST", "body": {"records": [1, 2]}})
        assert accepted["status"] == 202
        task = {"taskId": accepted["result"]["taskId"]}
        assert (await netsuite.run("call-restlet", {**bulk, "parameters": task}))["result"]["status"] == "PENDING"


class TestErrors:
    @pytest.mark.parametrize("kind", ["json", "text", "xml"])
    async def test_a_scripts_own_error_in_every_shape(self, netsuite: NetSuite, kind: str) -> None:
        inputs = {**ERROR, "method": "POST", "body": None if kind == "json" else "x", "body_format": kind}
        with pytest.raises(errors.RejectedError, match="The script gave up") as caught:
            await netsuite.run("call-restlet", inputs)
        assert caught.value.code == "SUITEPLUG_TEST_ERROR"
        assert "102" in caught.value.cause
        assert "Execution Log" in caught.value.fix

    async def test_no_such_deployment(self, netsuite: NetSuite) -> None:
        with pytest.raises(errors.NotFoundError, match="no longer exists") as caught:
            await netsuite.run("call-restlet", {"script": 77, "deployment": 1})
        assert "Script Deployments" in caught.value.fix

    async def test_an_error_inside_the_script(self, netsuite: NetSuite) -> None:
        with pytest.raises(errors.NetSuiteConnectorError, match="Error ID") as caught:
            await netsuite.run("call-restlet", {**ERROR, "parameters": {"crash": "x"}})
        assert caught.value.code == "UNEXPECTED_ERROR"


class TestRepeats:
    async def test_a_busy_account_is_asked_again_whatever_the_method(self, over_wire: NetSuite, wire: Any) -> None:
        refused = {"error": {"code": "SSS_REQUEST_LIMIT_EXCEEDED", "message": "Concurrent request limit exceeded."}}

        def busy(request: httpx.Request, response: httpx.Response) -> httpx.Response:
            return httpx.Response(400, json=refused, request=request) if len(wire.sent) < 3 else response

        wire.rewrite(busy)
        assert await echo(over_wire, method="POST", body={"a": 1}) == {"a": 1}
        assert len(wire.sent) == 3

    @pytest.mark.parametrize(("method", "safe", "sent"), [("GET", False, 2), ("POST", True, 2), ("DELETE", True, 2)])
    async def test_what_may_run_twice_does(
        self, over_wire: NetSuite, wire: Any, method: str, *, safe: bool, sent: int
    ) -> None:
        wire.lose_answer(lambda _: True)
        await over_wire.run("call-restlet", {**ECHO, "method": method, "safe_to_repeat": safe})
        assert len(wire.sent) == sent

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
    async def test_the_rest_runs_once(self, over_wire: NetSuite, wire: Any, method: str) -> None:
        wire.lose_answer(lambda _: True)
        with pytest.raises(errors.OutcomeUnknownError):
            await over_wire.run("call-restlet", {**ECHO, "method": method})
        assert len(wire.sent) == 1
