"""From token-based authentication to client credentials: the connection that takes over, the change and the way back.

At each step all that is needed to go back is on disk before anything is replaced.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from suiteplug.connections import sources
from suiteplug.connections.oauth_client_credentials import OAuthClientCredentials
from suiteplug.connections.storage.private_files import read_private, write_private
from suiteplug.connections.tba import Tba
from suiteplug.connector.connection_model import ConnectionModel
from suiteplug.connector.errors import InvalidConnectionError

if TYPE_CHECKING:
    from pathlib import Path

    from suiteplug.connections.key_files import KeyFiles

_TYPE = "type"


def kept_as(name: str) -> str:
    """What the old connection is called once the new one has its name."""
    return f"{name}-tba"


def is_switched(name: str) -> bool:
    """Whether the name stands for the new connection already, and the old one is kept beside it."""
    return sources.path_of(kept_as(name)).is_file() and isinstance(sources.load(name), OAuthClientCredentials)


def load_tba(name: str) -> Tba:
    """The connection to move away from. Raises InvalidConnectionError when it is of another type."""
    model = sources.load(name)
    if isinstance(model, Tba):
        return model
    raise InvalidConnectionError(
        f"The connection '{name}' signs in by {model.type}.",
        code="NOT_TBA",
        field=_TYPE,
        fix="Only connections of type tba are migrated.",
    )


def load_successor(name: str, old: Tba) -> OAuthClientCredentials | None:
    """The connection that was saved to take over; None when there is none yet.

    Raises:
        InvalidConnectionError: Something else has this name.
    """
    if name not in sources.names():
        return None
    model = sources.load(name)
    if isinstance(model, OAuthClientCredentials) and model.account == old.account:
        return model
    raise InvalidConnectionError(
        f"There is another connection called '{name}': type {model.type}, account {model.account.account_id}.",
        code="NAME_TAKEN",
        field="connection",
        fix="Choose another name with --to.",
    )


def successor_of(old: Tba, files: KeyFiles, *, client_id: str, certificate_id: str) -> OAuthClientCredentials:
    """The same account with the same settings, signed in with the new key."""
    same = {
        field: getattr(old, field)
        for field in ConnectionModel.model_fields
        if field != _TYPE and field in old.model_fields_set
    }
    return OAuthClientCredentials(
        **same,
        client_id=client_id,
        certificate_id=certificate_id,
        private_key_file=files.key_file,
        certificate=files.pair.certificate,
    )


def switch(name: str, successor: str) -> None:
    """Give the name to the new connection; the old one is kept under ``kept_as(name)``. Safe to repeat.

    Raises:
        InvalidConnectionError: The connection is no file, or another one is kept under that name.
    """
    old = _text(_own_file(name))
    _put(kept_as(name), old)
    write_private(sources.path_of(name), _text(_own_file(successor)))


def undo(name: str, successor: str) -> None:
    """Give the name back to the old connection; the new one is kept under ``successor``.

    Raises:
        InvalidConnectionError: No old connection is kept, or another one than ``name`` is called ``successor``.
    """
    kept, own = _own_file(kept_as(name)), _own_file(name)
    if _text(own) != _text(kept):
        _put(successor, _text(own))
        write_private(own, _text(kept))
    kept.unlink()


def _put(name: str, text: str) -> None:
    """Write a connection's file, unless another one is there."""
    path = sources.path_of(name)
    if path.is_file() and _text(path) != text:
        raise InvalidConnectionError(
            f"There is another connection called '{name}' already.",
            code="NAME_TAKEN",
            field="connection",
            fix=f"Look whether it is needed; if not, run: suiteplug connection remove {name}",
        )
    write_private(path, text)


def _own_file(name: str) -> Path:
    """The file of a connection, which alone can be replaced: not a variable of the environment."""
    path = sources.path_of(name)
    if sources.variable_of(name) in os.environ:
        raise InvalidConnectionError(
            f"The connection '{name}' comes from the environment variable {sources.variable_of(name)}.",
            code="NOT_A_FILE",
            field="connection",
            fix="Change the variable where it is set; a command cannot do it.",
        )
    if path.is_file():
        return path
    raise InvalidConnectionError(
        f"There is no connection '{name}' in a file.",
        code="UNKNOWN_CONNECTION",
        field="connection",
        fix=f"Known: {', '.join(sources.names())}.",
    )


def _text(path: Path) -> str:
    return read_private(path, "connection file", field="connection")
