"""``suiteplug export`` against the emulator's server."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

QUERY = "SELECT id, name, isbasecurrency FROM currency WHERE id <> ?"

pytestmark = pytest.mark.usefixtures("today")


def test_into_a_file(suiteplug: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ended = suiteplug("export", QUERY, "--param", "2", "--to", "currencies.csv")
    assert ended.code == 0, ended.err
    assert ended.err == "currencies.csv: 3 rows, as many as NetSuite counted before and after.\n"
    head, first, *_ = (tmp_path / "currencies.csv").read_text().splitlines()
    assert head == "id,name,isbasecurrency"
    assert first == "1,US Dollar,true"


def test_to_standard_output(process: CommandLine) -> None:
    ended = process("export", "-", "--param", "1", "--to", "-", "--type", "id=integer", stdin=QUERY)
    assert ended.code == 0, ended.err
    rows: list[Any] = [json.loads(line) for line in ended.out.splitlines()]
    assert [row["id"] for row in rows] == [2, 3, 4]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--to", "out.xlsx"), 3, "xlsx"),
        (("--to", "nowhere/out.csv"), 3, "There is no folder"),
        (("--to", "out.csv", "--type", "id=money"), 2, "'id=money' is not COLUMN=TYPE"),
        (("--to", "out.csv", "--type", "ids=number"), 3, "The columns are: id, name, isbasecurrency."),
        ((), 2, "Missing option '--to'"),
    ],
)
def test_what_cannot_be(suiteplug: CommandLine, arguments: tuple[str, ...], code: int, said: str) -> None:
    ended = suiteplug("export", QUERY, "--param", "2", *arguments)
    assert ended.code == code
    assert said in ended.err
