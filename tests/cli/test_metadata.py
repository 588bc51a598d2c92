"""``suiteplug metadata`` reads types once, and writes are checked from then on without a request more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine


@pytest.fixture
def shop(suiteplug: CommandLine, kept_at_noon: dict[str, Any], tmp_path: Any) -> str:
    file = tmp_path / "fields.json"
    file.write_text(json.dumps(kept_at_noon))
    file.chmod(0o600)
    assert suiteplug("connection", "add", "shop", "--from", str(file), "--no-verify").code == 0
    return "shop"


@pytest.mark.usefixtures("stopped_clock")
def test_a_later_process_checks_with_what_was_read(suiteplug: CommandLine, shop: str) -> None:
    ended = suiteplug("metadata", "refresh", "customer", "-c", shop)
    assert ended.result["record_types"][0]["record_type"] == "customer"
    wrong = ("run", "create-record", "-c", shop, "--record-type", "customer", "--body", '{"companyNme": "X"}')
    refused = suiteplug(*wrong)
    assert refused.code == 3
    assert "Did you mean companyName" in refused.error["fix"]
    assert suiteplug(*wrong, "--no-validate").code == 5
    assert suiteplug("metadata", "forget", "-c", shop).code == 0
    assert suiteplug(*wrong).code == 5
    assert suiteplug(*wrong, "--validate").code == 3


@pytest.mark.usefixtures("stopped_clock")
def test_without_names_it_lists_the_types(suiteplug: CommandLine, shop: str) -> None:
    listed = suiteplug("metadata", "refresh", "-c", shop).result["record_types"]
    assert {"record_type": "salesOrder"} in listed


def test_an_unknown_connection_is_exit_code_4(suiteplug: CommandLine) -> None:
    ended = suiteplug("run", "get-server-time", "-c", "nowhere")
    assert ended.code == 4
    assert ended.error["error"] == "InvalidConnectionError"
    assert ended.error["cause"]
    assert ended.error["docs"] == "docs/errors.md#unknown-connection"
