"""The schema tables hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from suiteplug.emulator.schema import STANDARD, RecordType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.schema import Field, Shape


def all_shapes(shape: Shape) -> Iterator[Shape]:
    yield shape
    for sublist in shape.sublists.values():
        yield from all_shapes(sublist.line)
    for field in shape.fields.values():
        if field.subrecord is not None:
            yield from all_shapes(field.subrecord)


def all_fields(record_type: RecordType) -> Iterator[Field]:
    for shape in all_shapes(record_type):
        yield from shape.fields.values()


@pytest.mark.parametrize("record_type", STANDARD.types, ids=lambda each: each.name)
def test_type_is_consistent(record_type: RecordType) -> None:
    for field in all_fields(record_type):
        assert all(STANDARD.find(target) is not None for target in field.target), field
        assert (field.kind == "enum") <= bool(field.enum), field
        assert (field.kind == "subrecord") == (field.subrecord is not None), field
        assert field.label, field
    for shape in all_shapes(record_type):
        assert not shape.fields.keys() & shape.sublists.keys()
        for sublist in shape.sublists.values():
            assert {*sublist.new_key, *sublist.existing_key} <= sublist.fields.keys()
    assert record_type.filterable <= record_type.fields.keys()
    assert {"id", "externalId"} <= record_type.filterable
    assert record_type.permission
    assert record_type.plural


@pytest.mark.parametrize("name", ["salesOrder", "salesorder", "SALESORDER"])
def test_lookup_takes_any_case(name: str) -> None:
    found = STANDARD.find(name)
    assert found is not None
    assert found.name == "salesOrder"
    assert found.find_field("TRANDATE") is found.fields["tranDate"]
    assert found.find_sublist("ITEM") is found.sublists["item"]
    assert found.find_field("item") is None


def test_kinds_share_their_ids() -> None:
    assert {each.namespace for each in STANDARD.of_kind("transaction")} == {"transaction"}
    assert {each.namespace for each in STANDARD.of_kind("entity")} == {"entity"}
    assert {each.namespace for each in STANDARD.of_kind("item")} == {"item"}
    assert STANDARD.get("term").namespace == "term"
    assert STANDARD.namespace("nothing") == "nothing"


def test_order_lines_are_chosen_by_order_line_and_kept_by_line() -> None:
    item = STANDARD.get("invoice").sublists["item"]
    assert (item.new_key, item.existing_key, item.keyed) == (("orderLine",), ("line",), True)
    assert not STANDARD.get("customer").sublists["groupPricing"].keyed


def test_permission_labels_read_like_the_role_page() -> None:
    assert STANDARD.get("salesOrder").permission_label == "Transactions -> Sales Order"
    assert STANDARD.get("customer").permission_label == "Lists -> Customers"
    assert STANDARD.get("kitItem").permission_label == "Lists -> Items"
