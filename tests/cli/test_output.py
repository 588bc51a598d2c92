"""Results in their four forms."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import click
import pytest

from suiteplug import manifest_file
from suiteplug.hosts.cli import output

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS: dict[str, Any] = {
    "rows": [
        {"id": "1", "name": 'Ärger, "Söhne"\nGmbH', "ref": {"id": "2", "refName": "EUR"}},
        {"id": "2", "ok": True},
    ],
    "count": 2,
    "has_more": False,
    "warnings": [],
}
RECORD: dict[str, Any] = {
    "record": {
        "entityId": "Blue Kiln",
        "links": [],
        "item": {"items": [{"line": 1, "amount": 17.5}, {"line": 2, "amount": 3}], "totalResults": 2},
        "giftCertRedemption": {"items": [], "totalResults": 0},
        "shippingAddress": {"addr1": "39 Mill Lane", "country": {"id": "GB", "refName": "United Kingdom"}},
    },
    "not_expanded": [],
}


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def show(value: dict[str, Any], form: str, rows: str | None = "rows", columns: str | None = None) -> str:
        output.write(value, form, rows=rows, columns=columns)
        return capsys.readouterr().out

    return show


def test_json_is_the_output_itself(shown: Callable[..., str]) -> None:
    assert json.loads(shown(ROWS, "json")) == ROWS
    assert json.loads(shown(RECORD, "json", None)) == RECORD


def test_jsonl_is_a_line_for_each_row(shown: Callable[..., str]) -> None:
    assert [json.loads(line) for line in shown(ROWS, "jsonl").splitlines()] == ROWS["rows"]
    assert json.loads(shown(RECORD, "jsonl", None)) == RECORD
    assert shown({"rows": [], "count": 0}, "jsonl") == ""


def test_csv_reads_back(shown: Callable[..., str]) -> None:
    header, first, second = csv.reader(io.StringIO(shown(ROWS, "csv")))
    assert header == ["id", "name", "ref", "ok"]
    assert first == ["1", 'Ärger, "Söhne"\nGmbH', "EUR (2)", ""]
    assert second == ["2", "", "", "true"]


def test_csv_of_one_record_has_its_fields_as_columns(shown: Callable[..., str]) -> None:
    header, fields = csv.reader(io.StringIO(shown(RECORD, "csv", None)))
    assert fields[header.index("record.entityId")] == "Blue Kiln"


def test_a_result_without_rows_still_has_its_header(shown: Callable[..., str]) -> None:
    empty = {"rows": [], "columns": [{"name": "id", "type": "text"}, {"name": "name", "type": "text"}], "count": 0}
    assert shown(empty, "csv") == "id,name\n"
    assert "Nothing found." in shown(empty, "table")


@pytest.mark.parametrize("form", output.FORMATS)
def test_columns_choose_and_order(shown: Callable[..., str], form: str) -> None:
    text = shown(ROWS, form, columns="name, id")
    assert "ref" not in text
    assert text.index("name") < text.index("id")


def test_columns_choose_fields_of_one_record(shown: Callable[..., str]) -> None:
    assert json.loads(shown(RECORD, "json", None, "record.entityId")) == {"record.entityId": "Blue Kiln"}


def test_a_column_that_is_not_there_is_told(shown: Callable[..., str]) -> None:
    with pytest.raises(click.BadParameter, match="no column 'nmae'; there are: id, name, ref, ok"):
        shown(ROWS, "table", columns="id,nmae")


def test_tables_show_every_row_and_what_else_is_said(shown: Callable[..., str]) -> None:
    table = shown(ROWS, "table")
    assert "EUR (2)" in table
    assert table.rstrip().endswith("count: 2")


def test_a_record_is_a_card_with_its_sublists_below(shown: Callable[..., str]) -> None:
    card = shown(RECORD, "table", None)
    assert "record.entityId" in card
    assert "addr1: 39 Mill Lane" in card
    assert "country: United Kingdom (GB)" in card
    assert "giftCertRedemption" not in card
    assert card.index("record.item") < card.index("17.5")


def test_columns_that_do_not_fit_are_named(shown: Callable[..., str]) -> None:
    wide = {"rows": [{f"column_{number}": "x" * 30 for number in range(30)}]}
    text = shown(wide, "table")
    assert "column_0" in text
    assert "and 12 more" in " ".join(text.split())


def test_markup_in_data_is_only_text(shown: Callable[..., str]) -> None:
    assert "[red]x[/red]" in shown({"rows": [{"a": "[red]x[/red]"}]}, "table")


def test_rows_are_found_by_the_schema_not_by_what_happens_to_be_there() -> None:
    members = {entry["key"]: output.rows_member(entry["outputSchema"]) for entry in manifest_file.load()["actions"]}
    assert members["run-suiteql"] == "rows"
    assert members["list-customers"] == "items"
    assert members["upsert-record"] is None
    assert members["get-record"] is None
    assert members["get-sublist"] == "lines"
