"""Orders, invoices and fulfillments are read with their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from suiteplug.connector import errors

if TYPE_CHECKING:
    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

TYPES = [
    ("get-customer", "customer", "addressBook"),
    ("get-sales-order", "salesOrder", "item"),
    ("get-invoice", "invoice", "item"),
    ("get-item-fulfillment", "itemFulfillment", "item"),
]


@pytest.mark.parametrize(("key", "record_type", "sublist"), TYPES)
async def test_a_record_comes_with_its_lines(
    netsuite: NetSuite, account: Account, key: str, record_type: str, sublist: str
) -> None:
    record_id = account.store.ids(record_type)[0]
    stored = account.store.get(record_type, record_id)
    assert stored is not None
    whole = await netsuite.run(key, {"record_id": record_id})
    assert whole["record_type"] == record_type
    assert whole["record"]["id"] == record_id
    assert len(whole["record"][sublist]["items"]) == len(stored[sublist])
    assert sublist not in whole["not_expanded"]


@pytest.mark.parametrize(("key", "record_type", "sublist"), TYPES)
async def test_a_record_can_be_had_without_its_lines(
    netsuite: NetSuite, account: Account, key: str, record_type: str, sublist: str
) -> None:
    record_id = account.store.ids(record_type)[0]
    plain = await netsuite.run(key, {"record_id": int(record_id), "expand_sub_resources": False})
    assert sublist in plain["not_expanded"]
    some = await netsuite.run(key, {"record_id": record_id, "fields": ["id", "lastModifiedDate"]})
    assert set(some["record"]) <= {"id", "lastModifiedDate"}


@pytest.mark.parametrize(("key", "record_type", "sublist"), TYPES)
async def test_a_record_of_another_type_is_not_found(
    netsuite: NetSuite, account: Account, key: str, record_type: str, sublist: str
) -> None:
    other = account.store.ids("currency")[0]
    with pytest.raises(errors.NotFoundError) as caught:
        await netsuite.run(key, {"record_id": other})
    assert caught.value.fix


@pytest.mark.parametrize(("key", "record_type", "sublist"), TYPES)
async def test_one_id_is_given(netsuite: NetSuite, key: str, record_type: str, sublist: str) -> None:
    with pytest.raises(errors.InputError) as caught:
        await netsuite.run(key, {})
    assert caught.value.code == "RECORD_ID_OR_EXTERNAL_ID"
