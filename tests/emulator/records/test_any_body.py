"""Whatever JSON a body holds, the door answers 204 or says what is wrong; it never breaks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suiteplug.emulator.core.wire import Request
from suiteplug.emulator.schema import STANDARD

if TYPE_CHECKING:
    from suiteplug.emulator.schema import RecordType, Shape

PREFIX = "/services/rest/record/v1"
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 400),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(["1", "107", "B", "US", "2026-08-12", "2026-08-12T17:32:28+01:00", "T", "MUG-BLUE"]),
)
CHOICES = st.one_of(
    st.builds(lambda value: {"id": value}, SCALARS),
    st.builds(lambda value: {"externalId": value}, SCALARS),
    st.builds(lambda value: {"refName": value}, SCALARS),
    st.builds(lambda value: {"items": [{"id": value}]}, SCALARS),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(st.sampled_from(["id", "items", "links", "refName", "value", "x"]), inner, max_size=2),
    ),
    max_leaves=4,
)


def bodies(shape: Shape, depth: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    """Bodies whose names are mostly right and whose values are mostly not."""
    members: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(shape.fields, SCALARS | CHOICES | ANYTHING)
    if depth:
        for name, sublist in shape.sublists.items():
            lines = st.lists(bodies(sublist.line, depth - 1), max_size=3)
            members[name] = st.builds(lambda items: {"items": items}, lines) | ANYTHING
    names = st.lists(st.sampled_from([*members, "noSuchName"]), max_size=5, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: members.get(name, SCALARS) for name in chosen}))


TYPES = [STANDARD.get(name) for name in ("customer", "salesOrder", "inventoryItem", "customerPayment", "location")]
CASE = st.sampled_from(TYPES).flatmap(lambda each: st.tuples(st.just(each), bodies(each)))
MODES = st.sampled_from([{}, {"x-netsuite-propertyvaluevalidation": "Ignore"}])


@given(case=CASE, headers=MODES, replace=st.sampled_from(["", "replace=item,addressBook,apply"]))
@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_body(doors: Any, case: tuple[RecordType, dict[str, Any]], headers: dict[str, str], replace: str) -> None:
    record_type, body = case
    content = json.dumps(body).encode()
    created = doors.answer(Request("POST", "https://x", f"{PREFIX}/{record_type.name}", replace, headers, content))
    assert_answered(created)
    if created.status != 204:
        return
    path = created.headers["location"].removeprefix("https://x")
    for method in ("PATCH", "GET"):
        query = replace if method == "PATCH" else "expandSubResources=true"
        assert_answered(doors.answer(Request(method, "https://x", path, query, headers, content)))


def assert_answered(response: Any) -> None:
    assert response.status in {200, 204, 400}, response.body
    if response.status == 400:
        for detail in json.loads(response.body)["o:errorDetails"]:
            assert detail["detail"]
            assert detail["o:errorCode"] in {"INVALID_CONTENT", "INVALID_VALUE", "USER_ERROR"}
