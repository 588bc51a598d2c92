"""A host that knows only manifest.json draws the forms, checks what is filled in, and runs every action."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import CommandLine

MANIFEST: dict[str, Any] = json.loads((Path(__file__).parents[2] / "manifest.json").read_text(encoding="utf-8"))
ACTIONS = [pytest.param(action, id=action["key"]) for action in MANIFEST["actions"]]
EXIT_CODES = {error["name"]: error["exitCode"] for error in MANIFEST["errors"]}
WIDGETS = {"string", "integer", "number", "boolean", "array", "object"}


class Form:
    """A form drawn from an input schema: a label, a widget and a help text for each field, however deep."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema
        self.rows = list(self._fields(schema, ""))

    def _fields(self, schema: dict[str, Any], place: str) -> Iterator[tuple[str, str, str]]:
        for name, field in schema.get("properties", {}).items():
            for widget, inner in self._widgets(field):
                yield f"{place}{name}", widget, inner.get("description", field.get("description", ""))
                if widget == "object":
                    yield from self._fields(inner, f"{place}{name}.")
                if widget == "array":
                    for kind, item in self._widgets(inner.get("items", {})):
                        if kind == "object":
                            yield from self._fields(item, f"{place}{name}[].")

    def _widgets(self, field: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """What can be drawn for a field: one widget for each type it may have."""
        if "$ref" in field:
            yield from self._widgets(self.schema["$defs"][field["$ref"].rpartition("/")[2]])
        elif "anyOf" in field:
            for branch in field["anyOf"]:
                yield from self._widgets(branch)
        elif "enum" in field or "const" in field:
            yield "choice", field
        elif field.get("type") is None:
            yield "anything", field
        else:
            kinds = field["type"] if isinstance(field["type"], list) else [field["type"]]
            yield from ((kind, field) for kind in kinds if kind != "null")


@pytest.mark.parametrize("action", ACTIONS)
def test_a_form_can_be_drawn(action: dict[str, Any]) -> None:
    form = Form(action["inputSchema"])
    sources = {source["key"] for source in MANIFEST["dataSources"]}
    for place, widget, text in form.rows:
        assert widget in WIDGETS | {"choice", "anything"}, place
        assert text, f"{place} has no help text"
    for name, field in action["inputSchema"]["properties"].items():
        choices = field.get("x-choices")
        if choices:
            assert choices["source"] in sources, name
            assert set(choices.get("depends_on", [])) <= set(action["inputSchema"]["properties"])


@pytest.mark.parametrize("connection", MANIFEST["connections"], ids=lambda connection: str(connection["key"]))
def test_a_form_of_a_connection_can_be_drawn(connection: dict[str, Any]) -> None:
    assert Form(connection["inputSchema"]).rows
    assert set(connection["secrets"]) <= set(connection["inputSchema"]["properties"])
    assert all(field.get("title") for field in connection["inputSchema"]["properties"].values())


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.usefixtures("stopped_clock")
def test_every_action_runs_by_its_first_example(
    action: dict[str, Any], suiteplug: CommandLine, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = request.getfixturevalue("kept_at_noon" if action["effect"] == "read" else "at_noon")
    monkeypatch.setenv("SUITEPLUG_CONNECTION", json.dumps(account))
    example = action["examples"][0]
    assert list(Draft202012Validator(action["inputSchema"]).iter_errors(example["input"])) == []
    command = [part.format(key=action["key"]) for part in MANIFEST["command"]["run"][1:]]
    ended = suiteplug(*command, stdin=json.dumps(example["input"]))
    assert (ended.code, ended.err) == (0, "")
    assert list(Draft202012Validator(action["outputSchema"]).iter_errors(ended.result)) == []


@pytest.mark.usefixtures("today")
@pytest.mark.parametrize(
    ("key", "inputs", "outcome"),
    [
        ("verify-connection", {}, "done"),
        ("create-customer", {"company_name": "Manifest Host Ltd", "subsidiary_id": 1}, "done"),
        ("run-suiteql", {"query": "SELECT id FROM nowhere"}, "InvalidQueryError"),
        ("get-customer", {"record_id": "1", "external_id": "x"}, "InputError"),
        ("get-customer", {"record_id": "999999"}, "NotFoundError"),
    ],
)
def test_a_process_answers_in_json_and_its_exit_code_names_the_branch(
    key: str, inputs: dict[str, Any], outcome: str, process: CommandLine
) -> None:
    command = [part.format(key=key) for part in MANIFEST["command"]["run"][1:]]
    ended = process(*command, stdin=json.dumps(inputs))
    if outcome == "done":
        assert (ended.code, ended.err) == (0, "")
        assert ended.result
        return
    assert ended.out == ""
    assert ended.error["error"] == outcome
    assert ended.code == EXIT_CODES[outcome]
    assert ended.error["fix"]
