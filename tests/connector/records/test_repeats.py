"""What may be sent again, held against a model of how NetSuite merges sublists."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.errors import InputError
from suiteplug.connector.exchange import Repeat
from suiteplug.connector.records.repeats import check_replace, repeat_of, sublists_sent

LINE = {"item": {"id": "328"}, "quantity": 2}
UNKEYED_LOT = {"inventoryAssignment": {"items": [{"quantity": 1}]}}


@pytest.mark.parametrize(
    ("body", "replace", "expected"),
    [
        ({}, (), Repeat.REPEATABLE),
        ({"memo": "x", "email": None, "subsidiary": {"id": "1"}}, (), Repeat.REPEATABLE),
        ({"item": {"items": [LINE]}}, (), Repeat.ONCE),
        ({"Item": {"items": [LINE]}}, ("item",), Repeat.REPEATABLE),
        ({"item": {"items": [LINE]}}, ("ITEM",), Repeat.REPEATABLE),
        ({"item": {"items": [{"line": 1, "quantity": 3}]}}, (), Repeat.REPEATABLE),
        ({"item": {"items": [{"line": 1, "quantity": 3}, LINE]}}, (), Repeat.ONCE),
        ({"item": {"items": [{"line": None, "quantity": 3}]}}, (), Repeat.ONCE),
        ({"item": {"items": [{"orderLine": 1, "quantity": 3}]}}, (), Repeat.ONCE),
        ({"item": {"items": []}}, (), Repeat.REPEATABLE),
        ({"subsidiary": {"items": [{"id": "1"}, {"id": "2"}]}}, (), Repeat.REPEATABLE),
        ({"subsidiary": {"items": [{"externalId": "DE"}]}}, (), Repeat.REPEATABLE),
        ({"addressBook": {"items": [{"internalId": 5, "label": "HQ"}]}}, (), Repeat.REPEATABLE),
        ({"addressBook": {"items": [{"label": "HQ"}]}}, (), Repeat.ONCE),
        ({"apply": {"items": [{"doc": {"id": "60"}, "line": 0, "apply": True}]}}, (), Repeat.REPEATABLE),
        ({"apply": {"items": [{"doc": {"id": "60"}, "apply": True}]}}, (), Repeat.ONCE),
        ({"apply": [{"doc": {"id": "60"}, "apply": True}]}, (), Repeat.ONCE),
        ({"package": {"items": [{"packageWeight": 1}]}}, (), Repeat.ONCE),
        ({"package": {"items": [{"packageWeight": 1}]}}, ("package",), Repeat.REPEATABLE),
        # what is nested in a line
        (
            {"item": {"items": [{"line": 1, "inventoryDetail": UNKEYED_LOT}]}},
            (),
            Repeat.ONCE,
        ),
        (
            {
                "item": {
                    "items": [
                        {"line": 1, "inventoryDetail": {"inventoryAssignment": {"items": [{"internalId": 1}]}}},
                    ]
                }
            },
            (),
            Repeat.REPEATABLE,
        ),
        (
            {"item": {"items": [{"inventoryDetail": UNKEYED_LOT}]}},
            ("item",),
            Repeat.REPEATABLE,
        ),
        # replaced, but the line is matched by its key, so what is nested in it is appended all the same
        (
            {"item": {"items": [{"line": 1, "inventoryDetail": UNKEYED_LOT}]}},
            ("item",),
            Repeat.ONCE,
        ),
        # a sublist in a subrecord
        ({"inventoryDetail": UNKEYED_LOT}, (), Repeat.ONCE),
        (
            {"inventoryDetail": UNKEYED_LOT},
            ("inventoryDetail.inventoryAssignment",),
            Repeat.REPEATABLE,
        ),
    ],
)
def test_repeat_class(body: dict[str, Any], replace: tuple[str, ...], expected: Repeat) -> None:
    assert repeat_of(body, replace) is expected


def test_metadata_overrules_what_is_known_anyway() -> None:
    body = {"item": {"items": [{"line": 1, "quantity": 3}]}, "channels": {"items": [{"code": "x", "rank": 1}]}}
    assert repeat_of(body) is Repeat.ONCE
    assert repeat_of(body, line_keys={"channels": ("code",)}) is Repeat.REPEATABLE
    assert repeat_of(body, line_keys={"channels": ("code",), "item": ()}) is Repeat.ONCE


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"memo": "x"}, ()),
        ({"item": {"items": [LINE]}, "subsidiary": {"items": [{"id": "1"}]}}, ("item",)),
        ({"item": {"items": []}, "customs": {"items": []}}, ("item",)),
        ({"detail": {"assignment": {"items": [{"quantity": 1}]}}}, ("detail.assignment",)),
        ({"item": {"items": [{"detail": {"assignment": {"items": [{"quantity": 1}]}}}]}}, ("item",)),
        ({"item": None}, ()),
    ],
)
def test_sublists_sent(body: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert sublists_sent(body) == expected


@pytest.mark.parametrize("replace", ["memo,item", "item/..", "", "a b", "item."])
def test_replace_takes_only_names(replace: str) -> None:
    with pytest.raises(InputError) as caught:
        check_replace({"item": {"items": []}}, [replace])
    assert caught.value.field == "replace"


def test_what_is_replaced_has_to_be_sent() -> None:
    check_replace({"Item": {"items": []}, "a": {"b": None}}, ["item", "A.B"])
    with pytest.raises(InputError, match="not in the body"):
        check_replace({"memo": "x"}, ["item"])
    with pytest.raises(InputError, match="not in the body"):
        check_replace({"a": {"c": 1}}, ["a.b"])


# -- a model of NetSuite -----------------------------------------------------------------------------------------

KEYED, PLAIN = "item", "package"
Record = dict[str, Any]


def merge(record: Record, body: Record, replace: tuple[str, ...]) -> Record:
    """What NetSuite makes of a PATCH (Oracle help: section_1545142420, section_1545295601, section_1545297048)."""
    result = copy.deepcopy(record)
    for name, value in body.items():
        if name not in {KEYED, PLAIN}:
            result[name] = value
            continue
        old = result[name]
        result[name] = [] if name in replace else old
        for sent in value["items"]:
            match = next((line for line in old if name == KEYED and line["line"] == sent.get("line")), None)
            line = {**(match or {}), **sent}
            if match is not None and match in result[name]:
                result[name][result[name].index(match)] = line
            else:
                number = match["line"] if match is not None else max([0, *(line["line"] for line in old)]) + 1
                result[name].append({**line, "line": number})
                old = [*old, result[name][-1]]
    return result


def shown(record: Record) -> Record:
    """The record without the numbers of lines, which nobody chose."""
    plain = {name: value for name, value in record.items() if name not in {KEYED, PLAIN}}
    for name in (KEYED, PLAIN):
        plain[name] = [{key: value for key, value in line.items() if key != "line"} for line in record[name]]
    return plain


lines = st.lists(st.fixed_dictionaries({"quantity": st.integers(1, 3)}), max_size=3)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Record, Record, tuple[str, ...]]:
    record: Record = {"memo": "old"}
    for name in (KEYED, PLAIN):
        record[name] = [{**line, "line": index} for index, line in enumerate(draw(lines), start=1)]
    body: Record = {}
    if draw(st.booleans()):
        body["memo"] = draw(st.sampled_from(["new", None]))
    for name in draw(st.sets(st.sampled_from([KEYED, PLAIN]))):
        sent = draw(lines)
        if name == KEYED and record[KEYED] and draw(st.booleans()):
            numbers = draw(st.lists(st.sampled_from([line["line"] for line in record[KEYED]]), unique=True))
            sent = [{**line, "line": number} for line, number in zip(sent, numbers, strict=False)]
        body[name] = {"items": sent}
    replace = tuple(name for name in (KEYED, PLAIN) if name in body and draw(st.booleans()))
    return record, body, replace


@given(cases())
def test_a_repeatable_write_changes_nothing_the_second_time(case: tuple[Record, Record, tuple[str, ...]]) -> None:
    record, body, replace = case
    once = merge(record, body, replace)
    twice = merge(once, body, replace)
    if repeat_of(body, replace) is Repeat.REPEATABLE:
        assert shown(twice) == shown(once)
    elif any(body.get(name, {}).get("items") for name in (KEYED, PLAIN) if name not in replace):
        assert sum(len(twice[name]) for name in (KEYED, PLAIN)) > sum(len(once[name]) for name in (KEYED, PLAIN))
