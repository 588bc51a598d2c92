"""Where recorded records come from: a mirror file, or a file or folder of plain replies.

A mirror file is JSON Lines, plain or gzipped: a header, then entries of kinds ``metadata``, ``record``, ``table``,
``rows`` and ``gap``, and an ``end`` (docs/adr/0016-a-mirror-file-is-json-lines.md). Entries of kinds that are not
known are passed over, so that older emulators read newer files of the same version.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from suiteplug.emulator.mirror.recorded import Address, address_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import IO

Json = dict[str, Any]
VERSION = 1
HEADER = "suiteplug_mirror"
_GZIP = b"\x1f\x8b"
_SUFFIXES = (".json", ".jsonl")
_NAMED = re.compile(r"([A-Za-z][A-Za-z0-9_]*)[-_ ](-?[0-9]+)")
_TYPE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_ID = re.compile(r"-?[0-9]{1,18}")
Built = TypeVar("Built")


class MirrorError(ValueError):
    """A file that is no mirror, or not whole; the text says which place."""


class Recorded(NamedTuple):
    """One record as NetSuite gave it; the type as it was spelt."""

    record_type: str
    record_id: str
    body: Json


class Rows(NamedTuple):
    """Rows that a query gave for one owner.

    Attributes:
        table: Lower case.
        owner_type: Type of the record that the rows belong to, lower case.
        rows: Column to text; a column without a value is left out, as in NetSuite's replies.
    """

    table: str
    owner_type: str
    owner_id: str
    rows: list[dict[str, str]]


class Source(Protocol):
    """Recorded records; each iterator reads from the start."""

    @property
    def header(self) -> Json:
        """What is said about the whole: ``date_format``, ``one_world``."""
        ...

    def metadata(self) -> Iterator[tuple[list[str], Json]]:
        """Record types and the component schemas that describe them."""
        ...

    def tables(self) -> Iterator[tuple[str, Json]]:
        """Tables whose rows were asked for.

        ``key`` names the column of the owner, ``order`` those that tell its rows apart; ``columns`` have a kind each:
        ``date``, ``moment`` or ``value``.
        """
        ...

    def records(self) -> Iterator[Recorded]:
        """Every record."""
        ...

    def rows(self) -> Iterator[Rows]:
        """Every row."""
        ...


def open_source(path: Path) -> Source:
    """A mirror file, or plain replies.

    Raises:
        MirrorError: Nothing there can be read.
    """
    if path.is_dir():
        return Replies(path)
    if not path.is_file():
        raise MirrorError(f"{path}: there is no such file")
    return MirrorFile(path) if _is_mirror(path) else Replies(path)


def _opened(path: Path) -> IO[str]:
    with path.open("rb") as file:
        packed = file.read(2) == _GZIP
    return gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8")


def _is_mirror(path: Path) -> bool:
    try:
        with _opened(path) as file:
            first = file.readline()
            return HEADER in first and isinstance(json.loads(first), dict)
    except (OSError, ValueError):
        return False


class MirrorFile:
    """What ``suiteplug emulator capture`` wrote."""

    def __init__(self, path: Path) -> None:
        self._path = path
        first, last = self._ends()
        self.header = self._parsed(1, first)
        if self.header.get(HEADER) != VERSION:
            raise MirrorError(f"{path}: version {self.header.get(HEADER)} of the format; this reads {VERSION}")
        if self._parsed(0, last).get("kind") != "end":
            raise MirrorError(f"{path}: the end is missing; the file was cut off")

    def metadata(self) -> Iterator[tuple[list[str], Json]]:
        """See `Source.metadata`."""
        return self._of("metadata", lambda entry: (list(map(str, entry["types"])), dict(entry["schemas"])))

    def tables(self) -> Iterator[tuple[str, Json]]:
        """See `Source.tables`."""
        return self._of("table", _table)

    def records(self) -> Iterator[Recorded]:
        """See `Source.records`."""
        return self._of("record", lambda entry: Recorded(entry["type"], str(int(entry["id"])), dict(entry["body"])))

    def rows(self) -> Iterator[Rows]:
        """See `Source.rows`."""
        return self._of(
            "rows",
            lambda entry: Rows(entry["table"], entry["type"].lower(), str(int(entry["id"])), list(entry["rows"])),
        )

    def _ends(self) -> tuple[str, str]:
        first = last = ""
        for number, line in self._lines():
            first = line if number == 1 else first
            last = line
        return first, last

    def _of(self, kind: str, build: Callable[[Json], Built]) -> Iterator[Built]:
        """Entries of one kind; ``kind`` is the first member of each, so that the others need not be parsed."""
        mark = re.compile(rf'\s*\{{\s*"kind"\s*:\s*"{kind}"')
        for number, line in self._lines():
            if mark.match(line):
                try:
                    yield build(self._parsed(number, line))
                except (AttributeError, KeyError, TypeError, ValueError) as error:
                    raise MirrorError(f"{self._path}, line {number}: not a {kind} entry ({error!r})") from error

    def _lines(self) -> Iterator[tuple[int, str]]:
        try:
            with _opened(self._path) as file:
                yield from enumerate(file, start=1)
        except (EOFError, OSError, UnicodeDecodeError, zlib.error) as error:
            raise MirrorError(f"{self._path}: {error}") from error

    def _parsed(self, number: int, line: str) -> Json:
        place = f"{self._path}, line {number}" if number else f"{self._path}, last line"
        try:
            entry = json.loads(line)
        except ValueError as error:
            raise MirrorError(f"{place}: {error}") from error
        if not isinstance(entry, dict):
            raise MirrorError(f"{place}: not an object")
        return entry


class Replies:
    """Plain replies to ``GET {type}/{id}?expandSubResources=true``: one or a list of them in each file.

    Which record a reply is says its own link; where that is missing, the path does: ``customer/42.json`` or
    ``customer-42.json``.
    """

    def __init__(self, path: Path) -> None:
        self.header: Json = {}
        self._files = _files_of(path)

    def metadata(self) -> Iterator[tuple[list[str], Json]]:
        """Nothing is known."""
        return iter(())

    def tables(self) -> Iterator[tuple[str, Json]]:
        """Nothing was asked for."""
        return iter(())

    def rows(self) -> Iterator[Rows]:
        """Nothing was asked for."""
        return iter(())

    def records(self) -> Iterator[Recorded]:
        """See `Source.records`."""
        for path in self._files:
            for place, body in _replies_in(path):
                if not isinstance(body, dict):
                    raise MirrorError(f"{place}: not a record")
                yield _identified(path, place, body)


def _table(entry: Json) -> tuple[str, Json]:
    about = {"key": str(entry["key"]), "order": list(entry["order"]), "columns": dict(entry["columns"])}
    return str(entry["name"]), about


def _files_of(path: Path) -> tuple[Path, ...]:
    if path.is_file():
        return (path,)
    found = tuple(sorted(each for each in path.rglob("*") if each.suffix in _SUFFIXES and each.is_file()))
    if not found:
        raise MirrorError(f"{path}: there is no .json file in this folder")
    return found


def _replies_in(path: Path) -> Iterator[tuple[str, Any]]:
    """Each reply and where it stands."""
    try:
        with _opened(path) as file:
            if path.suffix == ".jsonl":
                for number, line in enumerate(file, start=1):
                    yield f"{path}, line {number}", json.loads(line)
                return
            whole = json.load(file)
    except (OSError, ValueError) as error:
        raise MirrorError(f"{path}: {error}") from error
    if isinstance(whole, list):
        yield from ((f"{path}, entry {number}", body) for number, body in enumerate(whole, start=1))
    else:
        yield str(path), whole


def _identified(path: Path, place: str, body: Json) -> Recorded:
    address = address_of(body)
    if address is None:
        found = _NAMED.fullmatch(path.stem)
        address = Address(found[1], found[2]) if found else Address(path.parent.name, path.stem)
    if not _TYPE.fullmatch(address.record_type) or not _ID.fullmatch(address.record_id):
        raise MirrorError(f"{place}: no link to itself, and no name such as customer/42.json, says which record it is")
    return Recorded(*address, body)
