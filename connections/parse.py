"""From a mapping to a connection model, with errors that name the field and never repeat a value."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from suiteplug.connections.kinds import spec_for
from suiteplug.connector.errors import ErrorDetail, InvalidConnectionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.connection_model import ConnectionModel
    from suiteplug.connector.spec import ConnectionSpec

_LONGEST_NAME = 40
_FILES = ("private_key_file",)


def parse(mapping: Mapping[str, Any], *, folder: Path | None = None) -> ConnectionModel:
    """The model of the type that ``type`` names.

    Args:
        mapping: Fields of the connection.
        folder: Relative paths in it start here; without it, in the working directory.

    Raises:
        InvalidConnectionError: A field is missing, unknown or cannot be right.
    """
    spec = spec_for(mapping.get("type"))
    fields = dict(mapping)
    for name in _FILES:
        if folder is not None and isinstance(fields.get(name), str):
            fields[name] = str(folder / Path(fields[name]).expanduser())
    try:
        return spec.model.model_validate(fields)
    except ValidationError as error:
        found = [_explained(spec, entry["type"], entry["loc"], entry["msg"]) for entry in error.errors()]
    first = found[0]
    raise InvalidConnectionError(
        first.message,
        code=first.code,
        field=first.field,
        cause=first.cause,
        fix=first.fix,
        details=tuple(ErrorDetail(message=one.message, code=one.code, path=f"$.{one.field}") for one in found),
    )


def _explained(spec: ConnectionSpec, problem: str, place: tuple[int | str, ...], said: str) -> InvalidConnectionError:
    field = str(place[0])[:_LONGEST_NAME] if place else ""
    if problem == "extra_forbidden":
        return _unknown_field(spec, field)
    shown = field + "".join(f"[{part}]" for part in place[1:] if isinstance(part, int))
    if problem == "missing":
        return InvalidConnectionError(
            f"The connection lacks {field}.", code="MISSING_FIELD", field=field, fix=_where_from(spec, field)
        )
    return InvalidConnectionError(
        f"{shown} is not right: {said}.", code="INVALID_FIELD", field=field, fix=_where_from(spec, field)
    )


def _where_from(spec: ConnectionSpec, field: str) -> str:
    """What the field holds and where to copy it from, in the words of the form."""
    info = spec.model.model_fields.get(field)
    if info is None:
        return f"Compare with the fields of connection type {spec.key}."
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    path = extra.get("x-menu-path")
    return (info.description or "") + (f" In NetSuite: {path}." if path else "")


def _unknown_field(spec: ConnectionSpec, field: str) -> InvalidConnectionError:
    known = list(spec.model.model_fields)
    near = get_close_matches(field, known, n=1, cutoff=0.5)
    return InvalidConnectionError(
        f"A connection of type {spec.key} has no field '{field}'.",
        code="UNKNOWN_FIELD",
        field=field,
        fix=(f"Did you mean {near[0]}? " if near else "") + f"Its fields: {', '.join(known)}.",
    )
