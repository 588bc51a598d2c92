"""Results in their four forms."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from suiteplug.hosts.cli import output

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

ROWS = {
    "rows": [
        {"id": "1", "name": 'Ärger, "Söhne"\nGmbH', "ref": {"id": "2", "refName": "EUR"}},
        {"id": "2", "ok": True},
    ],
    "count": 2,
    "warnings": [],
}
RECORD = {"record_id": "42", "record": {"entityId": "Blue Kiln", "links": []}}


def shown(capsys: pytest.CaptureFixture[str], value: Mapping[str, object], form: str) -> str:
    output.write(value, form)
    return capsys.readouterr().out


def test_json_is_the_output_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(shown(capsys, ROWS, "json")) == ROWS


def test_jsonl_is_a_line_for_each_row(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, ROWS, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == ROWS["rows"]
    assert json.loads(shown(capsys, RECORD, "jsonl")) == RECORD
    assert shown(capsys, {"rows": [], "count": 0}, "jsonl") == ""


def test_csv_reads_back(capsys: pytest.CaptureFixture[str]) -> None:
    header, first, second = csv.reader(io.StringIO(shown(capsys, ROWS, "csv")))
    assert header == ["id", "name", "ref", "ok"]
    assert first == ["1", 'Ärger, "Söhne"\nGmbH', "EUR (2)", ""]
    assert second == ["2", "", "", "true"]


def test_tables_show_every_row_and_field(capsys: pytest.CaptureFixture[str]) -> None:
    table = shown(capsys, ROWS, "table")
    assert "EUR (2)" in table
    assert "count 2" in table
    assert "record.entityId" in shown(capsys, RECORD, "table")


def test_markup_in_data_is_only_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert "[red]x[/red]" in shown(capsys, {"rows": [{"a": "[red]x[/red]"}]}, "table")
