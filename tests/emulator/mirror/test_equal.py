"""What the emulator answered, loaded into an empty one, comes back equal: in lists, singly, in parts and as rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.suiteql.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUERIES = ("?expandSubResources=true", "", "?simpleEnumFormat=true", "?expandSubResources=true&simpleEnumFormat=true")
_COLUMNS_AT_ONCE = 90
_LOGS = {"systemnote"}  # of changes that happened elsewhere nothing is known


@pytest.fixture(scope="module")
def mirror(load: Callable[..., Any], company_replies: Path) -> Any:
    """An account loaded from all replies of the seed company; only read."""
    return load(company_replies)


@pytest.mark.parametrize("query", QUERIES)
def test_every_record_comes_back_as_it_was(company: Any, mirror: Any, query: str) -> None:
    for record_type, record_id in _records(company):
        path = f"{record_type}/{record_id}{query}"
        # texts are compared, so that the order of members counts as well
        assert json.dumps(mirror.get(path)) == json.dumps(company.get(path)), path


def test_so_do_their_parts(company: Any, mirror: Any) -> None:
    for record_type, record_id in _records(company, most=8):
        for path in _parts(company, f"{record_type}/{record_id}"):
            for query in QUERIES[:2]:
                assert mirror.get(f"{path}{query}") == company.get(f"{path}{query}"), path


def test_only_chosen_fields(company: Any, mirror: Any) -> None:
    for record_type, names in (("customer", "id,isInactive,email"), ("salesOrder", "id,entity,total,item")):
        record_id = company.ids(record_type)[0]
        path = f"{record_type}/{record_id}?fields={names}"
        assert mirror.get(path) == company.get(path)


def test_lists_are_the_same(company: Any, mirror: Any) -> None:
    for kind in company.account.store.schema.types:
        assert mirror.get(kind.name) == company.get(kind.name)
    for path in ("customer?limit=5&offset=10", "salesOrder?limit=7", "invoice?q=id GREATER 5100"):
        assert mirror.get(path) == company.get(path)


@pytest.mark.parametrize(
    ("record_type", "q"),
    [
        ("customer", 'companyName START_WITH "B"'),
        ("customer", "id ANY_OF [1013,1015]"),
        ("customer", "isInactive IS false"),
        ("salesOrder", 'tranDate ON_OR_AFTER "1/1/2026"'),
        ("salesOrder", "externalId EMPTY_NOT"),
        ("inventoryItem", 'itemId CONTAIN "MUG"'),
    ],
)
def test_filters_find_the_same(company: Any, mirror: Any, record_type: str, q: str) -> None:
    assert mirror.ids(record_type, q) == company.ids(record_type, q)


def test_external_ids_find_the_same(company: Any, mirror: Any) -> None:
    found = [body for body in company.account.store.scan("customer") if body.get("externalId")]
    for body in found[:5]:
        path = f"customer/eid:{body['externalId']}"
        assert mirror.get(path) == company.get(path)
    assert found


def test_queries_give_the_same_rows(company: Any, mirror: Any) -> None:
    for table in Catalogue(company.account.store.schema, one_world=True).stored:
        if table.name.startswith("_") or table.name in _LOGS:
            continue
        key, columns = ", ".join(table.primary) or "1", list(table.columns)
        for start in range(0, len(columns), _COLUMNS_AT_ONCE):
            wanted = dict.fromkeys((*table.primary, *columns[start : start + _COLUMNS_AT_ONCE]))
            query = f"SELECT {', '.join(wanted)} FROM {table.name} ORDER BY {key}"  # noqa: S608 - names of the catalogue
            assert mirror.rows(query) == company.rows(query), query


def test_replies_have_netsuites_headers(mirror: Any) -> None:
    record_id = mirror.ids("customer")[0]
    reply = mirror.answer("GET", f"/services/rest/record/v1/customer/{record_id}")
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=singular; charset=UTF-8"
    reply = mirror.answer("GET", f"/services/rest/record/v1/customer/{record_id}/addressBook")
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=collection; charset=UTF-8"


def test_links_lead_to_where_it_answers(opened: Callable[..., Any], company_replies: Path) -> None:
    moved = opened(company_replies, origin="http://127.0.0.1:8080")
    record_id = moved.ids("salesOrder")[0]
    text = json.dumps(moved.get(f"salesOrder/{record_id}?expandSubResources=true"))
    assert "http://127.0.0.1:8080/services/rest/record/v1/salesorder" in text
    assert "netsuite.com" not in text


def test_a_snapshot_and_a_reset_keep_it(opened: Callable[..., Any], company_replies: Path) -> None:
    mirror = opened(company_replies)
    record_id = mirror.ids("customer")[0]
    before = mirror.get(f"customer/{record_id}?expandSubResources=true")
    with mirror.account.snapshot() as snapshot:
        mirror.send("PATCH", f"customer/{record_id}", {"phone": "+1 555 0100"})
        assert mirror.get(f"customer/{record_id}?expandSubResources=true") != before
        mirror.account.restore(snapshot)
        assert mirror.get(f"customer/{record_id}?expandSubResources=true") == before
        with Account.open_copy(snapshot) as copy:
            assert copy.kept.find("customer", record_id) is not None
    mirror.send("PATCH", f"customer/{record_id}", {"phone": "+1 555 0100"})
    mirror.account.reset()
    assert mirror.get(f"customer/{record_id}?expandSubResources=true") == before


def _records(asker: Any, most: int | None = None) -> list[tuple[str, str]]:
    store = asker.account.store
    return [(kind.name, record_id) for kind in store.schema.types for record_id in store.ids(kind.name)[:most]]


def _parts(asker: Any, path: str) -> list[str]:
    """Addresses of the sublists, lines and subrecords of a record, as its own links tell them."""
    found: list[str] = []
    base = f"{asker.origin}/services/rest/record/v1/"

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for link in value.get("links", ()):
                href = link["href"].partition("?")[0]
                if link["rel"] == "self" and href.lower().startswith(f"{base}{path}/".lower()):
                    found.append(href.removeprefix(base))
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(asker.get(f"{path}?expandSubResources=true"))
    return found
