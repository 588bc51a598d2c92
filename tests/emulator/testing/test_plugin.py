"""The plugin in the tests of an invented project, run by a pytest of its own."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
ROOT = Path(__file__).resolve().parents[3]
QUERY = """
    import asyncio
    from datetime import UTC, datetime, timedelta

    import httpx
    import pytest
    import suiteplug
    from suiteplug import Options

    async def ask(account, action, inputs, **how):
        async with suiteplug.connect(account.connection(), Options(http=account.transport)) as netsuite:
            return await netsuite.run(action, inputs, **how)

    def count(account):
        query = {"query": "SELECT COUNT(*) AS n FROM customer"}
        return int(asyncio.run(ask(account, "run-suiteql", query))["rows"][0]["n"])

    def add(account, **more):
        inputs = {"company_name": "Fig and Granite Ltd", "subsidiary_id": "1", **more}
        return asyncio.run(ask(account, "create-customer", inputs))
"""


def run(pytester: pytest.Pytester, tests: str, *arguments: str) -> pytest.RunResult:
    """Tests of the project, in a process of their own."""
    pytester.makepyfile(textwrap.dedent(QUERY) + textwrap.dedent(tests))
    plugin = [] if "--no-plugin" in arguments else ["-p", "suiteplug.emulator.testing.plugin"]
    command = [sys.executable, "-m", "pytest", "-p", "no:randomly", "-p", "no:cacheprovider", *plugin]
    return pytester.run(*command, "-W", "error", "--strict-markers", *arguments)


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is found although the tests stand elsewhere."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def test_each_test_has_an_account_of_its_own(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
        @pytest.mark.parametrize("turn", [1, 2])
        @pytest.mark.parametrize("kind", ["netsuite_account", "netsuite_server"])
        def test_own(request, kind, turn):
            account = request.getfixturevalue(kind)
            before = count(account)
            add(account)
            assert count(account) == before + 1 == len(account.records("customer"))
            names = [record.get("companyName") for record in account.records("customer")]
            assert names.count("Fig and Granite Ltd") == 1
            (sent,) = account.requests(method="POST", path="*/customer")
            assert (sent.status, b"Fig and Granite" in sent.body) == (204, True)

        def test_snapshot(netsuite_server):
            before = count(netsuite_server)
            with netsuite_server.snapshot() as snapshot:
                add(netsuite_server)
                netsuite_server.restore(snapshot)
            assert count(netsuite_server) == before
        """,
    )
    result.assert_outcomes(passed=5)


def test_markers(pytester: pytest.Pytester) -> None:
    result = run(
        pytester,
        """
        pytestmark = pytest.mark.netsuite(seed="empty", lanes=7)

        @pytest.mark.netsuite(lanes=5, clock=datetime(2026, 8, 12, tzinfo=UTC))
        def test_closest_marker_wins(netsuite_account):
            assert (netsuite_account.lanes.limit, netsuite_account.records("customer")) == (5, [])
            assert netsuite_account.clock.now() == datetime(2026, 8, 12, tzinfo=UTC)
            assert netsuite_account.account_id == "1234567_SB1"

        @pytest.mark.parametrize("again", [False, True])
        def test_keys_are_known_to_one_test_only(netsuite_account, again):
            how = {"idempotency_key": "k"}
            asyncio.run(ask(netsuite_account, "create-customer", {"company_name": "F", "subsidiary_id": "1"}, **how))
            assert len(netsuite_account.records("customer")) == 1

        @pytest.mark.netsuite(faults={"rules": [{"method": "POST", "path": "*/customer", "times": 1,
                                                 "fault": {"kind": "drop", "when": "after"}}]})
        def test_a_lost_answer(netsuite_account):
            with pytest.raises(suiteplug.OutcomeUnknownError):
                add(netsuite_account)
            assert len(netsuite_account.records("customer")) == 1
            assert [e.fault for e in netsuite_account.requests(method="POST", path="*/customer")] == ["drop"]

        async def late(account, patience_s):
            account.faults.add({"kind": "slow", "seconds": 30}, path="*/nothing")
            async with httpx.AsyncClient(transport=account.transport, timeout=patience_s) as http:
                return (await http.get(account.base_url + "/nothing")).status_code

        def test_time_limits_without_waiting(netsuite_account):
            with pytest.raises(httpx.ReadTimeout):
                asyncio.run(late(netsuite_account, 10))
            assert asyncio.run(late(netsuite_account, 100)) == 404

        @pytest.mark.netsuite(colour="blue")
        def test_unknown(netsuite_account):
            pass
        """,
    )
    result.assert_outcomes(passed=5, errors=1)
    result.stdout.fnmatch_lines(["*@pytest.mark.netsuite does not know colour*"])


def test_settings_of_a_project_and_faults_from_a_file(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(
        """
        import pytest
        from suiteplug.emulator.settings import Settings

        @pytest.fixture(scope="session")
        def netsuite_settings():
            return Settings(account_id="7654321", seed="empty")
        """
    )
    pytester.makefile(".json", faults='{"rules": [{"fault": {"kind": "reply", "status": 503}}]}')
    result = run(
        pytester,
        """
        @pytest.mark.netsuite(faults="faults.json")
        def test_settings(netsuite_server):
            assert netsuite_server.connection(role="1001")["account_id"] == "7654321"
            assert httpx.get(netsuite_server.base_url).status_code == 503
        """,
    )
    result.assert_outcomes(passed=1)


def test_nothing_is_imported_for_who_does_not_use_it(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_light():
            heavy = {"httpx", "pydantic", "sqlglot", "suiteplug.emulator.account", "uvicorn"}
            assert not heavy & sys.modules.keys()
        """
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "suiteplug.emulator.testing.plugin"]
    pytester.run(*command, "-W", "error").assert_outcomes(passed=1)
