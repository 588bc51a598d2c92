"""Text files, a row a line: JSON Lines and CSV. They grow beside their place and move into it when they are whole."""

from __future__ import annotations

import asyncio
import csv
import io
import os
from itertools import repeat
from typing import IO, TYPE_CHECKING, Any

from suiteplug.connector.errors import InputError
from suiteplug.connector.export.encoding import as_json, as_text, encode_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from suiteplug.connector.export.columns import Columns
    from suiteplug.connector.export.destinations.port import Mark
    from suiteplug.connector.export.pages import Item

STANDARD_OUTPUT = "-"


class JsonLines:
    """One JSON object a line, all with the same keys in SELECT order."""

    head = b""

    def __init__(self, columns: Columns, date_format: str) -> None:
        self._columns = columns
        self._encode = [as_json(name, kind, date_format) for name, kind in columns.pairs]
        self._line = "{" + ", ".join(f"{encode_name(name)}: %s" for name in columns.names) + "}\n"

    def lines(self, items: Sequence[Item]) -> bytes:
        """The rows as text."""
        values = self._columns.fill(items)
        encoded = [encode(column) for encode, column in zip(self._encode, values, strict=True)]
        return "".join(map(self._line.__mod__, zip(*encoded, strict=True))).encode()


class RawJsonLines:
    """One JSON object a line, with what NetSuite sent: texts, and no key where a column is NULL."""

    head = b""

    def lines(self, items: Sequence[Item]) -> bytes:
        """The rows as text."""
        from pydantic_core import to_json  # noqa: PLC0415 - pydantic is loaded where this runs

        for item in items:
            item.pop("links", None)
        return b"".join([to_json(item) + b"\n" for item in items])


class Csv:
    """RFC 4180 with a header line; an empty text and NULL look the same, as everywhere in CSV."""

    def __init__(self, columns: Columns, date_format: str) -> None:
        self._columns = columns
        self._encode = [as_text(name, kind, date_format) for name, kind in columns.pairs]
        self.head = self._written([columns.names])

    def lines(self, items: Sequence[Item]) -> bytes:
        """The rows as text."""
        values = self._columns.fill(items)
        encoded = [encode(column) for encode, column in zip(self._encode, values, strict=True)]
        return self._written(zip(*encoded, strict=True) if encoded else repeat((), len(items)))

    def _written(self, rows: Any) -> bytes:
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(rows)
        return text.getvalue().encode()


Form = JsonLines | RawJsonLines | Csv
"""A form of text."""


class TextFile:
    """A file that grows as ``NAME.part`` and becomes NAME at the end, so that NAME is never half an export."""

    def __init__(self, path: Path, form: Form) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._form = form
        self._file: IO[bytes] | None = None

    async def begin(self, mark: Mark | None) -> None:
        """Open the part; what was written beyond the mark is cut off."""
        try:
            self._file = await asyncio.to_thread(self._open, mark)
        except OSError as error:
            raise InputError(
                f"{self._part} cannot be written: {error.strerror}.",
                code="DESTINATION_UNWRITABLE",
                field="to",
                fix="Give a path in a folder that exists and that you may write to.",
            ) from error

    def _open(self, mark: Mark | None) -> IO[bytes]:
        file: IO[bytes] = self._part.open("wb" if mark is None else "r+b")
        if mark is None:
            file.write(self._form.head)
            return file
        file.truncate(int(mark["size"]))
        file.seek(0, os.SEEK_END)
        return file

    async def write(self, items: Sequence[Item]) -> None:
        """Append the rows."""
        self._opened.write(self._form.lines(items))

    async def commit(self) -> Mark:
        """Everything to the disk."""
        return {"size": await asyncio.to_thread(self._flushed)}

    def _flushed(self) -> int:
        self._opened.flush()
        os.fsync(self._opened.fileno())
        return self._opened.tell()

    async def finish(self) -> None:
        """Move the file into its place."""
        await asyncio.to_thread(self._flushed)
        self._opened.close()
        self._part.replace(self._path)

    async def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    def discard(self) -> None:
        """Remove the part."""
        self._part.unlink(missing_ok=True)

    @property
    def _opened(self) -> IO[bytes]:
        if self._file is None:
            raise RuntimeError("begin was not called")
        return self._file


class Stream:
    """The rows to a stream of the host, such as standard output; what was written there cannot be gone on with."""

    def __init__(self, stream: IO[bytes], form: Form) -> None:
        self._stream = stream
        self._form = form

    async def begin(self, mark: Mark | None) -> None:  # noqa: ARG002 - a stream has no mark
        """Write the header."""
        self._stream.write(self._form.head)

    async def write(self, items: Sequence[Item]) -> None:
        """Write the rows; a reader that is slow makes the export wait."""
        await asyncio.to_thread(self._stream.write, self._form.lines(items))

    async def commit(self) -> Mark:
        """Flush."""
        await asyncio.to_thread(self._stream.flush)
        return {}

    async def finish(self) -> None:
        """Flush."""
        await self.commit()

    async def close(self) -> None:
        """The stream is the host's."""

    def discard(self) -> None:
        """Nothing: what was written is the reader's."""
