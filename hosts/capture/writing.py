"""The mirror file: JSON Lines in a fixed order, whole or not at all (docs/adr/0016-a-mirror-file-is-json-lines.md)."""

from __future__ import annotations

import gzip
import io
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from suiteplug.hosts.capture.spool import Spool

VERSION = 1


def write_file(spool: Spool, target: Path, header: dict[str, Any]) -> None:
    """Everything that was captured; ``.gz`` at the end of the name packs it."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    with _opened(unfinished, packed=target.suffix == ".gz") as file:
        for line in _lines(spool, header):
            file.write(line + "\n")
    unfinished.replace(target)


def _lines(spool: Spool, header: dict[str, Any]) -> Iterator[str]:
    yield _text({"suiteplug_mirror": VERSION, **header})
    for name, schemas in spool.metadata():
        yield f'{{"kind":"metadata","types":[{_text(name)}],"schemas":{schemas}}}'
    for name, about in spool.tables():
        yield f'{{"kind":"table","name":{_text(name)},{about[1:]}'
    for name, number, body in spool.records():
        yield f'{{"kind":"record","type":{_text(name)},"id":"{number}","body":{body}}}'
    for table, name, number, rows in spool.rows():
        yield f'{{"kind":"rows","table":{_text(table)},"type":{_text(name)},"id":"{number}","rows":{rows}}}'
    for name, record_id, reason in spool.gaps():
        yield _text({"kind": "gap", "type": name, "id": record_id, "reason": reason})
    yield _text({"kind": "end", "records": spool.counts()})


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@contextmanager
def _opened(path: Path, *, packed: bool) -> Iterator[IO[str]]:
    """A private file; the same content always gives the same bytes."""
    path.touch(mode=0o600)
    with path.open("wb") as raw:
        if packed:
            zipped = gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0)
            with zipped, io.TextIOWrapper(zipped, encoding="utf-8", newline="\n") as text:
                yield text
        else:
            with io.TextIOWrapper(raw, encoding="utf-8", newline="\n") as text:
                yield text
