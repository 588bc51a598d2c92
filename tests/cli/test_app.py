"""The command line as a whole: what it lists, how it fails, what it tells programs and people."""

from __future__ import annotations

import contextlib
import io
import json
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import click
import pytest

from suiteplug import manifest_file
from suiteplug.connector import errors
from suiteplug.hosts.cli import failures
from suiteplug.hosts.cli.options import flag_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.cli.conftest import CommandLine

ACTIONS = manifest_file.load()["actions"]
TBA = dict.fromkeys(("consumer_key", "consumer_secret", "token_id", "token_secret"), "x") | {"type": "tba"}


def test_help_lists_commands_and_examples_line_by_line(suiteplug: CommandLine) -> None:
    text = suiteplug("--help").out
    assert "\n  connection" in text
    assert "\n    suiteplug connection add my-account\n" in text
    assert suiteplug().out == text


@pytest.mark.parametrize(
    "command",
    ["actions", "run", "choices", "connection", "manifest", "completion", "connection add", "connection verify"],
)
def test_no_help_page_is_garbled(suiteplug: CommandLine, command: str) -> None:
    ended = suiteplug(*command.split(), "--help")
    assert ended.code == 0
    assert "\\b" not in ended.out
    assert "Examples:\n" in ended.out


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: str(action["key"]))
def test_inputs_of_an_action_do_not_clash_with_the_options_of_every_action(action: dict[str, Any]) -> None:
    taken = {"--connection", "--inputs", "--output", "--columns", "--help"}
    assert not taken & {flag_of(name) for name in action["inputSchema"]["properties"]}


def test_help_of_an_action_has_its_inputs_first_and_the_required_ones_before_others(suiteplug: CommandLine) -> None:
    text = suiteplug("run", "transform-record", "--help").out
    assert text.index("Inputs:") < text.index("--record-type") < text.index("--debug") < text.index("Options:")
    assert text.index("--record-type") < text.index("--record-id")


def test_run_lists_every_action_and_the_exit_codes(suiteplug: CommandLine) -> None:
    text = suiteplug("run", "--help").out
    assert [entry["key"] for entry in ACTIONS if f"  {entry['key']}" not in text] == []
    assert "look before repeating it" in text


@pytest.mark.parametrize("command", ["run", "actions"])
def test_an_unknown_action_gets_its_nearest_names(suiteplug: CommandLine, command: str) -> None:
    ended = suiteplug(command, "get-custmer")
    assert ended.code == 2
    assert ended.error["error"] == "UsageError"
    assert "get-customer" in ended.error["message"]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nope"], "No such command 'nope'"),
        (["run", "get-customer", "--nope", "1"], "No such option"),
        (["run", "get-customer", "--inputs", "{"], "not JSON"),
        (["run", "get-customer", "--inputs", "[]"], "not a JSON object"),
        (["run", "get-customer", "--inputs", "@/no/such/file"], "cannot read /no/such/file"),
        (["choices", "record-fields", "--with", "salesOrder"], "'salesOrder' is not NAME=VALUE"),
        (["actions", "--columns", "key,nope"], "no column 'nope'"),
        (["connection", "add", "x", "--set", "account_id"], "'account_id' is not FIELD=VALUE"),
        (["completion", "tcsh"], "'tcsh' is not one of"),
    ],
)
def test_wrong_usage_is_json_for_programs(suiteplug: CommandLine, arguments: list[str], complaint: str) -> None:
    ended = suiteplug(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert complaint in ended.error["message"]


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["run", "get-customer", "--record-id", "1"], "NO_CONNECTION", "no connection"),
        (["run", "get-customer", "--record-id", "1", "-c", "nope"], "UNKNOWN_CONNECTION", "no connection 'nope'"),
        (["connection", "verify", "nope"], "UNKNOWN_CONNECTION", "no connection 'nope'"),
        (["connection", "remove", "nope"], "UNKNOWN_CONNECTION", "no connection 'nope'"),
        (["connection", "add", "a/b"], "INVALID_CONNECTION_NAME", "name of a connection"),
    ],
)
def test_a_connection_that_is_not_there_is_told_before_anything_is_asked(
    suiteplug: CommandLine, arguments: list[str], code: str, complaint: str
) -> None:
    ended = suiteplug(*arguments)
    assert ended.code in {3, 4}
    assert ended.error["code"] == code
    assert complaint in ended.error["message"]


def test_actions_can_be_listed_and_shown(suiteplug: CommandLine) -> None:
    listed = suiteplug("actions").result["actions"]
    assert [row["key"] for row in listed] == [entry["key"] for entry in ACTIONS]
    assert suiteplug("actions", "get_customer").result["key"] == "get-customer"
    assert suiteplug("actions", "--columns", "key", "-o", "csv").out.splitlines()[1] == ACTIONS[0]["key"]


def test_data_sources_can_be_listed_without_a_connection(suiteplug: CommandLine) -> None:
    listed = suiteplug("choices").result["sources"]
    assert {row["key"] for row in listed} == {entry["key"] for entry in manifest_file.load()["dataSources"]}


@pytest.mark.parametrize("arguments", [["--seed", "nope"], ["--port", "99999"]])
def test_an_emulator_that_cannot_start_says_why(process: CommandLine, arguments: list[str]) -> None:
    ended = process("emulator", *arguments)
    assert ended.code in {1, 2}
    assert ended.err
    assert "Traceback" not in ended.err


def test_a_file_that_cannot_be_written_is_told_in_one_line(suiteplug: CommandLine, tmp_path: Path) -> None:
    in_the_way = tmp_path / "keys"
    in_the_way.write_text("")
    ended = suiteplug("connection", "new-certificate", "--out", str(in_the_way / "deeper"))
    assert ended.code == 1
    assert str(in_the_way) in ended.error["message"]


@pytest.fixture
def rude_server() -> Iterator[str]:
    """Takes a request and hangs up."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                visitor, _ = listening.accept()
            except OSError:
                return
            with visitor:
                visitor.recv(65536)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()


def test_a_write_without_an_answer_has_an_exit_code_of_its_own(
    suiteplug: CommandLine, rude_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {**TBA, "account_id": "1234567", "base_url": rude_server}
    monkeypatch.setenv("SUITEPLUG_CONNECTION", json.dumps(fields))
    ended = suiteplug("run", "create-record", "--record-type", "customer", "--body", '{"companyName": "X"}')
    assert ended.code == 7
    assert ended.error["error"] == "OutcomeUnknownError"
    assert f"suiteplug settle {ended.error['settle_id']}" in ended.error["fix"]


def test_every_class_of_error_has_the_exit_code_that_the_readme_promises() -> None:
    promised = {
        errors.InputError: 3,
        errors.ConnectionSetupError: 4,
        errors.RejectedError: 5,
        errors.RetryableError: 6,
        errors.OutcomeUnknownError: 7,
        errors.ContractError: 8,
    }
    assert {kind: kind.exit_code for kind in promised} == promised


class Terminal(io.StringIO):
    """Standard error with a person behind it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], tuple[int, str]]:
    """Reports an error to a person; gives the exit code and what the person reads."""
    monkeypatch.setenv("COLUMNS", "80")

    def tell(error: Exception) -> tuple[int, str]:
        with contextlib.redirect_stderr(Terminal()) as screen:
            code = failures.report(error)
        return code, click.unstyle(screen.getvalue())

    return tell


def test_a_person_reads_what_happened_why_and_what_to_do(told: Callable[[Exception], tuple[int, str]]) -> None:
    address = "https://1234567.suitetalk.api.netsuite.com/services/rest/record/v1/customer/1?expandSubResources=true"
    error = errors.NotFoundError(
        "There is no such record.",
        code="NONEXISTENT_ID",
        cause="It was deleted, or merged into another one, or the role of this connection does not see it at all.",
        fix="Look it up by name.",
        request=errors.RequestReference("GET", address, 2),
    )
    code, text = told(error)
    assert code == 5
    lines = text.splitlines()
    assert lines[0] == "Error: There is no such record."
    assert any(line.split() == ["Code", "NONEXISTENT_ID"] for line in lines)
    assert any(address in line for line in lines), "an address is never broken"
    assert all(len(line) <= 80 for line in lines if address not in line)


def test_a_fault_of_ours_says_where_and_shows_no_values(told: Callable[[Exception], tuple[int, str]]) -> None:
    error = errors.ContractError("get-record failed.", code="INTERNAL_ERROR")
    try:
        int("secret-value")
    except ValueError as cause:
        error.__cause__ = cause
    code, text = told(error)
    assert code == 8
    assert "ValueError at" in " ".join(text.split())
    assert "secret-value" not in text


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_a_reader_that_leaves_early_is_no_fault(form: str) -> None:
    command = [sys.executable, "-m", "suiteplug", "actions", "--output", form]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == 0


def test_what_nobody_foresaw_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        failures.report(ZeroDivisionError())
