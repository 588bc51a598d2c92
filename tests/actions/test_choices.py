"""Data sources of drop-downs against the emulated account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug import registry
from suiteplug.connector.choice_lists import PAGE
from suiteplug.connector.errors import InputError, SchemaViolationError

if TYPE_CHECKING:
    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

    Wire = Any


@pytest.mark.parametrize("key", list(registry.data_sources()))
async def test_every_source_gives_labelled_choices(netsuite: NetSuite, key: str) -> None:
    parameters = {"record_type": "salesOrder"}
    page = await netsuite.choices(key, parameters=parameters)
    assert page.choices
    assert len(page.choices) <= PAGE
    assert all(choice.value and choice.label for choice in page.choices)
    label = page.choices[0].label
    found = await netsuite.choices(key, search=label.split(" - ")[0].upper(), parameters=parameters)
    assert page.choices[0] in found.choices
    assert (await netsuite.choices(key, search="no such thing", parameters=parameters)).choices == ()


@pytest.mark.parametrize("key", ["sales-orders", "record-fields"])
async def test_pages_join_to_the_whole(netsuite: NetSuite, key: str) -> None:
    seen: list[str] = []
    cursor = ""
    while True:
        page = await netsuite.choices(key, cursor=cursor, parameters={"record_type": "salesOrder"})
        seen += [choice.value for choice in page.choices]
        cursor = page.next_cursor
        if not cursor:
            break
        assert len(page.choices) == PAGE
    assert len(seen) == len(set(seen)) > PAGE


async def test_labels_say_more_than_the_name(netsuite: NetSuite) -> None:
    customers = await netsuite.choices("customers", search="blue kiln")
    assert customers.choices[0].label == "CUST1001 - Blue Kiln Ltd - ap@bluekilnltd.example"
    euro = await netsuite.choices("currencies", search="EUR")
    assert euro.choices[0].label == "Euro - EUR"


@pytest.mark.parametrize("search", ["' OR 1=1 --", "O'Neill", "%", "?", "]", "\\"])
async def test_a_search_text_stays_a_text(netsuite: NetSuite, search: str) -> None:
    whole = await netsuite.choices("customers")
    found = await netsuite.choices("customers", search=search)
    assert len(found.choices) <= len(whole.choices)
    if "'" in search:
        assert found.choices == ()


@pytest.mark.parametrize("cursor", ["x", "-50", "7", "\u0665\u0660"])
async def test_a_cursor_that_no_page_gave(netsuite: NetSuite, cursor: str) -> None:
    for key in ("customers", "record-types"):
        with pytest.raises(InputError):
            await netsuite.choices(key, cursor=cursor)


async def test_fields_need_a_record_type(netsuite: NetSuite) -> None:
    with pytest.raises(SchemaViolationError) as caught:
        await netsuite.choices("record-fields")
    assert caught.value.field == "record_type"


async def test_a_page_is_remembered_for_a_minute(over_wire: NetSuite, wire: Wire, account: Account) -> None:
    first = await over_wire.choices("vendors", search="kiln")
    sent = len(wire.sent)
    assert await over_wire.choices("vendors", search=" KILN ") == first
    assert len(wire.sent) == sent
    await over_wire.choices("vendors")
    assert len(wire.sent) == sent + 1
    account.clock.shift(timedelta(minutes=1))
    assert await over_wire.choices("vendors", search="kiln") == first
    assert len(wire.sent) == sent + 2
