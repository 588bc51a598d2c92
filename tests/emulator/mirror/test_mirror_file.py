"""A mirror file written by hand: metadata, rows, columns and tables that the emulator has never heard of."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.settings import Settings
from suiteplug.emulator.testing.seeds import Seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

BASE = "https://7654321.suitetalk.api.netsuite.com/services/rest/record/v1"
Json = dict[str, Any]


def link(path: str) -> list[Json]:
    return [{"rel": "self", "href": f"{BASE}/{path}", "method": "GET"}]


def record(record_type: str, record_id: str, **members: Any) -> Json:
    body = {"links": link(f"{record_type.lower()}/{record_id}?expandSubResources=true"), "id": record_id, **members}
    return {"kind": "record", "type": record_type, "id": record_id, "body": body}


def described(properties: Json, **more: Any) -> Json:
    return {"type": "object", "properties": properties, **more}


TEXT = {"type": "string", "nullable": True}
METADATA = {
    "kind": "metadata",
    "types": ["customer", "customrecord_glaze"],
    "schemas": {
        "customer": described(
            {
                "companyName": {"title": "Company Name", **TEXT},
                "custentity_tier": {
                    "title": "Tier",
                    "type": "object",
                    "properties": {"id": {"type": "string", "enum": ["1", "2"]}, "refName": TEXT},
                    "x-ns-custom-field": True,
                },
                "custentity_visited": {
                    "title": "Visited",
                    "type": "string",
                    "format": "date",
                    "x-ns-custom-field": True,
                },
                "custentity_glazes": {"$ref": "#/components/schemas/nsResourceCollection", "x-ns-custom-field": True},
                "loyaltyCards": {"$ref": "#/components/schemas/customer-loyaltyCardsCollection"},
            },
            **{"x-ns-filterable": ["companyName", "custentity_visited"]},
        ),
        "customer-loyaltyCardsCollection": described(
            {"items": {"type": "array", "items": {"$ref": "#/components/schemas/customer-loyaltyCardsElement"}}}
        ),
        "customer-loyaltyCardsElement": described(
            {"card": TEXT, "points": {"type": "integer", "format": "int64"}},
            **{"x-ns-sublistkey": {"present": True, "value": {"new": ["card"], "existing": ["card"]}}},
        ),
        "customrecord_glaze": described(
            {
                "name": TEXT,
                "custrecord_glaze_base": {"$ref": "#/components/schemas/customrecord_glaze"},
                "custrecord_glaze_temp": {"type": "number", "format": "double", "x-ns-custom-field": True},
            },
            **{"x-ns-filterable": ["custrecord_glaze_temp"]},
        ),
    },
}
CUSTOMER = record(
    "customer",
    "4001",
    companyName="Tern Island",
    custentity_tier={"links": [], "id": "2", "refName": "Gold"},
    entityId="C4001",
    lastModifiedDate="2026-03-01T08:00:00Z",
    loyaltyCards={
        "links": link("customer/4001/loyaltyCards"),
        "items": [{"links": link("customer/4001/loyaltyCards/A7"), "card": "A7", "points": 120}],
        "totalResults": 1,
    },
)
GLAZE = record("customrecord_glaze", "7", name="Celadon", custrecord_glaze_temp=1260.5)
TABLES = [
    {
        "kind": "table",
        "name": "customer",
        "key": "id",
        "order": ["id"],
        "columns": {
            "companyname": "value",
            "isinactive": "value",
            "lastmodifieddate": "moment",
            "loyaltyscore": "value",
            "firstcontact": "date",
            "custentity_tier": "value",
        },
    },
    {
        "kind": "table",
        "name": "loyaltylog",
        "key": "customer",
        "order": ["customer", "entry"],
        "columns": {"entry": "value", "points": "value", "note": "value", "on_day": "date"},
    },
]
ROWS = [
    {
        "kind": "rows",
        "table": "customer",
        "type": "customer",
        "id": "4001",
        "rows": [
            {
                "id": "4001",
                "companyname": "TERN ISLAND (as queried)",
                "isinactive": "F",
                "lastmodifieddate": "2026-03-01 01:00:00",
                "loyaltyscore": "12.5",
                "firstcontact": "2019-05-06",
                "custentity_tier": "2",
            }
        ],
    },
    {
        "kind": "rows",
        "table": "loyaltylog",
        "type": "customer",
        "id": "4001",
        "rows": [
            {"customer": "4001", "entry": "1", "points": "100", "on_day": "2026-01-02"},
            {"customer": "4001", "entry": "2", "points": "20", "note": "birthday"},
        ],
    },
]


def written(path: Path, *entries: Json, **header: Any) -> Path:
    lines = [{"suiteplug_mirror": 1, **header}, *entries, {"kind": "news", "of": "later versions"}, {"kind": "end"}]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def everything(path: Path, **header: Any) -> Path:
    return written(path, METADATA, *TABLES, CUSTOMER, GLAZE, *ROWS, **header)


@pytest.fixture(params=["sample.jsonl", "sample.jsonl.gz"])
def mirror(request: pytest.FixtureRequest, opened: Callable[..., Any], tmp_path: Path) -> Any:
    return opened(everything(tmp_path / request.param), origin="https://7654321.suitetalk.api.netsuite.com")


def test_records_come_back(mirror: Any) -> None:
    for entry in (CUSTOMER, GLAZE):
        assert mirror.get(f"{entry['type']}/{entry['id']}?expandSubResources=true") == entry["body"]
    assert mirror.get("customer/4001/loyaltyCards/A7") == CUSTOMER["body"]["loyaltyCards"]["items"][0]


def test_the_metadata_says_what_fields_are(mirror: Any) -> None:
    mirror.send(
        "PATCH",
        "customer/4001",
        {
            "custentity_visited": "2026-02-03",
            "custentity_glazes": {"items": [{"id": "7"}]},
            "loyaltyCards": {"items": [{"card": "A7", "points": 130}, {"card": "B1", "points": 5}]},
        },
    )
    changed = mirror.get("customer/4001?expandSubResources=true")
    assert changed["custentity_visited"] == "2026-02-03"
    assert [item["id"] for item in changed["custentity_glazes"]["items"]] == ["7"]
    assert [(line["card"], line["points"]) for line in changed["loyaltyCards"]["items"]] == [("A7", 130), ("B1", 5)]
    assert changed["custentity_tier"] == CUSTOMER["body"]["custentity_tier"]
    assert mirror.ids("customer", 'custentity_visited ON "2/3/2026"') == ["4001"]
    assert mirror.ids("customrecord_glaze", "custrecord_glaze_temp LESS 1300") == ["7"]
    refused = mirror.answer("GET", "/services/rest/record/v1/customer?q=custentity_tier%20ANY_OF%20[2]")
    assert refused.status == 400


def test_rows_are_those_of_the_account(mirror: Any) -> None:
    query = "SELECT companyname, entityid, loyaltyscore, firstcontact, TO_CHAR(lastmodifieddate, 'HH24:MI') AS at"
    assert mirror.rows(f"{query} FROM customer WHERE loyaltyscore > 9") == [
        {
            "at": "01:00",
            "companyname": "TERN ISLAND (as queried)",
            "entityid": "C4001",
            "firstcontact": "5/6/2019",
            "loyaltyscore": "12.5",
        }
    ]
    assert mirror.rows("SELECT entry, points, note, on_day FROM loyaltylog WHERE points > 9 ORDER BY entry") == [
        {"entry": "1", "on_day": "1/2/2026", "points": "100"},
        {"entry": "2", "note": "birthday", "points": "20"},
    ]
    assert mirror.rows("SELECT name, custrecord_glaze_temp AS t FROM customrecord_glaze") == [
        {"name": "Celadon", "t": "1260.5"}
    ]


def test_rows_are_projected_once_their_record_changes(mirror: Any) -> None:
    mirror.send("PATCH", "customer/4001", {"companyName": "Tern Island Ltd"})
    assert mirror.rows("SELECT companyname, loyaltyscore FROM customer") == [{"companyname": "Tern Island Ltd"}]


def test_rows_stay_when_everything_is_projected_anew(mirror: Any) -> None:
    mirror.rows("SELECT id FROM customer")
    mirror.account.suiteql.rebuild()
    assert mirror.rows("SELECT companyname FROM customer") == [{"companyname": "TERN ISLAND (as queried)"}]
    assert len(mirror.rows("SELECT entry FROM loyaltylog")) == 2


def test_it_says_what_the_account_is_like(opened: Callable[..., Any], tmp_path: Path) -> None:
    path = everything(tmp_path / "a.jsonl", date_format="DD.MM.YYYY")
    assert opened(path).rows("SELECT firstcontact AS d FROM customer") == [{"d": "06.05.2019"}]
    assert opened(path).account.settings.one_world is False
    assert opened(everything(tmp_path / "b.jsonl", one_world=True)).account.settings.one_world is True
    chosen = opened(path, date_format="YYYY-MM-DD")
    assert chosen.rows("SELECT firstcontact AS d FROM customer") == [{"d": "2019-05-06"}]


def test_it_is_an_option_of_the_fixtures(tmp_path: Path) -> None:
    path, seeds = everything(tmp_path / "a.jsonl"), Seeds()
    for _ in range(2):
        with seeds.open(Settings(load=path)) as account:
            assert account.store.ids("customer") == ["4001"]
            account.store.delete("customer", "4001")
    seeds.close()


@pytest.mark.parametrize(
    "entries",
    [
        [{"kind": "record", "type": "customer", "id": "x", "body": {}}],
        [{"kind": "record", "type": "customer", "id": "1", "body": 7}],
        [{"kind": "metadata", "types": ["customer"]}],
        [{"kind": "table", "name": "customer"}],
        [{"kind": "rows", "table": "customer"}],
    ],
)
def test_a_broken_entry_is_named(opened: Callable[..., Any], tmp_path: Path, entries: Iterable[Json]) -> None:
    with pytest.raises(ValueError, match="line 2: not a"):
        opened(written(tmp_path / "a.jsonl", *entries))
