"""A value never changes the path it stands in."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector import paths
from suiteplug.connector.errors import InputError


@given(st.text(min_size=1).filter(lambda text: text not in {".", ".."}))
def test_an_external_id_stays_one_segment_and_comes_back_whole(external_id: str) -> None:
    try:
        path = paths.record("customer", paths.record_id(external_id=external_id))
    except (InputError, UnicodeEncodeError):
        return
    parts = urlsplit(f"https://host{path}")
    assert parts.query == parts.fragment == ""
    segments = parts.path.split("/")
    assert len(segments) == 7
    assert unquote(segments[-1]) == f"eid:{external_id}"


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_dot_segments_are_refused(value: str) -> None:
    with pytest.raises(InputError):
        paths.segment(value)


@pytest.mark.parametrize(
    "value", ["../customer", "customer/1", "customer?x", "customer#", "1customer", "", "cust omer", "customer\n"]
)
def test_names_have_the_form_of_names(value: str) -> None:
    with pytest.raises(InputError):
        paths.record(value)


@pytest.mark.parametrize("value", ["1/2", "1?x=1", "abc", "", "1\n", "eid:5", "--1"])
def test_internal_ids_are_whole_numbers(value: str) -> None:
    with pytest.raises(InputError):
        paths.record_id(value)


def test_negative_ids_are_ids() -> None:
    assert paths.record("vendor", paths.record_id("-3")) == "/services/rest/record/v1/vendor/-3"


@pytest.mark.parametrize(("internal", "external"), [(None, None), ("1", "A")])
def test_one_of_the_two_ids_is_given(internal: str | None, external: str | None) -> None:
    with pytest.raises(InputError) as caught:
        paths.record_id(internal, external)
    assert caught.value.code == "RECORD_ID_OR_EXTERNAL_ID"
