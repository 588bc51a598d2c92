"""Options of a command from the JSON Schema of an action's inputs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

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


class TextOrJson(JsonValue):
    """An object or a list as JSON, anything else as text; ``@file`` as for JSON."""

    name = "text|json"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """JSON where it looks like JSON."""
        if not isinstance(value, str):
            return value
        text = read_text(value) if value.startswith(_FILE_MARK) else value
        return super().convert(text, param, ctx) if text.lstrip().startswith(("{", "[")) else text


def read_text(argument: str) -> str:
    """The text behind ``@file`` or ``@-``."""
    name = argument.removeprefix(_FILE_MARK)
    if name == "-":
        return sys.stdin.read()
    try:
        return Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise click.BadParameter(f"cannot read {name}: {error.strerror}") from error
    except UnicodeDecodeError:
        raise click.BadParameter(f"{name} is not text in UTF-8") from None


def options_of(schema: Mapping[str, Any]) -> list[click.Option]:
    """One option for each property, those that must be given first.

    None is required here: ``--inputs`` may bring it; the runner checks.
    """
    required = set(schema.get("required", []))
    names = sorted(schema.get("properties", {}), key=lambda name: name not in required)
    return [_option(name, resolved(schema["properties"][name], schema), required=name in required) for name in names]


def resolved(field: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """The field with a reference followed and "or nothing" left out."""
    merged = dict(field)
    if "$ref" in merged:
        target = schema.get("$defs", {}).get(merged.pop("$ref").rpartition("/")[2], {})
        merged = {**target, **merged}
    branches = [branch for branch in merged.get("anyOf", []) if branch.get("type") != "null"]
    if len(branches) == 1:
        del merged["anyOf"]
        return {**resolved(branches[0], schema), **merged}
    return merged


def described(field: Mapping[str, Any], *, required: bool) -> str:
    """What a field means, what it is without being given, and whether it must be."""
    text = str(field.get("description", ""))
    if field.get("default") not in (None, False, "", [], {}):
        default = field["default"]
        text += f" [default: {default if isinstance(default, str) else json.dumps(default)}]"
    if takes_many(field):
        text += " [may be repeated]"
    if "x-choices" in field:
        needs = "".join(f" --with {name}=..." for name in field["x-choices"].get("depends_on", []))
        text += f" [see: suiteplug choices {field['x-choices']['source']}{needs}]"
    return text + " [required]" if required else text


def flag_of(name: str) -> str:
    """``record_type`` as ``--record-type``."""
    return f"--{name.replace('_', '-')}"


def takes_many(field: Mapping[str, Any]) -> bool:
    """Whether the field is a list of texts, given by repeating its option."""
    return field.get("type") == "array" and field.get("items", {}).get("type") == "string"


def _option(name: str, field: dict[str, Any], *, required: bool) -> click.Option:
    flag, text = flag_of(name), described(field, required=required)
    if field.get("type") == "boolean":
        return click.Option([f"{flag}/--no-{flag.removeprefix('--')}", name], default=None, help=text)
    return click.Option([flag, name], type=_kind(field), multiple=takes_many(field), default=None, help=text)


def _kind(field: Mapping[str, Any]) -> click.ParamType[Any]:
    """The click type of a field, or of one of its items."""
    if takes_many(field):
        return _kind(field["items"])
    branches = {branch.get("type") for branch in field.get("anyOf", [])}
    kinds = set(field["type"]) if isinstance(field.get("type"), list) else branches
    if kinds and kinds <= {"string", "integer", "null"}:
        return click.STRING
    if "enum" in field and all(isinstance(value, str) for value in field["enum"]):
        return click.Choice(field["enum"])
    match field.get("type"):
        case "string":
            return click.STRING
        case "integer":
            return click.IntRange(min=field.get("minimum"), max=field.get("maximum"))
        case "number":
            return click.FloatRange(min=field.get("minimum"), max=field.get("maximum"))
        case None if not branches or "string" in branches:
            return TextOrJson()
        case _:
            return JsonValue()
