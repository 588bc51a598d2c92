"""What no help page and no recording tells must not matter: the emulator guesses the other way, the actions go on."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from suiteplug.connector.errors import InvalidRecordError
from suiteplug.emulator.account import Account
from suiteplug.emulator.record.guesses import CONTRARY
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from suiteplug.api import NetSuite

KILN = {"companyName": "Contrary Kiln Ltd", "subsidiary": {"id": "1"}}


@pytest.fixture
def account(seeded_account: Path, tmp_path: Path) -> Iterator[Account]:
    """An account of the test's own in which every guess about the record service is turned around."""
    path = tmp_path / "account.sqlite"
    shutil.copyfile(seeded_account, path)
    with Account.open(Settings(data=path, record_guesses=CONTRARY)) as opened:
        yield opened


OPEN_ORDER = "SELECT id FROM transaction WHERE type = 'SalesOrd' AND status = 'B' ORDER BY id ASC"


async def test_an_upsert_without_location(netsuite: NetSuite) -> None:
    for outcome in ("created", "updated"):
        done = await netsuite.run(
            "upsert-record", {"record_type": "customer", "external_id": "CONTRARY-1", "body": KILN}
        )
        assert (done["outcome"], done["record_id"].isdigit(), done["warnings"]) == (outcome, True, [])


async def test_a_fulfilment_without_location(netsuite: NetSuite) -> None:
    order = (await netsuite.run("run-suiteql", {"query": OPEN_ORDER, "limit": 1}))["rows"][0]["id"]
    done = await netsuite.run("create-item-fulfillment", {"record_id": order})
    assert (done["record_id"].isdigit(), done["warnings"]) == (True, [])
    made = await netsuite.run("get-record", {"record_type": "itemFulfillment", "record_id": done["record_id"]})
    assert made["record"]["createdFrom"]["id"] == order


async def test_a_misspelt_field_that_only_the_path_names(netsuite: NetSuite) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        await netsuite.run("create-record", {"record_type": "customer", "body": {**KILN, "emial": "x"}})
    assert caught.value.field == "emial"
    assert "Did you mean email" in caught.value.fix


async def test_a_wrong_reference_gets_no_other_name_proposed(netsuite: NetSuite) -> None:
    with pytest.raises(InvalidRecordError) as caught:
        await netsuite.run("create-record", {"record_type": "customer", "body": {**KILN, "currency": {"id": "99"}}})
    assert caught.value.field == "currency"
    assert "Did you mean" not in caught.value.fix
