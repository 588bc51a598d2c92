"""Which lines a write touches: the table of Oracle's pages, and a model of it under random requests."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.emulator.record.merge import Merge
from suiteplug.emulator.record.options import Replace
from suiteplug.emulator.schema import STANDARD

if TYPE_CHECKING:
    import httpx

    from suiteplug.emulator.store import RecordStore

Lines = list[dict[str, Any]]


def items(store: RecordStore) -> Lines:
    body = store.get("salesOrder", "1504")
    assert body is not None
    return [{"line": line["line"], "item": line["item"], "quantity": line["quantity"]} for line in body.get("item", [])]


FIRST = {"line": 1, "item": "328", "quantity": 2.0}
SECOND = {"line": 4, "item": "329", "quantity": 1.0}
NEW = {"line": 5, "item": "328", "quantity": 9.0}


@pytest.mark.parametrize(
    ("query", "sent", "left"),
    [
        ("", [{"line": 1, "quantity": 7}], [{**FIRST, "quantity": 7.0}, SECOND]),
        ("", [{"item": {"id": 328}, "quantity": 9}], [FIRST, SECOND, NEW]),
        ("", [], [FIRST, SECOND]),
        ("", None, [FIRST, SECOND]),
        ("", [{"line": 77, "item": {"id": 328}, "quantity": 9}], [FIRST, SECOND, NEW]),
        ("?replace=item", [{"line": 4}], [SECOND]),
        ("?replace=ITEM", [{"line": 4}, {"item": {"id": 328}, "quantity": 9}], [SECOND, NEW]),
        ("?replace=item", [{"item": {"id": 328}, "quantity": 9}], [NEW]),
        ("?replace=item", [], []),
        ("?replace=item", None, []),
        ("?replace=addressBook", [{"line": 1, "quantity": 7}], [{**FIRST, "quantity": 7.0}, SECOND]),
        ("?replace=salesTeam,%20item", [{"line": 1}], [FIRST]),
    ],
)
async def test_keyed_lines(
    http: httpx.AsyncClient, store: RecordStore, query: str, sent: Lines | None, left: Lines
) -> None:
    body = {"item": None if sent is None else {"items": sent}}
    reply = await http.patch(f"/salesOrder/1504{query}", json=body)
    assert reply.status_code == 204, reply.text
    assert items(store) == left


async def test_replace_without_the_sublist_in_the_body_does_nothing(
    http: httpx.AsyncClient, store: RecordStore
) -> None:
    await http.patch("/salesOrder/1504?replace=item", json={"memo": "x"})
    assert items(store) == [FIRST, SECOND]


async def test_a_field_of_a_keyed_line_is_cleared_with_null(http: httpx.AsyncClient, store: RecordStore) -> None:
    await http.patch("/salesOrder/1504", json={"item": {"items": [{"line": 1, "rate": None}]}})
    body = store.get("salesOrder", "1504")
    assert body is not None
    assert body["item"][0] == {"line": 1, "item": "328", "quantity": 2.0}


@pytest.mark.parametrize(("query", "left"), [("", [0.5, 1.5]), ("?replace=package", [1.5])])
async def test_lines_without_a_key_are_appended_or_replaced(
    http: httpx.AsyncClient, store: RecordStore, query: str, left: list[float]
) -> None:
    store.put("itemFulfillment", {"id": "1600", "package": [{"packageWeight": 0.5}]})
    await http.patch(f"/itemFulfillment/1600{query}", json={"package": {"items": [{"packageWeight": 1.5}]}})
    body = store.get("itemFulfillment", "1600")
    assert body is not None
    assert [line["packageWeight"] for line in body["package"]] == left


async def test_address_lines_get_ids_and_keep_them(http: httpx.AsyncClient, store: RecordStore) -> None:
    def addresses() -> Lines:
        body = store.get("customer", "107")
        assert body is not None
        return list(body["addressBook"])

    new = {"label": "HQ", "addressBookAddress": {"addr1": "1 Main St", "city": "NY"}}
    await http.patch("/customer/107", json={"addressBook": {"items": [new, {"label": "Depot"}]}})
    first, second = addresses()
    assert first["internalId"] == first["id"] != second["internalId"]
    change = {"internalId": first["internalId"], "addressBookAddress": {"city": "LA"}}
    await http.patch("/customer/107", json={"addressBook": {"items": [change]}})
    assert addresses()[0]["addressBookAddress"] == {"addr1": "1 Main St", "city": "LA"}
    assert len(addresses()) == 2


async def test_currency_lines_are_keyed_by_currency(http: httpx.AsyncClient, store: RecordStore) -> None:
    for symbol in ("$", "US$"):
        line = {"currency": {"id": "1"}, "displaySymbol": symbol}
        await http.patch("/customer/107", json={"currencyList": {"items": [line]}})
    body = store.get("customer", "107")
    assert body is not None
    assert body["currencyList"] == [{"currency": "1", "displaySymbol": "US$"}]
    assert (await http.get("/customer/107/currencyList/1")).status_code == 200


async def test_nested_lists_are_replaced_by_their_path(http: httpx.AsyncClient, store: RecordStore) -> None:
    def quantities() -> list[float]:
        body = store.get("salesOrder", "1504")
        assert body is not None
        return [line["quantity"] for line in body["item"][0]["inventoryDetail"]["inventoryAssignment"]]

    async def assign(query: str, quantity: float) -> None:
        detail = {"inventoryAssignment": {"items": [{"quantity": quantity}]}}
        body = {"item": {"items": [{"line": 1, "inventoryDetail": detail}]}}
        reply = await http.patch(f"/salesOrder/1504{query}", json=body)
        assert reply.status_code == 204, reply.text

    await assign("", 1)
    await assign("", 2)
    assert quantities() == [1.0, 2.0]
    await assign("?replace=item.inventoryDetail.inventoryAssignment", 3)
    assert quantities() == [3.0]
    assert len(items(store)) == 2


LINE = st.fixed_dictionaries({"quantity": st.integers(1, 9)}, optional={"line": st.integers(1, 6)})


@given(
    old=st.lists(st.integers(1, 6), unique=True, max_size=5),
    sent=st.lists(LINE, max_size=5, unique_by=lambda line: line.get("line", object())),
    replaced=st.booleans(),
)
def test_keyed_merge_against_a_model(old: list[int], sent: Lines, *, replaced: bool) -> None:
    """Matched lines change in place, others are added behind, and only ``replace`` removes."""
    order = STANDARD.get("salesOrder")
    body = {"item": [{"line": number, "quantity": 0, "memo": "kept"} for number in old]} if old else {}
    replace = Replace.parse("item") if replaced else Replace()
    numbers_given = count(1)
    new = Merge(lambda _: next(numbers_given)).apply(order, body, {"item": sent}, replace)
    lines = new.get("item", [])

    matched = {line["line"]: line["quantity"] for line in sent if line.get("line") in old}
    kept = [number for number in old if number in matched or not replaced]
    assert [line["line"] for line in lines[: len(kept)]] == kept
    assert [line["quantity"] for line in lines[: len(kept)]] == [matched.get(number, 0) for number in kept]
    added = [line["quantity"] for line in sent if line.get("line") not in old]
    assert [line["quantity"] for line in lines[len(kept) :]] == added
    assert all("memo" not in line for line in lines[len(kept) :])
    numbers = [line["line"] for line in lines]
    assert len(set(numbers)) == len(numbers)
    assert all(number > max(old, default=0) for number in numbers[len(kept) :])
    assert body == ({"item": [{"line": number, "quantity": 0, "memo": "kept"} for number in old]} if old else {})
