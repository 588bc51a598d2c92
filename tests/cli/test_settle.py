"""``suiteplug settle`` and what ``run`` says about keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.account import Account

    CommandLine = Callable[..., Any]

KILN = json.dumps({"companyName": "Kiln Works", "subsidiary": {"id": "1"}})
CREATE = ("run", "create-record", "--record-type", "customer", "--body", KILN)
pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def lost(account: Account, suiteplug: CommandLine) -> str:
    """The settle ID of a create that nothing in NetSuite tells of."""
    account.faults.add({"kind": "drop", "when": "after"}, method="POST", path="*/customer", nth=1)
    ended = suiteplug(*CREATE)
    assert ended.code == 7
    assert "suiteplug settle w" in ended.error["fix"]
    return str(ended.error["settle_id"])


def test_a_key_that_was_used(suiteplug: CommandLine) -> None:
    first = suiteplug(*CREATE, "--idempotency-key", "k")
    again = suiteplug(*CREATE, "--idempotency-key", "k")
    assert again.result == first.result
    assert "nothing was sent now" in again.err
    assert "nothing was sent now" not in first.err


def test_open_writes_are_listed(suiteplug: CommandLine, lost: str) -> None:
    [row] = suiteplug("settle").result["writes"]
    assert (row["settle_id"], row["what"], row["record"]) == (lost, "create customer", "customer")
    table = suiteplug("settle", "--output", "table", "--columns", "settle_id,what")
    assert lost in table.out


def test_what_nothing_tells_of_stays_open(suiteplug: CommandLine, lost: str) -> None:
    ended = suiteplug("settle", "--all")
    assert ended.code == 7
    assert [row["outcome"] for row in ended.result["writes"]] == ["still open"]
    assert "look by hand" in ended.result["writes"][0]["how"]


def test_a_person_settles_it(suiteplug: CommandLine, lost: str) -> None:
    ended = suiteplug("settle", lost, "--happened", "1069")
    assert (ended.code, ended.result["writes"][0]["outcome"]) == (0, "happened")
    assert suiteplug("settle").result == {"writes": []}


def test_it_did_not_happen(suiteplug: CommandLine, lost: str) -> None:
    assert suiteplug("settle", lost, "--did-not-happen").result["writes"][0]["outcome"] == "did not happen"
    assert suiteplug("settle", lost).code == 3


def test_old_ones_are_forgotten(suiteplug: CommandLine) -> None:
    suiteplug(*CREATE, "--idempotency-key", "k")
    assert "Forgot 0" in suiteplug("settle", "--forget-older-than", "90d").err
    assert "Forgot 2" in suiteplug("settle", "--forget-older-than", "0").err


@pytest.mark.parametrize(
    "wrong",
    [
        ["--happened", "1"],
        ["--did-not-happen"],
        ["--all", "w1"],
        ["--all", "--happened", "1"],
        ["w1", "--happened", "1", "--did-not-happen"],
        ["--forget-older-than", "soon"],
    ],
)
def test_wrong_usage(suiteplug: CommandLine, wrong: list[Any]) -> None:
    assert suiteplug("settle", *wrong).code == 2
