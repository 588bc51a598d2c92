"""Where tokens are kept: in memory, or in files that the processes of this machine share."""

from __future__ import annotations

import hashlib
import json
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from suiteplug.connections.storage.file_lock import file_lock
from suiteplug.connections.storage.home import home
from suiteplug.connections.storage.private_files import make_private_folder, read_private, write_private
from suiteplug.connections.storage.turns import Turns
from suiteplug.connector.errors import ConnectionSetupError
from suiteplug.connector.token_store import Token

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path


class MemoryTokenStore:
    """Tokens of this process; gone when it ends."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token] = {}
        self._turns = Turns()

    def load(self, key: str) -> Token | None:
        """The stored token, or None."""
        return self._tokens.get(key)

    def save(self, key: str, token: Token) -> None:
        """Store it."""
        self._tokens[key] = token

    def forget(self, key: str) -> None:
        """Remove it, if there is one."""
        self._tokens.pop(key, None)

    def exclusive(self, key: str) -> AbstractAsyncContextManager[None]:
        """Hold the key against every other task of this process."""
        return self._turns.of(key)


class FileTokenStore:
    """One file per token, readable by its owner only; a lock file beside it keeps processes from overlapping."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or home() / "tokens"
        self._turns = Turns()

    def load(self, key: str) -> Token | None:
        """The stored token, or None.

        Raises:
            InvalidConnectionError: Others can read the file.
            ConnectionSetupError: It is damaged.
        """
        path = self._path(key)
        if not path.exists():
            return None
        try:
            return Token(**json.loads(read_private(path, "token file")))
        except (ValueError, TypeError):
            raise ConnectionSetupError(
                f"The token file {path} is damaged.",
                code="TOKEN_FILE_DAMAGED",
                cause="It was not written by this version of suiteplug, or something else changed it.",
                fix="Delete it; with the authorization code flow, sign in again.",
            ) from None

    def save(self, key: str, token: Token) -> None:
        """Store it durably.

        Raises:
            ConnectionSetupError: It cannot be written; the token works on in this process.
        """
        path = self._path(key)
        try:
            write_private(path, json.dumps(asdict(token)))
        except OSError as error:
            raise ConnectionSetupError(
                f"The new token cannot be stored in {path}.",
                code="TOKEN_NOT_STORED",
                cause=f"{error.strerror or 'Writing failed'}.",
                fix="Make the folder writable, or set SUITEPLUG_HOME to one that is.",
            ) from None

    def forget(self, key: str) -> None:
        """Remove it, if there is one."""
        self._path(key).unlink(missing_ok=True)

    @asynccontextmanager
    async def exclusive(self, key: str) -> AsyncIterator[None]:
        """Hold the key against every other task and process."""
        async with self._turns.of(key):
            make_private_folder(self._folder)
            async with file_lock(self._path(key).with_suffix(".lock")):
                yield

    def _path(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.json"
