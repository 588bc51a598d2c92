"""Metadata that outlives the process: one file per record type in a folder of its own per connection.

It is only ever a shortcut: a file that is missing, damaged, too old or of another version counts as none, and what
cannot be written is not kept. The folder is bounded; what was not used for longest goes first.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import ValidationError

from suiteplug.connector.metadata.model import RecordMetadata

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = 1
MOST_BYTES = 32 * 1024 * 1024
MOST_FILES = 500

_NAME = re.compile(r"[a-z0-9_]{1,80}\Z")
_TYPES = "record-types"


class MetadataKeep(Protocol):
    """Keeps metadata between processes. Times are aware."""

    def types(self) -> tuple[datetime, tuple[str, ...]] | None:
        """Names of the record types and when they were fetched."""
        ...

    def put_types(self, fetched_at: datetime, names: Sequence[str]) -> None:
        """Keep the names."""
        ...

    def described(self, record_type: str) -> tuple[datetime, RecordMetadata] | None:
        """The description of a type and when it was fetched."""
        ...

    def put_described(self, fetched_at: datetime, described: RecordMetadata) -> None:
        """Keep a description."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...


class MetadataFolder:
    """Files in one folder, which is made when something is kept first."""

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES, most_files: int = MOST_FILES) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._most_files = most_files

    def types(self) -> tuple[datetime, tuple[str, ...]] | None:
        """See ``MetadataKeep``."""
        kept = self._read(_TYPES)
        if kept is None or not isinstance(kept[1], list):
            return None
        return kept[0], tuple(str(name) for name in kept[1])

    def put_types(self, fetched_at: datetime, names: Sequence[str]) -> None:
        """See ``MetadataKeep``."""
        self._write(_TYPES, fetched_at, list(names))

    def described(self, record_type: str) -> tuple[datetime, RecordMetadata] | None:
        """See ``MetadataKeep``."""
        kept = self._read(record_type.lower())
        if kept is None:
            return None
        try:
            return kept[0], RecordMetadata.model_validate(kept[1])
        except ValidationError:
            return None

    def put_described(self, fetched_at: datetime, described: RecordMetadata) -> None:
        """See ``MetadataKeep``."""
        self._write(described.record_type.lower(), fetched_at, described.model_dump(mode="json", exclude_defaults=True))

    def clear(self) -> None:
        """See ``MetadataKeep``."""
        for path in self._files():
            path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path | None:
        return self._folder / f"{name}.json" if _NAME.match(name) or name == _TYPES else None

    def _read(self, name: str) -> tuple[datetime, Any] | None:
        path = self._path(name)
        if path is None:
            return None
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            if kept["version"] != VERSION:
                return None
            with suppress(OSError):  # the time of use, for pruning; a read-only folder can do without
                os.utime(path)
            return datetime.fromtimestamp(kept["fetched_at"], UTC), kept["metadata"]
        except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return None

    def _write(self, name: str, fetched_at: datetime, metadata: Any) -> None:
        path = self._path(name)
        if path is None:
            return
        text = json.dumps({"version": VERSION, "fetched_at": fetched_at.timestamp(), "metadata": metadata})
        with suppress(OSError):  # a full disk or a read-only home costs the shortcut, not the call
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".tmp")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                Path(temporary).replace(path)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
            self._prune(path)

    def _prune(self, newest: Path) -> None:
        files = [(file.stat().st_mtime, file.stat().st_size, file) for file in self._files() if file != newest]
        room = self._most_bytes - newest.stat().st_size
        for kept, (_, size, file) in enumerate(sorted(files, reverse=True, key=lambda one: one[0]), start=2):
            room -= size
            if room < 0 or kept > self._most_files:
                file.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return list(self._folder.glob("*.json"))
