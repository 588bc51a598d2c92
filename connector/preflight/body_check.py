"""The check of one record type: a JSON Schema made from its metadata, compiled once and used for many bodies.

NetSuite's rules do not fit JSON Schema's own words: names count in any case, null clears any field, and a reference has
five forms. So the schema speaks words of its own, which a jsonschema validator is taught here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from suiteplug.connector.metadata.model import FieldMetadata
from suiteplug.connector.metadata.names import did_you_mean
from suiteplug.connector.preflight.problems import Findings, Problem
from suiteplug.connector.preflight.values import complaint, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from suiteplug.connector.metadata.model import RecordMetadata, SublistMetadata, SubrecordMetadata

Json = dict[str, Any]

_MEMBERS, _LINES = "x-suiteplug-members", "x-suiteplug-lines"
_EVERYWHERE = frozenset({"id", "internalid", "externalid", "links", "refname"})
_COLLECTION = frozenset({"items", "links", "count", "hasmore", "offset", "totalresults"})
_SHOWN_BESIDE = "_text"  # a reply shows some choices once more under this ending


class _Objection(ValidationError):  # noqa: N818 - nobody raises it
    """A violation with what our own errors say besides."""

    def __init__(self, message: str, fix: str, *, path: tuple[str, ...] = (), unknown: bool = False) -> None:
        super().__init__(message, path=path)
        self.fix = fix
        self.unknown = unknown


def _members(validator: Any, members: Json, instance: Any, schema: Json) -> Iterator[ValidationError]:
    """Known names, each with its own schema."""
    if not isinstance(instance, dict):
        yield _Objection(f"is {shown(instance)}, where an object belongs.", "Give an object with its fields.")
        return
    for name, value in instance.items():
        lower = name.lower()
        described = members.get(lower)
        if described is not None:
            if isinstance(described, FieldMetadata):  # most members are fields: a schema for each would cost too much
                found = complaint(described, value)
                if found is not None:
                    yield _Objection(found.what, found.fix, path=(name,))
            elif value is not None:
                yield from validator.descend(value, described, path=name)
        elif lower not in _EVERYWHERE and not (lower.endswith(_SHOWN_BESIDE) and lower[:-5] in members):
            near = did_you_mean(name, schema["names"])
            yield _Objection(f"{schema['what']} no field '{name}'.", near, path=(name,), unknown=True)


def _lines(validator: Any, line: Json, instance: Any, schema: Json) -> Iterator[ValidationError]:
    """``{"items": [...]}``, never a bare list; the lines must be objects."""
    fix = f'Give {{"items": [...]}}, a list of lines of {schema["name"]}.'
    if not isinstance(instance, dict):
        yield _Objection(f"is {shown(instance)}, where lines belong.", fix)
        return
    items = instance.get("items")
    for name in instance:
        if name.lower() not in _COLLECTION:
            yield _Objection(f"The lines of {schema['name']} stand in 'items', not in '{name}'.", fix, path=(name,))
    if items is not None and not isinstance(items, list):
        yield _Objection(f"is {shown(items)}, where a list of lines belongs.", fix, path=("items",))
        return
    for index, item in enumerate(items or ()):
        for error in validator.descend(item, line, path=index):
            error.path.appendleft("items")
            yield error


_WORDS = {_MEMBERS: _members, _LINES: _lines}
_Validator = extend(Draft202012Validator, _WORDS)  # type: ignore[no-untyped-call]


class BodyCheck:
    """Checks bodies of one record type. Make it once: compiling costs more than checking."""

    def __init__(self, described: RecordMetadata) -> None:
        self.described = described
        schema = _object(f"{described.record_type} has", described.fields, described.sublists, described.subrecords)
        self._validator = _Validator(schema)
        self._read_only = frozenset(field.name.lower() for field in described.fields if field.read_only)

    def check(self, body: Any) -> Findings:
        """Everything that NetSuite would refuse in the body, in its order."""
        problems = tuple(_problem(error) for error in self._validator.iter_errors(body))
        ignored = [name for name in body if name.lower() in self._read_only] if isinstance(body, dict) else []
        warnings = tuple(
            f"'{name}' is set by NetSuite itself; the value sent is likely to be ignored." for name in ignored
        )
        return Findings(problems, warnings)


def _object(
    what: str,
    fields: Iterable[FieldMetadata],
    sublists: Iterable[SublistMetadata],
    subrecords: Iterable[SubrecordMetadata],
) -> Json:
    members: Json = {field.name.lower(): field for field in fields}
    names = [field.name for field in fields]
    for sublist in sublists:
        line = _object(f"Lines of {sublist.name} have", sublist.fields, sublist.sublists, sublist.subrecords)
        members[sublist.name.lower()] = {_LINES: line, "name": sublist.name}
        names.append(sublist.name)
    for part in subrecords:
        members[part.name.lower()] = _object(f"{part.name} has", part.fields, part.sublists, part.subrecords)
        names.append(part.name)
    return {_MEMBERS: members, "what": what, "names": names}


def _problem(error: ValidationError) -> Problem:
    path = _path(error.absolute_path)
    if not isinstance(error, _Objection):
        return Problem(path, error.message, "")
    if error.unknown:
        fix = f"{error.fix} get-record-metadata shows all fields.".strip()
        return Problem(path, error.message, fix, code="UNKNOWN_FIELD")
    message = f"'{path}' {error.message}" if error.message.startswith(("is ", "has ")) else error.message
    return Problem(path, message, error.fix)


def _path(parts: Iterable[str | int]) -> str:
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".")
