"""Options of a command from the JSON Schema of an action's inputs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

_FILE_MARK = "@"


class JsonValue(click.ParamType[Any]):
    """A JSON value, or ``@file`` to read it from a file, ``@-`` from standard input."""

    name = "json"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The parsed value."""
        if not isinstance(value, str):
            return value
        text = read_text(value) if value.startswith(_FILE_MARK) else value
        try:
            return json.loads(text)
        except ValueError as error:
            self.fail(f"not JSON: {error}", param, ctx)


def read_text(argument: str) -> str:
    """The text behind ``@file`` or ``@-``."""
    name = argument.removeprefix(_FILE_MARK)
    if name == "-":
        return sys.stdin.read()
    try:
        return Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise click.BadParameter(f"cannot read {name}: {error.strerror}") from error


def options_of(schema: dict[str, Any]) -> list[click.Option]:
    """One option for each property. None is required here: ``--inputs`` may bring it; the runner checks."""
    required = set(schema.get("required", []))
    return [
        _option(name, _resolved(field, schema), required=name in required)
        for name, field in schema.get("properties", {}).items()
    ]


def _resolved(field: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The field with a reference followed and "or nothing" left out."""
    if "$ref" in field:
        target = schema.get("$defs", {}).get(field["$ref"].rpartition("/")[2], {})
        field = {**target, **field}
    branches = [branch for branch in field.get("anyOf", []) if branch.get("type") != "null"]
    if len(branches) == 1:
        return {**_resolved(branches[0], schema), **{k: v for k, v in field.items() if k != "anyOf"}}
    return field


def _option(name: str, field: dict[str, Any], *, required: bool) -> click.Option:
    flag = f"--{name.replace('_', '-')}"
    described = str(field.get("description", ""))
    if "default" in field and field["default"] not in (None, False, [], {}):
        described += f" [default: {json.dumps(field['default'])}]"
    if required:
        described += " [required]"
    if field.get("type") == "boolean":
        return click.Option([f"{flag}/--no-{name.replace('_', '-')}", name], default=None, help=described)
    kind, multiple = _kind(field)
    return click.Option([flag, name], type=kind, multiple=multiple, default=None, help=described)


def _kind(field: dict[str, Any]) -> tuple[click.ParamType[Any], bool]:
    """The click type of a field, and whether the option may be repeated."""
    branches = {branch.get("type") for branch in field.get("anyOf", [])}
    if branches and branches <= {"string", "integer"}:
        return click.STRING, False
    if "enum" in field and all(isinstance(value, str) for value in field["enum"]):
        return click.Choice(field["enum"]), False
    match field.get("type"):
        case "string":
            return click.STRING, False
        case "integer":
            return click.IntRange(min=field.get("minimum"), max=field.get("maximum")), False
        case "number":
            return click.FLOAT, False
        case "array" if field.get("items", {}).get("type") == "string":
            return click.STRING, True
        case _:
            return JsonValue(), False
