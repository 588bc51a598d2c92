"""Where connections come from: a file of this machine, the environment, or a mapping that a host hands over."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suiteplug.connections.parse import parse
from suiteplug.connections.storage.home import home
from suiteplug.connections.storage.private_files import read_private, write_private
from suiteplug.connections.tokens import FileTokenStore
from suiteplug.connector.errors import InvalidConnectionError

if TYPE_CHECKING:
    from suiteplug.connector.connection_model import ConnectionModel

__all__ = ["load", "name_of", "names", "parse", "path_of", "remove", "save", "variable_of"]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\Z")
_DEFAULT_VARIABLE = "SUITEPLUG_CONNECTION"
_ADD = "Add one: suiteplug connection add NAME."

Environment = Mapping[str, str]


def load(
    connection: str | os.PathLike[str] | Mapping[str, Any] | None = None, *, environment: Environment | None = None
) -> ConnectionModel:
    """The connection that is meant.

    Args:
        connection: A mapping with its fields; a name; a path to a connection file (contains a slash or ends in
            ``.json``); or None for the default: ``$SUITEPLUG_CONNECTION`` (a name or JSON), else the only connection
            there is, else the one called ``default``.
        environment: Instead of the process's own.

    Raises:
        InvalidConnectionError: There is no such connection, its file is open to others, or a field is wrong.
    """
    values = os.environ if environment is None else environment
    if isinstance(connection, Mapping):
        return parse(connection)
    if connection is None:
        return _default(values)
    text = os.fspath(connection)
    if "/" in text or os.sep in text or text.endswith(".json"):
        return _from_file(Path(text).expanduser())
    return _named(text, values)


def name_of(connection: str | os.PathLike[str] | None, *, environment: Environment | None = None) -> str:
    """What a connection that is not handed over as a mapping is called in logs and counters."""
    values = os.environ if environment is None else environment
    text = os.fspath(connection) if connection is not None else values.get(_DEFAULT_VARIABLE, "").strip()
    if not text or text.startswith("{"):
        there = names(environment=values)
        return there[0] if not text and len(there) == 1 else "default"
    return Path(text).stem if "/" in text or os.sep in text or text.endswith(".json") else text


def save(name: str, model: ConnectionModel, *, environment: Environment | None = None) -> Path:
    """Keep a connection under a name; gives the path of its file, which only its owner can read."""
    fields = model.model_dump(mode="json", exclude_none=True, exclude_defaults=True, context={"reveal": True})
    path = path_of(name, environment=environment)
    write_private(path, json.dumps({"type": model.type, **fields}, indent=2) + "\n")
    return path


def names(*, environment: Environment | None = None) -> tuple[str, ...]:
    """Names of the connections in files and in the environment, sorted."""
    values = os.environ if environment is None else environment
    prefix = f"{_DEFAULT_VARIABLE}_"
    stored = {path.stem for path in _folder(values).glob("*.json") if _NAME.match(path.stem)}
    covered = {variable_of(name) for name in stored}
    given = {_name(variable) for variable in values if variable.startswith(prefix) and variable not in covered}
    return tuple(sorted(stored | {name for name in given if _NAME.match(name)}))


def remove(name: str, *, environment: Environment | None = None) -> None:
    """Delete the file of a connection and its tokens. Raises InvalidConnectionError when there is none."""
    values = os.environ if environment is None else environment
    path = path_of(name, environment=values)
    if not path.is_file():
        raise _unknown(name, values)
    with suppress(InvalidConnectionError):  # a file that cannot be used any more is removed all the same
        _from_file(path).forget_tokens(FileTokenStore(home(values) / "tokens"))
    path.unlink()


def path_of(name: str, *, environment: Environment | None = None) -> Path:
    """The file that holds, or would hold, the connection of this name."""
    if not _NAME.match(name):
        raise InvalidConnectionError(
            "This cannot be the name of a connection.",
            code="INVALID_CONNECTION_NAME",
            field="connection",
            fix="Use letters, digits, dot, underscore and hyphen, up to 64, starting with a letter or digit.",
        )
    return _folder(os.environ if environment is None else environment) / f"{name}.json"


def _folder(values: Environment) -> Path:
    return home(values) / "connections"


def variable_of(name: str) -> str:
    """The environment variable that may hold the connection of this name."""
    return f"{_DEFAULT_VARIABLE}_" + re.sub(r"[^A-Z0-9]", "_", name.upper())


def _name(variable: str) -> str:
    return variable.removeprefix(f"{_DEFAULT_VARIABLE}_").lower().replace("_", "-")


def _default(values: Environment) -> ConnectionModel:
    chosen = values.get(_DEFAULT_VARIABLE, "").strip()
    if chosen.startswith("{"):
        return _from_json(chosen, f"environment variable {_DEFAULT_VARIABLE}", None)
    if chosen:
        return load(chosen, environment=values)
    known = names(environment=values)
    if len(known) == 1:
        return _named(known[0], values)
    if "default" in known:
        return _named("default", values)
    raise InvalidConnectionError(
        "No connection was named." if known else "There is no connection yet.",
        code="NO_CONNECTION",
        field="connection",
        fix=f"Name one of: {', '.join(known)}; or set {_DEFAULT_VARIABLE}." if known else _ADD,
    )


def _named(name: str, values: Environment) -> ConnectionModel:
    path, variable = path_of(name, environment=values), variable_of(name)
    if variable in values:
        return _from_json(values[variable], f"environment variable {variable}", None)
    if not path.is_file():
        raise _unknown(name, values)
    return _from_file(path)


def _from_file(path: Path) -> ConnectionModel:
    return _from_json(read_private(path, "connection file", field="connection"), f"file {path}", path.absolute().parent)


def _from_json(text: str, where: str, folder: Path | None) -> ConnectionModel:
    """Parse; a JSON error keeps its line and column, never the text."""
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
    else:
        if isinstance(fields, dict):
            return parse(fields, folder=folder)
        place = "it is not an object"
    raise InvalidConnectionError(
        f"The connection in {where} is not a JSON object ({place}).",
        code="CONNECTION_NOT_JSON",
        field="connection",
        fix='Write it as {"type": "...", "account_id": "...", ...}. ' + _ADD,
    )


def _unknown(name: str, values: Environment) -> InvalidConnectionError:
    known = names(environment=values)
    return InvalidConnectionError(
        f"There is no connection '{name}'.",
        code="UNKNOWN_CONNECTION",
        field="connection",
        fix=(f"Known: {', '.join(known)}. " if known else "") + _ADD,
    )
