"""Whether a stored record already says what would be sent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.order_to_cash.compare import says

STORED: dict[str, Any] = {
    "id": "7",
    "firstName": "Ana",
    "isPerson": True,
    "subsidiary": {"id": "1", "refName": "Parent"},
    "addressBook": {
        "items": [
            {
                "id": 1,
                "defaultBilling": True,
                "addressBookAddress": {"country": {"id": "US", "refName": "x"}, "zip": "1"},
            },
            {"id": 2, "defaultBilling": False, "addressBookAddress": {"country": {"id": "GB"}, "zip": "2"}},
        ],
        "totalResults": 2,
    },
}


@pytest.mark.parametrize(
    ("sent", "same"),
    [
        ({"firstName": "Ana"}, True),
        ({"firstName": "Anna"}, False),
        ({"lastName": "Ruiz"}, False),
        ({"subsidiary": {"id": 1}}, True),
        ({"subsidiary": {"id": "2"}}, False),
        ({"terms": {"id": "2"}}, False),
        ({"isPerson": False}, False),
    ],
)
def test_fields(sent: dict[str, Any], *, same: bool) -> None:
    assert says(STORED, sent) is same


def line(country: str, postcode: str) -> dict[str, Any]:
    return {"addressBookAddress": {"country": {"id": country}, "zip": postcode}}


@pytest.mark.parametrize(
    ("lines", "same"),
    [
        ([line("GB", "2"), line("US", "1")], True),
        ([line("US", "1")], False),
        ([line("US", "1"), line("US", "1")], False),
        ([line("US", "1"), line("GB", "2"), line("GB", "2")], False),
        ([], False),
    ],
)
def test_lines_count_each_once_in_any_sequence(lines: list[dict[str, Any]], *, same: bool) -> None:
    assert says(STORED, {"addressBook": {"items": lines}}) is same


_VALUES = st.recursive(
    st.text(max_size=3) | st.integers(0, 9) | st.booleans(),
    lambda inner: (
        st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
        | st.lists(inner, max_size=3).map(lambda items: {"items": items})
    ),
    max_leaves=8,
)


@given(_VALUES)
def test_a_record_says_itself(value: Any) -> None:
    assert says(value, value)


@given(st.dictionaries(st.sampled_from("abc"), _VALUES, min_size=1, max_size=3))
def test_a_missing_field_is_noticed(record: dict[str, Any]) -> None:
    name = next(iter(record))
    rest = {key: value for key, value in record.items() if key != name}
    assert not says(rest, record) or record[name] in ({}, {"items": []})
