"""``suiteplug emulator capture``: what is in the file, what is left out, and that the emulator answers alike."""

from __future__ import annotations

import gzip
import json
import stat
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug import connect_sync
from suiteplug.emulator.account import Account
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.server import serve_account
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

SMALL = ("--records", "salesOrder", "--limit", "3", "--depth", "1", "--setup", "referred")

FEW = ("--limit", "1", "--depth", "1", "--setup", "referred")


def entries(path: Path) -> list[dict[str, Any]]:
    text = gzip.decompress(path.read_bytes()).decode() if path.suffix == ".gz" else path.read_text()
    return [json.loads(line) for line in text.splitlines()]


def of_kind(path: Path, kind: str) -> list[dict[str, Any]]:
    return [entry for entry in entries(path) if entry.get("kind") == kind]


def test_the_sample_and_what_it_refers_to(suiteplug: CommandLine, today: dict[str, Any], tmp_path: Path) -> None:
    target = tmp_path / "sample.jsonl"
    ended = suiteplug("emulator", "capture", "-o", str(target), *SMALL)
    assert ended.code == 0, ended.err
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("sample")] == ["sample.jsonl"]
    counts = entries(target)[-1]["records"]
    assert counts["salesOrder"] == 3
    assert {"customer", "currency", "location", "subsidiary"} <= counts.keys()
    orders = [entry for entry in of_kind(target, "record") if entry["type"] == "salesOrder"]
    referred = {order["body"]["entity"]["id"] for order in orders}
    assert referred <= {entry["id"] for entry in of_kind(target, "record") if entry["type"] == "customer"}
    newest = sorted(int(order["id"]) for order in orders)
    assert newest[-1] - newest[0] < 100
    assert "3 salesOrder" not in ended.err
    assert "salesOrder 3" in ended.err
    assert "Nothing is masked" in ended.err


def test_masked_people_cannot_be_found_and_no_secret_is_in_it(
    suiteplug: CommandLine, account: Account, today: dict[str, Any], tmp_path: Path
) -> None:
    plain, masked = tmp_path / "plain.jsonl", tmp_path / "masked.jsonl.gz"
    mask = ("--mask", "default", "--mask-key", "pseudonym-key")
    assert suiteplug("emulator", "capture", "-o", str(plain), *SMALL).code == 0
    assert suiteplug("emulator", "capture", "-o", str(masked), *SMALL, *mask).code == 0
    text = gzip.decompress(masked.read_bytes()).decode()
    for name in ("consumer_key", "consumer_secret", "token_id", "token_secret"):
        assert today[name] not in text + plain.read_text()
    assert "pseudonym-key" not in text
    customers = [entry["body"] for entry in of_kind(plain, "record") if entry["type"] == "customer"]
    assert customers
    for customer in customers:
        for name in ("companyName", "email", "phone", "firstName", "lastName"):
            assert customer.get(name, "not there") not in text
        for line in customer["addressBook"]["items"]:
            assert line["addressBookAddress"]["addr1"] not in text
    names = {entry["id"]: entry["body"].get("companyName") for entry in of_kind(masked, "record")}
    for row in (row for entry in of_kind(masked, "rows") if entry["table"] == "customer" for row in entry["rows"]):
        assert row.get("companyname") == names[row["id"]]
    assert _totals(plain) == _totals(masked)
    with Account.open(Settings(load=masked), account.clock) as mirror:
        assert mirror.store.count("customer") == len(customers)


def test_gaps_are_told(suiteplug: CommandLine, account: Account, today: dict[str, Any], tmp_path: Path) -> None:
    target = tmp_path / "sample.jsonl"
    weak = ready_connection(account, "tba", base_url=today["base_url"], role_id="1004")
    asked = ("--records", "salesOrder,invoice", "--limit", "2", "--depth", "1", "--setup", "referred")
    ended = _with(suiteplug, weak, "emulator", "capture", "-o", str(target), *asked)
    assert ended.code == 0, ended.err
    assert "left out: invoice" in ended.err
    assert [entry["type"] for entry in of_kind(target, "gap")] == ["invoice"]
    assert entries(target)[-1]["records"]["salesOrder"] == 2


def test_without_the_right_to_query_there_are_records_and_no_rows(
    suiteplug: CommandLine, account: Account, today: dict[str, Any], tmp_path: Path
) -> None:
    target = tmp_path / "sample.jsonl"
    weak = ready_connection(account, "tba", base_url=today["base_url"], role_id="1003")
    ended = _with(suiteplug, weak, "emulator", "capture", "-o", str(target), *SMALL)
    assert ended.code == 0, ended.err
    assert "left out: SuiteQL" in ended.err
    assert of_kind(target, "record")
    assert not of_kind(target, "rows")


def test_a_query_chooses(suiteplug: CommandLine, account: Account, today: dict[str, Any], tmp_path: Path) -> None:
    target = tmp_path / "sample.jsonl"
    wanted = account.store.ids("invoice")[:2]
    query = f"SELECT id, recordtype FROM transaction WHERE id IN ({', '.join(wanted)})"  # noqa: S608
    ended = suiteplug("emulator", "capture", "-o", str(target), "--query", query, "--depth", "0", "--setup", "referred")
    assert ended.code == 0, ended.err
    assert [entry["id"] for entry in of_kind(target, "record")] == wanted
    assert entries(target)[-1]["records"] == {"invoice": 2}
    ended = suiteplug("emulator", "capture", "-o", str(tmp_path / "x"), "--query", "SELECT id FROM customer")
    assert ended.code == 3
    assert ended.error["code"] == "NO_RECORDS_NAMED"


def test_a_stopped_capture_goes_on(
    suiteplug: CommandLine, account: Account, today: dict[str, Any], tmp_path: Path
) -> None:
    target = tmp_path / "sample.jsonl"
    account.faults.add({"kind": "reply", "status": 400}, method="GET", path="*/metadata-catalog", nth=2)
    account.faults.add({"kind": "reply", "status": 401}, method="POST", path="*/suiteql", contains="accountingline")
    stopped = suiteplug("emulator", "capture", "-o", str(target), *SMALL)
    assert stopped.code == 4, stopped.err
    assert not target.exists()
    assert (tmp_path / "sample.jsonl.part").exists()
    account.faults.clear()
    other = suiteplug("emulator", "capture", "-o", str(target), "--records", "vendor")
    assert other.code == 3
    assert other.error["code"] == "OTHER_CAPTURE"
    before = len(account.traffic.find(path="*/salesOrder/*"))
    assert suiteplug("emulator", "capture", "-o", str(target), *SMALL).code == 0
    assert len(account.traffic.find(path="*/salesOrder/*")) == before
    assert of_kind(target, "rows")
    assert not (tmp_path / "sample.jsonl.part").exists()


@pytest.mark.parametrize("wrong", [("--mask", "everything"), ("--limit", "0"), ("--setup", "none")])
def test_wrong_options_are_told(suiteplug: CommandLine, wrong: tuple[str, ...]) -> None:
    assert suiteplug("emulator", "capture", "-o", "x", *wrong).code == 2


def test_a_mirror_that_is_not_there_is_told(suiteplug: CommandLine, tmp_path: Path) -> None:
    ended = suiteplug("emulator", "--load", str(tmp_path / "nothing"))
    assert ended.code == 1
    assert "there is no such file" in ended.error["message"]


def test_help_is_its_own(suiteplug: CommandLine) -> None:
    ended = suiteplug("emulator", "capture", "--help")
    assert ended.code == 0
    assert "--records" in ended.out


def test_an_account_loaded_from_it_answers_alike(
    suiteplug: CommandLine, account: Account, today: dict[str, Any], tmp_path: Path
) -> None:
    targets = [tmp_path / name for name in ("first.jsonl", "second.jsonl")]
    assert suiteplug("emulator", "capture", "-o", str(targets[0]), *FEW).code == 0
    wanted = _answers(today, targets[0])
    with Account.open(Settings(load=targets[0]), account.clock) as mirror, serve_account(mirror) as server:
        fields = ready_connection(mirror, "tba", base_url=server.base_url)
        assert _answers(fields, targets[0]) == wanted
        assert _with(suiteplug, fields, "emulator", "capture", "-o", str(targets[1]), *FEW).code == 0
    first, second = ([line for line in entries(target)[1:] if line["kind"] == "record"] for target in targets)
    moved = json.dumps(second).replace(fields["base_url"], today["base_url"])
    assert json.loads(moved) == [line for line in first if line["id"] in {each["id"] for each in second}]


def _answers(fields: dict[str, Any], path: Path) -> list[Any]:
    """Every seventh record, and the rows of every table."""
    found: list[Any] = []
    with connect_sync(fields) as netsuite:
        for entry in of_kind(path, "record")[::7]:
            inputs = {"record_type": entry["type"], "record_id": entry["id"], "expand_sub_resources": True}
            found.append(netsuite.run("get-record", inputs))
        for table, key, order, columns, ids in _asked(path):
            query = f"SELECT {columns} FROM {table} WHERE {key} IN ({ids}) ORDER BY {order}"  # noqa: S608
            found.append(netsuite.run("run-suiteql", {"query": query})["rows"])
    return found


def _asked(path: Path) -> list[tuple[str, str, str, str, str]]:
    found = []
    for entry in of_kind(path, "table"):
        owners = sorted({int(rows["id"]) for rows in of_kind(path, "rows") if rows["table"] == entry["name"]})
        columns = ", ".join(dict.fromkeys([*entry["order"], *list(entry["columns"])[:60]]))
        found.append((entry["name"], entry["key"], ", ".join(entry["order"]), columns, ", ".join(map(str, owners))))
    return found


def _totals(path: Path) -> list[float]:
    return [entry["body"]["total"] for entry in of_kind(path, "record") if "total" in entry["body"]]


def _with(suiteplug: CommandLine, fields: dict[str, Any], *arguments: str) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUITEPLUG_CONNECTION", json.dumps(fields))
        return suiteplug(*arguments)
