"""JSON Schemas (2020-12) of the models, and checks against them with messages that say what to change."""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue

from suiteplug.connector.errors import ErrorDetail, InputError, SchemaViolationError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jsonschema.exceptions import ValidationError
    from pydantic import BaseModel
    from pydantic_core import CoreSchema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_formats = FormatChecker(formats=())


class _Published(GenerateJsonSchema):
    """Plainer than pydantic's default: no repeated titles, no null defaults, no OpenAPI discriminator."""

    schema_dialect = DIALECT

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        published = _plain(super().generate(schema, mode))
        return {"$schema": DIALECT, **published}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False


def _plain(node: Any) -> Any:
    """Leave out what says nothing: titles that pydantic made, null defaults, the docstring of a model."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _plain(value) for key, value in node.items() if key != "discriminator"}
    if plain.get("default", 0) is None:
        del plain["default"]
    if "properties" in plain:
        plain.pop("title", None)
        plain.pop("description", None)
    return plain


@cache
def schema_of(model: type[BaseModel], mode: Literal["validation", "serialization"]) -> dict[str, Any]:
    """The published schema of a model: ``validation`` for inputs, ``serialization`` for outputs."""
    schema = model.model_json_schema(mode=mode, schema_generator=_Published)
    members = schema.get("properties", {})
    if "debug" in members:  # inherited members come first, but nobody wants to read this one first
        members["debug"] = members.pop("debug")
    return schema


@cache
def _validator(model: type[BaseModel]) -> Draft202012Validator:
    return Draft202012Validator(schema_of(model, "validation"), format_checker=_formats)


def check(model: type[BaseModel], instance: Mapping[str, Any], *, what: str) -> None:
    """Hold ``instance`` against the model's published schema.

    Raises:
        SchemaViolationError: With one detail per violation, the first one as message.
    """
    errors = sorted(_validator(model).iter_errors(instance), key=lambda error: [str(p) for p in error.absolute_path])
    if errors:
        raise violation(errors, what=what)


def violation(errors: Iterable[ValidationError], *, what: str) -> SchemaViolationError:
    """The error for one or more violations."""
    readings = [_reading(error) for error in errors]
    field, message, fix = readings[0]
    return SchemaViolationError(
        f"{what}: {message}",
        code="SCHEMA_VIOLATION",
        cause="The inputs do not fit the action's schema. Nothing was sent.",
        fix=fix,
        field=field,
        details=tuple(ErrorDetail(message=text, path=path) for path, text, _ in readings),
    )


def _reading(error: ValidationError) -> tuple[str, str, str]:
    """(path, message, fix) of one violation in plain words."""
    if error.context and error.validator in {"anyOf", "oneOf"}:
        deepest = max(error.context, key=lambda inner: len(inner.absolute_path))
        if len(deepest.absolute_path) > len(error.absolute_path):
            return _reading(deepest)
    path = _path(error.absolute_path)
    if error.validator == "additionalProperties":
        return _unknown_member(error, path)
    if error.validator == "required":
        return _missing_member(error, path)
    described = error.schema.get("description", "") if isinstance(error.schema, dict) else ""
    message, fix = _complaint(error)
    return path, f"'{path}' {message}" if path else message, f"{fix} {described}".strip()


def _complaint(error: ValidationError) -> tuple[str, str]:
    """What is wrong with a value, and what to give instead."""
    shown = _shown(error.instance)
    if error.validator == "anyOf":
        # where one kind of value would do, its form is what is wrong
        for inner in error.context or ():
            if inner.validator not in {"type", "anyOf"} or (inner.validator == "anyOf" and inner.context):
                return _complaint(inner)
    if error.validator in {"anyOf", "type"}:
        wanted = _wanted(error.schema)
        return f"is {shown}, which is not {wanted}.", f"Give {wanted}."
    if error.validator == "enum":
        return f"is {shown}.", "Use one of: " + ", ".join(map(str, _parts(error.validator_value))) + "."
    if error.validator in _BOUNDS:
        return f"is {shown}.", _BOUNDS[str(error.validator)].format(error.validator_value)
    if error.validator == "pattern":
        return f"is {shown}, which has another form.", "Correct its form."
    return f"{error.message}.".replace("..", "."), "Correct it."


_BOUNDS = {
    "minimum": "Give at least {}.",
    "maximum": "Give at most {}.",
    "exclusiveMinimum": "Give more than {}.",
    "minLength": "Give at least {} characters.",
    "maxLength": "Give at most {} characters.",
    "minItems": "Give at least {} entries.",
    "maxItems": "Give at most {} entries.",
}


def _unknown_member(error: ValidationError, path: str) -> tuple[str, str, str]:
    known = list(_members(error.schema))
    unknown = sorted(str(name) for name in _parts(error.instance) if name not in known)
    member = f"{path}.{unknown[0]}" if path else unknown[0]
    near = get_close_matches(unknown[0], known, n=3)
    meant = " or ".join(repr(name) for name in near)
    fix = f"Did you mean {meant}?" if near else f"Known members: {', '.join(known)}."
    return member, f"there is no input '{member}'.", fix


def _missing_member(error: ValidationError, path: str) -> tuple[str, str, str]:
    # the library makes one error for each missing property and names it only in the message
    missing = next(str(name) for name in _parts(error.validator_value) if error.message.startswith(repr(name)))
    member = f"{path}.{missing}" if path else missing
    about = _members(error.schema).get(missing, {}).get("description", "")
    return member, f"'{member}' is missing.", f"Give a value for '{member}'. {about}".strip()


def _members(schema: Any) -> dict[str, Any]:
    """Properties of an object schema."""
    members: dict[str, Any] = schema.get("properties", {}) if isinstance(schema, dict) else {}
    return members


def _parts(value: Any) -> list[Any]:
    """The members of a list or an object; empty for anything else."""
    return list(value) if isinstance(value, list | tuple | dict) else []


def _wanted(schema: Any) -> str:
    kinds = [schema, *schema.get("anyOf", [])] if isinstance(schema, dict) else []
    names: list[str] = []
    for kind in kinds:
        types = kind.get("type", [])
        names += [types] if isinstance(types, str) else types
    names = [name for name in names if name != "null"] or names  # what may be left out is not asked for
    article = {"integer": "an integer", "array": "a list", "object": "an object", "null": "nothing"}
    return " or ".join(dict.fromkeys(article.get(name, f"a {name}") for name in names)) or "of the right form"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."  # noqa: PLR2004 - a message, not a dump


def _path(parts: Iterable[Any]) -> str:
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else (f".{part}" if path else str(part))
    return path


_DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})\Z")


@_formats.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or date.fromisoformat(value) is not None


@_formats.checks("date-time", raises=ValueError)
def _is_date_time(value: object) -> bool:
    return not isinstance(value, str) or bool(_DATE_TIME.match(value) and datetime.fromisoformat(value))


@_formats.checks("uri", raises=ValueError)
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


def require_mapping(inputs: object, *, what: str) -> Mapping[str, Any]:
    """Inputs are a JSON object."""
    if not isinstance(inputs, dict):
        raise InputError(
            f"{what}: the inputs are not a JSON object.", code="NOT_AN_OBJECT", fix='Give {"name": value}.'
        )
    return inputs
