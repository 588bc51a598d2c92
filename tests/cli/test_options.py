"""Options from a schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.testing import CliRunner

from suiteplug.hosts.cli.options import options_of

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["record_type"],
    "properties": {
        "record_type": {"type": "string", "description": "Type."},
        "record_id": {"anyOf": [{"type": "string"}, {"type": "integer"}], "description": "ID."},
        "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 1000, "description": "Rows."},
        "all_pages": {"type": "boolean", "default": False, "description": "All."},
        "kind": {"enum": ["a", "b"], "description": "Kind."},
        "fields": {"type": "array", "items": {"type": "string"}, "description": "Fields."},
        "body": {"type": "object", "description": "Body."},
        "maybe": {"anyOf": [{"type": "number"}, {"type": "null"}], "description": "Number or nothing."},
        "line": {"$ref": "#/$defs/Line", "description": "Line."},
    },
    "$defs": {"Line": {"type": "object"}},
}


def run(*arguments: str, text: str = "") -> tuple[int, Any]:
    def show(**given: Any) -> None:
        click.echo(json.dumps(given))

    command = click.Command("x", params=[*options_of(SCHEMA)], callback=show)
    result = CliRunner().invoke(command, arguments, input=text)
    return result.exit_code, json.loads(result.output) if result.exit_code == 0 else result.output


def test_every_kind_of_property_has_its_option(tmp_path: Path) -> None:
    body = tmp_path / "body.json"
    body.write_text('{"memo": "ü"}', encoding="utf-8")
    code, given = run(
        *("--record-type", "customer", "--record-id", "007", "--limit", "5", "--all-pages", "--kind", "b"),
        *("--fields", "a", "--fields", "b", "--body", f"@{body}", "--maybe", "1.5", "--line", '{"x": [1]}'),
    )
    assert code == 0
    assert given == {
        "record_type": "customer",
        "record_id": "007",
        "limit": 5,
        "all_pages": True,
        "kind": "b",
        "fields": ["a", "b"],
        "body": {"memo": "ü"},
        "maybe": 1.5,
        "line": {"x": [1]},
    }


def test_what_is_not_given_stays_open_so_that_defaults_are_the_schemas() -> None:
    _, given = run()
    assert {name: value for name, value in given.items() if value not in (None, [])} == {}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--limit", "0"], "1<=x<=1000"),
        (["--kind", "c"], "'c' is not one of"),
        (["--body", "{"], "not JSON"),
        (["--body", "@/no/such/file"], "cannot read"),
        (["--nope", "1"], "No such option"),
    ],
)
def test_wrong_usage_is_told_before_anything_runs(arguments: list[str], complaint: str) -> None:
    code, text = run(*arguments)
    assert code == 2
    assert complaint in text


def test_json_from_standard_input() -> None:
    _, given = run("--body", "@-", text='{"a": 1}')
    assert given["body"] == {"a": 1}
