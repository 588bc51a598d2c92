"""What the emulated account gives or takes is never refused by the check before sending."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from suiteplug.connector.errors import NotFoundError, RejectedError
from suiteplug.connector.metadata.read_schema import read_schema
from suiteplug.connector.preflight.body_check import BodyCheck
from suiteplug.connector.records.ref import RecordRef
from suiteplug.emulator.account import Account
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.metadata.json_schema import JsonSchemas
from suiteplug.emulator.record.body_reader import BodyReader
from suiteplug.emulator.record.options import Validation, WriteOptions
from suiteplug.emulator.record.references import References
from suiteplug.emulator.schema import STANDARD
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.api import NetSuite
    from suiteplug.emulator.schema import RecordType, Shape

TYPES = sorted(STANDARD.types, key=lambda one: one.name)
STRICT = WriteOptions(names=Validation.ERROR)


@cache
def check_of(name: str) -> BodyCheck:
    document = JsonSchemas("/services/rest/record/v1/metadata-catalog").of_record(STANDARD.get(name))
    return BodyCheck(read_schema(name, document))


async def test_bodies_that_netsuite_gave_pass(netsuite: NetSuite) -> None:
    alarms, seen = [], 0
    for record_type in TYPES:
        try:
            page = await netsuite.session.records.list_page(record_type.name, limit=3)
        except RejectedError:  # some types cannot be listed in this account
            continue
        for record_id in page.ids[:2]:
            ref = RecordRef(record_type.name, record_id=record_id)
            for expand in (True, False):
                try:
                    body = (await netsuite.session.records.get(ref, expand_sub_resources=expand)).body
                except NotFoundError:
                    continue
                seen += 1
                alarms += [(str(ref), problem) for problem in check_of(record_type.name).check(body).problems]
    assert alarms == []
    assert seen > 100


@pytest.fixture(scope="module")
def company(seeded_account: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    path = tmp_path_factory.mktemp("preflight") / "account.sqlite"
    path.write_bytes(seeded_account.read_bytes())
    with Account.open(Settings(data=path)) as opened:
        yield opened


IDS = st.sampled_from(["1", "2", "3", 1, 2, "A", "B", "US", ""])
ODD: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, "", 0, 1, -2.5, True, False, "T", "x", "12", "2026-08-12", "2026-08-12T10:00:00Z", "1/2/2026"),
        *([], {}, {"id": "1"}, {"id": 1}, {"id": ""}, {"refName": "x"}, {"externalId": "y"}, {"items": []}),
        *({"items": [{"id": "1"}]}, {"links": []}, {"id": "1", "refName": "Parent"}),
    ]
)


def bodies(shape: Shape, depth: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    """Bodies of a shape: its names in any case, with values that fit, or fit another kind of field."""
    values: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in shape.fields.items():
        if field.read_only:  # NetSuite ignores what stands there
            continue
        inner = field.subrecord
        values[name] = ODD if inner is None or not depth else st.one_of(ODD, bodies(inner, depth - 1))
        if field.enum:
            values[name] = st.one_of(ODD, st.sampled_from(sorted(field.enum)).map(lambda one: {"id": one}))
    for name, sublist in shape.sublists.items():
        lines = st.lists(bodies(sublist.line, depth - 1), max_size=2) if depth else st.just([])
        values[name] = st.one_of(ODD, lines.map(lambda items: {"items": items}))
    names = sorted(values)
    chosen = st.lists(st.sampled_from(names), max_size=5, unique=True) if names else st.just([])
    return chosen.flatmap(lambda some: st.fixed_dictionaries({name: values[name] for name in some}))


@pytest.mark.parametrize(
    "name", ["salesOrder", "customer", "inventoryItem", "journalEntry", "itemFulfillment", "employee", "vendorBill"]
)
def test_bodies_that_netsuite_takes_pass(name: str, company: Account) -> None:
    record_type: RecordType = company.store.schema.get(name)
    check = check_of(name)

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(bodies(record_type))
    def holds(body: dict[str, Any]) -> None:
        try:
            BodyReader(References(company.store), STRICT).read(record_type, body)
        except Problem:
            return
        assert check.check(body).problems == ()

    holds()
