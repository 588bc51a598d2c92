"""export-query: files, what is in them, and going on after a break."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connector.errors import ContractError, InputError, NetSuiteConnectorError
from suiteplug.connector.export import run as running
from suiteplug.connector.export.outlets import Outlets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

QUERY = "SELECT id, tranid, trandate, foreigntotal, posting, memo FROM transaction"


@pytest.fixture
def opened(connect: Callable[..., NetSuite], tmp_path: Path) -> NetSuite:
    return connect("tba", outlets=Outlets(tmp_path))


async def export(netsuite: NetSuite, to: str, query: str = QUERY, **inputs: Any) -> dict[str, Any]:
    return await netsuite.run("export-query", {"query": query, "to": to, **inputs})


def names(folder: Path, start: str) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(start))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


async def test_json_lines_are_typed(opened: NetSuite, tmp_path: Path) -> None:
    output = await export(opened, "all.jsonl")
    rows = lines(tmp_path / "all.jsonl")
    assert output["proof"]["complete"]
    assert len(rows) == output["rows"]
    assert list(rows[0]) == ["id", "tranid", "trandate", "foreigntotal", "posting", "memo"]
    assert {type(row["posting"]) for row in rows} == {bool}
    assert {len(row["trandate"]) for row in rows} == {len("2026-11-20")}
    assert names(tmp_path, "all") == ["all.jsonl"]


async def test_numbers_keep_their_digits(opened: NetSuite, tmp_path: Path) -> None:
    await export(
        opened, "n.jsonl", "SELECT id, '12345678901234567890.123456789' AS n FROM currency", types={"n": "number"}
    )
    assert '"n": 12345678901234567890.123456789' in (tmp_path / "n.jsonl").read_text()


async def test_csv_can_be_read_by_others(opened: NetSuite, tmp_path: Path, account: Account) -> None:
    body = {"companyName": 'Kiln, "Hearth" & Co\nSecond line', "isPerson": False, "subsidiary": {"id": "1"}}
    await opened.run("create-record", {"record_type": "customer", "body": body})
    await export(opened, "c.csv", "SELECT id, companyname, isinactive FROM customer")
    with (tmp_path / "c.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert body["companyName"] in {row["companyname"] for row in rows}
    assert {row["isinactive"] for row in rows} == {"false", "true"}


async def test_everything_comes_as_netsuite_sends_it(opened: NetSuite, tmp_path: Path) -> None:
    output = await export(opened, "all.jsonl", "SELECT * FROM currency")
    assert output["rows"] == len(lines(tmp_path / "all.jsonl"))
    assert lines(tmp_path / "all.jsonl")[0]["isbasecurrency"] == "T"


async def test_a_broken_export_goes_on(opened: NetSuite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was committed is kept, what was written beyond it is cut off, and nothing is fetched twice."""
    monkeypatch.setattr(running, "COMMIT_EVERY", 2)
    cut_small(monkeypatch)
    await export(opened, "whole.jsonl")
    asked = breaks_after(monkeypatch, opened, 9)
    with pytest.raises(NetSuiteConnectorError, match="unplugged"):
        await export(opened, "broken.jsonl")
    assert not (tmp_path / "broken.jsonl").exists()
    with (tmp_path / "broken.jsonl.part").open("ab") as file:
        file.write(b'{"half": a li')
    with (tmp_path / "broken.jsonl.journal").open("ab") as file:
        file.write(b'{"done": 99')
    monkeypatch.undo()
    cut_small(monkeypatch)
    output = await export(opened, "broken.jsonl")
    assert output["resumed_at"] > 0
    assert output["proof"]["complete"]
    assert (tmp_path / "broken.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
    assert len(asked) == 9
    assert names(tmp_path, "broken") == ["broken.jsonl"]


async def test_another_query_does_not_go_on(opened: NetSuite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small(monkeypatch)
    breaks_after(monkeypatch, opened, 9)
    with pytest.raises(NetSuiteConnectorError, match="unplugged"):
        await export(opened, "broken.jsonl")
    monkeypatch.undo()
    with pytest.raises(InputError) as caught:
        await export(opened, "broken.jsonl", "SELECT id FROM customer")
    assert caught.value.code == "OTHER_EXPORT"
    output = await export(opened, "broken.jsonl", "SELECT id FROM customer", restart=True)
    assert output["rows"] == len(lines(tmp_path / "broken.jsonl"))


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("../out.jsonl", "OUTSIDE_OF_EXPORTS"),
        ("/tmp/out.jsonl", "OUTSIDE_OF_EXPORTS"),  # noqa: S108 - it must be refused
        ("out.xlsx", "FORM_UNKNOWN"),
        ("out", "FORM_UNKNOWN"),
        ("-", "FORM_UNKNOWN"),
    ],
)
async def test_a_place_that_cannot_be(opened: NetSuite, to: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        await export(opened, to)
    assert caught.value.code == code
    assert caught.value.field == "to"


async def test_columns_that_are_not_known(opened: NetSuite) -> None:
    with pytest.raises(InputError) as caught:
        await export(opened, "out.csv", "SELECT * FROM currency")
    assert caught.value.code == "COLUMNS_UNKNOWN"


async def test_a_value_that_does_not_fit(opened: NetSuite, tmp_path: Path) -> None:
    with pytest.raises(ContractError) as caught:
        await export(opened, "out.jsonl", types={"tranid": "integer"})
    assert "tranid" in caught.value.message
    assert not (tmp_path / "out.jsonl").exists()


def cut_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of 20 rows."""
    from suiteplug.connector.export import opening

    monkeypatch.setattr(opening, "PAGE_ROWS", 20)


def breaks_after(monkeypatch: pytest.MonkeyPatch, netsuite: NetSuite, pages: int) -> list[str]:
    """The connection breaks after so many pages. Gives the queries that were asked."""
    asked: list[str] = []
    suiteql = netsuite.session.suiteql
    whole = suiteql.page

    async def page(text: str, *arguments: Any, **options: Any) -> Any:
        if len(asked) == pages:
            raise NetSuiteConnectorError("unplugged")
        asked.append(text)
        return await whole(text, *arguments, **options)

    monkeypatch.setattr(suiteql, "page", page)
    return asked


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("SELECT id, nope FROM customer", {}),
        ("SELECT id FROM customer WHERE id = ?", {}),
        ("SELECT id, email FROM customer", {"types": {"email": "number"}}),
    ],
)
async def test_what_was_refused_is_not_in_the_way(
    opened: NetSuite, tmp_path: Path, query: str, more: dict[str, Any]
) -> None:
    with pytest.raises(NetSuiteConnectorError):
        await export(opened, "again.csv", query, **more)
    assert names(tmp_path, "again") == []
    output = await export(opened, "again.csv", "SELECT id, email FROM customer")
    assert output["rows"]
