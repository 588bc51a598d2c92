"""Select options: the filter that is written, and replies in every shape that is not ruled out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.errors import ContractError, InputError
from suiteplug.connector.records.options import NameFilter, NameOperator, read_options, written_filters

NAMES = st.from_regex(r"\A[a-z][A-Za-z0-9_]{0,10}(\.[a-z][A-Za-z]{0,5})?\Z")
TEXTS = st.text(st.characters(exclude_characters='"', exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)


def options(*items: tuple[Any, str], **more: Any) -> dict[str, Any]:
    return {"_selectOptions": {"items": [{"id": key, "refName": name} for key, name in items], **more}}


def unquoted(text: str) -> str:
    """The filter without what stands in quotation marks."""
    return "".join(text.split('"')[::2])


@given(st.lists(st.tuples(NAMES, st.sampled_from(NameOperator), TEXTS), min_size=1, max_size=4))
def test_a_text_never_leaves_its_quotation_marks(parts: list[tuple[str, NameOperator, str]]) -> None:
    filters = [NameFilter(*part) for part in parts]
    written = written_filters(filters, [name for name, _, _ in parts])
    assert written.split('"')[1::2] == [text for _, _, text in parts]
    assert unquoted(written).split(", ") == [f"{name} {operator} " for name, operator, _ in parts]


def test_what_cannot_be_written() -> None:
    with pytest.raises(InputError, match="not asked for"):
        written_filters([NameFilter("terms", NameOperator.IS, "x")], ["location"])
    with pytest.raises(InputError, match="quotation mark"):
        written_filters([NameFilter("terms", NameOperator.IS, 'a"b')], ["terms"])


def test_ids_become_text_and_the_total_is_kept() -> None:
    data = {"entityStatus": options((16, "CUSTOMER-Lost"), ("A", "B"), totalResults=7, hasMore=True)}
    (field,) = read_options(data, ["entitystatus"])
    assert [(option.id, option.name) for option in field.options] == [("16", "CUSTOMER-Lost"), ("A", "B")]
    assert (field.field, field.total, field.has_more) == ("entitystatus", 7, True)


@pytest.mark.parametrize(
    "data",
    [
        {"item": {"price": options((1, "Base"))}},
        {"item.price": options((1, "Base"))},
        {"ITEM": {"Price": options((1, "Base"))}},
    ],
)
def test_a_lines_field_is_found_wherever_it_stands(data: dict[str, Any]) -> None:
    (field,) = read_options(data, ["item.price"])
    assert (field.options[0].name, field.total, field.has_more) == ("Base", 1, False)


@pytest.mark.parametrize(
    "data", [None, [], {}, {"terms": 1}, {"terms": {}}, {"terms": {"_selectOptions": {"items": 3}}}]
)
def test_a_reply_without_the_field_breaks_the_contract(data: Any) -> None:
    with pytest.raises(ContractError, match="no options of 'terms'"):
        read_options(data, ["terms"])
