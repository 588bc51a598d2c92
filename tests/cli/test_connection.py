"""``suiteplug connection``: what is saved, from where, and what is never shown."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connections import sources
from suiteplug.emulator.connection_files import ready_connection

if TYPE_CHECKING:
    from pathlib import Path

    from suiteplug.emulator.account import Account
    from tests.cli.conftest import CommandLine


def test_a_connection_from_a_file_is_verified_and_saved_for_its_owner(
    suiteplug: CommandLine, today: dict[str, Any], tmp_path: Path
) -> None:
    given = tmp_path / "tba.json"
    given.write_text(json.dumps(today))
    ended = suiteplug("connection", "add", "shop", "--from", str(given))
    assert ended.code == 0
    assert all(check["ok"] for check in ended.result["checks"])
    path = sources.path_of("shop")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text()) == today
    assert today["token_secret"] not in ended.out + ended.err


def test_a_connection_that_cannot_sign_in_is_not_saved(suiteplug: CommandLine, today: dict[str, Any]) -> None:
    wrong = {**today, "token_secret": "wrong"}
    ended = suiteplug("connection", "add", "shop", "--from", "-", stdin=json.dumps(wrong))
    assert ended.code == 4
    assert ended.error["error"] == "SignInError"
    assert sources.names() == ()


def test_a_key_file_named_from_here_is_found_from_everywhere(
    suiteplug: CommandLine, account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = ready_connection(account, "oauth-client-credentials", base_url="http://127.0.0.1:1")
    key = tmp_path / "keys" / "netsuite.pem"
    key.parent.mkdir()
    key.touch(mode=0o600)
    key.write_text(fields.pop("private_key"))
    monkeypatch.chdir(tmp_path)
    by_option = ["--set", "private_key_file=keys/netsuite.pem", "--from", "-", "--no-verify"]
    assert suiteplug("connection", "add", "one", *by_option, stdin=json.dumps(fields)).code == 0
    beside = tmp_path / "keys" / "connection.json"
    beside.write_text(json.dumps({**fields, "private_key_file": "netsuite.pem"}))
    assert suiteplug("connection", "add", "two", "--from", str(beside), "--no-verify").code == 0
    saved = [json.loads(sources.path_of(name).read_text())["private_key_file"] for name in ("one", "two")]
    assert saved == [str(key), str(key)]


def test_fields_by_option_and_from_files(suiteplug: CommandLine, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n")
    keys = [f"{name}=@{secret}" for name in ("consumer_key", "consumer_secret", "token_id", "token_secret")]
    options = [part for pair in ("account_id=1234567", *keys) for part in ("--set", pair)]
    ended = suiteplug("connection", "add", "shop", "--type", "tba", "--no-verify", *options)
    assert ended.code == 0
    assert json.loads(sources.path_of("shop").read_text())["token_secret"] == "s3cret"
    again = suiteplug("connection", "add", "shop", "--type", "tba", "--no-verify", *options)
    assert again.code == 1
    assert "--replace" in again.error["message"]
    assert suiteplug("connection", "add", "shop", "--type", "tba", "--no-verify", "--replace", *options).code == 0


def test_what_is_missing_is_named_with_its_place_in_netsuite(suiteplug: CommandLine) -> None:
    ended = suiteplug("connection", "add", "shop", "--set", "account_id=1234567")
    assert ended.code == 4
    assert ended.error["field"] == "client_id"
    assert "Manage Integrations" in ended.error["fix"]


def test_one_broken_file_does_not_hide_the_other_connections(suiteplug: CommandLine) -> None:
    keys = [
        part
        for name in ("consumer_key", "consumer_secret", "token_id", "token_secret")
        for part in ("--set", f"{name}=x")
    ]
    suiteplug("connection", "add", "shop", "--type", "tba", "--no-verify", "--set", "account_id=1234567_SB1", *keys)
    broken = sources.path_of("broken")
    broken.touch(mode=0o600)
    broken.write_text("{")
    rows = {row["name"]: row for row in suiteplug("connection", "list").result["connections"]}
    assert rows["shop"]["environment"] == "sandbox"
    assert "not a JSON object" in rows["broken"]["problem"]
    assert suiteplug("connection", "remove", "broken", "--yes").code == 0
    assert sources.names() == ("shop",)


@pytest.mark.usefixtures("today")
def test_verify_tells_by_its_exit_code_whether_something_is_missing(
    suiteplug: CommandLine, account: Account, today: dict[str, Any]
) -> None:
    assert suiteplug("connection", "verify").code == 0
    fields = ready_connection(account, "tba", base_url=today["base_url"], role_id="1003")
    suiteplug("connection", "add", "blind", "--from", "-", "--no-verify", stdin=json.dumps(fields))
    ended = suiteplug("connection", "verify", "blind")
    assert ended.code == 4
    [missing] = [check for check in ended.result["checks"] if not check["ok"]]
    assert missing["name"] == "SuiteQL"
    assert "SuiteAnalytics Workbook" in missing["fix"]


def test_a_new_certificate_is_for_its_owner_and_is_never_overwritten(suiteplug: CommandLine, tmp_path: Path) -> None:
    made = suiteplug("connection", "new-certificate", "--out", str(tmp_path / "keys"), "--subject", "Web shop/EU")
    assert made.code == 0
    key = tmp_path / "keys" / "Web-shop-EU-key.pem"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert "M2M" in made.out
    assert "PRIVATE KEY" not in made.out
    before = key.read_bytes()
    again = suiteplug("connection", "new-certificate", "--out", str(tmp_path / "keys"), "--subject", "Web shop/EU")
    assert again.code == 1
    assert key.read_bytes() == before
    weak = suiteplug("connection", "new-certificate", "--out", str(tmp_path), "--kind", "rsa", "--bits", "2048")
    assert weak.code == 4
    assert "3072" in weak.error["fix"]
