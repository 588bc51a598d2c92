"""Metadata on disk is a shortcut that may be missing, damaged or old without anybody noticing."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector.metadata.kept import MetadataFolder
from suiteplug.connector.metadata.model import FieldKind, FieldMetadata, RecordMetadata, SublistMetadata
from suiteplug.connector.metadata.service import KEEP, KNOWN_FOR, MetadataService

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def described(name: str = "customer", fields: int = 1) -> RecordMetadata:
    field = FieldMetadata(name="memo", label="Memo", kind=FieldKind.TEXT, max_length=99)
    line = SublistMetadata(name="item", label="", keyed=True, key=("line",), new_line_key=(), fields=(field,))
    return RecordMetadata(record_type=name, fields=(field,) * fields, sublists=(line,), subrecords=())


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    MetadataFolder(tmp_path / "a").put_described(NOON, described("salesOrder"))
    MetadataFolder(tmp_path / "a").put_types(NOON, ["customer", "salesOrder"])
    again = MetadataFolder(tmp_path / "a")
    assert again.described("SALESORDER") == (NOON, described("salesOrder"))
    assert again.types() == (NOON, ("customer", "salesOrder"))
    again.clear()
    assert again.described("salesOrder") is None
    assert again.types() is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", '{"version": 1}', '{"version": 0, "fetched_at": 0, "metadata": {}}'),
        *('{"version": 1, "fetched_at": "x", "metadata": {}}', '{"version": 1, "fetched_at": 1e99, "metadata": {}}'),
        '{"version": 1, "fetched_at": 1, "metadata": {"record_type": 5}}',
    ],
)
def test_a_damaged_file_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "customer.json").write_text(text)
    (tmp_path / "record-types.json").write_text(text)
    assert MetadataFolder(tmp_path).described("customer") is None
    assert MetadataFolder(tmp_path).types() is None


def test_names_never_lead_elsewhere(tmp_path: Path) -> None:
    folder = MetadataFolder(tmp_path / "a")
    folder.put_described(NOON, described("../evil"))
    assert list(tmp_path.rglob("*.json")) == []
    assert folder.described("../evil") is None


def test_the_folder_is_bounded_and_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    folder = MetadataFolder(tmp_path, most_files=3)
    for number, name in enumerate(["one", "two", "three"]):
        folder.put_described(NOON, described(name))
        os.utime(tmp_path / f"{name}.json", (number, number))
    assert folder.described("one") is not None  # used again
    folder.put_described(NOON, described("four"))
    assert sorted(path.stem for path in tmp_path.glob("*.json")) == ["four", "one", "three"]
    small = MetadataFolder(tmp_path, most_bytes=10)
    small.put_described(NOON, described("five"))
    assert [path.stem for path in tmp_path.glob("*.json")] == ["five"]


def test_a_place_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    MetadataFolder(tmp_path / "file" / "folder").put_described(NOON, described())
    assert (tmp_path / "file").read_text() == "in the way"


class _Sender:
    def __init__(self) -> None:
        self.sent: list[str] = []

    async def send(self, request: Any) -> Any:
        from suiteplug.connector.exchange import Reply

        self.sent.append(request.path)
        data: dict[str, Any] = {"items": [{"name": "customer"}]}
        if not request.path.endswith("metadata-catalog"):
            data = {"type": "object", "properties": {"memo": {"type": "string"}}}
        return Reply(200, {}, json.dumps(data).encode(), request.path, data)


async def test_a_new_process_knows_what_an_older_one_read(tmp_path: Path) -> None:
    sender, now = _Sender(), [NOON]
    first = MetadataService(sender, now=lambda: now[0], keep=MetadataFolder(tmp_path))
    await first.describe("customer")
    sent = len(sender.sent)
    second = MetadataService(sender, now=lambda: now[0], keep=MetadataFolder(tmp_path))
    assert second.known("Customer") is not None
    assert second.known_types() == ("customer",)
    await second.describe("customer")
    assert len(sender.sent) == sent
    now[0] += KEEP
    assert second.known("customer") is not None
    await second.describe("customer")
    assert len(sender.sent) > sent
    now[0] += KNOWN_FOR
    assert second.known("customer") is None
    second.forget()
    assert MetadataFolder(tmp_path).types() is None


async def test_what_comes_from_the_future_is_not_believed(tmp_path: Path) -> None:
    MetadataFolder(tmp_path).put_described(NOON + timedelta(hours=1), described())
    service = MetadataService(_Sender(), now=lambda: NOON, keep=MetadataFolder(tmp_path))
    assert service.known("customer") is None
