"""How many lanes there are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.lanes.size import (
    GROW_EVERY_S,
    Shrunk,
    Terms,
    Told,
    after_refusal,
    ceiling,
    is_forgotten,
    lanes_now,
    told_from,
)


@pytest.mark.parametrize(
    ("terms", "told", "lanes"),
    [
        (Terms(), None, 4),
        (Terms(9), None, 9),
        (Terms(), Told(15, shared=True), 14),
        (Terms(), Told(15, shared=False), 15),
        (Terms(20), Told(15, shared=True), 14),
        (Terms(3), Told(15, shared=True), 3),
        (Terms(left_to_others=6), Told(15, shared=True), 9),
        (Terms(left_to_others=6), Told(15, shared=False), 15),
        (Terms(left_to_others=0), Told(5, shared=True), 5),
        (Terms(left_to_others=60), Told(5, shared=True), 1),
    ],
)
def test_what_netsuite_tells_counts_then_the_setting_then_four(terms: Terms, told: Told | None, lanes: int) -> None:
    assert ceiling(terms, told) == lanes


@pytest.mark.parametrize(
    ("most", "shrunk", "now", "lanes"),
    [
        (15, None, 0.0, 11),
        (4, None, 0.0, 3),
        (1, None, 0.0, 1),
        (15, Shrunk(11, 0.0), 0.9, 11),  # the same burst
        (15, Shrunk(11, 0.0), 1.0, 8),
        (15, Shrunk(8, 0.0), 30.0, 8),  # three had grown back
        (15, Shrunk(1, 0.0), 2.0, 1),
        (3, Shrunk(11, 0.0), 5.0, 2),  # the setting has been lowered since
    ],
)
def test_a_refusal_takes_a_quarter_once_for_a_burst(most: int, shrunk: Shrunk | None, now: float, lanes: int) -> None:
    assert lanes_now(most, after_refusal(most, shrunk, now), now) == lanes


@pytest.mark.parametrize(("now", "lanes"), [(0, 4), (9.9, 4), (10, 5), (25, 6), (110, 15), (1e6, 15), (-5, 4)])
def test_one_lane_grows_back_every_ten_seconds(now: float, lanes: int) -> None:
    shrunk = Shrunk(4, 0.0)
    assert lanes_now(15, shrunk, now) == lanes
    assert is_forgotten(15, shrunk, now) == (lanes == 15)


@given(st.integers(1, 140), st.lists(st.floats(0, 60), max_size=40))
def test_always_between_one_and_the_most(most: int, gaps: list[float]) -> None:
    shrunk, now = None, 0.0
    for gap in gaps:
        now += gap
        before = lanes_now(most, shrunk, now)
        shrunk = after_refusal(most, shrunk, now)
        after = lanes_now(most, shrunk, now)
        assert 1 <= after <= before <= most
    assert lanes_now(most, shrunk, now + most * GROW_EVERY_S) == most


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (
            {
                "accountConcurrencyLimit": 15,
                "accountUnallocatedConcurrencyLimit": 10,
                "integrationLimitType": "accountLimit",
            },
            Told(10, shared=True),
        ),
        ({"integrationConcurrencyLimit": 5, "integrationLimitType": "integrationSpecific"}, Told(5, shared=False)),
        ({"accountConcurrencyLimit": 15}, Told(15, shared=True)),
        ({"accountConcurrencyLimit": 0}, None),
        ({}, None),
        (None, None),
        ([1], None),
    ],
)
def test_the_limits_that_netsuite_tells(reply: object, told: Told | None) -> None:
    assert told_from(reply) == told
