"""verify-connection against the emulated account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.connector import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account


def checks(output: dict[str, Any]) -> dict[str, bool]:
    return {check["name"]: check["ok"] for check in output["checks"]}


@pytest.mark.parametrize("kind", ["tba", "oauth-client-credentials", "oauth-authorization-code"])
async def test_all_is_well(connect: Callable[..., NetSuite], kind: str) -> None:
    output = await connect(kind).run("verify-connection")
    assert (output["account_id"], output["account_host"]) == ("1234567_SB1", "1234567-sb1")
    assert (output["environment"], output["connection_type"]) == ("sandbox", kind)
    assert abs(output["clock_skew_s"]) <= 2
    assert output["record_types"] > 30
    assert output["suiteql"] is True
    assert all(checks(output).values())
    assert output["server_time"].endswith("Z")
    assert (output["role_id"], output["role_name"]) == ("1000", "Integration (full)")
    assert output["user_id"]
    assert bool(output["sign_in_again_by"]) is (kind == "oauth-authorization-code")


async def test_the_end_of_tba_is_told_once(netsuite: NetSuite) -> None:
    notices = (await netsuite.run("verify-connection"))["notices"]
    assert len(notices) == 1
    assert "2027.1" in notices[0]


async def test_what_is_missing_is_named_and_the_rest_goes_on(over_wire: NetSuite, wire: Any) -> None:
    def closed(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        shut = "suiteql" in request.url.path or "metadata-catalog" in request.url.path
        return httpx.Response(403, content=b"", request=request) if shut else response

    wire.rewrite(closed)
    output = await over_wire.run("verify-connection")
    assert (output["suiteql"], output["record_types"]) == (False, None)
    failed = [check for check in output["checks"] if not check["ok"]]
    assert [check["name"] for check in failed] == ["record types", "SuiteQL"]
    assert all("Manage Roles" in check["fix"] for check in failed)
    assert output["server_time"]


@pytest.mark.parametrize(("lanes", "advised"), [(9, ["governance limits"]), (None, [])])
async def test_limits_are_told_to_administrators(
    connect: Callable[..., NetSuite],
    connection: Callable[..., dict[str, Any]],
    wire: Any,
    lanes: int | None,
    advised: list[str],
) -> None:
    limits = {"accountConcurrencyLimit": 2, "accountUnallocatedConcurrencyLimit": 1, "integrationLimitType": "x"}

    def administrator(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        told = request.url.path.endswith("governanceLimits")
        return httpx.Response(200, json=limits, request=request) if told else response

    wire.rewrite(administrator)
    netsuite = connect({**connection("tba"), "lanes": lanes}, http=wire)
    output = await netsuite.run("verify-connection")
    assert output["concurrency"] == {"account": 2, "unallocated": 1, "integration": None}
    advice = [check for check in output["checks"] if not check["ok"]]
    assert [check["name"] for check in advice] == advised
    assert all("Set lanes" in check["fix"] for check in advice)
    assert netsuite._client.lanes.view().lanes == 1


async def test_the_owner_of_a_tba_token_where_netsuite_tells(over_wire: NetSuite, wire: Any) -> None:
    owner = {"companyName": "Clay", "roleName": "Shop", "roleId": 1001, "entityId": 7}

    def telling(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        told = request.url.path.endswith("tokeninfo")
        return httpx.Response(200, json=owner, request=request) if told else response

    wire.rewrite(telling)
    output = await over_wire.run("verify-connection")
    assert (output["role_id"], output["role_name"], output["user_id"]) == ("1001", "Shop", "7")


async def test_an_older_release_without_the_clock(over_wire: NetSuite, wire: Any) -> None:
    def older(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        missing = "/system/" in request.url.path
        return httpx.Response(404, content=b"", request=request) if missing else response

    wire.rewrite(older)
    output = await over_wire.run("verify-connection")
    assert output["server_time"] is None
    assert checks(output)["clock"] is False
    assert output["suiteql"] is True


async def test_a_clock_that_is_off_is_told(connect: Callable[..., NetSuite], account: Account, wire: Any) -> None:
    from suiteplug.connector.client.client import ClientTools

    # the sign-in of an access token that lives does not look at the clock
    late = [timedelta(0)]
    netsuite = connect(
        "oauth-client-credentials", http=wire, tools=ClientTools(now=lambda: account.clock.now() + late[0])
    )
    await netsuite.run("list-record-types")
    late[0] = timedelta(minutes=10)
    output = await netsuite.run("verify-connection")
    assert output["clock_skew_s"] == pytest.approx(-600, abs=2)
    assert checks(output)["clock"] is False


async def test_a_refused_sign_in_is_the_error(
    connect: Callable[..., NetSuite], connection: Callable[..., dict[str, Any]]
) -> None:
    with pytest.raises(errors.ConnectionSetupError) as caught:
        await connect({**connection("tba"), "token_secret": "f" * 64}).run("verify-connection")
    assert caught.value.fix


async def test_a_role_that_may_not_come_in_is_the_error(
    connect: Callable[..., NetSuite], connection: Callable[..., dict[str, Any]]
) -> None:
    from suiteplug.emulator.access.seed import NO_REST_ROLE

    with pytest.raises(errors.PermissionDeniedError) as caught:
        await connect(connection("tba", role_id=NO_REST_ROLE)).run("verify-connection")
    assert "REST Web Services" in caught.value.fix


async def test_a_role_without_queries(
    connect: Callable[..., NetSuite], connection: Callable[..., dict[str, Any]]
) -> None:
    from suiteplug.emulator.access.seed import NO_ANALYTICS_ROLE

    output = await connect(connection("tba", role_id=NO_ANALYTICS_ROLE)).run("verify-connection")
    assert output["suiteql"] is False
    failed = [check for check in output["checks"] if not check["ok"]]
    assert [check["name"] for check in failed] == ["SuiteQL"]
    assert "SuiteAnalytics Workbook" in failed[0]["message"]


async def test_an_administrator_sees_the_limits(
    connect: Callable[..., NetSuite], connection: Callable[..., dict[str, Any]]
) -> None:
    from suiteplug.emulator.access.seed import ADMINISTRATOR_ROLE

    output = await connect(connection("tba", role_id=ADMINISTRATOR_ROLE)).run("verify-connection")
    assert output["concurrency"]["account"] == 15
    assert all(checks(output).values())


async def test_a_wrong_account_is_the_error(
    connect: Callable[..., NetSuite], connection: Callable[..., dict[str, Any]]
) -> None:
    with pytest.raises(errors.AccountNotFoundError):
        await connect({**connection("oauth-client-credentials"), "account_id": "7654321"}).run("verify-connection")
